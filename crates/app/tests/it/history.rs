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
    // The reason too: a port may hold the digits of the status.
    assert_eq!(ids(&program, "text=get%20404%20found"), all[1..2]);
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

/// Sends, and waits until the history has it all.
fn send_and_keep(program: &Program, collection: &str) {
    let next = program.latest();
    program.send(collection, LIST);
    program.until(next, |event| (event["type"] == "history_changed").then_some(()));
}

#[test]
fn a_long_answer_is_kept_whole_and_looked_at_again_after_a_restart() {
    let long = format!(r#"{{"rows":[{}"end"]}}"#, r#""0123456789","#.repeat(5_000));
    let picture: Vec<u8> = (0..=255).collect();
    let server = Server::answering([
        Answer::json(&long),
        Answer::json(&long.replace("end", "changed")),
        Answer::ok(picture.clone()).header("Content-Type", "image/png"),
    ]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    (0..3).for_each(|_| send_and_keep(&program, &collection));
    let all = ids(&program, "");
    let program = Program::start_in(program.stop());
    let states: Vec<Value> = all.iter().map(|id| program.ask(&format!("/api/history/{id}"))["kept"].clone()).collect();
    assert_eq!(states, ["whole", "whole", "whole"]);

    let address = format!("/api/exchanges/history-{}", all[2]);
    let view = program.ask(&address);
    assert_eq!((view["state"].as_str(), view["language"].as_str()), (Some("done"), Some("json")));
    assert_eq!(program.get(&format!("{address}/body")).body, long.as_bytes());
    assert_eq!(program.get(&format!("{address}/body?from=1&to=7")).body, &long.as_bytes()[1..7]);
    assert!(program.get(&format!("{address}/body?form=json")).body.starts_with(b"{\n  \"rows\": ["));
    let found = program.post(&format!("{address}/filter"), &json!({"path": "$.rows[5000]"}));
    assert_eq!(found.json()["matches"], 1);
    assert_eq!(program.get(&format!("/api/exchanges/history-{}/body", all[0])).body, picture);

    let view = program.ask(&format!("/api/history/compare?before={}&after={}", all[2], all[1]));
    let rows = view["body"].as_array().unwrap();
    let differing: Vec<&Value> = rows.iter().filter(|row| row["difference"] != "same").collect();
    assert_eq!((rows.len(), differing.len(), view["is_cut"].as_bool()), (5_005, 1, Some(false)));
    assert!(differing[0]["after"].as_str().unwrap().contains("changed"));

    let deleted = program.tell("/api/history/delete", &json!({"id": all[2]}));
    assert_eq!(program.get(&address).refusal(), "404 not_found");
    program.tell("/api/history/restore", &json!({"undo": deleted["undo"]}));
    assert_eq!(program.get(&format!("{address}/body")).body, long.as_bytes());
    program.tell("/api/history/delete", &json!({}));
    assert_eq!(program.get(&address).refusal(), "404 not_found");
    assert!(!program.folder.files().iter().any(|file| file.contains("/bodies/")));
}

#[test]
fn a_request_is_sent_again_as_it_was() {
    let server = Server::handling(|_| Answer::json("{}"));
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "bearer", "token": "swordfish-7"}));
    let item = json!({"collection": collection, "path": LIST});
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["headers"] = json!([{"name": "X-Was", "value": "before", "description": null, "is_enabled": true}]);
    request["body"] = json!({"type": "raw", "content": {"language": "json", "text": "{\"n\":1.0}"}});
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    program.send(&collection, LIST);
    program.tell("/api/request/discard", &item);
    let recorded = program.ask(&format!("/api/history/{}/request", ids(&program, "")[0]));
    assert_eq!(recorded["is_masked"], false, "what is inherited is not in it");
    assert_eq!(
        (&recorded["request"]["headers"], &recorded["request"]["body"]),
        (&request["headers"], &request["body"])
    );
    let next = program.latest();
    let command = json!({"collection": collection, "path": LIST, "request": recorded["request"]});
    program.tell("/api/send", &command);
    program.until(next, |event| (event["type"] == "exchange_done").then_some(()));
    let requests = server.requests();
    let again = requests.last().unwrap();
    assert_eq!((again.header("x-was"), again.body.as_slice()), (Some("before"), b"{\"n\":1.0}".as_slice()));

    request["headers"][0] =
        json!({"name": "X-Api-Key", "value": "swordfish-8", "description": null, "is_enabled": true});
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    program.send(&collection, LIST);
    let recorded = program.ask(&format!("/api/history/{}/request", ids(&program, "")[0]));
    assert_eq!(recorded["is_masked"], true);
    assert!(!recorded.to_string().contains("swordfish"));
    assert_eq!(program.get("/api/history/999/request").refusal(), "404 not_found");

    request["body"]["content"]["text"] = json!("x".repeat(300_000));
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    program.send(&collection, LIST);
    let address = format!("/api/history/{}/request", ids(&program, "")[0]);
    assert_eq!(program.get(&address).refusal(), "422 not_kept");
}

#[test]
fn a_secret_in_a_long_answer_is_not_kept() {
    let long = format!("{}swordfish-7{}", "x".repeat(262_140), "y".repeat(100_000));
    let server = Server::answering([Answer::ok(long.clone())]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "bearer", "token": "swordfish-7"}));
    send_and_keep(&program, &collection);
    let id = ids(&program, "")[0];
    let kept = program.get(&format!("/api/exchanges/history-{id}/body")).body;
    assert_eq!(String::from_utf8(kept).unwrap(), long.replace("swordfish-7", engine::MASK));
}
