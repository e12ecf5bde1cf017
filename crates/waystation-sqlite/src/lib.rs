//! Waystation's default backend: one SQLite database in the data folder.
//!
//! ```text
//! units that write ──▶ writer thread: many callers share one commit and one sync ──▶ each caller is told
//! reads by key ──────▶ a pooled connection, on the calling thread (microseconds)
//! lists ─────────────▶ a pooled connection, on a blocking thread
//! access of a user ──▶ memory; forgotten by the writer before the change is acknowledged
//! ```
//!
//! The primitives of `waystation-store` as SQL, and nothing else: rules belong to the verbs there. One process owns the
//! database: what is remembered in memory would otherwise go stale. The server locks its folder.

mod access_cache;
mod audit;
mod migrations;
mod outbox;
mod reading;
mod rows;
mod search;
mod sessions;
mod settings;
mod sqlite_store;
mod transaction;
mod user_columns;
mod users;
mod writing;

pub use migrations::OpenError;
pub use sqlite_store::SqliteStore;
