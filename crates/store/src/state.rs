//! The state database: opened on first use, brought to the shape this program knows, shared by several processes.
//!
//! A command that lives for 20 ms must not spend them here. What that asks for:
//! - WAL mode is stored in the file, so it is set once, not at every opening.
//! - No checkpoint at close: making and removing the log each time costs 2–8 ms.
//! - SQLite's own checkpoints are off. They never empty the log; but every first opening reads it again and believes that
//!   nothing of it was copied yet, so behind SQLite's limit each short-lived process would copy all of it. Here the log is
//!   emptied whenever it has grown beyond [`LOG_BYTES_MAX`].
//! - `synchronous = NORMAL`: a commit waits for no disk. Power loss may cost the last entries, never the database.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::private_file;

/// All migrations in order; the place in the list plus one is the version.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_state.sql"),
    include_str!("../migrations/0002_drafts.sql"),
    include_str!("../migrations/0003_bodies.sql"),
];

/// The log is emptied into the database beyond this size, in bytes. Emptying waits for the disk, so many sends share it;
/// but each process reads the log at its first opening, so it must stay short. 256 KB was timed slower on average.
const LOG_BYTES_MAX: u64 = 1024 * 1024;

/// Longest wait for another process that writes.
const BUSY_WAIT: Duration = Duration::from_secs(5);

/// The state database of all workspaces: `state.db` in the state folder. Cheap to make; opened by the first call.
#[derive(Debug)]
pub(crate) struct State {
    folder: PathBuf,
    connection: Mutex<Option<Connection>>,
}

/// The database cannot be opened, read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// Its folder or file cannot be made.
    #[error("making the state database `{}`", path.display())]
    Create {
        /// The database file.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// The file cannot be opened, read as a database, or brought to this program's version.
    #[error("opening the state database `{}`", path.display())]
    Open {
        /// The database file.
        path: PathBuf,
        /// SQLite's words.
        #[source]
        source: rusqlite::Error,
    },
    /// A later program has changed the database.
    #[error("the state database `{}` has version {found}, this program knows {known}", path.display())]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The version in the file.
        found: usize,
        /// The newest version known here.
        known: usize,
    },
    /// One reading or change did not succeed.
    #[error("{doing}")]
    Query {
        /// What was being done, such as `recording a send in the history`.
        doing: &'static str,
        /// SQLite's words.
        #[source]
        source: rusqlite::Error,
    },
    /// An answer's body cannot be read, or put where it is kept.
    #[error("keeping an answer in `{}`", path.display())]
    Body {
        /// The file.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// A path that is not UTF-8 cannot be remembered.
    #[error("the path `{}` is not UTF-8", path.display())]
    Path {
        /// The path.
        path: PathBuf,
    },
}

impl StateError {
    /// What to do about it; `None` where the cause says it.
    pub fn hint(&self) -> Option<&'static str> {
        let source = match self {
            Self::Create { .. } => return Some("Check who owns the folder, or set POSTRIDER_HOME to another one."),
            Self::Newer { .. } => return Some("Update this program, or set POSTRIDER_HOME to another folder."),
            Self::Body { .. } => return Some("Is there space left, and who owns the folder?"),
            Self::Path { .. } => return Some("Rename the folder."),
            Self::Open { source, .. } | Self::Query { source, .. } => source,
        };
        match source.sqlite_error_code()? {
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Some(
                "Move the file away: history, tokens and cookies are lost with it, collections and secrets are not.",
            ),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some("Another process holds it; try again."),
            ErrorCode::DiskFull => Some("Free some disk space."),
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                Some("Check who owns the file and its folder, or set POSTRIDER_HOME to another folder.")
            }
            _ => None,
        }
    }
}

impl State {
    /// The database in this folder; touches nothing.
    pub(crate) fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), connection: Mutex::new(None) }
    }

    /// Where it stands.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs one reading.
    pub(crate) fn read<T>(
        &self,
        doing: &'static str,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StateError> {
        self.with(|connection| read(connection).map_err(|source| StateError::Query { doing, source }))
    }

    /// Runs one change, whole or not at all. The lock is taken at the beginning: a transaction that reads first and then
    /// wants to write would be refused without waiting when another process wrote meanwhile.
    pub(crate) fn write<T>(
        &self,
        doing: &'static str,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StateError> {
        self.with(|connection| {
            let changed = (|| {
                let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let value = change(&transaction)?;
                transaction.commit()?;
                Ok(value)
            })();
            empty_long_log(connection, &self.folder);
            changed.map_err(|source| StateError::Query { doing, source })
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, StateError>) -> Result<T, StateError> {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = match &mut *connection {
            Some(connection) => connection,
            closed => closed.insert(open(&self.folder)?),
        };
        work(connection)
    }
}

fn open(folder: &Path) -> Result<Connection, StateError> {
    let path = folder.join("state.db");
    let broken = |source| StateError::Open { path: path.clone(), source };
    let mut connection = match connect(&path) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
            create(folder, &path).map_err(|source| StateError::Create { path: path.clone(), source })?;
            connect(&path)
        }
        connected => connected.and_then(|connection| writable(connection, &path)),
    }
    .map_err(broken)?;
    if version(&connection).map_err(broken)? != MIGRATIONS.len() {
        migrate(&mut connection, &path)?;
    }
    Ok(connection)
}

/// Made by us and not by SQLite, which would let others read it; the log files take over the permissions.
fn create(folder: &Path, path: &Path) -> io::Result<()> {
    private_file::create_folder(folder)?;
    private_file::open_or_create(path).map(drop)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0")?;
    Ok(connection)
}

/// Opens once more what SQLite opened for reading alone.
///
/// It does that where it cannot open for writing. Of a file that was missing, reading alone succeeds when another process
/// has made the file in between; the second opening then may write.
fn writable(connection: Connection, path: &Path) -> rusqlite::Result<Connection> {
    if connection.is_readonly(rusqlite::MAIN_DB)? { connect(path) } else { Ok(connection) }
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StateError> {
    // Two first starts at once: SQLite refuses a change to WAL mode without waiting, so a file lock makes them queue.
    let lock = private_file::open_or_create(&path.with_extension("lock"))
        .and_then(|file| file.lock().map(|()| file))
        .map_err(|source| StateError::Create { path: path.to_owned(), source })?;
    let migrated = migrate_locked(connection, path);
    drop(lock);
    migrated
}

fn migrate_locked(connection: &mut Connection, path: &Path) -> Result<(), StateError> {
    let broken = |source| StateError::Open { path: path.to_owned(), source };
    let found = version(connection).map_err(broken)?;
    if found > MIGRATIONS.len() {
        return Err(StateError::Newer { path: path.to_owned(), found, known: MIGRATIONS.len() });
    }
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(broken)?;
    for (sql, version) in MIGRATIONS.iter().zip(1_i64..).skip(found) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(broken)?;
        transaction.execute_batch(sql).map_err(broken)?;
        transaction.pragma_update(None, "user_version", version).map_err(broken)?;
        transaction.commit().map_err(broken)?;
    }
    Ok(())
}

/// Best effort: when another process reads, the next change tries again.
fn empty_long_log(connection: &Connection, folder: &Path) {
    let is_long = folder.join("state.db-wal").metadata().is_ok_and(|log| log.len() > LOG_BYTES_MAX);
    if !is_long {
        return;
    }
    let emptied = connection
        .busy_timeout(Duration::ZERO)
        .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)));
    // Neither outcome matters to the change just made.
    let _ = emptied;
    let _ = connection.busy_timeout(BUSY_WAIT);
}

#[cfg(test)]
mod tests;
