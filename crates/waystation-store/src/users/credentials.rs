//! What lets people in: another password, another key pair.

use crate::audit;
use crate::audit::entry::{Actor, AuditKind, Note};
use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::account::NewPassword;
use crate::users::change::{KeyChange, RecordChange};
use crate::users::record::ApiKey;

/// Why a password was not set.
#[derive(Debug, thiserror::Error)]
pub enum SetPasswordError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
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

/// Sets a password; all sessions of the user end.
pub fn set_password(
    tx: &mut dyn Transaction,
    id: Id,
    password: &NewPassword,
    by: Actor,
) -> Result<(), SetPasswordError> {
    let user = tx.users().find(id)?.ok_or(SetPasswordError::UnknownUser)?;
    tx.users_mut().set_password(id, password, by.at)?;
    tx.sessions_mut().delete_of(id, None)?;
    let kind = if by.user_id == Some(id) { AuditKind::PasswordChanged } else { AuditKind::PasswordReset };
    Ok(audit::append(tx, &Note::on(kind, &user), by)?)
}

/// Puts another key pair in the place of the present one; tokens die.
pub fn roll_keys(tx: &mut dyn Transaction, id: Id, pair: &ApiKey, by: Actor) -> Result<(), RollKeysError> {
    let user = tx.users().find(id)?.ok_or(RollKeysError::UnknownUser)?;
    if !user.is_api_enabled {
        return Err(RollKeysError::ApiAccessOff);
    }
    let note = Note::on(AuditKind::KeysRolled, &user);
    let change = RecordChange { user, key: KeyChange::Put(pair.clone()), ends_tokens: true };
    tx.users_mut().update(&change, by.at)?;
    Ok(audit::append(tx, &note, by)?)
}
