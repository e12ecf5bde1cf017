//! A request written as text, resolved, and written as text again.

use insta::assert_snapshot;
use model::{Body, FormPart, FormValue, Header, Param, ParamKind, Variable};

use super::*;
use crate::scope::{Scope, ScopeKind};

/// Resolves a request with a collection scope `host=http://h key=k`; gives what would be asked as text.
fn resolved(request: &Request) -> String {
    let collection = Defaults::default();
    resolved_under(request, &[&collection])
}

fn resolved_under(request: &Request, parents: &[&Defaults]) -> String {
    let scopes = Scopes(vec![Scope::new(
        ScopeKind::Collection,
        "",
        vec![Variable::text("host", "http://h"), Variable::text("key", "k")],
    )]);
    let inputs = Inputs {
        now_ms: 0,
        random: &|| 7,
        process_env: &|_| None,
        vault: &|name| Ok((name == "pw").then(|| Secret::new("p w"))),
        keeps_unknown: false,
    };
    let folder = Path::new("collection");
    let resolution = resolve(Plan { request, parents, scopes: &scopes, folder, body: None }, &inputs);
    let mut text = String::new();
    if let Some(request) = &resolution.request {
        text += &format!("{} {}\n", request.method, request.address);
        for row in &request.headers {
            text += &format!("{}: {} ({:?})\n", row.name, row.value, row.origin);
        }
        for chunk in request.body.iter().flatten() {
            match chunk {
                Chunk::Bytes(bytes) => {
                    text += &format!("| {}\n", String::from_utf8_lossy(bytes).replace("\r\n", "\n| "));
                }
                Chunk::File(path) => text += &format!("< {}\n", path.display()),
            }
        }
        text += &format!("auth: {:?}\n", request.auth);
    }
    for problem in &resolution.problems {
        let file = problem.place.file.as_deref().map(|file| format!("{file} ")).unwrap_or_default();
        text += &format!("! {file}{}: {}\n", problem.code, problem.message);
        text += &problem.hint.as_deref().map(|hint| format!("  {hint}\n")).unwrap_or_default();
    }
    text
}

use exchange::Secret;

fn header(name: &str, value: &str) -> Header {
    Header { name: name.into(), value: value.into(), description: None, is_enabled: true }
}

fn path_row(name: &str, value: &str) -> Param {
    Param { name: name.into(), value: value.into(), kind: ParamKind::Path, description: None, is_enabled: true }
}

fn request(method: &str, url: &str) -> Request {
    Request { method: method.into(), url: url.into(), ..Request::default() }
}

