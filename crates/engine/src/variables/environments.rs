//! Environments as a person arranges them: making, renaming, copying, deleting, bringing back.
//!
//! An environment is a collection's, or the workspace's for all its collections. What is remembered under its name (who uses
//! it, current values, secrets) follows a rename and stays through a deletion, so that it can be taken back.

use std::path::PathBuf;

use exchange::Secret;
use files::items;
use model::Environment;
use store::{SecretAddress, VariableSet};

use crate::collection::find::{FindError, nearest};
use crate::collection::trash::{Deletion, What, deletion, no_deletion};
use crate::error::{Error, error_chain};
use crate::workspace::{Engine, Opened};

impl Engine {
    /// Environments that all collections share, and the global ones apart from them.
    pub fn workspace_environments(&self) -> Result<(Vec<Environment>, Option<Environment>), Error> {
        self.shared_environments()
    }

    /// Makes an empty environment of a collection, or of the workspace.
    pub fn create_environment(&self, opened: Option<&Opened>, name: &str) -> Result<(), Error> {
        let name = self.free_name(opened, name, None)?;
        let folder = self.environments_of(opened);
        let environment = Environment { name: name.clone(), ..Environment::default() };
        files::save_environment(&folder, &environment)
            .map_err(|error| failed("writing an environment in", &folder, &error))?;
        // What a deleted one of that name left is not its own.
        self.forget_values(opened, VariableSet::Environment(&name))
    }

    /// Renames an environment; what is remembered of it comes along.
    pub fn rename_environment(&self, opened: Option<&Opened>, name: &str, new_name: &str) -> Result<(), Error> {
        let new_name = &self.free_name(opened, new_name, Some(name))?;
        if new_name == name {
            return Ok(());
        }
        let folder = self.environments_of(opened);
        let saved = files::rename_environment(&folder, name, new_name)
            .map_err(|error| failed("renaming an environment in", &folder, &error))?;
        self.found(opened, name, saved.is_some())?;
        self.carry_environment(opened, name, new_name, Carried::Moved)?;
        for id in self.users(opened, name)? {
            self.store.remembered().set_active_environment(&id, Some(new_name))?;
        }
        Ok(())
    }

    /// Copies an environment with its current values and secrets. Gives the name of the copy.
    pub fn duplicate_environment(&self, opened: Option<&Opened>, name: &str) -> Result<String, Error> {
        let known = self.names(opened)?;
        let is_free = |candidate: &String| !known.contains(candidate);
        let copies = (2..).map(|number| format!("{name} copy {number}"));
        let new_name = std::iter::once(format!("{name} copy")).chain(copies).find(is_free).unwrap_or_default();
        let folder = self.environments_of(opened);
        let saved = files::copy_environment(&folder, name, &new_name)
            .map_err(|error| failed("copying an environment in", &folder, &error))?;
        self.found(opened, name, saved.is_some())?;
        self.carry_environment(opened, name, &new_name, Carried::Copied)?;
        Ok(new_name)
    }

    /// Deletes an environment so that it can be brought back; whoever used it uses none then.
    pub fn delete_environment(&self, opened: Option<&Opened>, name: &str) -> Result<Deletion, Error> {
        let folder = self.environments_of(opened);
        let deleting = |error: files::SaveError| failed("deleting an environment in", &folder, &error);
        let path = files::environment_path(&folder, name).map_err(deleting)?;
        self.found(opened, name, path.is_some())?;
        let path = path.expect("what is not there was refused above");
        let users = self.users(opened, name)?;
        let file = path.file_name().map(PathBuf::from).unwrap_or_default();
        let owner = opened.map_or(&self.workspace, |opened| &opened.folder);
        let what = What::Environment { file, users: users.clone() };
        let id = opened.and_then(|opened| opened.id.clone());
        let deletion = self.keep(&self.facts(name.to_owned(), owner, id, what))?;
        items::take_out(&path, &self.store.deleted().content(&deletion.id)).map_err(deleting)?;
        for id in &users {
            self.store.remembered().set_active_environment(id, None)?;
        }
        Ok(deletion)
    }

    /// Deleted environments that can be brought back, newest first.
    pub fn deleted_environments(&self) -> Result<Vec<Deletion>, Error> {
        let kept = self.kept_here()?.into_iter();
        Ok(kept.filter(|(_, facts)| matches!(facts.what, What::Environment { .. })).map(deletion).collect())
    }

    /// Brings a deleted environment back; whoever used it uses it again, unless another one was chosen meanwhile.
    pub fn restore_environment(&self, id: &str) -> Result<(), Error> {
        let kept = self.kept_here()?.into_iter().find(|(known, _)| known == id).map(|(_, facts)| facts);
        let Some((facts, What::Environment { file, users })) = kept.map(|facts| (facts.clone(), facts.what)) else {
            return Err(no_deletion(id));
        };
        let path = files::environments_folder(&self.folder_now(&facts)).join(file);
        let content = self.store.deleted().content(id);
        let is_restored = files::restore_environment(&content, &path)
            .map_err(|error| Error::file("bringing back", &path, &error_chain(&error)))?;
        if !is_restored {
            let hint = "Rename the one that is there, then try again.";
            return Err(Error::usage(format!("another file stands where `{}` was", facts.name), hint));
        }
        for user in &users {
            if self.store.remembered().active_environment(user)?.is_none() {
                self.store.remembered().set_active_environment(user, Some(&facts.name))?;
            }
        }
        self.forget_kept(id).map_err(|error| Error::file("writing", content, &error))
    }

