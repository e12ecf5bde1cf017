//! The primitives that a backend supplies: rows of each topic inside one transaction.
//!
//! A primitive finds, inserts, updates, deletes or counts rows, and decides nothing: rules and their order belong to the
//! verbs of each topic. Reading takes `&self` and writing `&mut self`, so that a unit that only reads cannot write.
//! All are ordinary functions that may block, see [`store`](crate::store). All fail with [`StoreError`] only.

use jiff::Timestamp;

use crate::audit::entry::{Actor, AuditFilter, AuditPiece, Note};
use crate::error::StoreError;
use crate::id::Id;
use crate::outbox::mail::Mail;
use crate::sessions::record::{Session, SessionHash, SessionWithOwner};
use crate::settings::record::StoredSetting;
use crate::users::account::{Account, AccountName, NewPassword};
use crate::users::change::RecordChange;
use crate::users::record::{Access, ApiClient, NewUser, User};
use crate::users::search::{UserFilter, UserSearch, UserSums, VersionedUser};

/// One transaction.
pub trait Transaction {
    /// People.
    fn users(&self) -> &dyn UserRows;
    /// People, to be changed.
    fn users_mut(&mut self) -> &mut dyn UserRows;
    /// Sessions of the pages.
    fn sessions(&self) -> &dyn SessionRows;
    /// Sessions of the pages, to be changed.
    fn sessions_mut(&mut self) -> &mut dyn SessionRows;
    /// The audit list.
    fn audit(&self) -> &dyn AuditRows;
    /// The audit list, to be added to.
    fn audit_mut(&mut self) -> &mut dyn AuditRows;
    /// Settings.
    fn settings(&self) -> &dyn SettingRows;
    /// Settings, to be changed.
    fn settings_mut(&mut self) -> &mut dyn SettingRows;
    /// Mails that wait.
    fn outbox(&self) -> &dyn OutboxRows;
    /// Mails that wait, to be added to.
    fn outbox_mut(&mut self) -> &mut dyn OutboxRows;
    /// What the server noted about this data.
    fn facts(&self) -> &dyn FactRows;
    /// What the server noted about this data, to be added to.
    fn facts_mut(&mut self) -> &mut dyn FactRows;
}

/// People, with key pair and password.
///
/// A backend that remembers [`Access`] forgets it whenever a row that it follows from is written here, before the change
/// is acknowledged.
pub trait UserRows {
    /// The record, or `None` if nobody has this id.
    fn find(&self, id: Id) -> Result<Option<User>, StoreError>;
    /// The record with what lets its owner in.
    fn account(&self, name: &AccountName) -> Result<Option<Account>, StoreError>;
    /// Who has this address, whatever the case of its letters.
    fn owner_of_email(&self, email: &str) -> Result<Option<Id>, StoreError>;
    /// Whether an acting Curator exists besides `id`, see [`User::is_acting_curator`].
    fn has_acting_curator_besides(&self, id: Id) -> Result<bool, StoreError>;
    /// All users who match, in the order of their ids.
    fn list(&self, filter: &UserFilter) -> Result<Vec<User>, StoreError>;
    /// A piece of the sorted list of those who match.
    fn page(&self, search: &UserSearch) -> Result<Vec<VersionedUser>, StoreError>;
    /// How many match; order and piece do not matter.
    fn count(&self, search: &UserSearch) -> Result<u64, StoreError>;
    /// How many there are.
    fn sums(&self) -> Result<UserSums, StoreError>;
    /// What decides about the tokens of a user, as stored.
    fn access(&self, id: Id) -> Result<Option<Access>, StoreError>;
    /// The owner of an API key; letter case counts.
    fn api_client(&self, key: &str) -> Result<Option<ApiClient>, StoreError>;

    /// Adds a user with version 1. The address must be free.
    fn insert(&mut self, new: &NewUser) -> Result<(), StoreError>;
    /// Writes a changed record and what follows from the change; the version rises.
    fn update(&mut self, change: &RecordChange, at: Timestamp) -> Result<(), StoreError>;
    /// Stores a password; the version rises.
    fn set_password(&mut self, id: Id, password: &NewPassword, at: Timestamp) -> Result<(), StoreError>;
    /// Notes when a token was last given. The version stays.
    fn note_token(&mut self, id: Id, at: Timestamp) -> Result<(), StoreError>;
    /// Notes when the user last signed in. The version stays.
    fn note_sign_in(&mut self, id: Id, at: Timestamp) -> Result<(), StoreError>;
    /// Removes a user with key pair, password, sessions and mails.
    fn delete(&mut self, id: Id) -> Result<(), StoreError>;
}

/// Sessions of the pages.
pub trait SessionRows {
    /// The session with this hash and its owner, whatever the owner may do.
    fn find(&self, hash: &SessionHash) -> Result<Option<SessionWithOwner>, StoreError>;
    /// All sessions of a user, latest first.
    fn list(&self, user_id: Id) -> Result<Vec<Session>, StoreError>;

    /// Adds a session.
    fn insert(&mut self, session: &Session) -> Result<(), StoreError>;
    /// Notes that a session was used, unless a later use is noted.
    fn note_use(&mut self, hash: &SessionHash, at: Timestamp) -> Result<(), StoreError>;
    /// Deletes one session.
    fn delete(&mut self, hash: &SessionHash) -> Result<(), StoreError>;
    /// Deletes the sessions of a user but `except`, and says how many there were.
    fn delete_of(&mut self, user_id: Id, except: Option<&SessionHash>) -> Result<usize, StoreError>;
    /// Deletes the sessions of everybody that began before `at`.
    fn delete_before(&mut self, at: Timestamp) -> Result<(), StoreError>;
}

/// The audit list. An entry never changes and is never deleted.
pub trait AuditRows {
    /// A piece of the list, latest first.
    fn piece(&self, filter: &AuditFilter) -> Result<AuditPiece, StoreError>;

    /// Adds an entry. `who` is the name of the actor at this moment.
    fn insert(&mut self, note: &Note, by: Actor, who: &str) -> Result<(), StoreError>;
}

/// Settings of the server.
pub trait SettingRows {
    /// All that somebody set, by name.
    fn list(&self) -> Result<Vec<StoredSetting>, StoreError>;
    /// The value that somebody set.
    fn value(&self, name: &str) -> Result<Option<String>, StoreError>;

    /// Sets one, in the place of what was set before.
    fn put(&mut self, setting: &StoredSetting) -> Result<(), StoreError>;
}

/// Mails that wait.
pub trait OutboxRows {
    /// All of them, oldest first.
    fn list(&self) -> Result<Vec<Mail>, StoreError>;

    /// Adds one.
    fn insert(&mut self, mail: &Mail) -> Result<(), StoreError>;
}

/// What the server noted about this data.
pub trait FactRows {
    /// The value under this name.
    fn value(&self, name: &str) -> Result<Option<String>, StoreError>;

    /// Notes a fact; its name must be free.
    fn insert(&mut self, name: &str, value: &str) -> Result<(), StoreError>;
}
