//! Which variables an item can see, and from where: what a person is shown at a `{{name}}`.

use model::Variable;
use resolve::{Scope, ScopeKind, Scopes};

use crate::collection::find::lineage_at;
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
        let lineage = lineage_at(&opened.collection, path)?;
        let environment = self.engine.environments().active(opened)?;
        let Scopes(scopes) = self.scopes(opened, &lineage, environment.as_deref())?;
        let places = scopes.into_iter().filter_map(|Scope { kind, name, variables, .. }| {
            let kind = match kind {
                ScopeKind::Local => return None,
                ScopeKind::Request => PlaceKind::Request,
                ScopeKind::Folder => PlaceKind::Folder,
                ScopeKind::Environment => PlaceKind::Environment,
                ScopeKind::Collection => PlaceKind::Collection,
                ScopeKind::Global => {
                    return Some(VisiblePlace { kind: PlaceKind::Globals, name: String::new(), variables });
                }
            };
            Some(VisiblePlace { kind, name, variables })
        });
        Ok(places.collect())
    }
}
