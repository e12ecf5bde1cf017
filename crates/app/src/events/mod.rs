//! Events: what the program tells every open page.

pub(crate) mod calls;
pub(crate) mod disk;
pub(crate) mod log;
mod types;

pub(crate) use types::*;
