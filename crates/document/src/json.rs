//! Reads JSON; turns the parser's complaint into a code and an offset.

use serde_json::Value;
use serde_json::error::Category;

use crate::value::{self, Repeated};

/// Why a text is no JSON.
pub(crate) struct JsonFault {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Byte offset of the complaint.
    pub(crate) offset: usize,
    /// Whether it may be JSON as people write it by hand, with comments or trailing commas.
    pub(crate) may_be_loose: bool,
}

/// Reads `text`, which must hold one JSON value and nothing else.
pub(crate) fn read(text: &str) -> Result<(Value, Vec<Repeated>), JsonFault> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = value::read(&mut deserializer).and_then(|read| deserializer.end().map(|()| read));
    read.map_err(|error| fault(text, &error))
}

fn fault(text: &str, error: &serde_json::Error) -> JsonFault {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message).to_owned();
    let code = if error.classify() == Category::Eof {
        "truncated_document"
    } else if message.starts_with("recursion limit") {
        "nested_too_deeply"
    } else {
        "json_syntax"
    };
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    JsonFault { may_be_loose: code == "json_syntax", code, message, offset }
}

/// The text with its `//` and `/* */` comments blanked out, all else in its place; `None` if there are none.
pub(crate) fn without_comments(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    let mut is_changed = false;
    while at < bytes.len() {
        let comment = match &bytes[at..] {
            [b'"', rest @ ..] => {
                at += 1 + length_of_string(rest);
                continue;
            }
            [b'/', b'/', ..] => bytes[at..].iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len() - at),
            [b'/', b'*', rest @ ..] => {
                rest.windows(2).position(|pair| pair == b"*/").map_or(bytes.len() - at, |end| end + 4)
            }
            _ => {
                at += 1;
                continue;
            }
        };
        for byte in &mut bytes[at..at + comment] {
            // Line ends stay, so that places hold.
            *byte = if matches!(byte, b'\n' | b'\r') { *byte } else { b' ' };
        }
        is_changed = true;
        at += comment;
    }
    is_changed.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// Bytes up to and with the closing quote.
fn length_of_string(rest: &[u8]) -> usize {
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    rest.len()
}
