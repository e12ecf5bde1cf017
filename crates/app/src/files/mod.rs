//! Files that a body names, and folders in which one is looked for.

pub(crate) mod calls;
mod types;

pub(crate) use types::*;
