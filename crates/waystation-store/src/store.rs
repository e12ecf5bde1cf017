//! The door to everything that is kept: units of work, each one transaction of a backend.
//!
//! ```text
//! Store::read   a few rows by their keys            ─▶ Backend::read(unit, Extent::Rows)
//! Store::scan   lists and counts over many rows     ─▶ Backend::read(unit, Extent::Lists)
//! Store::write  reads and changes, all or nothing   ─▶ Backend::write(unit) ─▶ commit ─▶ the result
//! Store::access what decides about tokens           ─▶ Backend::access, from memory where possible
//! ```
//!
//! A unit is an ordinary function, and so are the verbs it calls: nothing in it waits for a future. The caller waits
//! outside, on the future of the unit as a whole. So a verb is written once and reads like the rule it is, and a
//! backend decides where a unit may block: SQLite on its writer thread, a database over the network on a thread that
//! belongs to a pooled connection (decision 0008).
//!
//! The four methods take a function of any type. Behind them stands [`Backend`], which can be held as a trait object,
//! because the server picks its backend at start. Taking off the types costs a box and a lock that nobody contends for.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
use crate::users::record::Access;

/// What a backend returns: boxed, because a trait object cannot return a future of its own type.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// A unit of work that only reads.
pub type ReadUnit = Box<dyn FnOnce(&dyn Transaction) -> Result<(), StoreError> + Send>;

/// A unit of work that may change things. It says whether its changes stay.
pub type WriteUnit = Box<dyn Fn(&mut dyn Transaction) -> Verdict + Send>;

/// What becomes of the changes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are committed.
    Keep,
    /// They are undone.
    Undo,
}

/// How much a unit reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A few rows by their keys: microseconds in a local database.
    Rows,
    /// Lists and counts, which may visit every row: not on a thread that responds to requests.
    Lists,
}

/// A database that supplies transactions. Proven by [`contract`](crate::contract).
pub trait Backend: Send + Sync + 'static {
    /// Runs a unit that only reads. Each primitive sees what was committed when it began.
    fn read(&self, unit: ReadUnit, extent: Extent) -> StoreFuture<'_, ()>;

    /// Runs a unit as one transaction.
    ///
    /// `Ok` after [`Verdict::Keep`]: the changes survive the loss of the process and of power, and every later read
    /// through this backend sees them. Two units never see each other half done, and the result is that of running
    /// them one after the other; a backend that finds afterwards that it was not runs the unit again. A unit that
    /// panics is undone and gives [`StoreError::Closed`]. A unit that was handed over (the future was polled once)
    /// runs even if its caller has gone.
    fn write(&self, unit: WriteUnit) -> StoreFuture<'_, ()>;

    /// What decides about the tokens of a user; `None` if there is no such user.
    ///
    /// May come from memory. A change that this backend acknowledged is seen by every later call; a change that another
    /// node acknowledged within the time that decision 0009 states.
    fn access(&self, id: Id) -> StoreFuture<'_, Option<Access>>;
}

/// A handle to a backend. Cloning it is cheap.
#[derive(Clone)]
pub struct Store(Arc<dyn Backend>);

impl Store {
    /// Opens the door to a backend.
    pub fn new(backend: impl Backend) -> Self {
        Self(Arc::new(backend))
    }

    /// Reads a few rows by their keys.
    pub async fn read<T: Send + 'static>(
        &self,
        unit: impl FnOnce(&dyn Transaction) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.run_read(unit, Extent::Rows).await
    }

    /// Reads lists and counts, which may visit every row.
    pub async fn scan<T: Send + 'static>(
        &self,
        unit: impl FnOnce(&dyn Transaction) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.run_read(unit, Extent::Lists).await
    }

    async fn run_read<T: Send + 'static>(
        &self,
        unit: impl FnOnce(&dyn Transaction) -> Result<T, StoreError> + Send + 'static,
        extent: Extent,
    ) -> Result<T, StoreError> {
        let outcome = Outcome::default();
        let inside = outcome.clone();
        let unit = move |rows: &dyn Transaction| {
            inside.set(unit(rows)?);
            Ok(())
        };
        self.0.read(Box::new(unit), extent).await?;
        outcome.take().ok_or(StoreError::Closed)
    }

    /// Runs a unit of work: all of it is committed when it gives `Ok`, and nothing when it gives `Err`.
    ///
    /// A backend may run it more than once, each time from the start and with nothing left of the time before. So it
    /// has no effect but through the transaction it is handed.
    pub async fn write<T, E>(
        &self,
        unit: impl Fn(&mut dyn Transaction) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let outcome = Outcome::default();
        let inside = outcome.clone();
        let unit = move |tx: &mut dyn Transaction| {
            let result = unit(tx);
            let verdict = if result.is_ok() { Verdict::Keep } else { Verdict::Undo };
            inside.set(result);
            verdict
        };
        self.0.write(Box::new(unit)).await?;
        outcome.take().unwrap_or_else(|| Err(StoreError::Closed.into()))
    }

    /// What decides about the tokens of a user, see [`Backend::access`].
    pub async fn access(&self, id: Id) -> Result<Option<Access>, StoreError> {
        self.0.access(id).await
    }
}

/// Where a unit leaves its result for the caller, who may be on another thread.
struct Outcome<T>(Arc<Mutex<Option<T>>>);

impl<T> Clone for Outcome<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Outcome<T> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }
}

impl<T> Outcome<T> {
    fn set(&self, value: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }

    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
