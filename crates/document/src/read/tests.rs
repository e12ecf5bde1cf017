use insta::assert_snapshot;
use model::{Place, Problem, Severity};
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn read(text: &str) -> (Document, Vec<Problem>) {
    Document::parse("api.txt", text).unwrap_or_else(|problem| panic!("{problem:?}"))
}

/// One line for a problem: severity, code, place, message; below it the excerpt with a caret.
fn shown(problem: &Problem) -> String {
    let Place { file, line, column, length, excerpt, .. } = &problem.place;
    let mut shown = format!(
        "{:?} {} {}:{}:{} {}",
        problem.severity,
        problem.code,
        file.as_deref().unwrap_or("-"),
        line.unwrap_or_default(),
        column.unwrap_or_default(),
        problem.message
    );
    if let (Some(excerpt), Some(column)) = (excerpt, column) {
        let caret = "^".repeat(length.unwrap_or(1) as usize);
        shown += &format!("\n{excerpt}\n{}{caret}", " ".repeat(*column as usize - 1));
    }
    shown
}

fn refused(text: &str) -> String {
    let problem = Document::parse("api.txt", text).map(|(document, _)| document.value).unwrap_err();
    assert!(problem.hint.is_some(), "a refusal says what to do");
    shown(&problem)
}

fn repaired(text: &str) -> String {
    let (document, problems) = read(text);
    assert!(problems.iter().all(|problem| problem.severity == Severity::Warning));
    format!("{}\n{}", document.value, problems.iter().map(shown).collect::<Vec<_>>().join("\n"))
}

fn found(text: &str, pointer: &str) -> String {
    let place = read(text).0.place(pointer);
    format!("{}:{}+{}", place.line.unwrap(), place.column.unwrap(), place.length.unwrap_or_default())
}

