//! The window: what does not change while the program runs, and how the page is arranged.

pub(crate) mod calls;
pub(crate) mod layout;
mod types;

pub(crate) use types::*;
