//! What a person or program sees: answers, heads, problems, tables, amounts.

pub(crate) mod amount;
pub(crate) mod body;
pub(crate) mod error;
pub(crate) mod heads;
pub(crate) mod output;
pub(crate) mod paint;
pub(crate) mod problems;
