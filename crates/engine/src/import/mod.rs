//! Import: documents and commands become collections.

pub(crate) mod documents;
