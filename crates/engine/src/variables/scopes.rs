//! The scopes of a send, narrowest first.

use model::{Folder, Variable};
use resolve::{Scope, Scopes};
use store::VariableSet;

use crate::error::Error;
use crate::variables::Variables;
use crate::variables::environments::find_environment;
use crate::workspace::Opened;

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

impl Variables<'_> {
    /// The scopes of a send, narrowest first: local, request, folders, environment, collection, global; current values over the
    /// initial ones.
    pub(crate) fn scopes(self, opened: &Opened, view: &View) -> Result<Scopes, Error> {
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
    pub(crate) fn global_scope(self) -> Result<Option<Scope>, Error> {
        let (_, globals) = self.engine.environments().shared()?;
        let owner = self.engine.workspace_id()?;
        if globals.is_none() && owner.is_none() {
            return Ok(None);
        }
        let set = VariableSet::Environment(files::GLOBALS);
        let variables = self.with_current(owner.as_deref(), set, &globals.unwrap_or_default().variables)?;
        let vault_prefix = format!("{}/", files::GLOBALS);
        Ok(Some(Scope { label: "global".to_owned(), variables, vault_prefix }))
    }

    /// The environment, then those it extends; each with its current values over the initial ones.
    pub(crate) fn environment_scopes(self, opened: &Opened, name: &str) -> Result<Vec<Scope>, Error> {
        let environments = self.engine.environments().list(opened)?;
        let workspace_id = self.engine.workspace_id()?;
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
        self,
        owner: Option<&str>,
        set: VariableSet<'_>,
        variables: &[Variable],
    ) -> Result<Vec<Variable>, Error> {
        let mut variables = variables.to_vec();
        let Some(owner) = owner else { return Ok(variables) };
        for (name, value) in self.engine.store.remembered().current_values(owner, set)? {
            match variables.iter_mut().rev().find(|row| row.name == name) {
                Some(row) if !row.is_secret => row.value = value,
                Some(_) => {}
                None => variables.push(Variable::text(name, value)),
            }
        }
        Ok(variables)
    }
}

pub(crate) fn local_scope(local: &[(String, String)]) -> Vec<Scope> {
    if local.is_empty() {
        return Vec::new();
    }
    vec![Scope::new("local", local.iter().map(|(name, value)| Variable::text(name, value)).collect())]
}
