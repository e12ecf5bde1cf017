//! Cookies: those that servers set, and those that a person types.

use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::program::{LIST, Program};

fn shown(cookies: &Value) -> Vec<String> {
    let line = |cookie: &Value| {
        let text = |name: &str| cookie[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {} {}", text("domain"), text("path"), text("name"), cookie["value_characters"])
    };
    cookies.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn cookies_are_seen_changed_and_deleted_and_go_out_with_the_next_send() {
    let server =
        Server::answering([Answer::json("{}").header("Set-Cookie", "sid=secret-value; Path=/"), Answer::json("{}")]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    program.send(&collection, LIST);
    let reply = program.get("/api/cookies");
    assert_eq!(shown(&reply.json()), ["127.0.0.1 / sid 12"]);
    assert!(!String::from_utf8(reply.body).unwrap().contains("secret-value"));
    let rows = program.request(&collection, LIST)["preview"]["rows"].clone();
    let cookie = rows.as_array().unwrap().iter().find(|row| row["name"] == "Cookie").unwrap().clone();
    assert_eq!(
        (cookie["value"].as_str(), cookie["origin"].as_str()),
        (Some("sid=\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}"), Some("cookie"))
    );
    let sid = json!({"domain": "127.0.0.1", "path": "/", "name": "sid"});
    assert_eq!(program.tell("/api/cookies/reveal", &sid)["value"], "secret-value");

    let mut typed = json!({"name": "seen", "value": "yes", "domain": "127.0.0.1", "is_host_only": true, "path": "",
        "is_secure": false, "is_http_only": false});
    program.tell("/api/cookies/set", &typed);
    typed["replaces"] = sid.clone();
    typed["name"] = json!("moved");
    typed["value"] = Value::Null;
    let cookies = program.tell("/api/cookies/set", &typed);
    assert_eq!(shown(&cookies), ["127.0.0.1 / moved 12", "127.0.0.1 / seen 3"]);
    typed["domain"] = json!("http://x/");
    typed["replaces"] = Value::Null;
    assert_eq!(program.post("/api/cookies/set", &typed).refusal(), "400 usage");
    program.send(&collection, LIST);
    let sent = server.requests()[1].header("cookie").map(str::to_owned);
    assert_eq!(sent.as_deref(), Some("moved=secret-value; seen=yes"));

    let deleted = program.tell("/api/cookies/delete", &json!({"which": {"domain": "127.0.0.1"}}));
    assert_eq!(deleted["count"], 2);
    assert!(shown(&program.ask("/api/cookies")).is_empty());
    program.tell("/api/cookies/restore", &json!({"undo": deleted["undo"]}));
    assert_eq!(shown(&program.ask("/api/cookies")).len(), 2);
    assert_eq!(program.post("/api/cookies/restore", &json!({"undo": deleted["undo"]})).refusal(), "404 not_found");
    assert_eq!(program.post("/api/cookies/reveal", &sid).refusal(), "404 not_found");
    program
        .tell("/api/cookies/delete", &json!({"which": {"one": {"domain": "127.0.0.1", "path": "/", "name": "seen"}}}));
    assert_eq!(program.tell("/api/cookies/delete", &json!({"which": "all"}))["count"], 1);
}
