//! A send and its answer.

use model::{Problem, Request};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `POST /api/send`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SendRequest {
    /// Id of the collection.
    pub collection: String,
    /// Path of the request inside it.
    pub path: String,
    /// The request as edited; absent sends the draft, or the file where there is none.
    #[serde(default)]
    #[ts(optional)]
    pub request: Option<Request>,
    /// Whether certificates go unchecked in this send, its token requests and redirects too.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub skips_certificate_check: bool,
    /// Whether names without a value go out as they are written, in this send.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub keeps_unknown: bool,
    /// Longest wait of this send in milliseconds; absent keeps what the request says.
    #[serde(default)]
    #[ts(as = "Option<u32>", optional)]
    pub timeout_ms: Option<u64>,
}

/// Answer of `POST /api/send`, at once. What cannot even be prepared is the exchange's `problems`, in state `failed`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StartedExchange {
    /// Id of the exchange.
    pub exchange_id: String,
}

/// `GET /api/exchanges/{id}`: an exchange as far as it is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExchangeView {
    /// Its id.
    pub id: String,
    /// How far it is.
    pub state: ExchangeState,
    /// Method of the first hop, or of the request.
    pub method: String,
    /// Address of the first hop, secrets masked.
    pub url: String,
    /// When it began, milliseconds since 1970 UTC.
    pub started_at_ms: i64,
    /// From the beginning to the last byte, in microseconds; 0 while it runs.
    pub duration_us: u64,
    /// Status code of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Reason phrase, as sent.
    pub reason: String,
    /// Header fields of the answer in the order received, secrets as received.
    pub headers: Vec<HeaderField>,
    /// Cookies that the answer sets, in the order received.
    pub cookies: Vec<CookieView>,
    /// Bytes of the body after decoding, so far.
    pub body_bytes: u64,
    /// Bytes of the body on the wire.
    pub body_wire_bytes: u64,
    /// Bytes of the answer's head.
    pub head_bytes: u64,
    /// What the body is, by its media type, else by its first bytes.
    pub language: BodyLanguage,
    /// Media type of the answer, as sent; empty without one.
    pub content_type: String,
    /// Why there is no complete answer; codes are those of failures (`refused`, `unknown_host`, `tls`, `timeout`, `cut`,
    /// `cancelled` …), or what stopped it before (`unresolved_variable` …).
    pub problems: Vec<Problem>,
    /// Every hop with what was really sent, secrets masked; empty while it runs.
    pub hops: Vec<HopView>,
    /// The certificates of the server, when they are why there is no answer.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_certificates: Option<RefusedCertificates>,
    /// Exchanges before it (token requests, the 401 that a new token mended), oldest first, without their bodies.
    pub earlier: Vec<ExchangeView>,
}

/// How far an exchange is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeState {
    /// It goes on.
    Running,
    /// The answer is complete, whatever its status.
    Done,
    /// There is no complete answer.
    Failed,
    /// The person cancelled.
    Cancelled,
}

/// What a body is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BodyLanguage {
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

/// A header field as received.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HeaderField {
    /// Name, case kept.
    pub name: String,
    /// Value.
    pub value: String,
}

/// A header row as sent.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SentRow {
    /// Name, case kept.
    pub name: String,
    /// Value, secrets masked.
    pub value: String,
    /// Who made it.
    pub origin: RowOrigin,
}

/// Who made a header row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowOrigin {
    /// The person, or an import.
    Typed,
    /// The authorization.
    Auth,
    /// This program.
    Generated,
    /// The cookie jar.
    Cookie,
}

/// One sent request and its answer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HopView {
    /// Method as sent.
    pub method: String,
    /// Address, secrets masked.
    pub url: String,
    /// Rows as sent.
    pub rows: Vec<SentRow>,
    /// The head as it went out, secrets masked.
    pub sent_head: String,
    /// Bytes of that head.
    pub sent_head_bytes: u64,
    /// Bytes of the body that were sent.
    pub sent_body_bytes: u64,
    /// Status of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// `HTTP/1.1` or `HTTP/2`; absent when no answer came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The head as received, secrets masked.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_head: Option<String>,
    /// How long each phase took.
    pub timings: TimingsView,
    /// The connection; absent when there was none.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection: Option<ConnectionView>,
}

/// Phases in microseconds; absent when a phase did not take place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimingsView {
    /// Name look-up.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_us: Option<u64>,
    /// TCP connection.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_us: Option<u64>,
    /// TLS handshake.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_us: Option<u64>,
    /// From the first byte sent to the answer's head.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_byte_us: Option<u64>,
    /// From the head to the last byte.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download_us: Option<u64>,
    /// The whole hop.
    pub total_us: u64,
}

/// The connection that a hop used.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ConnectionView {
    /// Own address and port.
    pub local: String,
    /// The other side's.
    pub remote: String,
    /// Whether it served an earlier request.
    pub is_reused: bool,
    /// The proxy's address; absent without one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// Whether the certificate was checked and trusted; absent without TLS.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_verified: Option<bool>,
    /// Whether it is the one that is trusted for this host and port.
    #[ts(as = "Option<bool>", optional)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_chosen: bool,
    /// Such as `TLSv1.3`; absent without TLS.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_version: Option<String>,
    /// Cipher suite; absent without TLS.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cipher: Option<String>,
    /// The certificates of the other side, its own first; empty without TLS.
    pub certificates: Vec<PeerCertificate>,
}

