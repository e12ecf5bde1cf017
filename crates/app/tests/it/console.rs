//! The Console: every exchange as it went over the wire, secrets kept back.

use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::program::{LIST, Program};

/// Rows behind a number, each in one line.
fn rows(program: &Program, since: u64) -> Vec<String> {
    let view = program.ask(&format!("/api/console?since={since}"));
    let line = |row: &Value| {
        let problems = row["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap());
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        let path = text("url")
            .split_once("://")
            .map_or(String::new(), |(_, rest)| rest.replace(|c: char| c.is_ascii_digit(), ""));
        let mut line = format!("{} {} {path}", text("role"), text("method"));
        if let Some(status) = row["status"].as_u64() {
            line += &format!(" {status}");
        }
        problems.for_each(|code| line += &format!(" {code}"));
        line
    };
    view["entries"].as_array().unwrap().iter().map(line).collect()
}

/// What a row holds, with what is kept back as its length.
fn detail(program: &Program, number: u64) -> [String; 4] {
    let detail = program.ask(&format!("/api/console/{number}"));
    let piece = |piece: &Value| match piece["masked"].as_u64() {
        Some(characters) => format!("<{characters}>"),
        None => piece["text"].as_str().unwrap().to_owned(),
    };
    let text = |pieces: &Value| pieces.as_array().unwrap().iter().map(piece).collect::<String>();
    let (sent, received) = (&detail["sent_body"]["pieces"], &detail["received_body"]["pieces"]);
    [text(&detail["sent_head"]), text(sent), text(&detail["received_head"]), text(received)]
}

#[test]
fn a_send_with_a_token_shows_each_exchange_and_no_secret() {
    let token = |value: &str| {
        Answer::json(&format!("{{\"access_token\":\"{value}\",\"token_type\":\"bearer\",\"expires_in\":3600}}"))
    };
    let server = Server::answering([
        token("first-token-value"),
        Answer::status(401, "Unauthorized"),
        token("second-token-value"),
        Answer::json("{\"ok\":true}"),
    ]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(
        &collection,
        &json!({"type": "oauth2", "client_id": "me", "client_secret": "hidden-secret", "token_name": "t"}),
    );
    program.tell("/api/tokens/new", &json!({"collection": collection, "path": ""}));
    program.send(&collection, LIST);
    assert_eq!(
        rows(&program, 0),
        [
            "token POST ...:/token 200",
            "refused GET ...:/webapi/v/users 401",
            "token POST ...:/token 200",
            "answer GET ...:/webapi/v/users 200",
        ]
    );
    let view = program.ask("/api/console?since=1");
    let groups: Vec<&Value> = view["entries"].as_array().unwrap().iter().map(|row| &row["group"]).collect();
    assert!(groups.iter().all(|group| *group == groups[0]), "{groups:?}");
    let [sent, sent_body, received, received_body] = detail(&program, 3);
    assert!(sent.starts_with("POST /token HTTP/1.1\r\n") && sent.contains("Authorization: Basic <"), "{sent}");
    assert_eq!(sent_body, "grant_type=client_credentials");
    assert!(received.starts_with("HTTP/1.1 200 OK\r\n"), "{received}");
    assert_eq!(received_body, "{\"access_token\":\"<18>\",\"token_type\":\"bearer\",\"expires_in\":3600}");
    assert!(detail(&program, 4)[0].contains("Authorization: Bearer <18>\r\n"));
    let all: String = (1..=4).flat_map(|number| detail(&program, number)).collect();
    assert!(!all.contains("hidden-secret") && !all.contains("-token-value"), "{all}");
    program.tell("/api/console/clear", &Value::Null);
    assert!(rows(&program, 0).is_empty());
    assert_eq!(program.get("/api/console/4").refusal(), "404 not_found");
    assert_eq!(program.get("/api/console/..").refusal(), "404 not_found");
}

#[test]
fn redirects_failures_and_what_never_left_have_rows_of_their_own() {
    let server = Server::answering([Answer::redirect(302, "/there"), Answer::ok("arrived")]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    program.send(&collection, LIST);
    let mut request = program.request(&collection, LIST)["request"].clone();
    for url in ["http://127.0.0.1:9/closed", "{{nowhere}}/x"] {
        request["url"] = json!(url);
        program.tell(
            "/api/request/draft",
            &json!({"collection": collection, "path": LIST, "request": request, "edited": "url"}),
        );
        program.send(&collection, LIST);
    }
    assert_eq!(
        rows(&program, 0),
        [
            "redirect GET ...:/webapi/v/users 302",
            "answer GET ...:/there 200",
            "answer GET ...:/closed refused",
            "unsent GET  unresolved_variable",
        ]
    );
    assert_eq!(detail(&program, 2)[3], "arrived");
    assert_eq!(detail(&program, 4), ["", "", "", ""]);
}
