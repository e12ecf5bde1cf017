//! One sent request and its answer, and the exchange that they make up.

use bytes::Bytes;
use serde::Serialize;

use crate::{Failure, HeaderRow, PeerCertificate};

/// Most bytes that are kept of the beginning of a body, sent or received: enough to see what it was, and the whole of most.
pub const BODY_START_BYTES_MAX: usize = 16 * 1024;

/// All hops of one Send and how it ended.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// When it began, milliseconds since 1970 UTC.
    pub started_at_ms: i64,
    /// The hops in order; the last one is the answer shown. Empty when the first connection failed before anything was known.
    pub hops: Vec<Hop>,
    /// Why there is no complete answer; `None` when there is one, whatever its status.
    pub failure: Option<Failure>,
    /// From the beginning to the last byte, in microseconds.
    pub duration_us: u64,
}

impl Exchange {
    /// The answer: what the last hop received.
    pub fn received(&self) -> Option<&Received> {
        self.hops.last().and_then(|hop| hop.received.as_ref())
    }
}

/// One sent request and its answer. A redirect makes another hop.
#[derive(Debug, Clone)]
pub struct Hop {
    /// Method token as sent.
    pub method: String,
    /// Absolute address as asked.
    pub url: String,
    /// Header rows as asked for, with who made them; Host, Content-Length and Cookie included.
    pub asked: Vec<HeaderRow>,
    /// What really went out.
    pub sent: Sent,
    /// The answer; `None` when none came.
    pub received: Option<Received>,
    /// How long each phase took.
    pub timings: Timings,
    /// The connection it used; `None` when there was none.
    pub connection: Option<Connection>,
}

/// What really went out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// HTTP/1.1: the head's bytes as written, through the empty line. HTTP/2: the fields in the same form, made readable.
    pub head: Bytes,
    /// Bytes of the body that were sent.
    pub body_bytes: u64,
    /// The beginning of the body as sent, at most [`BODY_START_BYTES_MAX`].
    pub body_start: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// `HTTP/1.1` or `HTTP/2`.
    pub version: String,
    /// Status code.
    pub status: u16,
    /// Reason phrase as sent; on HTTP/2 the registered one.
    pub reason: String,
    /// HTTP/1.1: the head's bytes as received, through the empty line. HTTP/2: made readable.
    pub head: Bytes,
    /// Header fields in the order received, case and repeats kept. Bytes beyond UTF-8 are read as Latin-1.
    pub headers: Vec<(String, String)>,
    /// Bytes of the body on the wire, before decoding.
    pub body_wire_bytes: u64,
    /// Bytes of the body after decoding.
    pub body_bytes: u64,
    /// Whether the body was decoded (`Content-Encoding`).
    pub is_decoded: bool,
    /// The beginning of the body, decoded, at most [`BODY_START_BYTES_MAX`]. Of a followed redirect as it came.
    pub body_start: Vec<u8>,
}

impl Received {
    /// Takes a piece of the body into its beginning, as far as that is kept.
    pub fn keep_start(&mut self, bytes: &[u8]) {
        let room = BODY_START_BYTES_MAX.saturating_sub(self.body_start.len());
        self.body_start.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// The first header of that name, case ignored.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// How long each phase of a hop took, in microseconds. `None` means the phase did not take place (a reused connection, no TLS).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Timings {
    /// Name look-up.
    pub dns_us: Option<u64>,
    /// TCP connection, that to a proxy included.
    pub connect_us: Option<u64>,
    /// TLS handshake.
    pub tls_us: Option<u64>,
    /// From the first byte sent to the answer's head.
    pub first_byte_us: Option<u64>,
    /// From the head to the last byte of the body.
    pub download_us: Option<u64>,
    /// The whole hop.
    pub total_us: u64,
}

/// The connection a hop used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Connection {
    /// Own address and port.
    pub local: String,
    /// The other side's address and port; that of the proxy if there is one.
    pub remote: String,
    /// Whether it served an earlier request.
    pub is_reused: bool,
    /// The proxy's address, without credentials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// TLS details.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls: Option<TlsSession>,
}

/// What TLS agreed on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TlsSession {
    /// Such as `TLSv1.3`.
    pub version: String,
    /// Such as `TLS_AES_256_GCM_SHA384`.
    pub cipher: String,
    /// Protocol agreed by ALPN, such as `h2`; empty when none.
    pub protocol: String,
    /// Whether the certificate was checked and trusted.
    pub is_verified: bool,
    /// Whether it is the one that a person trusts for this host and port.
    pub is_chosen: bool,
    /// The certificates of the other side, its own first.
    #[serde(skip)]
    pub certificates: Vec<PeerCertificate>,
}
