//! Removing a user for good.

use crate::audit;
use crate::audit::entry::{Actor, AuditKind, Note};
use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::rules;

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

/// Removes a user, with key pair, password, sessions and mails. The entries of the audit list stay.
pub fn remove(tx: &mut dyn Transaction, id: Id, by: Actor) -> Result<(), RemoveUserError> {
    let user = tx.users().find(id)?.ok_or(RemoveUserError::UnknownUser)?;
    if rules::is_last_curator(tx, &user)? {
        return Err(RemoveUserError::LastCurator);
    }
    // Before the record goes: the actor may be the one who is removed, and the entry holds their name.
    let note = Note { from: user.email.clone(), field: "email", ..Note::on(AuditKind::UserDeleted, &user) };
    audit::append(tx, &note, by)?;
    Ok(tx.users_mut().delete(id)?)
}
