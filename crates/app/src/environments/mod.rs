//! Environments: which there are, which is in use.

pub(crate) mod calls;
mod types;

pub(crate) use types::*;
