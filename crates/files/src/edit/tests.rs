use insta::assert_snapshot;
use model::{Auth, Basic, Body, Header, OAuth2, Param, ParamKind, Request, Variable};

use crate::read::{self, Reader};
use crate::{load, save};

fn read(text: &str) -> (document::Document, Request) {
    let (document, _) = load::parse(std::path::Path::new("get.yml"), text.as_bytes()).unwrap();
    match read::item(&mut Reader::new(&document), "", "stem") {
        Some(model::Item::Request(request)) => (document, *request),
        other => panic!("{other:?}"),
    }
}

/// The text of a request's file after a change of the model, with how it was done. The text must say the new model.
fn edited(text: &str, change: impl FnOnce(&mut Request)) -> String {
    let (document, mut request) = read(text);
    change(&mut request);
    let (after, extent) = save::changed_request(&document, &request);
    assert_eq!(read(&after).1, request);
    format!("{extent:?}\n{after}")
}

const COMMENTED: &str = r#"# A person's file.
info:
  name: 'Get user'   # the name
  type: http
  seq: 5
  x-owner: team-a

http:
  # The address.
  url: '{{baseUrl}}/users/:id?verbose=1'
  method: GET
  headers:
    # kept because of the proxy
    - name: Accept
      value: "*/*"    # all of them
      x-note: mine
    - name: X-Trace
      value: on-and-off
      disabled: true
  params:
  - {name: verbose, value: "1", type: query}
  - {name: id, value: "5", type: path}
  auth: inherit

runtime:
  assertions:
    - expression: res.status
      operator: eq
      value: "200"

unknown: [1, 2] # who knows
"#;

