//! The built pages as responses: their files, and what each tells the browser.

use axum::body::Body;
use axum::response::Response;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    LOCATION, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

/// Scripts, styles and calls come from here and go to here only; nobody frames a page. `style-src` needs no exception:
/// what Swagger UI styles from scripts it sets by properties, which the rule does not touch.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// For files whose name holds a hash of their content.
pub(crate) const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

/// For everything else: kept, but asked for each time.
pub(crate) const ASKED_AGAIN: &str = "no-cache";

/// A file of the pages; `None` where there is none.
pub(crate) fn file(path: &str, keeping: &'static str, headers: &HeaderMap) -> Option<Response> {
    let file = pages::waystation(path)?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", file.tag)).ok()?;
    let is_known = headers.get(IF_NONE_MATCH) == Some(&tag);
    let packed = file.gzip.filter(|_| takes_gzip(headers));
    let is_packed = packed.is_some();
    let body = if is_known { Body::empty() } else { Body::from(packed.unwrap_or(file.bytes)) };
    let mut response = Response::new(body);
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keeping));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(ETAG, tag);
    if is_packed && !is_known {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Some(with_policy(response))
}

/// Browsers name what they take; one that refuses gzip with `q=0` gets the file as it is.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(1.0_f32);
        name.trim().eq_ignore_ascii_case("gzip") && weight > 0.0
    })
}

/// Leads to a page.
pub(crate) fn leading(status: StatusCode, path: &'static str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(LOCATION, HeaderValue::from_static(path));
    with_policy(response)
}

/// Tells the browser what a page may do.
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
