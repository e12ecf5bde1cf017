//! Drafts: items as edited, before they are saved.
//!
//! ```text
//! file ──▶ opened ──┐
//!                   ├─ edited ──▶ page, send        save: draft ──▶ file, draft gone
//! state: draft ─────┘
//! ```
//! A secret typed into an authorization goes to the secret store when the draft arrives; draft and file hold its reference.

use std::collections::HashMap;

use model::{Collection, Item, Parent, Problem, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use store::{Draft, VariableSet};

use crate::collection::Drafts;
use crate::collection::find::{FindError, FoundItem, item_at, request_at};
use crate::error::{Error, error_chain};
use crate::variables::rows::VariablePlace;
use crate::workspace::Opened;

/// An item as edited.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited<T> {
    /// What it says.
    pub content: T,
    /// Whether it differs from its file.
    pub is_changed: bool,
    /// Whether the file changed after the edits began.
    pub is_conflicting: bool,
}

/// An item with edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// Its path; empty for the collection itself.
    pub path: String,
    /// Why saving is not as simple as usual.
    pub trouble: Option<DraftTrouble>,
}

/// What happened to a file while it was edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftTrouble {
    /// It says something else than when the edits began.
    ChangedOnDisk,
    /// It is no longer there.
    Gone,
}

