//! Tables of variables: of an environment, a collection, a folder.

use model::Variable;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a table of variables, in a query and in commands.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct VariablePlace {
    /// What has the variables.
    pub(crate) kind: VariablePlaceKind,
    /// Id of the collection; empty for an environment of the workspace.
    #[serde(default)]
    pub(crate) collection: String,
    /// Name of the environment (`Globals` in the workspace for the global ones); path of the folder, empty for the collection;
    /// ignored for the environment in use.
    #[serde(default)]
    pub(crate) name: String,
}

/// What has variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VariablePlaceKind {
    /// An environment by its name.
    Environment,
    /// The environment in use in the collection.
    InUse,
    /// A collection or folder.
    Item,
}

/// `GET /api/variables/table`: [`VariablePlace`], and from where it is looked at.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TableQuestion {
    /// What has the variables.
    pub(crate) kind: VariablePlaceKind,
    /// As in [`VariablePlace`].
    #[serde(default)]
    pub(crate) collection: String,
    /// As in [`VariablePlace`].
    #[serde(default)]
    pub(crate) name: String,
    /// Id of the collection whose other variables the notes compare with; for environments of the workspace.
    #[serde(default)]
    pub(crate) seen_from: String,
}

/// A table of variables.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct VariableTable {
    /// In the order of the file; those without a line in it at the end.
    pub(crate) rows: Vec<VariableRow>,
}

/// One variable.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct VariableRow {
    /// As the file says. The value is the initial one, empty for a secret.
    pub(crate) variable: Variable,
    /// The current value, where it is another one; kept on this computer.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current: Option<String>,
    /// Whether the file has this variable.
    pub(crate) is_saved: bool,
    /// Whether the value of a secret is kept on this computer.
    pub(crate) has_secret: bool,
    /// What to know about it, most important first.
    pub(crate) notes: Vec<VariableNote>,
}

/// One thing to know about a variable.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "note", rename_all = "snake_case")]
pub(crate) enum VariableNote {
    /// Its value names variables that stand nowhere.
    Unresolved {
        /// Their names.
        names: Vec<String>,
    },
    /// A narrower scope has a variable of this name.
    Overridden {
        /// Which.
        by: VariableScope,
    },
    /// It takes the place of one in a wider scope.
    Overrides {
        /// Which.
        by: VariableScope,
    },
    /// The current value is another one than the initial.
    Differs,
    /// It has a current value only.
    OnlyHere,
    /// A later row has the same name and is used instead.
    NamedTwice,
    /// It is switched off.
    NotUsed,
    /// A secret whose value is not on this computer.
    NoSecret,
}

/// A scope.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct VariableScope {
    /// What it is.
    pub(crate) kind: VariableScopeKind,
    /// Name of the folder or environment; empty otherwise.
    pub(crate) name: String,
}

/// What a scope is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VariableScopeKind {
    /// A folder.
    Folder,
    /// An environment.
    Environment,
    /// The collection.
    Collection,
    /// The global variables.
    Globals,
}

/// `POST /api/variables/set`: the current value of a variable; of a secret one the value in the secret store.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SetVariable {
    /// Where.
    pub(crate) place: VariablePlace,
    /// Its name. One that the file does not have exists on this computer only.
    pub(crate) name: String,
    /// The value; absent takes it away, the initial one counts then.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) value: Option<String>,
}

/// `POST /api/variables/persist` and `…/reset`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ChooseVariables {
    /// Where.
    pub(crate) place: VariablePlace,
    /// Which; none named means all.
    #[serde(default)]
    pub(crate) names: Vec<String>,
}

/// `POST /api/environment/save`: the rows of an environment, written to its file at once.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct EditEnvironment {
    /// Id of the collection; empty for the workspace.
    #[serde(default)]
    pub(crate) collection: String,
    /// Name of the environment.
    pub(crate) name: String,
    /// The rows that were edited, as the program gave them. When the file says something else by now: 409 `changed_on_disk`.
    pub(crate) base: Vec<Variable>,
    /// The rows as edited. A secret with a value is put into the secret store and leaves no value in the file.
    pub(crate) variables: Vec<Variable>,
}

/// `POST /api/variables/reveal`. Answers with `RevealedSecret`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RevealVariable {
    /// Where.
    pub(crate) place: VariablePlace,
    /// Its name.
    pub(crate) name: String,
}
