//! What every window hears.

use std::io::{BufRead as _, BufReader};

use serde_json::{Value, json};
use testkit::Server;

use crate::program::{LIST, Program};

#[test]
fn a_stream_tells_what_happens_from_then_on() {
    let server = Server::answering([]);
    let program = Program::start();
    let collection = program.gallery(&server);
    let mut lines = program.lines();
    lines.push("Accept: text/event-stream".to_owned());
    let stream = program.connect("GET /api/events", &lines, b"");
    let mut stream_lines = BufReader::new(stream).lines().map(Result::unwrap);
    let head: Vec<String> = stream_lines.by_ref().take_while(|line| !line.is_empty()).collect();
    assert!(head.iter().any(|line| line == "content-type: text/event-stream"), "{head:?}");
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["docs"] = json!("words");
    let mut lines = program.lines();
    lines.push("X-Postrider-Window: w1".to_owned());
    let draft = json!({"collection": collection, "path": LIST, "request": request, "edited": "url"});
    assert_eq!(program.raw("POST /api/request/draft", &lines, draft.to_string().as_bytes()).status, 200);
    let events = stream_lines.by_ref().filter_map(|line| line.strip_prefix("data: ").map(str::to_owned));
    let events = events.map(|data| serde_json::from_str::<Value>(&data).unwrap());
    let changed = events.map(|numbered| numbered["event"].clone()).find(|event| event["type"] == "item_changed");
    assert_eq!(changed, Some(json!({"type": "item_changed", "collection": collection, "path": LIST, "window": "w1"})));
}

#[test]
fn who_comes_back_after_too_long_starts_over() {
    let program = Program::start();
    assert_eq!(program.ask("/api/events?since=99")["events"][0]["event"], json!({"type": "resync"}));
    assert_eq!(program.get("/api/events?since=x").refusal(), "400 bad_request");
}

#[test]
fn an_end_lets_go_of_everybody_who_waits() {
    let program = Program::start();
    let mut lines = program.lines();
    lines.push("Accept: text/event-stream".to_owned());
    let stream = program.connect("GET /api/events", &lines, b"");
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    program.stop();
    let rest: Vec<String> = reader.lines().map_while(Result::ok).collect();
    assert!(rest.iter().all(|line| !line.starts_with("data:")), "{rest:?}");
}
