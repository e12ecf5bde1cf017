//! Answers shown as what they are: a page without scripts, a picture, a PDF, sound, a film.
//!
//! What comes from a foreign server is shown under this program's address, so it must not be able to do anything there: it
//! has an origin of its own that nobody shares, runs no script, loads nothing, sends nothing. A PDF is shown by the browser's
//! own viewer, which is no part of that address; browsers start it in no sandboxed frame.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use model::Problem;

use crate::bodies::{PreviewAddress, PreviewKind};
use crate::error::Refusal;
use crate::exchanges::calls::find;
use crate::page::PDF;
use crate::state::{App, away};

/// Longer answers are not shown this way.
const PREVIEW_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Pictures that browsers show without running anything.
const IMAGES: [&str; 9] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/bmp",
    "image/svg+xml",
    "image/x-icon",
    "image/vnd.microsoft.icon",
];

/// What shows a body of this media type.
fn kind(media: &str) -> PreviewKind {
    match media {
        PDF => PreviewKind::Pdf,
        image if IMAGES.contains(&image) => PreviewKind::Picture,
        sound if sound.starts_with("audio/") => PreviewKind::Audio,
        film if film.starts_with("video/") => PreviewKind::Video,
        _ => PreviewKind::Page,
    }
}

pub(crate) async fn address(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<PreviewAddress>, Refusal> {
    away(&app, move |app| {
        let running = find(app, &id)?;
        if running.body.raw.length() > PREVIEW_BYTES_MAX {
            let problem =
                Problem::error("too_long", "answers above 16 MB have no preview").with_hint("Look at it as Raw.");
            return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, problem));
        }
        let kind = kind(&media_type(&running.view().content_type));
        let name = format!("{}{}", app.engine.new_id(), app.engine.new_id());
        app.offer_download(name.clone(), running);
        Ok(Json(PreviewAddress { address: format!("/preview/{name}"), kind }))
    })
    .await
}

/// The address is its own key: it works once, for a minute.
pub(crate) async fn preview(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    away(&app, move |app| {
        let gone = || Refusal::not_found("this address has been used");
        let running = app.take_download(&name).ok_or_else(gone)?;
        let content_type = running.view().content_type;
        let bytes = running.body.raw.read(0, PREVIEW_BYTES_MAX);
        let bytes = bytes.map_err(|_| Refusal::not_found("the stored answer cannot be read"))?;
        let media = media_type(&content_type);
        let shown = match (kind(&media), media.as_str()) {
            (PreviewKind::Page, "text/html" | "application/xhtml+xml") => with_charset("text/html", &content_type),
            // Everything else is text to a browser, whatever it says it is.
            (PreviewKind::Page, _) => with_charset("text/plain", &content_type),
            _ => media,
        };
        let shown = HeaderValue::from_str(&shown).unwrap_or(HeaderValue::from_static("text/plain"));
        Ok(([(header::CONTENT_TYPE, shown)], Bytes::from(bytes)).into_response())
    })
    .await
}

fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The type with the answer's own charset, UTF-8 when it names none.
fn with_charset(media: &str, content_type: &str) -> String {
    let named = content_type.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    let is_name =
        |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    format!("{media}; charset={}", named.filter(is_name).unwrap_or("utf-8"))
}
