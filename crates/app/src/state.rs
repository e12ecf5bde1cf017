//! What one running program holds: the engine, and what lives only as long as it runs.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use engine::{CollectionEntry, DeletedEntry, DeletedTokens, Engine, OpenCollection, Opened};
use exchange::{Cookie, Secret};
use tokio_util::sync::CancellationToken;

use crate::console::rows::Console;
use crate::error::Refusal;
use crate::events::Event;
use crate::events::log::EventLog;
use crate::exchanges::running::{Exchanges, Running};
use crate::imports::jobs::ImportJobs;
use crate::instance::opening;
use crate::items::kept_open::KeptOpen;
use crate::sample::Sample;

/// The collections that the page can name.
pub(crate) struct Listing {
    pub(crate) collections: Vec<Listed>,
    /// What is wrong in their root files.
    pub(crate) problems: Vec<model::Problem>,
}

/// A collection and the id under which the page knows it.
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) entry: CollectionEntry,
}

/// So long a download's address works.
const DOWNLOAD_LIFE: Duration = Duration::from_mins(1);

/// One running program.
pub(crate) struct App {
    pub(crate) engine: Engine,
    /// Port it listens on.
    pub(crate) port: u16,
    pub(crate) session: Secret,
    /// What stands behind `#` in the address of the page.
    pub(crate) fragment: Secret,
    /// Cancelled when the program ends.
    pub(crate) ending: CancellationToken,
    pub(crate) events: Arc<EventLog>,
    pub(crate) exchanges: Exchanges,
    pub(crate) console: Console,
    pub(crate) imports: ImportJobs,
    pub(crate) sample: Sample,
    /// The collection that is edited.
    open: KeptOpen,
    /// Held for writing while rows of the tree change, which takes several steps on disk.
    rows: RwLock<()>,
    /// Folders by the id under which the page knows them.
    collections: Mutex<HashMap<String, PathBuf>>,
    /// Deleted tokens by the name of their deletion.
    deleted: Mutex<HashMap<String, Arc<DeletedTokens>>>,
    /// Deleted entries of the history by the name of their deletion.
    deleted_entries: Mutex<HashMap<String, DeletedEntry>>,
    /// Deleted cookies by the name of their deletion.
    deleted_cookies: Mutex<HashMap<String, Vec<Cookie>>>,
    /// Answers that may be downloaded, by the name of their address.
    downloads: Mutex<HashMap<String, (Instant, Arc<Running>)>>,
    /// Addresses that led to the page; each does once.
    openings: Mutex<HashSet<String>>,
}

impl App {
    pub(crate) fn new(engine: Engine, port: u16, session: Secret, fragment: Secret) -> Self {
        let answers = engine.store().folders().answers();
        Self {
            engine,
            port,
            session,
            fragment,
            ending: CancellationToken::new(),
            events: Arc::new(EventLog::new()),
            exchanges: Exchanges::new(answers),
            console: Console::default(),
            imports: ImportJobs::default(),
            sample: Sample::default(),
            open: KeptOpen::default(),
            rows: RwLock::default(),
            collections: Mutex::default(),
            deleted: Mutex::default(),
            deleted_entries: Mutex::default(),
            deleted_cookies: Mutex::default(),
            downloads: Mutex::default(),
            openings: Mutex::default(),
        }
    }

    /// Tells every page. What may have changed files or drafts ends the collection that is kept open.
    pub(crate) fn tell(&self, event: Event) {
        if event.may_change_items() {
            self.open.outdate();
        }
        self.events.tell(event);
    }

    /// As [`App::tell`], after a draft that stands in the open collection already.
    pub(crate) fn tell_drafted(&self, event: Event) {
        self.events.tell(event);
    }

    /// Does something with the collection of that id while it is open, around the item at `path`. What failed leaves it closed.
    pub(crate) fn while_open<T>(
        &self,
        id: &str,
        path: &str,
        work: impl FnOnce(&mut OpenCollection) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let folder = self.folder(id)?;
        self.open.with(id, path, || Ok(self.engine.drafts().open(&folder, path)?), work)
    }

    /// Waits until no row of the tree is between two steps of a change, and keeps it so as long as the value lives.
    pub(crate) fn rows_at_rest(&self) -> RwLockReadGuard<'_, ()> {
        self.rows.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every collection with the id under which the page knows it: its own, or until it has one, one that it will get when
    /// something is first remembered for it.
    pub(crate) fn collections(&self) -> Result<Listing, Refusal> {
        let (mut entries, problems) = self.engine.collections().list()?;
        for entry in self.engine.collections().opened_elsewhere()? {
            if entries.iter().all(|known| known.folder != entry.folder) {
                entries.push(entry);
            }
        }
        let mut known = self.known();
        let named =
            |entry: CollectionEntry| Listed { id: self.id_of(&mut known, &entry.folder, entry.id.as_deref()), entry };
        Ok(Listing { collections: entries.into_iter().map(named).collect(), problems })
    }

