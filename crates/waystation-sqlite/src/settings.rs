//! Settings of the server.

use rusqlite::{Connection, OptionalExtension, params};
use waystation_store::{Actor, AuditKind, Note, SettingEdit, StoreError, StoredSetting};

use crate::audit;
use crate::rows::{self, failed};
use crate::writing::Change;

pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<StoredSetting>> {
    connection
        .prepare_cached("SELECT name, value, set_by, set_at FROM settings ORDER BY name")?
        .query_map([], |row| {
            Ok(StoredSetting {
                name: row.get(0)?,
                value: row.get(1)?,
                set_by: row.get(2)?,
                set_at: rows::timestamp(row.get(3)?, 3)?,
            })
        })?
        .collect()
}

pub(crate) fn change(change: &mut Change<'_>, edits: Vec<SettingEdit>, by: Actor) -> Result<(), StoreError> {
    for edit in edits {
        set(change.connection, edit, by).map_err(|error| failed("changing a setting", error))?;
    }
    Ok(())
}

fn set(connection: &Connection, edit: SettingEdit, by: Actor) -> rusqlite::Result<()> {
    let stored: Option<String> = connection
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([edit.name], |row| row.get(0))
        .optional()?;
    let from = stored.unwrap_or(edit.initial);
    if from == edit.value {
        return Ok(());
    }
    let set_by = audit::name_of(connection, by.user_id)?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO settings (name, value, set_by, set_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![edit.name, edit.value, set_by, by.at.as_millisecond()])?;
    let note = Note { field: edit.name, from, to: edit.value, ..Note::of(AuditKind::SettingChanged) };
    audit::note_as(connection, &note, by, &set_by)
}
