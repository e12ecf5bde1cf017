//! Files that a body names, and folders in which one is looked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/files`: what is known of the files that a body names.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct FilesWanted {
    /// Id of the collection: relative paths begin in its folder.
    pub(crate) collection: String,
    /// The paths as they stand in the request.
    pub(crate) paths: Vec<String>,
}

/// A file that a body names. Paths with a placeholder are not looked at.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FileView {
    /// As it stands in the request.
    pub(crate) path: String,
    /// Last part of it.
    pub(crate) name: String,
    /// The folder it lies in, absolute.
    pub(crate) folder: String,
    /// Its size; absent when there is no such file.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<u64>,
    /// When it was last written, milliseconds since 1970 UTC.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified_at_ms: Option<i64>,
    /// What its ending suggests.
    pub(crate) media_type: String,
}

/// `GET /api/folders?collection=&folder=`: what lies in a folder. Without `folder` the collection's own.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct FolderWanted {
    /// Id of the collection; empty for a file that belongs to none: the workspace takes its place, and paths come absolute.
    #[serde(default)]
    pub(crate) collection: String,
    /// Absolute, or relative to the collection. Refused when it is neither under the home folder nor in the workspace.
    #[serde(default)]
    pub(crate) folder: String,
}

/// A folder with what lies in it; dot names are left out.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FolderView {
    /// The folder, absolute.
    pub(crate) folder: String,
    /// The folder around it, where that can be listed.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<String>,
    /// Folders, then files, by name.
    pub(crate) entries: Vec<FolderEntryView>,
}

/// A folder or file in a folder.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FolderEntryView {
    /// Its name.
    pub(crate) name: String,
    /// How a request names it: relative to the collection where it lies in it, absolute elsewhere.
    pub(crate) path: String,
    /// Whether it is a folder.
    pub(crate) is_folder: bool,
    /// Size of a file.
    pub(crate) bytes: u64,
}
