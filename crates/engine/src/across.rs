//! Moving an item to another collection: its file or folder, edits, history and current values go, its secrets are copied.
//!
//! Order: secrets, file, state. If it stops in between, the item is where its file is and nothing of it is lost. Secrets stay in
//! the first collection too, because other items there may name them. Chosen tokens do not go: they belong to a collection.
//! Files that bodies name stay where they are, unless they lie in the item.

use std::fs;
use std::path::Path;

use exchange::Secret;
use files::items;
use model::{Auth, Body, Folder, Item, Request};
use store::{Draft, SecretAddress};

use crate::error::Error;
use crate::find::{FoundItem, item_at};
use crate::items::{ItemPlace, children};
use crate::workspace::{Engine, Opened};

/// Where an item is after it went to another collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedAcross {
    /// Its path there.
    pub path: String,
    /// Whether a request in it takes its authorization from what stands above the item, which is something else there.
    pub inherits_auth: bool,
}

impl Engine {
    /// Brings an item to a place in another collection. `target` has an id.
    pub fn move_across(
        &self,
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
        let sending_files = std::mem::take(&mut facts.sending_files);
        self.copy_secrets(opened, path, facts, target)?;
        let new_path = items::bring(&opened.folder, path, &target.folder, &place.parent, &name)
            .map_err(|error| self.unsaved(&error))?;
        let way = Way { from: &opened.folder, path, new_path: &new_path };
        for request in sending_files {
            let request = Request { path: way.path_of(&request.path), ..way.followed(request) };
            files::save_request(&target.folder, &request).map_err(|error| self.unsaved(&error))?;
        }
        if let (Some(from_id), Some(to_id)) = (&opened.id, &target.id) {
            self.store.remembered().move_across((from_id, path), (to_id, &new_path))?;
            self.follow_in_drafts(to_id, &way)?;
        }
        self.seat(target, &siblings, place.before.as_deref(), &new_path)?;
        Ok(MovedAcross { path: new_path, inherits_auth })
    }

    /// Edits began at what the file said before and go on from what it says now.
    fn follow_in_drafts(&self, to_id: &str, way: &Way<'_>) -> Result<(), Error> {
        let drafts = self.store.drafts();
        for draft in
            drafts.list(to_id)?.into_iter().filter(|draft| crate::deleted::is_in(&draft.item_path, way.new_path))
        {
            let followed = |text: &str| {
                let request = serde_json::from_str::<Request>(text).ok()?;
                serde_json::to_string(&way.followed(request)).ok()
            };
            let (Some(base), Some(content)) = (followed(&draft.base), followed(&draft.content)) else { continue };
            drafts.set(to_id, &Draft { base, content, ..draft }, (self.outside.now_ms)())?;
        }
        Ok(())
    }

    /// Copies the secrets that the item and its edits name. A secret of that name with another value is not replaced.
    fn copy_secrets(&self, opened: &Opened, path: &str, facts: Facts, target: &Opened) -> Result<(), Error> {
        let (Some(from_id), Some(to_id)) = (&opened.id, &target.id) else { return Ok(()) };
        let Facts { mut texts, secret_variables: mut names, .. } = facts;
        let drafts = self.store.drafts().list(from_id)?.into_iter();
        texts.extend(drafts.filter(|draft| crate::deleted::is_in(&draft.item_path, path)).map(|draft| draft.content));
        for text in &texts {
            let found = resolve::placeholders(text).into_iter();
            names.extend(found.filter_map(|(_, name)| name.strip_prefix("vault:").map(str::to_owned)));
        }
        names.sort();
        names.dedup();
        let secrets = self.store.secrets();
        let mut wanted: Vec<(String, Secret)> = Vec::new();
        for name in names {
            let Some(secret) = secrets.get(SecretAddress { collection_id: from_id, name: &name })? else { continue };
            match secrets.get(SecretAddress { collection_id: to_id, name: &name })? {
                None => wanted.push((name, secret)),
                Some(known) if known.expose() == secret.expose() => {}
                Some(_) => {
                    let there = &target.collection.name;
                    return Err(Error::usage(
                        format!("`{there}` has another secret called `{name}`"),
                        "Give the item its secret by a variable, or change the one there, then move it.",
                    ));
                }
            }
        }
        for (name, secret) in &wanted {
            secrets.set(SecretAddress { collection_id: to_id, name }, secret)?;
        }
        Ok(())
    }
}

/// From where to where an item went. Its bodies name files by paths from the folder of their collection.
struct Way<'a> {
    /// Folder of the first collection.
    from: &'a Path,
    path: &'a str,
    new_path: &'a str,
}

impl Way<'_> {
    /// The request with a body that names the same files as before.
    fn followed(&self, mut request: Request) -> Request {
        for name in request.body.file_paths_mut() {
            let is_relative = !name.is_empty() && !name.starts_with("{{") && Path::new(name.as_str()).is_relative();
            if is_relative {
                *name = self.path_of(name);
            }
        }
        request
    }

    /// What lies in the item went with it; everything else stays where it is.
    fn path_of(&self, path: &str) -> String {
        match path.strip_prefix(self.path).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            Some(rest) => format!("{}{rest}", self.new_path),
            None => self.from.join(path).display().to_string(),
        }
    }
}

/// What matters of an item for its new place.
#[derive(Default)]
struct Facts {
    /// Everything it says, where references of secrets are looked for.
    texts: Vec<String>,
    secret_variables: Vec<String>,
    inherits_auth: bool,
    /// Requests whose bodies name files.
    sending_files: Vec<Request>,
}

impl Facts {
    fn of_request(&mut self, request: &Request) {
        self.inherits_auth |= request.auth == Auth::Inherit;
        self.texts.push(serde_json::to_string(request).unwrap_or_default());
        if matches!(request.body, Body::File(_) | Body::Multipart(_)) {
            self.sending_files.push(request.clone());
        }
    }

    /// `root` is the folder of the collection: items of kinds that are not known are there as files alone.
    fn of_folder(&mut self, folder: &Folder, root: &Path) {
        self.texts.push(serde_json::to_string(&folder.defaults).unwrap_or_default());
        let secret = folder.defaults.variables.iter().filter(|variable| variable.is_secret);
        self.secret_variables.extend(secret.map(|variable| variable.name.clone()));
        let before = self.inherits_auth;
        for item in &folder.items {
            match item {
                Item::Request(request) => self.of_request(request),
                Item::Folder(folder) => self.of_folder(folder, root),
                Item::Foreign(foreign) => self.texts.extend(fs::read_to_string(root.join(&foreign.path))),
            }
        }
        if folder.defaults.auth != Auth::Inherit {
            self.inherits_auth = before;
        }
    }
}
