//! Opens a database and brings it to the shape this program knows.
//!
//! Migrations are numbered SQL files; `PRAGMA user_version` says how many have run. Each runs in a transaction of its own.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

/// All migrations in order; the place in the list plus one is the version.
const MIGRATIONS: &[&str] =
    &[include_str!("../migrations/0001_users.sql"), include_str!("../migrations/0002_pages.sql")];

/// The database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be made, or cannot be kept from other users of the machine.
    #[error("making the database `{}` its owner's alone", path.display())]
    File {
        /// The database file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
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
    keep_from_others(path).map_err(|source| OpenError::File { path: path.to_owned(), source })?;
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

/// Makes the file before SQLite does, which would let others read it, and takes away what others may do with files that
/// are there. SQLite gives a log it makes the permissions of the database.
fn keep_from_others(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    hide_from_others(&options.open(path)?)?;
    for ending in ["-wal", "-shm"] {
        let mut log = path.as_os_str().to_owned();
        log.push(ending);
        match File::open(log) {
            Ok(log) => hide_from_others(&log)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(unix)]
fn hide_from_others(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.metadata()?.permissions().mode();
    let hidden = mode & !0o077;
    if hidden == mode {
        return Ok(());
    }
    file.set_permissions(std::fs::Permissions::from_mode(hidden))
}

#[cfg(not(unix))]
fn hide_from_others(_file: &File) -> io::Result<()> {
    Ok(())
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
