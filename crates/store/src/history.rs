//! The history of sends: what was asked and how it went, newest first.
//!
//! Nothing is masked here: `engine` hands in masked texts and the request as saved, with its placeholders.

use std::fs::File;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::bodies::{Bodies, KeptBody, NewBody};
use crate::state::{State, StateError};

/// A URL or failure text is cut behind this many bytes.
const TEXT_BYTES_MAX: usize = 8 * 1024;
/// A request or exchange text above this size is left out.
const DETAIL_BYTES_MAX: usize = 256 * 1024;
/// So many entries are kept, over all workspaces.
const ENTRIES_MAX: i64 = 5_000;
/// So long is an entry kept: 180 days.
const AGE_MAX_MS: i64 = 180 * 24 * 60 * 60 * 1000;
/// Old entries are removed once in so many inserts.
const PRUNE_EVERY: i64 = 128;

/// One send.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When it began, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Folder of the workspace, as a path.
    pub workspace: String,
    /// Id of the collection; absent for a URL sent without one.
    pub collection_id: Option<String>,
    /// Name of the collection at that time.
    pub collection_name: Option<String>,
    /// Path of the request inside the collection.
    pub item_path: Option<String>,
    /// Method token.
    pub method: String,
    /// URL as asked, secrets masked. Cut behind 8 KB.
    pub url: String,
    /// Status of the answer; absent when none came.
    pub status: Option<u16>,
    /// Reason phrase of the answer.
    pub reason: Option<String>,
    /// From the beginning to the last byte, in microseconds.
    pub duration_us: u64,
    /// Bytes of the answer's body after decoding.
    pub body_bytes: u64,
    /// Why there is no complete answer; masked. Cut behind 8 KB.
    pub failure: Option<String>,
    /// The request as saved, placeholders and all, as JSON. Absent in a list, and when above 256 KB.
    pub request: Option<String>,
    /// The hops with their heads, masked, as JSON. Absent in a list, and when above 256 KB.
    pub exchange: Option<String>,
}

/// A recorded entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its number; a later entry has a higher one, and none is used again.
    pub id: i64,
    /// Whether something was cut or left out because of its size.
    pub is_trimmed: bool,
    /// What is kept of the answer's body beside the entry.
    pub body: KeptBody,
    /// The entry.
    pub entry: HistoryEntry,
}

/// Which entries a list shows; the default is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Of this workspace.
    pub workspace: Option<String>,
    /// Of this collection.
    pub collection_id: Option<String>,
    /// Of this request.
    pub item_path: Option<String>,
    /// With this text in URL, collection name or item path; ASCII case is ignored.
    pub text: Option<String>,
    /// With each of these words in method, URL, status, collection name or item path; ASCII case is ignored.
    pub words: Vec<String>,
    /// Older than this entry: the next page of a list.
    pub before_id: Option<i64>,
}

/// The history in the state database.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    state: &'a State,
}

const HEAD: &str = "id, at_ms, workspace, collection_id, collection_name, item_path, method, url, status, reason, \
                    duration_us, body_bytes, failure, is_trimmed, kept_bytes, is_body_gone";

impl<'a> History<'a> {
    pub(crate) fn new(state: &'a State) -> Self {
        Self { state }
    }

    /// Records a send and gives its number.
    pub fn record(self, entry: &HistoryEntry) -> Result<i64, StateError> {
        let url = cut(&entry.url);
        let failure = entry.failure.as_deref().map(cut);
        let request = entry.request.as_deref().filter(|text| text.len() <= DETAIL_BYTES_MAX);
        let exchange = entry.exchange.as_deref().filter(|text| text.len() <= DETAIL_BYTES_MAX);
        let is_trimmed = url.len() < entry.url.len()
            || failure.map_or(0, str::len) < entry.failure.as_ref().map_or(0, String::len)
            || request.is_some() != entry.request.is_some()
            || exchange.is_some() != entry.exchange.is_some();
        let (id, gone) = self.state.write("recording a send in the history", |transaction| {
            insert(
                transaction,
                (None, is_trimmed),
                &HistoryEntry {
                    url: url.to_owned(),
                    failure: failure.map(str::to_owned),
                    request: request.map(str::to_owned),
                    exchange: exchange.map(str::to_owned),
                    ..entry.clone()
                },
            )?;
            let id = transaction.last_insert_rowid();
            let gone = if id % PRUNE_EVERY == 0 { prune(transaction, id, entry.at_ms)? } else { Vec::new() };
            Ok((id, gone))
        })?;
        self.bodies().remove(&gone);
        Ok(id)
    }

