//! Finds the values of a JSON text that was parsed before; without recursion, and without making the values.

use std::borrow::Cow;

use super::{Builder, Kind};

pub(super) fn scan(text: &str, builder: &mut Builder) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' => builder.open(at, Kind::Object),
            b'[' => builder.open(at, Kind::Array),
            b'}' | b']' => builder.close(),
            b'"' => {
                let end = end_of_string(bytes, at);
                if builder.expects_key() {
                    builder.key(at, end - at, &decoded(&text[at..end]));
                } else {
                    builder.scalar(at, end - at);
                }
                at = end;
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {}
            _ => {
                let length = bytes[at..].iter().take_while(|byte| !b" \t\r\n,:]}[{\"".contains(byte)).count();
                builder.scalar(at, length);
                at += length;
                continue;
            }
        }
        at += 1;
    }
}

/// The offset behind the closing quote.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn decoded(quoted: &str) -> Cow<'_, str> {
    if quoted.contains('\\') {
        return serde_json::from_str::<String>(quoted).map_or(Cow::Borrowed(quoted), Cow::Owned);
    }
    Cow::Borrowed(quoted.trim_matches('"'))
}
