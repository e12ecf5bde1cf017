//! Environments: listing, setting, using; and the scopes of a send.

use model::{Environment, Folder, Variable};
use resolve::{Scope, Scopes};
use store::VariableSet;

use crate::collection::find::{FindError, nearest};
use crate::error::{Error, error_chain};
use crate::workspace::{Engine, Opened};

/// From where variables are looked at.
pub(crate) struct View<'a> {
    /// Variables of the request.
    pub(crate) request: &'a [Variable],
    /// Its folders from the outside inwards.
    pub(crate) folders: &'a [&'a Folder],
    /// The environment in use.
    pub(crate) environment: Option<&'a str>,
    /// Variables of this send.
    pub(crate) local: &'a [(String, String)],
}

/// Longest chain of `extends`.
const EXTENDS_MAX: usize = 8;

impl Engine {
    /// The environments a collection can use: its own, then those all collections share.
    pub fn environments(&self, opened: &Opened) -> Result<Vec<Environment>, Error> {
        let mut environments = opened.collection.environments.clone();
        let (shared, _) = self.shared_environments()?;
        let is_new =
            |environment: &Environment, known: &[Environment]| known.iter().all(|own| own.name != environment.name);
        environments
            .extend(shared.into_iter().filter(|environment| is_new(environment, &opened.collection.environments)));
        Ok(environments)
    }

    /// Name of the environment in use; `None` for none.
    pub fn active_environment(&self, opened: &Opened) -> Result<Option<String>, Error> {
        match &opened.id {
            Some(id) => Ok(self.store.remembered().active_environment(id)?),
            None => Ok(None),
        }
    }

    /// Uses an environment from now on, or none.
    pub fn use_environment(&self, opened: &mut Opened, name: Option<&str>) -> Result<(), Error> {
        if let Some(name) = name {
            find_environment(&self.environments(opened)?, name)?;
        }
        let id = self.id_of(opened)?;
        Ok(self.store.remembered().set_active_environment(&id, name)?)
    }

    /// Sets variables of an environment of the collection, which is made when it does not exist. Says whether it was made.
    pub fn set_variables(&self, opened: &Opened, name: &str, values: &[(String, String)]) -> Result<bool, Error> {
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
    pub fn unset_variables(&self, opened: &Opened, name: &str, names: &[String]) -> Result<(), Error> {
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

    /// The scopes of a send, narrowest first: local, request, folders, environment, collection, global; current values over the
    /// initial ones.
    pub(crate) fn scopes(&self, opened: &Opened, view: &View) -> Result<Scopes, Error> {
        let id = opened.id.as_deref();
        let mut scopes = local_scope(view.local);
        if !view.request.is_empty() {
            scopes.push(Scope::new("request", view.request.to_vec()));
        }
        for folder in view.folders.iter().rev() {
            let variables = self.with_current(id, VariableSet::Item(&folder.path), &folder.defaults.variables)?;
            if !variables.is_empty() {
                scopes.push(Scope::new(format!("folder {}", folder.name), variables));
            }
        }
        if let Some(name) = view.environment {
            scopes.extend(self.environment_scopes(opened, name)?);
        }
        let variables = self.with_current(id, VariableSet::Item(""), &opened.collection.defaults.variables)?;
        scopes.push(Scope::new("collection", variables));
        scopes.extend(self.global_scope()?);
        Ok(Scopes(scopes))
    }

    /// The global scope; `None` when nothing stands in it.
    pub(crate) fn global_scope(&self) -> Result<Option<Scope>, Error> {
        let (_, globals) = self.shared_environments()?;
        let owner = self.workspace_id()?;
        if globals.is_none() && owner.is_none() {
            return Ok(None);
        }
        let set = VariableSet::Environment(files::GLOBALS);
        let variables = self.with_current(owner.as_deref(), set, &globals.unwrap_or_default().variables)?;
        let vault_prefix = format!("{}/", files::GLOBALS);
        Ok(Some(Scope { label: "global".to_owned(), variables, vault_prefix }))
    }

    /// The environment, then those it extends; each with its current values over the initial ones.
    pub(crate) fn environment_scopes(&self, opened: &Opened, name: &str) -> Result<Vec<Scope>, Error> {
        let environments = self.environments(opened)?;
        let workspace_id = self.workspace_id()?;
        let mut scopes: Vec<Scope> = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(name) = next.take().filter(|_| scopes.len() < EXTENDS_MAX) {
            let environment = find_environment(&environments, &name)?;
            let is_own = opened.collection.environments.iter().any(|own| own.name == name);
            let owner = if is_own { opened.id.as_deref() } else { workspace_id.as_deref() };
            let variables = self.with_current(owner, VariableSet::Environment(&name), &environment.variables)?;
            scopes.push(Scope { label: format!("environment {name}"), variables, vault_prefix: format!("{name}/") });
            next.clone_from(&environment.extends);
        }
        Ok(scopes)
    }

    /// Variables with their current values in place of the initial ones, and those that have a current value only.
    pub(crate) fn with_current(
        &self,
        owner: Option<&str>,
        set: VariableSet<'_>,
        variables: &[Variable],
    ) -> Result<Vec<Variable>, Error> {
        let mut variables = variables.to_vec();
        let Some(owner) = owner else { return Ok(variables) };
        for (name, value) in self.store.remembered().current_values(owner, set)? {
            match variables.iter_mut().rev().find(|row| row.name == name) {
                Some(row) if !row.is_secret => row.value = value,
                Some(_) => {}
                None => variables.push(Variable::text(name, value)),
            }
        }
        Ok(variables)
    }
}

fn save_environment(opened: &Opened, environment: &Environment) -> Result<(), Error> {
    let folder = files::environments_folder(&opened.folder);
    files::save_environment(&folder, environment)
        .map(drop)
        .map_err(|error| Error::file("writing an environment in", &folder, &error_chain(&error)))
}

pub(crate) fn local_scope(local: &[(String, String)]) -> Vec<Scope> {
    if local.is_empty() {
        return Vec::new();
    }
    vec![Scope::new("local", local.iter().map(|(name, value)| Variable::text(name, value)).collect())]
}

/// The environment of that name.
pub(crate) fn find_environment<'a>(environments: &'a [Environment], name: &str) -> Result<&'a Environment, FindError> {
    environments.iter().find(|environment| environment.name == name).ok_or_else(|| FindError::Nothing {
        what: "environment",
        name: name.to_owned(),
        nearest: nearest(name, environments.iter().map(|environment| environment.name.clone())),
    })
}
