//! Authorization, tokens and secrets.

pub(crate) mod calls;
mod types;

pub(crate) use types::*;
