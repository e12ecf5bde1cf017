//! Rows of the tree: add, rename, move, duplicate, delete, bring back.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Server;

use crate::program::{LIST, ONE, Program};

/// Paths of a collection's items in their order.
fn paths(program: &Program) -> String {
    fn show(items: &Value, out: &mut String) {
        for item in items.as_array().unwrap() {
            out.push_str(item["path"].as_str().unwrap());
            out.push_str(if item["is_changed"] == true { " •\n" } else { "\n" });
            if item["kind"] == "folder" {
                show(&item["items"], out);
            }
        }
    }
    let mut out = String::new();
    for collection in program.ask("/api/workspace")["collections"].as_array().unwrap() {
        out.push_str(&format!("[{}]\n", collection["name"].as_str().unwrap()));
        show(&collection["items"], &mut out);
    }
    out
}

fn gallery() -> (Program, String) {
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    (program, collection)
}

fn edit(program: &Program, collection: &str, path: &str) {
    let mut request = program.request(collection, path)["request"].clone();
    request["method"] = json!("PATCH");
    program.tell("/api/request/draft", &json!({"collection": collection, "path": path, "request": request}));
}

#[test]
fn a_collection_grows_from_nothing() {
    let program = Program::start();
    let made = program.tell("/api/items/add", &json!({"kind": "collection", "name": "Mine"}));
    let add = |kind: &str, name: &str, parent: &str| {
        let command = json!({"kind": kind, "name": name, "collection": made["collection"], "parent": parent});
        program.tell("/api/items/add", &command)["path"].as_str().unwrap().to_owned()
    };
    let folder = add("folder", "Users", "");
    add("request", "Get", &folder);
    add("request", "Get", &folder);
    add("request", "a/b", "");
    assert_snapshot!(paths(&program), @r"
    [Mine]
    Users
    Users/Get.yml
    Users/Get 2.yml
    a-b.yml
    ");
    assert_snapshot!(program.folder.read_text("home/workspace/Mine/Users/Get 2.yml"), @r#"
    info:
      name: Get
      type: http
      seq: 20

    http:
      method: GET
      url: ""
      auth: inherit
    "#);
    let nameless = program.post("/api/items/add", &json!({"kind": "collection", "name": " "}));
    assert_eq!(nameless.refusal(), "400 usage");
}

#[test]
fn a_rename_takes_file_edits_and_history_along() {
    let (program, collection) = gallery();
    edit(&program, &collection, LIST);
    let next = program.latest();
    let rename = json!({"collection": collection, "path": LIST, "name": "All: users"});
    let renamed = program.tell("/api/items/rename", &rename);
    assert_eq!(renamed["path"], "v3/users/All- users.yml");
    let moved = program.until(next, |event| (event["type"] == "item_moved").then(|| event.clone()));
    assert_eq!((&moved["from"], &moved["to"]), (&json!(LIST), &renamed["path"]));
    let view = program.request(&collection, "v3/users/All- users.yml");
    assert_eq!(
        (&view["request"]["name"], &view["request"]["method"], &view["is_changed"], &view["is_conflicting"]),
        (&json!("All: users"), &json!("PATCH"), &json!(true), &json!(false))
    );
    program.tell("/api/items/rename", &json!({"collection": collection, "path": "v3", "name": "v4"}));
    assert_snapshot!(paths(&program), @r"
    [Gallery]
    v4
    v4/users
    v4/users/All- users.yml •
    v4/users/{id}
    v4/users/{id}/One user.yml
    ");
    program.tell("/api/items/rename", &json!({"collection": collection, "name": "Museum"}));
    assert!(paths(&program).starts_with("[Museum]"));
    let missing = json!({"collection": collection, "path": "v3", "name": "x"});
    assert_eq!(program.post("/api/items/rename", &missing).refusal(), "404 not_found");
}

#[test]
fn a_move_changes_the_order_and_the_folder() {
    let (program, collection) = gallery();
    edit(&program, &collection, ONE);
    let go = |path: &str, parent: &str, before: Option<&str>| {
        program.tell(
            "/api/items/move",
            &json!({"collection": collection, "path": path, "parent": parent, "before": before}),
        );
    };
    go("v3/users/{id}", "v3/users", Some(LIST));
    assert_snapshot!(paths(&program), @r"
    [Gallery]
    v3
    v3/users
    v3/users/{id}
    v3/users/{id}/One user.yml •
    v3/users/List users.yml
    ");
    go(ONE, "", Some("v3"));
    go("v3/users/{id}", "", None);
    assert_snapshot!(paths(&program), @r"
    [Gallery]
    One user.yml •
    v3
    v3/users
    v3/users/List users.yml
    {id}
    ");
    let into_itself = json!({"collection": collection, "path": "v3", "parent": "v3/users"});
    assert_eq!(program.post("/api/items/move", &into_itself).refusal(), "400 usage");
    let outside = json!({"collection": collection, "path": "v3", "parent": "../.."});
    assert_eq!(program.post("/api/items/move", &outside).refusal(), "404 not_found");
}

#[test]
fn a_copy_stands_behind_the_first() {
    let (program, collection) = gallery();
    let copy = |path: &str| program.tell("/api/items/duplicate", &json!({"collection": collection, "path": path}));
    copy(LIST);
    copy("v3/users/{id}");
    copy("");
    assert_snapshot!(paths(&program), @r"
    [Gallery]
    v3
    v3/users
    v3/users/List users.yml
    v3/users/List users copy.yml
    v3/users/{id}
    v3/users/{id}/One user.yml
    v3/users/{id} copy
    v3/users/{id} copy/One user.yml
    [Gallery copy]
    v3
    v3/users
    v3/users/List users.yml
    v3/users/List users copy.yml
    v3/users/{id}
    v3/users/{id}/One user.yml
    v3/users/{id} copy
    v3/users/{id} copy/One user.yml
    ");
    let ids = program.ask("/api/workspace")["collections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].clone())
        .collect::<Vec<_>>();
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn a_deletion_is_taken_back_after_a_restart_byte_for_byte() {
    let (program, collection) = gallery();
    let file = format!("home/workspace/Gallery/{LIST}");
    let before = program.folder.read(&file);
    edit(&program, &collection, LIST);
    program.tell("/api/items/delete", &json!({"collection": collection, "path": "v3/users"}));
    assert_snapshot!(paths(&program), @r"
    [Gallery]
    v3
    ");
    let program = Program::start_in(program.stop());
    let deleted = program.ask("/api/items/deleted");
    assert_eq!(deleted[0]["name"], "users");
    let restored = program.tell("/api/items/restore", &json!({"undo": deleted[0]["undo"]}));
    assert_eq!((&restored["path"], &restored["kind"]), (&json!("v3/users"), &json!("folder")));
    assert_eq!(program.folder.read(&file), before);
    assert_eq!(program.request(&collection, LIST)["request"]["method"], "PATCH");
    assert_eq!(program.ask("/api/items/deleted"), json!([]));
    assert_eq!(program.post("/api/items/restore", &json!({"undo": "x"})).refusal(), "404 not_found");
    let whole = program.tell("/api/items/delete", &json!({"collection": collection}));
    assert_eq!(paths(&program), "");
    program.tell("/api/items/restore", &json!({"undo": whole["undo"]}));
    assert!(paths(&program).contains("v3/users/List users.yml •"));
}

#[test]
fn save_as_keeps_the_first_as_it_is() {
    let (program, collection) = gallery();
    edit(&program, &collection, LIST);
    let other = program.tell("/api/items/add", &json!({"kind": "collection", "name": "Other"}));
    let saved = program.tell(
        "/api/request/save-as",
        &json!({"collection": collection, "path": LIST, "to_collection": other["collection"], "parent": "", "name": "Mine"}),
    );
    assert_eq!(saved["path"], "Mine.yml");
    assert!(program.folder.read_text("home/workspace/Other/Mine.yml").contains("method: PATCH"));
    assert_eq!(program.request(&collection, LIST)["is_changed"], true);
}

#[test]
fn save_as_into_another_collection_takes_every_secret_along() {
    let (program, collection) = gallery();
    let other = program.tell("/api/items/add", &json!({"kind": "collection", "name": "Other"}))["collection"].clone();
    let type_token = |path: &str, secret: &str| {
        let mut request = program.request(&collection, path)["request"].clone();
        request["auth"] = json!({"type": "bearer", "token": secret});
        program.tell("/api/request/draft", &json!({"collection": collection, "path": path, "request": request}));
        program.request(&collection, path)["request"]["auth"]["token"].as_str().unwrap().to_owned()
    };
    let (own, named) = (type_token(LIST, "own"), type_token(ONE, "swordfish"));
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["url"] = json!(format!("http://h/a?key={named}"));
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    let command = json!({"collection": collection, "path": LIST, "to_collection": other, "parent": "", "name": "Mine"});
    program.tell("/api/request/save-as", &command);
    for (reference, secret) in [(own, "own"), (named, "swordfish")] {
        let name = reference.trim_start_matches("{{vault:").trim_end_matches("}}");
        let revealed = program.tell("/api/secrets/reveal", &json!({"collection": other, "name": name}));
        assert_eq!(revealed["value"], secret, "{name}");
    }
}

#[test]
fn an_item_goes_to_another_collection_with_its_edits_history_and_secrets() {
    let (program, collection) = gallery();
    let other = program.tell("/api/items/add", &json!({"kind": "collection", "name": "Other"}))["collection"].clone();
    program.tell("/api/items/add", &json!({"kind": "folder", "name": "box", "collection": other}));
    let mut request = program.request(&collection, ONE)["request"].clone();
    request["auth"] = json!({"type": "bearer", "token": "s3cret"});
    program.tell("/api/request/draft", &json!({"collection": collection, "path": ONE, "request": request}));
    let text = program.folder.read_text(&format!("home/workspace/Gallery/{ONE}"));
    let next = program.latest();
    let go = |from: &Value, path: &str, to: &Value, parent: &str| {
        let command = json!({"collection": from, "path": path, "to_collection": to, "parent": parent});
        program.tell("/api/items/move", &command)
    };
    let there = go(&json!(collection), "v3/users", &other, "box");
    assert_eq!(there, json!({"collection": other, "path": "box/users", "inherits_other_auth": true}));
    let moved = program.until(next, |event| (event["type"] == "item_moved").then(|| event.clone()));
    assert_eq!((&moved["to_collection"], &moved["to"]), (&other, &json!("box/users")));
    assert_snapshot!(paths(&program), @r"
    [Gallery]
    v3
    [Other]
    box
    box/users
    box/users/List users.yml
    box/users/{id}
    box/users/{id}/One user.yml •
    ");
    let new_path = ONE.replace("v3/", "box/");
    assert_eq!(program.folder.read_text(&format!("home/workspace/Other/{new_path}")), text);
    let other = other.as_str().unwrap();
    let save = json!({"collection": other, "path": new_path});
    program.tell("/api/request/save", &save);
    let saved = program.folder.read_text(&format!("home/workspace/Other/{new_path}"));
    assert!(saved.contains("{{vault:bearerToken@v3/users/id/One user}}") && !saved.contains("s3cret"), "{saved}");

    // Another secret of that name is not replaced, and then nothing moves.
    let add = |kind: &str, name: &str, parent: &str| {
        let command = json!({"kind": kind, "name": name, "collection": collection, "parent": parent});
        program.tell("/api/items/add", &command)["path"].as_str().unwrap().to_owned()
    };
    let folder = add("folder", "{id}", &add("folder", "users", "v3"));
    assert_eq!(add("request", "One user", &folder), ONE);
    request["auth"] = json!({"type": "bearer", "token": "another"});
    program.tell("/api/request/draft", &json!({"collection": collection, "path": ONE, "request": request}));
    let back = json!({"collection": other, "path": new_path, "to_collection": collection, "parent": ""});
    assert_eq!(program.post("/api/items/move", &back).refusal(), "400 usage");
    assert!(program.folder.read_text(&format!("home/workspace/Other/{new_path}")).contains("One user"));
    let nowhere = json!({"collection": collection, "path": "v3", "to_collection": "none", "parent": ""});
    assert_eq!(program.post("/api/items/move", &nowhere).refusal(), "404 not_found");
}

#[test]
fn a_secret_goes_with_a_folder_that_names_it_only_in_an_item_of_another_kind() {
    let (program, collection) = gallery();
    let other = program.tell("/api/items/add", &json!({"kind": "collection", "name": "Other"}))["collection"].clone();
    let mut request = program.request(&collection, ONE)["request"].clone();
    request["auth"] = json!({"type": "bearer", "token": "s3cret"});
    program.tell("/api/request/draft", &json!({"collection": collection, "path": ONE, "request": request}));
    let token = program.request(&collection, ONE)["request"]["auth"]["token"].as_str().unwrap().to_owned();
    let text = format!("info:\n  name: Graph\n  type: graphql\ngraphql:\n  url: http://h/{token}\n");
    program.folder.write("home/workspace/Gallery/graphs/Graph.yml", text);
    let command = json!({"collection": collection, "path": "graphs", "to_collection": other, "parent": ""});
    program.tell("/api/items/move", &command);
    let name = token.trim_start_matches("{{vault:").trim_end_matches("}}");
    let revealed = program.tell("/api/secrets/reveal", &json!({"collection": other, "name": name}));
    assert_eq!(revealed["value"], "s3cret");
}

/// A body of these files.
fn files(names: &[&str]) -> Value {
    let choices = names.iter().map(|name| json!({"path": name, "content_type": "text/csv", "is_selected": true}));
    json!({"type": "file", "content": choices.collect::<Vec<_>>()})
}

/// The files that the body of a request names, as edited.
fn named_files(program: &Program, collection: &str, path: &str) -> Vec<Value> {
    let view = program.request(collection, path);
    assert_eq!(view["is_conflicting"], false);
    view["request"]["body"]["content"].as_array().unwrap().iter().map(|one| one["path"].clone()).collect()
}

/// Gives a request this body and saves it, then another one that is not saved.
fn give_bodies(program: &Program, collection: &str, path: &str, saved: &Value, edited: &Value) {
    let mut request = program.request(collection, path)["request"].clone();
    for (body, is_saved) in [(saved, true), (edited, false)] {
        request["body"] = body.clone();
        program.tell("/api/request/draft", &json!({"collection": collection, "path": path, "request": request}));
        if is_saved {
            program.tell("/api/request/save", &json!({"collection": collection, "path": path}));
        }
    }
}

#[test]
fn a_body_names_the_same_files_in_another_collection() {
    let (program, collection) = gallery();
    let other = program.tell("/api/items/add", &json!({"kind": "collection", "name": "Other"}))["collection"].clone();
    let edited = files(&["v3/users/rates.csv", "{{folder}}/a.csv", "ports.csv"]);
    give_bodies(&program, &collection, ONE, &files(&["ports.csv"]), &edited);
    let command = json!({"collection": collection, "path": "v3/users", "to_collection": other, "parent": ""});
    program.tell("/api/items/move", &command);
    let (other, there) = (other.as_str().unwrap(), ONE.replace("v3/", ""));
    let ports = program.folder.path("home/workspace/Gallery/ports.csv").display().to_string();
    assert!(program.folder.read_text(&format!("home/workspace/Other/{there}")).contains(&ports));
    let names = named_files(&program, other, &there);
    assert_eq!(names, [json!("users/rates.csv"), json!("{{folder}}/a.csv"), json!(ports)]);
    assert_eq!(program.request(other, &there)["is_changed"], true);
}

#[test]
fn bodies_name_the_same_files_when_a_folder_gets_another_name_or_place() {
    let (program, collection) = gallery();
    let saved = files(&["v3/users/rates.csv", "v3/users.csv"]);
    give_bodies(&program, &collection, ONE, &saved, &files(&["v3/users/{id}/edited.csv", "/abs/v3/users/a.csv"]));
    // Also a request beside the folder, and its edits.
    program
        .tell("/api/items/add", &json!({"kind": "request", "name": "Beside", "collection": collection, "parent": ""}));
    give_bodies(&program, &collection, "Beside.yml", &saved, &files(&["v3/users/edited.csv"]));
    let rename = json!({"collection": collection, "path": "v3/users", "name": "people"});
    program.tell("/api/items/rename", &rename);
    let one = ONE.replace("users", "people");
    assert_eq!(
        named_files(&program, &collection, &one),
        [json!("v3/people/{id}/edited.csv"), json!("/abs/v3/users/a.csv")]
    );
    assert_eq!(named_files(&program, &collection, "Beside.yml"), [json!("v3/people/edited.csv")]);
    for file in [&one, "Beside.yml"] {
        let text = program.folder.read_text(&format!("home/workspace/Gallery/{file}"));
        assert!(text.contains("v3/people/rates.csv") && text.contains("v3/users.csv"), "{text}");
    }
    program.tell("/api/items/move", &json!({"collection": collection, "path": "v3/people", "parent": ""}));
    assert_eq!(named_files(&program, &collection, "Beside.yml"), [json!("people/edited.csv")]);
    let text = program.folder.read_text(&format!("home/workspace/Gallery/{}", one.replace("v3/", "")));
    assert!(text.contains("\"people/rates.csv") || text.contains(" people/rates.csv"), "{text}");
}

#[test]
fn a_secret_typed_at_the_old_path_of_a_renamed_item_gets_a_name_of_its_own() {
    let (program, collection) = gallery();
    let type_secret = |secret: &str| {
        let mut request = program.request(&collection, LIST)["request"].clone();
        request["auth"] = json!({"type": "bearer", "token": secret});
        program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
        program.tell("/api/request/save", &json!({"collection": collection, "path": LIST}));
        program.request(&collection, LIST)["request"]["auth"]["token"].clone()
    };
    let first = type_secret("one");
    assert_eq!(type_secret("two"), first);
    program.tell("/api/items/rename", &json!({"collection": collection, "path": LIST, "name": "Renamed"}));
    let add = json!({"kind": "request", "name": "List users", "collection": collection, "parent": "v3/users"});
    assert_eq!(program.tell("/api/items/add", &add)["path"], LIST);
    assert_eq!(first, "{{vault:bearerToken@v3/users/List users}}");
    assert_eq!(type_secret("three"), "{{vault:bearerToken@v3/users/List users 2}}");
}

#[test]
fn whoever_asks_during_a_rename_sees_every_row_under_one_of_its_names() {
    let program = Program::start();
    let made = program.tell("/api/items/add", &json!({"kind": "collection", "name": "Mine"}));
    let id = &made["collection"];
    program.tell("/api/items/add", &json!({"kind": "request", "name": "One", "collection": id}));
    let is_over = AtomicBool::new(false);
    let seen: BTreeSet<String> = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = BTreeSet::new();
            while !is_over.load(Ordering::Relaxed) {
                let collections = program.ask("/api/workspace")["collections"].clone();
                let rows = |one: &Value| format!("{} {}", one["id"], one["items"].as_array().unwrap().len());
                seen.insert(collections.as_array().unwrap().iter().map(rows).collect());
            }
            seen
        });
        let mut path = "One.yml".to_owned();
        for name in ["a", "b"].iter().cycle().take(60) {
            program.tell("/api/items/rename", &json!({"collection": id, "path": "", "name": name}));
            let renamed = program.tell("/api/items/rename", &json!({"collection": id, "path": path, "name": name}));
            renamed["path"].as_str().unwrap().clone_into(&mut path);
        }
        is_over.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert_eq!(seen, BTreeSet::from([format!("{id} 1")]));
}
