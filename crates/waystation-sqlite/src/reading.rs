//! A pool of connections that only read.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;
use waystation_store::StoreError;

use crate::migrations;
use crate::rows::failed;
use crate::transaction::SqliteTransaction;

/// More idle connections than this are closed.
const IDLE_MAX: usize = 8;

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Runs `read` on a connection of the pool, or on another one if all are busy.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&SqliteTransaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => migrations::open_for_reading(&self.path)
                .map_err(|error| failed("opening a connection for reading", error))?,
        };
        let value = read(&SqliteTransaction::on(&connection));
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX {
            idle.push(connection);
        }
        value
    }
}
