//! Stands before the person's answer and holds back a 401 that a new token may mend.

use std::io;

use exchange::{Hop, Received};
use wire::Answer;

/// Passes everything on, except the body of a 401 while `holds_unauthorized` is set.
pub(crate) struct Gate<'a> {
    answer: &'a mut dyn Answer,
    holds_unauthorized: bool,
    /// Whether a 401 was held back.
    pub(crate) is_held: bool,
}

impl<'a> Gate<'a> {
    pub(crate) fn new(answer: &'a mut dyn Answer, holds_unauthorized: bool) -> Self {
        Self { answer, holds_unauthorized, is_held: false }
    }
}

impl Answer for Gate<'_> {
    fn redirected(&mut self, hop: &Hop) {
        self.answer.redirected(hop);
    }

    fn head(&mut self, received: &Received) {
        self.is_held = self.holds_unauthorized && received.status == 401;
        if !self.is_held {
            self.answer.head(received);
        }
    }

    fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.is_held { Ok(()) } else { self.answer.body(bytes) }
    }
}
