use insta::assert_snapshot;
use serde_json::json;

use super::*;

fn content(url: &str, headers: &[(&str, &str)], body: &str) -> Value {
    let headers: Vec<Value> = headers
        .iter()
        .map(|(name, value)| json!({"name": name, "value": value, "description": null, "is_enabled": true}))
        .collect();
    json!({"path": "a.yml", "name": "A", "seq": 10.0, "url": url, "params": [], "headers": headers,
        "body": {"type": "raw", "content": {"language": "json", "text": body}}})
}

#[test]
fn fields_come_apart_and_together_again() {
    for headers in [&[("A", "1"), ("B", "2")][..], &[("A", "1"), ("A", "2")]] {
        let whole = content("/", headers, "{}");
        let sides = fields(&whole);
        let lists = split_lists(&[&sides]);
        let mut again = joined(split(sides, &lists), &lists);
        for (name, value) in [("path", json!("a.yml")), ("seq", json!(10.0))] {
            again[name] = value;
        }
        again.as_object_mut().unwrap().remove("defaults");
        again.as_object_mut().unwrap().remove("variables");
        assert_eq!(again, whole);
    }
}

#[test]
fn rows_are_fields_while_their_names_are_unique() {
    let ids = |headers: &[(&str, &str)]| {
        let sides = fields(&content("/", headers, ""));
        let lists = split_lists(&[&sides]);
        split(sides, &lists).into_iter().map(|(id, _)| id).collect::<Vec<_>>().join(" ")
    };
    assert_snapshot!(ids(&[("A", "1"), ("B", "2")]), @"name url headers/A headers/B body");
    assert_snapshot!(ids(&[("A", "1"), ("A", "2")]), @"name url headers body");
}

#[test]
fn values_are_shown_as_a_person_reads_them() {
    let shown_field = |value: Value| shown(Some(&value));
    assert_snapshot!(shown_field(json!({"name": "A", "value": "1", "is_enabled": false})), @"// A: 1");
    assert_snapshot!(shown_field(json!({"url": "/:id", "params": [{"name": "id", "value": "7"}]})), @r"
    /:id
    id: 7
    ");
    assert_snapshot!(shown_field(json!({"type": "raw", "content": {"language": "json", "text": "{}"}})), @"{}");
    assert_eq!(shown(None), "");
}

#[test]
fn changes_of_both_sides_become_one_where_they_do_not_touch() {
    let body = |text: &str| json!({"type": "raw", "content": {"language": "json", "text": text}});
    let both = |was: &Value, mine: &Value, theirs: &Value| {
        merged(Some(was), Some(mine), Some(theirs)).map_or("-".to_owned(), |both| shown(Some(&both)))
    };
    let was = body("a\nb\nc\nd\ne\n");
    assert_eq!(both(&was, &body("A\nb\nc\nd\ne\n"), &body("a\nb\nc\nd\nE\n")), "A\nb\nc\nd\nE\n");
    assert_eq!(both(&was, &body("A\nb\nc\nd\ne\n"), &body("Z\nb\nc\nd\ne\n")), "-");
    let mut as_text = body("a\nb\nc\nd\nE\n");
    as_text["content"]["language"] = json!("text");
    assert_eq!(both(&was, &body("A\nb\nc\nd\ne\n"), &as_text), "-");
    assert_eq!(both(&json!("a"), &json!("b"), &json!("a")), "-");
    assert_eq!(both(&json!("a\r\n\r\nb"), &json!("A\r\n\r\nb"), &json!("a\r\n\r\nB")), "A\r\n\r\nB");
}
