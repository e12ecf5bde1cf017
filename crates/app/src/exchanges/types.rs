//! A send and its answer.

use model::{Problem, Request};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::bodies::BodyLanguage;

/// `POST /api/send`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SendRequest {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path of the request inside it.
    pub(crate) path: String,
    /// The request as edited; absent sends the draft, or the file where there is none.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) request: Option<Request>,
    /// Whether certificates go unchecked in this send, its token requests and redirects too.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub(crate) skips_certificate_check: bool,
    /// Whether names without a value go out as they are written, in this send.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub(crate) keeps_unknown: bool,
    /// Longest wait of this send in milliseconds; absent keeps what the request says.
    #[serde(default)]
    #[ts(as = "Option<u32>", optional)]
    pub(crate) timeout_ms: Option<u64>,
}

/// Answer of `POST /api/send`, at once. What cannot even be prepared is the exchange's `problems`, in state `failed`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct StartedExchange {
    /// Id of the exchange.
    pub(crate) exchange_id: String,
}

/// `GET /api/exchanges/{id}`: an exchange as far as it is.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ExchangeView {
    /// Its id.
    pub(crate) id: String,
    /// How far it is.
    pub(crate) state: ExchangeState,
    /// Method of the first hop, or of the request.
    pub(crate) method: String,
    /// Address of the first hop, secrets masked.
    pub(crate) url: String,
    /// When it began, milliseconds since 1970 UTC.
    pub(crate) started_at_ms: i64,
    /// From the beginning to the last byte, in microseconds; 0 while it runs.
    pub(crate) duration_us: u64,
    /// Status code of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Reason phrase, as sent.
    pub(crate) reason: String,
    /// Header fields of the answer in the order received, secrets as received.
    pub(crate) headers: Vec<HeaderField>,
    /// Cookies that the answer sets, in the order received.
    pub(crate) cookies: Vec<CookieView>,
    /// Bytes of the body after decoding, so far.
    pub(crate) body_bytes: u64,
    /// Bytes of the body on the wire.
    pub(crate) body_wire_bytes: u64,
    /// Bytes of the answer's head.
    pub(crate) head_bytes: u64,
    /// What the body is, by its media type, else by its first bytes.
    pub(crate) language: BodyLanguage,
    /// Media type of the answer, as sent; empty without one.
    pub(crate) content_type: String,
    /// Why there is no complete answer; codes are those of failures (`refused`, `unknown_host`, `tls`, `timeout`, `cut`,
    /// `cancelled` …), or what stopped it before (`unresolved_variable` …).
    pub(crate) problems: Vec<Problem>,
    /// Every hop with what was really sent, secrets masked; empty while it runs.
    pub(crate) hops: Vec<HopView>,
    /// The certificates of the server, when they are why there is no answer.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) refused_certificates: Option<RefusedCertificates>,
    /// Exchanges before it (token requests, the 401 that a new token mended), oldest first, without their bodies.
    pub(crate) earlier: Vec<ExchangeView>,
}

/// How far an exchange is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExchangeState {
    /// It goes on.
    Running,
    /// The answer is complete, whatever its status.
    Done,
    /// There is no complete answer.
    Failed,
    /// The person cancelled.
    Cancelled,
}

/// A header field as received.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct HeaderField {
    /// Name, case kept.
    pub(crate) name: String,
    /// Value.
    pub(crate) value: String,
}

/// A header row as sent.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct SentRow {
    /// Name, case kept.
    pub(crate) name: String,
    /// Value, secrets masked.
    pub(crate) value: String,
    /// Who made it.
    pub(crate) origin: RowOrigin,
}

