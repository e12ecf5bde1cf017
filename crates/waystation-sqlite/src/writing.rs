//! The writer: one thread, one connection, many callers in one commit.
//!
//! ```text
//! wait for a change ─▶ take all that have come meanwhile ─▶ BEGIN ─▶ each in a savepoint ─▶ COMMIT (one sync)
//!                  ▲                                                                          │
//!                  └── tell every caller ◀── forget remembered access of the users touched ◀──┘
//! ```
//!
//! A sync takes about two milliseconds; while it runs the next changes gather, so the batch grows with the load. A change
//! that fails or panics is rolled back to its savepoint and disturbs no other. Once handed over, a change happens even
//! if its caller has gone.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, mpsc};
use std::thread;

use rusqlite::Connection;
use tokio::sync::oneshot;
use waystation_store::{Id, StoreError};

use crate::access_cache::AccessCache;
use crate::rows::failed;

/// So many changes share a commit at most; bounds how long the first of them waits.
const BATCH_MAX: usize = 1024;

/// What a change works on: the connection inside the transaction, and whom it touched.
pub(crate) struct Change<'a> {
    pub(crate) connection: &'a Connection,
    touched: &'a mut Vec<Id>,
}

impl Change<'_> {
    /// Says that the access of this user may be another one from now on.
    pub(crate) fn touches(&mut self, id: Id) {
        self.touched.push(id);
    }
}

/// Told about the commit: `None` if it succeeded, otherwise what went wrong.
type Told = Box<dyn FnOnce(Option<&rusqlite::Error>) + Send>;

/// A change on its way. Run inside the transaction it says whether its effects stay, and whom to tell.
type Job = Box<dyn FnOnce(Begun<'_, '_>) -> (bool, Told) + Send>;

/// The open transaction, or why there is none.
type Begun<'a, 'b> = Result<&'a mut Change<'b>, &'a rusqlite::Error>;

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

    /// Makes a change and waits until it is committed. An `Err` of `change` undoes its effects.
    pub(crate) async fn change<T, E>(
        &self,
        doing: &'static str,
        change: impl FnOnce(&mut Change<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |begun| {
            let outcome = match begun {
                Ok(scope) => change(scope),
                Err(error) => Err(failed(doing, lost(error)).into()),
            };
            let stays = outcome.is_ok();
            let told: Told = Box::new(move |broken| {
                let outcome = match broken {
                    Some(error) if stays => Err(failed(doing, lost(error)).into()),
                    _ => outcome,
                };
                // The caller may have gone; the change is made all the same.
                let _ = answer.send(outcome);
            });
            (stays, told)
        });
        let jobs = self.jobs.as_ref().ok_or(StoreError::Closed)?;
        jobs.send(job).map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Writer {
    /// Waits until all changes handed over are committed.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// One commit error goes to many callers, and SQLite's error cannot be copied.
fn lost(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, text) => rusqlite::Error::SqliteFailure(*code, text.clone()),
        other => rusqlite::Error::ToSqlConversionFailure(other.to_string().into()),
    }
}

fn write_until_closed(connection: &Connection, incoming: &mpsc::Receiver<Job>, cache: &AccessCache) {
    while let Ok(first) = incoming.recv() {
        let batch = std::iter::once(first).chain(incoming.try_iter().take(BATCH_MAX - 1));
        let mut touched = Vec::new();
        let mut told = Vec::new();
        let committed = write_batch(connection, batch, &mut touched, &mut told);
        if committed.is_err() {
            // After a failed COMMIT the transaction may still be open; a second failure adds nothing.
            let _ = connection.execute_batch("ROLLBACK");
        }
        cache.forget(&touched);
        for told in told {
            told(committed.as_ref().err());
        }
    }
}

fn write_batch(
    connection: &Connection,
    batch: impl Iterator<Item = Job>,
    touched: &mut Vec<Id>,
    told: &mut Vec<Told>,
) -> rusqlite::Result<()> {
    let begun = connection.execute_batch("BEGIN IMMEDIATE");
    for job in batch {
        let marked = match &begun {
            Ok(()) => connection.prepare_cached("SAVEPOINT change").and_then(|mut mark| mark.execute([])).map(|_| ()),
            Err(error) => Err(lost(error)),
        };
        if let Err(error) = marked {
            let (_, tell) = job(Err(&error));
            told.push(tell);
            continue;
        }
        // A change that panics is undone like one that fails, and its caller hears that no answer comes. Without this the
        // writer would be gone, and with it every later change, while the server seems well.
        let ran = panic::catch_unwind(AssertUnwindSafe(|| job(Ok(&mut Change { connection, touched }))));
        let stays = ran.is_ok_and(|(stays, tell)| {
            told.push(tell);
            stays
        });
        if !stays {
            connection.prepare_cached("ROLLBACK TO change")?.execute([])?;
        }
        connection.prepare_cached("RELEASE change")?.execute([])?;
    }
    begun?;
    connection.execute_batch("COMMIT")
}

#[cfg(test)]
mod tests;
