//! Who may come in: loopback `Host`, own `Origin`, the session token of this start.
//!
//! A page of a foreign site can make a browser send requests here. It cannot choose `Host` (a name that was re-pointed to
//! 127.0.0.1 shows there) nor `Origin`, and it does not know the token.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use model::Problem;
use subtle::ConstantTimeEq as _;

use crate::error::Refusal;
use crate::state::App;

/// Header with the session token.
pub(crate) const SESSION_HEADER: &str = "x-postrider-session";

/// Lets in only requests for this program's own address. Stands before everything, the page's files included.
pub(crate) async fn own_address(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match check_address(request.headers(), app.port) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Lets in only who knows the session token. Stands before everything that reads or changes data.
pub(crate) async fn own_session(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(SESSION_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
    if bool::from(given.ct_eq(app.session.expose().as_bytes())) {
        return next.run(request).await;
    }
    let hint = "Open the address that `postrider app` printed.";
    forbidden("forbidden_session", "this window does not belong to the running program", hint).into_response()
}

/// Whether a request names 127.0.0.1 and this port as its host, and comes from no other site.
pub(crate) fn check_address(headers: &HeaderMap, port: u16) -> Result<(), Refusal> {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let mut named = headers.get_all(header::HOST).iter();
    let host = named.next().map(|host| host.as_bytes().to_ascii_lowercase());
    if named.next().is_some() || !host.is_some_and(|host| hosts.iter().any(|own| own.as_bytes() == host)) {
        let hint = format!("Open http://127.0.0.1:{port}/ itself.");
        return Err(forbidden("forbidden_host", "this address does not belong to the program", &hint));
    }
    let is_own = |origin: &[u8]| hosts.iter().any(|host| format!("http://{host}").as_bytes() == origin);
    if headers.get_all(header::ORIGIN).iter().all(|origin| is_own(&origin.as_bytes().to_ascii_lowercase())) {
        return Ok(());
    }
    Err(forbidden("forbidden_origin", "another site asked for this", "Nothing was done."))
}

fn forbidden(code: &str, message: &str, hint: &str) -> Refusal {
    Refusal::new(StatusCode::FORBIDDEN, Problem::error(code, message).with_hint(hint))
}
