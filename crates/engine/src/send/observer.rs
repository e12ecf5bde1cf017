//! Tells whoever shows them every exchange of a send, one by one as they end.

use exchange::Exchange;

use crate::send::mask::Mask;

/// What an exchange was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Asked for a token.
    Token,
    /// Was refused with 401, so that a new token is fetched.
    Refused,
    /// Gave the answer that is shown, or ended the send.
    Answer,
}

/// An exchange that has ended.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The exchange.
    pub exchange: &'a Exchange,
    /// Masks every secret in it, those of a token endpoint's answer included.
    pub mask: &'a Mask,
    /// What it was for.
    pub role: Role,
}

/// Is told of each exchange.
pub type Watch<'a> = dyn FnMut(Seen<'_>) + Send + 'a;

/// The exchanges of a send before the one that is shown.
pub(crate) struct Earlier<'a> {
    pub(crate) kept: Vec<Exchange>,
    watch: &'a mut Watch<'a>,
}

impl<'a> Earlier<'a> {
    pub(crate) fn new(watch: &'a mut Watch<'a>) -> Self {
        Self { kept: Vec::new(), watch }
    }

    /// Tells of an exchange; whether it is kept is another matter.
    pub(crate) fn tell(&mut self, exchange: &Exchange, mask: &Mask, role: Role) {
        (self.watch)(Seen { exchange, mask, role });
    }
}
