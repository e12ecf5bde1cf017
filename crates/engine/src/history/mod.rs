//! What is kept of a send, and reading it back.

pub(crate) mod exchange_record;
pub(crate) mod kept_body;
pub(crate) mod record;

use crate::workspace::Engine;

/// What was sent from the workspace.
#[derive(Clone, Copy)]
pub struct History<'a> {
    pub(crate) engine: &'a Engine,
}

impl Engine {
    /// What was sent from the workspace.
    pub fn history(&self) -> History<'_> {
        History { engine: self }
    }
}
