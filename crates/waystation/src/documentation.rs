//! The page with the API documentation.
//!
//! The page asks the server it came from, as any client would; it has no rights of its own and needs no cookie.

use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::address::{Meaning, PAGE_PATH};
use crate::page_files::{self, ASKED_AGAIN, FOR_A_YEAR};

/// The file that is the page.
const PAGE_FILE: &str = "documentation.html";

/// The page itself.
pub(crate) async fn page(headers: HeaderMap) -> Response {
    page_files::file(PAGE_FILE, ASKED_AGAIN, &headers).unwrap_or_else(crate::error::crash)
}

/// Leads to the page.
pub(crate) async fn lead() -> Response {
    page_files::leading(StatusCode::MOVED_PERMANENTLY, PAGE_PATH)
}

/// A file of the pages; `None` where there is none. Pages have addresses of their own.
pub(crate) fn file(meaning: &Meaning, headers: &HeaderMap) -> Option<Response> {
    let (_, name) = meaning.values.first()?;
    if meaning.template.contains("/assets/") {
        return page_files::file(&format!("assets/{name}"), FOR_A_YEAR, headers);
    }
    if name.contains(".html") { None } else { page_files::file(name, ASKED_AGAIN, headers) }
}
