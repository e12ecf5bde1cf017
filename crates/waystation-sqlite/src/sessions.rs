//! Sessions of the pages.

use rusqlite::{Connection, OptionalExtension, named_params, params};
use waystation_store::{Actor, AuditKind, Beginning, Id, Note, Session, SessionHash, SignedIn, StoreError, Via};

use crate::rows::{self, SESSION_COLUMNS, USER_COLUMNS, failed};
use crate::writing::Change;
use crate::{audit, users};

const BEGINNING: &str = "beginning a session";
const ENDING: &str = "ending a session";

pub(crate) fn begin(
    change: &mut Change<'_>,
    session: &Session,
    why: Beginning,
    forgotten_before: jiff::Timestamp,
) -> Result<(), StoreError> {
    let connection = change.connection;
    insert(connection, session, forgotten_before).map_err(|error| failed(BEGINNING, error))?;
    if why == Beginning::SignIn {
        note_sign_in(connection, session).map_err(|error| failed(BEGINNING, error))?;
    }
    Ok(())
}

fn insert(connection: &Connection, session: &Session, forgotten_before: jiff::Timestamp) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM sessions WHERE made_at < ?1")?
        .execute([forgotten_before.as_millisecond()])?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO sessions ({SESSION_COLUMNS}) VALUES (:hash, :user_id, :made_at, :seen_at, :address, :agent)"
        ))?
        .execute(named_params! {
            ":hash": session.hash,
            ":user_id": session.user_id.to_string(),
            ":made_at": session.made_at.as_millisecond(),
            ":seen_at": session.seen_at.as_millisecond(),
            ":address": session.address.to_string(),
            ":agent": session.agent,
        })?;
    Ok(())
}

fn note_sign_in(connection: &Connection, session: &Session) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE users SET last_login_at = ?2 WHERE id = ?1")?
        .execute(params![session.user_id.to_string(), session.made_at.as_millisecond()])?;
    let by =
        Actor { user_id: Some(session.user_id), via: Via::Ui, address: Some(session.address), at: session.made_at };
    match users::find(connection, session.user_id)? {
        Some(user) => audit::note(connection, &Note::on(AuditKind::SignedIn, &user), by),
        None => Ok(()),
    }
}

pub(crate) fn find(connection: &Connection, hash: &SessionHash) -> rusqlite::Result<Option<SignedIn>> {
    let session = connection
        .prepare_cached(&format!("SELECT {SESSION_COLUMNS} FROM sessions WHERE hash = ?1"))?
        .query_row([hash], rows::session)
        .optional()?;
    let Some(session) = session else { return Ok(None) };
    connection
        .prepare_cached(&format!(
            "SELECT {USER_COLUMNS}, first_step FROM users WHERE id = ?1 AND is_active AND NOT is_account_locked"
        ))?
        .query_row([session.user_id.to_string()], |row| {
            Ok(SignedIn { session: session.clone(), user: rows::user(row)?, first_step: rows::first_step(row, 23)? })
        })
        .optional()
}

pub(crate) fn list(connection: &Connection, user_id: Id) -> rusqlite::Result<Vec<Session>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SESSION_COLUMNS} FROM sessions WHERE user_id = ?1 ORDER BY made_at DESC, hash"
        ))?
        .query_map([user_id.to_string()], rows::session)?
        .collect()
}

pub(crate) fn note_seen(change: &mut Change<'_>, hash: &SessionHash, at: jiff::Timestamp) -> Result<(), StoreError> {
    change
        .connection
        .prepare_cached("UPDATE sessions SET seen_at = ?2 WHERE hash = ?1 AND seen_at < ?2")
        .and_then(|mut update| update.execute(params![hash, at.as_millisecond()]))
        .map_err(|error| failed("noting that a session was used", error))?;
    Ok(())
}

pub(crate) fn end(change: &mut Change<'_>, hash: &SessionHash, by: Actor) -> Result<(), StoreError> {
    let connection = change.connection;
    let broken = |error| failed(ENDING, error);
    let Some(SignedIn { user, .. }) = find(connection, hash).map_err(broken)? else { return Ok(()) };
    connection
        .prepare_cached("DELETE FROM sessions WHERE hash = ?1")
        .and_then(|mut delete| delete.execute([hash]))
        .map_err(broken)?;
    audit::note(connection, &Note::on(AuditKind::SignedOut, &user), by).map_err(broken)?;
    Ok(())
}

pub(crate) fn end_all(
    change: &mut Change<'_>,
    user_id: Id,
    except: Option<SessionHash>,
    by: Actor,
) -> Result<(), StoreError> {
    let broken = |error| failed(ENDING, error);
    let connection = change.connection;
    let ended = forget(connection, user_id, except).map_err(broken)?;
    let user = users::find(connection, user_id).map_err(broken)?;
    if let Some(user) = user.filter(|_| ended > 0) {
        let note = Note { from: ended.to_string(), ..Note::on(AuditKind::SessionsEnded, &user) };
        audit::note(connection, &note, by).map_err(broken)?;
    }
    Ok(())
}

/// Takes away the sessions of a user, and says how many there were.
pub(crate) fn forget(connection: &Connection, user_id: Id, except: Option<SessionHash>) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND hash IS NOT ?2")?
        .execute(params![user_id.to_string(), except])
}
