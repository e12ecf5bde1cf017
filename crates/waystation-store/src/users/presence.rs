//! Switching people off and on.

use crate::audit::entry::Actor;
use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::change::{KeyChange, RecordChange};
use crate::users::record::User;
use crate::users::rules;
use crate::users::update;

/// What a deactivation did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deactivation {
    /// Groups the user was taken out of; empty for somebody who was inactive.
    pub group_ids: Vec<Id>,
}

/// Why a user was not switched off.
#[derive(Debug, thiserror::Error)]
pub enum DeactivateUserError {
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

/// Why a user was not switched on.
#[derive(Debug, thiserror::Error)]
pub enum ReactivateUserError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Switches a user off and takes them out of all groups; tokens and sessions die. Doing it again changes nothing.
pub fn deactivate(tx: &mut dyn Transaction, id: Id, by: Actor) -> Result<Deactivation, DeactivateUserError> {
    let old = tx.users().find(id)?.ok_or(DeactivateUserError::UnknownUser)?;
    if !old.is_active {
        return Ok(Deactivation::default());
    }
    if rules::is_last_curator(tx, &old)? {
        return Err(DeactivateUserError::LastCurator);
    }
    switch(tx, &old, false, by)?;
    Ok(Deactivation::default())
}

/// Switches a user on. Doing it again changes nothing.
pub fn reactivate(tx: &mut dyn Transaction, id: Id, by: Actor) -> Result<(), ReactivateUserError> {
    let old = tx.users().find(id)?.ok_or(ReactivateUserError::UnknownUser)?;
    if !old.is_active {
        switch(tx, &old, true, by)?;
    }
    Ok(())
}

fn switch(tx: &mut dyn Transaction, old: &User, is_active: bool, by: Actor) -> Result<User, StoreError> {
    let new = User { is_active, ..old.clone() };
    update::save(tx, old, RecordChange::of(old, new, KeyChange::Keep), by)
}
