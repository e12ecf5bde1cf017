//! One HTTP/2 connection, RFC 9113. Field names are lower-case there, and the head exists only compressed: what is shown is
//! made readable.

use std::fmt::Write as _;

use bytes::Bytes;
use exchange::{Connection, Failure, FailureKind, HeaderRow, Received, ResolvedRequest};
use http::{HeaderName, HeaderValue, Method, Request, Response, Uri, Version};
use hyper::body::Incoming;
use hyper::client::conn::http2::{self, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::task::AbortHandle;

use crate::connect::Connected;
use crate::head::Framing;
use crate::upload::Upload;

/// Most bytes of the fields of an answer.
const FIELDS_BYTES_MAX: u32 = 1024 * 1024;

/// What a stream may receive before it is read; the default of 64 KB costs a round trip each.
const STREAM_WINDOW_BYTES: u32 = 2 * 1024 * 1024;
const CONNECTION_WINDOW_BYTES: u32 = 5 * 1024 * 1024;

/// Fields of a connection, which HTTP/2 forbids, RFC 9113 §8.2.2.
const CONNECTION_FIELDS: [&str; 6] =
    ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "host"];

/// A connection; dropping it closes it.
pub(crate) struct Http2 {
    sender: SendRequest<Upload>,
    task: AbortHandle,
    /// What is shown of the connection.
    pub(crate) connection: Connection,
}

impl Drop for Http2 {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Http2 {
    /// Puts hyper on a fresh connection.
    pub(crate) async fn start(connected: Connected) -> Result<Self, hyper::Error> {
        let (sender, connection) = http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .initial_stream_window_size(STREAM_WINDOW_BYTES)
            .initial_connection_window_size(CONNECTION_WINDOW_BYTES)
            .max_header_list_size(FIELDS_BYTES_MAX)
            .handshake(TokioIo::new(connected.stream))
            .await?;
        let task = tokio::spawn(async move { drop(connection.await) }).abort_handle();
        Ok(Self { sender, task, connection: connected.connection })
    }

    /// Whether another request may be sent.
    pub(crate) async fn is_usable(&mut self) -> bool {
        !self.sender.is_closed() && self.sender.ready().await.is_ok()
    }

    /// Sends a request; gives the answer when its head is there.
    pub(crate) async fn send(&mut self, request: Request<Upload>) -> Result<Response<Incoming>, hyper::Error> {
        self.sender.ready().await?;
        self.sender.send_request(request).await
    }
}

/// The request as hyper takes it, and the same made readable.
pub(crate) fn request(
    resolved: &ResolvedRequest,
    rows: &[HeaderRow],
    upload: Upload,
    framing: Framing,
) -> Result<(Request<Upload>, Bytes), Failure> {
    let ResolvedRequest { method, address, .. } = resolved;
    let host = rows.iter().find(|row| row.name.eq_ignore_ascii_case("host"));
    let authority = host.map_or_else(|| address.authority(), |row| row.value.clone());
    let uri = Uri::builder()
        .scheme(address.scheme.as_str())
        .authority(authority.as_str())
        .path_and_query(address.target.as_str())
        .build()
        .map_err(|_| not_in_http2(&format!("`{}` with host `{authority}`", address.target)))?;
    // What http's type holds must be what was typed, byte for byte.
    if uri.path_and_query().map(http::uri::PathAndQuery::as_str) != Some(address.target.as_str()) {
        return Err(not_in_http2(&format!("`{}`", address.target)));
    }
    let mut readable = format!("{method} {} HTTP/2\r\nhost: {authority}\r\n", address.target);
    let mut request = Request::new(upload);
    *request.version_mut() = Version::HTTP_2;
    *request.method_mut() = Method::from_bytes(method.as_bytes()).map_err(|_| not_in_http2(&format!("`{method}`")))?;
    *request.uri_mut() = uri;
    for row in rows {
        let name = row.name.to_ascii_lowercase();
        if CONNECTION_FIELDS.contains(&name.as_str()) || (name == "te" && row.value != "trailers") {
            continue;
        }
        let field = || not_in_http2(&format!("the header `{}`", row.name));
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| field())?;
        let value = HeaderValue::from_bytes(row.value.as_bytes()).map_err(|_| field())?;
        request.headers_mut().append(key, value);
        let _ = write!(readable, "{name}: {}\r\n", row.value);
    }
    if let Framing::Length(bytes) = framing {
        request.headers_mut().insert(http::header::CONTENT_LENGTH, HeaderValue::from(bytes));
    }
    readable.push_str("\r\n");
    Ok((request, Bytes::from(readable)))
}

fn not_in_http2(what: &str) -> Failure {
    Failure::new(FailureKind::Input, format!("{what} cannot be sent over HTTP/2"))
        .with_hint("Choose `HTTP/1.x` as HTTP version: it sends every byte as typed.")
}

/// The head of an answer, made readable.
pub(crate) fn received(answer: &Response<Incoming>) -> Received {
    let reason = answer.status().canonical_reason().unwrap_or_default();
    let mut head = format!("HTTP/2 {} {reason}", answer.status().as_u16()).trim_end().to_owned();
    head.push_str("\r\n");
    let mut headers = Vec::with_capacity(answer.headers().len());
    for (name, value) in answer.headers() {
        let value = match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => text.to_owned(),
            Err(_) => value.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
        };
        let _ = write!(head, "{name}: {value}\r\n");
        headers.push((name.as_str().to_owned(), value));
    }
    head.push_str("\r\n");
    Received {
        version: "HTTP/2".to_owned(),
        status: answer.status().as_u16(),
        reason: reason.to_owned(),
        head: Bytes::from(head),
        headers,
        ..Received::default()
    }
}
