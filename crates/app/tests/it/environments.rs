//! Environments and tables of variables: what is in files, what stays on this computer, what is sent.

use std::fs;

use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::program::{ONE, Program};

/// Rows as a person sees them: `+name initial → current [notes]`.
fn shown(table: &Value) -> String {
    let row = |row: &Value| {
        let variable = &row["variable"];
        let sign = if variable["is_enabled"] == true { '+' } else { '-' };
        let name = variable["name"].as_str().unwrap();
        let initial = if variable["is_secret"] == true { "secret" } else { variable["value"].as_str().unwrap() };
        let current = row["current"].as_str().map(|value| format!(" → {value}")).unwrap_or_default();
        let notes: Vec<String> = row["notes"].as_array().unwrap().iter().map(note).collect();
        format!("{sign}{name} {initial}{current} [{}]", notes.join(", "))
    };
    table["rows"].as_array().unwrap().iter().map(row).collect::<Vec<_>>().join("\n")
}

fn note(note: &Value) -> String {
    let word = note["note"].as_str().unwrap();
    match (&note["names"], &note["by"]) {
        (Value::Array(names), _) => format!("{word} {}", names[0].as_str().unwrap()),
        (_, Value::Object(by)) => {
            format!("{word} by {} {}", by["kind"].as_str().unwrap(), by["name"].as_str().unwrap()).trim().to_owned()
        }
        _ => word.to_owned(),
    }
}

fn staging(collection: &str) -> Value {
    json!({"kind": "environment", "collection": collection, "name": "Staging"})
}

fn text(name: &str, value: &str) -> Value {
    json!({"name": name, "value": value, "data_type": null, "description": null, "is_enabled": true, "is_secret": false})
}

/// Sends a request to this address without authorization, and gives the answer's body.
fn body_of(program: &Program, collection: &str, url: &str) -> String {
    let mut request = program.request(collection, ONE)["request"].clone();
    request["url"] = json!(url);
    request["auth"] = json!({"type": "none"});
    program.tell("/api/request/draft", &json!({"collection": collection, "path": ONE, "request": request}));
    let exchange = program.send(collection, ONE);
    let id = exchange["id"].as_str().unwrap();
    String::from_utf8(program.get(&format!("/api/exchanges/{id}/body")).body).unwrap()
}

/// A program with a collection that uses the environment `Staging` of its own, with these variables.
fn with_staging(server: &Server, variables: &[Value]) -> (Program, String) {
    let program = Program::start();
    let collection = program.gallery(server);
    program.tell("/api/environments/create", &json!({"collection": collection, "name": " Staging "}));
    program.tell("/api/environments/use", &json!({"collection": collection, "name": "Staging"}));
    let edit = json!({"collection": collection, "name": "Staging", "base": [], "variables": variables});
    program.tell("/api/environment/save", &edit);
    (program, collection)
}

fn file(program: &Program) -> String {
    let path = program.folder.path("home/workspace/Gallery/environments/Staging.yml");
    fs::read_to_string(path).unwrap()
}

fn table(program: &Program, collection: &str) -> String {
    shown(&program.ask(&format!("/api/variables/table?kind=environment&collection={collection}&name=Staging")))
}

#[test]
fn a_current_value_is_sent_and_stays_out_of_the_file() {
    let server = Server::handling(|request| Answer::ok(request.target()));
    let (program, collection) = with_staging(&server, &[text("userId", "1")]);
    let new_value = |value: Value| json!({"place": staging(&collection), "name": "userId", "value": value});
    program.tell("/api/variables/set", &new_value(json!("66014d7e")));
    assert_eq!(table(&program, &collection), "+userId 1 → 66014d7e [differs]");
    assert!(!file(&program).contains("66014d7e"));
    let sent = body_of(&program, &collection, &format!("{}/{{{{userId}}}}", server.url("")));
    assert_eq!(sent, "/66014d7e");
    program.tell("/api/variables/persist", &json!({"place": staging(&collection), "names": []}));
    assert_eq!(table(&program, &collection), "+userId 66014d7e []");
    assert!(file(&program).contains("66014d7e"));
    program.tell("/api/variables/set", &new_value(json!("2")));
    program.tell("/api/variables/reset", &json!({"place": staging(&collection), "names": ["userId"]}));
    assert_eq!(table(&program, &collection), "+userId 66014d7e []");
}

#[test]
fn a_value_for_the_environment_in_use_may_be_of_a_variable_that_no_file_has() {
    let server = Server::handling(|request| Answer::ok(request.target()));
    let (program, collection) = with_staging(&server, &[]);
    let place = json!({"kind": "in_use", "collection": collection});
    program.tell("/api/variables/set", &json!({"place": place, "name": "userId", "value": "7"}));
    assert_eq!(table(&program, &collection), "+userId  → 7 [only_here]");
    assert!(!file(&program).contains("userId"));
    assert_eq!(body_of(&program, &collection, &format!("{}/{{{{userId}}}}", server.url(""))), "/7");
    let item = json!({"kind": "item", "collection": collection});
    program.tell("/api/variables/set", &json!({"place": item, "name": "userId", "value": "8"}));
    let of_collection = program.ask(&format!("/api/variables/table?kind=item&collection={collection}"));
    assert!(shown(&of_collection).contains("+userId  → 8 [overridden by environment Staging, only_here]"));
    program.tell("/api/environments/use", &json!({"collection": collection}));
    let refused = program.post("/api/variables/set", &json!({"place": place, "name": "a", "value": "b"}));
    assert_eq!(refused.refusal(), "404 not_found");
}

