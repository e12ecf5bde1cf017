//! Answers shown as what they are: a page without scripts, a picture.
//!
//! What comes from a foreign server is shown under this program's address, so it must not be able to do anything there: it
//! has an origin of its own that nobody shares, runs no script, loads nothing, sends nothing.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use model::Problem;

use crate::api::PreviewAddress;
use crate::error::Refusal;
use crate::routes::exchanges::find;
use crate::state::{App, away};
use crate::views;

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

/// Rules of a previewed page, see the head of this file. Its own styles and pictures inside it are shown.
pub(crate) const PREVIEW_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                                         font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

pub(crate) async fn address(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<PreviewAddress>, Refusal> {
    away(&app, move |app| {
        let running = find(app, &id)?;
        if running.forms.raw.length() > PREVIEW_BYTES_MAX {
            let problem =
                Problem::error("too_long", "answers above 16 MB have no preview").with_hint("Look at it as Raw.");
            return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, problem));
        }
        let is_image = IMAGES.contains(&media_type(&views::running(&running).content_type).as_str());
        let name = format!("{}{}", app.engine.new_id(), app.engine.new_id());
        app.offer_download(name.clone(), running);
        Ok(Json(PreviewAddress { address: format!("/preview/{name}"), is_image }))
    })
    .await
}

/// The address is its own key: it works once, for a minute.
pub(crate) async fn preview(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    away(&app, move |app| {
        let gone = || Refusal::not_found("this address has been used");
        let running = app.take_download(&name).ok_or_else(gone)?;
        let content_type = views::running(&running).content_type;
        let bytes = running.forms.raw.read(0, PREVIEW_BYTES_MAX);
        let bytes = bytes.map_err(|_| Refusal::not_found("the stored answer cannot be read"))?;
        let media = media_type(&content_type);
        let shown = match media.as_str() {
            image if IMAGES.contains(&image) => media,
            "text/html" | "application/xhtml+xml" => with_charset("text/html", &content_type),
            // Everything else is text to a browser, whatever it says it is.
            _ => with_charset("text/plain", &content_type),
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
