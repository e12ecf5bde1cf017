//! Rows of settings, and of facts noted about the data.

use rusqlite::{OptionalExtension, params};
use waystation_store::transaction::{FactRows, SettingRows};
use waystation_store::{StoreError, StoredSetting};

use crate::rows;
use crate::transaction::SqliteTransaction;

impl SettingRows for SqliteTransaction<'_> {
    fn list(&self) -> Result<Vec<StoredSetting>, StoreError> {
        self.run("reading the settings", |connection| {
            connection
                .prepare_cached("SELECT name, value, set_by, set_at FROM settings ORDER BY name")?
                .query_map([], |row| {
                    let set_at = rows::timestamp(row.get(3)?, 3)?;
                    Ok(StoredSetting { name: row.get(0)?, value: row.get(1)?, set_by: row.get(2)?, set_at })
                })?
                .collect()
        })
    }

    fn value(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.run("reading a setting", |connection| {
            connection
                .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()
        })
    }

    fn put(&mut self, setting: &StoredSetting) -> Result<(), StoreError> {
        let StoredSetting { name, value, set_by, set_at } = setting;
        self.run("changing a setting", |connection| {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO settings (name, value, set_by, set_at) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![name, value, set_by, set_at.as_millisecond()])
        })?;
        Ok(())
    }
}

impl FactRows for SqliteTransaction<'_> {
    fn value(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.run("reading a fact", |connection| {
            connection
                .prepare_cached("SELECT value FROM facts WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()
        })
    }

    fn insert(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.run("noting a fact", |connection| {
            connection.prepare_cached("INSERT INTO facts (name, value) VALUES (?1, ?2)")?.execute([name, value])
        })?;
        Ok(())
    }
}
