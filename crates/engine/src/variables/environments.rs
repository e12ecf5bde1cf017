//! Environments as a person arranges them: making, renaming, copying, deleting, bringing back.
//!
//! An environment is a collection's, or the workspace's for all its collections. What is remembered under its name (who uses
//! it, current values, secrets) follows a rename and stays through a deletion, so that it can be taken back.

use std::path::PathBuf;
use std::sync::PoisonError;

use exchange::Secret;
use files::items;
use model::{Environment, Variable};
use store::{SecretAddress, VariableSet};

use crate::collection::find::{FindError, nearest};
use crate::collection::trash::{Deletion, What, deletion, no_deletion};
use crate::error::{Error, error_chain};
use crate::variables::Environments;
use crate::workspace::Opened;

impl Environments<'_> {
    /// The environments a collection can use: its own, then those all collections share.
    pub fn list(self, opened: &Opened) -> Result<Vec<Environment>, Error> {
        let mut environments = opened.collection.environments.clone();
        let (shared, _) = self.shared()?;
        let is_new =
            |environment: &Environment, known: &[Environment]| known.iter().all(|own| own.name != environment.name);
        environments
            .extend(shared.into_iter().filter(|environment| is_new(environment, &opened.collection.environments)));
        Ok(environments)
    }

    /// Name of the environment in use; `None` for none.
    pub fn active(self, opened: &Opened) -> Result<Option<String>, Error> {
        match &opened.id {
            Some(id) => Ok(self.engine.store.remembered().active_environment(id)?),
            None => Ok(None),
        }
    }

    /// Uses an environment from now on, or none.
    pub fn choose(self, opened: &mut Opened, name: Option<&str>) -> Result<(), Error> {
        if let Some(name) = name {
            find_environment(&self.list(opened)?, name)?;
        }
        let id = self.engine.id_of(opened)?;
        Ok(self.engine.store.remembered().set_active_environment(&id, name)?)
    }

    /// Sets variables of an environment of the collection, which is made when it does not exist. Says whether it was made.
    pub fn set_values(self, opened: &Opened, name: &str, values: &[(String, String)]) -> Result<bool, Error> {
        let known = opened.collection.environments.iter().find(|environment| environment.name == name);
        let is_new = known.is_none();
        let mut environment =
            known.cloned().unwrap_or_else(|| Environment { name: name.to_owned(), ..Environment::default() });
        for (variable, value) in values {
            match environment.variables.iter_mut().find(|row| row.name == *variable) {
                Some(row) if row.is_secret => {
                    let hint = format!("Set it with: postrider secret set COLLECTION {name}/{variable}");
                    return Err(Error::usage(format!("`{variable}` is a secret of environment `{name}`"), hint));
                }
                Some(row) => {
                    row.value.clone_from(value);
                    row.is_enabled = true;
                }
                None => environment.variables.push(Variable::text(variable, value)),
            }
        }
        save_environment(opened, &environment)?;
        Ok(is_new)
    }

    /// Removes variables of an environment of the collection.
    pub fn unset_values(self, opened: &Opened, name: &str, names: &[String]) -> Result<(), Error> {
        let mut environment = find_environment(&opened.collection.environments, name)?.clone();
        for variable in names {
            let Some(at) = environment.variables.iter().position(|row| row.name == *variable) else {
                let nearest = nearest(variable, environment.variables.into_iter().map(|row| row.name));
                return Err(FindError::Nothing { what: "variable", name: variable.clone(), nearest }.into());
            };
            environment.variables.remove(at);
        }
        save_environment(opened, &environment)
    }

    /// Environments that all collections share, and the global scope (`Globals.yml`) apart from them.
    pub fn shared(self) -> Result<(Vec<Environment>, Option<Environment>), Error> {
        let folder = &self.engine.workspace;
        let loaded = match &self.engine.known_environments {
            None => files::load_environments(folder),
            Some(known) => {
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                files::load_environments_known(folder, &mut known, self.engine.now_ms())
            }
        };
        let (environments, _) =
            loaded.map_err(|error| Error::file("reading", files::environments_folder(folder), &error))?;
        let (globals, environments): (Vec<_>, Vec<_>) =
            environments.into_iter().partition(|environment| environment.name == files::GLOBALS);
        Ok((environments, globals.into_iter().next()))
    }

    /// Makes an empty environment of a collection, or of the workspace.
    pub fn create(self, opened: Option<&Opened>, name: &str) -> Result<(), Error> {
        let name = self.free_name(opened, name, None)?;
        let folder = self.folder_of(opened);
        let environment = Environment { name: name.clone(), ..Environment::default() };
        files::save_environment(&folder, &environment)
            .map_err(|error| failed("writing an environment in", &folder, &error))?;
        // What a deleted one of that name left is not its own.
        self.forget_values(opened, VariableSet::Environment(&name))
    }

    /// Renames an environment; what is remembered of it comes along.
    pub fn rename(self, opened: Option<&Opened>, name: &str, new_name: &str) -> Result<(), Error> {
        let new_name = &self.free_name(opened, new_name, Some(name))?;
        if new_name == name {
            return Ok(());
        }
        let folder = self.folder_of(opened);
        let saved = files::rename_environment(&folder, name, new_name)
            .map_err(|error| failed("renaming an environment in", &folder, &error))?;
        self.found(opened, name, saved.is_some())?;
        self.carry_environment(opened, name, new_name, Carried::Moved)?;
        for id in self.users(opened, name)? {
            self.engine.store.remembered().set_active_environment(&id, Some(new_name))?;
        }
        Ok(())
    }

    /// Copies an environment with its current values and secrets. Gives the name of the copy.
    pub fn duplicate(self, opened: Option<&Opened>, name: &str) -> Result<String, Error> {
        let known = self.names(opened)?;
        let is_free = |candidate: &String| !known.contains(candidate);
        let copies = (2..).map(|number| format!("{name} copy {number}"));
        let new_name = std::iter::once(format!("{name} copy")).chain(copies).find(is_free).unwrap_or_default();
        let folder = self.folder_of(opened);
        let saved = files::copy_environment(&folder, name, &new_name)
            .map_err(|error| failed("copying an environment in", &folder, &error))?;
        self.found(opened, name, saved.is_some())?;
        self.carry_environment(opened, name, &new_name, Carried::Copied)?;
        Ok(new_name)
    }

    /// Deletes an environment so that it can be brought back; whoever used it uses none then.
    pub fn delete(self, opened: Option<&Opened>, name: &str) -> Result<Deletion, Error> {
        let folder = self.folder_of(opened);
        let deleting = |error: files::SaveError| failed("deleting an environment in", &folder, &error);
        let path = files::environment_path(&folder, name).map_err(deleting)?;
        self.found(opened, name, path.is_some())?;
        let path = path.expect("what is not there was refused above");
        let users = self.users(opened, name)?;
        let file = path.file_name().map(PathBuf::from).unwrap_or_default();
        let owner = opened.map_or(&self.engine.workspace, |opened| &opened.folder);
        let what = What::Environment { file, users: users.clone() };
        let id = opened.and_then(|opened| opened.id.clone());
        let deletion = self.engine.trash().keep(&self.engine.trash().facts(name.to_owned(), owner, id, what))?;
        items::take_out(&path, &self.engine.store.deleted().content(&deletion.id)).map_err(deleting)?;
        for id in &users {
            self.engine.store.remembered().set_active_environment(id, None)?;
        }
        Ok(deletion)
    }

    /// Deleted environments that can be brought back, newest first.
    pub fn deleted(self) -> Result<Vec<Deletion>, Error> {
        let kept = self.engine.trash().kept_here()?.into_iter();
        Ok(kept.filter(|(_, facts)| matches!(facts.what, What::Environment { .. })).map(deletion).collect())
    }

    /// Brings a deleted environment back; whoever used it uses it again, unless another one was chosen meanwhile.
    pub fn restore(self, id: &str) -> Result<(), Error> {
        let kept = self.engine.trash().kept_here()?.into_iter().find(|(known, _)| known == id).map(|(_, facts)| facts);
        let Some((facts, What::Environment { file, users })) = kept.map(|facts| (facts.clone(), facts.what)) else {
            return Err(no_deletion(id));
        };
        let path = files::environments_folder(&self.engine.trash().folder_now(&facts)).join(file);
        let content = self.engine.store.deleted().content(id);
        let is_restored = files::restore_environment(&content, &path)
            .map_err(|error| Error::file("bringing back", &path, &error_chain(&error)))?;
        if !is_restored {
            let hint = "Rename the one that is there, then try again.";
            return Err(Error::usage(format!("another file stands where `{}` was", facts.name), hint));
        }
        for user in &users {
            if self.engine.store.remembered().active_environment(user)?.is_none() {
                self.engine.store.remembered().set_active_environment(user, Some(&facts.name))?;
            }
        }
        self.engine.trash().forget_kept(id).map_err(|error| Error::file("writing", content, &error))
    }

    /// The folder with the files of a collection's environments, or of the workspace's.
    pub(crate) fn folder_of(self, opened: Option<&Opened>) -> PathBuf {
        files::environments_folder(opened.map_or(&self.engine.workspace, |opened| &opened.folder))
    }

    /// The id under which current values and secrets of a collection or of the workspace are kept; made when it is needed.
    pub(crate) fn owner_id(self, opened: Option<&Opened>) -> Result<String, Error> {
        if let Some(id) = opened.and_then(|opened| opened.id.clone()) {
            return Ok(id);
        }
        let folder = opened.map_or(&self.engine.workspace, |opened| &opened.folder);
        files::side::ensure_id(folder, &self.engine.outside.new_id())
            .map_err(|error| Error::file("writing the id of", folder, &error))
    }

    /// The same id, if there is one: without it nothing is kept.
    pub(crate) fn known_owner_id(self, opened: Option<&Opened>) -> Result<Option<String>, Error> {
        opened.map_or_else(|| self.engine.workspace_id(), |opened| Ok(opened.id.clone()))
    }

    /// A trimmed name that no other environment of the same owner has.
    fn free_name(self, opened: Option<&Opened>, name: &str, own: Option<&str>) -> Result<String, Error> {
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

    fn names(self, opened: Option<&Opened>) -> Result<Vec<String>, Error> {
        let environments = match opened {
            Some(opened) => opened.collection.environments.clone(),
            None => self.shared()?.0,
        };
        Ok(environments.into_iter().map(|environment| environment.name).collect())
    }

    fn found(self, opened: Option<&Opened>, name: &str, is_there: bool) -> Result<(), Error> {
        if is_there {
            return Ok(());
        }
        let nearest = nearest(name, self.names(opened)?.into_iter());
        Err(FindError::Nothing { what: "environment", name: name.to_owned(), nearest }.into())
    }

    /// Ids of the collections in which this environment is in use.
    fn users(self, opened: Option<&Opened>, name: &str) -> Result<Vec<String>, Error> {
        let ids: Vec<String> = if let Some(opened) = opened {
            opened.id.clone().into_iter().collect()
        } else {
            let entries =
                self.engine.collections().list()?.0.into_iter().chain(self.engine.collections().opened_elsewhere()?);
            let has_own = |folder: &std::path::Path| {
                let own = files::load_environments(folder).map(|(own, _)| own).unwrap_or_default();
                own.iter().any(|own| own.name == name)
            };
            entries.filter(|entry| !has_own(&entry.folder)).filter_map(|entry| entry.id).collect()
        };
        let mut users = Vec::new();
        for id in ids {
            if self.engine.store.remembered().active_environment(&id)?.as_deref() == Some(name) {
                users.push(id);
            }
        }
        Ok(users)
    }

    /// Takes current values and secrets of an environment to one of another name.
    fn carry_environment(self, opened: Option<&Opened>, from: &str, to: &str, carried: Carried) -> Result<(), Error> {
        let Some(owner) = self.known_owner_id(opened)? else { return Ok(()) };
        self.forget_values(opened, VariableSet::Environment(to))?;
        let remembered = self.engine.store.remembered();
        for (name, value) in remembered.current_values(&owner, VariableSet::Environment(from))? {
            remembered.set_current_value(&owner, VariableSet::Environment(to), &name, Some(&value))?;
        }
        for secret in self.engine.store.secrets().list(&owner)? {
            let Some(variable) = secret.strip_prefix(&format!("{from}/")) else { continue };
            self.copy_secret(&owner, &secret, &format!("{to}/{variable}"))?;
            if carried == Carried::Moved {
                self.engine.store.secrets().delete(SecretAddress { collection_id: &owner, name: &secret })?;
            }
        }
        if carried == Carried::Moved {
            self.forget_values(opened, VariableSet::Environment(from))?;
        }
        Ok(())
    }

    pub(crate) fn copy_secret(self, owner: &str, from: &str, to: &str) -> Result<(), Error> {
        let secrets = self.engine.store.secrets();
        let value: Option<Secret> = secrets.get(SecretAddress { collection_id: owner, name: from })?;
        if let Some(value) = value {
            secrets.set(SecretAddress { collection_id: owner, name: to }, &value)?;
        }
        Ok(())
    }

    fn forget_values(self, opened: Option<&Opened>, set: VariableSet<'_>) -> Result<(), Error> {
        let Some(owner) = self.known_owner_id(opened)? else { return Ok(()) };
        let remembered = self.engine.store.remembered();
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

fn save_environment(opened: &Opened, environment: &Environment) -> Result<(), Error> {
    let folder = files::environments_folder(&opened.folder);
    files::save_environment(&folder, environment)
        .map(drop)
        .map_err(|error| Error::file("writing an environment in", &folder, &error_chain(&error)))
}

/// The environment of that name.
pub(crate) fn find_environment<'a>(environments: &'a [Environment], name: &str) -> Result<&'a Environment, FindError> {
    environments.iter().find(|environment| environment.name == name).ok_or_else(|| FindError::Nothing {
        what: "environment",
        name: name.to_owned(),
        nearest: nearest(name, environments.iter().map(|environment| environment.name.clone())),
    })
}
