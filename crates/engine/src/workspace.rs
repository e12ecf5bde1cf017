//! The workspace: which collections there are, and opening one by name or folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use model::{Collection, Environment, Problem};
use store::Store;
use wire::WireSettings;

use crate::collection::find::{FindError, nearest};
use crate::error::{Error, error_chain};
use crate::outside::Outside;
use crate::settings::app_settings::Line;
use crate::settings::certificates::StatedFiles;

/// Everything that acts on one workspace. Cheap to make: files, state and sockets are opened when they are needed.
pub struct Engine {
    pub(crate) workspace: PathBuf,
    pub(crate) store: Store,
    pub(crate) outside: Outside,
    pub(crate) line: Line,
    /// What the certificates of the settings said when they were last read.
    pub(crate) stated_files: StatedFiles,
    /// Files of collections as last read, by folder; `None` in a program that reads once and ends.
    pub(crate) known_files: Option<Mutex<HashMap<PathBuf, files::Known>>>,
}

/// A collection as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionEntry {
    /// The name a person sees.
    pub name: String,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// Its id; `None` until something is first remembered for it.
    pub id: Option<String>,
}

/// A collection, read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// Its content.
    pub collection: Collection,
    /// Its id; `None` until something is first remembered for it.
    pub id: Option<String>,
    /// What is wrong in its files.
    pub problems: Vec<Problem>,
    /// Paths of items that are here for their edits alone: their files are gone.
    pub gone: Vec<String>,
}

impl Engine {
    /// A path as a person writes it: the home folder is `~`.
    pub fn short_path(&self, path: &Path) -> String {
        let home = (self.outside.variable)("HOME").filter(|home| home.len() > 1);
        match home.as_ref().and_then(|home| path.strip_prefix(home).ok()) {
            Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
            Some(rest) => format!("~/{}", rest.display()),
            None => path.display().to_string(),
        }
    }

    /// An engine for the workspace in the store's folders, or another one.
    pub fn new(store: Store, workspace: Option<PathBuf>, settings: WireSettings, outside: Outside) -> Self {
        let workspace = workspace.unwrap_or_else(|| store.folders().workspace.clone());
        let workspace = std::path::absolute(&workspace).unwrap_or(workspace);
        Self {
            workspace,
            store,
            outside,
            line: Line::new(settings),
            stated_files: StatedFiles::default(),
            known_files: None,
        }
    }

    /// Remembers files that were read, for a program that reads them again and again. What changed on disk is read anew.
    #[must_use]
    pub fn knowing_files(mut self) -> Self {
        self.known_files = Some(Mutex::default());
        self
    }

    /// The folders in which collections stand: the workspace, and those that were opened by their path.
    pub fn watched_folders(&self) -> Vec<PathBuf> {
        let opened = self.store.remembered().opened_collections(&self.workspace).unwrap_or_default();
        std::iter::once(self.workspace.clone()).chain(opened).collect()
    }

    /// The folder of the workspace.
    pub fn workspace(&self) -> &Path {
        &self.workspace
    }

    /// What is remembered on this machine.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Every collection of the workspace, by name; folders that look like one but cannot be read are problems.
    pub fn collections(&self) -> Result<(Vec<CollectionEntry>, Vec<Problem>), Error> {
        let found = files::list(&self.workspace).map_err(|error| Error::file("reading", &self.workspace, &error))?;
        let mut problems = Vec::new();
        let mut entries = Vec::new();
        for found in found {
            problems.extend(found.problems);
            entries.push(CollectionEntry { name: found.name, folder: found.folder, id: found.id });
        }
        entries.sort_by(|a, b| (a.name.to_lowercase(), &a.folder).cmp(&(b.name.to_lowercase(), &b.folder)));
        Ok((entries, problems))
    }

