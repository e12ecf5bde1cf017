//! The page's own files. They hold no data, so they ask for no session.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::error::Refusal;
use crate::state::App;

/// Scripts and styles come from here only, nothing is framed, nothing is sent elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      media-src blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; form-action 'none'; \
                      base-uri 'none'; frame-ancestors 'none'";

pub(crate) const PDF: &str = "application/pdf";

/// Rules of a previewed page, see `bodies::previews`. Its own styles and pictures inside it are shown.
const PREVIEW_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                                         font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// Rules of a previewed PDF: as above, but that a viewer may show it.
pub(crate) const PDF_POLICY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; \
                          form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// The rules for an answer of this type.
fn preview_policy(content_type: Option<&HeaderValue>) -> &'static str {
    if content_type.is_some_and(|shown| shown == PDF) { PDF_POLICY } else { PREVIEW_POLICY }
}

/// A file of the page. An address without a file is a place inside the page.
pub(crate) async fn file(request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let found = pages::postrider(if path.is_empty() || !is_file { "index.html" } else { path });
    let Some(found) = found else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", found.tag);
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut headers = HeaderMap::new();
    // Names of built files hold a hash of their content; the first page does not.
    let keeping = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(found.media_type));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, found.bytes).into_response()
}

/// Leads a browser that was opened by a command to the page, with its session token where only the page sees it.
pub(crate) async fn open(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    if !app.take_opening(&name) {
        return Refusal::not_found("this address has been used").into_response();
    }
    Redirect::to(&format!("/#{}", app.fragment.expose())).into_response()
}

/// What every answer says to the browser.
pub(crate) async fn with_policy(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_preview = path.starts_with("/preview/");
    let is_data = is_preview || path.starts_with("/api/") || path.starts_with("/download/");
    let mut response = next.run(request).await;
    // Data is never a document; should a browser open it as one, it can do nothing.
    let policy = match () {
        () if is_preview => preview_policy(response.headers().get(header::CONTENT_TYPE)),
        () if is_data => "sandbox; default-src 'none'",
        () => POLICY,
    };
    let rules: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in rules {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if is_data {
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}
