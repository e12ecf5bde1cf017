//! `url` and `params` say the same thing twice; this brings them into step.
//!
//! The query in the URL line wins for presence and order, because it is what is sent. The rows add what it cannot
//! hold: descriptions, switched-off rows, path values. A URL without a query takes the enabled rows of the table:
//! files written by hand, and Bruno's own documentation, have them only there.

use model::{Param, ParamKind};

/// The URL line and the rows (query rows in table order, then path rows), in step. Doing it twice changes nothing.
pub(crate) fn in_step(url: &str, params: &[Param]) -> (String, Vec<Param>) {
    let (query_rows, path_rows): (Vec<Param>, Vec<Param>) =
        params.iter().cloned().partition(|row| row.kind == ParamKind::Query);
    let (url, mut rows) = match Query::of(url) {
        Some(query) => (url.to_owned(), merged(&pairs(&url[query.start..query.end]), query_rows)),
        None => with_query(url, query_rows),
    };
    rows.extend(path_rows);
    (url, rows)
}

/// The rows after the URL line was edited: the line says which rows there are, a line without a query has no enabled one.
///
/// A pair whose name stands in a switched-off row switches that row on. A described row that leaves the line is only switched
/// off: typing on from `email` to `emailAddress` must not cost what a document says about `email`.
pub fn rows_of_line(url: &str, params: &[Param]) -> Vec<Param> {
    let (mut query_rows, path_rows): (Vec<Param>, Vec<Param>) =
        params.iter().cloned().partition(|row| row.kind == ParamKind::Query);
    let pairs = Query::of(url).map(|query| pairs(&url[query.start..query.end])).unwrap_or_default();
    for row in query_rows.iter_mut().filter(|row| row.is_enabled && row.description.is_some()) {
        row.is_enabled = pairs.iter().any(|(name, _)| *name == row.name);
    }
    switch_on(&pairs, &mut query_rows);
    let mut rows = merged(&pairs, query_rows);
    rows.extend(path_rows);
    rows
}

/// Switches on, with its new value, a row for each pair that has no enabled row of its name.
fn switch_on(pairs: &[(String, String)], rows: &mut [Param]) {
    let mut taken = vec![false; rows.len()];
    for (name, value) in pairs {
        let free = |is_enabled: bool| {
            rows.iter()
                .zip(&taken)
                .position(|(row, is_taken)| !is_taken && row.is_enabled == is_enabled && row.name == *name)
        };
        let Some(at) = free(true).or_else(|| free(false)) else { continue };
        taken[at] = true;
        if !rows[at].is_enabled {
            rows[at].is_enabled = true;
            rows[at].value.clone_from(value);
        }
    }
}

/// The URL line after query rows were edited, and the rows as they stand in it. What a row that did not change has in the
/// line stays there byte for byte.
pub fn line_of_rows(url: &str, params: &[Param]) -> (String, Vec<Param>) {
    let Some(query) = Query::of(url) else { return in_step(url, params) };
    let mut parts = parts(&url[query.start..query.end]);
    let mut rows = params.to_vec();
    let mut kept = Vec::new();
    for row in rows.iter_mut().filter(|row| row.kind == ParamKind::Query && row.is_enabled && !is_empty(row)) {
        row.name = encoded(&row.name, &['&', '#', '=']);
        row.value = encoded(&row.value, &['&', '#']);
        let known = parts.iter().position(|part| pair(part) == (row.name.clone(), row.value.clone()));
        kept.push(known.map_or_else(|| format!("{}={}", row.name, row.value), |at| parts.remove(at).to_owned()));
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    (format!("{}{mark}{}{}", &url[..query.start - 1], kept.join("&"), &url[query.end..]), rows)
}

/// Where the query stands in a URL line: behind the first `?` up to `#`, both outside `{{…}}`.
#[derive(Debug, Clone, Copy)]
struct Query {
    start: usize,
    end: usize,
}

impl Query {
    fn of(url: &str) -> Option<Self> {
        let end = fragment_start(url);
        let start = find_outside_placeholders(&url[..end], b'?')? + 1;
        Some(Self { start, end })
    }
}

fn fragment_start(url: &str) -> usize {
    find_outside_placeholders(url, b'#').unwrap_or(url.len())
}

fn find_outside_placeholders(text: &str, wanted: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        if bytes[index..].starts_with(b"{{")
            && let Some(length) = text[index..].find("}}")
        {
            index += length + 2;
            continue;
        }
        if bytes[index] == wanted {
            return Some(index);
        }
        index += 1;
    }
    None
}

