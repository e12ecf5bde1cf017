//! The tree of the sidebar and the changes of its rows.

mod action_types;
pub(crate) mod actions;
pub(crate) mod calls;
mod nodes;
mod types;

pub(crate) use action_types::*;
pub(crate) use nodes::{counts, nodes, trouble};
pub(crate) use types::*;
