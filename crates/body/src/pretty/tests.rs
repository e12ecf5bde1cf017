//! What is re-indented and what is left alone.

use super::*;

fn indented(text: &str) -> Option<String> {
    let mut result = String::new();
    indent(text, |_, piece| result.push_str(piece)).then_some(result)
}

#[test]
fn digits_order_and_escapes_stay() {
    let text = r#"{"b":1.00,"a":[1e400,-0,"\u00e9\"x",{}],"b":12345678901234567890123,"e":[ ]}"#;
    let expected = r#"{
  "b": 1.00,
  "a": [
    1e400,
    -0,
    "\u00e9\"x",
    {}
  ],
  "b": 12345678901234567890123,
  "e": []
}"#;
    assert_eq!(indented(text).as_deref(), Some(expected));
    assert_eq!(indented(expected).as_deref(), Some(expected));
    assert_eq!(indented(" true ").as_deref(), Some("true"));
}

#[test]
fn what_is_no_json_is_left_alone() {
    for text in ["", "{", "{\"a\"}", "[1,]", "{\"a\":1,}", "[1 2]", "nul", "{]", "\"a", "{1:2}", "[}", "1 2", "\"\\"] {
        assert_eq!(indented(text), None, "{text}");
    }
}

#[test]
fn deep_nesting_is_no_danger() {
    let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut written = 0;
    assert!(indent(&text, |_, piece| written += usize::from(!piece.trim().is_empty())));
    assert_eq!(written, 199_999);
}

/// The text fed in parts of `length` bytes.
fn in_parts(text: &str, length: usize) -> Option<String> {
    let mut indenter = Indenter::new();
    let mut result = Vec::new();
    let mut piece = |_, bytes: &[u8]| result.extend_from_slice(bytes);
    let is_json =
        text.as_bytes().chunks(length).all(|part| indenter.feed(part, &mut piece)) && indenter.end(&mut piece);
    is_json.then(|| String::from_utf8(result).unwrap())
}

#[test]
fn parts_of_any_length_give_the_same() {
    let texts = [
        r#" {"b":1.00,"a":[1e400,-0,"\u00e9\"x\\",{}, "ä€"],"c":true ,"e":[ ],"n":null}"#,
        "[]",
        "12",
        "false",
        "[truex]",
        "\u{feff}[1]",
        "[\u{feff}]",
        "{\"a\":tru",
        "\"a\\\"",
        "[1,[2,[3]],{\"k\" : \"v\"}]",
    ];
    for text in texts {
        for length in 1..=text.len() {
            assert_eq!(in_parts(text, length), indented(text), "{text} in parts of {length}");
        }
    }
    assert_eq!(indented("\u{feff}[1]").as_deref(), Some("[\n  1\n]"));
    assert_eq!(indented("[truex]"), None);
}
