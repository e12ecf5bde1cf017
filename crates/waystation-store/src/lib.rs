//! What Waystation keeps, and the verbs by which it is kept.
//!
//! ```text
//! server ─▶ Store::write(|tx| users::deactivate(tx, id, by)) ─▶ Backend: one transaction, where it may block
//!                              │ checks and their order, written once
//!                              ▼
//!                    tx.users() tx.sessions() tx.audit() …     rows, which a backend supplies
//! ```
//!
//! [`store`] is the door, [`transaction`] lists the primitives of a backend, and every topic ([`users`], [`sessions`],
//! [`audit`], [`settings`], [`outbox`], [`seed`]) has its data and its verbs. Every backend runs the tests of
//! [`contract`]. No SQL, no HTTP, no own clock and no own randomness.

pub mod audit;
pub mod contract;
mod error;
pub mod id;
pub mod outbox;
pub mod seed;
pub mod sessions;
pub mod settings;
pub mod store;
pub mod transaction;
pub mod users;
pub mod words;

pub use audit::{Actor, AuditEntry, AuditFilter, AuditKind, AuditPiece, Note, Via};
pub use error::StoreError;
pub use id::{Id, IdGenerator, UnreadableId};
pub use outbox::{Mail, MailKind};
pub use seed::{Fact, Seed, SeedOutcome};
pub use sessions::{Beginning, Session, SessionHash, SessionWithOwner};
pub use settings::{SettingEdit, StoredSetting};
pub use store::{Backend, Store, StoreFuture};
pub use transaction::Transaction;
pub use users::{
    Access, Account, AccountName, ApiClient, ApiKey, FirstStep, NewPassword, NewUser, Permissions, Role, User,
    UserFilter, UserOrder, UserSearch, UserSums, VersionedUser,
};
pub use words::Word;