/// The pairs of a query. An empty part (`a=1&&b=2`, a lone `?`) is no row; a name without `=` has an empty value.
fn pairs(query: &str) -> Vec<(String, String)> {
    parts(query).into_iter().map(pair).collect()
}

/// The parts of a query between `&`, without the empty ones.
fn parts(query: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = query;
    loop {
        let (part, next) = match find_outside_placeholders(rest, b'&') {
            Some(index) => (&rest[..index], Some(&rest[index + 1..])),
            None => (rest, None),
        };
        if !part.is_empty() {
            parts.push(part);
        }
        match next {
            Some(next) => rest = next,
            None => return parts,
        }
    }
}

fn pair(part: &str) -> (String, String) {
    match find_outside_placeholders(part, b'=') {
        Some(index) => (part[..index].to_owned(), part[index + 1..].to_owned()),
        None => (part.to_owned(), String::new()),
    }
}

/// Rows for the pairs of the URL line, with the descriptions of `rows` and its switched-off rows where they stood.
fn merged(pairs: &[(String, String)], rows: Vec<Param>) -> Vec<Param> {
    let enabled = rows.iter().filter(|row| row.is_enabled && !is_empty(row));
    if enabled.map(|row| (&row.name, &row.value)).eq(pairs.iter().map(|(name, value)| (name, value))) {
        return rows;
    }
    // A switched-off row stays behind the enabled row it stood behind.
    let mut groups: Vec<(Option<Param>, Vec<Param>)> = vec![(None, Vec::new())];
    for row in rows {
        match groups.last_mut() {
            Some((_, followers)) if !row.is_enabled => followers.push(row),
            _ => groups.push((Some(row), Vec::new())),
        }
    }
    let mut merged = std::mem::take(&mut groups[0].1);
    groups.remove(0);
    for (name, value) in pairs {
        let of_name = |(row, _): &(Option<Param>, _)| row.as_ref().is_some_and(|row| row.name == *name);
        let exact =
            |group: &(Option<Param>, _)| of_name(group) && group.0.as_ref().is_some_and(|row| row.value == *value);
        let found = groups.iter().position(exact).or_else(|| groups.iter().position(of_name));
        let (row, followers) = found.map(|index| groups.remove(index)).unwrap_or_default();
        merged.push(Param {
            name: name.clone(),
            value: value.clone(),
            kind: ParamKind::Query,
            description: row.and_then(|row| row.description),
            is_enabled: true,
        });
        merged.extend(followers);
    }
    merged.extend(groups.into_iter().flat_map(|(_, followers)| followers));
    merged
}

fn is_empty(row: &Param) -> bool {
    row.name.is_empty() && row.value.is_empty()
}

/// The URL with the enabled rows as its query, and the rows as they stand in it.
fn with_query(url: &str, rows: Vec<Param>) -> (String, Vec<Param>) {
    let pairs: Vec<String> = rows
        .iter()
        .filter(|row| row.is_enabled && !is_empty(row))
        .map(|row| format!("{}={}", encoded(&row.name, &['&', '#', '=']), encoded(&row.value, &['&', '#'])))
        .collect();
    let (before, fragment) = url.split_at(fragment_start(url));
    let with_query = format!("{before}?{}{fragment}", pairs.join("&"));
    // A brace that only now finds its partner can swallow the `?`: then the rows cannot be put into this URL.
    let (false, Some(query)) = (pairs.is_empty(), Query::of(&with_query)) else {
        return (url.to_owned(), rows);
    };
    let mut encoded_rows = rows;
    for row in encoded_rows.iter_mut().filter(|row| row.is_enabled) {
        row.name = encoded(&row.name, &['&', '#', '=']);
        row.value = encoded(&row.value, &['&', '#']);
    }
    let rows = merged(&self::pairs(&with_query[query.start..query.end]), encoded_rows);
    (with_query, rows)
}

/// A cell as it enters the URL line: `&` and `#` would end the row, in a name `=` too, so they are percent-encoded;
/// everything else, and what stands between braces, enters as it is.
fn encoded(cell: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while !rest.is_empty() {
        if rest.starts_with("{{")
            && let Some(length) = rest.find("}}")
        {
            out.push_str(&rest[..length + 2]);
            rest = &rest[length + 2..];
            continue;
        }
        let mut chars = rest.chars();
        match chars.next() {
            Some('&') if special.contains(&'&') => out.push_str("%26"),
            Some('#') if special.contains(&'#') => out.push_str("%23"),
            Some('=') if special.contains(&'=') => out.push_str("%3D"),
            Some(c) => out.push(c),
            None => {}
        }
        rest = chars.as_str();
    }
    out
}

#[cfg(test)]
mod tests;
