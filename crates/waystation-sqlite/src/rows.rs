//! Rows of the database ↔ the types of the store.

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;
use waystation_store::{
    Access, ApiClient, AuditEntry, AuditKind, Id, Mail, MailKind, Role, Session, StoreError, Via, Word,
};

/// The columns of an [`Access`], in the order of [`access`].
pub(crate) const ACCESS_COLUMNS: &str = "role, is_active AND is_api_enabled AND NOT is_account_locked, key_generation";

/// The columns of a [`Session`], in the order of [`session`].
pub(crate) const SESSION_COLUMNS: &str = "hash, user_id, made_at, seen_at, address, agent";

/// Wraps an error of SQLite with what was being done.
pub(crate) fn failed(doing: &'static str, error: rusqlite::Error) -> StoreError {
    StoreError::Database { doing, source: Box::new(error) }
}

/// Text for comparing without regard to case.
pub(crate) fn folded(text: &str) -> String {
    text.to_lowercase()
}

pub(crate) fn access(row: &Row<'_>) -> rusqlite::Result<Access> {
    let key_generation = u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
    Ok(Access { role: word_at::<Role>(row, 0)?, is_open: row.get(1)?, key_generation })
}

/// Reads [`ACCESS_COLUMNS`] followed by `id, sealed_secret, last_token_at`.
pub(crate) fn api_client(row: &Row<'_>) -> rusqlite::Result<ApiClient> {
    Ok(ApiClient {
        access: access(row)?,
        user_id: id_at(row, 3)?,
        sealed_secret: row.get(4)?,
        last_token_at: moment(row, 5)?,
    })
}

/// Reads [`SESSION_COLUMNS`].
pub(crate) fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    let address: String = row.get(4)?;
    Ok(Session {
        hash: row.get(0)?,
        user_id: id_at(row, 1)?,
        made_at: timestamp(row.get(2)?, 2)?,
        seen_at: timestamp(row.get(3)?, 3)?,
        address: address.parse().map_err(|_| unreadable(4, format!("not an address: `{address}`")))?,
        agent: row.get(5)?,
    })
}

/// Reads the columns of the audit list.
pub(crate) fn audit_entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    let maybe_id = |column: usize| match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => id_at(row, column).map(Some),
    };
    Ok(AuditEntry {
        id: row.get(0)?,
        at: timestamp(row.get(1)?, 1)?,
        who_id: maybe_id(2)?,
        who: row.get(3)?,
        via: word_at::<Via>(row, 4)?,
        address: row.get(5)?,
        kind: word_at::<AuditKind>(row, 6)?,
        subject_id: maybe_id(7)?,
        subject: row.get(8)?,
        field: row.get(9)?,
        from: row.get(10)?,
        to: row.get(11)?,
    })
}

/// Reads `id, user_id, kind, created_at`.
pub(crate) fn mail(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        id: id_at(row, 0)?,
        user_id: id_at(row, 1)?,
        kind: word_at::<MailKind>(row, 2)?,
        created_at: timestamp(row.get(3)?, 3)?,
    })
}

fn unreadable(column: usize, reason: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, reason.into())
}

pub(crate) fn id_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| unreadable(column, format!("not an id: `{text}`")))
}

/// A word of the store by its spelling.
pub(crate) fn word_at<W: Word>(row: &Row<'_>, column: usize) -> rusqlite::Result<W> {
    let text = row.get_ref(column)?.as_str()?;
    W::from_name(text).ok_or_else(|| unreadable(column, format!("unknown word: `{text}`")))
}

/// A number that is never negative.
pub(crate) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

/// A number of rows as SQLite takes it.
pub(crate) fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(|at| timestamp(at, column)).transpose()
}

/// Milliseconds, rounded down; stored times have no finer part.
pub(crate) fn floor_ms(at: Timestamp) -> i64 {
    let ms = at.as_nanosecond().div_euclid(1_000_000);
    i64::try_from(ms).unwrap_or(i64::MAX)
}

/// The same, rounded up.
pub(crate) fn ceiling_ms(at: Timestamp) -> i64 {
    let whole = at.as_nanosecond().rem_euclid(1_000_000) == 0;
    floor_ms(at) + i64::from(!whole)
}

pub(crate) fn timestamp(millisecond: i64, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(millisecond).map_err(|error| unreadable(column, error.to_string()))
}
