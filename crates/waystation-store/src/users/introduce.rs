//! The Curator of the first start says who they are.

use crate::audit::entry::Actor;
use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::change::{KeyChange, RecordChange};
use crate::users::record::User;
use crate::users::rules;
use crate::users::update;

/// Name and address of somebody who had none of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Whose.
    pub id: Id,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The sign-in name from now on.
    pub email: String,
}

/// Why an introduction was not taken.
#[derive(Debug, thiserror::Error)]
pub enum IntroduceUserError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
    /// Somebody else has this address.
    #[error("the e-mail address belongs to another user")]
    EmailTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts name and address into the record and gives the stored one.
pub fn introduce(tx: &mut dyn Transaction, new: &Introduction, by: Actor) -> Result<User, IntroduceUserError> {
    let old = tx.users().find(new.id)?.ok_or(IntroduceUserError::UnknownUser)?;
    if rules::is_email_taken(tx, &new.email, Some(new.id))? {
        return Err(IntroduceUserError::EmailTaken);
    }
    let Introduction { first_name, last_name, email, .. } = new.clone();
    let user = User { first_name, last_name, email, ..old.clone() };
    Ok(update::save(tx, &old, RecordChange::of(&old, user, KeyChange::Keep), by)?)
}
