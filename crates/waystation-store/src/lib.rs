//! What Waystation keeps, and the verbs by which it is kept.
//!
//! Data types, the [`Store`] trait, the rules which every backend must apply inside its own transaction ([`edit`]), and
//! the contract tests which every backend runs ([`contract`]). No SQL, no HTTP, no own clock and no own randomness.

pub mod account;
pub mod audit;
pub mod contract;
pub mod edit;
pub mod id;
pub mod search;
pub mod settings;
pub mod store;
pub mod user;

pub use account::{Account, AccountName, Beginning, FirstStep, NewPassword, Session, SessionHash, SignedIn};
pub use audit::{Actor, AuditEntry, AuditFilter, AuditKind, AuditPiece, Note, Via};
pub use edit::{Edited, UserEdit};
pub use id::{Id, IdGenerator, UnreadableId};
pub use search::{FoundUser, UserOrder, UserSearch, UserSums};
pub use settings::{SettingEdit, StoredSetting};
pub use store::{
    Answer, ChangeUserError, CreateUserError, Deactivated, Fact, RemoveUserError, RollKeysError, Seed, Seeded, Store,
    StoreError,
};
pub use user::{Access, ApiClient, ApiKey, Mail, MailKind, NewUser, Permissions, Role, User, UserFilter};
