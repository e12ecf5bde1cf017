//! The URL line of a saved request: path variables and query rows, without rewriting what was typed.

use std::ops::Range;

use model::{Param, ParamKind, Request};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::text::Text;

/// What one path segment cannot hold. `%` stays when it begins a valid escape, see [`as_segment`].
const NOT_IN_SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'/')
    .add(b'?')
    .add(b'#');

/// The `:name` segments of a URL line: the byte range with the colon, and the name. Query and authority have none.
pub fn path_variables(url: &str) -> Vec<(Range<usize>, &str)> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let path_start = url.find("://").map_or(0, |at| at + 3);
    let mut found = Vec::new();
    let mut from = path_start;
    while let Some(slash) = url[from..end].find('/').map(|at| at + from) {
        let segment_end = url[slash + 1..end].find('/').map_or(end, |at| at + slash + 1);
        let segment = &url[slash + 1..segment_end];
        if let Some(name) = segment.strip_prefix(':').filter(|name| !name.is_empty() && !name.contains("{{")) {
            found.push((slash + 1..segment_end, name));
        }
        from = segment_end;
        if from >= end {
            break;
        }
    }
    found
}

/// The URL line of `request` with path variables and placeholders replaced.
pub(crate) fn resolved_url(request: &Request, text: &mut Text) -> String {
    let line = url_line(request);
    let mut result = String::new();
    let mut from = 0;
    for (range, name) in path_variables(&line) {
        let row = request.params.iter().find(|row| row.kind == ParamKind::Path && row.name == name);
        let Some(row) = row else { continue };
        result.push_str(&text.resolve(&line[from..range.start], "the URL"));
        let value = text.resolve(&row.value, &format!("path variable `{name}`"));
        if value.is_empty() {
            let problem = model::Problem::error("empty_path_variable", format!("path variable `{name}` has no value"))
                .with_hint(format!("Give it one with --path {name}=VALUE."))
                .at(text.place());
            text.report(problem);
        }
        result.push_str(&as_segment(&value));
        from = range.end;
    }
    result.push_str(&text.resolve(&line[from..], "the URL"));
    result
}

/// The URL line, with the enabled query rows appended when it has no query of its own (files written by hand).
fn url_line(request: &Request) -> String {
    if request.url.contains('?') {
        return request.url.clone();
    }
    let mut line = request.url.clone();
    for row in request.params.iter().filter(|row| row.kind == ParamKind::Query && row.is_enabled) {
        line = with_query_row(&line, &row.name, &row.value);
    }
    line
}

/// A path value as one segment: `/`, `?`, `#` and what a request line cannot hold are percent-encoded, a valid `%XX` stays.
fn as_segment(value: &str) -> String {
    let mut result = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('%') {
        result.extend(utf8_percent_encode(&rest[..at], NOT_IN_SEGMENT));
        let is_escape = rest.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        result.push_str(if is_escape { "%" } else { "%25" });
        rest = &rest[at + 1..];
    }
    result.extend(utf8_percent_encode(rest, NOT_IN_SEGMENT));
    result
}

/// `url` with `name=value` appended to its query: as typed, but for `&` and `#` (in the name also `=`).
pub fn with_query_row(url: &str, name: &str, value: &str) -> String {
    let cell = |text: &str| text.replace('&', "%26").replace('#', "%23");
    let (line, fragment) = match url.find('#') {
        Some(at) => url.split_at(at),
        None => (url, ""),
    };
    let separator = match line.find('?') {
        None => "?",
        Some(at) if at + 1 == line.len() || line.ends_with('&') => "",
        Some(_) => "&",
    };
    format!("{line}{separator}{}={}{fragment}", cell(name).replace('=', "%3D"), cell(value))
}

/// `request` with every query row switched off and no query in its URL line.
pub fn without_query(request: &mut Request) {
    let is_query = |row: &&mut Param| row.kind == ParamKind::Query;
    for row in request.params.iter_mut().filter(is_query) {
        row.is_enabled = false;
    }
    if let Some(at) = request.url.find('?') {
        let fragment = request.url.find('#').map(|hash| request.url[hash..].to_owned()).unwrap_or_default();
        request.url.truncate(at);
        request.url.push_str(&fragment);
    }
}
