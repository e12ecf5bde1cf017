//! The history: pages, deleting with a way back, two answers side by side.

use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::program::{LIST, Program};

fn ids(program: &Program, query: &str) -> Vec<i64> {
    let entries = program.ask(&format!("/api/history?{query}"));
    entries.as_array().unwrap().iter().map(|entry| entry["id"].as_i64().unwrap()).collect()
}

#[test]
fn the_history_is_searched_by_page_and_an_entry_comes_back_where_it_stood() {
    let server = Server::answering([Answer::json("{}"), Answer::status(404, "Not Found"), Answer::json("[]")]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    (0..3).for_each(|_| drop(program.send(&collection, LIST)));
    let all = ids(&program, "");
    assert_eq!(all.len(), 3);
    assert_eq!(ids(&program, "limit=1"), all[..1]);
    assert_eq!(ids(&program, &format!("limit=1&before={}", all[0])), all[1..2]);
    assert_eq!(ids(&program, "text=get%20404"), all[1..2]);
    assert!(ids(&program, "text=post").is_empty());

    let deleted = program.tell("/api/history/delete", &json!({"id": all[1]}));
    assert_eq!(ids(&program, ""), [all[0], all[2]]);
    program.tell("/api/history/restore", &json!({"undo": deleted["undo"]}));
    assert_eq!(ids(&program, ""), all);
    let again = program.post("/api/history/restore", &json!({"undo": deleted["undo"]}));
    assert_eq!(again.refusal(), "404 not_found");
    assert_eq!(program.post("/api/history/delete", &json!({"id": 999})).refusal(), "404 not_found");
    assert_eq!(program.tell("/api/history/delete", &json!({}))["count"], 3);
    assert!(ids(&program, "").is_empty());
}

#[test]
fn two_answers_are_compared_line_by_line() {
    let server = Server::answering([
        Answer::json(r#"{"id":1,"name":"Priya","at":"07:58"}"#).header("X-Left", "1").header("Date", "then"),
        Answer::json(r#"{"id":1,"name":"Priyanka","at":"10:56"}"#).header("X-Right", "2").header("Date", "now"),
    ]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    (0..2).for_each(|_| drop(program.send(&collection, LIST)));
    let all = ids(&program, "");
    let view = program.ask(&format!("/api/history/compare?before={}&after={}&ignored=at", all[1], all[0]));
    let shown = |rows: &Value| -> Vec<String> {
        let row =
            |row: &Value| format!("{} {}", row["difference"].as_str().unwrap(), row["after"].as_str().unwrap_or("-"));
        rows.as_array().unwrap().iter().map(row).collect()
    };
    assert_eq!(
        shown(&view["body"]),
        ["same {", "same   \"id\": 1,", "changed   \"name\": \"Priyanka\",", "ignored   \"at\": \"10:56\"", "same }"]
    );
    let headers = shown(&view["headers"]);
    for wanted in ["removed -", "added X-Right: 2", "ignored Date: now"] {
        assert!(headers.iter().any(|row| row == wanted), "{wanted} is not in {headers:?}");
    }
    assert_eq!((view["has_bodies"].as_bool(), view["is_cut"].as_bool()), (Some(true), Some(false)));
    assert_eq!(program.get("/api/history/compare?before=1&after=999").refusal(), "404 not_found");
    assert_eq!(program.get("/api/history/compare?before=x&after=1").refusal(), "400 bad_request");
}
