//! Environments of a collection.

use model::Variable;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /api/environments?collection=`: what the picker lists.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EnvironmentsView {
    /// Name of the one in use; absent for `No Environment`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<String>,
    /// The collection's own, then those all collections share.
    pub environments: Vec<EnvironmentView>,
}

/// An environment.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EnvironmentView {
    /// The name a person sees.
    pub name: String,
    /// Where its file is.
    pub place: EnvironmentPlace,
    /// Its variables with their initial values; a secret has none.
    pub variables: Vec<Variable>,
}

/// Whose an environment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvironmentPlace {
    /// The collection's.
    Collection,
    /// The workspace's, for all collections.
    Workspace,
}

/// `POST /api/environments/use`. Answers with [`EnvironmentsView`].
#[derive(Debug, Clone, Deserialize, TS)]
pub struct UseEnvironment {
    /// Id of the collection.
    pub collection: String,
    /// Name; absent for `No Environment`.
    #[serde(default)]
    #[ts(optional)]
    pub name: Option<String>,
}
