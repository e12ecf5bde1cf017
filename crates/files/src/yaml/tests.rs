use insta::assert_snapshot;
use serde_json::json;

use super::*;

fn written(value: &Value) -> String {
    document(value.as_object().unwrap())
}

#[test]
fn blocks_are_set_apart_as_bruno_does() {
    let root = json!({
        "opencollection": "1.0.0",
        "info": {"name": "Users", "seq": 10},
        "http": {"method": "GET", "url": "{{baseUrl}}/v3/users", "headers": [{"name": "Accept", "value": "*/*"}], "params": []},
        "bundled": false,
        "docs": "one line",
    });
    assert_snapshot!(written(&root), @r#"
    opencollection: 1.0.0

    info:
      name: Users
      seq: 10

    http:
      method: GET
      url: "{{baseUrl}}/v3/users"
      headers:
        - name: Accept
          value: "*/*"
      params: []
    bundled: false

    docs: one line
    "#);
}

#[test]
fn lines_are_kept_as_blocks() {
    let root = json!({
        "strip": "a\nb", "clip": "a\n\nb\n", "keep": "a\n\n\n", "indented": "  a\nb\n",
        "items": ["x\ny", {"data": "{\n  \"a\": 1\n}"}],
        "docs": "after a kept end",
        "tab": "\ta\nb", "blank_end": "a\n  ", "only": "\n\n", "cr": "a\r\nb",
    });
    assert_snapshot!(written(&root), @r#"
    strip: |-
      a
      b
    clip: |
      a

      b
    keep: |+
      a


    indented: |2
        a
      b
    items:
      - |-
        x
        y
      - data: |-
          {
            "a": 1
          }

    docs: after a kept end
    tab: "\ta\nb"
    blank_end: "a\n  "
    only: "\n\n"
    cr: "a\r\nb"
    "#);
}

#[test]
fn a_text_that_could_be_something_else_is_quoted() {
    let texts = "yes|No|null|~|1e3|0777|0x1F|12:30|2001-01-01|2001-01-01 10:00:00 Z|.inf|-.NaN|1_000|1,000|+1|.5|=|<<|- a|-\
        |? a|a: b|a:|a #b|#a| a|a |@a|`a|%a|---|...|*a|&a|!a|>|[a]|{a}|it's|it's \"so\"|\"|\\ '|a\tb|\u{FEFF}a|a\u{2028}b\
        |a\u{85}b|\u{7}|\u{FFFD}|\u{10FFFF}|";
    let quoted: Vec<String> = texts.split('|').map(|text| inline(&json!(text)).unwrap()).collect();
    let lines: Vec<String> = quoted.chunks(8).map(|texts| texts.join(" | ")).collect();
    assert_snapshot!(lines.join("\n"), @r##"
    "yes" | "No" | "null" | "~" | "1e3" | "0777" | "0x1F" | "12:30"
    "2001-01-01" | "2001-01-01 10:00:00 Z" | ".inf" | "-.NaN" | "1_000" | "1,000" | "+1" | ".5"
    "=" | "<<" | "- a" | "-" | "? a" | "a: b" | "a:" | "a #b"
    "#a" | " a" | "a " | "@a" | "`a" | "%a" | "---" | "..."
    "*a" | "&a" | "!a" | ">" | "[a]" | "{a}" | it's | it's "so"
    '"' | \ ' | "a\tb" | "\uFEFFa" | "a\u2028b" | "a\x85b" | "\x07" | "\uFFFD"
    "\U0010FFFF" | ""
    "##);
}

#[test]
fn a_plain_text_stays_plain() {
    for text in [
        "GET",
        "https://host/a?b=c#d",
        "1.0.0",
        "127.0.0.1",
        "a b",
        "a:b",
        "a#b",
        "v3",
        "über",
        "日本",
        "Bearer",
        "deadbeef",
        "{x",
    ] {
        let line = inline(&json!(text)).unwrap();
        assert_eq!(line == text, text != "{x", "{line}");
    }
}
