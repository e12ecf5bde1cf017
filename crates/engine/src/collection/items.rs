//! Items: made, renamed, moved, copied. Edits, chosen tokens and history follow an item to its new path.
//!
//! Order is `info.seq` in steps of 10 over all siblings; an item that moves gets a number between its neighbours, and only
//! where there is no gap are all siblings numbered anew.

use files::items;
use model::{Collection, Folder, Item, Request};

use crate::authorization::kept_secrets::NamedSecrets;
use crate::collection::Items;
use crate::collection::files_in_bodies::Way;
use crate::collection::find::{FindError, FoundItem, item_at};
use crate::error::Error;
use crate::workspace::Opened;

/// Something to add to a collection.
#[derive(Debug, Clone)]
pub enum NewItem {
    /// A request; its path is made of its name.
    Request(Box<Request>),
    /// A folder of this name.
    Folder(String),
}

/// Folder and name of an item that is made of another one.
#[derive(Debug, Clone, Copy)]
pub struct NewName<'a> {
    /// Path of the folder; empty for the collection itself.
    pub parent: &'a str,
    /// What it is called.
    pub name: &'a str,
}

/// Where an item is to stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemPlace {
    /// Path of the folder; empty for the collection itself.
    pub parent: String,
    /// Path of the sibling in front of which it stands; `None` means at the end.
    pub before: Option<String>,
}