    /// Keeps the body of an entry's answer. Older bodies go, oldest first, until all of them take no more than `bytes_max`;
    /// nothing is kept when the entry is gone meanwhile.
    pub fn keep_body(self, id: i64, body: NewBody, bytes_max: u64) -> Result<(), StateError> {
        let bodies = self.bodies();
        let (kept, gone) = self.state.write("keeping an answer in the history", |transaction| {
            let mut known = transaction.prepare_cached("SELECT 1 FROM history WHERE id = ?1")?;
            if !known.exists([id])? {
                return Ok((Ok(()), Vec::new()));
            }
            // Within the change, so that whoever cleans up sees the file and its entry or neither.
            match body.keep(&bodies, id) {
                Ok(bytes) => set_kept(transaction, id, bytes)?,
                Err(error) => return Ok((Err(error), Vec::new())),
            }
            Ok((Ok(()), make_room(transaction, bytes_max)?))
        })?;
        bodies.remove(&gone);
        kept.map_err(|source| bodies.broken(source))
    }

    /// The kept body of an entry, to be read; `None` when there is none, or somebody took the file away.
    pub fn body(self, id: i64) -> Result<Option<File>, StateError> {
        self.bodies().open(id)
    }

    /// Begins a body that is recorded later.
    pub fn new_body(self) -> Result<NewBody, StateError> {
        let bodies = self.bodies();
        // Within a change, as cleaning up is: whoever does that finds the file locked, or no file.
        self.state.write("beginning an answer in the history", |_| Ok(bodies.begin()))?
    }

    /// What reading or writing of a body says.
    pub fn body_error(self, source: std::io::Error) -> StateError {
        self.bodies().broken(source)
    }

    /// Removes what lies in the folder of bodies without an entry: left by programs that were killed.
    pub fn remove_orphans(self) -> Result<usize, StateError> {
        let bodies = self.bodies();
        if !bodies.exist() {
            return Ok(0);
        }
        self.state.write("looking for answers without an entry", |transaction| {
            let mut statement = transaction.prepare("SELECT id FROM history WHERE kept_bytes IS NOT NULL")?;
            let known = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            Ok(bodies.remove_others(&known))
        })
    }

    fn bodies(self) -> Bodies {
        Bodies::new(self.state.folder())
    }

    /// Brings a deleted entry back where it stood, with its body.
    pub fn restore(self, row: &HistoryRow, body: Option<NewBody>) -> Result<(), StateError> {
        let bodies = self.bodies();
        self.state.write("restoring an entry of the history", |transaction| {
            insert(transaction, (Some(row.id), row.is_trimmed), &row.entry)?;
            match body.map(|body| body.keep(&bodies, row.id)) {
                Some(Ok(bytes)) => set_kept(transaction, row.id, bytes),
                None if row.body == KeptBody::Nothing => Ok(()),
                Some(Err(_)) | None => set_gone(transaction, row.id),
            }
        })
    }

    /// The newest entries, at most `limit`, without request and exchange.
    pub fn list(self, filter: &HistoryFilter, limit: usize) -> Result<Vec<HistoryRow>, StateError> {
        let (condition, mut values) = condition(filter);
        let sql = format!("SELECT {HEAD} FROM history WHERE {condition} ORDER BY id DESC LIMIT ?");
        values.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        self.state.read("listing the history", |connection| {
            connection.prepare_cached(&sql)?.query_map(params_from_iter(values), read_head)?.collect()
        })
    }

