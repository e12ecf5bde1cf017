//! What flags do to a request.

use super::*;

fn request(url: &str) -> Request {
    Request { method: "GET".into(), url: url.into(), ..Request::default() }
}

fn changed(url: &str, changes: &Changes) -> String {
    let mut request = request(url);
    let problems = apply(&mut request, &Auth::None, changes);
    assert!(problems.is_empty(), "{problems:?}");
    request.url
}

fn said(problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let hint = problem.hint.as_deref().unwrap_or_default();
        format!("{:?} {}: {}. {hint}", problem.severity, problem.code, problem.message)
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_query_flag_replaces_the_ticked_pair_and_keeps_the_other_bytes() {
    let changes = Changes { query: pairs(&[("role", "Curator")]), ..Changes::default() };
    assert_eq!(changed("{{b}}//x?a=%2f&role=Viewer&&c", &changes), "{{b}}//x?a=%2f&&c&role=Curator");
    assert_eq!(changed("{{b}}/x", &changes), "{{b}}/x?role=Curator");
    let repeats = Changes { query: pairs(&[("t", "1"), ("t", "2")]), ..Changes::default() };
    assert_eq!(changed("h/x?t=0", &repeats), "h/x?t=1&t=2");
}

#[test]
fn no_query_then_query_leaves_only_the_flag() {
    let changes = Changes { unticks_query: true, query: pairs(&[("role", "a&b#c=d")]), ..Changes::default() };
    assert_eq!(changed("h/x?view=Full&role=Viewer#f", &changes), "h/x?role=a%26b%23c=d#f");
}

#[test]
fn an_unknown_path_variable_is_a_problem_that_names_the_known_ones() {
    let mut request = request("{{b}}/users/:id");
    let changes = Changes { path: pairs(&[("ID", "1")]), ..Changes::default() };
    let problems = apply(&mut request, &Auth::None, &changes);
    assert_eq!(said(&problems), "Error unknown_path_variable: the request has no path variable `ID`. It has `id`.");
    assert!(request.params.is_empty());
}

#[test]
fn a_header_row_that_is_not_there_is_a_warning_that_names_the_other_flag() {
    let mut request = request("h");
    let row = |name: &str| Header { name: name.into(), value: "1".into(), description: None, is_enabled: true };
    request.headers = vec![row("x-team"), row("X-Team"), row("Accept")];
    let changes = Changes { without_headers: vec!["X-TEAM".into(), "Cookie".into()], ..Changes::default() };
    let problems = apply(&mut request, &Auth::None, &changes);
    let ticked: Vec<bool> = request.headers.iter().map(|row| row.is_enabled).collect();
    assert_eq!(ticked, [false, false, true]);
    assert_eq!(
        said(&problems),
        "Warning unknown_header: the request has no header row `Cookie`. \
         Nothing was unticked. To switch off a generated header: --without-generated Cookie"
    );
}

#[test]
fn a_token_keeps_the_block_that_fetches_it() {
    let oauth = OAuth2 { token_name: "admin".into(), access_token_url: "http://h/t".into(), ..OAuth2::default() };
    let parent = Auth::OAuth2(Box::new(oauth));
    let mut request = Request { auth: Auth::Inherit, ..request("h") };
    apply(&mut request, &parent, &Changes { token: Some("admin".into()), ..Changes::default() });
    assert_eq!(request.auth, parent);
    apply(&mut request, &parent, &Changes { token: Some("other".into()), ..Changes::default() });
    let Auth::OAuth2(chosen) = &request.auth else { panic!("not OAuth 2.0") };
    assert_eq!((chosen.token_name.as_str(), chosen.access_token_url.as_str()), ("other", ""));
}
