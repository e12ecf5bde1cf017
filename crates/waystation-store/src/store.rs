//! The verbs by which the server keeps things.
//!
//! The verbs are asynchronous, because a database over the network must not hold a thread while it waits; they return
//! boxed futures, because the server picks its backend at start and holds it as `Arc<dyn Store>`. A box costs a tenth of
//! a microsecond, a read of SQLite five.
//!
//! Each verb is one transaction. When a verb that changes something has returned `Ok`, the change survives the loss of
//! the process and of power, and every later read through any handle of this store sees it.

use std::future::Future;
use std::pin::Pin;

use crate::edit::UserEdit;
use crate::id::Id;
use crate::user::{Access, ApiClient, Mail, NewUser, User, UserFilter};

/// What a verb returns.
pub type Answer<'a, T, E = StoreError> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// A backend. See the module for what holds for all verbs.
pub trait Store: Send + Sync + 'static {
    /// Adds a user, and a mail to the outbox in the same step.
    fn create_user(&self, new_user: NewUser, mail: Option<Mail>) -> Answer<'_, (), CreateUserError>;

    /// One user, or `None` if nobody has this id.
    fn user(&self, id: Id) -> Answer<'_, Option<User>>;

    /// All users for whom the filter holds, in the order of their ids.
    fn users(&self, filter: UserFilter) -> Answer<'_, Vec<User>>;

    /// Replaces the editable part of a user and returns the stored record.
    fn change_user(&self, id: Id, edit: UserEdit) -> Answer<'_, User, ChangeUserError>;

    /// Removes a user for good, with key pair, password and mails.
    fn remove_user(&self, id: Id) -> Answer<'_, (), RemoveUserError>;

    /// Switches a user off and takes them out of all groups; tokens die. Doing it again changes nothing.
    fn deactivate_user(&self, id: Id) -> Answer<'_, Deactivated, ChangeUserError>;

    /// What decides about the tokens of a user; `None` if there is no such user. May be answered from memory, but never
    /// with a state older than the last change that was acknowledged.
    fn access(&self, id: Id) -> Answer<'_, Option<Access>>;

    /// The owner of an API key; letter case counts.
    fn api_client(&self, key: String) -> Answer<'_, Option<ApiClient>>;

    /// Puts a mail into the outbox.
    fn queue_mail(&self, mail: Mail) -> Answer<'_, ()>;

    /// All mails which wait, oldest first.
    fn outbox(&self) -> Answer<'_, Vec<Mail>>;

    /// The PHC string of a user's password; `None` if there is no such user or no password was set.
    fn password_hash(&self, id: Id) -> Answer<'_, Option<String>>;

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