    /// One entry with everything that was kept of it.
    pub fn get(self, id: i64) -> Result<Option<HistoryRow>, StateError> {
        self.state.read("reading an entry of the history", |connection| {
            let sql = format!("SELECT {HEAD}, request, exchange FROM history WHERE id = ?1");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([id])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let mut read = read_head(row)?;
            read.entry.request = row.get("request")?;
            read.entry.exchange = row.get("exchange")?;
            Ok(Some(read))
        })
    }

    /// Deletes one entry and its body; `false` when there is none of that number.
    pub fn delete(self, id: i64) -> Result<bool, StateError> {
        let is_deleted = self.state.write("deleting an entry of the history", |transaction| {
            Ok(transaction.execute("DELETE FROM history WHERE id = ?1", [id])? > 0)
        })?;
        self.bodies().remove(&[id]);
        Ok(is_deleted)
    }

    /// Deletes the entries that the filter shows, with their bodies, and gives their number.
    pub fn clear(self, filter: &HistoryFilter) -> Result<usize, StateError> {
        let (condition, values) = condition(filter);
        let deleted = self.state.write("clearing the history", |transaction| {
            let mut statement = transaction.prepare(&format!("DELETE FROM history WHERE {condition} RETURNING id"))?;
            statement.query_map(params_from_iter(values), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
        })?;
        self.bodies().remove(&deleted);
        Ok(deleted.len())
    }
}

/// `id` absent makes the next one.
fn insert(
    transaction: &Connection,
    (id, is_trimmed): (Option<i64>, bool),
    entry: &HistoryEntry,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO history (id, at_ms, workspace, collection_id, collection_name, item_path, method, url, \
             status, reason, duration_us, body_bytes, failure, is_trimmed, request, exchange) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(rusqlite::params![
            id,
            entry.at_ms,
            entry.workspace,
            entry.collection_id,
            entry.collection_name,
            entry.item_path,
            entry.method,
            entry.url,
            entry.status,
            entry.reason,
            to_signed(entry.duration_us),
            to_signed(entry.body_bytes),
            entry.failure,
            is_trimmed,
            entry.request,
            entry.exchange,
        ])
        .map(drop)
}

/// The text up to the limit, cut between characters.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT_BYTES_MAX)]
}

/// SQLite's integers have a sign.
fn to_signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn set_kept(connection: &Connection, id: i64, bytes: u64) -> rusqlite::Result<()> {
    let sql = "UPDATE history SET kept_bytes = ?2, is_body_gone = 0 WHERE id = ?1";
    connection.execute(sql, [id, to_signed(bytes)]).map(drop)
}

fn set_gone(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute("UPDATE history SET kept_bytes = NULL, is_body_gone = 1 WHERE id = ?1", [id]).map(drop)
}

/// Gives up the oldest bodies until the others take no more than `bytes_max`; gives the entries whose bodies these were.
fn make_room(connection: &Connection, bytes_max: u64) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection
        .prepare_cached("SELECT id, kept_bytes FROM history WHERE kept_bytes IS NOT NULL ORDER BY id DESC")?;
    let mut kept = statement.query([])?;
    let mut room = bytes_max;
    let mut gone = Vec::new();
    while let Some(row) = kept.next()? {
        match room.checked_sub(row.get::<_, i64>(1)?.unsigned_abs()) {
            Some(rest) if gone.is_empty() => room = rest,
            _ => gone.push(row.get(0)?),
        }
    }
    for id in &gone {
        set_gone(connection, *id)?;
    }
    Ok(gone)
}

