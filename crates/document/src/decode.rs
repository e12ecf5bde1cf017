//! Bytes as they came from a file or a server to text: UTF-8 and UTF-16, with or without a byte order mark.

use std::borrow::Cow;

use model::{Place, Problem};

/// The text in `bytes`, without a byte order mark. `name` is the file or address, for places.
///
/// UTF-16 is recognised by its mark or by the zero bytes of its first characters (RFC 4627 §3). Wrong UTF-8 bytes become
/// `U+FFFD` and a problem; when there are many, the parser will call the text binary.
pub fn decode<'a>(name: &str, bytes: &'a [u8]) -> (Cow<'a, str>, Vec<Problem>) {
    match *bytes {
        [0xff, 0xfe, ref rest @ ..] => (Cow::Owned(utf16(rest, u16::from_le_bytes)), Vec::new()),
        [0xfe, 0xff, ref rest @ ..] => (Cow::Owned(utf16(rest, u16::from_be_bytes)), Vec::new()),
        [0, 1..=0x7f, 0, _, ..] => (Cow::Owned(utf16(bytes, u16::from_be_bytes)), Vec::new()),
        [1..=0x7f, 0, _, 0, ..] => (Cow::Owned(utf16(bytes, u16::from_le_bytes)), Vec::new()),
        [0xef, 0xbb, 0xbf, ref rest @ ..] => utf8(name, rest),
        _ => utf8(name, bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match *pair {
        [first, second] => unit([first, second]),
        _ => u16::from(char::REPLACEMENT_CHARACTER as u8),
    });
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn utf8<'a>(name: &str, bytes: &'a [u8]) -> (Cow<'a, str>, Vec<Problem>) {
    let text = String::from_utf8_lossy(bytes);
    if let Cow::Borrowed(_) = text {
        return (text, Vec::new());
    }
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let problem = Problem::warning("wrong_encoding", "some bytes are not UTF-8")
        .with_hint("They were read as `\u{fffd}`; save the document as UTF-8.");
    (text, vec![problem.at(place)])
}
