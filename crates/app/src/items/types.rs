//! Tabs of a request, and of a collection or folder: load, edit, save.
//!
//! Every edit is sent at once and kept as a draft in state; Save writes the file. The page shows what comes back.

use std::collections::BTreeMap;

use model::{Parent, Problem, Request, Settings};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::exchanges::RowOrigin;

/// Names an item in a query or command.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub(crate) struct ItemName {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it; empty for the collection itself.
    #[serde(default)]
    pub(crate) path: String,
}

/// `GET /api/request`, and the answer of its commands.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct RequestView {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it.
    pub(crate) path: String,
    /// Names of the collection and the folders that lead to it, for the line above the URL.
    pub(crate) trail: Vec<String>,
    /// The request as edited, without its examples.
    pub(crate) request: Request,
    /// Whether it differs from its file.
    pub(crate) is_changed: bool,
    /// Whether the file changed on disk after the edits began: saving would overwrite that.
    pub(crate) is_conflicting: bool,
    /// Whether the file is gone: the item is here for its edits alone, until they are saved or discarded.
    pub(crate) is_gone: bool,
    /// What applies where its settings say `inherit`: every one has a value.
    pub(crate) inherited: Settings,
    /// What a send would make of it.
    pub(crate) preview: RequestPreview,
}

/// What a send would make of a request as it stands.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub(crate) struct RequestPreview {
    /// The address with everything replaced that can be, secrets masked.
    pub(crate) url: String,
    /// Generated and authorization rows, in the order they are sent, the switched-off and overridden ones too.
    pub(crate) rows: Vec<PreviewRow>,
    /// What stops or would disturb a send.
    pub(crate) problems: Vec<Problem>,
}

/// A header row that nobody typed.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PreviewRow {
    /// Header name.
    pub(crate) name: String,
    /// Value, secrets masked; a sentence in angle brackets where only the send decides.
    pub(crate) value: String,
    /// `generated`, `auth` or `cookie`.
    pub(crate) origin: RowOrigin,
    /// Whether it will be sent. A generated row is switched off by its lower-case name in
    /// `request.behavior.disabled_system_headers`.
    pub(crate) is_enabled: bool,
    /// Whether a typed row of that name takes its place.
    pub(crate) is_overridden: bool,
}

/// `POST /api/request/draft`: the request as edited.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RequestDraft {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it.
    pub(crate) path: String,
    /// All of it, as edited.
    pub(crate) request: Request,
    /// Which of two that say the same was edited; the answer has the other one in step.
    #[serde(default)]
    pub(crate) edited: EditedSide,
}

/// Which of URL line and tables was edited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EditedSide {
    /// Something else, or the URL line: rows follow it.
    #[default]
    Url,
    /// Rows of `Query Params`: the URL line follows them.
    Params,
}

/// `POST /api/request/save`, `…/discard`, `POST /api/collection/save`, `…/discard`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SaveItem {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it; empty for the collection itself.
    #[serde(default)]
    pub(crate) path: String,
    /// Whether a file that changed on disk meanwhile is overwritten. Otherwise that is the problem `changed_on_disk`, 409.
    #[serde(default)]
    pub(crate) overwrites: bool,
}

/// `GET /api/collection` for a collection (empty path) or a folder, and the answer of its commands.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ParentView {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the folder; empty for the collection itself.
    pub(crate) path: String,
    /// Names of the collection and the folders that lead to it; empty for the collection itself.
    pub(crate) trail: Vec<String>,
    /// Its folder, absolute.
    pub(crate) folder: String,
    /// Version of the API or of the collection.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// Its own content as edited.
    pub(crate) content: Parent,
    /// What applies where its settings say `inherit`: every one has a value.
    pub(crate) inherited: Settings,
    /// Whether it differs from its file.
    pub(crate) is_changed: bool,
    /// Whether the file changed on disk after the edits began.
    pub(crate) is_conflicting: bool,
    /// Whether the file is gone: the item is here for its edits alone, until they are saved or discarded.
    pub(crate) is_gone: bool,
    /// Requests in it, at any depth.
    pub(crate) request_count: usize,
    /// Folders in it, at any depth.
    pub(crate) folder_count: usize,
    /// Where it was imported from.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<SourceView>,
}

/// Where a collection was imported from.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct SourceView {
    /// Address as typed, or the file's name.
    pub(crate) address: String,
}

/// `POST /api/collection/draft`: a collection's or folder's own content as edited.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ParentDraft {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the folder; empty for the collection itself.
    #[serde(default)]
    pub(crate) path: String,
    /// All of it, as edited.
    pub(crate) content: Parent,
}

/// Which side of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConflictSide {
    /// What was edited.
    Draft,
    /// What the file says.
    Disk,
    /// A text with the changes of both.
    Both,
}

/// `GET /api/conflict`: both sides of an item whose file changed on disk after its edits began.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ConflictView {
    /// The file, as a path inside the workspace or absolute.
    pub(crate) file: String,
    /// To be sent with the choices: they hold for this state of the file only.
    pub(crate) seen: String,
    /// Fields that are not the same on both sides.
    pub(crate) fields: Vec<ConflictField>,
    /// Number of fields that are.
    pub(crate) same: usize,
    /// When the draft was last edited, milliseconds since 1970 UTC.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) edited_at_ms: Option<i64>,
    /// When the file was last changed.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changed_at_ms: Option<i64>,
}

/// A field that is not the same on both sides.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ConflictField {
    /// `url`, `body`, `headers/X-Ticket`, `defaults.auth`.
    pub(crate) id: String,
    /// As edited; empty when it is not there.
    pub(crate) draft: String,
    /// As on disk.
    pub(crate) disk: String,
    /// The side that alone has a change, which is taken; absent when both have one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) only: Option<ConflictSide>,
    /// A text with the changes of both sides; absent where they touch, and for what is no text of several lines.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) both: Option<String>,
}

/// `POST /api/conflict/resolve`: saves a result of both sides.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ResolveConflict {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it; empty for the collection itself.
    #[serde(default)]
    pub(crate) path: String,
    /// As it came with both sides. When the file says something else by then, that is the problem `changed_on_disk`, 409.
    pub(crate) seen: String,
    /// Side by field id; a field without one takes the draft's.
    pub(crate) choices: BTreeMap<String, ConflictSide>,
}

/// `POST /api/request/curl`: the request as edited, as a cURL command.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct CurlOf {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it.
    pub(crate) path: String,
    /// Whether secrets and the token stand in it; otherwise their names in braces.
    #[serde(default)]
    pub(crate) shows_secrets: bool,
}

/// Answer of `POST /api/request/curl`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct CurlText {
    /// The command, for a POSIX shell.
    pub(crate) text: String,
}

/// `POST /api/request/from-curl`: what a pasted command makes of the request. Nothing is kept: the page edits with it.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct FromCurl {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it.
    pub(crate) path: String,
    /// The command.
    pub(crate) text: String,
}

/// Answer of `POST /api/request/from-curl`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct RequestFromCurl {
    /// The request with what the command says; name, description, variables and examples are still its own.
    pub(crate) request: Request,
    /// What of the command has no counterpart.
    pub(crate) problems: Vec<Problem>,
}
