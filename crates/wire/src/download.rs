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

/// Passes the body to `answer`, decoded; the sizes in `received` follow.
pub(crate) async fn stream(body: Incoming, received: &mut Received, answer: &mut dyn Answer) -> Result<(), Failure> {
    let codings = decode::codings(received);
    let mut source = Source::new(body);
    if !codings.is_empty() {
        return decoded(&mut source, &codings, received, answer).await;
    }
    loop {
        let next = source.next().await;
        received.body_wire_bytes = source.wire_bytes;
        match next {
            Ok(None) => return Ok(()),
            Ok(Some(bytes)) => {
                answer.body(&bytes).map_err(|error| unwritable(&error))?;
                received.keep_start(&bytes);
                received.body_bytes += bytes.len() as u64;
            }
            Err(error) => return Err(refusal::cut_body(&error, received)),
        }
    }
}

async fn decoded(
    source: &mut Source,
    codings: &[Coding],
    received: &mut Received,
    answer: &mut dyn Answer,
) -> Result<(), Failure> {
    let result = decode_all(source, codings, received, answer).await;
    received.body_wire_bytes = source.wire_bytes;
    match result {
        Ok(()) => {}
        Err(Broken::Output(error)) => return Err(unwritable(&error)),
        Err(Broken::Input(error)) => return Err(broken_body(&error, codings, received)),
    }
    // What stands behind the end of the encoded body belongs to the message all the same.
    while let Some(_rest) = source.next().await.map_err(|error| refusal::cut_body(&error, received))? {}
    received.body_wire_bytes = source.wire_bytes;
    Ok(())
}

enum Broken {
    Input(io::Error),
    Output(io::Error),
}

async fn decode_all(
    source: &mut Source,
    codings: &[Coding],
    received: &mut Received,
    answer: &mut dyn Answer,
) -> Result<(), Broken> {
    let Some(mut reader) = decode::reader(source, codings).await.map_err(Broken::Input)? else { return Ok(()) };
    received.is_decoded = true;
    let mut buffer = vec![0; READ_BYTES];
    loop {
        let amount = reader.read(&mut buffer).await.map_err(Broken::Input)?;
        if amount == 0 {
            return Ok(());
        }
        answer.body(&buffer[..amount]).map_err(Broken::Output)?;
        received.keep_start(&buffer[..amount]);
        received.body_bytes += amount as u64;
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