impl Items<'_> {
    /// Adds an item at the end of the folder `parent` and gives its path.
    pub fn add(self, opened: &Opened, parent: &str, item: NewItem) -> Result<String, Error> {
        let siblings = children(&opened.collection, parent)?;
        let last = siblings.last().map(Item::seq);
        let number = match items::number_between(last, None) {
            Some(number) => number,
            None => self.number_anew(opened, siblings.iter().map(Item::path))?,
        };
        match item {
            NewItem::Request(mut request) => {
                named(&request.name)?.to_owned().clone_into(&mut request.name);
                request.seq = Some(number);
                items::add_request(&opened.folder, parent, &mut request)
            }
            NewItem::Folder(name) => {
                let folder = Folder { name: named(&name)?.to_owned(), seq: Some(number), ..Folder::default() };
                items::add_folder(&opened.folder, parent, &folder)
            }
        }
        .map_err(|error| self.engine.unsaved(&error))
    }

    /// Gives an item another name; its file is renamed with it. Gives its path.
    pub fn rename(self, opened: &Opened, path: &str, name: &str) -> Result<String, Error> {
        let name = named(name)?;
        item_at(&opened.collection, path)?;
        let parent = items::parent_of(path);
        let new_path = items::place(&opened.folder, path, parent, name).map_err(|error| self.engine.unsaved(&error))?;
        items::label(&opened.folder, &new_path, Some(name), None).map_err(|error| self.engine.unsaved(&error))?;
        self.carry_state(opened, path, &new_path)?;
        if let Some(id) = &opened.id {
            self.engine.drafts().rename(id, &new_path, name)?;
        }
        Ok(new_path)
    }

    /// Brings an item to another place in its collection and gives its path there.
    pub fn relocate(self, opened: &Opened, path: &str, place: &ItemPlace) -> Result<String, Error> {
        let name = match item_at(&opened.collection, path)? {
            FoundItem::Request(found) => found.request.name.clone(),
            FoundItem::Folder(folder, _) => folder.name.clone(),
        };
        if place.parent == path || place.parent.starts_with(&format!("{path}/")) {
            return Err(Error::usage("a folder cannot be moved into itself", "Choose a place outside it."));
        }
        let siblings: Vec<&Item> =
            children(&opened.collection, &place.parent)?.iter().filter(|item| item.path() != path).collect();
        let new_path =
            items::place(&opened.folder, path, &place.parent, &name).map_err(|error| self.engine.unsaved(&error))?;
        self.carry_state(opened, path, &new_path)?;
        self.set_order(opened, &siblings, place.before.as_deref(), &new_path)?;
        Ok(new_path)
    }

    /// Gives the item at `path` its order number among these siblings: in front of the one at `before`, else at the end.
    pub(crate) fn set_order(
        self,
        opened: &Opened,
        siblings: &[&Item],
        before: Option<&str>,
        path: &str,
    ) -> Result<(), Error> {
        let end = siblings.len();
        let index = before.map_or(end, |before| siblings.iter().position(|item| item.path() == before).unwrap_or(end));
        let before = index.checked_sub(1).map(|at| siblings[at].seq());
        let number = items::number_between(before, siblings.get(index).map(|item| item.seq()));
        if let Some(number) = number {
            items::label(&opened.folder, path, None, Some(number)).map_err(|error| self.engine.unsaved(&error))?;
        } else {
            let mut paths: Vec<&str> = siblings.iter().map(|item| item.path()).collect();
            paths.insert(index, path);
            self.number_anew(opened, paths.into_iter())?;
        }
        Ok(())
    }

    /// Copies an item as saved, behind itself, and gives the copy's path.
    pub fn duplicate(self, opened: &Opened, path: &str) -> Result<String, Error> {
        let name = match item_at(&opened.collection, path)? {
            FoundItem::Request(found) => format!("{} copy", found.request.name),
            FoundItem::Folder(folder, _) => format!("{} copy", folder.name),
        };
        let copy = items::copy(&opened.folder, path, &name).map_err(|error| self.engine.unsaved(&error))?;
        items::label(&opened.folder, &copy, Some(&name), None).map_err(|error| self.engine.unsaved(&error))?;
        let parent = items::parent_of(path);
        let siblings = children(&opened.collection, parent)?;
        let next = siblings.iter().position(|item| item.path() == path).and_then(|at| siblings.get(at + 1));
        let place = ItemPlace { parent: parent.to_owned(), before: next.map(|item| item.path().to_owned()) };
        self.relocate(&self.engine.collections().open_in(&opened.folder)?, &copy, &place)
    }

    /// Saves a request as edited under another name, in the folder `parent` of `target`, and gives its path there. The first one
    /// stays as it is.
    pub fn save_as(self, opened: &Opened, path: &str, target: &mut Opened, new: NewName<'_>) -> Result<String, Error> {
        let NewName { parent, name } = new;
        let request = self.engine.drafts().request(opened, path)?.content;
        if opened.folder != target.folder {
            let mut named = NamedSecrets::default();
            named.add_request(&request);
            if !named.is_empty() {
                self.engine.id_of(target)?;
            }
            self.engine.secrets().carry(named, opened, target)?;
        }
        let request = Request { name: name.to_owned(), path: String::new(), ..request };
        self.add(target, parent, NewItem::Request(Box::new(request)))
    }

    /// Numbers these siblings in steps of 10 and gives the number behind the last.
    fn number_anew<'a>(self, opened: &Opened, paths: impl Iterator<Item = &'a str>) -> Result<f64, Error> {
        let mut number = 10.0;
        for path in paths {
            items::label(&opened.folder, path, None, Some(number)).map_err(|error| self.engine.unsaved(&error))?;
            number += 10.0;
        }
        Ok(number)
    }

    /// Takes what is remembered of an item to its new path, and what bodies say of files in it.
    fn carry_state(self, opened: &Opened, from: &str, to: &str) -> Result<(), Error> {
        if from == to {
            return Ok(());
        }
        if let Some(id) = &opened.id {
            self.engine.store.remembered().move_item(id, from, to)?;
        }
        self.follow_in_bodies(opened, &Way { path: from, new_path: to, left: None }, opened)
    }
}

pub(crate) fn named(name: &str) -> Result<&str, Error> {
    match name.trim() {
        "" => Err(Error::usage("a name is missing", "Type one.")),
        name => Ok(name),
    }
}

/// What stands in a folder (empty path: in the collection itself), in order.
pub(crate) fn children<'a>(collection: &'a Collection, parent: &str) -> Result<&'a [Item], FindError> {
    if parent.is_empty() {
        return Ok(&collection.items);
    }
    match item_at(collection, parent)? {
        FoundItem::Folder(folder, _) => Ok(&folder.items),
        FoundItem::Request(_) => Err(FindError::nothing("folder", parent)),
    }
}
