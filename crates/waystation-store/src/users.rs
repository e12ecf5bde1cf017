//! People: their records, what lets them in, and the verbs that change both.
//!
//! ```text
//! create ─▶ update · update_version · update_profile · introduce ─▶ deactivate ⇄ reactivate ─▶ remove
//!           set_password · roll_keys
//! ```
//!
//! Each verb runs inside a unit of work, checks in a fixed order, changes, and writes what it did into the audit list.
//! The first check that fails decides the error. There is one error enum a verb, without variants that cannot occur.

pub(crate) mod account;
pub(crate) mod change;
mod create;
mod credentials;
mod introduce;
mod presence;
mod profile;
pub(crate) mod record;
mod remove;
mod rules;
pub(crate) mod search;
pub(crate) mod update;

pub use account::{Account, AccountName, NewPassword};
pub use change::{KeyChange, RecordChange};
pub(crate) use create::insert;
pub use create::{CreateUserError, create};
pub use credentials::{RollKeysError, SetPasswordError, roll_keys, set_password};
pub use introduce::{IntroduceUserError, Introduction, introduce};
pub use presence::{DeactivateUserError, Deactivation, ReactivateUserError, deactivate, reactivate};
pub use profile::{ProfileUpdate, UpdateProfileError, update_profile};
pub use record::{Access, ApiClient, ApiKey, FirstStep, NewUser, Permissions, Role, User};
pub use remove::{RemoveUserError, remove};
pub use search::{UserFilter, UserOrder, UserSearch, UserSums, VersionedUser};
pub use update::{NoKeyPair, Update, UpdateUserError, UpdateVersionError, update, update_version};
