//! Moving an item to another collection: its file or folder, edits, history and current values go, its secrets are copied.
//!
//! Order: secrets, file, state, names in bodies. If it stops in between, the item is where its file is and nothing of it is lost. Secrets stay in
//! the first collection too, because other items there may name them. Chosen tokens do not go: they belong to a collection.
//! Files that bodies name stay where they are, unless they lie in the item.

use std::fs;
use std::path::Path;

use files::items;
use model::{Auth, Folder, Item, Request};

use crate::authorization::kept_secrets::NamedSecrets;
use crate::collection::Items;
use crate::collection::files_in_bodies::Way;
use crate::collection::find::{FoundItem, is_in, item_at};
use crate::collection::items::{ItemPlace, children};
use crate::error::Error;
use crate::workspace::Opened;

/// Where an item is after it went to another collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedAcross {
    /// Its path there.
    pub path: String,
    /// Whether a request in it takes its authorization from what stands above the item, which is something else there.
    pub inherits_auth: bool,
}

impl Items<'_> {
    /// Brings an item to a place in another collection. `target` has an id.
    pub fn move_across(
        self,
        opened: &Opened,
        path: &str,
        target: &Opened,
        place: &ItemPlace,
    ) -> Result<MovedAcross, Error> {
        let mut facts = Facts::default();
        let name = match item_at(&opened.collection, path)? {
            FoundItem::Request(found) => {
                facts.of_request(found.request);
                found.request.name.clone()
            }
            FoundItem::Folder(folder, _) => {
                facts.of_folder(folder, &opened.folder);
                folder.name.clone()
            }
        };
        let siblings: Vec<&Item> = children(&target.collection, &place.parent)?.iter().collect();
        let inherits_auth = facts.inherits_auth;
        self.carry_secrets(opened, path, facts.secrets, target)?;
        let new_path = items::bring(&opened.folder, path, &target.folder, &place.parent, &name)
            .map_err(|error| self.engine.unsaved(&error))?;
        if let (Some(from_id), Some(to_id)) = (&opened.id, &target.id) {
            self.engine.store.remembered().move_across((from_id, path), (to_id, &new_path))?;
        }
        let way = Way { path, new_path: &new_path, left: Some(&opened.folder) };
        self.follow_in_bodies(opened, &way, target)?;
        self.set_order(target, &siblings, place.before.as_deref(), &new_path)?;
        Ok(MovedAcross { path: new_path, inherits_auth })
    }

    /// Copies the secrets that the item and its edits name. A secret of that name with another value is not replaced.
    fn carry_secrets(self, opened: &Opened, path: &str, mut named: NamedSecrets, to: &Opened) -> Result<(), Error> {
        if let Some(from_id) = &opened.id {
            let drafts = self.engine.store.drafts().list(from_id)?.into_iter();
            for draft in drafts.filter(|draft| is_in(&draft.item_path, path)) {
                named.add_text(&draft.content);
            }
        }
        self.engine.secrets().carry(named, opened, to)
    }
}

/// What matters of an item for its new place.
#[derive(Default)]
struct Facts {
    /// Secrets that it names.
    secrets: NamedSecrets,
    inherits_auth: bool,
}

impl Facts {
    fn of_request(&mut self, request: &Request) {
        self.inherits_auth |= request.auth == Auth::Inherit;
        self.secrets.add_request(request);
    }

    /// `root` is the folder of the collection: items of kinds that are not known are there as files alone.
    fn of_folder(&mut self, folder: &Folder, root: &Path) {
        self.secrets.add_defaults(&folder.defaults);
        let before = self.inherits_auth;
        for item in &folder.items {
            match item {
                Item::Request(request) => self.of_request(request),
                Item::Folder(folder) => self.of_folder(folder, root),
                Item::Foreign(foreign) => {
                    self.secrets.add_text(&fs::read_to_string(root.join(&foreign.path)).unwrap_or_default());
                }
            }
        }
        if folder.defaults.auth != Auth::Inherit {
            self.inherits_auth = before;
        }
    }
}
