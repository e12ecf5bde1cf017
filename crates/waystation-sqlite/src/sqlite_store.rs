//! The backend: each unit of work is sent where it belongs, to the writer or to a pooled connection.

use std::path::Path;
use std::sync::Arc;

use waystation_store::store::{Backend, Extent, ReadUnit, StoreFuture, WriteUnit};
use waystation_store::transaction::UserRows as _;
use waystation_store::{Access, Id, StoreError};

use crate::access_cache::AccessCache;
use crate::migrations::{self, OpenError};
use crate::reading::Readers;
use crate::writing::Writer;

/// A SQLite database. Dropping it waits for the units that were handed over.
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<Readers>,
    cache: Arc<AccessCache>,
}

impl SqliteStore {
    /// Opens or creates the database file `path`, and migrates it. The folder must exist.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let connection = migrations::open_for_writing(path)?;
        let cache = Arc::new(AccessCache::default());
        let writer = Writer::start(connection, Arc::clone(&cache)).map_err(|error| OpenError::Database {
            path: path.to_owned(),
            source: rusqlite::Error::ToSqlConversionFailure(error.into()),
        })?;
        Ok(Self { writer, readers: Arc::new(Readers::new(path.to_owned())), cache })
    }

    async fn run_read(&self, unit: ReadUnit, extent: Extent) -> Result<(), StoreError> {
        match extent {
            // On the thread that asks: handing it over would cost more than the read.
            Extent::Rows => self.readers.read(|transaction| unit(transaction)),
            // Away from the threads that respond to requests. The only way to lose the task is the end of the runtime.
            Extent::Lists => {
                let readers = Arc::clone(&self.readers);
                let task = tokio::task::spawn_blocking(move || readers.read(|transaction| unit(transaction)));
                task.await.map_err(|_| StoreError::Closed)?
            }
        }
    }

    fn read_access(&self, id: Id) -> Result<Option<Access>, StoreError> {
        let (known, epoch) = self.cache.look_up(id);
        if known.is_some() {
            return Ok(known);
        }
        let access = self.readers.read(|transaction| transaction.access(id))?;
        if let Some(access) = access {
            self.cache.remember(id, access, epoch);
        }
        Ok(access)
    }
}

impl Backend for SqliteStore {
    fn read(&self, unit: ReadUnit, extent: Extent) -> StoreFuture<'_, ()> {
        Box::pin(self.run_read(unit, extent))
    }

    fn write(&self, unit: WriteUnit) -> StoreFuture<'_, ()> {
        Box::pin(self.writer.write(unit))
    }

    fn access(&self, id: Id) -> StoreFuture<'_, Option<Access>> {
        Box::pin(async move { self.read_access(id) })
    }
}

#[cfg(test)]
mod tests;
