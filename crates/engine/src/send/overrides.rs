//! Changes of one send: what the flags of a command tick, untick, fill in and add. Nothing saved is touched.

use model::{Auth, Body, Header, OAuth2, Param, ParamKind, Problem, Request};
use resolve::{path_variables, with_query_row, without_query};

/// Changes of one send, named as the rows of the page.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Untick every query row.
    pub unticks_query: bool,
    /// Query rows to tick and fill in, or to add: name and value.
    pub query: Vec<(String, String)>,
    /// Values of path variables.
    pub path: Vec<(String, String)>,
    /// Header rows to add, in order.
    pub headers: Vec<(String, String)>,
    /// Header rows to untick; the generated row of that name takes their place.
    pub without_headers: Vec<String>,
    /// Generated rows to switch off.
    pub without_generated: Vec<String>,
    /// Send with this token.
    pub token: Option<String>,
    /// Whether the saved body is left out, because another one is given.
    pub drops_body: bool,
}

/// Makes the changes in `request`. What names nothing is a problem: it was meant for another request.
pub(crate) fn apply(request: &mut Request, inherited: &Auth, changes: &Changes) -> Vec<Problem> {
    let mut problems = Vec::new();
    if changes.unticks_query {
        without_query(request);
    }
    apply_query(request, &changes.query);
    for (name, value) in &changes.path {
        if !set_path(request, name, value) {
            problems.push(no_such_path_variable(request, name));
        }
    }
    for name in &changes.without_headers {
        untick_header(request, name, &mut problems);
    }
    let added = changes.headers.iter().map(|(name, value)| Header {
        name: name.clone(),
        value: value.clone(),
        description: None,
        is_enabled: true,
    });
    request.headers.extend(added);
    let switched_off = changes.without_generated.iter().map(|name| name.to_ascii_lowercase());
    request.behavior.disabled_system_headers.extend(switched_off);
    if let Some(token) = &changes.token {
        request.auth = with_token(&request.auth, inherited, token);
    }
    if changes.drops_body {
        request.body = Body::None;
    }
    problems
}

/// Authorization that sends the token of that name. A block that already gets its token under that name stays whole, so
/// that it can renew it.
fn with_token(own: &Auth, inherited: &Auth, token: &str) -> Auth {
    let effective = if *own == Auth::Inherit { inherited } else { own };
    match effective {
        Auth::OAuth2(oauth) if oauth.token_name == token => effective.clone(),
        Auth::OAuth2(oauth) => {
            let chosen = OAuth2 {
                token_name: token.to_owned(),
                token_placement: oauth.token_placement.clone(),
                fetches_automatically: oauth.fetches_automatically,
                ..OAuth2::default()
            };
            Auth::OAuth2(Box::new(chosen))
        }
        _ => {
            let chosen = OAuth2 { token_name: token.to_owned(), fetches_automatically: true, ..OAuth2::default() };
            Auth::OAuth2(Box::new(chosen))
        }
    }
}

fn apply_query(request: &mut Request, rows: &[(String, String)]) {
    // The first row of a name replaces what is ticked under it; further ones of the same name are repeats.
    let mut replaced: Vec<&str> = Vec::new();
    for (name, value) in rows {
        if !replaced.contains(&name.as_str()) {
            replaced.push(name);
            remove_from_line(request, name);
        }
        request.url = with_query_row(&request.url, name, value);
        let free =
            request.params.iter_mut().find(|row| row.kind == ParamKind::Query && row.name == *name && !row.is_enabled);
        match free {
            Some(row) => {
                row.value.clone_from(value);
                row.is_enabled = true;
            }
            None => request.params.push(Param {
                name: name.clone(),
                value: value.clone(),
                kind: ParamKind::Query,
                description: None,
                is_enabled: true,
            }),
        }
    }
}

/// Takes every pair of that name out of the URL line and unticks its rows; all other bytes stay.
fn remove_from_line(request: &mut Request, name: &str) {
    for row in request.params.iter_mut().filter(|row| row.kind == ParamKind::Query && row.name == name) {
        row.is_enabled = false;
    }
    let line = request.url.clone();
    let (before_fragment, fragment) = line.find('#').map_or((line.as_str(), ""), |at| line.split_at(at));
    let Some((path, query)) = before_fragment.split_once('?') else { return };
    let kept: Vec<&str> =
        query.split('&').filter(|pair| pair.split_once('=').map_or(*pair, |(key, _)| key) != name).collect();
    if kept.len() == query.split('&').count() {
        return;
    }
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    request.url = format!("{path}{query}{fragment}");
}

fn set_path(request: &mut Request, name: &str, value: &str) -> bool {
    if !path_variables(&request.url).iter().any(|(_, variable)| *variable == name) {
        return false;
    }
    match request.params.iter_mut().find(|row| row.kind == ParamKind::Path && row.name == name) {
        Some(row) => value.clone_into(&mut row.value),
        None => request.params.push(Param {
            name: name.to_owned(),
            value: value.to_owned(),
            kind: ParamKind::Path,
            description: None,
            is_enabled: true,
        }),
    }
    true
}

fn no_such_path_variable(request: &Request, name: &str) -> Problem {
    let names: Vec<String> = path_variables(&request.url).iter().map(|(_, name)| format!("`{name}`")).collect();
    let hint = match names.len() {
        0 => "This request has no path variables.".to_owned(),
        _ => format!("It has {}.", names.join(", ")),
    };
    Problem::error("unknown_path_variable", format!("the request has no path variable `{name}`")).with_hint(hint)
}

fn untick_header(request: &mut Request, name: &str, problems: &mut Vec<Problem>) {
    let mut is_found = false;
    for row in request.headers.iter_mut().filter(|row| row.name.eq_ignore_ascii_case(name)) {
        row.is_enabled = false;
        is_found = true;
    }
    if !is_found {
        let hint = format!("Nothing was unticked. To switch off a generated header: --without-generated {name}");
        problems.push(
            Problem::warning("unknown_header", format!("the request has no header row `{name}`")).with_hint(hint),
        );
    }
}

#[cfg(test)]
mod tests;
