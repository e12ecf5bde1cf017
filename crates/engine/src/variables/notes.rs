//! What a person should know about a variable: whether it is what will be sent, and why not.

use model::{Folder, Item, Variable};
use store::VariableSet;

use crate::error::Error;
use crate::variables::environments::find_environment;
use crate::variables::rows::{Note, ScopeName, VariablePlace, VariableRow};
use crate::workspace::{Engine, Opened};

/// A scope with its variables, to be compared with a table.
struct Other {
    name: ScopeName,
    variables: Vec<Variable>,
}

impl Other {
    fn has(&self, name: &str) -> bool {
        self.variables.iter().any(|variable| variable.is_enabled && variable.name == name)
    }
}

/// Adds the notes to the rows of a table, as seen from a collection.
pub(crate) fn add(
    engine: &Engine,
    place: VariablePlace<'_>,
    seen_from: Option<&Opened>,
    rows: &mut [VariableRow],
) -> Result<(), Error> {
    let edited = seen_from.map(|opened| engine.drafts().laid_over(opened)).transpose()?.map(|(opened, _)| opened);
    let (narrower, wider) = around(engine, place, edited.as_ref())?;
    let enabled = rows.iter().enumerate().filter(|(_, row)| row.variable.is_enabled);
    let enabled: Vec<(usize, String)> = enabled.map(|(at, row)| (at, row.variable.name.clone())).collect();
    let is_known = |name: &str| {
        name.starts_with('$')
            || name.starts_with("vault:")
            || name.starts_with("process.env.")
            || enabled.iter().any(|(_, known)| known == name)
            || narrower.iter().chain(&wider).any(|other| other.has(name))
    };
    for (at, row) in rows.iter_mut().enumerate() {
        row.notes = notes(row, &narrower, &wider, &is_known);
        let is_later = |(other, name): (usize, &String)| other > at && *name == row.variable.name;
        if row.variable.is_enabled && enabled.iter().map(|(other, name)| (*other, name)).any(is_later) {
            row.notes.insert(0, Note::NamedTwice);
        }
    }
    Ok(())
}

fn notes(row: &VariableRow, narrower: &[Other], wider: &[Other], is_known: &dyn Fn(&str) -> bool) -> Vec<Note> {
    let Variable { name, is_enabled, is_secret, .. } = &row.variable;
    if !is_enabled {
        return vec![Note::NotUsed];
    }
    let mut notes = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for (_, name) in resolve::placeholders(row.effective()) {
        if !is_known(name) && !unknown.iter().any(|known| known == name) {
            unknown.push(name.to_owned());
        }
    }
    if !unknown.is_empty() {
        notes.push(Note::Unresolved(unknown));
    }
    if *is_secret && !row.has_secret {
        notes.push(Note::NoSecret);
    }
    if let Some(other) = narrower.iter().find(|other| other.has(name)) {
        notes.push(Note::Overridden(other.name.clone()));
    }
    if !row.is_saved {
        notes.push(Note::OnlyHere);
    } else if row.current.is_some() {
        notes.push(Note::Differs);
    }
    if let Some(other) = wider.iter().find(|other| other.has(name)) {
        notes.push(Note::Overrides(other.name.clone()));
    }
    notes
}

/// The scopes narrower and wider than a table's, nearest first.
fn around(
    engine: &Engine,
    place: VariablePlace<'_>,
    edited: Option<&Opened>,
) -> Result<(Vec<Other>, Vec<Other>), Error> {
    let globals = Other { name: ScopeName::Globals, variables: engine.variables().global_scope()?.variables };
    let Some(edited) = edited else {
        let is_globals = place.set == VariableSet::Environment(files::GLOBALS);
        return Ok((Vec::new(), if is_globals { Vec::new() } else { vec![globals] }));
    };
    let collection = Other { name: ScopeName::Collection, variables: edited.collection.defaults.variables.clone() };
    let environment = in_use(engine, edited)?;
    let mut all = Vec::new();
    folders(&edited.collection.items, &mut all);
    let named = |folder: &&Folder| Other {
        name: ScopeName::Folder(folder.name.clone()),
        variables: folder.defaults.variables.clone(),
    };
    Ok(match place.set {
        VariableSet::Item("") => (environment.into_iter().chain(all.iter().map(named)).collect(), vec![globals]),
        VariableSet::Item(path) => {
            let is_below = |folder: &&&Folder| folder.path.starts_with(&format!("{path}/"));
            let is_above = |folder: &&&Folder| path.starts_with(&format!("{}/", folder.path));
            let below = all.iter().filter(is_below).map(named).collect();
            let above = all.iter().rev().filter(is_above).map(named);
            (below, above.chain(environment).chain([collection, globals]).collect())
        }
        VariableSet::Environment(name) if place.opened.is_none() && name == files::GLOBALS => {
            let narrower = [collection].into_iter().chain(environment).chain(all.iter().map(named));
            (narrower.collect(), Vec::new())
        }
        VariableSet::Environment(_) => (all.iter().map(named).collect(), vec![collection, globals]),
    })
}

/// The environment in use with its current values, if its files still have it.
fn in_use(engine: &Engine, edited: &Opened) -> Result<Option<Other>, Error> {
    let Some(name) = engine.environments().active(edited)? else { return Ok(None) };
    if find_environment(&engine.environments().list(edited)?, &name).is_err() {
        return Ok(None);
    }
    let scopes = engine.variables().environment_scopes(edited, &name)?;
    let variables = scopes.into_iter().flat_map(|scope| scope.variables).collect();
    Ok(Some(Other { name: ScopeName::Environment(name), variables }))
}

fn folders<'a>(items: &'a [Item], all: &mut Vec<&'a Folder>) {
    for item in items {
        if let Item::Folder(folder) = item {
            all.push(folder);
            folders(&folder.items, all);
        }
    }
}
