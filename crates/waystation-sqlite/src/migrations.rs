//! Opens a database and brings it to the shape this program knows.
//!
//! Migrations are numbered SQL files; `PRAGMA user_version` says how many have run. Each runs in a transaction of its own.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

/// All migrations in order; the place in the list plus one is the version.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_users.sql")];

/// The database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened, created or read as a database.
    #[error("opening the database `{}`", path.display())]
    Database {
        /// The database file.
        path: PathBuf,
        /// SQLite's own words.
        #[source]
        source: rusqlite::Error,
    },
    /// A later program has changed the database.
    #[error("the database `{}` has version {found}, this program knows {known}", path.display())]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The version in the file.
        found: usize,
        /// The newest version known here.
        known: usize,
    },
}

/// Opens the one connection that writes, creating and migrating the database as needed.
pub(crate) fn open_for_writing(path: &Path) -> Result<Connection, OpenError> {
    let broken = |source| OpenError::Database { path: path.to_owned(), source };
    let mut connection = Connection::open(path).map_err(broken)?;
    configure(&connection).map_err(broken)?;
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(broken)?;
    let found = usize::try_from(found).unwrap_or(usize::MAX);
    if found > MIGRATIONS.len() {
        return Err(OpenError::Newer { path: path.to_owned(), found, known: MIGRATIONS.len() });
    }
    for (sql, version) in MIGRATIONS.iter().zip(1..).skip(found) {
        migrate(&mut connection, sql, version).map_err(broken)?;
    }
    Ok(connection)
}

/// Opens a connection that can only read.
pub(crate) fn open_for_reading(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    configure(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // FULL syncs the log at every commit: an acknowledged change survives the loss of power, not only of the process.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn migrate(connection: &mut Connection, sql: &str, version: i64) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()
}
