//! The app itself, and the tree of the sidebar.

use model::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::ImportOption;

/// `GET /api/app`: what does not change while the program runs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AppView {
    /// Version of the program.
    pub version: String,
    /// Folder of the workspace, absolute.
    pub workspace: String,
    /// The same as a person writes it, the home folder as `~`.
    pub workspace_short: String,
    /// Last part of that path, for the header.
    pub workspace_name: String,
    /// The choices of an import, in the order they are shown.
    pub import_options: Vec<ImportOption>,
}

/// `GET /api/workspace`: the tree of all collections.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WorkspaceView {
    /// Collections by name.
    pub collections: Vec<CollectionNode>,
    /// What is wrong in their files.
    pub problems: Vec<Problem>,
}

/// A collection with everything in it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CollectionNode {
    /// Id by which every other call names it.
    pub id: String,
    /// The name a person sees.
    pub name: String,
    /// Its folder, absolute.
    pub folder: String,
    /// Whether its own tab has unsaved edits.
    pub is_changed: bool,
    /// What happened to its file while it was edited; absent as a rule.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<NodeTrouble>,
    /// Name of the environment in use; absent for `No Environment`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active_environment: Option<String>,
    /// Folders and requests in their order.
    pub items: Vec<TreeNode>,
}

/// One row below a collection.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TreeNode {
    /// A folder with children.
    Folder(FolderNode),
    /// A request.
    Request(RequestNode),
}

/// A folder with everything in it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FolderNode {
    /// Path inside the collection.
    pub path: String,
    /// The name a person sees.
    pub name: String,
    /// Whether its own tab has unsaved edits.
    pub is_changed: bool,
    /// What happened to its file while it was edited; absent as a rule.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<NodeTrouble>,
    /// Folders and requests in their order.
    pub items: Vec<TreeNode>,
}

/// A request of the tree, as edited.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestNode {
    /// Path inside the collection.
    pub path: String,
    /// The name a person sees.
    pub name: String,
    /// Method, case kept.
    pub method: String,
    /// Path of the URL as an API document writes it, without the leading slash: `v3/users/{id}`.
    pub url_path: String,
    /// Whether it has unsaved edits.
    pub is_changed: bool,
    /// What happened to its file while it was edited; absent as a rule.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<NodeTrouble>,
    /// Its saved examples, in their order.
    pub examples: Vec<ExampleNode>,
}

/// What happened to the file of an item while it was edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NodeTrouble {
    /// It says something else than when the edits began.
    ChangedOnDisk,
    /// It is no longer there; the item stays for its edits alone.
    Gone,
}

/// A saved example below its request.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExampleNode {
    /// The name a person sees.
    pub name: String,
    /// Status of the answer; absent for a `default` answer of an API document.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
}

/// `GET` and `POST /api/layout`: how the window is arranged. The program keeps it and does not look into it.
#[derive(Debug, Clone, Default, Deserialize, Serialize, TS)]
pub struct Layout {
    /// JSON of the page; empty when nothing was kept yet.
    pub text: String,
}
