//! The history of what was sent.

pub(crate) mod calls;
pub(crate) mod reopen;
mod types;
mod views;

pub(crate) use types::*;
