//! One transaction, or one look at the database: what the primitives of every topic run on.

use rusqlite::Connection;
use waystation_store::transaction::{AuditRows, FactRows, OutboxRows, SessionRows, SettingRows, UserRows};
use waystation_store::{Id, StoreError, Transaction};

use crate::rows::failed;

/// A connection, and the users whose access may be another one after the commit.
pub(crate) struct SqliteTransaction<'a> {
    pub(crate) connection: &'a Connection,
    touched: Vec<Id>,
}

impl<'a> SqliteTransaction<'a> {
    pub(crate) fn on(connection: &'a Connection) -> Self {
        Self { connection, touched: Vec::new() }
    }

    /// Runs a primitive; an error says what was being done.
    pub(crate) fn run<T>(
        &self,
        doing: &'static str,
        primitive: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        primitive(self.connection).map_err(|error| failed(doing, error))
    }

    /// Says that the access of this user may be another one from now on.
    pub(crate) fn touches(&mut self, id: Id) {
        self.touched.push(id);
    }

    /// Whom the transaction touched.
    pub(crate) fn into_touched(self) -> Vec<Id> {
        self.touched
    }
}

impl Transaction for SqliteTransaction<'_> {
    fn users(&self) -> &dyn UserRows {
        self
    }
    fn users_mut(&mut self) -> &mut dyn UserRows {
        self
    }
    fn sessions(&self) -> &dyn SessionRows {
        self
    }
    fn sessions_mut(&mut self) -> &mut dyn SessionRows {
        self
    }
    fn audit(&self) -> &dyn AuditRows {
        self
    }
    fn audit_mut(&mut self) -> &mut dyn AuditRows {
        self
    }
    fn settings(&self) -> &dyn SettingRows {
        self
    }
    fn settings_mut(&mut self) -> &mut dyn SettingRows {
        self
    }
    fn outbox(&self) -> &dyn OutboxRows {
        self
    }
    fn outbox_mut(&mut self) -> &mut dyn OutboxRows {
        self
    }
    fn facts(&self) -> &dyn FactRows {
        self
    }
    fn facts_mut(&mut self) -> &mut dyn FactRows {
        self
    }
}
