//! Answers that are kept beside their request.

use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::program::{LIST, Program, encoded};

fn names(program: &Program) -> Vec<String> {
    let tree = program.ask("/api/workspace");
    let request = &tree["collections"][0]["items"][0]["items"][0]["items"];
    let list = request.as_array().unwrap().iter().find(|item| item["path"] == LIST).unwrap();
    list["examples"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_answer_becomes_an_example_in_the_file_and_a_draft_stays_a_draft() {
    let body = r#"{"token":"s3cr3t-value","id":1}"#;
    let server = Server::answering([Answer::json(body).header("Set-Cookie", "sid=abc; Path=/")]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "bearer", "token": "s3cr3t-value"}));
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["headers"] = json!([{"name": "X-Draft", "value": "1", "description": null, "is_enabled": true}]);
    let draft = |request: &Value| {
        program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}))
    };
    draft(&request);
    let exchange = program.send(&collection, LIST);
    let save = json!({"collection": collection, "path": LIST, "exchange_id": exchange["id"], "name": "All of them"});
    let view = program.tell("/api/request/examples", &save);
    let example = &view["example"];
    assert_eq!((view["at"].as_u64(), example["name"].as_str()), (Some(0), Some("All of them")));
    assert_eq!(example["url"], "{{baseUrl}}/v3/users");
    assert_eq!(example["response"]["status"], 200);
    assert_eq!(example["response"]["body"], "{\"token\":\"••••••••\",\"id\":1}");
    let headers = example["response"]["headers"].to_string();
    assert!(!headers.contains("abc"), "{headers}");
    assert_eq!(example["headers"][0]["name"], "X-Draft");

    program.tell("/api/request/examples", &save);
    assert_eq!(names(&program), ["All of them", "All of them 2"]);
    // The page's own copy of the request knows nothing of examples, and must not cost them.
    let view = draft(&request);
    assert_eq!((view["is_changed"].as_bool(), view["is_conflicting"].as_bool()), (Some(true), Some(false)));
    let saved = program.tell("/api/request/save", &json!({"collection": collection, "path": LIST}));
    assert_eq!(
        (saved["is_changed"].as_bool(), saved["request"]["headers"][0]["name"].as_str()),
        (Some(false), Some("X-Draft"))
    );
    assert_eq!(names(&program), ["All of them", "All of them 2"]);
}

#[test]
fn examples_are_renamed_deleted_and_put_back() {
    let server = Server::answering([Answer::ok("one")]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    let exchange = program.send(&collection, LIST);
    let id = exchange["id"].as_str().unwrap();
    program.tell("/api/request/examples", &json!({"collection": collection, "path": LIST, "exchange_id": id}));
    assert_eq!(names(&program), ["200 OK"]);
    let change = |what: &str, at: u64, rest: Value| {
        let mut command = json!({"collection": collection, "path": LIST, "at": at});
        command.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        program.post(&format!("/api/request/examples/{what}"), &command)
    };
    assert_eq!(change("rename", 0, json!({"known": "200 OK", "name": " Found "})).status, 200);
    assert_eq!(names(&program), ["Found"]);
    assert_eq!(change("rename", 0, json!({"known": "200 OK", "name": "x"})).refusal(), "404 not_found");
    assert_eq!(change("rename", 0, json!({"known": "Found", "name": " "})).refusal(), "400 bad_request");
    let deleted = change("delete", 0, json!({"known": "Found"})).json();
    assert_eq!(deleted["example"]["response"]["body"], "one");
    assert_eq!(names(&program), [""; 0]);
    assert_eq!(change("restore", 0, json!({"content": deleted["example"]})).status, 200);
    assert_eq!(names(&program), ["Found"]);
    let ask =
        |at: u64| program.get(&format!("/api/request/example?collection={collection}&path={}&at={at}", encoded(LIST)));
    assert_eq!(ask(0).json()["trail"], json!(["Gallery", "v3", "users", "List users"]));
    assert_eq!(ask(1).refusal(), "404 not_found");
}

#[test]
fn only_a_complete_answer_of_moderate_length_becomes_an_example() {
    let server = Server::answering([Answer::nothing(), Answer::ok(vec![b'a'; 1024 * 1024 + 1])]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    for code in ["422 no_answer", "422 example_too_large"] {
        let exchange = program.send(&collection, LIST);
        let save = json!({"collection": collection, "path": LIST, "exchange_id": exchange["id"]});
        assert_eq!(program.post("/api/request/examples", &save).refusal(), code);
    }
    let gone = json!({"collection": collection, "path": LIST, "exchange_id": "gone"});
    assert_eq!(program.post("/api/request/examples", &gone).refusal(), "404 not_found");
}
