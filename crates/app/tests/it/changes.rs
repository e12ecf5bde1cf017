//! Changes on disk: they are told, they show, and they do not overwrite what is being edited.

use std::fs;

use serde_json::{Value, json};
use testkit::{Folder, Server};

use crate::program::{LIST, Program, encoded};

fn gallery() -> (Program, String) {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("home/workspace")).unwrap();
    let program = Program::start_in(folder);
    // Told when the workspace is watched, and when a collection takes its place in it.
    program.until(0, is_resync);
    let next = program.latest();
    let collection = program.gallery(&Server::answering([]));
    program.until(next, is_resync);
    (program, collection)
}

fn is_resync(event: &Value) -> Option<()> {
    (event["type"] == "resync").then_some(())
}

fn rewrite(program: &Program, path: &str, from: &str, to: &str) {
    let file = format!("home/workspace/Gallery/{path}");
    let text = program.folder.read_text(&file);
    program.folder.write(&file, text.replace(from, to));
}

fn is_changed(path: &str) -> impl Fn(&Value) -> Option<()> {
    move |event| (event["type"] == "item_changed" && event["path"] == path).then_some(())
}

#[test]
fn what_an_editor_writes_is_told_and_shown() {
    let (program, collection) = gallery();
    let next = program.latest();
    rewrite(&program, LIST, "method: GET", "method: PURGE");
    program.until(next, is_changed(LIST));
    assert_eq!(program.request(&collection, LIST)["request"]["method"], "PURGE");
}

#[test]
fn typing_sees_at_once_what_an_editor_wrote_around_the_request() {
    let (program, collection) = gallery();
    let mut request = program.request(&collection, LIST)["request"].clone();
    let mut typed = |url: &str| {
        request["url"] = json!(url);
        let draft = json!({"collection": collection, "path": LIST, "request": request});
        program.tell("/api/request/draft", &draft)["preview"]["url"].clone()
    };
    let variable = "variables:\n    - name: where\n      value: http://";
    program.folder.write(
        "home/workspace/Gallery/opencollection.yml",
        format!("opencollection: 1.0.0\ninfo:\n  name: Gallery\nrequest:\n  {variable}first\n"),
    );
    assert_eq!(typed("{{where}}/a"), "http://first/a");
    assert_eq!(typed("{{where}}/ab"), "http://first/ab");
    rewrite(&program, "opencollection.yml", "http://first", "http://second");
    assert_eq!(typed("{{where}}/abc"), "http://second/abc");
}

#[test]
fn a_folder_that_is_renamed_is_watched_under_its_new_name() {
    let (program, collection) = gallery();
    let next = program.latest();
    let folder = program.folder.path("home/workspace/Gallery");
    fs::rename(folder.join("v3"), folder.join("v4")).unwrap();
    program.until(next, is_changed("v4"));
    let next = program.latest();
    let moved = LIST.replace("v3/", "v4/");
    rewrite(&program, &moved, "method: GET", "method: PURGE");
    program.until(next, is_changed(&moved));
    assert_eq!(program.request(&collection, &moved)["request"]["method"], "PURGE");
}

#[test]
fn a_collection_that_is_replaced_is_watched_as_before() {
    let (program, collection) = gallery();
    let text = r#"{"swagger": "2.0", "info": {"title": "Gallery", "version": "4"}, "host": "h",
        "paths": {"/v3/users": {"get": {"summary": "List users"}}}}"#;
    let before = program.latest();
    let import = program.import(&json!({"text": text, "replaces": true}));
    assert_eq!(import["report"]["collection"], collection.as_str(), "{import}");
    program.until(before, is_resync);
    let next = program.latest();
    rewrite(&program, LIST, "method: GET", "method: PURGE");
    program.until(next, is_changed(LIST));
}

#[test]
fn an_edit_and_a_change_on_disk_are_a_conflict() {
    let (program, collection) = gallery();
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["url"] = json!("{{baseUrl}}/mine");
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    rewrite(&program, LIST, "method: GET", "method: PURGE");
    let view = program.request(&collection, LIST);
    assert_eq!((&view["is_changed"], &view["is_conflicting"]), (&json!(true), &json!(true)));
    let saved = program.post("/api/request/save", &json!({"collection": collection, "path": LIST}));
    assert_eq!(saved.refusal(), "409 changed_on_disk");
    let sides = program.ask(&format!("/api/conflict?collection={collection}&path={}", encoded(LIST)));
    let field = |id: &str| sides["fields"].as_array().unwrap().iter().find(|field| field["id"] == id).cloned().unwrap();
    assert_eq!(field("method")["only"], "disk");
    assert_eq!(field("url")["only"], "draft");
    assert!(sides["edited_at_ms"].is_i64() && sides["changed_at_ms"].is_i64(), "{sides}");
    let resolve = |seen: &Value, choices: Value| json!({"collection": collection, "path": LIST, "seen": seen, "choices": choices});
    let stale = program.post("/api/conflict/resolve", &resolve(&json!("{}"), json!({})));
    assert_eq!(stale.refusal(), "409 changed_on_disk");
    program.tell("/api/conflict/resolve", &resolve(&sides["seen"], json!({})));
    let text = program.folder.read_text(&format!("home/workspace/Gallery/{LIST}"));
    assert!(text.contains("method: PURGE") && text.contains("{{baseUrl}}/mine"), "{text}");
    assert_eq!(program.request(&collection, LIST)["is_changed"], false);
}

