//! What a body is: JSON, HTML, text, or not text.

use super::BodyLanguage;

/// What a body is, by its media type; where that says nothing, by its first bytes.
pub(crate) fn language(content_type: &str, first: &[u8]) -> BodyLanguage {
    let media = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match media.as_str() {
        "" | "application/octet-stream" | "text/plain" => {}
        "text/html" | "application/xhtml+xml" => return BodyLanguage::Html,
        "application/javascript" | "text/javascript" => return BodyLanguage::Javascript,
        _ if media.ends_with("json") => return BodyLanguage::Json,
        _ if media.ends_with("xml") && media != "image/svg+xml" => return BodyLanguage::Xml,
        _ if media.starts_with("text/") || media == "application/x-www-form-urlencoded" => return BodyLanguage::Text,
        "application/yaml" | "application/x-yaml" | "image/svg+xml" => return BodyLanguage::Text,
        _ => return if first.is_empty() { BodyLanguage::Text } else { BodyLanguage::Binary },
    }
    let is_text =
        !first.contains(&0) && std::str::from_utf8(first).map_or_else(|error| error.error_len().is_none(), |_| true);
    let start = String::from_utf8_lossy(first).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    match () {
        () if !is_text => BodyLanguage::Binary,
        () if media == "text/plain" => BodyLanguage::Text,
        () if start.starts_with(['{', '[']) => BodyLanguage::Json,
        () if start.starts_with("<!doctype html") || start.starts_with("<html") => BodyLanguage::Html,
        () if start.starts_with("<?xml") => BodyLanguage::Xml,
        () => BodyLanguage::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_what_its_type_says_or_what_it_begins_with() {
        let cases: [(&str, &[u8], BodyLanguage); 9] = [
            ("application/json; charset=utf-8", b"x", BodyLanguage::Json),
            ("application/problem+json", b"", BodyLanguage::Json),
            ("text/html", b"{", BodyLanguage::Html),
            ("", b" [1]", BodyLanguage::Json),
            ("application/octet-stream", b"\x00\x01", BodyLanguage::Binary),
            ("application/octet-stream", b"<!DOCTYPE html>", BodyLanguage::Html),
            ("text/plain", b"{}", BodyLanguage::Text),
            ("image/png", b"\x89PNG", BodyLanguage::Binary),
            ("", "cut in an \u{e4}".as_bytes().split_last().unwrap().1, BodyLanguage::Text),
        ];
        for (content_type, first, wanted) in cases {
            assert_eq!(language(content_type, first), wanted, "{content_type} {first:?}");
        }
    }
}
