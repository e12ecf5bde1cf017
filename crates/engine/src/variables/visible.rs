//! Which variables an item can see, and from where: what a person is shown at a `{{name}}`.

use model::Variable;
use store::VariableSet;

use crate::collection::find::{FoundItem, item_at};
use crate::error::Error;
use crate::variables::Variables;
use crate::workspace::Opened;

/// One place where variables are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisiblePlace {
    /// What it is.
    pub kind: PlaceKind,
    /// Its name: of the request, folder, environment or collection.
    pub name: String,
    /// Its variables, the switched-off ones too. A secret has no value here.
    pub variables: Vec<Variable>,
}

/// What a place with variables is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// The request itself.
    Request,
    /// A folder it lies in.
    Folder,
    /// The environment in use, or one that it extends.
    Environment,
    /// The collection.
    Collection,
    /// What all collections see.
    Globals,
}

/// The names whose value is made for each send, as they stand between the braces.
pub fn made_names() -> Vec<String> {
    resolve::MADE_NAMES.iter().map(|name| format!("${name}")).collect()
}

impl VisiblePlace {
    /// The variable of that name which takes part here: the last of equal names.
    pub fn find(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().rev().find(|variable| variable.is_enabled && variable.name == name)
    }
}

impl Variables<'_> {
    /// The places that the item at `path` (empty for the collection) looks into, narrowest first, the empty ones too.
    /// `opened` is the collection as edited.
    pub fn visible_to(self, opened: &Opened, path: &str) -> Result<Vec<VisiblePlace>, Error> {
        let collection = &opened.collection;
        let place = |kind, name: &str, variables: &[Variable]| VisiblePlace {
            kind,
            name: name.to_owned(),
            variables: variables.to_vec(),
        };
        let mut places = Vec::new();
        let mut folders = Vec::new();
        if !path.is_empty() {
            match item_at(collection, path)? {
                FoundItem::Request(found) => {
                    places.push(place(PlaceKind::Request, &found.request.name, &found.request.variables));
                    folders = found.folders;
                }
                FoundItem::Folder(folder, around) => {
                    folders = around;
                    folders.push(folder);
                }
            }
        }
        let id = opened.id.as_deref();
        for folder in folders.iter().rev() {
            let variables = self.with_current(id, VariableSet::Item(&folder.path), &folder.defaults.variables)?;
            places.push(place(PlaceKind::Folder, &folder.name, &variables));
        }
        if let Some(name) = self.engine.environments().active(opened)? {
            for scope in self.environment_scopes(opened, &name)? {
                let name = scope.label.strip_prefix("environment ").unwrap_or(&name);
                places.push(place(PlaceKind::Environment, name, &scope.variables));
            }
        }
        let variables = self.with_current(id, VariableSet::Item(""), &collection.defaults.variables)?;
        places.push(place(PlaceKind::Collection, &collection.name, &variables));
        let globals = self.global_scope()?.map(|scope| scope.variables).unwrap_or_default();
        places.push(place(PlaceKind::Globals, "", &globals));
        Ok(places)
    }
}
