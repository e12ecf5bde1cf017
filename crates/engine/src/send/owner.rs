//! Whom a send or a token belongs to.

/// The collection and environment that a request or token belongs to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Owner {
    pub(crate) collection_id: Option<String>,
    pub(crate) collection_name: Option<String>,
    pub(crate) environment: Option<String>,
    /// Path of the item whose authorization block applies, where a token can be chosen; empty for the collection.
    pub(crate) auth_path: Option<String>,
}
