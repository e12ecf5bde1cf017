//! How a store fails.

/// The store cannot do its work. Never the caller's fault.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store was closed, or the unit of work broke off.
    #[error("the store is closed")]
    Closed,
    /// The database refused.
    #[error("{doing}")]
    Database {
        /// What was being done, as "reading a user".
        doing: &'static str,
        /// The database's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
