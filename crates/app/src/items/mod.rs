//! Requests, collections and folders in their tabs: loaded, edited, saved, merged.

pub(crate) mod calls;
pub(crate) mod conflicts;
pub(crate) mod curl;
pub(crate) mod kept_open;
mod types;

pub(crate) use types::*;