#[test]
fn where_both_sides_changed_a_field_the_person_chooses() {
    let (program, collection) = gallery();
    let mut content = program.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
    content["docs"] = json!("mine");
    content["name"] = json!("Mine");
    program.tell("/api/collection/draft", &json!({"collection": collection, "content": content}));
    rewrite(&program, "opencollection.yml", "name: Gallery", "name: Theirs");
    let sides = program.ask(&format!("/api/conflict?collection={collection}"));
    let name = &sides["fields"][0];
    assert_eq!((&name["id"], &name["draft"], &name["disk"]), (&json!("name"), &json!("Mine"), &json!("Theirs")));
    program.tell(
        "/api/conflict/resolve",
        &json!({"collection": collection, "seen": sides["seen"], "choices": {"name": "disk"}}),
    );
    let content = program.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
    assert_eq!((&content["name"], &content["docs"]), (&json!("Theirs"), &json!("mine")));
}

#[test]
fn edits_of_a_file_that_is_gone_stay_until_they_are_saved_or_discarded() {
    let (program, collection) = gallery();
    let file = format!("home/workspace/Gallery/{LIST}");
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["url"] = json!("{{baseUrl}}/mine");
    let item = json!({"collection": collection, "path": LIST});
    let edit = |request: &Value| {
        program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    };
    let delete = || std::fs::remove_dir_all(program.folder.path("home/workspace/Gallery/v3")).unwrap();
    edit(&request);
    delete();
    let view = program.request(&collection, LIST);
    assert_eq!((&view["is_gone"], &view["is_conflicting"]), (&json!(true), &json!(false)));
    assert_eq!(view["request"]["url"], "{{baseUrl}}/mine");
    let tree = || program.ask("/api/workspace")["collections"][0]["items"].clone();
    assert_eq!(tree()[0]["items"][0]["items"][0]["trouble"], "gone");

    // Back to what the file said is still all there is of it.
    let mut as_before = request.clone();
    as_before["url"] = json!("{{baseUrl}}/v3/users");
    edit(&as_before);
    edit(&request);
    program.tell("/api/request/save", &item);
    assert!(program.folder.read_text(&file).contains("{{baseUrl}}/mine"));
    assert_eq!(program.request(&collection, LIST)["is_gone"], false);

    request["url"] = json!("{{baseUrl}}/again");
    edit(&request);
    delete();
    program.tell("/api/request/discard", &item);
    assert_eq!(tree(), json!([]));
}

#[test]
fn both_changes_of_a_text_are_taken_where_they_do_not_touch() {
    let (program, collection) = gallery();
    let with_docs = |docs: &str| {
        let mut content = program.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
        content["docs"] = json!(docs);
        program.tell("/api/collection/draft", &json!({"collection": collection, "content": content}));
    };
    with_docs("one\ntwo\nthree\nfour\n");
    program.tell("/api/collection/save", &json!({"collection": collection}));
    with_docs("ONE\ntwo\nthree\nfour\n");
    rewrite(&program, "opencollection.yml", "four", "FOUR");
    assert_eq!(program.ask("/api/workspace")["collections"][0]["trouble"], "changed_on_disk");
    let sides = program.ask(&format!("/api/conflict?collection={collection}"));
    assert_eq!(sides["fields"][0]["both"], "ONE\ntwo\nthree\nFOUR\n");
    let chosen = json!({"collection": collection, "seen": sides["seen"], "choices": {"docs": "both"}});
    program.tell("/api/conflict/resolve", &chosen);
    let content = program.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
    assert_eq!(content["docs"], "ONE\ntwo\nthree\nFOUR\n");
}

#[test]
fn a_collection_without_an_id_has_the_same_one_at_every_start() {
    let folder = testkit::Folder::new();
    folder.write("home/workspace/Plain/opencollection.yml", "info:\n  name: Plain\n");
    let program = Program::start_in(folder);
    let id = |program: &Program| program.ask("/api/workspace")["collections"][0]["id"].as_str().unwrap().to_owned();
    let first = id(&program);
    let program = Program::start_in(program.stop());
    assert_eq!(id(&program), first);
    let content = json!({"name": "Mine", "docs": null, "defaults": program.ask(&format!("/api/collection?collection={first}"))["content"]["defaults"]});
    program.tell("/api/collection/draft", &json!({"collection": first, "content": content}));
    assert_eq!(id(&Program::start_in(program.stop())), first);
}