    /// Collections that lie outside the workspace and were opened by their folder; those that are gone are left out.
    pub fn opened_collections(&self) -> Result<Vec<CollectionEntry>, Error> {
        let folders = self.store.remembered().opened_collections(&self.workspace)?;
        let found = folders.iter().filter_map(|folder| files::find(folder));
        Ok(found.map(|found| CollectionEntry { name: found.name, folder: found.folder, id: found.id }).collect())
    }

    /// Remembers a collection outside the workspace; one inside it is there anyway.
    pub fn remember_collection(&self, folder: &Path) -> Result<(), Error> {
        if folder.parent() == Some(&*self.workspace) {
            return Ok(());
        }
        Ok(self.store.remembered().remember_collection(&self.workspace, folder)?)
    }

    /// The collection of that name (case matters only where two differ by it), or in that folder.
    pub fn find_collection(&self, name: &str) -> Result<CollectionEntry, Error> {
        let (entries, _) = self.collections()?;
        let same = |entry: &&CollectionEntry| entry.name == name;
        let alike = |entry: &&CollectionEntry| entry.name.to_lowercase() == name.to_lowercase();
        for hits in [entries.iter().filter(same).collect::<Vec<_>>(), entries.iter().filter(alike).collect()] {
            match hits.as_slice() {
                [] => {}
                [one] => return Ok((*one).clone()),
                several => {
                    let candidates = several.iter().map(|entry| entry.folder.display().to_string()).collect();
                    return Err(FindError::Several { what: "collection", name: name.to_owned(), candidates }.into());
                }
            }
        }
        if let Some(entry) = self.collection_in_folder(name, &entries) {
            return Ok(entry);
        }
        let nearest = nearest(name, entries.into_iter().map(|entry| entry.name));
        Err(FindError::Nothing { what: "collection", name: name.to_owned(), nearest }.into())
    }

    /// A folder path, from the current folder or from the workspace.
    fn collection_in_folder(&self, path: &str, entries: &[CollectionEntry]) -> Option<CollectionEntry> {
        if path.is_empty() {
            return None;
        }
        let candidates = [PathBuf::from(path), self.workspace.join(path)];
        let folder = candidates.into_iter().find(|folder| folder.join("opencollection.yml").is_file())?;
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let known = entries.iter().find(|entry| entry.folder == folder);
        Some(known.cloned().unwrap_or_else(|| CollectionEntry {
            name: path.to_owned(),
            id: collection_id(&folder),
            folder,
        }))
    }

    /// Opens the collection of that name or in that folder.
    pub fn open(&self, name: &str) -> Result<Opened, Error> {
        self.open_in(&self.find_collection(name)?.folder)
    }

    /// Opens the collection in exactly this folder.
    pub fn open_in(&self, folder: &Path) -> Result<Opened, Error> {
        let mut opened = self.read_folder(folder)?;
        self.tell_copies_apart(&mut opened)?;
        Ok(opened)
    }

    fn read_folder(&self, folder: &Path) -> Result<Opened, Error> {
        let loaded = match &self.known_files {
            None => files::load(folder),
            Some(known) => {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                files::load_known(folder, known.entry(folder.to_owned()).or_default(), self.now_ms())
            }
        };
        let loaded = loaded.map_err(|error| Error::file("reading", folder, &error_chain(&error)))?;
        let files::Loaded { collection, id, problems } = loaded;
        Ok(Opened { folder: folder.to_owned(), collection, id, problems, gone: Vec::new() })
    }