/// Who made a header row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RowOrigin {
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
pub(crate) struct HopView {
    /// Method as sent.
    pub(crate) method: String,
    /// Address, secrets masked.
    pub(crate) url: String,
    /// Rows as sent.
    pub(crate) rows: Vec<SentRow>,
    /// The head as it went out, secrets masked.
    pub(crate) sent_head: String,
    /// Bytes of that head.
    pub(crate) sent_head_bytes: u64,
    /// Bytes of the body that were sent.
    pub(crate) sent_body_bytes: u64,
    /// Status of the answer; absent when none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// `HTTP/1.1` or `HTTP/2`; absent when no answer came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// The head as received, secrets masked.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) received_head: Option<String>,
    /// How long each phase took.
    pub(crate) timings: TimingsView,
    /// The connection; absent when there was none.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) connection: Option<ConnectionView>,
}

/// Phases in microseconds; absent when a phase did not take place.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(clippy::struct_field_names, reason = "a unit stands last in every name")]
pub(crate) struct TimingsView {
    /// Name look-up.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dns_us: Option<u64>,
    /// TCP connection.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) connect_us: Option<u64>,
    /// TLS handshake.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tls_us: Option<u64>,
    /// From the first byte sent to the answer's head.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_byte_us: Option<u64>,
    /// From the head to the last byte.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) download_us: Option<u64>,
    /// The whole hop.
    pub(crate) total_us: u64,
}

/// The connection that a hop used.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ConnectionView {
    /// Own address and port.
    pub(crate) local: String,
    /// The other side's.
    pub(crate) remote: String,
    /// Whether it served an earlier request.
    pub(crate) is_reused: bool,
    /// The proxy's address; absent without one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proxy: Option<String>,
    /// Whether the certificate was checked and trusted; absent without TLS.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_verified: Option<bool>,
    /// Whether it is the one that is trusted for this host and port.
    #[ts(as = "Option<bool>", optional)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_chosen: bool,
    /// Such as `TLSv1.3`; absent without TLS.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tls_version: Option<String>,
    /// Cipher suite; absent without TLS.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tls_cipher: Option<String>,
    /// The certificates of the other side, its own first; empty without TLS.
    pub(crate) certificates: Vec<PeerCertificate>,
}

/// A certificate that the other side showed.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PeerCertificate {
    /// Whose it is.
    pub(crate) name: String,
    /// Hosts and addresses it is made out to.
    pub(crate) names: Vec<String>,
    /// Who signed it.
    pub(crate) issuer: String,
    /// Whether it vouches for itself.
    pub(crate) is_self_issued: bool,
    /// First moment, milliseconds since 1970 UTC.
    pub(crate) valid_from_ms: i64,
    /// Last moment, milliseconds since 1970 UTC.
    pub(crate) valid_until_ms: i64,
    /// Whether it is made out to the host that was asked; absent for those behind the server's own.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fits_host: Option<bool>,
    /// SHA-256 of the whole certificate.
    pub(crate) sha256: String,
}

/// Certificates that were not accepted.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct RefusedCertificates {
    /// Host that was asked, without the brackets of IPv6.
    pub(crate) host: String,
    /// Port that was asked.
    pub(crate) port: u16,
    /// As the server showed them, its own first.
    pub(crate) certificates: Vec<PeerCertificate>,
    /// Whether nobody here knows the authority behind them.
    pub(crate) lacks_authority: bool,
    /// Whether the server would be reached if exactly its own certificate were trusted for this host and port.
    pub(crate) can_be_trusted: bool,
    /// The certificate that is trusted there, when the server shows another one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trusted_before: Option<TrustedBefore>,
}

/// A certificate that is trusted for a host and port that show another one.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct TrustedBefore {
    /// SHA-256 of the whole certificate.
    pub(crate) sha256: String,
    /// First moment, milliseconds since 1970 UTC.
    pub(crate) valid_from_ms: i64,
    /// Last moment, milliseconds since 1970 UTC.
    pub(crate) valid_until_ms: i64,
    /// When it was trusted, milliseconds since 1970 UTC.
    pub(crate) trusted_at_ms: i64,
}

/// A `Set-Cookie` field of the answer, in its parts as received.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct CookieView {
    /// Name.
    pub(crate) name: String,
    /// Value.
    pub(crate) value: String,
    /// The other parts in order, such as `Path=/` and `HttpOnly`.
    pub(crate) attributes: Vec<String>,
}
