//! What was sent.

use model::Request;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::exchanges::{HeaderField, SentRow, TimingsView};

/// One row of `GET /api/history?text=&before=&limit=`, newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct HistoryView {
    /// Its number.
    pub(crate) id: i64,
    /// When it began, milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
    /// Id of the collection; absent for a URL sent without one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) collection: Option<String>,
    /// Name of the collection at that time.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) collection_name: Option<String>,
    /// Path of the request at that time.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// Method as sent.
    pub(crate) method: String,
    /// Address, secrets masked.
    pub(crate) url: String,
    /// Status of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Reason phrase, as sent.
    pub(crate) reason: String,
    /// From the beginning to the last byte, in microseconds.
    pub(crate) duration_us: u64,
    /// Bytes of the answer's body, decoded.
    pub(crate) body_bytes: u64,
    /// Why there is no complete answer.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<String>,
}

/// `GET /api/history/{id}`: one entry with what was kept of it, secrets masked.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct HistoryDetail {
    /// As in the list.
    pub(crate) entry: HistoryView,
    /// Name of the request at that time; empty when it had none.
    pub(crate) name: String,
    /// The text of the request's body with its placeholders; absent when it had none that is text.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sent_text: Option<String>,
    /// Token calls, and the 401 that a new token mended.
    pub(crate) earlier: Vec<HistoryHop>,
    /// The hops; empty when they were too long to keep, or nothing was sent.
    pub(crate) hops: Vec<HistoryHop>,
    /// The beginning of the answer's body; absent when it is not text or was not kept.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<KeptBody>,
    /// What is kept of the answer's body. A whole one is the exchange `history-ID`.
    pub(crate) kept: AnswerKept,
}

/// `GET /api/history/{id}/request`: the request as it was when it was sent, with its placeholders.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct RecordedRequestView {
    /// The request.
    pub(crate) request: Request,
    /// Whether a secret in it is masked, so that it cannot be sent as it was.
    pub(crate) is_masked: bool,
}

/// What is kept of an answer's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AnswerKept {
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
pub(crate) struct KeptBody {
    /// The text as received, secrets masked.
    pub(crate) text: String,
    /// The text laid out; absent when it is no JSON or goes on.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pretty: Option<String>,
    /// Whether the body goes on behind it.
    pub(crate) is_cut: bool,
}

/// One sent request and its answer.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct HistoryHop {
    /// Method as sent.
    pub(crate) method: String,
    /// Address, secrets masked.
    pub(crate) url: String,
    /// Header rows as sent, secrets masked.
    pub(crate) rows: Vec<SentRow>,
    /// Status of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Reason phrase, as sent.
    pub(crate) reason: String,
    /// Header fields of the answer, secrets masked.
    pub(crate) headers: Vec<HeaderField>,
    /// How long each phase took.
    pub(crate) timings: TimingsView,
}

/// `POST /api/history/delete`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct DeleteHistory {
    /// Number of the entry; absent deletes the history of the workspace, which cannot be taken back.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) id: Option<i64>,
}

/// Answer of `POST /api/history/delete`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DeletedHistory {
    /// How many entries are gone.
    pub(crate) count: usize,
    /// Takes it back once: `POST /api/history/restore`; absent when it cannot be.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) undo: Option<String>,
}

/// `POST /api/history/restore`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RestoreHistory {
    /// From the answer of the deletion.
    pub(crate) undo: String,
}

/// `GET /api/history/compare?before=&after=&ignored=`: two answers side by side.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ComparisonView {
    /// The one before.
    pub(crate) before: HistoryView,
    /// The one after.
    pub(crate) after: HistoryView,
    /// Lines of the bodies; empty when one of them was not kept.
    pub(crate) body: Vec<ComparedRow>,
    /// Whether both bodies were kept.
    pub(crate) has_bodies: bool,
    /// Whether a body goes on behind what was kept and compared.
    pub(crate) is_cut: bool,
    /// Header fields of the answers.
    pub(crate) headers: Vec<ComparedRow>,
}

/// A line on both sides; a side is absent where the other one has a line more.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ComparedRow {
    /// What it is.
    pub(crate) difference: DifferenceKind,
    /// The line before.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<String>,
    /// The line after.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<String>,
}

/// What a line of a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DifferenceKind {
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
