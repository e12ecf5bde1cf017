//! Media types of bodies: what of a `Content-Type` matters for reading one.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// How a body is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Media {
    /// `application/json` or `text/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// No `Content-Type`, or an empty one.
    Unnamed,
    /// Anything else, as it was written.
    Other(String),
}

/// Whether there is a form to read, whatever encoding it names: keys and secrets are ASCII in all of them.
pub(crate) fn may_be_form(headers: &HeaderMap) -> bool {
    match of(headers) {
        Media::Form | Media::Unnamed => true,
        Media::Json => false,
        Media::Other(text) => essence(&text) == FORM,
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

/// A media type without its parameters, in lower case.
fn essence(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Reads the `Content-Type`. Text in another encoding than UTF-8 counts as another media type.
pub(crate) fn of(headers: &HeaderMap) -> Media {
    let Some(value) = headers.get(CONTENT_TYPE) else { return Media::Unnamed };
    let text = String::from_utf8_lossy(value.as_bytes()).trim().to_owned();
    let parameters = text.split(';').skip(1).map(str::trim);
    let is_utf8 = parameters.filter_map(|part| part.split_once('=')).all(|(name, value)| {
        let charset = value.trim().trim_matches('"').to_ascii_lowercase();
        !name.trim().eq_ignore_ascii_case("charset") || matches!(charset.as_str(), "utf-8" | "utf8" | "us-ascii")
    });
    match essence(&text).as_str() {
        "" => Media::Unnamed,
        "application/json" | "text/json" if is_utf8 => Media::Json,
        FORM if is_utf8 => Media::Form,
        _ => Media::Other(text),
    }
}
