//! The scopes of a send, narrowest first.

use model::Variable;
use resolve::{Lineage, Scope, ScopeKind, Scopes, Subject};
use store::VariableSet;

use crate::error::Error;
use crate::variables::Variables;
use crate::variables::environments::find_environment;
use crate::workspace::Opened;

/// Longest chain of `extends`.
const EXTENDS_MAX: usize = 8;

impl Variables<'_> {
    /// Every scope that an item looks into, narrowest first, the empty ones too; current values over the initial ones.
    pub(crate) fn scopes(
        self,
        opened: &Opened,
        lineage: &Lineage<'_>,
        environment: Option<&str>,
    ) -> Result<Scopes, Error> {
        let id = opened.id.as_deref();
        let mut scopes = Vec::new();
        if let Subject::Request(request) = lineage.subject {
            scopes.push(Scope::new(ScopeKind::Request, &request.name, request.variables.clone()));
        }
        for folder in lineage.all_folders().into_iter().rev() {
            let variables = self.with_current(id, VariableSet::Item(&folder.path), &folder.defaults.variables)?;
            scopes.push(Scope::new(ScopeKind::Folder, &folder.name, variables));
        }
        if let Some(name) = environment {
            scopes.extend(self.environment_scopes(opened, name)?);
        }
        let variables = self.with_current(id, VariableSet::Item(""), &opened.collection.defaults.variables)?;
        scopes.push(Scope::new(ScopeKind::Collection, &opened.collection.name, variables));
        scopes.push(self.global_scope()?);
        Ok(Scopes(scopes))
    }

    /// What all collections see.
    pub(crate) fn global_scope(self) -> Result<Scope, Error> {
        let (_, globals) = self.engine.environments().shared()?;
        let owner = self.engine.workspace_id()?;
        let set = VariableSet::Environment(files::GLOBALS);
        let variables = self.with_current(owner.as_deref(), set, &globals.unwrap_or_default().variables)?;
        Ok(Scope::of_environment(ScopeKind::Global, files::GLOBALS, variables))
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
            scopes.push(Scope::of_environment(ScopeKind::Environment, &name, variables));
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

/// What was given for one send; `None` for nothing.
pub(crate) fn local_scope(given: &[(String, String)]) -> Option<Scope> {
    let variables: Vec<Variable> = given.iter().map(|(name, value)| Variable::text(name, value)).collect();
    (!variables.is_empty()).then(|| Scope::new(ScopeKind::Local, "", variables))
}