/// A certificate that the other side showed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PeerCertificate {
    /// Whose it is.
    pub name: String,
    /// Hosts and addresses it is made out to.
    pub names: Vec<String>,
    /// Who signed it.
    pub issuer: String,
    /// Whether it vouches for itself.
    pub is_self_issued: bool,
    /// First moment, milliseconds since 1970 UTC.
    pub valid_from_ms: i64,
    /// Last moment, milliseconds since 1970 UTC.
    pub valid_until_ms: i64,
    /// Whether it is made out to the host that was asked; absent for those behind the server's own.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fits_host: Option<bool>,
    /// SHA-256 of the whole certificate.
    pub sha256: String,
}

/// Certificates that were not accepted.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RefusedCertificates {
    /// Host that was asked, without the brackets of IPv6.
    pub host: String,
    /// Port that was asked.
    pub port: u16,
    /// As the server showed them, its own first.
    pub certificates: Vec<PeerCertificate>,
    /// Whether nobody here knows the authority behind them.
    pub lacks_authority: bool,
    /// Whether the server would be reached if exactly its own certificate were trusted for this host and port.
    pub can_be_trusted: bool,
    /// The certificate that is trusted there, when the server shows another one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted_before: Option<TrustedBefore>,
}

/// A certificate that is trusted for a host and port that show another one.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TrustedBefore {
    /// SHA-256 of the whole certificate.
    pub sha256: String,
    /// First moment, milliseconds since 1970 UTC.
    pub valid_from_ms: i64,
    /// Last moment, milliseconds since 1970 UTC.
    pub valid_until_ms: i64,
    /// When it was trusted, milliseconds since 1970 UTC.
    pub trusted_at_ms: i64,
}

/// A `Set-Cookie` field of the answer, in its parts as received.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CookieView {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
    /// The other parts in order, such as `Path=/` and `HttpOnly`.
    pub attributes: Vec<String>,
}

/// `POST /api/exchanges/{id}/filter`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct FilterBody {
    /// A JSONPath, RFC 9535.
    pub path: String,
}

/// Answer of `POST /api/exchanges/{id}/filter`: what matches, as an array of the original texts, laid out.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FilterView {
    /// What to ask `lines`, `search` and `body` for as `form`; the last four of an answer are kept.
    pub form: String,
    /// How many values match.
    pub matches: u64,
    /// Bytes of that form.
    pub bytes: u64,
}

/// Answer of `POST /api/exchanges/{id}/preview`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewAddress {
    /// Path that gives the body as what it is, once.
    pub address: String,
    /// What shows it.
    pub kind: PreviewKind,
}

/// What shows a body as what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PreviewKind {
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
pub struct DownloadAddress {
    /// Path that gives the body as a file, once.
    pub address: String,
}

/// `GET /api/exchanges/{id}/lines?form=&from=&count=`: part of a body by rows. A row is a line, or a part of one that is
/// longer than 4 KB.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LinesView {
    /// How many rows there are so far.
    pub rows: u64,
    /// How many lines.
    pub lines: u64,
    /// How many bytes.
    pub bytes: u64,
    /// The rows from `from` on.
    pub shown: Vec<LineView>,
}

/// A row.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LineView {
    /// Number of its line, from 1; absent on the rest of a long line.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Its text without the line end.
    pub text: String,
    /// Whether the rows below it can be folded into it.
    #[ts(as = "Option<bool>", optional)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub opens: bool,
}

/// `GET /api/exchanges/{id}/fold?form=&row=`: what a row opens.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FoldView {
    /// The last row of it, from 0.
    pub end: u64,
    /// What closes it, such as `},`, when the last row does; empty otherwise.
    pub close: String,
    /// How many members, items or elements it has; absent when there are too many rows to count them.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<u64>,
}

/// `GET /api/exchanges/{id}/folds?form=&from=`: what is folded when all is, from a row on.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FoldsView {
    /// The row that opens each, and its last one, from 0, in order.
    pub folds: Vec<(u64, u64)>,
    /// The row to ask on from; absent behind the last one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// `GET /api/exchanges/{id}/search?form=&text=&from=&matches_case=&is_expression=`: hits in the next part of a body.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SearchView {
    /// Hits in order.
    pub hits: Vec<HitView>,
    /// Where to go on: `from` of the next question.
    pub next: u64,
    /// Whether there is nothing more at present.
    pub is_end: bool,
}

/// A hit inside one row.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HitView {
    /// Number of the row, from 0.
    pub row: u64,
    /// First column, in UTF-16 units.
    pub from: u64,
    /// Column behind it.
    pub to: u64,
}

/// `POST /api/laid-out`: a text that is being typed.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct TextToLayOut {
    /// `json`, `xml` or `html`.
    pub language: String,
    /// The text.
    pub text: String,
}

/// Answer of `POST /api/laid-out`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LaidOutText {
    /// The same text with lines and blanks where none count.
    pub text: String,
}
