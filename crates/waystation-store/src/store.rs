//! The verbs by which the server keeps things.
//!
//! The verbs are asynchronous, because a database over the network must not hold a thread while it waits; they return
//! boxed futures, because the server picks its backend at start and holds it as `Arc<dyn Store>`. A box costs a tenth of
//! a microsecond, a read of SQLite five.
//!
//! Each verb is one transaction. When a verb that changes something has returned `Ok`, the change survives the loss of
//! the process and of power, and every later read through any handle of this store sees it. What it did stands in the
//! audit list by then, written in the same transaction under the name of its [`Actor`].

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;

use crate::account::{Account, AccountName, Beginning, NewPassword, Session, SessionHash, SignedIn};
use crate::audit::{Actor, AuditFilter, AuditPiece, Note};
use crate::edit::UserEdit;
use crate::id::Id;
use crate::search::{FoundUser, UserSearch, UserSums};
use crate::settings::{SettingEdit, StoredSetting};
use crate::user::{Access, ApiClient, ApiKey, Mail, NewUser, User, UserFilter};

/// What a verb returns.
pub type Answer<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// A backend. See the module for what holds for all verbs.
pub trait Store: Send + Sync + 'static {
    /// Adds a user, and a mail to the outbox in the same step.
    fn create_user(&self, new_user: NewUser, mail: Option<Mail>, by: Actor) -> Answer<'_, (), CreateUserError>;

    /// One user, or `None` if nobody has this id.
    fn user(&self, id: Id) -> Answer<'_, Option<User>>;

    /// All users for whom the filter holds, in the order of their ids.
    fn users(&self, filter: UserFilter) -> Answer<'_, Vec<User>>;

    /// A piece of the sorted list of those who match.
    fn find_users(&self, search: UserSearch) -> Answer<'_, Vec<FoundUser>>;

    /// How many match; order and piece do not matter.
    fn count_users(&self, search: UserSearch) -> Answer<'_, u64>;

    /// How many there are.
    fn sum_users(&self) -> Answer<'_, UserSums>;

    /// One user with what lets them in.
    fn account(&self, name: AccountName) -> Answer<'_, Option<Account>>;

    /// Replaces the editable part of a user and returns the stored record. The sessions of somebody who is switched off
    /// or locked end.
    fn change_user(&self, id: Id, edit: UserEdit, by: Actor) -> Answer<'_, User, ChangeUserError>;

    /// Removes a user for good, with key pair, password, sessions and mails.
    fn remove_user(&self, id: Id, by: Actor) -> Answer<'_, (), RemoveUserError>;

    /// Switches a user off and takes them out of all groups; tokens and sessions die. Doing it again changes nothing.
    fn deactivate_user(&self, id: Id, by: Actor) -> Answer<'_, Deactivated, ChangeUserError>;

    /// Sets a password; all sessions of the user end.
    fn set_password(&self, id: Id, password: NewPassword, by: Actor) -> Answer<'_, (), ChangeUserError>;

    /// Puts another key pair in the place of the present one; tokens die.
    fn roll_keys(&self, id: Id, pair: ApiKey, by: Actor) -> Answer<'_, (), RollKeysError>;

    /// What decides about the tokens of a user; `None` if there is no such user. May be answered from memory, but never
    /// with a state older than the last change that was acknowledged.
    fn access(&self, id: Id) -> Answer<'_, Option<Access>>;

    /// The owner of an API key; letter case counts.
    fn api_client(&self, key: String) -> Answer<'_, Option<ApiClient>>;

    /// Notes that the owner of a key pair got a token. Not in the audit list.
    fn note_token(&self, id: Id, at: Timestamp) -> Answer<'_, ()>;

    /// Keeps a session. Those that began before `forgotten_before` are forgotten in the same step.
    fn begin_session(&self, session: Session, why: Beginning, forgotten_before: Timestamp) -> Answer<'_, ()>;

    /// The session with this hash, if its owner is active and not locked.
    fn session(&self, hash: SessionHash) -> Answer<'_, Option<SignedIn>>;

    /// All sessions of a user, latest first.
    fn sessions(&self, user_id: Id) -> Answer<'_, Vec<Session>>;

    /// Notes that a session was used. Not in the audit list.
    fn note_session(&self, hash: SessionHash, seen_at: Timestamp) -> Answer<'_, ()>;

    /// Ends one session; one that is not there is no error.
    fn end_session(&self, hash: SessionHash, by: Actor) -> Answer<'_, ()>;

    /// Ends all sessions of a user but `except`.
    fn end_sessions(&self, user_id: Id, except: Option<SessionHash>, by: Actor) -> Answer<'_, ()>;

    /// All settings that somebody set.
    fn settings(&self) -> Answer<'_, Vec<StoredSetting>>;

    /// Sets settings, all or none. One that has the value already is left as it is.
    fn change_settings(&self, edits: Vec<SettingEdit>, by: Actor) -> Answer<'_, ()>;

    /// Writes an entry of the audit list that belongs to no change.
    fn note(&self, note: Note, by: Actor) -> Answer<'_, ()>;

    /// A piece of the audit list.
    fn audit(&self, filter: AuditFilter) -> Answer<'_, AuditPiece>;

    /// Puts a mail into the outbox.
    fn queue_mail(&self, mail: Mail, by: Actor) -> Answer<'_, ()>;

    /// All mails which wait, oldest first.
    fn outbox(&self) -> Answer<'_, Vec<Mail>>;

    /// A fact the server noted about this data, see [`Fact`].
    fn fact(&self, name: String) -> Answer<'_, Option<String>>;

    /// Notes facts and adds users in one step, unless one of the facts is noted already; then nothing changes.
    /// Users whose address is taken are left out.
    fn seed(&self, seed: Seed) -> Answer<'_, Seeded>;
}

/// Something noted once and for all, such as that sample data was put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The name it is asked for by.
    pub name: String,
    /// Whatever the server wants to find again.
    pub value: String,
}

/// What is put into a store at its first start.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Seed {
    /// Noted together with the users.
    pub facts: Vec<Fact>,
    /// Added all, or none.
    pub users: Vec<NewUser>,
}

/// How seeding went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    /// This many users were added.
    Added(usize),
    /// One of the facts was there already.
    Already,
}

/// What a deactivation did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deactivated {
    /// Groups the user was taken out of; empty for somebody who was inactive.
    pub group_ids: Vec<Id>,
}

/// The store cannot do its work. Never the caller's fault.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store was closed, or its writer died.
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

/// Why a user was not added.
#[derive(Debug, thiserror::Error)]
pub enum CreateUserError {
    /// Somebody has this address.
    #[error("the e-mail address belongs to another user")]
    EmailTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a user was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeUserError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
    /// Somebody else has this address.
    #[error("the e-mail address belongs to another user")]
    EmailTaken,
    /// The record is not of the version that was edited.
    #[error("the user was changed meanwhile")]
    Changed,
    /// Nobody would be left who may do everything.
    #[error("the server must keep at least one active Curator")]
    LastCurator,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a user was not removed.
#[derive(Debug, thiserror::Error)]
pub enum RemoveUserError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
    /// Nobody would be left who may do everything.
    #[error("the server must keep at least one active Curator")]
    LastCurator,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a key pair was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum RollKeysError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
    /// There is no pair to replace.
    #[error("the user has no API access")]
    ApiAccessOff,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
