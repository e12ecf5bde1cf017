//! What Waystation keeps, and the verbs by which it is kept.
//!
//! Data types, the [`Store`] trait, the rules which every backend must apply inside its own transaction ([`edit`]), and
//! the contract tests which every backend runs ([`contract`]). No SQL, no HTTP, no own clock and no own randomness.

pub mod contract;
pub mod edit;
pub mod id;
pub mod store;
pub mod user;

pub use edit::{Edited, UserEdit};
pub use id::{Id, IdGenerator, UnreadableId};
pub use store::{
    Answer, ChangeUserError, CreateUserError, Deactivated, Fact, RemoveUserError, Seed, Seeded, Store, StoreError,
};
pub use user::{Access, ApiClient, ApiKey, Mail, MailKind, NewUser, Permissions, Role, User, UserFilter};
