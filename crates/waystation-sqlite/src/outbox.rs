//! Rows of mails that wait.

use rusqlite::params;
use waystation_store::transaction::OutboxRows;
use waystation_store::{Mail, StoreError};

use crate::rows;
use crate::transaction::SqliteTransaction;

impl OutboxRows for SqliteTransaction<'_> {
    fn list(&self) -> Result<Vec<Mail>, StoreError> {
        self.run("reading the outbox", |connection| {
            connection
                .prepare_cached("SELECT id, user_id, kind, created_at FROM outbox ORDER BY created_at, id")?
                .query_map([], rows::mail)?
                .collect()
        })
    }

    fn insert(&mut self, mail: &Mail) -> Result<(), StoreError> {
        let Mail { id, user_id, kind, created_at } = mail;
        self.run("queueing a mail", |connection| {
            connection
                .prepare_cached("INSERT INTO outbox (id, user_id, kind, created_at) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![id.to_string(), user_id.to_string(), kind.name(), created_at.as_millisecond()])
        })?;
        Ok(())
    }
}