    /// The id under which the page knows the collection in `folder`.
    pub(crate) fn id_in(&self, folder: &Path, own: Option<&str>) -> String {
        self.id_of(&mut self.known(), folder, own)
    }

    fn id_of(&self, known: &mut HashMap<String, PathBuf>, folder: &Path, own: Option<&str>) -> String {
        let id = match own {
            // Of two folders with one id the later is told apart when it is opened.
            Some(own) if known.get(own).is_none_or(|other| other == folder || !other.exists()) => own.to_owned(),
            _ => match known.iter().find(|(_, other)| *other == folder) {
                Some((id, _)) => return id.clone(),
                None if own.is_none() => self.engine.collections().id_to_come(folder),
                None => self.engine.new_id(),
            },
        };
        known.retain(|_, other| other != folder);
        known.insert(id.clone(), folder.to_owned());
        id
    }

    /// The collection of that id as saved, with that id.
    pub(crate) fn opened(&self, id: &str) -> Result<Opened, Refusal> {
        Ok(self.engine.collections().open_to_edit(&self.folder(id)?)?)
    }

    /// The collection of that id, ready for something to be remembered for it.
    pub(crate) fn opened_to_change(&self, id: &str) -> Result<Opened, Refusal> {
        let mut opened = self.opened(id)?;
        self.engine.collections().adopt_id(&mut opened, id)?;
        Ok(opened)
    }

    /// The collection of that id stands in another folder from now on.
    pub(crate) fn follow_folder(&self, id: &str, folder: &Path) {
        self.known().insert(id.to_owned(), folder.to_owned());
    }

    /// The folder of the collection of that id.
    pub(crate) fn folder(&self, id: &str) -> Result<PathBuf, Refusal> {
        let known = || self.known().get(id).cloned();
        if let Some(folder) = known() {
            return Ok(folder);
        }
        self.collections()?;
        known().ok_or_else(|| Refusal::not_found("there is no such collection"))
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, PathBuf>> {
        self.collections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets an answer be downloaded once under this name.
    pub(crate) fn offer_download(&self, name: String, running: Arc<Running>) {
        let mut offered = self.downloads.lock().unwrap_or_else(PoisonError::into_inner);
        offered.retain(|_, (at, _)| at.elapsed() < DOWNLOAD_LIFE);
        offered.insert(name, (Instant::now(), running));
    }

    pub(crate) fn take_download(&self, name: &str) -> Option<Arc<Running>> {
        let offered = self.downloads.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        offered.filter(|(at, _)| at.elapsed() < DOWNLOAD_LIFE).map(|(_, running)| running)
    }

    /// Whether an address that leads to the page is good; it is used up then.
    pub(crate) fn take_opening(&self, name: &str) -> bool {
        opening::is_valid(name, &self.session, self.engine.now_ms())
            && self.openings.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned())
    }

    /// Keeps a deleted entry of the history and names the deletion.
    pub(crate) fn keep_deleted_entry(&self, deleted: DeletedEntry) -> String {
        let name = self.engine.new_id();
        self.deleted_entries.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), deleted);
        name
    }

    /// The entry of a deletion; it can be taken back once.
    pub(crate) fn take_deleted_entry(&self, name: &str) -> Option<DeletedEntry> {
        self.deleted_entries.lock().unwrap_or_else(PoisonError::into_inner).remove(name)
    }

    /// Keeps deleted cookies and names the deletion.
    pub(crate) fn keep_deleted_cookies(&self, deleted: Vec<Cookie>) -> String {
        let name = self.engine.new_id();
        self.deleted_cookies.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), deleted);
        name
    }

    /// The cookies of a deletion; it can be taken back once.
    pub(crate) fn take_deleted_cookies(&self, name: &str) -> Option<Vec<Cookie>> {
        self.deleted_cookies.lock().unwrap_or_else(PoisonError::into_inner).remove(name)
    }

    /// Keeps deleted tokens and names the deletion.
    pub(crate) fn keep_deleted(&self, deleted: DeletedTokens) -> String {
        let name = self.engine.new_id();
        let mut kept = self.deleted.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(name.clone(), Arc::new(deleted));
        name
    }

    /// The tokens of a deletion; it can be taken back once.
    pub(crate) fn take_deleted(&self, name: &str) -> Option<Arc<DeletedTokens>> {
        self.deleted.lock().unwrap_or_else(PoisonError::into_inner).remove(name)
    }
}

/// Runs what reads or writes files and state away from the threads that answer.
pub(crate) async fn away<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let app = Arc::clone(app);
    let done = tokio::task::spawn_blocking(move || work(&app)).await;
    done.unwrap_or_else(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => Err(Refusal::bad_request("the program is ending")),
    })
}

/// Runs what changes rows of the tree, as [`away`] does. Nobody reads the tree before it is through.
pub(crate) async fn away_changing_rows<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    away(app, |app| {
        let _alone = app.rows.write().unwrap_or_else(PoisonError::into_inner);
        work(app)
    })
    .await
}
