//! Imports, as jobs.

pub(crate) mod calls;
pub(crate) mod jobs;
pub(crate) mod run;
mod types;

pub(crate) use types::*;
