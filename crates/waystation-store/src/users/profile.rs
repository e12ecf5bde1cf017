//! What people change of their own record: names, time zone, language.

use crate::audit::entry::Actor;
use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::account::{Account, AccountName};
use crate::users::change::{KeyChange, RecordChange};
use crate::users::record::User;
use crate::users::update;

/// An update of one's own record; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileUpdate {
    /// Whose.
    pub id: Id,
    /// The version that was edited.
    pub edited_version: u64,
    /// At most 255 characters.
    pub first_name: Option<String>,
    /// At most 255 characters.
    pub last_name: Option<String>,
    /// IANA name; empty for none.
    pub time_zone: Option<String>,
    /// Empty for none.
    pub language: Option<String>,
}

/// Why a profile was not updated.
#[derive(Debug, thiserror::Error)]
pub enum UpdateProfileError {
    /// Nobody has this id.
    #[error("there is no such user")]
    UnknownUser,
    /// The record is not of the version that was edited.
    #[error("the user was changed by somebody else")]
    Changed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Updates a profile and gives the stored record. It cannot touch address, role or access, so nothing else is checked.
pub fn update_profile(
    tx: &mut dyn Transaction,
    profile: &ProfileUpdate,
    by: Actor,
) -> Result<User, UpdateProfileError> {
    let account = tx.users().account(&AccountName::Id(profile.id))?;
    let Account { user: old, version, .. } = account.ok_or(UpdateProfileError::UnknownUser)?;
    if version != profile.edited_version {
        return Err(UpdateProfileError::Changed);
    }
    let set = |new: &Option<String>, old: &String| new.as_ref().unwrap_or(old).clone();
    let new = User {
        first_name: set(&profile.first_name, &old.first_name),
        last_name: set(&profile.last_name, &old.last_name),
        time_zone: set(&profile.time_zone, &old.time_zone),
        language: set(&profile.language, &old.language),
        ..old.clone()
    };
    Ok(update::save(tx, &old, RecordChange::of(&old, new, KeyChange::Keep), by)?)
}
