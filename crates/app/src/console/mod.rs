//! The Console: every exchange of this program as it went over the wire.

pub(crate) mod calls;
pub(crate) mod rows;
mod types;

pub(crate) use types::*;
