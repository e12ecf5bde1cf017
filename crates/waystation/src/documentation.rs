//! The page with the API documentation: its files, and what each answer tells the browser.
//!
//! The page asks the server it came from, as any client would; it has no rights of its own and there is no cookie.

use axum::body::Body;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::address::{Meaning, PAGE_PATH};

/// Scripts, styles and calls come from here and go to here only; nobody frames the page. `style-src` needs no exception:
/// what Swagger UI styles from scripts it sets by properties, which the rule does not touch.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The file that is the page.
const PAGE_FILE: &str = "documentation.html";

/// The page itself.
pub(crate) async fn page(headers: HeaderMap) -> Response {
    found(PAGE_FILE, "no-cache", &headers).unwrap_or_else(crate::error::crash)
}

/// Leads to the page.
pub(crate) async fn lead() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
    response.headers_mut().insert(LOCATION, HeaderValue::from_static(PAGE_PATH));
    with_policy(response)
}

/// A file of the page; `None` where there is none. The page itself has its own address.
pub(crate) fn file(meaning: &Meaning, headers: &HeaderMap) -> Option<Response> {
    let (_, name) = meaning.values.first()?;
    if meaning.template.contains("/assets/") {
        return found(&format!("assets/{name}"), "public, max-age=31536000, immutable", headers);
    }
    if name == PAGE_FILE { None } else { found(name, "no-cache", headers) }
}

fn found(path: &str, keeping: &'static str, headers: &HeaderMap) -> Option<Response> {
    let file = pages::waystation(path)?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", file.tag)).ok()?;
    let is_known = headers.get(IF_NONE_MATCH) == Some(&tag);
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(file.bytes) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(keeping));
    response.headers_mut().insert(ETAG, tag);
    Some(with_policy(response))
}

fn with_policy(mut response: Response) -> Response {
    let rules: [(HeaderName, &'static str); 6] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in rules {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
