//! Remembers what decides about tokens, so that a call to the API costs no read of the database.
//!
//! A reader who looked before a change and remembers after it would bring back the old state. So every change raises an
//! epoch, and what was read under an earlier epoch is not remembered.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use waystation_store::{Access, Id};

/// Above this many users everything is forgotten once; 40 bytes each.
const REMEMBERED_MAX: usize = 200_000;

#[derive(Default)]
struct State {
    epoch: u64,
    known: HashMap<Id, Access>,
}

#[derive(Default)]
pub(crate) struct AccessCache(RwLock<State>);

impl AccessCache {
    /// What is remembered of a user, and the epoch to hand to [`Self::remember`] if nothing is.
    pub(crate) fn look_up(&self, id: Id) -> (Option<Access>, u64) {
        let state = self.0.read().unwrap_or_else(PoisonError::into_inner);
        (state.known.get(&id).copied(), state.epoch)
    }

    /// Remembers what was read after a look-up that gave `epoch`.
    pub(crate) fn remember(&self, id: Id, access: Access, epoch: u64) {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if state.epoch != epoch {
            return;
        }
        if state.known.len() >= REMEMBERED_MAX {
            state.known.clear();
        }
        state.known.insert(id, access);
    }

    /// To be called after a commit and before it is acknowledged.
    pub(crate) fn forget(&self, ids: &[Id]) {
        if ids.is_empty() {
            return;
        }
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        state.epoch += 1;
        for id in ids {
            state.known.remove(id);
        }
    }
}
