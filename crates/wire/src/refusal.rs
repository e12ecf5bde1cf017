//! Says in plain words why a connection gave no whole answer.

use std::error::Error as _;
use std::io;

use exchange::{Address, Failure, FailureKind, Received, Scheme};

use crate::recording::HEAD_BYTES_MAX;
use crate::tls;

/// No answer's head came. `head` is what was received of one.
pub(crate) fn no_answer(error: &hyper::Error, head: &[u8], address: &Address) -> Failure {
    let server = format!("{}:{}", address.host, address.port_or_default());
    if let Some(failure) = tls_alert(error, address) {
        return failure;
    }
    if head.len() >= HEAD_BYTES_MAX {
        return Failure::new(FailureKind::Protocol, format!("the head of the answer of `{server}` is too large"))
            .with_hint(format!("At most {} KB of head are read.", HEAD_BYTES_MAX / 1024));
    }
    if let Some(failure) = not_http(head, &server, address) {
        return failure;
    }
    if error.is_timeout() {
        return Failure::new(FailureKind::Timeout, format!("`{server}` gave no answer in time"));
    }
    let is_cut = error.is_incomplete_message() || error.is_closed() || error.is_canceled();
    if is_cut || (io_error(error).is_some() && !error.is_parse()) {
        return if head.is_empty() {
            Failure::new(FailureKind::Cut, format!("`{server}` closed the connection without an answer"))
                .with_hint("Its log may say why. Does it expect TLS (`https://`) or another kind of request?")
        } else {
            Failure::new(
                FailureKind::Cut,
                format!("the connection to `{server}` was cut within the head of the answer"),
            )
            .with_hint("Send again; if it stays so, the server or a proxy between breaks the connection.")
        };
    }
    Failure::new(FailureKind::Protocol, format!("the answer of `{server}` is not valid HTTP: {}", causes(error)))
        .with_hint(format!("It begins with `{}`.", beginning(head)))
}

/// No answer's head came over HTTP/2.
pub(crate) fn no_http2_answer(error: &hyper::Error, address: &Address) -> Failure {
    let server = format!("{}:{}", address.host, address.port_or_default());
    if let Some(failure) = tls_alert(error, address) {
        return failure;
    }
    if error.is_closed() || error.is_canceled() || io_error(error).is_some() {
        return Failure::new(FailureKind::Cut, format!("`{server}` closed the connection without an answer"))
            .with_hint("Does it speak HTTP/2? If not, choose `HTTP/1.x` as HTTP version.");
    }
    Failure::new(FailureKind::Protocol, format!("`{server}` does not speak HTTP/2 as it should: {}", causes(error)))
        .with_hint("If it does not speak HTTP/2 at all, choose `HTTP/1.x` as HTTP version.")
}

/// The answer's head is whole, its body is not.
pub(crate) fn cut_body(error: &hyper::Error, received: &Received) -> Failure {
    let got = received.body_wire_bytes;
    if error.is_parse() || is_bad_framing(error) {
        return Failure::new(
            FailureKind::Protocol,
            format!("the body is framed wrongly after {got} bytes: {}", causes(error)),
        )
        .with_hint("The chunks or the length that the server sent make no sense.");
    }
    let announced = received.header("content-length").and_then(|length| length.parse::<u64>().ok());
    let message = match announced {
        Some(announced) => format!("the connection was cut after {got} of {announced} bytes of the body"),
        None => format!("the connection was cut after {got} bytes of the body"),
    };
    Failure::new(FailureKind::Cut, message).with_hint("What had arrived is kept. Send again to get all of it.")
}

fn is_bad_framing(error: &hyper::Error) -> bool {
    io_error(error)
        .is_some_and(|error| matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData))
}

/// A server that speaks something else.
fn not_http(head: &[u8], server: &str, address: &Address) -> Option<Failure> {
    let start = &head[..head.len().min(5)];
    if head.is_empty() || b"HTTP/".starts_with(start) && !start.is_empty() {
        return None;
    }
    // TLS records of kind alert or handshake, version 3.x: RFC 8446 §5.1.
    if address.scheme == Scheme::Http && matches!(head, [0x15 | 0x16, 3, ..]) {
        return Some(
            Failure::new(FailureKind::Protocol, format!("`{server}` speaks TLS"))
                .with_hint("Use `https://` in the URL."),
        );
    }
    // The preface of HTTP/2 is a SETTINGS frame, RFC 9113 §3.4.
    if matches!(head, [0, 0, _, 4, _, 0, 0, 0, 0, ..]) {
        return Some(
            Failure::new(FailureKind::Protocol, format!("`{server}` speaks HTTP/2 only"))
                .with_hint("Choose `HTTP/2` as HTTP version."),
        );
    }
    Some(
        Failure::new(
            FailureKind::Protocol,
            format!("`{server}` does not answer in HTTP; it says `{}`", beginning(head)),
        )
        .with_hint("Is this the right port? Something else listens there."),
    )
}

/// TLS 1.3 reports a missing client certificate only when the first answer is read.
fn tls_alert(error: &hyper::Error, address: &Address) -> Option<Failure> {
    let io_error = io_error(error)?;
    let refused = io_error.get_ref()?.downcast_ref::<rustls::Error>()?;
    Some(tls::words(refused, address.bare_host(), address.port_or_default()))
}

fn io_error(error: &hyper::Error) -> Option<&io::Error> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(io_error) = error.downcast_ref::<io::Error>() {
            return Some(io_error);
        }
        cause = error.source();
    }
    None
}

/// The innermost cause says most.
fn causes(error: &hyper::Error) -> String {
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

/// The first line of what came, printable and short.
fn beginning(head: &[u8]) -> String {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let text = String::from_utf8_lossy(&line[..line.len().min(60)]).trim_end().to_owned();
    text.chars().map(|c| if c.is_control() || c == '`' { '.' } else { c }).collect()
}
