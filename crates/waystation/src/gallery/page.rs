//! The one page of the Server UI, at each of its addresses. Its files are those of the documentation page, beside which
//! they stand.

use axum::response::Response;
use http::{HeaderMap, StatusCode, Uri};
use waystation_store::Role;

use super::refusal::Refusal;
use super::session::{self, Cookie};
use crate::page_files::{self, ASKED_AGAIN};
use crate::server::Server;

/// Where the pages begin.
pub(super) const BASE: &str = "/gallery";

/// The file that is the page.
const PAGE_FILE: &str = "server.html";

/// Below this everything is for Curators.
const ADMIN: &str = "admin";

pub(super) async fn respond(server: &Server, uri: &Uri, headers: &HeaderMap) -> Response {
    let path = uri.path().strip_prefix(BASE).unwrap_or_default().trim_matches('/');
    match is_denied(server, path, headers).await {
        Ok(is_denied) => page(is_denied, headers),
        Err(refusal) => refusal.into_response(),
    }
}

/// A page that is denied comes whole, whatever the browser keeps: a 304 would hide its status.
fn page(is_denied: bool, headers: &HeaderMap) -> Response {
    let mut asked = headers.clone();
    if is_denied {
        asked.remove(http::header::IF_NONE_MATCH);
    }
    let Some(mut page) = page_files::file(PAGE_FILE, ASKED_AGAIN, &asked) else {
        return Refusal::UnknownAddress.into_response();
    };
    if is_denied {
        *page.status_mut() = StatusCode::FORBIDDEN;
    }
    page
}

/// Whether somebody who has signed in without being a Curator asks for a page of Curators.
async fn is_denied(server: &Server, path: &str, headers: &HeaderMap) -> Result<bool, Refusal> {
    let is_admin = path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(ADMIN));
    let Some(cookie) = Cookie::of(headers).filter(|_| is_admin) else { return Ok(false) };
    let signed_in = session::signed_in(server, &cookie, server.clock.now()).await?;
    Ok(signed_in.is_some_and(|signed_in| signed_in.user.role != Role::Curator))
}
