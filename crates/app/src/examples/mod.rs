//! Saved examples of a request.

pub(crate) mod calls;
mod types;

pub(crate) use types::*;
