//! Addresses of documents: what a relative reference means, RFC 3986 §5, without changing a byte that was typed.

use crate::Base;

/// The absolute form of `reference` as it stands in a document at `base`; `None` if that cannot be known.
///
/// A document that was fetched cannot reach into the file system.
pub(crate) fn absolute(base: &Base, reference: &str) -> Option<String> {
    let reference = reference.trim();
    if is_web(reference) {
        return Some(reference.to_owned());
    }
    match base {
        Base::None => None,
        Base::Url(url) if scheme(reference).is_some() => {
            // `C:\…` and `file:` are somebody's disk, not the web.
            let _ = url;
            None
        }
        Base::Url(url) => Some(join_url(url, reference)),
        Base::File(path) => Some(join_path(path, reference.strip_prefix("file://").unwrap_or(reference))),
    }
}

/// Whether this is an `http` or `https` address.
pub(crate) fn is_web(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// Scheme and authority, such as `https://host:8443`; empty if `url` has none.
pub(crate) fn origin(url: &str) -> &str {
    let Some(start) = url.find("://").map(|at| at + 3) else { return "" };
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |length| start + length);
    &url[..end]
}

/// `reference` resolved against the absolute address `url`.
pub(crate) fn join_url(url: &str, reference: &str) -> String {
    if is_web(reference) {
        return reference.to_owned();
    }
    let origin = origin(url);
    if reference.starts_with("//") {
        return format!("{}:{reference}", scheme(url).unwrap_or("https"));
    }
    let path = &url[origin.len()..];
    let without_fragment = path.split('#').next().unwrap_or_default();
    let without_query = without_fragment.split('?').next().unwrap_or_default();
    match reference.chars().next() {
        None => format!("{origin}{without_fragment}"),
        Some('?') => format!("{origin}{without_query}{reference}"),
        Some('/') => format!("{origin}{}", without_dots(reference)),
        Some(_) => {
            let folder = without_query.rfind('/').map_or("/", |slash| &without_query[..=slash]);
            format!("{origin}{}", without_dots(&format!("{folder}{reference}")))
        }
    }
}

fn join_path(path: &str, reference: &str) -> String {
    let reference = percent_decoded(reference);
    let is_absolute = reference.starts_with(['/', '\\']) || reference.get(1..2) == Some(":");
    if is_absolute {
        return without_dots(&reference);
    }
    let folder = path.rfind(['/', '\\']).map_or("", |slash| &path[..=slash]);
    without_dots(&format!("{folder}{reference}"))
}

/// Removes `.` and `..` segments. Empty segments stay: they are part of an address.
fn without_dots(path: &str) -> String {
    let (path, query) = path.find('?').map_or((path, ""), |at| path.split_at(at));
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').collect();
    for (index, segment) in segments.iter().enumerate() {
        let is_last = index + 1 == segments.len();
        match *segment {
            "." if is_last => kept.push(""),
            "." => {}
            ".." if kept.last().is_some_and(|last| *last != ".." && !(kept.len() == 1 && last.is_empty())) => {
                kept.pop();
                if is_last {
                    kept.push("");
                }
            }
            // Above the root of an address there is nothing; above a relative path there is.
            ".." if kept.first() == Some(&"") => {}
            segment => kept.push(segment),
        }
    }
    format!("{}{query}", kept.join("/"))
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some(scheme)
}

/// `%2F` and the like as what they stand for; what is no valid escape stays.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests;
