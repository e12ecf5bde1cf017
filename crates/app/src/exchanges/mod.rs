//! Sends and their exchanges, running and over.

pub(crate) mod calls;
pub(crate) mod running;
mod types;
pub(crate) mod views;

pub(crate) use types::*;
