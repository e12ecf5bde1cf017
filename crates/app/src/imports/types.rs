//! Import of an API document, as a job.

use model::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::tree::TreeNode;

/// One choice of `View Import Settings`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ImportOption {
    /// Stable id, such as `folderStrategy`.
    pub(crate) id: String,
    /// Its label.
    pub(crate) label: String,
    /// What it does, a sentence without a full stop.
    pub(crate) help: String,
    /// Its values; `true` and `false` for a switch.
    pub(crate) values: Vec<String>,
    /// What it is when nobody chose.
    pub(crate) default_value: String,
}

/// `POST /api/imports`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct StartImport {
    /// An address, fetched byte for byte as typed, or the text of a document; empty when files are given.
    #[serde(default)]
    pub(crate) text: String,
    /// Whether it is the sample API that comes with the program; text and files are empty then.
    #[serde(default)]
    pub(crate) is_sample: bool,
    /// Several files that belong together: what they refer to is looked for among them.
    #[serde(default)]
    pub(crate) files: Vec<ImportFile>,
    /// Path of that one of the files that is meant; absent: the likeliest.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) root: Option<String>,
    /// Where the request of a cURL command goes; absent: into a collection of its own.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) into: Option<ImportInto>,
    /// Choices that differ from their default.
    #[serde(default)]
    pub(crate) settings: Vec<ImportSetting>,
    /// Name instead of the document's title.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) name: Option<String>,
    /// Whether a collection of that name is replaced. Otherwise that is the problem `exists`.
    #[serde(default)]
    pub(crate) replaces: bool,
}

/// One of several files.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ImportFile {
    /// Its path below the folder that was chosen, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// A place in a collection that is there.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ImportInto {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the folder; empty for the collection itself.
    pub(crate) parent: String,
}

/// A choice that was made.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ImportSetting {
    /// Id of the option.
    pub(crate) id: String,
    /// Its value.
    pub(crate) value: String,
}

/// Answer of `POST /api/imports`, at once.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct StartedImport {
    /// Id of the job.
    pub(crate) import_id: String,
}

/// `GET /api/imports/{id}`, and the event `import_changed`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ImportView {
    /// Its id.
    pub(crate) id: String,
    /// How it stands.
    pub(crate) state: ImportState,
    /// What it is doing, or did last.
    pub(crate) stage: ImportStage,
    /// Address that is fetched; empty for a pasted document.
    pub(crate) address: String,
    /// Bytes that are here.
    pub(crate) received_bytes: u64,
    /// Bytes there will be; absent when the server did not say.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_bytes: Option<u64>,
    /// What it made, in state `done`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) report: Option<ImportReport>,
    /// Why it made nothing, in state `failed`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<Problem>,
}

/// How an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ImportState {
    /// It goes on.
    Running,
    /// The collection is there.
    Done,
    /// Nothing was made.
    Failed,
    /// The person cancelled; nothing was made.
    Cancelled,
}

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ImportStage {
    /// A document is fetched.
    Fetching,
    /// It is read.
    Converting,
    /// The collection is written.
    Writing,
}

/// What an import made.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ImportReport {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the request that was put into a collection which was there; empty for a new collection.
    pub(crate) path: String,
    /// Name of the collection.
    pub(crate) name: String,
    /// Requests that were made.
    pub(crate) request_count: usize,
    /// What is wrong in the document.
    pub(crate) problems: Vec<Problem>,
    /// Hand this to `POST /api/items/restore` to bring back the collection that was replaced; absent when none was.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replaced: Option<String>,
}

/// `POST /api/imports/preview` (takes `StartImport`): what would come in. Nothing is written.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ImportPreviewView {
    /// Name of the collection.
    pub(crate) name: String,
    /// What was read: `Swagger 2.0`, `OpenAPI 3.0.1` or `cURL`.
    pub(crate) format: String,
    /// Length of the document in bytes.
    pub(crate) document_bytes: usize,
    /// How long fetching and reading took, in microseconds.
    pub(crate) took_us: u64,
    /// Requests.
    pub(crate) request_count: usize,
    /// Folders at any depth.
    pub(crate) folder_count: usize,
    /// Variables of the collection.
    pub(crate) variable_count: usize,
    /// Kind of the collection's authorization, such as `oauth2`; `none` without one.
    pub(crate) auth: String,
    /// Value of `baseUrl`; empty when there is none.
    pub(crate) base_url: String,
    /// Folders and requests in their order; they have no paths yet.
    pub(crate) items: Vec<TreeNode>,
    /// Query parameters that come in unticked, in all requests together.
    pub(crate) unticked_count: usize,
    /// What is wrong in the document, with places.
    pub(crate) problems: Vec<Problem>,
    /// Of several files the paths of those that are API documents, the one that is shown first.
    pub(crate) documents: Vec<String>,
    /// Whether this is a cURL command, which may go into a collection that is there.
    pub(crate) is_command: bool,
}
