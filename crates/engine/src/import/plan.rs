//! What an import is asked for, and what it reports.

use std::path::PathBuf;

use model::{Collection, Problem};

use crate::send::options::OptionChanges;
use crate::workspace::Opened;

/// What to import.
#[derive(Debug)]
pub struct ImportPlan {
    /// Where the document is.
    pub imports: Imports,
    /// Where the request of a cURL command goes: a collection and the path of a folder in it. `None`: a collection of its own.
    pub into: Option<(Opened, String)>,
    /// Name of the collection instead of the document's title.
    pub name: Option<String>,
    /// Whether a collection of that name is replaced.
    pub replaces: bool,
    /// Import settings: id and value.
    pub settings: Vec<(String, String)>,
    /// How documents are fetched.
    pub fetching: Fetching,
}

/// Where a document is.
#[derive(Debug)]
pub enum Imports {
    /// At an address, fetched as typed.
    Url(String),
    /// In a file.
    File(PathBuf),
    /// Here.
    Text(Vec<u8>),
    /// Here, in several files.
    Files(GivenFiles),
}

/// Files that were handed in together. What they refer to is looked for among them and nowhere else on this machine.
#[derive(Debug, Default)]
pub struct GivenFiles {
    /// Path, with `/`, and text of each.
    pub files: Vec<(String, String)>,
    /// Path of the document that is meant; `None`: the likeliest one.
    pub root: Option<String>,
}

impl GivenFiles {
    /// Paths of the API documents among them, the one that is meant first.
    pub(crate) fn documents(&self) -> Vec<String> {
        let mut found = openapi::roots(self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        if let Some(at) = found.iter().position(|path| Some(path) == self.root.as_ref()) {
            found[..=at].rotate_right(1);
        }
        found
    }

    /// The file of this path, or where nobody said in which folders they lie, the one of its name.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        let is_flat = !self.files.iter().any(|(path, _)| path.contains('/'));
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_it = |own: &str| own == path || (is_flat && own == name);
        self.files.iter().find(|(own, _)| is_it(own)).map(|(_, text)| text.as_str())
    }
}

/// How documents are fetched.
#[derive(Debug, Clone, Default)]
pub struct Fetching {
    /// Header rows; placeholders are replaced.
    pub headers: Vec<(String, String)>,
    /// TLS rules and time limits.
    pub options: OptionChanges,
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A document is asked for.
    Fetching(String),
    /// So many bytes of it are here; the whole length, when the server said it.
    Received(u64, Option<u64>),
    /// The document is read.
    Converting,
    /// The collection is written.
    Writing,
}

/// What an import made.
#[derive(Debug, Clone)]
pub struct ImportReport {
    /// Name of the collection.
    pub collection: String,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// Path of the request that was put into it; empty when the collection is a new one.
    pub path: String,
    /// Requests that were made.
    pub requests: usize,
    /// What is wrong in the document.
    pub problems: Vec<Problem>,
    /// The deletion that brings back the collection which was replaced; `None` when none was.
    pub replaced: Option<String>,
}

/// What an import would make.
#[derive(Debug, Clone)]
pub struct ImportPreview {
    /// What was read: `Swagger 2.0`, `OpenAPI 3.0.1` or `cURL`.
    pub format: String,
    /// The collection; nothing of it is written.
    pub collection: Collection,
    /// Length of the document in bytes.
    pub document_bytes: usize,
    /// What is wrong in the document.
    pub problems: Vec<Problem>,
    /// Of several files the paths of those that are API documents, the one that is shown first.
    pub documents: Vec<String>,
    /// Whether this is a cURL command, which may also go into a collection that is there.
    pub is_command: bool,
}