/// Removes what is too old or too much and gives which entries. Entries are numbered in order of time, so both limits come
/// down to one number.
fn prune(connection: &Connection, newest_id: i64, now_ms: i64) -> rusqlite::Result<Vec<i64>> {
    let young: Option<i64> = connection.query_row(
        "SELECT min(id) FROM (SELECT id FROM history WHERE at_ms >= ?1 ORDER BY id LIMIT 1)",
        [now_ms - AGE_MAX_MS],
        |row| row.get(0),
    )?;
    let oldest_kept = young.unwrap_or(newest_id).max(newest_id - ENTRIES_MAX + 1);
    let mut statement = connection.prepare("DELETE FROM history WHERE id < ?1 RETURNING id")?;
    statement.query_map([oldest_kept], |row| row.get(0))?.collect()
}

fn condition(filter: &HistoryFilter) -> (String, Vec<Value>) {
    let mut condition = "1".to_owned();
    let mut values = Vec::new();
    let columns =
        [("workspace", &filter.workspace), ("collection_id", &filter.collection_id), ("item_path", &filter.item_path)];
    for (column, wanted) in columns {
        if let Some(wanted) = wanted {
            condition.push_str(" AND ");
            condition.push_str(column);
            condition.push_str(" = ?");
            values.push(Value::Text(wanted.clone()));
        }
    }
    if let Some(text) = &filter.text {
        // `instr` and not `LIKE`: what a person types holds `%` and `_`.
        condition.push_str(" AND instr(lower(url || char(10) || coalesce(collection_name, '') || char(10) || coalesce(item_path, '')), ?)");
        values.push(Value::Text(text.to_ascii_lowercase()));
    }
    for word in &filter.words {
        condition.push_str(
            " AND instr(lower(method || ' ' || url || ' ' || coalesce(status, '') || ' ' || coalesce(reason, '') || ' ' || \
             coalesce(collection_name, '') || ' ' || coalesce(item_path, '')), ?)",
        );
        values.push(Value::Text(word.to_ascii_lowercase()));
    }
    if let Some(id) = filter.before_id {
        condition.push_str(" AND id < ?");
        values.push(Value::Integer(id));
    }
    (condition, values)
}

fn read_head(row: &Row<'_>) -> rusqlite::Result<HistoryRow> {
    let entry = HistoryEntry {
        at_ms: row.get(1)?,
        workspace: row.get(2)?,
        collection_id: row.get(3)?,
        collection_name: row.get(4)?,
        item_path: row.get(5)?,
        method: row.get(6)?,
        url: row.get(7)?,
        status: row.get(8)?,
        reason: row.get(9)?,
        duration_us: row.get::<_, i64>(10)?.unsigned_abs(),
        body_bytes: row.get::<_, i64>(11)?.unsigned_abs(),
        failure: row.get(12)?,
        request: None,
        exchange: None,
    };
    let body = match row.get::<_, Option<i64>>(14)? {
        Some(bytes) => KeptBody::File { bytes: bytes.unsigned_abs() },
        None if row.get(15)? => KeptBody::Gone,
        None => KeptBody::Nothing,
    };
    Ok(HistoryRow { id: row.get(0)?, is_trimmed: row.get(13)?, body, entry })
}

/// Takes the entries of a renamed or moved item along; `from` and `to` are a collection and a request's file or a folder in it.
pub(crate) fn move_item(connection: &Connection, from: (&str, &str), to: (&str, &str)) -> rusqlite::Result<()> {
    connection
        .execute(
            "UPDATE history SET collection_id = ?3, item_path = ?4 || substr(item_path, length(?2) + 1) WHERE collection_id = ?1 \
             AND (item_path = ?2 OR substr(item_path, 1, length(?2) + 1) = ?2 || '/')",
            [from.0, from.1, to.0, to.1],
        )
        .map(drop)
}

/// The text under which a workspace's folder is remembered.
pub(crate) fn path_text(path: &Path) -> Result<&str, StateError> {
    path.to_str().ok_or_else(|| StateError::Path { path: path.to_owned() })
}

#[cfg(test)]
mod tests;
