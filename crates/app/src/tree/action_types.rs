//! What a person does with rows of the tree: add, rename, move, duplicate, delete, bring back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a row of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ItemKind {
    /// A collection.
    Collection,
    /// A folder.
    Folder,
    /// A request.
    Request,
}

/// `POST /api/items/add`: something new at the end of a folder.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct AddItem {
    /// What it is. A collection needs neither `collection` nor `parent`.
    pub(crate) kind: ItemKind,
    /// Its name.
    pub(crate) name: String,
    /// Id of the collection that gets it.
    #[serde(default)]
    pub(crate) collection: String,
    /// Path of the folder that gets it; empty for the collection itself.
    #[serde(default)]
    pub(crate) parent: String,
}

/// `POST /api/items/rename`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RenameItem {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it; empty for the collection itself.
    #[serde(default)]
    pub(crate) path: String,
    /// The new name.
    pub(crate) name: String,
}

/// `POST /api/items/move`: to another place, in the same collection or another one.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct MoveItem {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it.
    pub(crate) path: String,
    /// Id of the collection that gets it; absent for the same.
    #[ts(optional)]
    pub(crate) to_collection: Option<String>,
    /// Path of the folder that gets it; empty for the collection itself.
    #[serde(default)]
    pub(crate) parent: String,
    /// Path of the sibling in front of which it is to stand; absent for the end.
    #[ts(optional)]
    pub(crate) before: Option<String>,
}

/// `POST /api/request/save-as`: a request as edited, under another name.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SaveAs {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the request inside it.
    pub(crate) path: String,
    /// Id of the collection that gets the new one.
    pub(crate) to_collection: String,
    /// Path of the folder that gets it; empty for the collection itself.
    #[serde(default)]
    pub(crate) parent: String,
    /// Name of the new one.
    pub(crate) name: String,
}

/// Where something is after a change of the tree.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct NamedItem {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it; empty for the collection itself.
    pub(crate) path: String,
    /// What it is.
    pub(crate) kind: ItemKind,
}

/// Where something is after a move.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct MovedItem {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it.
    pub(crate) path: String,
    /// Whether it came from another collection and a request in it inherits an authorization, which is another one there.
    pub(crate) inherits_other_auth: bool,
}

/// A deletion that can be taken back, also after a restart.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DeletionView {
    /// What `restore` asks for.
    pub(crate) undo: String,
    /// Name of what was deleted.
    pub(crate) name: String,
    /// When, milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
}

/// `POST /api/items/restore`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RestoreItem {
    /// Names the deletion.
    pub(crate) undo: String,
}
