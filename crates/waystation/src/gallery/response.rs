//! Responses of the pages' API: what all of them say to the browser.

use axum::body::Body;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use http::{HeaderName, HeaderValue, StatusCode};

/// A response of the API: nobody keeps it, frames it or takes it for something else.
pub(super) fn with_rules(status: StatusCode, body: Vec<u8>) -> Response {
    let rules: [(HeaderName, &'static str); 6] = [
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (CONTENT_TYPE, "application/json; charset=utf-8"),
    ];
    let is_empty = body.is_empty();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in rules {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if is_empty {
        response.headers_mut().remove(CONTENT_TYPE);
    }
    response
}
