//! What several verbs ask before they change somebody.

use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::record::User;

/// Whether somebody other than `except` has this address, whatever the case of its letters.
pub(crate) fn is_email_taken(tx: &dyn Transaction, email: &str, except: Option<Id>) -> Result<bool, StoreError> {
    Ok(tx.users().owner_of_email(email)?.is_some_and(|owner| Some(owner) != except))
}

/// Whether nobody could govern the server without this user.
pub(crate) fn is_last_curator(tx: &dyn Transaction, user: &User) -> Result<bool, StoreError> {
    Ok(user.is_acting_curator() && !tx.users().has_acting_curator_besides(user.id)?)
}
