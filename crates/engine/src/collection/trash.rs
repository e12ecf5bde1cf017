//! Deleting and replacing, and taking that back: what went is kept in state with its bytes, edits and secrets.
//!
//! ```text
//! delete     item, collection ──▶ kept                       restore: kept ──▶ its place, or beside what stands there
//! replace    collection ──▶ kept, the new one in its place   restore: the new one ──▶ kept, the old one ──▶ its place
//! delete     environment ──▶ kept                            restore: kept ──▶ its place, which must be free
//! ```

use std::path::{Path, PathBuf};

use files::{Side, items};
use model::Collection;
use serde::{Deserialize, Serialize};
use store::Draft;

use crate::collection::Trash;
use crate::collection::find::{FindError, FoundItem, is_in, item_at};
use crate::error::{Error, error_chain};
use crate::workspace::{CollectionEntry, Opened};

/// So long a deletion can be taken back: 30 days.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// So many deletions are kept.
const KEPT_MAX: usize = 200;

/// A deletion that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Its id.
    pub id: String,
    /// Name of what was deleted.
    pub name: String,
    /// When, milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// What was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Folder of the collection.
    pub folder: PathBuf,
    /// Path inside it; empty for the collection itself.
    pub path: String,
}

/// What is kept beside the bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) name: String,
    pub(crate) at_ms: i64,
    pub(crate) workspace: PathBuf,
    /// The collection's; of an environment that all collections share the workspace.
    pub(crate) folder: PathBuf,
    pub(crate) collection_id: Option<String>,
    #[serde(flatten)]
    pub(crate) what: What,
}

/// What went.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum What {
    /// An item, or with an empty path the collection.
    Item {
        path: String,
        is_linked: bool,
        /// Path, base and content of each.
        drafts: Vec<(String, String, String)>,
        /// Whether another collection took its place.
        #[serde(default)]
        is_replaced: bool,
    },
    Environment {
        file: PathBuf,
        /// Ids of the collections that used it.
        users: Vec<String>,
    },
}

