//! What was sent.

use serde::Serialize;
use ts_rs::TS;

/// One row of `GET /api/history?text=&limit=`, newest first.
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
    /// From the beginning to the last byte, in microseconds.
    pub duration_us: u64,
    /// Bytes of the answer's body, decoded.
    pub body_bytes: u64,
    /// Why there is no complete answer.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// `GET /api/history/{id}`: one entry with what was kept of it, both as JSON texts, secrets masked.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryDetail {
    /// As in the list.
    pub entry: HistoryView,
    /// The request with its placeholders; absent when it was too long to keep.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// The exchange; absent when it was too long to keep.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<String>,
}
