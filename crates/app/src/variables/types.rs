//! Which variables an item can see, and from where.

use serde::Serialize;
use ts_rs::TS;

/// `GET /api/variables?collection=&path=`: what the request, folder or collection (empty path) can see.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct VariablesView {
    /// Where names are looked up, narrowest first, empty places too.
    pub(crate) places: Vec<PlaceView>,
    /// Every name that stands somewhere, by name.
    pub(crate) variables: Vec<VisibleVariable>,
    /// Names whose value is made for each send, with their `$`.
    pub(crate) made: Vec<String>,
}

/// A place where names are looked up.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PlaceView {
    /// What it is.
    pub(crate) kind: PlaceKind,
    /// Name of the request, folder, environment or collection; empty for the globals.
    pub(crate) name: String,
}

/// What a place with variables is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlaceKind {
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
pub(crate) struct VisibleVariable {
    /// Name between the braces.
    pub(crate) name: String,
    /// Index of the place whose value is sent; absent when the name is switched off everywhere.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wins: Option<usize>,
    /// The places that know it.
    pub(crate) values: Vec<PlacedValue>,
}

/// The value of a name in one place.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PlacedValue {
    /// Index of the place.
    pub(crate) place: usize,
    /// As it stands there; empty for a secret.
    pub(crate) value: String,
    /// Whether its value is kept in the secret store.
    pub(crate) is_secret: bool,
    /// Whether it takes part.
    pub(crate) is_enabled: bool,
}
