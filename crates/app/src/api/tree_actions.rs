//! What a person does with rows of the tree: add, rename, move, duplicate, delete, bring back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a row of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A collection.
    Collection,
    /// A folder.
    Folder,
    /// A request.
    Request,
}

/// `POST /api/items/add`: something new at the end of a folder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AddItem {
    /// What it is. A collection needs neither `collection` nor `parent`.
    pub kind: ItemKind,
    /// Its name.
    pub name: String,
    /// Id of the collection that gets it.
    #[serde(default)]
    pub collection: String,
    /// Path of the folder that gets it; empty for the collection itself.
    #[serde(default)]
    pub parent: String,
}

/// `POST /api/items/rename`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RenameItem {
    /// Id of the collection.
    pub collection: String,
    /// Path inside it; empty for the collection itself.
    #[serde(default)]
    pub path: String,
    /// The new name.
    pub name: String,
}

/// `POST /api/items/move`: to another place, in the same collection or another one.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MoveItem {
    /// Id of the collection.
    pub collection: String,
    /// Path inside it.
    pub path: String,
    /// Id of the collection that gets it; absent for the same.
    #[ts(optional)]
    pub to_collection: Option<String>,
    /// Path of the folder that gets it; empty for the collection itself.
    #[serde(default)]
    pub parent: String,
    /// Path of the sibling in front of which it is to stand; absent for the end.
    #[ts(optional)]
    pub before: Option<String>,
}

/// `POST /api/request/save-as`: a request as edited, under another name.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveAs {
    /// Id of the collection.
    pub collection: String,
    /// Path of the request inside it.
    pub path: String,
    /// Id of the collection that gets the new one.
    pub to_collection: String,
    /// Path of the folder that gets it; empty for the collection itself.
    #[serde(default)]
    pub parent: String,
    /// Name of the new one.
    pub name: String,
}

/// Where something is after a change of the tree.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NamedItem {
    /// Id of the collection.
    pub collection: String,
    /// Path inside it; empty for the collection itself.
    pub path: String,
    /// What it is.
    pub kind: ItemKind,
}

/// Where something is after a move.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MovedItem {
    /// Id of the collection.
    pub collection: String,
    /// Path inside it.
    pub path: String,
    /// Whether it came from another collection and a request in it inherits an authorization, which is another one there.
    pub inherits_other_auth: bool,
}

/// A deletion that can be taken back, also after a restart.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeletionView {
    /// What `restore` asks for.
    pub undo: String,
    /// Name of what was deleted.
    pub name: String,
    /// When, milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// `POST /api/items/restore`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RestoreItem {
    /// Names the deletion.
    pub undo: String,
}
