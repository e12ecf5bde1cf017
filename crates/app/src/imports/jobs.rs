//! The imports of this program, as jobs.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;

use crate::imports::ImportView;

/// The imports that the page can ask about. They are small and few; they stay as long as the program runs.
#[derive(Debug, Default)]
pub(crate) struct ImportJobs(Mutex<HashMap<String, Job>>);

#[derive(Debug, Clone)]
struct Job {
    view: ImportView,
    cancel: CancellationToken,
}

impl ImportJobs {
    pub(crate) fn begin(&self, view: ImportView, cancel: CancellationToken) {
        self.jobs().insert(view.id.clone(), Job { view, cancel });
    }

    /// The import of that id is further.
    pub(crate) fn update(&self, view: &ImportView) {
        if let Some(job) = self.jobs().get_mut(&view.id) {
            job.view = view.clone();
        }
    }

    pub(crate) fn view(&self, id: &str) -> Option<ImportView> {
        self.jobs().get(id).map(|job| job.view.clone())
    }

    /// `false` when there is no such import.
    pub(crate) fn cancel(&self, id: &str) -> bool {
        let job = self.jobs().get(id).cloned();
        if let Some(job) = &job {
            job.cancel.cancel();
        }
        job.is_some()
    }

    fn jobs(&self) -> MutexGuard<'_, HashMap<String, Job>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
