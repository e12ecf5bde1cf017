//! Composes what a hop sends: which rows, in which order, and how the body is framed.

use bytes::Bytes;
use exchange::{Failure, FailureKind, HeaderRow, Origin, ResolvedRequest};

/// How a body is delimited, RFC 9112 §6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// There is no body.
    None,
    /// That many bytes follow.
    Length(u64),
    /// Chunks follow.
    Chunked,
}

/// The rows of one hop and the framing they announce.
#[derive(Debug, Clone)]
pub(crate) struct Composed {
    /// Every row in the order sent.
    pub(crate) rows: Vec<HeaderRow>,
    /// How the body is delimited.
    pub(crate) framing: Framing,
}

/// The size of the body to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodySize {
    /// The request has no body.
    Absent,
    /// That many bytes.
    Known(u64),
    /// Known only at its end (a pipe).
    Unknown,
}

/// Adds the rows that a hop decides: Host in front, the body's framing, Cookie at the end.
pub(crate) fn compose(request: &ResolvedRequest, size: BodySize, cookie: Option<String>) -> Result<Composed, Failure> {
    check(request)?;
    let mut rows = request.headers.clone();
    let framing = frame(request, size, &mut rows)?;
    if is_wanted(request, "host") {
        rows.insert(0, generated("Host", request.address.authority()));
    }
    if let Some(cookie) = cookie.filter(|_| is_wanted(request, "cookie")) {
        rows.push(HeaderRow { name: "Cookie".to_owned(), value: cookie, origin: Origin::Cookie });
    }
    Ok(Composed { rows, framing })
}

/// The bytes of a head, HTTP/1.1.
pub(crate) fn bytes(method: &str, target: &str, rows: &[HeaderRow]) -> Bytes {
    let size: usize = rows.iter().map(|row| row.name.len() + row.value.len() + 4).sum();
    let mut head = Vec::with_capacity(method.len() + target.len() + size + 16);
    for part in [method, " ", target, " HTTP/1.1\r\n"] {
        head.extend_from_slice(part.as_bytes());
    }
    for row in rows {
        head.extend_from_slice(row.name.as_bytes());
        // A row without a value has nothing behind its colon.
        head.extend_from_slice(if row.value.is_empty() { b":" } else { b": " });
        head.extend_from_slice(row.value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    Bytes::from(head)
}

/// Whether wire's own row of that name (lower case) is sent: not typed, not switched off.
fn is_wanted(request: &ResolvedRequest, name: &str) -> bool {
    !request.suppressed_headers.iter().any(|suppressed| suppressed.eq_ignore_ascii_case(name))
        && !request.headers.iter().any(|row| row.name.eq_ignore_ascii_case(name))
}

fn generated(name: &str, value: String) -> HeaderRow {
    HeaderRow { name: name.to_owned(), value, origin: Origin::Generated }
}

/// Refuses what would break the message itself.
fn check(request: &ResolvedRequest) -> Result<(), Failure> {
    if request.method.is_empty() || !request.method.bytes().all(is_token) {
        return Err(Failure::new(FailureKind::Input, format!("`{}` is not a method", request.method))
            .with_hint("A method is one word such as GET or PURGE, without blanks, commas and brackets."));
    }
    for row in &request.headers {
        if row.name.is_empty() || row.name.bytes().any(|b| b == b':' || b <= b' ' || b == 0x7f) {
            return Err(Failure::new(FailureKind::Input, format!("`{}` is not a header name", row.name))
                .with_hint("A header name holds no blanks and no colon."));
        }
        if row.value.bytes().any(|b| matches!(b, b'\r' | b'\n' | 0)) {
            return Err(Failure::new(FailureKind::Input, format!("the value of `{}` holds a line break", row.name))
                .with_hint("A header's value is one line."));
        }
    }
    Ok(())
}

/// RFC 9110 §5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Reads the framing that was typed, or adds a row of our own.
fn frame(request: &ResolvedRequest, size: BodySize, rows: &mut Vec<HeaderRow>) -> Result<Framing, Failure> {
    let typed = |name: &str| -> Vec<&str> {
        let rows = request.headers.iter().filter(|row| row.name.eq_ignore_ascii_case(name));
        rows.map(|row| row.value.trim()).collect()
    };
    let (lengths, codings) = (typed("content-length"), typed("transfer-encoding"));
    if let Some(last) = codings.last() {
        if !lengths.is_empty() {
            return Err(Failure::new(
                FailureKind::Input,
                "`Content-Length` and `Transfer-Encoding` contradict each other",
            )
            .with_hint("Leave one of the two out."));
        }
        let final_coding = last.rsplit(',').next().unwrap_or(last).trim();
        if final_coding.eq_ignore_ascii_case("chunked") {
            return Ok(Framing::Chunked);
        }
        return Err(Failure::new(FailureKind::Input, format!("`Transfer-Encoding: {last}` does not end in `chunked`"))
            .with_hint(
                "Without `chunked` as the last coding the server cannot see where the body ends (RFC 9112 §6.1).",
            ));
    }
    let actual = match size {
        BodySize::Known(bytes) => bytes,
        BodySize::Absent => 0,
        BodySize::Unknown if lengths.is_empty() => return chunked(request, rows),
        BodySize::Unknown => {
            return Err(Failure::new(
                FailureKind::Input,
                "the size of the body is not known, so `Content-Length` cannot be kept",
            )
            .with_hint("Leave `Content-Length` out; the body is then sent in chunks."));
        }
    };
    if let Some(wrong) = lengths.iter().find(|length| length.parse::<u64>().ok() != Some(actual)) {
        let message = format!("`Content-Length: {wrong}` was typed, but the body has {actual} bytes");
        return Err(Failure::new(FailureKind::Input, message).with_hint(
            "Leave the header out: the right length is generated. A wrong one would cut the message in two.",
        ));
    }
    let framing = if size == BodySize::Absent { Framing::None } else { Framing::Length(actual) };
    if !lengths.is_empty() {
        return Ok(framing);
    }
    if !is_wanted(request, "content-length") {
        return if actual == 0 { Ok(Framing::None) } else { chunked(request, rows) };
    }
    // RFC 9110 §8.6: a length of zero is said where the method gives a body a meaning.
    if size != BodySize::Absent || matches!(request.method.as_str(), "POST" | "PUT" | "PATCH") {
        rows.insert(framing_place(rows), generated("Content-Length", actual.to_string()));
    }
    Ok(framing)
}

fn chunked(request: &ResolvedRequest, rows: &mut Vec<HeaderRow>) -> Result<Framing, Failure> {
    if request.suppressed_headers.iter().any(|name| name.eq_ignore_ascii_case("transfer-encoding")) {
        return Err(Failure::new(
            FailureKind::Input,
            "with neither `Content-Length` nor `Transfer-Encoding` the body has no end",
        )
        .with_hint("Switch one of the two generated headers on."));
    }
    rows.insert(framing_place(rows), generated("Transfer-Encoding", "chunked".to_owned()));
    Ok(Framing::Chunked)
}

/// Behind a generated Content-Type, else before the generated rows.
fn framing_place(rows: &[HeaderRow]) -> usize {
    let is_generated = |row: &HeaderRow| row.origin == Origin::Generated;
    let content_type = rows.iter().position(|row| is_generated(row) && row.name.eq_ignore_ascii_case("content-type"));
    content_type.map(|at| at + 1).or_else(|| rows.iter().position(is_generated)).unwrap_or(rows.len())
}
