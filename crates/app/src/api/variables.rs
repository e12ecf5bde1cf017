//! Which variables an item can see, and from where.

use serde::Serialize;
use ts_rs::TS;

/// `GET /api/variables?collection=&path=`: what the request, folder or collection (empty path) can see.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VariablesView {
    /// Where names are looked up, narrowest first, empty places too.
    pub places: Vec<PlaceView>,
    /// Every name that stands somewhere, by name.
    pub variables: Vec<VisibleVariable>,
    /// Names whose value is made for each send, with their `$`.
    pub made: Vec<String>,
}

/// A place where names are looked up.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlaceView {
    /// What it is.
    pub kind: PlaceKind,
    /// Name of the request, folder, environment or collection; empty for the globals.
    pub name: String,
}

/// What a place with variables is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
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

/// A name and what it means in each place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VisibleVariable {
    /// Name between the braces.
    pub name: String,
    /// Index of the place whose value is sent; absent when the name is switched off everywhere.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wins: Option<usize>,
    /// The places that know it.
    pub values: Vec<PlacedValue>,
}

/// The value of a name in one place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlacedValue {
    /// Index of the place.
    pub place: usize,
    /// As it stands there; empty for a secret.
    pub value: String,
    /// Whether its value is kept in the secret store.
    pub is_secret: bool,
    /// Whether it takes part.
    pub is_enabled: bool,
}
