//! Where the body of an answer goes: a pipe as it arrives, a file complete or not at all, the terminal made readable.

use std::io::{self, Write};
use std::path::PathBuf;

use ::body::pretty;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::Answer;
use engine::atomic::Pending;
use exchange::Exchange;
use serde_json::{Value, json};

use crate::args::Send;
use crate::commands::Outcome;
use crate::context::Context;
use crate::exit::{self, CommandError};
use crate::report::amount;
use crate::report::output;
use crate::report::paint::Paint;

/// A body longer than this is printed on a terminal as it arrives, without colours.
const PRETTY_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Takes the body of an answer.
pub(crate) struct Body {
    place: Place,
    /// Whether whoever read standard output went away.
    reader_is_gone: bool,
}

enum Place {
    /// Standard output, byte for byte, as it arrives.
    Pipe,
    /// A file that takes its place when it is complete.
    File { path: PathBuf, pending: Pending },
    /// Memory: for the terminal or for JSON.
    Memory(Vec<u8>),
}

impl Body {
    pub(crate) fn new(send: &Send, context: &Context) -> Result<Self, CommandError> {
        let place = match &send.output {
            Some(path) => {
                let pending = Pending::create(path).map_err(|error| CommandError::File {
                    message: format!("writing `{}`: {error}", path.display()),
                })?;
                Place::File { path: path.clone(), pending }
            }
            None if context.as_json || context.out_is_terminal => Place::Memory(Vec::new()),
            None => Place::Pipe,
        };
        Ok(Self { place, reader_is_gone: false })
    }

    pub(crate) fn reader_is_gone(&self) -> bool {
        self.reader_is_gone
    }

    /// The body as a member of a JSON object: text where it is text, else Base64.
    pub(crate) fn as_json(&self) -> Option<(&'static str, Value)> {
        let Place::Memory(bytes) = &self.place else { return None };
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => ("body", json!(text)),
            Err(_) => ("body_base64", json!(STANDARD.encode(bytes))),
        })
    }

    /// Gives up: a half-written file goes away.
    pub(crate) fn abandon(self) {
        drop(self);
    }

    /// The answer is complete.
    pub(crate) fn finish(self, exchange: &Exchange, is_shown: bool, context: &Context) -> Outcome {
        match self.place {
            Place::Pipe => output::written(io::stdout().lock().flush()),
            Place::File { path, pending } => {
                pending.commit().map_err(|error| CommandError::File {
                    message: format!("writing `{}`: {error}", path.display()),
                })?;
                let bytes = exchange.received().map_or(0, |received| received.body_bytes);
                output::note(&format!("Saved {} to {}", amount::bytes(bytes), path.display()));
                Ok(exit::OK)
            }
            Place::Memory(_) if is_shown => Ok(exit::OK),
            Place::Memory(bytes) => output::text(&readable(&bytes, context.out)),
        }
    }
}

impl Answer for Body {
    fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.place {
            Place::Pipe => {
                let written = io::stdout().lock().write_all(bytes);
                self.reader_is_gone = written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
                written
            }
            Place::File { pending, .. } => pending.write_all(bytes),
            Place::Memory(held) => {
                held.extend_from_slice(bytes);
                Ok(())
            }
        }
    }
}

/// A body for the terminal: JSON indented and coloured, other text as it is, of anything else only its size.
fn readable(bytes: &[u8], paint: Paint) -> String {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return format!("({} that are no text; save them with -o FILE)\n", amount::bytes(bytes.len() as u64));
    };
    if text.is_empty() {
        return String::new();
    }
    let mut shown = String::with_capacity(text.len() * 2);
    let is_json = text.len() <= PRETTY_BYTES_MAX
        && text.trim_start().starts_with(['{', '['])
        && pretty::indent(text, |kind, piece| shown += &paint.json(kind, &safe(kind, piece)));
    if !is_json {
        shown = output::printable(&text.replace("\r\n", "\n"));
    }
    if !shown.ends_with('\n') {
        shown.push('\n');
    }
    shown
}

/// Line breaks of our own stay, control characters of the server's do not reach the terminal.
fn safe(kind: pretty::Kind, piece: &str) -> String {
    if kind == pretty::Kind::Punctuation { piece.to_owned() } else { output::printable(piece) }
}
