//! Rows of sessions.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, named_params, params};
use waystation_store::transaction::SessionRows;
use waystation_store::{Id, Session, SessionHash, SessionWithOwner, StoreError};

use crate::rows::{self, SESSION_COLUMNS};
use crate::transaction::SqliteTransaction;
use crate::user_columns;

impl SessionRows for SqliteTransaction<'_> {
    fn find(&self, hash: &SessionHash) -> Result<Option<SessionWithOwner>, StoreError> {
        let columns = user_columns::all();
        self.run("reading a session", |connection| {
            let session = connection
                .prepare_cached(&format!("SELECT {SESSION_COLUMNS} FROM sessions WHERE hash = ?1"))?
                .query_row([hash], rows::session)
                .optional()?;
            let Some(session) = session else { return Ok(None) };
            connection
                .prepare_cached(&format!("SELECT {columns}, first_step FROM users WHERE id = ?1"))?
                .query_row([session.user_id.to_string()], |row| {
                    let (user, first_step) = (user_columns::user(row)?, rows::word_at(row, user_columns::COUNT)?);
                    Ok(SessionWithOwner { session: session.clone(), user, first_step })
                })
                .optional()
        })
    }

    fn list(&self, user_id: Id) -> Result<Vec<Session>, StoreError> {
        self.run("listing sessions", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {SESSION_COLUMNS} FROM sessions WHERE user_id = ?1 ORDER BY made_at DESC, hash"
                ))?
                .query_map([user_id.to_string()], rows::session)?
                .collect()
        })
    }

    fn insert(&mut self, session: &Session) -> Result<(), StoreError> {
        self.run("adding a session", |connection| {
            connection
                .prepare_cached(&format!(
                    "INSERT INTO sessions ({SESSION_COLUMNS}) \
                     VALUES (:hash, :user_id, :made_at, :seen_at, :address, :agent)"
                ))?
                .execute(named_params! {
                    ":hash": session.hash,
                    ":user_id": session.user_id.to_string(),
                    ":made_at": session.made_at.as_millisecond(),
                    ":seen_at": session.seen_at.as_millisecond(),
                    ":address": session.address.to_string(),
                    ":agent": session.agent,
                })
        })?;
        Ok(())
    }

    fn note_use(&mut self, hash: &SessionHash, at: Timestamp) -> Result<(), StoreError> {
        self.run("noting that a session was used", |connection| {
            connection
                .prepare_cached("UPDATE sessions SET seen_at = ?2 WHERE hash = ?1 AND seen_at < ?2")?
                .execute(params![hash, at.as_millisecond()])
        })?;
        Ok(())
    }

    fn delete(&mut self, hash: &SessionHash) -> Result<(), StoreError> {
        self.run("deleting a session", |connection| {
            connection.prepare_cached("DELETE FROM sessions WHERE hash = ?1")?.execute([hash])
        })?;
        Ok(())
    }

    fn delete_of(&mut self, user_id: Id, except: Option<&SessionHash>) -> Result<usize, StoreError> {
        self.run("deleting the sessions of a user", |connection| {
            connection
                .prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND hash IS NOT ?2")?
                .execute(params![user_id.to_string(), except])
        })
    }

    fn delete_before(&mut self, at: Timestamp) -> Result<(), StoreError> {
        self.run("deleting old sessions", |connection| {
            connection.prepare_cached("DELETE FROM sessions WHERE made_at < ?1")?.execute([at.as_millisecond()])
        })?;
        Ok(())
    }
}
