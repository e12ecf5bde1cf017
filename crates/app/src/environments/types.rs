//! Environments of a collection.

use model::Variable;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /api/environments?collection=`: what the picker lists.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct EnvironmentsView {
    /// Name of the one in use; absent for `No Environment`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) active: Option<String>,
    /// The collection's own, then those all collections share.
    pub(crate) environments: Vec<EnvironmentView>,
}

/// An environment.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct EnvironmentView {
    /// The name a person sees.
    pub(crate) name: String,
    /// Where its file is.
    pub(crate) place: EnvironmentPlace,
    /// Its variables with their initial values; a secret has none.
    pub(crate) variables: Vec<Variable>,
}

/// Whose an environment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EnvironmentPlace {
    /// The collection's.
    Collection,
    /// The workspace's, for all collections.
    Workspace,
}

/// `POST /api/environments/use`. Answers with [`EnvironmentsView`].
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct UseEnvironment {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Name; absent for `No Environment`.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) name: Option<String>,
}

/// `GET /api/environments/all`, and the answer of the commands that change the list.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct EnvironmentList {
    /// Variables of `Globals`, the scope around everything.
    pub(crate) global_count: usize,
    /// Those that all collections share.
    pub(crate) shared: Vec<EnvironmentEntry>,
    /// Collections, with those of their own.
    pub(crate) collections: Vec<CollectionEnvironments>,
}

/// The environments of one collection.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct CollectionEnvironments {
    /// Id of the collection.
    pub(crate) collection: String,
    /// The name a person sees.
    pub(crate) name: String,
    /// Name of the environment in use; absent for `No Environment`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) active: Option<String>,
    /// Its own environments.
    pub(crate) environments: Vec<EnvironmentEntry>,
}

/// An environment as it stands in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct EnvironmentEntry {
    /// The name a person sees.
    pub(crate) name: String,
    /// How many variables its file has.
    pub(crate) variable_count: usize,
}

/// Names an environment: `POST /api/environments/create`, `…/duplicate`, `…/delete`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct EnvironmentName {
    /// Id of the collection; empty for the workspace.
    #[serde(default)]
    pub(crate) collection: String,
    /// Its name.
    pub(crate) name: String,
}

/// `POST /api/environments/rename`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RenameEnvironment {
    /// Id of the collection; empty for the workspace.
    #[serde(default)]
    pub(crate) collection: String,
    /// Its name.
    pub(crate) name: String,
    /// Its name from now on.
    pub(crate) new_name: String,
}

/// What a command made of an environment.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ChangedEnvironment {
    /// Its name now.
    pub(crate) name: String,
}

/// What `POST /api/environments/delete` did.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DeletedEnvironment {
    /// Hand this to `POST /api/environments/restore`; works once, within 30 days.
    pub(crate) undo: String,
}

/// `POST /api/environments/restore`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RestoreEnvironment {
    /// From [`DeletedEnvironment`]; without it the latest deletion is taken back.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) undo: Option<String>,
}