#[test]
fn a_plain_request_gets_the_generated_rows() {
    assert_snapshot!(resolved(&request("GET", "{{host}}/webapi//x?a=%2F+1&b")), @r"
    GET http://h/webapi//x?a=%2F+1&b
    User-Agent: Postrider/0.1.0 (Generated)
    Accept: */* (Generated)
    Accept-Encoding: gzip, deflate, br (Generated)
    Connection: keep-alive (Generated)
    auth: None
    ");
}

#[test]
fn a_path_value_is_one_segment() {
    let mut users = request("GET", "{{host}}/users/:id/x/:other?v=:id");
    users.params = vec![path_row("id", "a/b?c#d é%2F%zz{{key}}")];
    assert!(resolved(&users).starts_with("GET http://h/users/a%2Fb%3Fc%23d%20%C3%A9%2F%25zzk/x/:other?v=:id\n"));
    users.params = vec![path_row("id", "")];
    assert_snapshot!(resolved(&users), @"
    ! empty_path_variable: path variable `id` has no value
      Give it one with --path id=VALUE.
    ");
}

#[test]
fn typed_rows_win_over_generated_and_inherited_ones() {
    let mut collection =
        Defaults { headers: vec![header("X-Team", "a"), header("Accept", "text/html")], ..Defaults::default() };
    collection.headers.push(Header { is_enabled: false, ..header("X-Off", "1") });
    let mut put = request("PUT", "h/x");
    put.headers = vec![header("accept", "application/json"), header("X-Id", "{{key}}"), header("X-Id", "2")];
    put.behavior.disabled_system_headers = vec!["Connection".into()];
    put.body = Body::Raw { language: "json".into(), text: "{\"k\": \"{{key}}\", \"n\": 1.00}".into() };
    assert_snapshot!(resolved_under(&put, &[&collection]), @r#"
    PUT http://h/x
    X-Team: a (Typed)
    accept: application/json (Typed)
    X-Id: k (Typed)
    X-Id: 2 (Typed)
    Content-Type: application/json (Generated)
    User-Agent: Postrider/0.1.0 (Generated)
    Accept-Encoding: gzip, deflate, br (Generated)
    | {"k": "k", "n": 1.00}
    auth: None
    "#);
}

#[test]
fn form_bodies() {
    let mut post = request("POST", "h");
    post.body = Body::FormUrlEncoded(vec![header("a b", "1&2=é*"), Header { is_enabled: false, ..header("off", "") }]);
    assert!(resolved(&post).contains("| a+b=1%262%3D%C3%A9*\n"));
    let part = |name: &str, value| FormPart {
        name: name.into(),
        value,
        content_type: None,
        description: None,
        is_enabled: true,
    };
    post.body = Body::Multipart(vec![
        part("a\"b", FormValue::Text("{{key}}".into())),
        part("file", FormValue::Files(vec!["data/x.json".into()])),
    ]);
    assert_snapshot!(resolved(&post), @r#"
    POST http://h/
    Content-Type: multipart/form-data; boundary=postrider-00000000000000070000000000000007 (Generated)
    User-Agent: Postrider/0.1.0 (Generated)
    Accept: */* (Generated)
    Accept-Encoding: gzip, deflate, br (Generated)
    Connection: keep-alive (Generated)
    | --postrider-00000000000000070000000000000007
    | Content-Disposition: form-data; name="a%22b"
    | 
    | k
    | --postrider-00000000000000070000000000000007
    | Content-Disposition: form-data; name="file"; filename="x.json"
    | Content-Type: application/json
    | 
    | 
    < collection/data/x.json
    | 
    | --postrider-00000000000000070000000000000007--
    | 
    auth: None
    "#);
}

#[test]
fn authorization_comes_from_the_innermost_parent_that_does_not_inherit() {
    let bearer = Auth::Bearer { token: "{{vault:pw}}".into() };
    let collection = Defaults { auth: bearer, ..Defaults::default() };
    let folder = Defaults { auth: Auth::Inherit, ..Defaults::default() };
    let get = Request { auth: Auth::Inherit, ..request("GET", "h") };
    assert!(resolved_under(&get, &[&collection, &folder]).ends_with("auth: Bearer { token: Secret(…) }\n"));
    let none = Defaults { auth: Auth::None, ..Defaults::default() };
    assert!(resolved_under(&get, &[&collection, &none]).ends_with("auth: None\n"));
}

#[test]
fn what_cannot_be_sent_is_reported_and_nothing_is_sent() {
    let mut bad = request("G T", "{{nowhere}}/x");
    bad.headers = vec![header("a b", "1"), header("X", "1\r\n2")];
    bad.auth = Auth::Unsupported { kind: "digest".into() };
    assert_snapshot!(resolved(&bad), @"
    ! invalid_method: `G T` is not a method
      A method is one word such as GET or PURGE, without blanks, commas and brackets.
    ! unresolved_variable: variable `nowhere` in the URL is unknown
      Give it a value with --var nowhere=VALUE, or in an environment or the collection.
    ! invalid_header: `a b` is not a header name
      A header name is one word such as X-Request-Id, without blanks, colons and brackets.
    ! invalid_header: the value of header `X` holds a line break
      A header value is one line.
    ! unsupported_auth: authorization of type `digest` cannot be sent
      Types that can: none, inherit, bearer, basic, apikey, oauth2 with client credentials.
    ");
    assert_snapshot!(resolved(&request("", "http://h")), @"
    ! invalid_method: the method is empty
      A method is one word such as GET or PURGE, without blanks, commas and brackets.
    ");
    assert_snapshot!(resolved(&request("GET", "ftp://h")), @"! invalid_url: `ftp:` addresses cannot be sent to; only `http:` and `https:`");
}

#[test]
fn a_colon_in_the_user_name_of_basic_auth_is_not_sent() {
    let basic = model::Basic { username: "a{{key}}:b".into(), password: "p".into() };
    let get = Request { path: "get.yml".into(), auth: Auth::Basic(basic), ..request("GET", "h") };
    assert_snapshot!(resolved(&get), @"
    ! get.yml invalid_username: a user name for Basic Auth cannot hold a colon
      Everything behind the first colon would be read as the password (RFC 7617 §2).
    ");
}

#[test]
fn a_file_body_without_a_file_is_not_sent() {
    let post = Request { path: "post.yml".into(), body: Body::File(Vec::new()), ..request("POST", "h") };
    assert_snapshot!(resolved(&post), @"
    ! post.yml no_body_file: the body is a file, and none is chosen
      Choose one in the request, or send with --body @FILE.
    ");
}
