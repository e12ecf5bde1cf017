//! Running an import: what it reads, how far it is, what it made.

use std::sync::Arc;
use std::time::{Duration, Instant};

use engine::{Fetching, GivenFiles, ImportPlan, ImportPreview, Imports, Progress};
use model::Item;
use tokio_util::sync::CancellationToken;

use crate::error::{Refusal, in_words_of_the_page};
use crate::events::Event;
use crate::imports::{ImportPreviewView, ImportReport, ImportStage, ImportState, ImportView, StartImport};
use crate::sample;
use crate::state::App;
use crate::tree::{counts, nodes};

/// Time between two events about one document.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// Starts an import and gives its id.
pub(crate) fn start(app: &Arc<App>, wanted: StartImport) -> String {
    let id = app.engine.new_id();
    let cancel = CancellationToken::new();
    let address = address(&wanted.text).unwrap_or_default();
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
    app.imports.begin(view.clone(), cancel.clone());
    tokio::spawn(run(Arc::clone(app), view, wanted, cancel));
    id
}

/// What an import would make. Who no longer waits for it ends its fetching.
pub(crate) async fn preview(app: &Arc<App>, wanted: StartImport) -> Result<ImportPreviewView, Refusal> {
    let plan = plan(app, wanted).await?;
    let cancel = CancellationToken::new();
    let _guard = cancel.clone().drop_guard();
    let started = Instant::now();
    let seen = app.engine.imports().preview(plan, &cancel).await?;
    let took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    let ImportPreview { format, collection, document_bytes, problems, documents, is_command } = seen;
    let base_url = collection.defaults.variables.iter().find(|variable| variable.name == "baseUrl");
    let (request_count, folder_count) = counts(&collection.items);
    Ok(ImportPreviewView {
        format,
        document_bytes,
        took_us,
        request_count,
        folder_count,
        variable_count: collection.defaults.variables.len(),
        auth: collection.defaults.auth.kind().to_owned(),
        base_url: base_url.map(|variable| variable.value.clone()).unwrap_or_default(),
        items: nodes(&collection.items, &[]),
        unticked_count: unticked(&collection.items),
        problems: problems.into_iter().map(in_words_of_the_page).collect(),
        name: collection.name,
        documents,
        is_command,
    })
}

/// Query parameters of all requests that are there but not sent.
fn unticked(items: &[Item]) -> usize {
    let of = |item: &Item| match item {
        Item::Folder(folder) => unticked(&folder.items),
        Item::Request(request) => request.params.iter().filter(|param| !param.is_enabled).count(),
        Item::Foreign(_) => 0,
    };
    items.iter().map(of).sum()
}

/// The address, if this is one: what is on one line and holds no bracket is meant so.
fn address(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let is_address = !trimmed.is_empty()
        && !engine::is_curl_command(trimmed)
        && !trimmed.contains(['\n', '{'])
        && !trimmed.contains(": ");
    is_address.then(|| trimmed.to_owned())
}

async fn plan(app: &Arc<App>, wanted: StartImport) -> Result<ImportPlan, Refusal> {
    let StartImport { text, is_sample, files, root, into, settings, name, replaces } = wanted;
    let imports = if is_sample {
        Imports::Files(sample::document(app).await?)
    } else if !files.is_empty() {
        let files = files.into_iter().map(|file| (file.path, file.text)).collect();
        Imports::Files(GivenFiles { files, root })
    } else if let Some(address) = address(&text) {
        Imports::Url(address)
    } else {
        Imports::Text(text.into_bytes())
    };
    let into = into.map(|into| Ok::<_, Refusal>((app.opened_to_change(&into.collection)?, into.parent))).transpose()?;
    let settings = settings.into_iter().map(|setting| (setting.id, setting.value)).collect();
    Ok(ImportPlan { imports, into, name, replaces, settings, fetching: Fetching::default() })
}

async fn run(app: Arc<App>, mut view: ImportView, wanted: StartImport, cancel: CancellationToken) {
    let mut told_at = Instant::now();
    let mut follow = |progress: Progress| {
        let is_step = !matches!(progress, Progress::Received(..));
        follow(&mut view, progress);
        if is_step || told_at.elapsed() >= PROGRESS_EVERY {
            told_at = Instant::now();
            show(&app, &view);
        }
    };
    let outcome = match plan(&app, wanted).await {
        Ok(plan) => app.engine.imports().run(plan, &mut follow, &cancel).await.map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(report) => {
            let own = engine::collection_id(&report.folder);
            view.state = ImportState::Done;
            view.report = Some(ImportReport {
                collection: app.id_in(&report.folder, own.as_deref()),
                path: report.path,
                name: report.collection,
                request_count: report.requests,
                problems: report.problems,
                replaced: report.replaced,
            });
            app.tell(Event::WorkspaceChanged);
        }
        Err(_) if cancel.is_cancelled() => view.state = ImportState::Cancelled,
        Err(refusal) => {
            view.state = ImportState::Failed;
            view.problem = Some(*refusal.problem);
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
    app.imports.update(view);
    app.tell(Event::ImportChanged { import: Box::new(view.clone()) });
}
