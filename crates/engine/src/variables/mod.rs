//! Variables: the scopes of a send, environments, tables of values, and what an item sees.

pub(crate) mod environments;
pub(crate) mod notes;
pub(crate) mod scopes;
pub(crate) mod tables;
pub(crate) mod visible;
