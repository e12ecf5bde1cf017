//! The tree of the sidebar.

use model::Problem;
use serde::Serialize;
use ts_rs::TS;

/// `GET /api/workspace`: the tree of all collections.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct WorkspaceView {
    /// Collections by name.
    pub(crate) collections: Vec<CollectionNode>,
    /// What is wrong in their files.
    pub(crate) problems: Vec<Problem>,
}

/// A collection with everything in it.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct CollectionNode {
    /// Id by which every other call names it.
    pub(crate) id: String,
    /// The name a person sees.
    pub(crate) name: String,
    /// Its folder, absolute.
    pub(crate) folder: String,
    /// Whether its own tab has unsaved edits.
    pub(crate) is_changed: bool,
    /// What happened to its file while it was edited; absent as a rule.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trouble: Option<NodeTrouble>,
    /// Name of the environment in use; absent for `No Environment`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) active_environment: Option<String>,
    /// Folders and requests in their order.
    pub(crate) items: Vec<TreeNode>,
}

/// One row below a collection.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum TreeNode {
    /// A folder with children.
    Folder(FolderNode),
    /// A request.
    Request(RequestNode),
}

/// A folder with everything in it.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FolderNode {
    /// Path inside the collection.
    pub(crate) path: String,
    /// The name a person sees.
    pub(crate) name: String,
    /// Whether its own tab has unsaved edits.
    pub(crate) is_changed: bool,
    /// What happened to its file while it was edited; absent as a rule.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trouble: Option<NodeTrouble>,
    /// Folders and requests in their order.
    pub(crate) items: Vec<TreeNode>,
}

/// A request of the tree, as edited.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct RequestNode {
    /// Path inside the collection.
    pub(crate) path: String,
    /// The name a person sees.
    pub(crate) name: String,
    /// Method, case kept.
    pub(crate) method: String,
    /// Path of the URL as an API document writes it, without the leading slash: `v3/users/{id}`.
    pub(crate) url_path: String,
    /// Whether it has unsaved edits.
    pub(crate) is_changed: bool,
    /// What happened to its file while it was edited; absent as a rule.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trouble: Option<NodeTrouble>,
    /// Its saved examples, in their order.
    pub(crate) examples: Vec<ExampleNode>,
}

/// What happened to the file of an item while it was edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NodeTrouble {
    /// It says something else than when the edits began.
    ChangedOnDisk,
    /// It is no longer there; the item stays for its edits alone.
    Gone,
}

/// A saved example below its request.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ExampleNode {
    /// The name a person sees.
    pub(crate) name: String,
    /// Status of the answer; absent for a `default` answer of an API document.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
}
