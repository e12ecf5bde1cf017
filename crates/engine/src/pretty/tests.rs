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
