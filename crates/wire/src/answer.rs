//! Where the answer goes while it arrives.

use std::io;

use exchange::{Hop, Received};

/// Takes the answer of a send as it arrives. Bodies of followed redirects do not come here.
pub trait Answer: Send {
    /// A redirect was followed; this hop is over.
    fn redirected(&mut self, _hop: &Hop) {}

    /// The head of the last hop is here. Sizes of the body are still zero.
    fn head(&mut self, _received: &Received) {}

    /// The next bytes of the body, decoded. An error ends the send as a failure of kind `Output`.
    fn body(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// Collects the body in memory.
impl Answer for Vec<u8> {
    fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}

/// Passes over the body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Discard;

impl Answer for Discard {
    fn body(&mut self, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
}
