//! The Console: every exchange of this program, as it was sent.

use model::Problem;
use serde::Serialize;
use ts_rs::TS;

use crate::exchanges::{ConnectionView, TimingsView};

/// `GET /api/console?since=N`: rows behind number N, oldest first.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ConsoleView {
    /// The rows.
    pub(crate) entries: Vec<ConsoleEntry>,
    /// Number of the oldest row that is kept; 0 when there is none. Rows before it are gone.
    pub(crate) first: u64,
    /// What to ask with next.
    pub(crate) next: u64,
}

/// One row: a hop, or a send that was stopped before it left.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ConsoleEntry {
    /// Its number; a later row has a higher one.
    pub(crate) number: u64,
    /// What belongs to one Send shares this: the id of its exchange.
    pub(crate) group: String,
    /// Name of the request, or of the collection whose token was asked for.
    pub(crate) title: String,
    /// What it was for.
    pub(crate) role: ConsoleRole,
    /// When it began, milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
    /// Since the first row of its group began, in microseconds.
    pub(crate) offset_us: u64,
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
    /// Bytes of the answer's body, decoded.
    pub(crate) body_bytes: u64,
    /// How long each phase took.
    pub(crate) timings: TimingsView,
    /// Why there is no complete answer, or why it was not sent.
    pub(crate) problems: Vec<Problem>,
}

/// What a row was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConsoleRole {
    /// A token was asked for.
    Token,
    /// Refused with 401; a new token is fetched.
    Refused,
    /// Answered with a redirect that was followed.
    Redirect,
    /// The answer that is shown, or the end of the send.
    Answer,
    /// Nothing was sent.
    Unsent,
}

/// `GET /api/console/{number}`: what was sent and received, as it went over the wire.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ConsoleDetail {
    /// Its number.
    pub(crate) number: u64,
    /// The head as it went out.
    pub(crate) sent_head: Vec<ShownPiece>,
    /// The beginning of the body that went out.
    pub(crate) sent_body: ShownBody,
    /// The head as received; empty when none came.
    pub(crate) received_head: Vec<ShownPiece>,
    /// The beginning of the body as received, decoded.
    pub(crate) received_body: ShownBody,
    /// The connection; absent when there was none.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) connection: Option<ConnectionView>,
}

/// A piece of a text: as it is, or kept back.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ShownPiece {
    /// The text; empty when it is kept back.
    pub(crate) text: String,
    /// So many characters are kept back here; absent for text that is shown.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) masked: Option<usize>,
}

/// The beginning of a body.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub(crate) struct ShownBody {
    /// The beginning; empty when it is not text.
    pub(crate) pieces: Vec<ShownPiece>,
    /// Whether it is text.
    pub(crate) is_text: bool,
    /// Bytes of the whole body.
    pub(crate) bytes: u64,
    /// Whether it goes on behind the pieces.
    pub(crate) is_cut: bool,
}
