//! Import: documents and commands become collections.

pub(crate) mod curl;
pub(crate) mod documents;
pub(crate) mod plan;

use crate::workspace::Engine;

/// Documents and commands that become collections.
#[derive(Clone, Copy)]
pub struct Importer<'a> {
    pub(crate) engine: &'a Engine,
}

impl Engine {
    /// Documents and commands that become collections.
    pub fn imports(&self) -> Importer<'_> {
        Importer { engine: self }
    }
}
