//! Variables: which an item can see, and tables of them.

pub(crate) mod calls;
mod table_types;
pub(crate) mod tables;
mod types;

pub(crate) use table_types::*;
pub(crate) use types::*;