impl Drafts<'_> {
    /// The request at this path, as edited. `opened` is the collection as saved.
    pub fn request(self, opened: &Opened, path: &str) -> Result<Edited<Request>, Error> {
        let saved = request_at(&opened.collection, path)?.request;
        self.edited(opened, path, saved, settled)
    }

    /// What the folder at this path, or the collection (empty path), says itself, as edited.
    pub fn parent(self, opened: &Opened, path: &str) -> Result<Edited<Parent>, Error> {
        self.edited(opened, path, &parent_at(&opened.collection, path)?, |parent, _| parent)
    }

    /// Keeps a request as edited. `opened` is the collection as saved.
    pub fn keep_request(self, opened: &mut Opened, path: &str, mut request: Request) -> Result<(), Error> {
        let saved = request_at(&opened.collection, path)?.request.clone();
        request = settled(request, &saved);
        self.engine.secrets().put_away_typed(opened, path, &mut request.auth)?;
        self.keep(opened, path, &saved, &request)
    }

    /// Keeps what a folder or collection says itself, as edited. `opened` is the collection as saved.
    pub fn keep_parent(self, opened: &mut Opened, path: &str, mut parent: Parent) -> Result<(), Error> {
        let saved = parent_at(&opened.collection, path)?;
        self.engine.secrets().put_away_typed(opened, path, &mut parent.defaults.auth)?;
        let before = self.parent(opened, path)?.content.defaults.variables;
        let place = VariablePlace { opened: Some(opened), set: VariableSet::Item(path) };
        self.engine.variables().carry_values(place, &before, &mut parent.defaults.variables)?;
        self.keep(opened, path, &saved, &parent)
    }

    /// Saves the draft of an item, if there is one. A file that changed after the edits began is left alone unless `overwrites`.
    pub fn save(self, opened: &Opened, path: &str, overwrites: bool) -> Result<(), Error> {
        let Some(id) = &opened.id else { return Ok(()) };
        if self.engine.store.drafts().get(id, path)?.is_none() {
            return Ok(());
        }
        make_folder_again(opened, path)?;
        if request_at(&opened.collection, path).is_ok() {
            let edited = self.request(opened, path)?;
            refuse_conflict(edited.is_conflicting && !overwrites, path)?;
            files::save_request(&opened.folder, &Request { path: path.to_owned(), ..edited.content })
        } else {
            let edited = self.parent(opened, path)?;
            refuse_conflict(edited.is_conflicting && !overwrites, path)?;
            save_parent(opened, path, edited.content)?
        }
        .map_err(|error| Error::file("writing", &opened.folder, &error_chain(&error)))?;
        self.engine.store.drafts().delete(id, path)?;
        Ok(())
    }

    /// Forgets the draft of an item.
    pub fn discard(self, opened: &Opened, path: &str) -> Result<(), Error> {
        if let Some(id) = &opened.id {
            self.engine.store.drafts().delete(id, path)?;
        }
        Ok(())
    }

    /// The collection with every draft in place of what is saved, and the items that have one, by path.
    pub fn laid_over(self, opened: &Opened) -> Result<(Opened, Vec<Drafted>), Error> {
        let mut edited = opened.clone();
        let Some(id) = &opened.id else { return Ok((edited, Vec::new())) };
        let list = self.engine.store.drafts().list(id)?;
        let drafted = list.iter().map(|draft| Drafted {
            path: draft.item_path.clone(),
            trouble: match () {
                () if opened.gone.contains(&draft.item_path) => Some(DraftTrouble::Gone),
                () if began_elsewhere(opened, draft) => Some(DraftTrouble::ChangedOnDisk),
                () => None,
            },
        });
        let drafted = drafted.collect();
        let mut drafts: HashMap<String, String> =
            list.into_iter().map(|draft| (draft.item_path, draft.content)).collect();
        if let Some(root) = drafts.remove("").and_then(|text| read::<Parent>(&text)) {
            edited.collection.name = root.name;
            edited.collection.docs = root.docs;
            edited.collection.defaults = root.defaults;
        }
        overlay(&mut edited.collection.items, &mut drafts);
        Ok((edited, drafted))
    }

    /// Lets the draft of a request begin at the file as it is: this program has just written into it. A draft that was in
    /// conflict with `before` stays so.
    pub(crate) fn rebase(self, opened: &Opened, path: &str, before: &Request) -> Result<(), Error> {
        let Some(id) = &opened.id else { return Ok(()) };
        let Some(draft) = self.engine.store.drafts().get(id, path)?.filter(|draft| draft.base == text(before)) else {
            return Ok(());
        };
        let written = self.engine.collections().open_in(&opened.folder)?;
        let base = text(request_at(&written.collection, path)?.request);
        Ok(self.engine.store.drafts().set(id, &Draft { base, ..draft }, (self.engine.outside.now_ms)())?)
    }

    /// Takes the draft of a renamed item along: its name is no edit.
    pub(crate) fn rename(self, collection_id: &str, path: &str, name: &str) -> Result<(), Error> {
        let Some(draft) = self.engine.store.drafts().get(collection_id, path)? else { return Ok(()) };
        let (Some(mut base), Some(mut content)) =
            (read::<Map<String, Value>>(&draft.base), read::<Map<String, Value>>(&draft.content))
        else {
            return Ok(());
        };
        if content.get("name") == base.get("name") {
            content.insert("name".to_owned(), name.into());
        }
        base.insert("name".to_owned(), name.into());
        let draft = Draft { item_path: draft.item_path, base: text(&base), content: text(&content) };
        Ok(self.engine.store.drafts().set(collection_id, &draft, (self.engine.outside.now_ms)())?)
    }

    /// `settle` gives what was read the place of what is saved.
    fn edited<T: Serialize + DeserializeOwned + Clone + PartialEq>(
        self,
        opened: &Opened,
        path: &str,
        saved: &T,
        settle: impl Fn(T, &T) -> T,
    ) -> Result<Edited<T>, Error> {
        let draft = match &opened.id {
            Some(id) => self.engine.store.drafts().get(id, path)?,
            None => None,
        };
        let unchanged = || Edited { content: saved.clone(), is_changed: false, is_conflicting: false };
        let Some(draft) = draft else { return Ok(unchanged()) };
        // A draft that this program cannot read came from a later one: the file is what it can show.
        let Some(content) = read(&draft.content) else { return Ok(unchanged()) };
        let content = settle(content, saved);
        let is_conflicting = read::<T>(&draft.base).is_none_or(|base| settle(base, saved) != *saved);
        Ok(Edited { content, is_changed: true, is_conflicting })
    }

    fn keep<T: Serialize + PartialEq>(self, opened: &mut Opened, path: &str, saved: &T, new: &T) -> Result<(), Error> {
        let known = match &opened.id {
            Some(id) => self.engine.store.drafts().get(id, path)?,
            None => None,
        };
        // Of an item whose file is gone the draft is all there is.
        if saved == new && !opened.gone.iter().any(|gone| gone == path) {
            return self.discard(opened, path);
        }
        let base = known.map_or_else(|| text(saved), |draft| draft.base);
        let id = self.engine.id_of(opened)?;
        let draft = Draft { item_path: path.to_owned(), base, content: text(new) };
        Ok(self.engine.store.drafts().set(&id, &draft, (self.engine.outside.now_ms)())?)
    }
}