#[test]
fn json_keeps_key_order_and_numbers() {
    let (document, problems) = read("\u{feff} {\"z\": 1, \"a\": -2.5e3, \"big\": 123456789012345678901234567890}");
    assert_eq!(document.syntax, Syntax::Json);
    assert_eq!(document.value.to_string(), r#"{"z":1,"a":-2500.0,"big":1.2345678901234568e+29}"#);
    assert_eq!(problems, []);
}

#[test]
fn yaml_is_read_by_the_core_schema_of_1_2() {
    let text = "country: NO\nswitch: on\nzip: 010\nn: 1_000\nnan: .nan\nhuge: 1e999\nday: 2001-01-01\nhex: 0x1F\nnone: ~\nempty:\n200: ok\nyes: y\nnull: key\nbig: 123456789012345678901234567890\n";
    let expected = json!({
        "country": "NO", "switch": "on", "zip": "010", "n": "1_000", "nan": ".nan", "huge": ".inf", "day": "2001-01-01",
        "hex": 31, "none": null, "empty": null, "200": "ok", "yes": "y", "null": "key", "big": 1.234_567_890_123_456_8e29
    });
    let (document, problems) = read(text);
    assert_eq!((document.value, document.syntax, problems), (expected, Syntax::Yaml, vec![]));
}

#[test]
fn yaml_anchors_and_merges_are_replaced() {
    let (document, _) = read("base: &base {a: 1, b: 2}\nuse: *base\nmerged:\n  <<: *base\n  b: 3\n");
    assert_eq!(document.value["use"], json!({"a": 1, "b": 2}));
    assert_eq!(document.value["merged"], json!({"b": 3, "a": 1}));
}

#[test]
fn things_that_are_no_document_have_their_own_codes() {
    assert_snapshot!(refused(" \n\t"), @"Error empty_document api.txt:0:0 the text is empty");
    assert_snapshot!(refused("PK\u{3}\u{4}\0\0"), @"Error binary_document api.txt:0:0 this is binary data, not text");
    assert_snapshot!(refused("\n<!DOCTYPE html><html>"), @"Error html_document api.txt:0:0 this is an HTML page, not a JSON or YAML document");
    assert_snapshot!(refused("<?xml version=\"1.0\"?><definitions/>"), @"Error xml_document api.txt:0:0 this is XML, not a JSON or YAML document");
}

#[test]
fn a_text_that_was_cut_is_truncated() {
    let whole = "{\"info\": {\"title\": \"Größe\"}, \"paths\": {\"/a\": [1, true]}}";
    for (end, _) in whole.char_indices().skip(1) {
        assert!(refused(&whole[..end]).starts_with("Error truncated_document"), "{}", &whole[..end]);
    }
    assert_snapshot!(refused("{\n  \"info\": {\n    \"title\": \"Gr"), @r#"
    Error truncated_document api.txt:3:16 the text ends in the middle of a JSON value
        "title": "Gr
                   ^
    "#);
    assert_snapshot!(refused("info:\n  title: 'Ab\n  cd"), @"
    Error truncated_document api.txt:2:10 the text ends in the middle of a YAML value
      title: 'Ab
             ^
    ");
    assert_snapshot!(refused("info:\n  title: Ab\npaths: {a: [1,"), @"
    Error truncated_document api.txt:3:12 the text ends in the middle of a YAML value
    paths: {a: [1,
               ^
    ");
    assert_snapshot!(refused("info:\n  title: Ab\n  versi"), @"
    Error truncated_document api.txt:3:3 the text ends in the middle of a YAML value
      versi
      ^
    ");
}

#[test]
fn a_mistake_in_the_last_line_is_no_truncation() {
    let message = |text: &str| Document::parse("api.txt", text).map(|_| ()).unwrap_err().message;
    assert_eq!(message("a: 1\n---\nb: 1\n"), "not valid YAML: more than one document in one text");
    assert_eq!(message("a: &p\n  b: {c: *p}\n"), "not valid YAML: an alias stands inside what it repeats");
    assert_eq!(message("a: 1\nb: *q\n"), "not valid YAML: alias references unknown anchor");
    assert_eq!(message("a: 1\nx: y: z\n"), "not valid YAML: mapping values are not allowed in this context");
    assert_eq!(message("a: 1\nb: {c: 1}}\n"), "not valid YAML: misplaced bracket");
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    assert_snapshot!(refused("{\n  \"größe\": 1\n  \"b\": 2\n}"), @r#"
    Error json_syntax api.txt:3:3 not valid JSON: expected `,` or `}`
      "b": 2
      ^
    "#);
    assert_snapshot!(refused("a: 1\nb: [1, 2\nc: 3\nd: 4\n"), @"
    Error yaml_syntax api.txt:3:2 not valid YAML: illegal placement of ':' indicator
    c: 3
     ^
    ");
    assert_snapshot!(refused("a: 1\n? [x, y]\n: 2\nc: 3\n"), @"
    Error yaml_syntax api.txt:2:3 not valid YAML: expected string scalar
    ? [x, y]
      ^
    ");
    assert_snapshot!(refused("a: *nowhere\nb: 1\nc: 3\n"), @"
    Error yaml_syntax api.txt:1:4 not valid YAML: alias references unknown anchor
    a: *nowhere
       ^
    ");
    assert_snapshot!(refused("a: 1\n---\nb: 1\nc: 3\n"), @"
    Error yaml_syntax api.txt:3:1 not valid YAML: more than one document in one text
    b: 1
    ^
    ");
}

#[test]
fn small_mistakes_are_repaired_and_reported() {
    assert_snapshot!(repaired("{\n  \"a\": \"http://x\", // one \"\n /* two\n*/  \"b\": [1, 2,],\n}"), @r#"
    {"a":"http://x","b":[1,2]}
    Warning loose_json api.txt:2:20 not strictly JSON: key must be a string
      "a": "http://x", // one "
                       ^
    "#);
    assert_snapshot!(repaired("{'a': NaN, b: Infinity}"), @r#"
    {"a":"NaN","b":"Infinity"}
    Warning loose_json api.txt:1:2 not strictly JSON: key must be a string
    {'a': NaN, b: Infinity}
     ^
    "#);
    assert_snapshot!(repaired("a:\n\tb: 1\n\tc: 2\n"), @r#"
    {"a":{"b":1,"c":2}}
    Warning tab_indentation api.txt:2:2 lines are indented by tabs, which YAML does not allow
    	b: 1
     ^
    "#);
    assert_snapshot!(repaired("a: x\u{92}y\n"), @r#"
    {"a":"x�y"}
    Warning control_characters api.txt:1:4 the text holds control characters, which YAML does not allow
    a: xy
       ^
    "#);
    assert_snapshot!(repaired("{\"a\": {\"b\": 1, \"c\": 2, \"b\": 3}}"), @r#"
    {"a":{"b":3,"c":2}}
    Warning repeated_key api.txt:1:29 the key `b` stands more than once in one object
    {"a": {"b": 1, "c": 2, "b": 3}}
                                ^
    "#);
    assert_snapshot!(repaired("a:\n  b: 1\n  b: 2\n  b: 3\n"), @r#"
    {"a":{"b":3}}
    Warning repeated_key api.txt:4:6 the key `b` stands more than once in one object
      b: 3
         ^
    "#);
}

#[test]
fn objects_under_a_repeated_key_are_put_together() {
    let text = "paths:\n  /a:\n    get: {x: 1, y: [1]}\n  /b: {}\n  /a:\n    put: {}\n    get: {y: [2], z: 3}\n";
    assert_snapshot!(repaired(text), @r#"
    {"paths":{"/a":{"get":{"x":1,"y":[2],"z":3},"put":{}},"/b":{}}}
    Warning repeated_key api.txt:5:3 the key `/a` stands more than once in one object
      /a:
      ^^
    "#);
    assert_eq!(found(text, "/paths/~1a/put"), "6:5+3");
    assert_eq!(found(text, "/paths/~1a/get/x"), "3:14+1");
    assert_eq!(found(text, "/paths/~1a/get/y/0"), "7:15+1");
    assert_eq!(found(text, "/paths/~1a"), "5:3+2");
    assert_snapshot!(repaired("base: &b {r: {a: 1}}\nown: {<<: *b, r: {c: 2}}"), @r#"{"base":{"r":{"a":1}},"own":{"r":{"c":2}}}"#);
}

#[test]
fn a_column_of_a_long_line_counts_characters() {
    let text = format!("{{\"{}\": 1, \"b\": 2}}", "ü".repeat(100_000));
    assert_eq!(read(&text).0.place("/b").column, Some(100_014));
}

#[test]
fn deep_nesting_is_refused_and_not_a_crash() {
    for text in [
        "[".repeat(100_000),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        "{\"a\":".repeat(100_000),
        format!("a: {}{}", "[".repeat(50_000), "]".repeat(50_000)),
        (0..2_000).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n"),
        "- ".repeat(50_000),
    ] {
        let problem = Document::parse("deep", &text).unwrap_err();
        assert_eq!(problem.code, "nested_too_deeply", "{}", problem.message);
    }
    let nested = format!("a: {}1{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(read(&nested).0.place(&format!("/a{}", "/0".repeat(100))).column, Some(104));
}

#[test]
fn alias_bombs_are_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    let problem = Document::parse("bomb", &text).unwrap_err();
    assert_eq!(problem.code, "document_too_large", "{}", problem.message);
}

#[test]
fn places_in_json() {
    let text = "{\n  \"paths\": {\n    \"/a/{b}\": {\"get\": {\"tags\": [\"ü\", \"x\"], \"n\": 12}},\n    \"t\\u0069l~de\": null\n  }\n}";
    assert_eq!(found(text, ""), "1:1+0");
    assert_eq!(found(text, "/paths"), "2:3+7");
    assert_eq!(found(text, "/paths/~1a~1{b}/get"), "3:16+5");
    assert_eq!(found(text, "/paths/~1a~1{b}/get/tags/1"), "3:38+3");
    assert_eq!(found(text, "/paths/~1a~1{b}/get/n"), "3:49+2");
    assert_eq!(found(text, "/paths/til~0de"), "4:20+4");
    assert_eq!(found(text, "/paths/nowhere/deep"), "2:3+7");
}

#[test]
fn places_in_yaml() {
    let text = "paths:\n  /a/{b}:\n    get:\n      tags: [ü, x]\n      'n': 12\n  tilde: &t\n    k: v\nother: *t\n";
    assert_eq!(found(text, "/paths"), "1:1+5");
    assert_eq!(found(text, "/paths/~1a~1{b}/get"), "3:5+3");
    assert_eq!(found(text, "/paths/~1a~1{b}/get/tags/1"), "4:17+1");
    assert_eq!(found(text, "/paths/~1a~1{b}/get/n"), "5:12+2");
    assert_eq!(found(text, "/paths/tilde/k"), "7:8+1");
    assert_eq!(found(text, "/other/k"), "8:8+2");
}

#[test]
fn a_document_on_one_line_is_not_quoted() {
    let text = format!("{{\"a\": {}, \"b\": 2}}", "1".repeat(500));
    let place = read(&text).0.place("/b");
    assert_eq!((place.line, place.column, place.excerpt), (Some(1), Some(514), None));
}

#[test]
fn bytes_are_decoded_by_their_mark() {
    let utf16 = |bytes: &[u8]| crate::decode("x", bytes).0.into_owned();
    assert_eq!(utf16(b"\xff\xfe{\0}\0"), "{}");
    assert_eq!(utf16(b"\xfe\xff\0{\0}"), "{}");
    assert_eq!(utf16(b"\0{\0}"), "{}");
    assert_eq!(utf16(b"{\0}\0"), "{}");
    assert_eq!(utf16(b"\xef\xbb\xbf{}"), "{}");
    let (text, problems) = crate::decode("x", b"caf\xe9");
    assert_eq!((text.as_ref(), problems[0].code.as_str()), ("caf\u{fffd}", "wrong_encoding"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in "\\PC{0,80}", pointer in "(/[a-z0-9~]{0,3}){0,4}") {
        if let Ok((document, _)) = Document::parse("any", &text) {
            let _ = document.place(&pointer);
        }
    }

    #[test]
    fn any_soup_of_syntax_is_answered(text in "([\\[\\]{}:,\"'#&*!|>%@`\\-? \n\t\\\\~<=]|[a-c]|[0-9]|ü|true|null|\u{0}|\r\n){0,60}") {
        if let Ok((document, _)) = Document::parse("any", &text) {
            let _ = document.place("/a/0/b");
        }
    }

    #[test]
    fn every_value_of_a_document_has_a_place(value in value()) {
        for text in [serde_json::to_string_pretty(&value).unwrap(), format!("---\n{value}")] {
            let (document, _) = read(&text);
            prop_assert_eq!(&document.value, &value);
            each(&value, &mut String::new(), &mut |pointer, scalar| {
                let place = document.place(pointer);
                let line = text.lines().nth(place.line.unwrap() as usize - 1).unwrap();
                let length = place.length.unwrap_or(1) as usize;
                let part: String = line.chars().skip(place.column.unwrap() as usize - 1).take(length).collect();
                if let Some(scalar) = scalar {
                    assert_eq!(part, scalar);
                }
            });
        }
    }
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let scalar = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<i64>().prop_map(|value| json!(value)),
        "[a-zä/~\"\\\\ ]{0,6}".prop_map(|value| json!(value)),
    ];
    scalar.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::Array),
            prop::collection::btree_map("[a-cä/~\"\\\\ ]{0,4}", inner, 0..5)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Calls `visit` with the pointer of every value, and its text if it is a scalar.
fn each(value: &serde_json::Value, pointer: &mut String, visit: &mut dyn FnMut(&str, Option<String>)) {
    let length = pointer.len();
    match value {
        serde_json::Value::Array(values) => {
            visit(pointer, None);
            for (index, value) in values.iter().enumerate() {
                *pointer += &format!("/{index}");
                each(value, pointer, visit);
                pointer.truncate(length);
            }
        }
        serde_json::Value::Object(map) => {
            visit(pointer, None);
            for (key, value) in map {
                *pointer += &format!("/{}", key.replace('~', "~0").replace('/', "~1"));
                each(value, pointer, visit);
                pointer.truncate(length);
            }
        }
        scalar => visit(pointer, Some(scalar.to_string())),
    }
}
