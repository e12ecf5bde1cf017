//! What the app remembers: history, drafts, tokens, cookies, secrets, settings, current values.
//!
//! ```text
//! Folders ──▶ Store ─┬─ State       state/state.db     history, drafts, tokens (sealed), cookies (sealed), settings
//!                    ├─ SecretStore keychain, or secrets/secrets.json (sealed)
//!                    ├─ Bodies      state/bodies/…     answers of the history, masked by `engine`
//!                    ├─ Deleted     state/deleted/…    what was deleted, to be taken back
//!                    └─ locks       state/locks/…      one token fetch at a time, across processes
//! ```
//!
//! Everything opens on first use: a send that needs no secret touches no secret store, and a program that asks for nothing
//! opens no database. All calls block: microseconds for the database and the secrets file, seconds for a keychain that
//! asks the person to unlock it. Several processes may do all of this at once. Nothing here reads a clock or the
//! environment; both are handed in.

mod bodies;
mod cookies;
mod deleted;
mod drafts;
mod folders;
mod history;
mod lock;
mod private_file;
mod remembered;
mod seal;
mod secrets;
mod state;
mod store;
#[cfg(test)]
mod test_home;
mod tokens;

pub use bodies::{KeptBody, NewBody};
pub use cookies::{CookieError, Cookies, SESSION_COOKIE_LIFE_MS};
pub use deleted::Deleted;
pub use drafts::{Draft, Drafts};
pub use folders::{Folders, FoldersError};
pub use history::{History, HistoryEntry, HistoryFilter, HistoryRow};
pub use lock::{FetchLock, HeldLock, LockError};
pub use remembered::{Remembered, TokenChoice, VariableSet};
pub use secrets::{Keeping, SecretAddress, SecretError, SecretStore};
pub use state::StateError;
pub use store::Store;
pub use tokens::{StoredToken, Token, TokenContent, TokenError, TokenFacts, Tokens};
