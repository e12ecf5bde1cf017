//! Follows redirects: decides what the next hop asks for.
//!
//! Pure; never sees a socket.
//!
//! ```text
//! 303, any method but GET and HEAD ──▶ GET, body and its headers dropped
//! 301/302 + POST                   ──▶ the same, as browsers do (RFC 9110 §15.4.2, §15.4.3)
//! 307/308, and all others          ──▶ same method, same body
//! other origin                     ──▶ credentials dropped
//! ```

use exchange::{Failure, FailureKind, HeaderRow, Origin, Received, ResolvedRequest, Scheme};

/// Headers that describe a body which is no longer sent.
const BODY_HEADERS: [&str; 7] = [
    "content-type",
    "content-length",
    "content-encoding",
    "content-language",
    "content-location",
    "transfer-encoding",
    "expect",
];

/// Typed headers that carry credentials.
const CREDENTIAL_HEADERS: [&str; 4] = ["authorization", "cookie", "cookie2", "proxy-authorization"];

/// What the next hop asks for, or `None` when `received` leads nowhere else: no redirect, or one without a `Location`.
///
/// `followed` counts the redirects before this one. Relative locations are resolved against the address as sent, RFC 9110
/// §10.2.2.
pub(crate) fn next(
    sent: &ResolvedRequest,
    received: &Received,
    followed: u32,
) -> Result<Option<ResolvedRequest>, Failure> {
    if !sent.options.follows_redirects || !matches!(received.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = received.header("location").filter(|location| !location.is_empty()) else { return Ok(None) };
    if followed >= sent.options.max_redirects {
        let message =
            format!("more than {} redirects; the next would lead to `{location}`", sent.options.max_redirects);
        return Err(Failure::new(FailureKind::Redirect, message)
            .with_hint("If it is no loop, raise `Maximum number of redirects`; or switch off following them."));
    }
    let address = sent.address.join(location).map_err(|error| {
        Failure::new(FailureKind::Redirect, format!("the redirect leads to `{location}`: {error}"))
            .with_hint("The server's `Location` header is at fault. Switch off following redirects to see its answer.")
    })?;
    let mut request = ResolvedRequest { address, ..sent.clone() };
    if becomes_get(sent, received.status) {
        "GET".clone_into(&mut request.method);
        request.body = None;
        drop_headers(&mut request, |row| is_named(row, &BODY_HEADERS));
    }
    if !sent.address.has_same_origin(&request.address) {
        // A typed Host names the origin that is left.
        drop_headers(&mut request, |row| row.name.eq_ignore_ascii_case("host"));
        if !sent.options.forwards_authorization {
            drop_headers(&mut request, |row| row.origin == Origin::Auth || is_named(row, &CREDENTIAL_HEADERS));
        }
    }
    set_referer(&mut request, sent);
    Ok(Some(request))
}

fn becomes_get(sent: &ResolvedRequest, status: u16) -> bool {
    if sent.options.keeps_method_on_redirect {
        return false;
    }
    match status {
        303 => !matches!(sent.method.as_str(), "GET" | "HEAD"),
        301 | 302 => sent.method == "POST",
        _ => false,
    }
}

/// Names the address that was left, without credentials and fragment, RFC 9110 §10.1.3: never from `https:` to `http:`, and to
/// another origin only the origin (the default policy of browsers, W3C Referrer Policy §3.7).
fn set_referer(request: &mut ResolvedRequest, sent: &ResolvedRequest) {
    let is_suppressed = request.suppressed_headers.iter().any(|name| name.eq_ignore_ascii_case("referer"));
    if request.options.removes_referer_on_redirect {
        drop_headers(request, |row| row.name.eq_ignore_ascii_case("referer"));
        return;
    }
    drop_headers(request, |row| row.origin == Origin::Generated && row.name.eq_ignore_ascii_case("referer"));
    let is_typed = request.headers.iter().any(|row| row.name.eq_ignore_ascii_case("referer"));
    let is_downgrade = sent.address.scheme == Scheme::Https && request.address.scheme == Scheme::Http;
    if is_typed || is_suppressed || is_downgrade {
        return;
    }
    let value = if sent.address.has_same_origin(&request.address) {
        sent.address.to_string()
    } else {
        format!("{}://{}/", sent.address.scheme.as_str(), sent.address.authority())
    };
    request.headers.push(HeaderRow { name: "Referer".to_owned(), value, origin: Origin::Generated });
}

fn is_named(row: &HeaderRow, names: &[&str]) -> bool {
    names.iter().any(|name| row.name.eq_ignore_ascii_case(name))
}

fn drop_headers(request: &mut ResolvedRequest, is_dropped: impl Fn(&HeaderRow) -> bool) {
    request.headers.retain(|row| !is_dropped(row));
}
