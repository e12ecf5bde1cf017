//! Cookies of the workspace.

pub(crate) mod calls;
mod types;

pub(crate) use types::*;
