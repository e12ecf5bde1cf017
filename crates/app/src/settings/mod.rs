//! Settings of the app.

pub(crate) mod calls;
mod types;

pub(crate) use types::*;