impl Trash<'_> {
    /// Deletes the item at `path`, or the collection (empty path), so that it can be brought back.
    pub fn delete(self, opened: &Opened, path: &str) -> Result<Deletion, Error> {
        let name = if path.is_empty() {
            opened.collection.name.clone()
        } else {
            match item_at(&opened.collection, path)? {
                FoundItem::Request(found) => found.request.name.clone(),
                FoundItem::Folder(folder, _) => folder.name.clone(),
            }
        };
        let drafts = self.drafts_in(opened.id.as_deref(), path)?;
        let facts = self.facts(name, &opened.folder, opened.id.clone(), self.item(&opened.folder, path, drafts, false));
        let deletion = self.keep(&facts)?;
        let from = if path.is_empty() { opened.folder.clone() } else { opened.folder.join(path) };
        let content = self.engine.store.deleted().content(&deletion.id);
        items::take_out(&from, &content).map_err(|error| self.engine.unsaved(&error))?;
        self.forget_drafts(&facts)?;
        Ok(deletion)
    }

    /// Puts a collection in the place of another one, so that this can be taken back. Edits of the old one stay for the new
    /// one: those of a request that both have wait there as a conflict.
    pub(crate) fn replace_collection(
        self,
        old: &CollectionEntry,
        collection: &mut Collection,
        side: &Side,
    ) -> Result<Deletion, Error> {
        let deletion = self.set_aside(old)?;
        let content = self.engine.store.deleted().content(&deletion.id);
        files::replace(&old.folder, collection, side, &content).map_err(|error| self.engine.unsaved(&error))?;
        Ok(deletion)
    }

    /// Deletions of this workspace that can be taken back, newest first; those of environments apart from them.
    pub fn list(self) -> Result<Vec<Deletion>, Error> {
        let of_items = |facts: &Facts| matches!(facts.what, What::Item { .. });
        Ok(self.kept_here()?.into_iter().filter(|(_, facts)| of_items(facts)).map(deletion).collect())
    }

    /// Brings back what a deletion or a replacement took, with its edits.
    pub fn restore(self, id: &str) -> Result<Restored, Error> {
        let facts = self.kept_facts()?.into_iter().find(|(known, _)| known == id).map(|(_, facts)| facts);
        let Some((facts, What::Item { path, is_linked, drafts, is_replaced })) =
            facts.map(|facts| (facts.clone(), facts.what))
        else {
            return Err(no_deletion(id));
        };
        let content = self.engine.store.deleted().content(id);
        let folder = self.folder_now(&facts);
        let restored = if path.is_empty() {
            if is_replaced {
                self.make_room(&facts, &folder)?;
            }
            let folder = if is_replaced { &folder } else { &facts.folder };
            let folder = items::put_back_collection(&content, folder).map_err(|error| self.engine.unsaved(&error))?;
            Restored { folder, path: String::new() }
        } else {
            let path = items::put_back(&content, &folder, &path).map_err(|error| self.engine.unsaved(&error))?;
            Restored { folder, path }
        };
        if is_linked {
            self.engine.collections().remember(&restored.folder)?;
        }
        if let Some(collection_id) = &facts.collection_id {
            for (draft_path, base, content) in drafts {
                let rest = draft_path.strip_prefix(&path).unwrap_or_default();
                let draft = Draft { item_path: format!("{}{rest}", restored.path), base, content };
                self.engine.store.drafts().set(collection_id, &draft, self.engine.now_ms())?;
            }
            self.engine.store.secrets().copy_all(id, collection_id)?;
        }
        self.forget_kept(id).map_err(|error| Error::file("writing", content, &error))?;
        Ok(restored)
    }

    /// What took the place of a collection that comes back is kept in turn; its edits go with it.
    fn make_room(self, replaced: &Facts, folder: &Path) -> Result<(), Error> {
        let Some(found) = files::find(folder) else { return Ok(()) };
        let entry = CollectionEntry { name: found.name, folder: found.folder, id: found.id };
        let deletion = self.set_aside(&entry)?;
        let content = self.engine.store.deleted().content(&deletion.id);
        items::take_out(folder, &content).map_err(|error| self.engine.unsaved(&error))?;
        for id in [entry.id, replaced.collection_id.clone()].into_iter().flatten() {
            for (path, ..) in self.drafts_in(Some(&id), "")? {
                self.engine.store.drafts().delete(&id, &path)?;
            }
        }
        Ok(())
    }

    /// Keeps all of a collection that is about to be replaced but its files.
    fn set_aside(self, old: &CollectionEntry) -> Result<Deletion, Error> {
        let drafts = self.drafts_in(old.id.as_deref(), "")?;
        let what = self.item(&old.folder, "", drafts, true);
        let deletion = self.keep(&self.facts(old.name.clone(), &old.folder, old.id.clone(), what))?;
        if let Some(collection_id) = &old.id {
            self.engine.store.secrets().copy_all(collection_id, &deletion.id)?;
        }
        Ok(deletion)
    }

    fn item(self, folder: &Path, path: &str, drafts: Vec<(String, String, String)>, is_replaced: bool) -> What {
        let is_linked = folder.parent() != Some(&*self.engine.workspace);
        What::Item { path: path.to_owned(), is_linked, drafts, is_replaced }
    }

    pub(crate) fn facts(self, name: String, folder: &Path, collection_id: Option<String>, what: What) -> Facts {
        let workspace = self.engine.workspace.clone();
        Facts { name, at_ms: self.engine.now_ms(), workspace, folder: folder.to_owned(), collection_id, what }
    }

    /// Keeps facts; their content is to follow. Without it the deletion never happened.
    pub(crate) fn keep(self, facts: &Facts) -> Result<Deletion, Error> {
        self.forget_old_deletions(facts.at_ms);
        let (deleted, id) = (self.engine.store.deleted(), self.engine.outside.new_id());
        let text = serde_json::to_string(facts).expect("facts have text keys only");
        deleted.prepare(&id, &text).map_err(|error| Error::file("writing", deleted.content(&id), &error))?;
        Ok(Deletion { id, name: facts.name.clone(), at_ms: facts.at_ms })
    }

    /// What is kept of this workspace, newest first.
    pub(crate) fn kept_here(self) -> Result<Vec<(String, Facts)>, Error> {
        let mut kept = self.kept_facts()?;
        kept.retain(|(_, facts)| facts.workspace == self.engine.workspace);
        kept.sort_by_key(|(_, facts)| std::cmp::Reverse(facts.at_ms));
        Ok(kept)
    }

    /// The collection may have been moved since.
    pub(crate) fn folder_now(self, facts: &Facts) -> PathBuf {
        let is_it = |folder: &PathBuf| files::side::read_id(folder).ok().flatten() == facts.collection_id;
        if facts.collection_id.is_none() || is_it(&facts.folder) {
            return facts.folder.clone();
        }
        let known = self.engine.collections().list().map(|(entries, _)| entries).unwrap_or_default();
        let moved = known.into_iter().find(|entry| entry.id == facts.collection_id);
        moved.map_or_else(|| facts.folder.clone(), |entry| entry.folder)
    }

    /// Forgets a deletion, with the secrets that were kept for it.
    pub(crate) fn forget_kept(self, id: &str) -> std::io::Result<()> {
        // Secrets that cannot be deleted now belong to nothing that can be shown.
        let _ = self.engine.store.secrets().delete_all(id);
        self.engine.store.deleted().forget(id)
    }

    fn drafts_in(self, collection_id: Option<&str>, path: &str) -> Result<Vec<(String, String, String)>, Error> {
        let Some(id) = collection_id else { return Ok(Vec::new()) };
        let drafts = self.engine.store.drafts().list(id)?.into_iter().filter(|draft| is_in(&draft.item_path, path));
        Ok(drafts.map(|draft| (draft.item_path, draft.base, draft.content)).collect())
    }

    fn forget_drafts(self, facts: &Facts) -> Result<(), Error> {
        if let (Some(collection_id), What::Item { drafts, .. }) = (&facts.collection_id, &facts.what) {
            for (path, ..) in drafts {
                self.engine.store.drafts().delete(collection_id, path)?;
            }
        }
        Ok(())
    }

    fn kept_facts(self) -> Result<Vec<(String, Facts)>, Error> {
        let deleted = self.engine.store.deleted();
        let list = deleted.list().map_err(|error| Error::file("reading", deleted.content(""), &error_chain(&error)))?;
        // What a later program wrote stays and is not shown.
        Ok(list.into_iter().filter_map(|(id, text)| Some((id, serde_json::from_str(&text).ok()?))).collect())
    }

    /// Best effort: what cannot be removed now is tried again at the next deletion.
    fn forget_old_deletions(self, now_ms: i64) {
        let mut known = self.kept_facts().unwrap_or_default();
        known.sort_by_key(|(_, facts)| std::cmp::Reverse(facts.at_ms));
        for (at, (id, facts)) in known.iter().enumerate() {
            if at >= KEPT_MAX || now_ms - facts.at_ms > KEPT_MS {
                let _ = self.forget_kept(id);
            }
        }
    }
}

pub(crate) fn deletion((id, facts): (String, Facts)) -> Deletion {
    Deletion { id, name: facts.name, at_ms: facts.at_ms }
}

pub(crate) fn no_deletion(id: &str) -> Error {
    FindError::nothing("deletion", id).into()
}
