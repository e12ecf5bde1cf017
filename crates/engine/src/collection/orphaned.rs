//! Items whose file went away on disk while there are edits of them: they stay where they were, as their edits began, until
//! these are saved or discarded.

use std::path::Path;

use model::{Auth, Defaults, Folder, Item, Parent, Request};
use store::Draft;

use crate::collection::Collections;
use crate::collection::drafts::read;
use crate::collection::find::item_at;
use crate::error::Error;
use crate::workspace::Opened;

impl Collections<'_> {
    /// Opens the collection in this folder to be edited: as saved, and with items that only their edits remember.
    pub fn open_to_edit(self, folder: &Path) -> Result<Opened, Error> {
        let mut opened = self.open_in(folder)?;
        let Some(id) = &opened.id else { return Ok(opened) };
        // By path, so that a folder comes before what stands in it.
        for draft in self.engine.store.drafts().list(id)? {
            let path = draft.item_path.as_str();
            if path.is_empty() || item_at(&opened.collection, path).is_ok() {
                continue;
            }
            let Some(item) = item_of(&draft) else { continue };
            insert(&mut opened.collection.items, path, item);
            // One that is there and cannot be read is no item either, but nothing may be written in its place.
            if !opened.folder.join(path).exists() {
                opened.gone.push(draft.item_path);
            }
        }
        Ok(opened)
    }
}

/// The item as it was when its edits began. Only requests have files of their own.
fn item_of(draft: &Draft) -> Option<Item> {
    let path = draft.item_path.clone();
    if Path::new(&path).extension().is_some_and(|ending| ending == "yml") {
        let request = read::<Request>(&draft.base).or_else(|| read(&draft.content))?;
        return Some(Item::Request(Box::new(Request { path, ..request })));
    }
    let Parent { name, docs, defaults } = read::<Parent>(&draft.base).or_else(|| read(&draft.content))?;
    Some(Item::Folder(Folder { path, name, docs, defaults, ..Folder::default() }))
}

/// Puts an item at the end of its folder; folders that are gone as well are there again, with nothing of their own.
fn insert(mut items: &mut Vec<Item>, path: &str, item: Item) {
    for (at, _) in path.match_indices('/') {
        let above = &path[..at];
        let is_it = |item: &Item| matches!(item, Item::Folder(folder) if folder.path == above);
        let index = items.iter().position(is_it).unwrap_or_else(|| {
            let name = above.rsplit('/').next().unwrap_or_default().to_owned();
            let defaults = Defaults { auth: Auth::Inherit, ..Defaults::default() };
            items.push(Item::Folder(Folder { path: above.to_owned(), name, defaults, ..Folder::default() }));
            items.len() - 1
        });
        let Item::Folder(folder) = &mut items[index] else { return };
        items = &mut folder.items;
    }
    items.push(item);
}
