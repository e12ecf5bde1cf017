//! Saved examples of a request. They go to its file at once.

use model::Example;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/request/examples`: keeps an answer beside its request.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SaveExample {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the request.
    pub(crate) path: String,
    /// The exchange whose answer is kept; it must be over and have one.
    pub(crate) exchange_id: String,
    /// Its name; absent takes status and reason.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) name: Option<String>,
}

/// Names one example. `name` is the name it is known by; another one there is 404.
#[derive(Debug, Clone, Deserialize, Serialize, TS)]
pub(crate) struct ExampleName {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the request.
    pub(crate) path: String,
    /// Its place among the examples of the request, from 0.
    pub(crate) at: usize,
}

/// `POST /api/request/examples/rename`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RenameExample {
    /// Which one.
    #[serde(flatten)]
    pub(crate) example: ExampleName,
    /// The name it is known by.
    pub(crate) known: String,
    /// The name it gets.
    pub(crate) name: String,
}

/// `POST /api/request/examples/delete`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct DeleteExample {
    /// Which one.
    #[serde(flatten)]
    pub(crate) example: ExampleName,
    /// The name it is known by.
    pub(crate) known: String,
}

/// `POST /api/request/examples/restore`: puts a deleted example back.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RestoreExample {
    /// Where it stood.
    #[serde(flatten)]
    pub(crate) example: ExampleName,
    /// What it said.
    pub(crate) content: Example,
}

/// `GET /api/request/example?collection=&path=&at=`, and the answer of the commands: the example, or the one that was deleted.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ExampleView {
    /// Its place among the examples of the request.
    pub(crate) at: usize,
    /// Names of the collection, the folders and the request that lead to it.
    pub(crate) trail: Vec<String>,
    /// What it says.
    pub(crate) example: Example,
}