    /// The folder with the files of a collection's environments, or of the workspace's.
    pub(crate) fn environments_of(&self, opened: Option<&Opened>) -> PathBuf {
        files::environments_folder(opened.map_or(&self.workspace, |opened| &opened.folder))
    }

    /// The id under which current values and secrets of a collection or of the workspace are kept; made when it is needed.
    pub(crate) fn owner_id(&self, opened: Option<&Opened>) -> Result<String, Error> {
        if let Some(id) = opened.and_then(|opened| opened.id.clone()) {
            return Ok(id);
        }
        let folder = opened.map_or(&self.workspace, |opened| &opened.folder);
        files::side::ensure_id(folder, &self.outside.new_id())
            .map_err(|error| Error::file("writing the id of", folder, &error))
    }

    /// The same id, if there is one: without it nothing is kept.
    pub(crate) fn known_owner_id(&self, opened: Option<&Opened>) -> Result<Option<String>, Error> {
        opened.map_or_else(|| self.workspace_id(), |opened| Ok(opened.id.clone()))
    }

    /// A trimmed name that no other environment of the same owner has.
    fn free_name(&self, opened: Option<&Opened>, name: &str, own: Option<&str>) -> Result<String, Error> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::usage("an environment needs a name", "Type one, such as `Staging`."));
        }
        let taken = |other: &String| Some(other.as_str()) != own && other.to_lowercase() == name.to_lowercase();
        if self.names(opened)?.iter().any(taken) || (opened.is_none() && name == files::GLOBALS && own != Some(name)) {
            return Err(Error::usage(format!("an environment `{name}` is there already"), "Choose another name."));
        }
        Ok(name.to_owned())
    }

    fn names(&self, opened: Option<&Opened>) -> Result<Vec<String>, Error> {
        let environments = match opened {
            Some(opened) => opened.collection.environments.clone(),
            None => self.shared_environments()?.0,
        };
        Ok(environments.into_iter().map(|environment| environment.name).collect())
    }

    fn found(&self, opened: Option<&Opened>, name: &str, is_there: bool) -> Result<(), Error> {
        if is_there {
            return Ok(());
        }
        let nearest = nearest(name, self.names(opened)?.into_iter());
        Err(FindError::Nothing { what: "environment", name: name.to_owned(), nearest }.into())
    }

    /// Ids of the collections in which this environment is in use.
    fn users(&self, opened: Option<&Opened>, name: &str) -> Result<Vec<String>, Error> {
        let ids: Vec<String> = if let Some(opened) = opened {
            opened.id.clone().into_iter().collect()
        } else {
            let entries = self.collections()?.0.into_iter().chain(self.opened_collections()?);
            let has_own = |folder: &std::path::Path| {
                let own = files::load_environments(folder).map(|(own, _)| own).unwrap_or_default();
                own.iter().any(|own| own.name == name)
            };
            entries.filter(|entry| !has_own(&entry.folder)).filter_map(|entry| entry.id).collect()
        };
        let mut users = Vec::new();
        for id in ids {
            if self.store.remembered().active_environment(&id)?.as_deref() == Some(name) {
                users.push(id);
            }
        }
        Ok(users)
    }

    /// Takes current values and secrets of an environment to one of another name.
    fn carry_environment(&self, opened: Option<&Opened>, from: &str, to: &str, carried: Carried) -> Result<(), Error> {
        let Some(owner) = self.known_owner_id(opened)? else { return Ok(()) };
        self.forget_values(opened, VariableSet::Environment(to))?;
        let remembered = self.store.remembered();
        for (name, value) in remembered.current_values(&owner, VariableSet::Environment(from))? {
            remembered.set_current_value(&owner, VariableSet::Environment(to), &name, Some(&value))?;
        }
        for secret in self.store.secrets().list(&owner)? {
            let Some(variable) = secret.strip_prefix(&format!("{from}/")) else { continue };
            self.copy_secret(&owner, &secret, &format!("{to}/{variable}"))?;
            if carried == Carried::Moved {
                self.store.secrets().delete(SecretAddress { collection_id: &owner, name: &secret })?;
            }
        }
        if carried == Carried::Moved {
            self.forget_values(opened, VariableSet::Environment(from))?;
        }
        Ok(())
    }

    pub(crate) fn copy_secret(&self, owner: &str, from: &str, to: &str) -> Result<(), Error> {
        let secrets = self.store.secrets();
        let value: Option<Secret> = secrets.get(SecretAddress { collection_id: owner, name: from })?;
        if let Some(value) = value {
            secrets.set(SecretAddress { collection_id: owner, name: to }, &value)?;
        }
        Ok(())
    }

    fn forget_values(&self, opened: Option<&Opened>, set: VariableSet<'_>) -> Result<(), Error> {
        let Some(owner) = self.known_owner_id(opened)? else { return Ok(()) };
        let remembered = self.store.remembered();
        for (name, _) in remembered.current_values(&owner, set)? {
            remembered.set_current_value(&owner, set, &name, None)?;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carried {
    Moved,
    Copied,
}

fn failed(doing: &'static str, folder: &std::path::Path, error: &files::SaveError) -> Error {
    Error::file(doing, folder, &error_chain(error))
}