/// Makes the folder of an item whose file is gone, so that it can be saved again.
fn make_folder_again(opened: &Opened, path: &str) -> Result<(), Error> {
    if !opened.gone.iter().any(|gone| gone == path) {
        return Ok(());
    }
    let is_request = request_at(&opened.collection, path).is_ok();
    let folder = opened.folder.join(if is_request { files::items::parent_of(path) } else { path });
    std::fs::create_dir_all(&folder).map_err(|error| Error::file("writing", folder, &error))
}

/// Whether the file says something else than when the edits began.
fn began_elsewhere(opened: &Opened, draft: &Draft) -> bool {
    let path = &draft.item_path;
    if let Ok(found) = request_at(&opened.collection, path) {
        let base = read::<Request>(&draft.base).map(|base| settled(base, found.request));
        return base.as_ref() != Some(found.request);
    }
    parent_at(&opened.collection, path).is_ok_and(|saved| read::<Parent>(&draft.base).as_ref() != Some(&saved))
}

/// Where an item stands is not among the things that its tab edits; its examples go to the file at once, so the file has them all.
fn settled(request: Request, saved: &Request) -> Request {
    Request { path: saved.path.clone(), seq: saved.seq, examples: saved.examples.clone(), ..request }
}

pub(crate) fn parent_at(collection: &Collection, path: &str) -> Result<Parent, FindError> {
    if path.is_empty() {
        let Collection { name, docs, defaults, .. } = collection;
        return Ok(Parent { name: name.clone(), docs: docs.clone(), defaults: defaults.clone() });
    }
    match item_at(collection, path)? {
        FoundItem::Folder(folder, _) => {
            Ok(Parent { name: folder.name.clone(), docs: folder.docs.clone(), defaults: folder.defaults.clone() })
        }
        FoundItem::Request(_) => Err(FindError::nothing("folder", path)),
    }
}

fn save_parent(opened: &Opened, path: &str, parent: Parent) -> Result<Result<files::Saved, files::SaveError>, Error> {
    let Parent { name, docs, defaults } = parent;
    if path.is_empty() {
        let Collection { version, .. } = &opened.collection;
        let root = Collection { name, version: version.clone(), docs, defaults, ..Collection::default() };
        return Ok(files::save_root(&opened.folder, &root));
    }
    let FoundItem::Folder(folder, _) = item_at(&opened.collection, path)? else {
        return Err(FindError::nothing("folder", path).into());
    };
    let folder = model::Folder { name, docs, defaults, items: Vec::new(), ..folder.clone() };
    Ok(files::save_folder(&opened.folder, &folder))
}

fn refuse_conflict(is_conflicting: bool, path: &str) -> Result<(), Error> {
    if is_conflicting { Err(changed_on_disk(path)) } else { Ok(()) }
}

pub(crate) fn changed_on_disk(path: &str) -> Error {
    let what = if path.is_empty() { "opencollection.yml" } else { path };
    let problem = Problem::error("changed_on_disk", format!("`{what}` changed on disk after these edits began"))
        .with_hint("Save over it, or discard the edits and take what is on disk.");
    Error::Conflict(Box::new(problem))
}

fn overlay(items: &mut [Item], drafts: &mut HashMap<String, String>) {
    for item in items {
        match item {
            Item::Request(request) => {
                if let Some(edited) = drafts.remove(&request.path).and_then(|text| read::<Request>(&text)) {
                    let Request { path, seq, examples, .. } = std::mem::take(&mut **request);
                    **request = Request { path, seq, examples, ..edited };
                }
            }
            Item::Folder(folder) => {
                if let Some(edited) = drafts.remove(&folder.path).and_then(|text| read::<Parent>(&text)) {
                    folder.name = edited.name;
                    folder.docs = edited.docs;
                    folder.defaults = edited.defaults;
                }
                overlay(&mut folder.items, drafts);
            }
            Item::Foreign(_) => {}
        }
    }
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what people write has text keys only")
}

pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
