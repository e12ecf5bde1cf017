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
    assert_eq!(problems[0].hint.as_deref(), Some("It has `id`."));
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
