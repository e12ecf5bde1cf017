//! One HTTP/1.1 connection.

use std::time::Duration;

use bytes::Bytes;
use exchange::{Connection, Received};
use http::{HeaderValue, Method, Request, Response, header};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use crate::connect::Connected;
use crate::head::Framing;
use crate::recording::{HEAD_BYTES_MAX, Recording, SharedRecord};
use crate::upload::Upload;

/// Most header fields of an answer.
const HEADERS_MAX: usize = 2000;

/// How long a body waits for `100 Continue`, RFC 9110 §10.1.1 leaves it to the client.
const CONTINUE_WAIT: Duration = Duration::from_secs(1);

/// A connection; dropping it closes it.
pub(crate) struct Http1 {
    sender: SendRequest<Upload>,
    /// What is recorded of the request under way.
    pub(crate) record: SharedRecord,
    task: AbortHandle,
    /// What is shown of the connection.
    pub(crate) connection: Connection,
}

impl Drop for Http1 {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What goes out.
pub(crate) struct Outgoing<'a> {
    /// Method token.
    pub(crate) method: &'a str,
    /// The head, every byte.
    pub(crate) head: Bytes,
    /// How the head announces the body.
    pub(crate) framing: Framing,
    /// Whether the body waits for `100 Continue`.
    pub(crate) expects_continue: bool,
}

impl Http1 {
    /// Puts hyper on a fresh connection.
    pub(crate) async fn start(connected: Connected) -> Result<Self, hyper::Error> {
        let record = SharedRecord::default();
        let io = TokioIo::new(Recording::new(connected.stream, record.clone()));
        let (sender, connection) = http1::Builder::new()
            .max_buf_size(HEAD_BYTES_MAX)
            .max_headers(HEADERS_MAX)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .handshake(io)
            .await?;
        // An error of the connection reaches the request that is under way; there is nobody else to tell.
        let task = tokio::spawn(async move { drop(connection.await) }).abort_handle();
        Ok(Self { sender, record, task, connection: connected.connection })
    }

    /// Whether another request may be sent: the server has not closed, the last exchange is over.
    pub(crate) async fn is_usable(&mut self) -> bool {
        !self.sender.is_closed() && self.sender.ready().await.is_ok()
    }

    /// Sends a request; gives the answer when its head is there.
    pub(crate) async fn send(
        &mut self,
        outgoing: Outgoing<'_>,
        mut upload: Upload,
    ) -> Result<Response<Incoming>, hyper::Error> {
        self.sender.ready().await?;
        self.record.arm(outgoing.head);
        let gate = if outgoing.expects_continue { Some(hold(&mut upload)) } else { None };
        let mut request = Request::new(upload);
        // hyper has to know what decides the framing of request and answer; the rest of its head is swallowed.
        *request.method_mut() = Method::from_bytes(outgoing.method.as_bytes()).unwrap_or_default();
        let framing = match outgoing.framing {
            Framing::None => None,
            Framing::Length(bytes) => Some((header::CONTENT_LENGTH, HeaderValue::from(bytes))),
            Framing::Chunked => Some((header::TRANSFER_ENCODING, HeaderValue::from_static("chunked"))),
        };
        request.headers_mut().extend(framing);
        let Some(gate) = gate else { return self.sender.send_request(request).await };
        let (asked_on, mut asks_on) = tokio::sync::mpsc::unbounded_channel();
        hyper::ext::on_informational(&mut request, move |answer| {
            if answer.status() == http::StatusCode::CONTINUE {
                let _ = asked_on.send(());
            }
        });
        let mut answer = std::pin::pin!(self.sender.send_request(request));
        tokio::select! {
            // A final answer without 100 leaves the body unsent: the gate is dropped.
            answer = &mut answer => return answer,
            _ = asks_on.recv() => {}
            () = tokio::time::sleep(CONTINUE_WAIT) => {}
        }
        let _ = gate.send(());
        answer.await
    }
}

fn hold(upload: &mut Upload) -> oneshot::Sender<()> {
    let (gate, opened) = oneshot::channel();
    upload.hold(opened);
    gate
}

/// Reads a head as it was received. hyper has accepted it, so this only takes it apart.
pub(crate) fn received(head: Bytes, status: u16) -> Received {
    let text: String = match std::str::from_utf8(&head) {
        Ok(text) => text.to_owned(),
        Err(_) => head.iter().map(|byte| char::from(*byte)).collect(),
    };
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let first = lines.next().unwrap_or_default();
    let (version, rest) = first.split_once(' ').unwrap_or((first, ""));
    let reason = rest.split_once(' ').map_or("", |(_, reason)| reason);
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
            // Folded lines, RFC 9112 §5.2.
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, _, Some((name, value))) => headers.push((name.trim_end().to_owned(), value.trim().to_owned())),
            _ => {}
        }
    }
    let (version, reason) = (version.to_owned(), reason.to_owned());
    Received { version, status, reason, head, headers, ..Received::default() }
}
