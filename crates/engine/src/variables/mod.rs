//! Variables: the scopes of a send, environments, tables of values, and what an item sees.

pub(crate) mod environments;
pub(crate) mod notes;
pub(crate) mod rows;
pub(crate) mod scopes;
pub(crate) mod tables;
pub(crate) mod visible;

use crate::workspace::Engine;

/// Environments of a collection or of the workspace.
#[derive(Clone, Copy)]
pub struct Environments<'a> {
    pub(crate) engine: &'a Engine,
}

/// Variables of collections, folders and environments.
#[derive(Clone, Copy)]
pub struct Variables<'a> {
    pub(crate) engine: &'a Engine,
}

impl Engine {
    /// Environments of a collection or of the workspace.
    pub fn environments(&self) -> Environments<'_> {
        Environments { engine: self }
    }

    /// Variables of collections, folders and environments.
    pub fn variables(&self) -> Variables<'_> {
        Variables { engine: self }
    }
}
