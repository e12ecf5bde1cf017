//! Deleting items and collections, and taking that back: what was deleted is kept in state with its bytes and edits.

use std::path::PathBuf;

use files::items;
use serde::{Deserialize, Serialize};
use store::Draft;

use crate::error::{Error, error_chain};
use crate::find::{FoundItem, item_at};
use crate::workspace::{Engine, Opened};

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
#[derive(Debug, Serialize, Deserialize)]
struct Facts {
    name: String,
    at_ms: i64,
    workspace: PathBuf,
    folder: PathBuf,
    collection_id: Option<String>,
    path: String,
    is_linked: bool,
    drafts: Vec<(String, String, String)>,
}

impl Engine {
    /// Deletes the item at `path`, or the collection (empty path), so that it can be brought back.
    pub fn delete_item(&self, opened: &Opened, path: &str) -> Result<Deletion, Error> {
        let name = if path.is_empty() {
            opened.collection.name.clone()
        } else {
            match item_at(&opened.collection, path)? {
                FoundItem::Request(found) => found.request.name.clone(),
                FoundItem::Folder(folder, _) => folder.name.clone(),
            }
        };
        let drafts: Vec<Draft> = match &opened.id {
            Some(id) => {
                self.store.drafts().list(id)?.into_iter().filter(|draft| is_in(&draft.item_path, path)).collect()
            }
            None => Vec::new(),
        };
        let (id, at_ms) = (self.outside.new_id(), self.now_ms());
        let facts = Facts {
            name: name.clone(),
            at_ms,
            workspace: self.workspace.clone(),
            folder: opened.folder.clone(),
            collection_id: opened.id.clone(),
            path: path.to_owned(),
            is_linked: opened.folder.parent() != Some(&*self.workspace),
            drafts: drafts.into_iter().map(|draft| (draft.item_path, draft.base, draft.content)).collect(),
        };
        self.forget_old_deletions(at_ms);
        let deleted = self.store.deleted();
        let text = serde_json::to_string(&facts).expect("facts have text keys only");
        let content = deleted.content(&id);
        deleted.prepare(&id, &text).map_err(|error| Error::file("writing", &content, &error))?;
        let from = if path.is_empty() { opened.folder.clone() } else { opened.folder.join(path) };
        items::take_out(&from, &content).map_err(|error| self.unsaved(&error))?;
        if let Some(collection_id) = &opened.id {
            for (path, ..) in &facts.drafts {
                self.store.drafts().delete(collection_id, path)?;
            }
        }
        Ok(Deletion { id, name, at_ms })
    }

    /// Deletions of this workspace that can be taken back, newest first.
    pub fn deletions(&self) -> Result<Vec<Deletion>, Error> {
        let mut found: Vec<Deletion> = self
            .kept_facts()?
            .into_iter()
            .filter(|(_, facts)| facts.workspace == self.workspace)
            .map(|(id, Facts { name, at_ms, .. })| Deletion { id, name, at_ms })
            .collect();
        found.sort_by_key(|deletion| std::cmp::Reverse(deletion.at_ms));
        Ok(found)
    }

    /// Brings back what a deletion took, with its edits.
    pub fn restore(&self, id: &str) -> Result<Restored, Error> {
        let (_, facts) = self.kept_facts()?.into_iter().find(|(known, _)| known == id).ok_or_else(|| {
            Error::from(crate::find::FindError::Nothing { what: "deletion", name: id.to_owned(), nearest: Vec::new() })
        })?;
        let content = self.store.deleted().content(id);
        let restored = if facts.path.is_empty() {
            let folder = items::put_back_collection(&content, &facts.folder).map_err(|error| self.unsaved(&error))?;
            Restored { folder, path: String::new() }
        } else {
            let folder = self.folder_now(&facts);
            let path = items::put_back(&content, &folder, &facts.path).map_err(|error| self.unsaved(&error))?;
            Restored { folder, path }
        };
        if facts.is_linked {
            self.remember_collection(&restored.folder)?;
        }
        if let Some(collection_id) = &facts.collection_id {
            for (path, base, content) in facts.drafts {
                let rest = path.strip_prefix(&facts.path).unwrap_or_default();
                let draft = Draft { item_path: format!("{}{rest}", restored.path), base, content };
                self.store.drafts().set(collection_id, &draft, self.now_ms())?;
            }
        }
        let forgotten = self.store.deleted().forget(id);
        forgotten.map_err(|error| Error::file("writing", content, &error))?;
        Ok(restored)
    }

    /// The collection may have been moved since.
    fn folder_now(&self, facts: &Facts) -> PathBuf {
        let is_it = |folder: &PathBuf| files::side::read_id(folder).ok().flatten() == facts.collection_id;
        if facts.collection_id.is_none() || is_it(&facts.folder) {
            return facts.folder.clone();
        }
        let known = self.collections().map(|(entries, _)| entries).unwrap_or_default();
        let moved = known.into_iter().find(|entry| entry.id == facts.collection_id);
        moved.map_or_else(|| facts.folder.clone(), |entry| entry.folder)
    }

    fn kept_facts(&self) -> Result<Vec<(String, Facts)>, Error> {
        let deleted = self.store.deleted();
        let list = deleted.list().map_err(|error| Error::file("reading", deleted.content(""), &error_chain(&error)))?;
        // What a later program wrote stays and is not shown.
        Ok(list.into_iter().filter_map(|(id, text)| Some((id, serde_json::from_str(&text).ok()?))).collect())
    }

    /// Best effort: what cannot be removed now is tried again at the next deletion.
    fn forget_old_deletions(&self, now_ms: i64) {
        let mut known = self.kept_facts().unwrap_or_default();
        known.sort_by_key(|(_, facts)| std::cmp::Reverse(facts.at_ms));
        for (at, (id, facts)) in known.iter().enumerate() {
            if at >= KEPT_MAX || now_ms - facts.at_ms > KEPT_MS {
                let _ = self.store.deleted().forget(id);
            }
        }
    }
}

/// Whether `path` is the item or stands in it.
pub(crate) fn is_in(path: &str, item: &str) -> bool {
    item.is_empty() || path == item || path.strip_prefix(item).is_some_and(|rest| rest.starts_with('/'))
}
