//! Imports: by address and by text, refused and repeated.

use serde_json::{Value, json};
use testkit::{Answer, Gate, Server};

use crate::program::Program;

const DOCUMENT: &str =
    r#"{"openapi":"3.0.0","info":{"title":"Tiny","version":"1"},"paths":{"/a":{"get":{"summary":"A"}}}}"#;

fn outcome(import: &Value) -> String {
    let code = import["problem"]["code"].as_str().unwrap_or("-");
    let name = import["report"]["name"].as_str().unwrap_or("-");
    format!("{} {code} {name}", import["state"].as_str().unwrap())
}

#[test]
fn an_address_is_fetched_as_typed() {
    let server = Server::answering([Answer::json(DOCUMENT)]);
    let program = Program::start();
    let import = program.import(&json!({"text": format!(" {} ", server.url("/webapi//swagger/docs/3"))}));
    assert_eq!(outcome(&import), "done - Tiny");
    assert_eq!(server.request().target(), "/webapi//swagger/docs/3");
    let id = import["report"]["collection"].as_str().unwrap();
    let view = program.ask(&format!("/api/collection?collection={id}"));
    assert_eq!(
        (view["request_count"].as_u64(), view["source"]["address"].as_str()),
        (Some(1), Some(server.url("/webapi//swagger/docs/3").as_str()))
    );
    assert_eq!(program.ask("/api/workspace")["collections"][0]["id"], id);
}

#[test]
fn a_name_that_exists_is_asked_about() {
    let program = Program::start();
    let first = program.import(&json!({"text": DOCUMENT}));
    assert_eq!(outcome(&program.import(&json!({"text": DOCUMENT}))), "failed exists -");
    assert_eq!(outcome(&program.import(&json!({"text": DOCUMENT, "name": "Other"}))), "done - Other");
    let again = program.import(&json!({"text": DOCUMENT, "replaces": true}));
    assert_eq!((outcome(&again).as_str(), again["report"]["is_replaced"].as_bool()), ("done - Tiny", Some(true)));
    assert_eq!(again["report"]["collection"], first["report"]["collection"]);
    assert_eq!(program.ask("/api/workspace")["collections"].as_array().unwrap().len(), 2);
}

#[test]
fn settings_are_those_of_the_command_line() {
    let program = Program::start();
    let options = program.ask("/api/app")["import_options"].clone();
    assert!(options.as_array().unwrap().iter().any(|option| option["label"] == "Folder organization"), "{options}");
    let wrong = json!({"text": DOCUMENT, "settings": [{"id": "folderStrategy", "value": "colours"}]});
    assert_eq!(outcome(&program.import(&wrong)), "failed usage -");
    let named = json!({"text": DOCUMENT, "settings": [{"id": "requestNameSource", "value": "url"}]});
    assert_eq!(outcome(&program.import(&named)), "done - Tiny");
    assert_eq!(program.ask("/api/workspace")["collections"][0]["items"][0]["items"][0]["name"], "/a");
}

#[test]
fn what_is_no_document_is_told() {
    let server =
        Server::answering([Answer::ok("<html>").header("Content-Type", "text/html"), Answer::status(404, "Not Found")]);
    let program = Program::start();
    for (text, wanted) in [
        (server.url("/page"), "failed html_document -"),
        (server.url("/gone"), "failed http_status -"),
        ("not an address".to_owned(), "failed usage -"),
        (String::new(), "failed empty_document -"),
    ] {
        assert_eq!(outcome(&program.import(&json!({"text": text}))), wanted, "{text}");
    }
    assert_eq!(program.ask("/api/workspace")["collections"], json!([]));
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let gate = Gate::new();
    let server = Server::answering([Answer::json(DOCUMENT).waits_for(&gate)]);
    let program = Program::start();
    let next = program.latest();
    let id =
        program.tell("/api/imports", &json!({"text": server.url("/doc")}))["import_id"].as_str().unwrap().to_owned();
    program.until(next, |event| (event["import"]["stage"] == "fetching").then_some(()));
    server.wait_for_requests(1);
    assert_eq!(program.post(&format!("/api/imports/{id}/cancel"), &json!({})).status, 204);
    program.until(next, |event| (event["import"]["state"] == "cancelled").then_some(()));
    assert_eq!(program.ask("/api/workspace")["collections"], json!([]));
    gate.open_for_good();
}

#[test]
fn a_preview_says_what_would_come_in_and_writes_nothing() {
    let server = Server::handling(|_| Answer::json(DOCUMENT));
    let program = Program::start();
    let seen = program.tell("/api/imports/preview", &json!({"text": server.url("/doc")}));
    let counts = (seen["request_count"].as_u64(), seen["folder_count"].as_u64(), seen["document_bytes"].as_u64());
    assert_eq!((seen["name"].as_str(), counts), (Some("Tiny"), (Some(1), Some(1), Some(DOCUMENT.len() as u64))));
    assert_eq!(seen["folders"], json!([{"name": "a", "level": 1, "request_count": 1}]));
    let tags = json!({"text": DOCUMENT, "settings": [{"id": "folderStrategy", "value": "Tags"}]});
    assert_eq!(program.tell("/api/imports/preview", &tags)["folder_count"], 0);
    assert_eq!(program.post("/api/imports/preview", &json!({"text": "{}"})).refusal(), "422 not_openapi");
    assert_eq!(program.ask("/api/workspace")["collections"], json!([]));
}

#[test]
fn a_command_becomes_a_collection_of_one_request_without_its_secret_in_a_file() {
    let program = Program::start();
    let command = json!({"text": "curl http://h.example/v1/a?b=1 -H 'Authorization: Bearer s3cr3t' --proxy p"});
    let seen = program.tell("/api/imports/preview", &command);
    assert_eq!((&seen["name"], &seen["problems"][0]["code"]), (&json!("h.example"), &json!("curl_ignored")));
    let import = program.import(&command);
    assert_eq!(outcome(&import), "done - h.example");
    let id = import["report"]["collection"].as_str().unwrap();
    let item = &program.ask("/api/workspace")["collections"][0]["items"][0];
    let view = program.request(id, item["path"].as_str().unwrap());
    assert_eq!(view["request"]["url"], "http://h.example/v1/a?b=1");
    assert!(view["request"]["auth"]["token"].as_str().unwrap().starts_with("{{vault:"), "{view}");
    for file in program.folder.files().iter().filter(|file| file.contains("workspace")) {
        assert!(!program.folder.read_text(file).contains("s3cr3t"), "{file}");
    }
    assert_eq!(outcome(&program.import(&command)), "failed exists -");
}
