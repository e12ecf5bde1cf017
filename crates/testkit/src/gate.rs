//! A signal instead of a pause.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A gate that lets as many pass as it was opened for. Clones are the same gate.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<(Mutex<Passes>, Condvar)>);

#[derive(Debug, Default)]
struct Passes {
    left: usize,
    is_open_for_good: bool,
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets one pass.
    pub fn open(&self) {
        let (passes, changed) = &*self.0;
        passes.lock().unwrap_or_else(PoisonError::into_inner).left += 1;
        changed.notify_all();
    }

    /// Lets everyone pass from now on.
    pub fn open_for_good(&self) {
        let (passes, changed) = &*self.0;
        passes.lock().unwrap_or_else(PoisonError::into_inner).is_open_for_good = true;
        changed.notify_all();
    }

    /// Waits to pass.
    pub fn wait(&self) {
        let (passes, changed) = &*self.0;
        let passes = passes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut passes = changed
            .wait_while(passes, |passes| passes.left == 0 && !passes.is_open_for_good)
            .unwrap_or_else(PoisonError::into_inner);
        passes.left = passes.left.saturating_sub(1);
    }
}
