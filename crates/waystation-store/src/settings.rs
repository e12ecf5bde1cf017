//! Settings as they are kept: names and text. What they mean and what holds without them, the server knows.

pub(crate) mod record;

use crate::audit;
use crate::audit::entry::{Actor, AuditKind, Note};
use crate::error::StoreError;
use crate::transaction::Transaction;
pub use record::{SettingEdit, StoredSetting};

/// Sets settings, all or none. One that has the value already is left as it is.
pub fn change(tx: &mut dyn Transaction, edits: &[SettingEdit], by: Actor) -> Result<(), StoreError> {
    let set_by = audit::name_of(tx, by.user_id)?;
    edits.iter().try_for_each(|edit| set(tx, edit, by, &set_by))
}

fn set(tx: &mut dyn Transaction, edit: &SettingEdit, by: Actor, set_by: &str) -> Result<(), StoreError> {
    let SettingEdit { name, value, initial } = edit.clone();
    let from = tx.settings().value(name)?.unwrap_or(initial);
    if from == value {
        return Ok(());
    }
    let (to, set_by) = (value.clone(), set_by.to_owned());
    tx.settings_mut().put(&StoredSetting { name: name.to_owned(), value, set_by, set_at: by.at })?;
    audit::append(tx, &Note { field: name, from, to, ..Note::of(AuditKind::SettingChanged) }, by)
}
