//! Rows of the audit list.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, named_params, params_from_iter};
use waystation_store::transaction::AuditRows;
use waystation_store::{Actor, AuditFilter, AuditPiece, Note, StoreError};

use crate::rows::{self, folded};
use crate::transaction::SqliteTransaction;

/// The columns of an entry, in the order of [`rows::audit_entry`].
const COLUMNS: &str = "id, at, who_id, who, via, address, kind, subject_id, subject, field, from_value, to_value";

impl AuditRows for SqliteTransaction<'_> {
    fn piece(&self, filter: &AuditFilter) -> Result<AuditPiece, StoreError> {
        self.run("reading the audit list", |connection| piece(connection, filter))
    }

    fn insert(&mut self, note: &Note, by: Actor, who: &str) -> Result<(), StoreError> {
        self.run("writing to the audit list", |connection| insert(connection, note, by, who))
    }
}

fn insert(connection: &Connection, note: &Note, by: Actor, who: &str) -> rusqlite::Result<()> {
    let address = by.address.map(|address| address.to_string()).unwrap_or_default();
    let searched = folded(&[who, &address, &note.subject, note.field, &note.from, &note.to].join("\n"));
    connection
        .prepare_cached(
            "INSERT INTO audit (at, who_id, who, via, address, kind, subject_id, subject, field, from_value, to_value, \
             searched) VALUES (:at, :who_id, :who, :via, :address, :kind, :subject_id, :subject, :field, :from, :to, \
             :searched)",
        )?
        .execute(named_params! {
            ":at": by.at.as_millisecond(),
            ":who_id": by.user_id.map(|id| id.to_string()),
            ":who": who,
            ":via": by.via.name(),
            ":address": address,
            ":kind": note.kind.name(),
            ":subject_id": note.subject_id.map(|id| id.to_string()),
            ":subject": note.subject,
            ":field": note.field,
            ":from": note.from,
            ":to": note.to,
            ":searched": searched,
        })?;
    Ok(())
}

fn piece(connection: &Connection, filter: &AuditFilter) -> rusqlite::Result<AuditPiece> {
    let mut conditions = vec!["1"];
    let mut values: Vec<Value> = Vec::new();
    let mut narrow = |condition: &'static str, value: Option<Value>| {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(value);
        }
    };
    narrow("kind = ?", filter.kind.map(|kind| kind.name().to_owned().into()));
    narrow("who_id = ?", filter.who_id.map(|id| id.to_string().into()));
    narrow("subject_id = ?", filter.subject_id.map(|id| id.to_string().into()));
    narrow("at >= ?", filter.from.map(|at| at.as_millisecond().into()));
    narrow("instr(searched, ?) > 0", filter.search.as_deref().map(|text| folded(text).into()));
    let conditions = conditions.join(" AND ");
    let total = connection
        .prepare_cached(&format!("SELECT count(*) FROM audit WHERE {conditions}"))?
        .query_row(params_from_iter(&values), |row| rows::count(row, 0))?;
    values.push(rows::whole(filter.limit).into());
    values.push(rows::whole(filter.offset).into());
    let entries = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM audit WHERE {conditions} ORDER BY id DESC LIMIT ? OFFSET ?"))?
        .query_map(params_from_iter(values), rows::audit_entry)?
        .collect::<rusqlite::Result<_>>()?;
    // No entry is ever deleted, so the last number is how many there are.
    let count = connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM audit")?
        .query_row([], |row| rows::count(row, 0))?;
    let since = connection
        .prepare_cached("SELECT at FROM audit ORDER BY id LIMIT 1")?
        .query_row([], |row| rows::timestamp(row.get(0)?, 0))
        .optional()?;
    Ok(AuditPiece { entries, total, count, since })
}