    /// Of two folders with one id (somebody copied a collection) the later gets a new id and a copy of the secrets.
    ///
    /// Which one is later is known from the folder remembered for the id. A folder that is gone was moved.
    fn tell_copies_apart(&self, opened: &mut Opened) -> Result<(), Error> {
        let Some(id) = opened.id.clone() else { return Ok(()) };
        let remembered = self.store.remembered();
        let key = |id: &str| format!("folder of collection {id}");
        let here = serde_json::json!(opened.folder);
        let known = remembered.setting(&key(&id))?;
        if known.as_ref() == Some(&here) {
            return Ok(());
        }
        let first = known.as_ref().and_then(|known| known.as_str()).map(PathBuf::from);
        let is_copy = first.is_some_and(|first| files::side::read_id(&first).ok().flatten().as_ref() == Some(&id));
        if !is_copy {
            return Ok(remembered.set_setting(&key(&id), &here)?);
        }
        let new_id = self.outside.new_id();
        self.store.secrets().copy_all(&id, &new_id)?;
        files::side::write_id(&opened.folder, &new_id)
            .map_err(|error| Error::file("writing the id of", &opened.folder, &error))?;
        remembered.set_setting(&key(&new_id), &here)?;
        opened.id = Some(new_id);
        Ok(())
    }

    /// Gives the collection this id, unless it has one: something is to be remembered for it, and who shows it has named it
    /// so before.
    pub fn adopt_id(&self, opened: &mut Opened, id: &str) -> Result<(), Error> {
        if opened.id.is_none() {
            let id = files::side::ensure_id(&opened.folder, id)
                .map_err(|error| Error::file("writing the id of", &opened.folder, &error))?;
            opened.id = Some(id);
            self.store.remembered().delete_setting(&id_to_come_key(&opened.folder))?;
        }
        Ok(())
    }

    /// The id that the collection in this folder, which has none, will get when something is first remembered for it. It is the
    /// same at every start, so that tabs of it are found again.
    pub fn id_to_come(&self, folder: &Path) -> String {
        let (remembered, key) = (self.store.remembered(), id_to_come_key(folder));
        if let Ok(Some(serde_json::Value::String(id))) = remembered.setting(&key) {
            return id;
        }
        let id = self.new_id();
        // Where it cannot be kept, the next start makes another one.
        let _ = remembered.set_setting(&key, &serde_json::json!(id));
        id
    }

    /// Now, milliseconds since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        (self.outside.now_ms)()
    }

    /// A fresh id: 128 random bits as 32 hex digits.
    pub fn new_id(&self) -> String {
        self.outside.new_id()
    }

    /// The collection's id, made now if it has none: something is to be remembered for it.
    pub(crate) fn id_of(&self, opened: &mut Opened) -> Result<String, Error> {
        if let Some(id) = &opened.id {
            return Ok(id.clone());
        }
        let id = files::side::ensure_id(&opened.folder, &self.outside.new_id())
            .map_err(|error| Error::file("writing the id of", &opened.folder, &error))?;
        opened.id = Some(id.clone());
        Ok(id)
    }

    /// The id of the workspace, under which state and secrets of its shared environments are kept; `None` until it is needed.
    pub(crate) fn workspace_id(&self) -> Result<Option<String>, Error> {
        files::side::read_id(&self.workspace).map_err(|error| Error::file("reading the id of", &self.workspace, &error))
    }

    /// Environments that all collections share, and the global scope (`Globals.yml`) apart from them.
    pub(crate) fn shared_environments(&self) -> Result<(Vec<Environment>, Option<Environment>), Error> {
        let (environments, _) = files::load_environments(&self.workspace)
            .map_err(|error| Error::file("reading", files::environments_folder(&self.workspace), &error))?;
        let (globals, environments): (Vec<_>, Vec<_>) =
            environments.into_iter().partition(|environment| environment.name == files::GLOBALS);
        Ok((environments, globals.into_iter().next()))
    }
}

fn id_to_come_key(folder: &Path) -> String {
    format!("id to come of {}", folder.display())
}

/// The id of the collection in `folder`; `None` until something is first remembered for it.
pub fn collection_id(folder: &Path) -> Option<String> {
    files::side::read_id(folder).ok().flatten()
}

/// Where the collection in `folder` was imported from: an address as typed, or a file's name.
pub fn import_source(folder: &Path) -> Option<String> {
    files::side::read_source(folder).ok().flatten().map(|source| source.address)
}