#[test]
fn a_secret_leaves_no_value_in_the_file() {
    let server = Server::handling(|request| Answer::ok(request.target()));
    let (program, collection) = with_staging(&server, &[text("apiSecret", "swordfish")]);
    let mut secret = text("apiSecret", "swordfish");
    let base = json!([secret.clone()]);
    secret["is_secret"] = json!(true);
    let edit = json!({"collection": collection, "name": "Staging", "base": base, "variables": [secret]});
    program.tell("/api/environment/save", &edit);
    assert!(!file(&program).contains("swordfish"));
    assert_eq!(table(&program, &collection), "+apiSecret secret []");
    let sent = body_of(&program, &collection, &format!("{}/{{{{apiSecret}}}}", server.url("")));
    assert_eq!(sent, "/swordfish");
    let reveal = json!({"place": staging(&collection), "name": "apiSecret"});
    assert_eq!(program.tell("/api/variables/reveal", &reveal)["value"], "swordfish");
    program.tell("/api/environments/rename", &json!({"collection": collection, "name": "Staging", "new_name": "Test"}));
    let sent = body_of(&program, &collection, &format!("{}/{{{{apiSecret}}}}", server.url("")));
    assert_eq!(sent, "/swordfish", "the environment is still in use, with its secret");
}

#[test]
fn notes_say_what_is_unresolved_and_what_wins() {
    let mut off = text("proxyHost", "x");
    off["is_enabled"] = json!(false);
    let variables = [
        text("baseUrl", "http://first.test"),
        text("docsUrl", "https://{{docsHost}}/{{$guid}}"),
        text("baseUrl", "http://other.test"),
        off,
    ];
    let (program, collection) = with_staging(&Server::answering([]), &variables);
    assert_eq!(
        table(&program, &collection),
        "+baseUrl http://first.test [named_twice, overrides by collection]\n\
         +docsUrl https://{{docsHost}}/{{$guid}} [unresolved docsHost]\n\
         +baseUrl http://other.test [overrides by collection]\n\
         -proxyHost x [not_used]"
    );
    program.tell("/api/environments/create", &json!({"name": "Shared"}));
    let globals = json!({"name": "Globals", "base": [], "variables": [text("docsHost", "docs.test")]});
    program.tell("/api/environment/save", &globals);
    assert!(table(&program, &collection).contains("+docsUrl https://{{docsHost}}/{{$guid}} []"));
    let list = program.ask("/api/environments/all");
    assert_eq!(list["global_count"], 1);
    assert_eq!(list["shared"], json!([{"name": "Shared", "variable_count": 0}]));
    assert_eq!(list["collections"][0]["active"], "Staging");
}

#[test]
fn an_environment_is_copied_deleted_and_brought_back() {
    let (program, collection) = with_staging(&Server::answering([]), &[text("a", "b")]);
    let name = json!({"collection": collection, "name": "Staging"});
    assert_eq!(program.tell("/api/environments/duplicate", &name)["name"], "Staging copy");
    let before = file(&program);
    let undo = program.tell("/api/environments/delete", &name)["undo"].clone();
    let list = program.ask("/api/environments/all")["collections"][0].clone();
    assert_eq!((&list["active"], list["environments"].as_array().unwrap().len()), (&Value::Null, 1));
    program.tell("/api/environments/restore", &json!({"undo": undo}));
    assert_eq!(file(&program), before);
    assert_eq!(program.ask("/api/environments/all")["collections"][0]["active"], "Staging");
    let again = program.post("/api/environments/restore", &json!({"undo": undo}));
    assert_eq!(again.refusal(), "404 not_found");
    assert_eq!(program.post("/api/environments/restore", &json!({})).refusal(), "404 not_found");
    program.tell("/api/environments/delete", &name);
    let program = Program::start_in(program.stop());
    program.tell("/api/environments/restore", &json!({}));
    assert_eq!(file(&program), before);
    for (address, command) in [
        ("create", json!({"collection": collection, "name": "STAGING"})),
        ("create", json!({"name": "Globals"})),
        ("create", json!({"name": " "})),
        ("rename", json!({"collection": collection, "name": "Staging", "new_name": "Staging copy"})),
    ] {
        assert_eq!(program.post(&format!("/api/environments/{address}"), &command).refusal(), "400 usage", "{command}");
    }
    let gone = program.post("/api/environments/delete", &json!({"collection": collection, "name": "Gone"}));
    assert_eq!(gone.refusal(), "404 not_found");
}

#[test]
fn rows_that_changed_elsewhere_are_not_written_over() {
    let (program, collection) = with_staging(&Server::answering([]), &[text("a", "b")]);
    let edit = json!({"collection": collection, "name": "Staging", "base": [], "variables": [text("a", "c")]});
    assert_eq!(program.post("/api/environment/save", &edit).refusal(), "409 changed_on_disk");
    assert_eq!(table(&program, &collection), "+a b []");
    let set = json!({"place": staging(&collection), "name": "a", "value": "now"});
    program.tell("/api/variables/set", &set);
    let renamed =
        json!({"collection": collection, "name": "Staging", "base": [text("a", "b")], "variables": [text("id", "b")]});
    program.tell("/api/environment/save", &renamed);
    assert_eq!(table(&program, &collection), "+id b → now [differs]");
    let unnamed = json!({"place": staging(&collection), "name": "{a}", "value": "x"});
    assert_eq!(program.post("/api/variables/set", &unnamed).refusal(), "400 usage");
}
