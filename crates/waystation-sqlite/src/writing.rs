//! The writer: one thread, one connection, many callers in one commit.
//!
//! ```text
//! wait for a unit ─▶ take all that have come since ─▶ BEGIN ─▶ each in a savepoint ─▶ COMMIT (one sync)
//!                ▲                                                                         │
//!                └── tell every caller ◀── forget remembered access of the users touched ◀─┘
//! ```
//!
//! A sync takes about two milliseconds; while it runs the next units gather, so the batch grows with the load. A unit that
//! fails or panics is rolled back to its savepoint and disturbs no other. Once handed over, a unit runs even if its
//! caller has gone.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, mpsc};
use std::thread;

use rusqlite::Connection;
use tokio::sync::oneshot;
use waystation_store::store::{Verdict, WriteUnit};
use waystation_store::{Id, StoreError};

use crate::access_cache::AccessCache;
use crate::rows::failed;
use crate::transaction::SqliteTransaction;

/// At most this many units share a commit; bounds how long the first of them waits.
const BATCH_MAX: usize = 1024;

/// What an error of a commit was about.
const COMMITTING: &str = "committing a change";

/// A unit on its way, and whom to tell.
struct Job {
    unit: WriteUnit,
    caller: oneshot::Sender<Result<(), StoreError>>,
}

/// A unit that ran and waits for the commit.
struct Pending {
    verdict: Verdict,
    caller: oneshot::Sender<Result<(), StoreError>>,
}

pub(crate) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Writer {
    /// Takes over the connection that writes.
    pub(crate) fn start(connection: Connection, cache: Arc<AccessCache>) -> std::io::Result<Self> {
        let (jobs, incoming) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || write_until_closed(&connection, &incoming, &cache))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs a unit and waits until it is committed or undone.
    pub(crate) async fn write(&self, unit: WriteUnit) -> Result<(), StoreError> {
        let (caller, told) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(Job { unit, caller }).map_err(|_| StoreError::Closed)?;
        told.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Writer {
    /// Waits until all units handed over are committed.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// One commit error goes to many callers, and SQLite's error cannot be copied.
fn copied(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, text) => rusqlite::Error::SqliteFailure(*code, text.clone()),
        other => rusqlite::Error::ToSqlConversionFailure(other.to_string().into()),
    }
}

fn write_until_closed(connection: &Connection, incoming: &mpsc::Receiver<Job>, cache: &AccessCache) {
    while let Ok(first) = incoming.recv() {
        let batch = std::iter::once(first).chain(incoming.try_iter().take(BATCH_MAX - 1));
        let mut touched = Vec::new();
        let mut pending = Vec::new();
        let committed = write_batch(connection, batch, &mut touched, &mut pending);
        if committed.is_err() {
            // After a failed COMMIT the transaction may still be open; a second failure adds nothing.
            let _ = connection.execute_batch("ROLLBACK");
        }
        cache.forget(&touched);
        for Pending { verdict, caller } in pending {
            let told = match &committed {
                Err(error) if verdict == Verdict::Keep => Err(failed(COMMITTING, copied(error))),
                _ => Ok(()),
            };
            // The caller may have gone; the change is made anyway.
            let _ = caller.send(told);
        }
    }
}

fn write_batch(
    connection: &Connection,
    batch: impl Iterator<Item = Job>,
    touched: &mut Vec<Id>,
    pending: &mut Vec<Pending>,
) -> rusqlite::Result<()> {
    let begun = connection.execute_batch("BEGIN IMMEDIATE");
    for Job { unit, caller } in batch {
        let marked = match &begun {
            Ok(()) => connection.prepare_cached("SAVEPOINT change").and_then(|mut mark| mark.execute([])).map(|_| ()),
            Err(error) => Err(copied(error)),
        };
        if let Err(error) = marked {
            let _ = caller.send(Err(failed("beginning a change", error)));
            continue;
        }
        // A unit that panics is undone like one that fails, and its caller hears that no result comes. Without this the
        // writer would be gone, and with it every later change, while the server seems well.
        let ran = panic::catch_unwind(AssertUnwindSafe(|| {
            let mut transaction = SqliteTransaction::on(connection);
            let verdict = unit(&mut transaction);
            (verdict, transaction.into_touched())
        }));
        match ran {
            Ok((Verdict::Keep, users)) => {
                touched.extend(users);
                pending.push(Pending { verdict: Verdict::Keep, caller });
            }
            undone => {
                connection.prepare_cached("ROLLBACK TO change")?.execute([])?;
                if let Ok((verdict, _)) = undone {
                    pending.push(Pending { verdict, caller });
                }
            }
        }
        connection.prepare_cached("RELEASE change")?.execute([])?;
    }
    begun?;
    connection.execute_batch("COMMIT")
}
