//! Bodies: rows and texts to the bytes that are sent.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use exchange::Chunk;
use model::{Body, FileChoice, FormPart, FormValue, Header, Problem};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::text::Text;

/// `application/x-www-form-urlencoded`, WHATWG URL §5.2: letters, digits and `*-._` stay, a blank becomes `+`.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// The pieces of a body and the media type that it generates.
pub(crate) struct ResolvedBody {
    pub(crate) chunks: Option<Vec<Chunk>>,
    pub(crate) content_type: Option<String>,
}

/// Makes the pieces of `body`. Relative file paths start at `folder`; `boundary` separates multipart rows.
pub(crate) fn resolved_body(body: &Body, folder: &Path, boundary: &str, text: &mut Text) -> ResolvedBody {
    match body {
        Body::None => ResolvedBody { chunks: None, content_type: None },
        Body::Raw { language, text: raw } => {
            let bytes = Bytes::from(text.resolve(raw, "the body"));
            ResolvedBody {
                chunks: Some(vec![Chunk::Bytes(bytes)]),
                content_type: Some(raw_media_type(language).into()),
            }
        }
        Body::FormUrlEncoded(rows) => ResolvedBody {
            chunks: Some(vec![Chunk::Bytes(Bytes::from(url_encoded(rows, text)))]),
            content_type: Some("application/x-www-form-urlencoded".into()),
        },
        Body::Multipart(parts) => ResolvedBody {
            chunks: Some(multipart(parts, folder, boundary, text)),
            content_type: Some(format!("multipart/form-data; boundary={boundary}")),
        },
        Body::File(choices) => file(choices, folder, text),
    }
}

fn raw_media_type(language: &str) -> &'static str {
    match language {
        "json" => "application/json",
        "xml" => "application/xml",
        "html" => "text/html",
        "javascript" => "application/javascript",
        "sparql" => "application/sparql-query",
        _ => "text/plain",
    }
}

fn url_encoded(rows: &[Header], text: &mut Text) -> String {
    let encoded = |value: String| utf8_percent_encode(&value, FORM).to_string().replace(' ', "+");
    let mut pairs = Vec::new();
    for row in rows.iter().filter(|row| row.is_enabled) {
        let name = text.resolve(&row.name, "a form field's name");
        let value = text.resolve(&row.value, &format!("form field `{}`", row.name));
        pairs.push(format!("{}={}", encoded(name), encoded(value)));
    }
    pairs.join("&")
}

/// RFC 7578. Names and file names are escaped as browsers do (`"` as `%22`, line breaks as `%0D%0A`).
fn multipart(parts: &[FormPart], folder: &Path, boundary: &str, text: &mut Text) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut head = String::new();
    for part in parts.iter().filter(|part| part.is_enabled) {
        let name = quoted(&text.resolve(&part.name, "a form field's name"));
        let field = format!("form field `{}`", part.name);
        match &part.value {
            FormValue::Text(value) => {
                let content_type = part.content_type.as_ref().map(|kind| text.resolve(kind, &field));
                head.push_str(&part_head(boundary, &name, None, content_type.as_deref()));
                head.push_str(&text.resolve(value, &field));
                head.push_str("\r\n");
            }
            FormValue::Files(paths) => {
                for path in paths {
                    let path = located(folder, &text.resolve(path, &field));
                    let file_name =
                        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                    let kind = part.content_type.clone().unwrap_or_else(|| media_type_of(&path).to_owned());
                    head.push_str(&part_head(boundary, &name, Some(&quoted(&file_name)), Some(&kind)));
                    chunks.push(Chunk::Bytes(Bytes::from(std::mem::take(&mut head))));
                    chunks.push(Chunk::File(path));
                    head.push_str("\r\n");
                }
            }
        }
    }
    head += &format!("--{boundary}--\r\n");
    chunks.push(Chunk::Bytes(Bytes::from(head)));
    chunks
}

fn part_head(boundary: &str, name: &str, file_name: Option<&str>, content_type: Option<&str>) -> String {
    let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
    if let Some(file_name) = file_name {
        head += &format!("; filename=\"{file_name}\"");
    }
    if let Some(kind) = content_type.filter(|kind| !kind.is_empty()) {
        head += &format!("\r\nContent-Type: {kind}");
    }
    head.push_str("\r\n\r\n");
    head
}

fn quoted(text: &str) -> String {
    text.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

fn file(choices: &[FileChoice], folder: &Path, text: &mut Text) -> ResolvedBody {
    let Some(choice) = choices.iter().find(|choice| choice.is_selected).or(choices.first()) else {
        let problem = Problem::error("no_body_file", "the body is a file, and none is chosen")
            .with_hint("Choose one in the request, or send with --body @FILE.")
            .at(text.place());
        text.report(problem);
        return ResolvedBody { chunks: None, content_type: None };
    };
    let path = located(folder, &text.resolve(&choice.path, "the body's file"));
    let kind = text.resolve(&choice.content_type, "the body's media type");
    let content_type = if kind.is_empty() { media_type_of(&path).to_owned() } else { kind };
    ResolvedBody { chunks: Some(vec![Chunk::File(path)]), content_type: Some(content_type) }
}

fn located(folder: &Path, path: &str) -> PathBuf {
    folder.join(path)
}

/// The media type that a file's ending suggests; `application/octet-stream` where it says nothing.
pub fn media_type_of(path: &Path) -> &'static str {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" | "log" => "text/plain",
        "html" | "htm" => "text/html",
        "csv" => "text/csv",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "yaml" | "yml" => "application/yaml",
        _ => "application/octet-stream",
    }
}
