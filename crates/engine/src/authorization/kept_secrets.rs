//! Secrets of items: put away when they are typed, and carried along when an item gets a place in another collection.

use exchange::Secret;
use model::{Auth, Collection, Defaults, Item, Request, Variable};
use store::{Draft, SecretAddress};

use crate::authorization::Secrets;
use crate::error::Error;
use crate::workspace::Opened;

/// Secrets that texts name: by reference, and by secret variables.
#[derive(Debug, Default)]
pub(crate) struct NamedSecrets {
    /// Names in the secret store.
    names: Vec<String>,
}

impl NamedSecrets {
    /// Adds every `{{vault:NAME}}` of a text.
    pub(crate) fn add_text(&mut self, text: &str) {
        let found = resolve::placeholders(text).into_iter();
        self.names.extend(found.filter_map(|(_, name)| name.strip_prefix("vault:").map(str::to_owned)));
    }

    /// Adds those of a request.
    pub(crate) fn add_request(&mut self, request: &Request) {
        self.add_text(&serde_json::to_string(request).unwrap_or_default());
        self.add_variables(&request.variables);
    }

    /// Adds those of what a folder hands down.
    pub(crate) fn add_defaults(&mut self, defaults: &Defaults) {
        self.add_text(&serde_json::to_string(defaults).unwrap_or_default());
        self.add_variables(&defaults.variables);
    }

    fn add_variables(&mut self, variables: &[Variable]) {
        let secret = variables.iter().filter(|variable| variable.is_secret);
        self.names.extend(secret.map(|variable| variable.name.clone()));
    }

    /// Whether nothing is named.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn into_names(mut self) -> Vec<String> {
        self.names.sort();
        self.names.dedup();
        self.names
    }
}

impl Secrets<'_> {
    /// Puts secrets that were typed in clear into the secret store, and their references in their place. `path` is the item
    /// that has the authorization; empty for the collection.
    pub(crate) fn put_away_typed(self, opened: &mut Opened, path: &str, auth: &mut Auth) -> Result<(), Error> {
        for (name, field) in auth.secrets_mut() {
            if !field.is_empty() && resolve::placeholders(field).is_empty() {
                let secret = Secret::new(std::mem::take(field));
                *field = self.put_away(opened, path, name, &secret)?;
            }
        }
        Ok(())
    }

    /// Keeps a secret of the item at `path` and gives the reference that stands for it. A secret that another item names, as
    /// saved or as edited, is not overwritten.
    pub(crate) fn put_away(
        self,
        opened: &mut Opened,
        path: &str,
        name: &str,
        secret: &Secret,
    ) -> Result<String, Error> {
        // A reference with braces or quotes in its name would not be read as one.
        let place = path.trim_end_matches(".yml").replace(['{', '}', '"'], "");
        let first = if place.is_empty() { name.to_owned() } else { format!("{name}@{place}") };
        let collection_id = self.engine.id_of(opened)?;
        let drafts = self.engine.store.drafts().list(&collection_id)?;
        let is_free = |name: &String| {
            let reference = reference(name);
            let is_in_draft = |draft: &Draft| draft.item_path != path && draft.content.contains(&reference);
            !is_named(&opened.collection, path, name) && !drafts.iter().any(is_in_draft)
        };
        let numbered = (2..10_000).map(|number| format!("{first} {number}"));
        let name = std::iter::once(first.clone()).chain(numbered).find(is_free).unwrap_or(first);
        self.engine.store.secrets().set(SecretAddress { collection_id: &collection_id, name: &name }, secret)?;
        Ok(reference(&name))
    }

    /// Copies secrets to another collection, which has an id. One of that name with another value there is not replaced:
    /// nothing is copied then.
    pub(crate) fn carry(self, named: NamedSecrets, from: &Opened, to: &Opened) -> Result<(), Error> {
        let (Some(from_id), Some(to_id)) = (&from.id, &to.id) else { return Ok(()) };
        let secrets = self.engine.store.secrets();
        let mut wanted: Vec<(String, Secret)> = Vec::new();
        for name in named.into_names() {
            let Some(secret) = secrets.get(SecretAddress { collection_id: from_id, name: &name })? else { continue };
            match secrets.get(SecretAddress { collection_id: to_id, name: &name })? {
                None => wanted.push((name, secret)),
                Some(known) if known.expose() == secret.expose() => {}
                Some(_) => {
                    let there = &to.collection.name;
                    return Err(Error::usage(
                        format!("`{there}` has another secret called `{name}`"),
                        "Give the item its secret by a variable, or change the one there, then try again.",
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

fn reference(name: &str) -> String {
    format!("{{{{vault:{name}}}}}")
}

/// Whether another item than the one at `path`, as saved, names this secret anywhere: an item that was renamed keeps the name
/// that its secret got at its old path.
fn is_named(collection: &Collection, path: &str, name: &str) -> bool {
    let names_it = |add: &dyn Fn(&mut NamedSecrets)| {
        let mut named = NamedSecrets::default();
        add(&mut named);
        named.names.iter().any(|named| named == name)
    };
    let mut left: Vec<&Item> = collection.items.iter().collect();
    while let Some(item) = left.pop() {
        let is_other = item.path() != path;
        let is_hit = match item {
            Item::Request(request) => is_other && names_it(&|named| named.add_request(request)),
            Item::Folder(folder) => {
                left.extend(&folder.items);
                is_other && names_it(&|named| named.add_defaults(&folder.defaults))
            }
            Item::Foreign(_) => false,
        };
        if is_hit {
            return true;
        }
    }
    !path.is_empty() && names_it(&|named| named.add_defaults(&collection.defaults))
}
