//! Adding a user.

use crate::audit;
use crate::audit::entry::{Actor, AuditKind, Note};
use crate::error::StoreError;
use crate::outbox::mail::Mail;
use crate::transaction::Transaction;
use crate::users::record::NewUser;
use crate::users::rules;

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

/// Adds a user, and a mail to the outbox in the same step.
pub fn create(tx: &mut dyn Transaction, new: &NewUser, mail: Option<&Mail>, by: Actor) -> Result<(), CreateUserError> {
    insert(tx, new)?;
    if let Some(mail) = mail {
        tx.outbox_mut().insert(mail)?;
    }
    let kind = if by.user_id == Some(new.user.id) { AuditKind::UserRegistered } else { AuditKind::UserCreated };
    let note = Note { to: new.user.role.name().to_owned(), field: "role", ..Note::on(kind, &new.user) };
    Ok(audit::append(tx, &note, by)?)
}

/// Adds a user without an entry in the audit list.
pub(crate) fn insert(tx: &mut dyn Transaction, new: &NewUser) -> Result<(), CreateUserError> {
    if rules::is_email_taken(tx, &new.user.email, None)? {
        return Err(CreateUserError::EmailTaken);
    }
    Ok(tx.users_mut().insert(new)?)
}
