//! A collection that stays open while somebody types: as saved, and with its edits laid over it.
//!
//! ```text
//! files, drafts ──▶ open ──▶ draft of an item ──▶ that item alone is replaced
//!                    ▲                              │
//!                    └── a file on its way changed ─┘   (stamps), or whoever keeps it was told of a change
//! ```
//! Every draft still reaches the state at once; nothing lives here alone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use files::Stamp;
use model::{Item, Parent, Request};

use crate::collection::Drafts;
use crate::collection::find::{FoundItem, is_in, item_at};
use crate::error::Error;
use crate::workspace::Opened;

/// A collection opened to be edited.
#[derive(Debug)]
pub struct OpenCollection {
    /// As saved, with items that only their edits remember.
    pub saved: Opened,
    /// With every draft in place of what is saved.
    pub edited: Opened,
    /// Files that items were looked up by, as they were before they were read.
    stamps: HashMap<PathBuf, Option<Stamp>>,
}

impl OpenCollection {
    /// Whether the files that decide about the item at `path` are known here and have not changed: its own, and those of what it
    /// inherits from. Another item may have changed all the same.
    pub fn is_current(&self, path: &str) -> bool {
        let mut files = files_of(&self.saved.folder, path).into_iter();
        files.all(|file| self.stamps.get(&file) == Some(&files::stamp_of(&file)))
    }
}

impl Drafts<'_> {
    /// Opens the collection in this folder to be edited. `path` is the item that is asked for first; see
    /// [`OpenCollection::is_current`].
    pub fn open(self, folder: &Path, path: &str) -> Result<OpenCollection, Error> {
        let stamps = files_of(folder, path).into_iter().map(|file| {
            let stamp = files::stamp_of(&file);
            (file, stamp)
        });
        let stamps = stamps.collect();
        let saved = self.engine.collections().open_to_edit(folder)?;
        let (edited, _) = self.laid_over(&saved)?;
        Ok(OpenCollection { saved, edited, stamps })
    }

    /// Lays what was drafted last for the item at `path` over what is edited.
    pub fn lay_over(self, open: &mut OpenCollection, path: &str) -> Result<(), Error> {
        let OpenCollection { saved, edited, .. } = open;
        edited.id.clone_from(&saved.id);
        if path.is_empty() {
            let Parent { name, docs, defaults } = self.parent(saved, path)?.content;
            let collection = &mut edited.collection;
            (collection.name, collection.docs, collection.defaults) = (name, docs, defaults);
            return Ok(());
        }
        let is_request = matches!(item_at(&saved.collection, path)?, FoundItem::Request(_));
        match item_mut(&mut edited.collection.items, path) {
            Some(Item::Request(request)) if is_request => {
                let content = self.request(saved, path)?.content;
                let Request { path, seq, examples, .. } = std::mem::take(&mut **request);
                **request = Request { path, seq, examples, ..content };
            }
            Some(Item::Folder(folder)) => {
                let Parent { name, docs, defaults } = self.parent(saved, path)?.content;
                (folder.name, folder.docs, folder.defaults) = (name, docs, defaults);
            }
            _ => {}
        }
        Ok(())
    }
}

/// The files that say what the item at `path` is and inherits.
fn files_of(folder: &Path, path: &str) -> Vec<PathBuf> {
    let mut files = vec![folder.join("opencollection.yml"), folder.join(path).join("folder.yml"), folder.join(path)];
    files.extend(path.match_indices('/').map(|(at, _)| folder.join(&path[..at]).join("folder.yml")));
    files
}

fn item_mut<'a>(items: &'a mut [Item], path: &str) -> Option<&'a mut Item> {
    let at = items.iter().position(|item| is_in(path, item.path()))?;
    if items[at].path() == path {
        return Some(&mut items[at]);
    }
    match &mut items[at] {
        Item::Folder(folder) => item_mut(&mut folder.items, path),
        Item::Request(_) | Item::Foreign(_) => None,
    }
}
