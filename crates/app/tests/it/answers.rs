//! Sends: while they run, afterwards, and in pieces.

use serde_json::{Value, json};
use testkit::{Answer, Gate, Server};

use crate::program::{LIST, ONE, Program};

/// A program with the tests' collection, its authorization switched off.
fn ready(server: &Server) -> (Program, String) {
    let program = Program::start();
    let collection = program.gallery(server);
    program.set_auth(&collection, &json!({"type": "none"}));
    (program, collection)
}

fn body(program: &Program, exchange: &Value, query: &str) -> (Vec<u8>, [u64; 3]) {
    let reply = program.get(&format!("/api/exchanges/{}/body?{query}", exchange["id"].as_str().unwrap()));
    assert_eq!(reply.status, 200, "{}", reply.json());
    let number = |name: &str| reply.header(name).unwrap().parse().unwrap();
    let numbers = [number("x-body-from"), number("x-body-to"), number("x-body-bytes")];
    (reply.body, numbers)
}

#[test]
fn an_answer_is_kept_byte_for_byte_and_shown_in_order() {
    let text = "{\"b\":1.50,\"a\":[true,\"\u{e4}\"],\"b\":10000000000000000000000}";
    let server = Server::answering([Answer::json(text).header("X-Two", "1").header("x-two", "2")]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    assert_eq!((exchange["status"].as_u64(), exchange["reason"].as_str()), (Some(200), Some("OK")));
    assert_eq!((exchange["language"].as_str(), exchange["state"].as_str()), (Some("json"), Some("done")));
    assert_eq!(exchange["body_bytes"].as_u64(), Some(text.len() as u64));
    let names: Vec<&str> =
        exchange["headers"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert!(names.windows(2).any(|two| two == ["X-Two", "x-two"]), "{names:?}");
    assert_eq!(body(&program, &exchange, "").0, text.as_bytes());
    let pretty = "{\n  \"b\": 1.50,\n  \"a\": [\n    true,\n    \"\u{e4}\"\n  ],\n  \"b\": 10000000000000000000000\n}";
    assert_eq!(String::from_utf8(body(&program, &exchange, "form=json").0).unwrap(), pretty);
    let at = pretty.find('\u{e4}').unwrap() as u64;
    let (piece, numbers) = body(&program, &exchange, &format!("form=json&from=2&to={}", at + 1));
    assert_eq!(
        (piece, numbers),
        (pretty.as_bytes()[2..usize::try_from(at).unwrap()].to_vec(), [2, at, pretty.len() as u64])
    );
    let history = program.ask("/api/history");
    assert_eq!((history[0]["status"].as_u64(), history[0]["path"].as_str()), (Some(200), Some(LIST)));
    let id = history[0]["id"].as_i64().unwrap();
    let detail = program.ask(&format!("/api/history/{id}"));
    assert!(detail["hops"][0]["url"].as_str().unwrap().ends_with("/webapi/v3/users"));
    assert_eq!((detail["body"]["text"].as_str(), detail["body"]["pretty"].as_str()), (Some(text), Some(pretty)));
}

#[test]
fn what_stands_on_the_screen_is_sent_unsaved_or_not() {
    let server = Server::answering([Answer::ok("one"), Answer::ok("two")]);
    let (program, collection) = ready(&server);
    let mut request = program.request(&collection, ONE)["request"].clone();
    request["params"][0]["value"] = json!("7/8");
    request["headers"] = json!([{"name": "x-Own", "value": "1", "description": null, "is_enabled": true}]);
    let next = program.latest();
    let started = program.tell("/api/send", &json!({"collection": collection, "path": ONE, "request": request}));
    program.until(next, |event| {
        (event["type"] == "exchange_done" && event["exchange_id"] == started["exchange_id"]).then_some(())
    });
    request["method"] = json!("PURGE");
    program.tell(
        "/api/request/draft",
        &json!({"collection": collection, "path": ONE, "request": request, "edited": "url"}),
    );
    program.send(&collection, ONE);
    let sent: Vec<String> =
        server.requests().iter().map(|request| format!("{} {}", request.method(), request.target())).collect();
    assert_eq!(sent, ["GET /webapi/v3/users/7%2F8", "PURGE /webapi/v3/users/7%2F8"]);
    assert_eq!(server.requests()[0].header("x-own"), Some("1"));
}

#[test]
fn a_request_that_cannot_be_sent_says_why() {
    let server = Server::answering([]);
    let (program, collection) = ready(&server);
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["url"] = json!("{{nowhere}}/a");
    program.tell(
        "/api/request/draft",
        &json!({"collection": collection, "path": LIST, "request": request, "edited": "url"}),
    );
    let exchange = program.send(&collection, LIST);
    assert_eq!(
        (exchange["state"].as_str(), exchange["problems"][0]["code"].as_str()),
        (Some("failed"), Some("unresolved_variable"))
    );
    assert_eq!((exchange["method"].as_str(), exchange["url"].as_str()), (Some("GET"), Some("{{nowhere}}/a")));
}

#[test]
fn nobody_there_is_a_failure_with_a_cause() {
    let gone = Server::answering([]);
    let (program, collection) = ready(&gone);
    drop(gone);
    let exchange = program.send(&collection, LIST);
    assert_eq!(
        (exchange["state"].as_str(), exchange["problems"][0]["code"].as_str()),
        (Some("failed"), Some("refused")),
        "{exchange}"
    );
    assert_eq!(exchange["status"], Value::Null);
}

#[test]
fn a_running_send_shows_its_head_and_can_be_cancelled() {
    let gate = Gate::new();
    let server = Server::answering([Answer::status(200, "Fine").chunked(["first ", "never"]).pieces_wait_for(&gate)]);
    let (program, collection) = ready(&server);
    let next = program.latest();
    let id = program.start_send(&collection, LIST);
    let reason = program.until(next, |event| (event["type"] == "exchange_head").then(|| event["reason"].clone()));
    assert_eq!(reason, "Fine");
    let running = program.ask(&format!("/api/exchanges/{id}"));
    assert_eq!((running["state"].as_str(), running["status"].as_u64()), (Some("running"), Some(200)));
    assert_eq!(program.get(&format!("/api/exchanges/{id}/body?form=json")).refusal(), "409 running");
    assert_eq!(program.post(&format!("/api/exchanges/{id}/cancel"), &json!({})).status, 204);
    program.until(next, |event| (event["type"] == "exchange_done").then_some(()));
    let cancelled = program.ask(&format!("/api/exchanges/{id}"));
    assert_eq!(
        (cancelled["state"].as_str(), cancelled["problems"][0]["code"].as_str()),
        (Some("cancelled"), Some("cancelled"))
    );
    assert_eq!(program.post(&format!("/api/exchanges/{id}/cancel"), &json!({})).status, 204);
    gate.open_for_good();
}

#[test]
fn a_long_answer_is_read_in_pieces_and_saved_as_a_file() {
    let row = "{\"name\":\"a long line of an answer\"},";
    let text = format!("[{}{{}}]", row.repeat(200_000));
    let server = Server::answering([Answer::json(&text)]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    let length = text.len() as u64;
    let (piece, numbers) = body(&program, &exchange, &format!("from={}&to={}", length - 5, length + 100));
    assert_eq!((piece.as_slice(), numbers), (&text.as_bytes()[text.len() - 5..], [length - 5, length, length]));
    let (pretty, numbers) = body(&program, &exchange, "form=json&to=12");
    assert_eq!(pretty, b"[\n  {\n    \"n");
    assert!(numbers[2] > length);
    let download = program.tell(&format!("/api/exchanges/{}/download", exchange["id"].as_str().unwrap()), &json!({}));
    assert!(program.get(download["address"].as_str().unwrap()).body == text.as_bytes(), "saved as sent");
    assert!(program.folder.files().iter().all(|file| !file.contains("answers/")), "{:?}", program.folder.files());
}

#[test]
fn text_that_is_no_json_has_no_pretty_form() {
    let server = Server::answering([Answer::ok("{oops").header("Content-Type", "text/plain")]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    assert_eq!(exchange["language"], "text");
    let reply = program.get(&format!("/api/exchanges/{}/body?form=json", exchange["id"].as_str().unwrap()));
    assert_eq!(reply.refusal(), "422 not_json");
}
