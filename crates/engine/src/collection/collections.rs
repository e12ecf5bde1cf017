//! Collections: which there are, opening one by name or folder, making, renaming and copying one.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use files::items;
use model::{Auth, Collection, Defaults, Problem};

use crate::collection::Collections;
use crate::collection::find::{FindError, nearest};
use crate::collection::items::named;
use crate::error::{Error, error_chain};
use crate::workspace::{CollectionEntry, Opened, collection_id};

impl Collections<'_> {
    /// Makes an empty collection in the workspace and gives its folder.
    pub fn create(self, name: &str) -> Result<PathBuf, Error> {
        let name = named(name)?;
        let mut collection = Collection {
            name: name.to_owned(),
            defaults: Defaults { auth: Auth::None, ..Defaults::default() },
            ..Collection::default()
        };
        let folder_name = files::free_folder_name(&self.engine.workspace, name)
            .map_err(|error| Error::file("reading", &self.engine.workspace, &error))?;
        let side = files::Side { id: self.engine.outside.new_id(), ..files::Side::default() };
        files::create(&self.engine.workspace, &folder_name, &mut collection, &side)
            .map_err(|error| self.engine.unsaved(&error))
    }

    /// Gives a collection another name, and its folder in the workspace too if that is named after it. Gives the folder.
    pub fn rename(self, opened: &Opened, name: &str) -> Result<PathBuf, Error> {
        let name = named(name)?;
        items::label(&opened.folder, "", Some(name), None).map_err(|error| self.engine.unsaved(&error))?;
        if let Some(id) = &opened.id {
            self.engine.drafts().rename(id, "", name)?;
        }
        let own = opened.folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_named_after_it = files::filename::portable(&opened.collection.name) == own;
        if opened.folder.parent() != Some(&*self.engine.workspace) || !is_named_after_it {
            return Ok(opened.folder.clone());
        }
        let path = items::place(&self.engine.workspace, own, "", name).map_err(|error| self.engine.unsaved(&error))?;
        Ok(self.engine.workspace.join(path))
    }

    /// Copies a whole collection as saved, with its secrets but without its Git history, and gives the copy's folder.
    pub fn duplicate(self, opened: &Opened) -> Result<PathBuf, Error> {
        let name = format!("{} copy", opened.collection.name);
        let folder = items::copy_collection(&opened.folder, &name).map_err(|error| self.engine.unsaved(&error))?;
        items::label(&folder, "", Some(&name), None).map_err(|error| self.engine.unsaved(&error))?;
        // Opening it tells it from the first: it gets an id of its own and a copy of the secrets.
        self.open_in(&folder)?;
        if folder.parent() != Some(&*self.engine.workspace) {
            self.remember(&folder)?;
        }
        Ok(folder)
    }

    /// The folders in which collections stand: the workspace, and those that were opened by their path.
    pub fn watched_folders(self) -> Vec<PathBuf> {
        let opened = self.engine.store.remembered().opened_collections(&self.engine.workspace).unwrap_or_default();
        std::iter::once(self.engine.workspace.clone()).chain(opened).collect()
    }

    /// Every collection of the workspace, by name; folders that look like one but cannot be read are problems.
    pub fn list(self) -> Result<(Vec<CollectionEntry>, Vec<Problem>), Error> {
        let found = files::list(&self.engine.workspace)
            .map_err(|error| Error::file("reading", &self.engine.workspace, &error))?;
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
    pub fn opened_elsewhere(self) -> Result<Vec<CollectionEntry>, Error> {
        let folders = self.engine.store.remembered().opened_collections(&self.engine.workspace)?;
        let found = folders.iter().filter_map(|folder| files::find(folder));
        Ok(found.map(|found| CollectionEntry { name: found.name, folder: found.folder, id: found.id }).collect())
    }

    /// Remembers a collection outside the workspace; one inside it is there anyway.
    pub fn remember(self, folder: &Path) -> Result<(), Error> {
        if folder.parent() == Some(&*self.engine.workspace) {
            return Ok(());
        }
        Ok(self.engine.store.remembered().remember_collection(&self.engine.workspace, folder)?)
    }

    /// The collection of that name (case matters only where two differ by it), or in that folder.
    pub fn find(self, name: &str) -> Result<CollectionEntry, Error> {
        let (entries, _) = self.list()?;
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
        if let Some(entry) = self.in_folder(name, &entries) {
            return Ok(entry);
        }
        let nearest = nearest(name, entries.into_iter().map(|entry| entry.name));
        Err(FindError::Nothing { what: "collection", name: name.to_owned(), nearest }.into())
    }

    /// A folder path, from the current folder or from the workspace.
    fn in_folder(self, path: &str, entries: &[CollectionEntry]) -> Option<CollectionEntry> {
        if path.is_empty() {
            return None;
        }
        let candidates = [PathBuf::from(path), self.engine.workspace.join(path)];
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
    pub fn open(self, name: &str) -> Result<Opened, Error> {
        self.open_in(&self.find(name)?.folder)
    }

    /// Opens the collection in exactly this folder.
    pub fn open_in(self, folder: &Path) -> Result<Opened, Error> {
        let mut opened = self.read_folder(folder)?;
        self.tell_copies_apart(&mut opened)?;
        Ok(opened)
    }

    fn read_folder(self, folder: &Path) -> Result<Opened, Error> {
        let loaded = match &self.engine.known_files {
            None => files::load(folder),
            Some(known) => {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                files::load_known(folder, known.entry(folder.to_owned()).or_default(), self.engine.now_ms())
            }
        };
        let loaded = loaded.map_err(|error| Error::file("reading", folder, &error_chain(&error)))?;
        let files::Loaded { collection, id, problems } = loaded;
        Ok(Opened { folder: folder.to_owned(), collection, id, problems, gone: Vec::new() })
    }

    /// Of two folders with one id (somebody copied a collection) the later gets a new id and a copy of the secrets.
    ///
    /// Which one is later is known from the folder remembered for the id. A folder that is gone was moved.
    fn tell_copies_apart(self, opened: &mut Opened) -> Result<(), Error> {
        let Some(id) = opened.id.clone() else { return Ok(()) };
        let remembered = self.engine.store.remembered();
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
        let new_id = self.engine.outside.new_id();
        self.engine.store.secrets().copy_all(&id, &new_id)?;
        files::side::write_id(&opened.folder, &new_id)
            .map_err(|error| Error::file("writing the id of", &opened.folder, &error))?;
        remembered.set_setting(&key(&new_id), &here)?;
        opened.id = Some(new_id);
        Ok(())
    }

    /// Gives the collection this id, unless it has one: something is to be remembered for it, and who shows it has named it
    /// so before.
    pub fn adopt_id(self, opened: &mut Opened, id: &str) -> Result<(), Error> {
        if opened.id.is_none() {
            let id = files::side::ensure_id(&opened.folder, id)
                .map_err(|error| Error::file("writing the id of", &opened.folder, &error))?;
            opened.id = Some(id);
            self.engine.store.remembered().delete_setting(&id_to_come_key(&opened.folder))?;
        }
        Ok(())
    }

    /// The id that the collection in this folder, which has none, will get when something is first remembered for it. It is the
    /// same at every start, so that tabs of it are found again.
    pub fn id_to_come(self, folder: &Path) -> String {
        let (remembered, key) = (self.engine.store.remembered(), id_to_come_key(folder));
        if let Ok(Some(serde_json::Value::String(id))) = remembered.setting(&key) {
            return id;
        }
        let id = self.engine.new_id();
        // Where it cannot be kept, the next start makes another one.
        let _ = remembered.set_setting(&key, &serde_json::json!(id));
        id
    }
}

fn id_to_come_key(folder: &Path) -> String {
    format!("id to come of {}", folder.display())
}
