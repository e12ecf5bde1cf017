//! Imports of this program, as jobs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use engine::{Error, Fetching, ImportPlan, ImportPreview, Imports, Progress};
use model::Item;
use tokio_util::sync::CancellationToken;

use crate::api::{
    Event, ImportFolder, ImportPreviewView, ImportReport, ImportStage, ImportState, ImportView, StartImport,
};
use crate::error::{Refusal, in_words_of_the_page};
use crate::state::App;
use crate::views::counts;

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
    let settings = wanted.settings.into_iter().map(|setting| (setting.id, setting.value)).collect();
    let plan =
        ImportPlan { imports, name: wanted.name, replaces: wanted.replaces, settings, fetching: Fetching::default() };
    tokio::spawn(run(Arc::clone(app), view, plan, cancel));
    id
}

/// What an import would make. Who no longer waits for it ends its fetching.
pub(crate) async fn preview(app: &Arc<App>, wanted: StartImport) -> Result<ImportPreviewView, Refusal> {
    let (imports, _) = what(wanted.text);
    let settings = wanted.settings.into_iter().map(|setting| (setting.id, setting.value)).collect();
    let plan = ImportPlan { imports, name: wanted.name, replaces: false, settings, fetching: Fetching::default() };
    let cancel = CancellationToken::new();
    let _guard = cancel.clone().drop_guard();
    let ImportPreview { collection, document_bytes, problems } = app.engine.preview_import(plan, &cancel).await?;
    let base_url = collection.defaults.variables.iter().find(|variable| variable.name == "baseUrl");
    let (request_count, folder_count) = counts(&collection.items);
    let mut folders = Vec::new();
    outer_folders(&collection.items, 1, &mut folders);
    Ok(ImportPreviewView {
        document_bytes,
        request_count,
        folder_count,
        variable_count: collection.defaults.variables.len(),
        auth: collection.defaults.auth.label().to_owned(),
        base_url: base_url.map(|variable| variable.value.clone()).unwrap_or_default(),
        folders,
        problems: problems.into_iter().map(in_words_of_the_page).collect(),
        name: collection.name,
    })
}

fn outer_folders(items: &[Item], level: usize, folders: &mut Vec<ImportFolder>) {
    for item in items {
        if let Item::Folder(folder) = item {
            let (request_count, _) = counts(&folder.items);
            folders.push(ImportFolder { name: folder.name.clone(), level, request_count });
            if level < 2 {
                outer_folders(&folder.items, level + 1, folders);
            }
        }
    }
}

/// An address or a document, and the address; what is on one line and holds no bracket is meant as an address.
fn what(text: String) -> (Imports, String) {
    let trimmed = text.trim();
    let is_address = !trimmed.is_empty()
        && !engine::is_curl_command(trimmed)
        && !trimmed.contains(['\n', '{'])
        && !trimmed.contains(": ");
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
