//! Changing a user's record: the checks in their order, and what follows from the change.
//!
//! ```text
//! known? ─▶ the version that was edited? ─▶ address free? ─▶ a Curator left? ─▶ write ─▶ sessions ─▶ audit list
//! ```

use std::error::Error;

use crate::audit;
use crate::audit::entry::Actor;
use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::account::{Account, AccountName};
use crate::users::change::{KeyChange, RecordChange};
use crate::users::record::{ApiKey, User};
use crate::users::rules;

/// An update of one user's record.
pub struct Update<'a> {
    /// Whose.
    pub id: Id,
    /// Gives the record that replaces the stored one. Its id, date of creation and last sign-in have no effect.
    pub edit: &'a dyn Fn(User) -> User,
    /// Makes a key pair. Called only when the update switches API access on.
    pub new_key: &'a dyn Fn() -> Result<ApiKey, NoKeyPair>,
}

/// No key pair could be made.
#[derive(Debug, thiserror::Error)]
#[error("making a key pair")]
pub struct NoKeyPair(#[source] pub Box<dyn Error + Send + Sync>);

/// Why a user's record was not updated.
#[derive(Debug, thiserror::Error)]
pub enum UpdateUserError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
    /// Somebody else has this address.
    #[error("the e-mail address belongs to another user")]
    EmailTaken,
    /// Nobody would be left who may do everything.
    #[error("the server must keep at least one active Curator")]
    LastCurator,
    /// API access was switched on, but there is no key pair for it.
    #[error(transparent)]
    NoKeyPair(#[from] NoKeyPair),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a certain version of a user's record was not updated.
#[derive(Debug, thiserror::Error)]
pub enum UpdateVersionError {
    /// The record is not of the version that was edited.
    #[error("the user was changed by somebody else")]
    Changed,
    /// As for an update of whatever version.
    #[error(transparent)]
    Update(#[from] UpdateUserError),
}

impl From<StoreError> for UpdateVersionError {
    fn from(error: StoreError) -> Self {
        Self::Update(error.into())
    }
}

/// Updates a record, whatever its version, and gives the stored one. Sessions of a user who is switched off or locked
/// end.
pub fn update(tx: &mut dyn Transaction, update: &Update<'_>, by: Actor) -> Result<User, UpdateUserError> {
    let old = tx.users().find(update.id)?.ok_or(UpdateUserError::UnknownUser)?;
    apply(tx, &old, update, by)
}

/// The same, if the record still has the version that was edited.
pub fn update_version(
    tx: &mut dyn Transaction,
    edited_version: u64,
    update: &Update<'_>,
    by: Actor,
) -> Result<User, UpdateVersionError> {
    let account = tx.users().account(&AccountName::Id(update.id))?;
    let Account { user, version, .. } = account.ok_or(UpdateUserError::UnknownUser)?;
    if version != edited_version {
        return Err(UpdateVersionError::Changed);
    }
    Ok(apply(tx, &user, update, by)?)
}

fn apply(tx: &mut dyn Transaction, old: &User, update: &Update<'_>, by: Actor) -> Result<User, UpdateUserError> {
    let edited = (update.edit)(old.clone());
    let new = User { id: old.id, created_at: old.created_at, last_login_at: old.last_login_at, ..edited };
    if rules::is_email_taken(tx, &new.email, Some(old.id))? {
        return Err(UpdateUserError::EmailTaken);
    }
    if !new.is_acting_curator() && rules::is_last_curator(tx, old)? {
        return Err(UpdateUserError::LastCurator);
    }
    let key = match (old.is_api_enabled, new.is_api_enabled) {
        (false, true) => KeyChange::Put((update.new_key)()?),
        (true, false) => KeyChange::Remove,
        _ => KeyChange::Keep,
    };
    Ok(save(tx, old, RecordChange::of(old, new, key), by)?)
}

/// Stores a change that passed all checks, and gives the stored record.
pub(crate) fn save(tx: &mut dyn Transaction, old: &User, change: RecordChange, by: Actor) -> Result<User, StoreError> {
    tx.users_mut().update(&change, by.at)?;
    let new = change.user;
    if !new.is_active || new.is_account_locked {
        tx.sessions_mut().delete_of(old.id, None)?;
    }
    audit::append_all(tx, &audit::notes(old, &new), by)?;
    Ok(new)
}
