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
    assert_eq!((outcome(&again).as_str(), again["report"]["replaced"].is_string()), ("done - Tiny", true));
    assert_eq!(again["report"]["collection"], first["report"]["collection"]);
    assert_eq!(program.ask("/api/workspace")["collections"].as_array().unwrap().len(), 2);
}

#[test]
fn a_replaced_collection_comes_back_with_its_edits_and_secrets() {
    let program = Program::start();
    let with_token = |token: &str| format!("curl http://h.example/a -H 'Authorization: Bearer {token}'");
    let id = program.import(&json!({"text": with_token("first")}))["report"]["collection"].clone();
    let id = id.as_str().unwrap();
    let path = program.ask("/api/workspace")["collections"][0]["items"][0]["path"].as_str().unwrap().to_owned();
    let before = program.request(id, &path);
    let secret = before["request"]["auth"]["token"].as_str().unwrap().trim_matches(['{', '}']).to_owned();
    let reveal = || {
        let name = secret.strip_prefix("vault:").unwrap();
        program.tell("/api/secrets/reveal", &json!({"collection": id, "name": name}))["value"].clone()
    };
    let mut edited = before["request"].clone();
    edited["url"] = json!("http://h.example/edited");
    let draft = json!({"collection": id, "path": path, "request": edited, "edited": "url"});
    program.tell("/api/request/draft", &draft);

    let again = program.import(&json!({"text": with_token("second"), "replaces": true}));
    assert_eq!(reveal(), "second");
    program.tell("/api/items/restore", &json!({"undo": again["report"]["replaced"]}));
    assert_eq!((reveal(), program.ask("/api/workspace")["collections"].as_array().unwrap().len()), (json!("first"), 1));
    let back = program.request(id, &path);
    assert_eq!((&back["request"]["url"], &back["is_conflicting"]), (&json!("http://h.example/edited"), &json!(false)));

    // What had taken its place is kept in turn.
    let latest = program.ask("/api/items/deleted")[0]["undo"].clone();
    program.tell("/api/items/restore", &json!({"undo": latest}));
    assert_eq!(reveal(), "second");
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
    assert_eq!((&seen["format"], &seen["unticked_count"]), (&json!("OpenAPI 3.0.0"), &json!(0)));
    let folder = &seen["items"][0];
    assert_eq!((&folder["kind"], &folder["name"]), (&json!("folder"), &json!("a")));
    assert_eq!((&folder["items"][0]["method"], &folder["items"][0]["name"]), (&json!("GET"), &json!("A")));
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

#[test]
fn files_that_belong_together_are_imported_together() {
    let program = Program::start();
    let files = json!([
        {"path": "specs/parts/user.yaml", "text": "type: object\nproperties:\n  name: {type: string}\n"},
        {"path": "specs/api.yaml", "text": "openapi: 3.0.0\ninfo: {title: Parts, version: '1'}\npaths:\n  /users:\n    post:\n      requestBody: {content: {application/json: {schema: {$ref: parts/user.yaml}}}}\n  /outside: {$ref: '../../etc/passwd'}\n"},
        {"path": "specs/other.yaml", "text": "openapi: 3.0.0\ninfo: {title: Other, version: '1'}\npaths: {}\n"},
    ]);
    let wanted = json!({"files": files});
    let seen = program.tell("/api/imports/preview", &wanted);
    assert_eq!((&seen["name"], &seen["documents"]), (&json!("Parts"), &json!(["specs/api.yaml", "specs/other.yaml"])));
    let problem = &seen["problems"][0];
    assert_eq!(problem["code"], "missing_document", "{seen}");
    assert!(problem["message"].as_str().unwrap().ends_with("it is not among the files that were given"), "{problem}");
    let other = program.tell("/api/imports/preview", &json!({"files": files, "root": "specs/other.yaml"}));
    assert_eq!((&other["name"], &other["documents"][0]), (&json!("Other"), &json!("specs/other.yaml")));

    let import = program.import(&wanted);
    assert_eq!(outcome(&import), "done - Parts");
    let id = import["report"]["collection"].as_str().unwrap();
    let path = program.ask("/api/workspace")["collections"][0]["items"][0]["items"][0]["path"].clone();
    let request = program.request(id, path.as_str().unwrap());
    assert!(request["request"]["body"]["content"]["text"].as_str().unwrap().contains("name"), "{request}");
    let source = program.ask(&format!("/api/collection?collection={id}"))["source"]["address"].clone();
    assert_eq!(source, "specs/api.yaml");

    let none = json!({"files": [{"path": "a.json", "text": "{}"}]});
    assert_eq!(program.post("/api/imports/preview", &none).refusal(), "422 no_document");
}

#[test]
fn a_command_goes_into_a_collection_that_is_there() {
    let program = Program::start();
    let id = program.import(&json!({"text": DOCUMENT}))["report"]["collection"].clone();
    let into = json!({"collection": id, "parent": "a"});
    let command = json!({"text": "curl http://h.example/x -u me:s3cr3t", "into": into});
    assert_eq!(program.tell("/api/imports/preview", &command)["is_command"], true);
    let report = program.import(&command)["report"].clone();
    assert_eq!((&report["collection"], &report["name"]), (&id, &json!("Tiny")));
    let request = program.request(id.as_str().unwrap(), report["path"].as_str().unwrap());
    assert!(report["path"].as_str().unwrap().starts_with("a/"), "{report}");
    assert!(request["request"]["auth"]["password"].as_str().unwrap().starts_with("{{vault:"), "{request}");
    assert_eq!(request["is_changed"], false);
    assert_eq!(program.ask("/api/workspace")["collections"].as_array().unwrap().len(), 1);
    assert_eq!(outcome(&program.import(&json!({"text": DOCUMENT, "into": into}))), "failed usage -");
    let nowhere = json!({"collection": id, "parent": "../x"});
    assert_eq!(outcome(&program.import(&json!({"text": "curl http://h", "into": nowhere}))), "failed not_found -");
}
