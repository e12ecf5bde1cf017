//! Tables of variables: initial values of the files beside the current ones of this machine.
//!
//! ```text
//! file ── initial ──┐                       persist: current ──▶ file (or draft)
//!                   ├─ row ── what is sent
//! state ─ current ──┘                       reset:   current ──▶ gone
//! secret store ── a secret's only value
//! ```

use exchange::Secret;
use model::{Environment, Parent, Problem, Variable};
use store::{SecretAddress, VariableSet};

use crate::error::{Error, error_chain};
use crate::variables::Variables;
use crate::variables::environments::find_environment;
use crate::variables::notes;
use crate::variables::rows::{VariablePlace, VariableRow};
use crate::workspace::Opened;

impl Variables<'_> {
    /// The rows of a table. `seen_from` is the collection whose other variables are looked at for the notes.
    pub fn table(self, place: VariablePlace<'_>, seen_from: Option<&Opened>) -> Result<Vec<VariableRow>, Error> {
        let mut rows = self.rows(place)?;
        notes::add(self.engine, place, seen_from, &mut rows)?;
        Ok(rows)
    }

    /// Sets the current value of a variable, or takes it away (`None`): the initial one is sent then. A secret's value is kept in
    /// the secret store. A variable that the file does not have exists on this machine only.
    pub fn set(self, place: VariablePlace<'_>, name: &str, value: Option<&str>) -> Result<(), Error> {
        let name = name.trim();
        if name.is_empty() || name.contains(['{', '}', '\n']) {
            return Err(Error::usage("a variable needs a name without braces", "Type one, such as `userId`."));
        }
        let rows = self.rows(place)?;
        let row = rows.iter().rev().find(|row| row.variable.name == name);
        let owner = self.engine.environments().owner_id(place.opened)?;
        if row.is_some_and(|row| row.variable.is_secret) {
            let vault_name = format!("{}{name}", place.vault_prefix());
            let address = SecretAddress { collection_id: &owner, name: &vault_name };
            match value {
                Some(value) => self.engine.store.secrets().set(address, &Secret::new(value))?,
                None => self.engine.store.secrets().delete(address).map(drop)?,
            }
            return Ok(());
        }
        let is_initial = row.is_some_and(|row| row.is_saved && Some(row.variable.value.as_str()) == value);
        Ok(self.engine.store.remembered().set_current_value(&owner, place.set, name, value.filter(|_| !is_initial))?)
    }

    /// The value of a secret variable on this machine.
    pub fn secret(self, place: VariablePlace<'_>, name: &str) -> Result<Option<Secret>, Error> {
        let Some(owner) = self.engine.environments().known_owner_id(place.opened)? else { return Ok(None) };
        let vault_name = format!("{}{name}", place.vault_prefix());
        Ok(self.engine.store.secrets().get(SecretAddress { collection_id: &owner, name: &vault_name })?)
    }

    /// Writes current values into the initial ones: of the named variables, or of all when none is named. In an environment that
    /// is its file, in a collection or folder its draft.
    pub fn persist(self, place: VariablePlace<'_>, names: &[String]) -> Result<(), Error> {
        let rows = self.rows(place)?;
        let is_meant = |row: &VariableRow| {
            !row.variable.is_secret && row.current.is_some() && (names.is_empty() || names.contains(&row.variable.name))
        };
        let persisted: Vec<String> =
            rows.iter().filter(|row| is_meant(row)).map(|row| row.variable.name.clone()).collect();
        let variables = rows.into_iter().filter(|row| row.is_saved || is_meant(row)).map(|row| {
            let value = if is_meant(&row) { row.effective().to_owned() } else { row.variable.value.clone() };
            Variable { value, ..row.variable }
        });
        self.write_variables(place, variables.collect())?;
        self.reset(place, &persisted)
    }

    /// Takes current values away: of the named variables, or of all when none is named.
    pub fn reset(self, place: VariablePlace<'_>, names: &[String]) -> Result<(), Error> {
        let Some(owner) = self.engine.environments().known_owner_id(place.opened)? else { return Ok(()) };
        let remembered = self.engine.store.remembered();
        for (name, _) in remembered.current_values(&owner, place.set)? {
            if names.is_empty() || names.contains(&name) {
                remembered.set_current_value(&owner, place.set, &name, None)?;
            }
        }
        Ok(())
    }

    /// Saves the rows of an environment. `base` are the rows that were edited: when the file says something else by now, nothing
    /// is written. `opened` is `None` for the workspace's.
    pub fn edit_environment(
        self,
        opened: Option<&Opened>,
        name: &str,
        base: &[Variable],
        mut variables: Vec<Variable>,
    ) -> Result<(), Error> {
        let place = VariablePlace { opened, set: VariableSet::Environment(name) };
        let before = self.file_variables(place)?;
        if before != base {
            let problem =
                Problem::error("changed_on_disk", format!("environment `{name}` was changed elsewhere meanwhile"))
                    .with_hint("It is shown as it is now; edit it again.");
            return Err(Error::Conflict(Box::new(problem)));
        }
        self.carry_values(place, &before, &mut variables)?;
        self.write_variables(place, variables)
    }

    /// After an edit of a table: secrets typed in clear go to the secret store; current values follow a renamed variable and go
    /// with a removed one.
    pub(crate) fn carry_values(
        self,
        place: VariablePlace<'_>,
        before: &[Variable],
        after: &mut [Variable],
    ) -> Result<(), Error> {
        let has = |rows: &[Variable], name: &str| rows.iter().any(|row| row.name == name);
        let renamed: Vec<(String, String)> = if before.len() == after.len() {
            let pairs = before.iter().zip(after.iter()).filter(|(old, new)| old.name != new.name);
            let is_rename = |(old, new): &(&Variable, &Variable)| !has(after, &old.name) && !has(before, &new.name);
            pairs.filter(is_rename).map(|(old, new)| (old.name.clone(), new.name.clone())).collect()
        } else {
            Vec::new()
        };
        let removed = before.iter().filter(|old| !has(after, &old.name)).map(|old| old.name.clone());
        let removed: Vec<String> = removed.collect();
        let hidden = after.iter().any(|row| row.is_secret && !row.value.is_empty());
        let newly_secret =
            |row: &Variable| row.is_secret && before.iter().any(|old| old.name == row.name && !old.is_secret);
        if removed.is_empty() && !hidden && !after.iter().any(newly_secret) {
            return Ok(());
        }
        let owner = self.engine.environments().owner_id(place.opened)?;
        let remembered = self.engine.store.remembered();
        let current = remembered.current_values(&owner, place.set)?;
        let current_of = |name: &str| current.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let prefix = place.vault_prefix();
        for (old, new) in &renamed {
            remembered.set_current_value(&owner, place.set, new, current_of(old))?;
            if after.iter().any(|row| row.name == *new && row.is_secret) {
                self.engine.environments().copy_secret(&owner, &format!("{prefix}{old}"), &format!("{prefix}{new}"))?;
            }
        }
        for name in &removed {
            remembered.set_current_value(&owner, place.set, name, None)?;
        }
        for row in after.iter_mut().filter(|row| row.is_secret) {
            let typed = std::mem::take(&mut row.value);
            let value = if newly_secret(row) { current_of(&row.name).unwrap_or(&typed).to_owned() } else { typed };
            remembered.set_current_value(&owner, place.set, &row.name, None)?;
            if !value.is_empty() {
                let name = format!("{prefix}{}", row.name);
                let address = SecretAddress { collection_id: &owner, name: &name };
                self.engine.store.secrets().set(address, &Secret::new(value))?;
            }
        }
        Ok(())
    }

    fn rows(self, place: VariablePlace<'_>) -> Result<Vec<VariableRow>, Error> {
        let owner = self.engine.environments().known_owner_id(place.opened)?;
        let (mut current, secrets) = match &owner {
            Some(owner) => {
                let current = self.engine.store.remembered().current_values(owner, place.set)?;
                (current, self.engine.store.secrets().list(owner)?)
            }
            None => (Vec::new(), Vec::new()),
        };
        let prefix = place.vault_prefix();
        let mut rows: Vec<VariableRow> = Vec::new();
        // Of rows with one name the last is sent: the current value is its.
        for variable in self.file_variables(place)?.into_iter().rev() {
            let at = current.iter().position(|(name, _)| *name == variable.name);
            let value = at.map(|at| current.remove(at).1);
            rows.push(VariableRow {
                current: value.filter(|value| !variable.is_secret && *value != variable.value),
                is_saved: true,
                has_secret: variable.is_secret && secrets.contains(&format!("{prefix}{}", variable.name)),
                notes: Vec::new(),
                variable,
            });
        }
        rows.reverse();
        rows.extend(current.into_iter().map(|(name, value)| VariableRow {
            variable: Variable::text(name, ""),
            current: Some(value),
            is_saved: false,
            has_secret: false,
            notes: Vec::new(),
        }));
        Ok(rows)
    }

    /// Initial values: of an environment as its file says, of a collection or folder as edited.
    fn file_variables(self, place: VariablePlace<'_>) -> Result<Vec<Variable>, Error> {
        match (place.opened, place.set) {
            (Some(opened), VariableSet::Item(path)) => {
                Ok(self.engine.drafts().parent(opened, path)?.content.defaults.variables)
            }
            (None, VariableSet::Item(_)) => Ok(Vec::new()),
            (_, VariableSet::Environment(name)) => Ok(self.environment_in_file(place.opened, name)?.variables),
        }
    }

    fn environment_in_file(self, opened: Option<&Opened>, name: &str) -> Result<Environment, Error> {
        if let Some(opened) = opened {
            return Ok(find_environment(&opened.collection.environments, name)?.clone());
        }
        let (shared, globals) = self.engine.environments().shared()?;
        if name == files::GLOBALS {
            let none = || Environment { name: name.to_owned(), ..Environment::default() };
            return Ok(globals.unwrap_or_else(none));
        }
        Ok(find_environment(&shared, name)?.clone())
    }

    fn write_variables(self, place: VariablePlace<'_>, variables: Vec<Variable>) -> Result<(), Error> {
        match (place.opened, place.set) {
            (Some(opened), VariableSet::Item(path)) => {
                let mut parent: Parent = self.engine.drafts().parent(opened, path)?.content;
                parent.defaults.variables = variables;
                self.engine.drafts().keep_parent(&mut opened.clone(), path, parent)
            }
            (None, VariableSet::Item(_)) => Ok(()),
            (_, VariableSet::Environment(name)) => {
                let environment = Environment { variables, ..self.environment_in_file(place.opened, name)? };
                let folder = self.engine.environments().folder_of(place.opened);
                files::save_environment(&folder, &environment)
                    .map(drop)
                    .map_err(|error| Error::file("writing an environment in", &folder, &error_chain(&error)))
            }
        }
    }
}
