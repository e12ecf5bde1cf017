//! Keeps the collection that is edited open between keystrokes, so that a draft costs the same whatever its size.
//!
//! One is kept: the one that was asked for last. It is opened anew when another one is asked for, when a file on the way
//! to the item changed, and when something told of a change that is not in it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use engine::OpenCollection;

use crate::error::Refusal;

/// The collection that is kept open.
#[derive(Debug, Default)]
pub(crate) struct KeptOpen {
    kept: Mutex<Option<Kept>>,
    /// Rises with every change that the open collection knows nothing of.
    changes: AtomicU64,
}

#[derive(Debug)]
struct Kept {
    id: String,
    /// `changes` before it was opened.
    opened_at: u64,
    collection: OpenCollection,
}

impl KeptOpen {
    /// What is kept is no longer true.
    pub(crate) fn outdate(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// Does `work` with the collection of that id, opened by `open` unless it is kept and current around the item at `path`. It
    /// is closed when `work` fails, because it may be half changed then.
    pub(crate) fn with<T>(
        &self,
        id: &str,
        path: &str,
        open: impl FnOnce() -> Result<OpenCollection, Refusal>,
        work: impl FnOnce(&mut OpenCollection) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut place = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.changes.load(Ordering::SeqCst);
        let is_current = |kept: &Kept| kept.id == id && kept.opened_at == now && kept.collection.is_current(path);
        let mut kept = match place.take().filter(is_current) {
            Some(kept) => kept,
            None => Kept { id: id.to_owned(), opened_at: now, collection: open()? },
        };
        let done = work(&mut kept.collection)?;
        *place = Some(kept);
        Ok(done)
    }
}