#[test]
fn a_changed_value_changes_its_line_only() {
    let after = edited(COMMENTED, |request| {
        request.name = "yes".to_owned();
        request.headers[0].value = "text/html".to_owned();
        "POST".clone_into(&mut request.method);
    });
    let changed: Vec<&str> = after.lines().skip(1).filter(|line| !COMMENTED.lines().any(|old| old == *line)).collect();
    assert_eq!(after.lines().next(), Some("Lines"));
    assert_eq!(after.lines().count(), COMMENTED.lines().count() + 1);
    assert_snapshot!(changed.join("\n"), @r#"
    name: "yes"   # the name
    method: POST
        value: text/html    # all of them
    "#);
}

#[test]
fn rows_come_and_go_and_the_rest_stays() {
    let after = edited(COMMENTED, |request| {
        request.headers.remove(1);
        let row =
            |name: &str| Header { name: name.to_owned(), value: "1".to_owned(), description: None, is_enabled: true };
        request.headers.insert(0, row("First"));
        request.headers.push(row("Last"));
        request.url.push_str("&all");
        request.params.insert(
            1,
            Param {
                name: "all".to_owned(),
                value: String::new(),
                kind: ParamKind::Query,
                description: None,
                is_enabled: true,
            },
        );
    });
    assert_snapshot!(after, @r#"
    Lines
    # A person's file.
    info:
      name: 'Get user'   # the name
      type: http
      seq: 5
      x-owner: team-a

    http:
      # The address.
      url: "{{baseUrl}}/users/:id?verbose=1&all"
      method: GET
      headers:
        # kept because of the proxy
        - name: First
          value: "1"
        - name: Accept
          value: "*/*"    # all of them
          x-note: mine
        - name: Last
          value: "1"
      params:
      - {name: verbose, value: "1", type: query}
      - name: all
        value: ""
        type: query
      - {name: id, value: "5", type: path}
      auth: inherit

    runtime:
      assertions:
        - expression: res.status
          operator: eq
          value: "200"

    unknown: [1, 2] # who knows
    "#);
}

#[test]
fn blocks_come_and_go() {
    let after = edited(COMMENTED, |request| {
        request.body = Body::Raw { language: "json".to_owned(), text: "{\n  \"a\": 1\n}".to_owned() };
        request.variables = vec![Variable::text("limit", "10")];
        request.settings.follows_redirects = model::Inheritable::Value(false);
        request.docs = Some("# Title\n\ntext\n".to_owned());
        request.auth = Auth::None;
        request.params.clear();
        request.url = "{{baseUrl}}/users".to_owned();
    });
    assert_snapshot!(after, @r#"
    Lines
    # A person's file.
    info:
      name: 'Get user'   # the name
      type: http
      seq: 5
      x-owner: team-a

    http:
      # The address.
      url: "{{baseUrl}}/users"
      method: GET
      headers:
        # kept because of the proxy
        - name: Accept
          value: "*/*"    # all of them
          x-note: mine
        - name: X-Trace
          value: on-and-off
          disabled: true
      body:
        type: json
        data: |-
          {
            "a": 1
          }

    runtime:
      variables:
        - name: limit
          value: "10"

    settings:
      followRedirects: false

    docs: |
      # Title

      text

    unknown: [1, 2] # who knows
    "#);
    let text = after.split_once('\n').unwrap().1.to_owned();
    let after = edited(&text, |request| {
        request.variables.clear();
        request.settings = model::Settings::default();
        request.docs = None;
        request.body = Body::None;
    });
    assert_snapshot!(after, @r#"
    Lines
    # A person's file.
    info:
      name: 'Get user'   # the name
      type: http
      seq: 5
      x-owner: team-a

    http:
      # The address.
      url: "{{baseUrl}}/users"
      method: GET
      headers:
        # kept because of the proxy
        - name: Accept
          value: "*/*"    # all of them
          x-note: mine
        - name: X-Trace
          value: on-and-off
          disabled: true

    unknown: [1, 2] # who knows
    "#);
}

#[test]
fn neighbours_at_the_end_go_together() {
    let text =
        "info:\n  name: a\n  type: http\n\nhttp:\n  method: GET\n  url: /\n\nsettings:\n  timeout: 5\n\ndocs: b\n\n\n";
    let after = edited(text, |request| {
        request.settings = model::Settings::default();
        request.docs = None;
    });
    assert_snapshot!(after, @r#"
    Lines
    info:
      name: a
      type: http

    http:
      method: GET
      url: /
    "#);
}

#[test]
fn a_line_that_becomes_a_block_keeps_its_comment() {
    let text = "info:\n  name: a # b\n  type: http\nhttp:\n  method: GET\n  url: /\ndocs: short   # a comment\n";
    assert_snapshot!(edited(text, |request| request.docs = Some("long\nlonger".to_owned())), @r#"
    Lines
    info:
      name: a # b
      type: http
    http:
      method: GET
      url: /
    # a comment
    docs: |-
      long
      longer
    "#);
}

#[test]
fn another_kind_of_auth_takes_the_whole_block() {
    let text = "info:\n  name: a\n  type: http\nhttp:\n  method: GET\n  url: /\n  auth:\n    type: digest\n    username: u\n    password: p\n";
    let basic = |request: &mut Request| {
        request.auth = Auth::Basic(Basic { username: "me".to_owned(), password: "{{vault:p}}".to_owned() });
    };
    assert_snapshot!(edited(text, basic), @r#"
    Lines
    info:
      name: a
      type: http
    http:
      method: GET
      url: /
      auth:
        type: basic
        username: me
        password: "{{vault:p}}"
    "#);
    let token = |request: &mut Request| {
        let oauth2 = OAuth2 {
            token_name: "admin".to_owned(),
            fetches_automatically: true,
            renews_automatically: true,
            ..OAuth2::default()
        };
        request.auth = Auth::OAuth2(Box::new(oauth2));
    };
    assert_snapshot!(edited(text, token), @r#"
    Lines
    info:
      name: a
      type: http
    http:
      method: GET
      url: /
      auth:
        type: oauth2
        flow: client_credentials
        tokenConfig:
          id: admin
    "#);
}

#[test]
fn what_bruno_writes_stays_where_it_is() {
    let text = "info:\n  name: a\n  type: http\n  seq: 1\n\nhttp:\n  method: GET\n  url: \"{{host}}/\"\n  auth:\n    type: oauth2\n    flow: client_credentials\n    credentials:\n      placement: header\n    pkce: {enabled: false}\n    tokenConfig:\n      placement:\n        header: Bearer\n      source: id_token\n\nsettings:\n  encodeUrl: true\n  timeout: 0\n";
    let after = edited(text, |request| {
        if let Auth::OAuth2(oauth2) = &mut request.auth {
            "read".clone_into(&mut oauth2.scope);
        }
    });
    assert_snapshot!(after, @r#"
    Lines
    info:
      name: a
      type: http
      seq: 1

    http:
      method: GET
      url: "{{host}}/"
      auth:
        type: oauth2
        flow: client_credentials
        credentials:
          placement: header
        scope: read
        pkce: {enabled: false}
        tokenConfig:
          placement:
            header: Bearer
          source: id_token

    settings:
      encodeUrl: true
      timeout: 0
    "#);
}

#[test]
fn a_change_of_one_body_leaves_the_other_variants() {
    let text = "info:\n  name: a\n  type: http\nhttp:\n  method: POST\n  url: /\n  body:\n    - title: one\n      body: {type: text, data: a}\n    - title: two\n      selected: true\n      body:\n        type: text\n        data: b\n";
    let after = edited(text, |request| {
        request.body = Body::Raw { language: "text".to_owned(), text: "changed".to_owned() };
    });
    assert_snapshot!(after, @r#"
    Lines
    info:
      name: a
      type: http
    http:
      method: POST
      url: /
      body:
        - title: one
          body: {type: text, data: a}
        - title: two
          selected: true
          body:
            type: text
            data: changed
    "#);
}

#[test]
fn odd_texts_are_rewritten_no_more_than_needed() {
    let json = r#"{"info": {"name": "a", "type": "http", "x": 1}, "http": {"method": "GET", "url": "/"}, "y": null}"#;
    assert_snapshot!(edited(json, |request| request.name = "b".to_owned()), @r#"
    Whole
    info:
      name: b
      type: http
      x: 1

    http:
      method: GET
      url: /
    "y": null
    "#);

    let anchors = "info: &i\n  name: a # lost\n  type: http\nhttp:\n  method: GET # kept\n  url: /\ncopy: *i\n";
    assert_snapshot!(edited(anchors, |request| request.method = "PUT".to_owned()), @r#"
    Lines
    info: &i
      name: a # lost
      type: http
    http:
      method: PUT # kept
      url: /
    copy: *i
    "#);
    assert_snapshot!(edited(anchors, |request| request.name = "b".to_owned()), @r#"
    Whole
    info:
      name: b
      type: http

    http:
      method: GET
      url: /
    copy:
      name: a
      type: http
    "#);
}

#[test]
fn line_ends_and_marks_are_respected() {
    let crlf = "info:\r\n  name: a\r\n  type: http\r\nhttp:\r\n  method: GET\r\n  url: /\r\n";
    assert_snapshot!(edited(crlf, |request| request.docs = Some("b".to_owned())).replace('\r', "<CR>"), @r#"
    Lines
    info:<CR>
      name: a<CR>
      type: http<CR>
    http:<CR>
      method: GET<CR>
      url: /<CR>
    <CR>
    docs: b<CR>
    "#);

    let marked = "\u{FEFF}info: # kept\n  name: a\n  type: http\n";
    assert_snapshot!(edited(marked, |request| request.name = "b".to_owned()), @r#"
    Lines
    info: # kept
      name: b
      type: http
    "#);

    let no_end = "info:\n  name: a\n  type: http\nhttp:\n  method: GET\n  url: /";
    assert_snapshot!(edited(no_end, |request| request.docs = Some("b".to_owned())), @r#"
    Lines
    info:
      name: a
      type: http
    http:
      method: GET
      url: /

    docs: b
    "#);
}

#[test]
fn an_old_place_does_not_hide_the_change() {
    let old_place =
        "info:\n  name: a\n  type: http\nhttp:\n  method: GET\n  url: /\nruntime:\n  auth: inherit\nother: 1\n";
    assert_snapshot!(edited(old_place, |request| request.auth = Auth::None), @r#"
    Lines
    info:
      name: a
      type: http
    http:
      method: GET
      url: /
    other: 1
    "#);
}
