//! Brings the path of a request into one spelling, for matching only.
//!
//! Doubled slashes, a slash at the end and the case of fixed segments do not matter; values in the path stay as they came,
//! and so does the address in every message. Nothing is ever redirected: many clients turn a redirected PUT into a GET.
//! The token endpoint is not touched: it is matched exactly.

use http::Request;
use http::header::HOST;
use http::uri::{Authority, PathAndQuery, Uri};
use percent_encoding::percent_decode_str;

/// Where everything of the API begins.
pub(crate) const BASE: &str = "/webapi";

/// The API document; the last segment is its version.
pub(crate) const DOCUMENT_PATH: &str = "/webapi/swagger/docs/{version}";

/// The API document as people are shown it: the second slash belongs to it, see the documentation page.
pub(crate) const DOCUMENT_SLASHED: &str = "/webapi//swagger/docs/3";

/// The page with the API documentation.
pub(crate) const PAGE_PATH: &str = "/webapi/swagger/ui/index";

/// Addresses that lead to the page.
pub(crate) const PAGE_SHORT_PATHS: [&str; 2] = ["/webapi/swagger", "/webapi/swagger/ui"];

/// What the page consists of: files beside it, and those whose name holds a hash of their content.
pub(crate) const PAGE_FILE_PATHS: [&str; 2] = ["/webapi/swagger/ui/{name}", "/webapi/swagger/ui/assets/{name}"];

/// What a path was found to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The template, as `/webapi/v3/users/{id}`; also what is logged, because it names nobody.
    pub(crate) template: &'static str,
    /// The values in the path, decoded.
    pub(crate) values: Vec<(&'static str, String)>,
}

/// Finds what a path means: one of the operations' templates, or of our own; `None` if nothing is there. Of several templates the one with more fixed segments wins.
pub(crate) fn meaning(path: &str, templates: &[&'static str]) -> Option<Meaning> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    templates
        .iter()
        .chain([&DOCUMENT_PATH, &PAGE_PATH])
        .chain(&PAGE_SHORT_PATHS)
        .chain(&PAGE_FILE_PATHS)
        .filter_map(|template| values(template, &segments).map(|values| Meaning { template, values }))
        .min_by_key(|meaning| meaning.values.len())
}

fn values(template: &'static str, segments: &[&str]) -> Option<Vec<(&'static str, String)>> {
    let mut values = Vec::new();
    let mut rest = segments.iter();
    for expected in template.split('/').filter(|segment| !segment.is_empty()) {
        let segment = rest.next()?;
        match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => values.push((name, percent_decode_str(segment).decode_utf8_lossy().into_owned())),
            // RFC 3986 §6.2.2.2: an escaped letter is that letter.
            None => {
                if !percent_decode_str(segment).decode_utf8().ok()?.eq_ignore_ascii_case(expected) {
                    return None;
                }
            }
        }
    }
    rest.next().is_none().then_some(values)
}

/// Puts the template in the place of the path, keeping the query: this is what the router matches.
pub(crate) fn rewritten(uri: &Uri, template: &str) -> Option<Uri> {
    // Braces may not stand in an address; the router's pattern takes any text for a value.
    let path = template.replace(['{', '}'], "");
    let path_and_query: PathAndQuery = match uri.query() {
        Some(query) => format!("{path}?{query}").parse().ok()?,
        None => path.parse().ok()?,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path_and_query);
    Uri::from_parts(parts).ok()
}

/// How the client addressed this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// `http` or `https`.
    pub(crate) scheme: &'static str,
    /// Host and, unless it is the default one, port.
    pub(crate) host: String,
}

impl Origin {
    /// Reads `Host` or `:authority`; behind a proxy the forwarded ones. `fallback` for a client that names none, or
    /// something that is not a host.
    pub(crate) fn of<B>(request: &Request<B>, is_behind_proxy: bool, fallback: &str) -> Self {
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::trim);
        let forwarded = |name: &str| header(name).filter(|_| is_behind_proxy).and_then(|list| list.split(',').next());
        let is_https = forwarded("x-forwarded-proto").is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"));
        let scheme = if is_https { "https" } else { "http" };
        let named = [
            forwarded("x-forwarded-host").map(str::trim),
            request.uri().authority().map(Authority::as_str),
            header(HOST.as_str()),
        ];
        let host = named.into_iter().flatten().find(|host| is_host(host)).unwrap_or(fallback);
        let default_port = if is_https { ":443" } else { ":80" };
        Self { scheme, host: host.strip_suffix(default_port).unwrap_or(host).to_owned() }
    }
}

/// Whether this is a host with or without port: it goes into addresses that clients will use.
fn is_host(text: &str) -> bool {
    text.parse::<Authority>().is_ok_and(|authority| !authority.as_str().contains('@') && !authority.host().is_empty())
}

#[cfg(test)]
mod tests;
