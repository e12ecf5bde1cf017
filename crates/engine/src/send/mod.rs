//! One send: what is prepared, what goes over the network, what is masked.

pub(crate) mod cookies;
pub(crate) mod mask;
pub(crate) mod observer;
pub(crate) mod options;
pub(crate) mod overrides;
pub(crate) mod owner;
pub(crate) mod prepare;
pub(crate) mod preview;
pub(crate) mod requests;
pub(crate) mod retry;
pub(crate) mod situation;
pub(crate) mod spool;

use crate::workspace::Engine;

/// Sending requests, and what a send would make of them.
#[derive(Clone, Copy)]
pub struct Requests<'a> {
    pub(crate) engine: &'a Engine,
}

/// Cookies of the workspace.
#[derive(Clone, Copy)]
pub struct Cookies<'a> {
    pub(crate) engine: &'a Engine,
}

impl Engine {
    /// Sending requests, and what a send would make of them.
    pub fn requests(&self) -> Requests<'_> {
        Requests { engine: self }
    }

    /// Cookies of the workspace.
    pub fn cookies(&self) -> Cookies<'_> {
        Cookies { engine: self }
    }
}
