//! Who changed what. Entries are written in the same transaction as the change they tell of.

pub(crate) mod entry;

use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
pub use entry::{Actor, AuditEntry, AuditFilter, AuditKind, AuditPiece, Note, Via, full_name, notes};

/// Adds an entry to the list.
pub fn append(tx: &mut dyn Transaction, note: &Note, by: Actor) -> Result<(), StoreError> {
    append_all(tx, std::slice::from_ref(note), by)
}

/// Adds entries in their order.
pub(crate) fn append_all(tx: &mut dyn Transaction, notes: &[Note], by: Actor) -> Result<(), StoreError> {
    if notes.is_empty() {
        return Ok(());
    }
    let who = name_of(tx, by.user_id)?;
    notes.iter().try_for_each(|note| tx.audit_mut().insert(note, by, &who))
}

/// The name somebody has at this moment; empty for the server, and for somebody unknown.
pub(crate) fn name_of(tx: &dyn Transaction, id: Option<Id>) -> Result<String, StoreError> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(tx.users().find(id)?.map(|user| full_name(&user)).unwrap_or_default())
}
