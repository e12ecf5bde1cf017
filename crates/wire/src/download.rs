//! Hands the body of an answer on while it arrives.

use std::io;

use exchange::{Failure, FailureKind, Received};
use hyper::body::Incoming;
use tokio::io::AsyncReadExt as _;

use crate::answer::Answer;
use crate::decode::{self, Coding, Source};
use crate::refusal;

/// Decoded bytes handed on at a time.
const READ_BYTES: usize = 64 * 1024;

/// Most bytes read of the body of a followed redirect, so that the connection can serve again.
const DRAINED_BYTES_MAX: u64 = 256 * 1024;

/// Where a body goes, and how much of it.
pub(crate) struct Sink<'a> {
    pub(crate) answer: &'a mut dyn Answer,
    /// What is longer is cut there.
    pub(crate) bytes_max: Option<u64>,
}

impl Sink<'_> {
    /// Hands bytes on; the sizes in `received` follow.
    fn take(&mut self, bytes: &[u8], received: &mut Received) -> Result<(), Failure> {
        let room = self.bytes_max.map_or(u64::MAX, |max| max.saturating_sub(received.body_bytes));
        let taken = &bytes[..bytes.len().min(usize::try_from(room).unwrap_or(usize::MAX))];
        self.answer.body(taken).map_err(|error| unwritable(&error))?;
        received.keep_start(taken);
        received.body_bytes += taken.len() as u64;
        if taken.len() < bytes.len() { Err(too_large(received)) } else { Ok(()) }
    }
}

/// Passes the body on, decoded.
pub(crate) async fn stream(body: Incoming, received: &mut Received, mut sink: Sink<'_>) -> Result<(), Failure> {
    let codings = decode::codings(received);
    let mut source = Source::new(body);
    if !codings.is_empty() {
        return decoded(&mut source, &codings, received, &mut sink).await;
    }
    loop {
        let next = source.next().await;
        received.body_wire_bytes = source.wire_bytes;
        match next {
            Ok(None) => return Ok(()),
            Ok(Some(bytes)) => sink.take(&bytes, received)?,
            Err(error) => return Err(refusal::cut_body(&error, received)),
        }
    }
}

async fn decoded(
    source: &mut Source,
    codings: &[Coding],
    received: &mut Received,
    sink: &mut Sink<'_>,
) -> Result<(), Failure> {
    let result = decode_all(source, codings, received, sink).await;
    received.body_wire_bytes = source.wire_bytes;
    match result {
        Ok(()) => {}
        Err(Broken::Output(failure)) => return Err(failure),
        Err(Broken::Input(error)) => return Err(broken_body(&error, codings, received)),
    }
    // What stands behind the end of the encoded body belongs to the message all the same.
    while let Some(_rest) = source.next().await.map_err(|error| refusal::cut_body(&error, received))? {}
    received.body_wire_bytes = source.wire_bytes;
    Ok(())
}

enum Broken {
    Input(io::Error),
    Output(Failure),
}

async fn decode_all(
    source: &mut Source,
    codings: &[Coding],
    received: &mut Received,
    sink: &mut Sink<'_>,
) -> Result<(), Broken> {
    let Some(mut reader) = decode::reader(source, codings).await.map_err(Broken::Input)? else { return Ok(()) };
    received.is_decoded = true;
    let mut buffer = vec![0; READ_BYTES];
    loop {
        let amount = reader.read(&mut buffer).await.map_err(Broken::Input)?;
        if amount == 0 {
            return Ok(());
        }
        sink.take(&buffer[..amount], received).map_err(Broken::Output)?;
    }
}

fn broken_body(error: &io::Error, codings: &[Coding], received: &Received) -> Failure {
    if let Some(cut) = error.get_ref().and_then(|inner| inner.downcast_ref::<hyper::Error>()) {
        return refusal::cut_body(cut, received);
    }
    let names: Vec<&str> = codings.iter().map(|coding| coding.as_str()).collect();
    let message = format!("the body is not valid `{}`: {error}", names.join(", "));
    Failure::new(FailureKind::Protocol, message).with_hint(
        "What could be decoded is kept. Without the generated `Accept-Encoding` header the server may send it plain.",
    )
}

fn too_large(received: &Received) -> Failure {
    let message = format!("the answer is longer than {} bytes, so it was cut there", received.body_bytes);
    Failure::new(FailureKind::TooLarge, message).with_hint("The limit is `Max response size` in the settings.")
}

fn unwritable(error: &io::Error) -> Failure {
    Failure::new(FailureKind::Output, format!("the answer could not be written: {error}"))
        .with_hint("Is there space left, and may you write there?")
}

/// Reads the body of a followed redirect to its end and tells whether it came to one; a long one is left.
pub(crate) async fn drain(body: Incoming, received: &mut Received) -> bool {
    let mut source = Source::new(body);
    loop {
        let next = source.next().await;
        received.body_wire_bytes = source.wire_bytes;
        received.body_bytes = source.wire_bytes;
        match next {
            Ok(None) => return true,
            Ok(Some(bytes)) if source.wire_bytes <= DRAINED_BYTES_MAX => received.keep_start(&bytes),
            _ => return false,
        }
    }
}
