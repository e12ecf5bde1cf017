//! Bodies of answers, as the page asks for them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a body is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BodyLanguage {
    /// JSON; the form `pretty` is there for it.
    Json,
    /// XML.
    Xml,
    /// HTML.
    Html,
    /// JavaScript.
    Javascript,
    /// Text.
    #[default]
    Text,
    /// Not text.
    Binary,
}

/// `POST /api/exchanges/{id}/filter`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct FilterBody {
    /// A JSONPath, RFC 9535.
    pub(crate) path: String,
}

/// Answer of `POST /api/exchanges/{id}/filter`: what matches, as an array of the original texts, laid out.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FilterView {
    /// What to ask `lines`, `search` and `body` for as `form`; the last four of an answer are kept.
    pub(crate) form: String,
    /// How many values match.
    pub(crate) matches: u64,
    /// Bytes of that form.
    pub(crate) bytes: u64,
}

/// Answer of `POST /api/exchanges/{id}/preview`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PreviewAddress {
    /// Path that gives the body as what it is, once.
    pub(crate) address: String,
    /// What shows it.
    pub(crate) kind: PreviewKind,
}

/// What shows a body as what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PreviewKind {
    /// A frame in which nothing runs or loads.
    Page,
    /// A picture.
    Picture,
    /// The browser's own viewer of PDF.
    Pdf,
    /// A player of sound.
    Audio,
    /// A player of films.
    Video,
}

/// Answer of `POST /api/exchanges/{id}/download`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DownloadAddress {
    /// Path that gives the body as a file, once.
    pub(crate) address: String,
}

/// `GET /api/exchanges/{id}/lines?form=&from=&count=`: part of a body by rows. A row is a line, or a part of one that is
/// longer than 4 KB.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct LinesView {
    /// How many rows there are so far.
    pub(crate) rows: u64,
    /// How many lines.
    pub(crate) lines: u64,
    /// How many bytes.
    pub(crate) bytes: u64,
    /// The rows from `from` on.
    pub(crate) shown: Vec<LineView>,
}

/// A row.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct LineView {
    /// Number of its line, from 1; absent on the rest of a long line.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    /// Its text without the line end.
    pub(crate) text: String,
    /// Whether the rows below it can be folded into it.
    #[ts(as = "Option<bool>", optional)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) opens: bool,
}

/// `GET /api/exchanges/{id}/fold?form=&row=`: what a row opens.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FoldView {
    /// The last row of it, from 0.
    pub(crate) end: u64,
    /// What closes it, such as `},`, when the last row does; empty otherwise.
    pub(crate) close: String,
    /// How many members, items or elements it has; absent when there are too many rows to count them.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parts: Option<u64>,
}

/// `GET /api/exchanges/{id}/folds?form=&from=`: what is folded when all is, from a row on.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FoldsView {
    /// The row that opens each, and its last one, from 0, in order.
    pub(crate) folds: Vec<(u64, u64)>,
    /// The row to ask on from; absent behind the last one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<u64>,
}

/// `GET /api/exchanges/{id}/search?form=&text=&from=&matches_case=&is_expression=`: hits in the next part of a body.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct SearchView {
    /// Hits in order.
    pub(crate) hits: Vec<HitView>,
    /// Where to go on: `from` of the next question.
    pub(crate) next: u64,
    /// Whether there is nothing more at present.
    pub(crate) is_end: bool,
}

/// A hit inside one row.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct HitView {
    /// Number of the row, from 0.
    pub(crate) row: u64,
    /// First column, in UTF-16 units.
    pub(crate) from: u64,
    /// Column behind it.
    pub(crate) to: u64,
}

/// `POST /api/laid-out`: a text that is being typed.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct TextToLayOut {
    /// `json`, `xml` or `html`.
    pub(crate) language: String,
    /// The text.
    pub(crate) text: String,
}

/// Answer of `POST /api/laid-out`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct LaidOutText {
    /// The same text with lines and blanks where none count.
    pub(crate) text: String,
}
