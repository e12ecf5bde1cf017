//! Imports of this program, as jobs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use engine::{Error, Fetching, ImportPlan, Imports, Progress};
use tokio_util::sync::CancellationToken;

use crate::api::{Event, ImportReport, ImportStage, ImportState, ImportView, StartImport};
use crate::error::Refusal;
use crate::state::App;

/// Time between two events about one document.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// The imports that the page can ask about. They are small and few; they stay as long as the program runs.
#[derive(Debug, Default)]
pub(crate) struct ImportJobs(Mutex<HashMap<String, Job>>);

#[derive(Debug, Clone)]
struct Job {
    view: ImportView,
    cancel: CancellationToken,
}

impl ImportJobs {
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

/// Starts an import and gives its id.
pub(crate) fn start(app: &Arc<App>, wanted: StartImport) -> String {
    let id = app.engine.new_id();
    let cancel = CancellationToken::new();
    let (imports, address) = what(wanted.text);
    let view = ImportView {
        id: id.clone(),
        state: ImportState::Running,
        stage: if address.is_empty() { ImportStage::Converting } else { ImportStage::Fetching },
        address,
        received_bytes: 0,
        total_bytes: None,
        report: None,
        problem: None,
    };
    app.imports.jobs().insert(id.clone(), Job { view: view.clone(), cancel: cancel.clone() });
    let plan = ImportPlan {
        imports,
        name: wanted.name,
        replaces: wanted.replaces,
        settings: wanted.settings.into_iter().map(|setting| (setting.id, setting.value)).collect(),
        fetching: Fetching::default(),
    };
    tokio::spawn(run(Arc::clone(app), view, plan, cancel));
    id
}

/// An address or a document, and the address; what is on one line and holds no bracket is meant as an address.
fn what(text: String) -> (Imports, String) {
    let trimmed = text.trim();
    let is_address = !trimmed.is_empty() && !trimmed.contains(['\n', '{']) && !trimmed.contains(": ");
    if is_address {
        let address = trimmed.to_owned();
        return (Imports::Url(address.clone()), address);
    }
    (Imports::Text(text.into_bytes()), String::new())
}

async fn run(app: Arc<App>, mut view: ImportView, plan: ImportPlan, cancel: CancellationToken) {
    let mut told_at = Instant::now();
    let mut follow = |progress: Progress| {
        let is_step = !matches!(progress, Progress::Received(..));
        follow(&mut view, progress);
        if is_step || told_at.elapsed() >= PROGRESS_EVERY {
            told_at = Instant::now();
            show(&app, &view);
        }
    };
    let outcome = app.engine.import(plan, &mut follow, &cancel).await;
    match outcome {
        Ok(report) => {
            let own = engine::collection_id(&report.folder);
            view.state = ImportState::Done;
            view.report = Some(ImportReport {
                collection: app.id_in(&report.folder, own.as_deref()),
                name: report.collection,
                request_count: report.requests,
                problems: report.problems,
                is_replaced: report.is_replaced,
            });
            app.tell(Event::WorkspaceChanged);
        }
        Err(Error::Cancelled) => view.state = ImportState::Cancelled,
        Err(error) => {
            view.state = ImportState::Failed;
            view.problem = Some(*Refusal::from(error).problem);
        }
    }
    show(&app, &view);
}

fn follow(view: &mut ImportView, progress: Progress) {
    match progress {
        Progress::Fetching(address) => {
            view.stage = ImportStage::Fetching;
            view.address = address;
            view.received_bytes = 0;
            view.total_bytes = None;
        }
        Progress::Received(bytes, total) => {
            view.received_bytes = bytes;
            view.total_bytes = total;
        }
        Progress::Converting => view.stage = ImportStage::Converting,
        Progress::Writing => view.stage = ImportStage::Writing,
    }
}

fn show(app: &App, view: &ImportView) {
    if let Some(job) = app.imports.jobs().get_mut(&view.id) {
        job.view = view.clone();
    }
    app.tell(Event::ImportChanged { import: Box::new(view.clone()) });
}
