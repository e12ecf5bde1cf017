//! What was sent.

use model::Request;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::{HeaderField, SentRow, TimingsView};

/// One row of `GET /api/history?text=&before=&limit=`, newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryView {
    /// Its number.
    pub id: i64,
    /// When it began, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Id of the collection; absent for a URL sent without one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// Name of the collection at that time.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection_name: Option<String>,
    /// Path of the request at that time.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Method as sent.
    pub method: String,
    /// Address, secrets masked.
    pub url: String,
    /// Status of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Reason phrase, as sent.
    pub reason: String,
    /// From the beginning to the last byte, in microseconds.
    pub duration_us: u64,
    /// Bytes of the answer's body, decoded.
    pub body_bytes: u64,
    /// Why there is no complete answer.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// `GET /api/history/{id}`: one entry with what was kept of it, secrets masked.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryDetail {
    /// As in the list.
    pub entry: HistoryView,
    /// Name of the request at that time; empty when it had none.
    pub name: String,
    /// The text of the request's body with its placeholders; absent when it had none that is text.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_text: Option<String>,
    /// Token calls, and the 401 that a new token mended.
    pub earlier: Vec<HistoryHop>,
    /// The hops; empty when they were too long to keep, or nothing was sent.
    pub hops: Vec<HistoryHop>,
    /// The beginning of the answer's body; absent when it is not text or was not kept.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<KeptBody>,
    /// What is kept of the answer's body. A whole one is the exchange `history-ID`.
    pub kept: AnswerKept,
}

/// `GET /api/history/{id}/request`: the request as it was when it was sent, with its placeholders.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecordedRequestView {
    /// The request.
    pub request: Request,
    /// Whether a secret in it is masked, so that it cannot be sent as it was.
    pub is_masked: bool,
}

/// What is kept of an answer's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKept {
    /// There was none.
    Empty,
    /// All of it that came.
    Whole,
    /// The beginning, if it is text: the rest could not be kept, or an earlier version sent it.
    Beginning,
    /// As `beginning`; it was longer than what is kept.
    TooLong,
    /// As `beginning`; the whole one made room for later answers.
    Gone,
}

/// The beginning of an answer's body.
#[derive(Debug, Clone, Serialize, TS)]
pub struct KeptBody {
    /// The text as received, secrets masked.
    pub text: String,
    /// The text laid out; absent when it is no JSON or goes on.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pretty: Option<String>,
    /// Whether the body goes on behind it.
    pub is_cut: bool,
}

/// One sent request and its answer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryHop {
    /// Method as sent.
    pub method: String,
    /// Address, secrets masked.
    pub url: String,
    /// Header rows as sent, secrets masked.
    pub rows: Vec<SentRow>,
    /// Status of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Reason phrase, as sent.
    pub reason: String,
    /// Header fields of the answer, secrets masked.
    pub headers: Vec<HeaderField>,
    /// How long each phase took.
    pub timings: TimingsView,
}

/// `POST /api/history/delete`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DeleteHistory {
    /// Number of the entry; absent deletes the history of the workspace, which cannot be taken back.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<i64>,
}

/// Answer of `POST /api/history/delete`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeletedHistory {
    /// How many entries are gone.
    pub count: usize,
    /// Takes it back once: `POST /api/history/restore`; absent when it cannot be.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<String>,
}

/// `POST /api/history/restore`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RestoreHistory {
    /// From the answer of the deletion.
    pub undo: String,
}

/// `GET /api/history/compare?before=&after=&ignored=`: two answers side by side.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparisonView {
    /// The one before.
    pub before: HistoryView,
    /// The one after.
    pub after: HistoryView,
    /// Lines of the bodies; empty when one of them was not kept.
    pub body: Vec<ComparedRow>,
    /// Whether both bodies were kept.
    pub has_bodies: bool,
    /// Whether a body goes on behind what was kept and compared.
    pub is_cut: bool,
    /// Header fields of the answers.
    pub headers: Vec<ComparedRow>,
}

/// A line on both sides; a side is absent where the other one has a line more.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparedRow {
    /// What it is.
    pub difference: DifferenceKind,
    /// The line before.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The line after.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What a line of a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// The same on both sides.
    Same,
    /// Another value.
    Changed,
    /// Only after.
    Added,
    /// Only before.
    Removed,
    /// Another value that is passed over.
    Ignored,
}
