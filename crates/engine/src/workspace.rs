//! The engine of one workspace: what its rooms share.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use model::{Collection, Problem};
use store::Store;
use wire::WireSettings;

use crate::error::{Error, error_chain};
use crate::outside::Outside;
use crate::settings::network::{Network, NetworkSlot};
use crate::settings::stated_files::StatedFiles;

/// Everything that acts on one workspace. Cheap to make: files, state and sockets are opened when they are needed.
pub struct Engine {
    pub(crate) workspace: PathBuf,
    pub(crate) store: Store,
    pub(crate) outside: Outside,
    pub(crate) network: NetworkSlot,
    /// What the certificates of the settings said when they were last read.
    pub(crate) stated_files: StatedFiles,
    /// Files of collections as last read, by folder; `None` in a program that reads once and ends.
    pub(crate) known_files: Option<Mutex<HashMap<PathBuf, files::Known>>>,
    /// Environments of the workspace as last read, likewise.
    pub(crate) known_environments: Option<Mutex<files::KnownEnvironments>>,
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
            network: NetworkSlot::new(settings),
            stated_files: StatedFiles::default(),
            known_files: None,
            known_environments: None,
        }
    }

    /// Remembers files that were read, for a program that reads them again and again. What changed on disk is read anew.
    #[must_use]
    pub fn knowing_files(mut self) -> Self {
        self.known_files = Some(Mutex::default());
        self.known_environments = Some(Mutex::default());
        self
    }

    /// The folder of the workspace.
    pub fn workspace(&self) -> &Path {
        &self.workspace
    }

    /// What is remembered on this machine.
    pub fn store(&self) -> &Store {
        &self.store
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

    /// The network configuration at this moment.
    pub(crate) fn network(&self) -> Arc<Network> {
        self.network.now()
    }

    /// A file of the workspace that could not be written.
    pub(crate) fn unsaved(&self, error: &files::SaveError) -> Error {
        Error::file("writing", &self.workspace, &error_chain(error))
    }
}

/// The id of the collection in `folder`; `None` until something is first remembered for it.
pub fn collection_id(folder: &Path) -> Option<String> {
    files::side::read_id(folder).ok().flatten()
}

/// Where the collection in `folder` was imported from: an address as typed, or a file's name.
pub fn import_source(folder: &Path) -> Option<String> {
    files::side::read_source(folder).ok().flatten().map(|source| source.address)
}
