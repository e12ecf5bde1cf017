//! Bodies of every kind, from the rows of the page to the bytes on the wire.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::program::{LIST, Program, encoded};

/// Sends `GET v3/users` with this body and gives type and bytes as the server saw them.
fn received(body: impl FnOnce(&Program, &Path) -> Value) -> String {
    received_by(&Server::answering([Answer::ok("")]), body)
}

fn received_by(server: &Server, body: impl FnOnce(&Program, &Path) -> Value) -> String {
    let program = Program::start();
    let collection = program.gallery(server);
    program.set_auth(&collection, &json!({"type": "none"}));
    let folder = collection_folder(&program);
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["method"] = json!("POST");
    request["body"] = body(&program, &folder);
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    let exchange = program.send(&collection, LIST);
    if exchange["state"] != "done" {
        return exchange["problems"][0]["message"].as_str().unwrap().replace(&folder.display().to_string(), "FOLDER");
    }
    let seen = &server.requests()[0];
    let content_type = seen.header("Content-Type").unwrap_or("-");
    let text = String::from_utf8_lossy(&seen.body).replace("\r\n", "\n");
    let boundary = content_type.split_once("boundary=").map(|(_, boundary)| boundary.to_owned());
    let whole = format!("{content_type}\n{text}");
    boundary.map_or(whole.clone(), |boundary| whole.replace(&boundary, "BOUNDARY"))
}

fn collection_folder(program: &Program) -> PathBuf {
    PathBuf::from(program.ask("/api/workspace")["collections"][0]["folder"].as_str().unwrap())
}

fn write(path: &Path, text: &str) {
    engine::atomic::write(path, text.as_bytes()).unwrap();
}

fn row(name: &str, value: &str, is_enabled: bool) -> Value {
    json!({"name": name, "value": value, "description": null, "is_enabled": is_enabled})
}

#[test]
fn url_encoded_rows_are_sent_in_order_without_the_unticked_ones() {
    let rows = json!([row("a b", "1&2", true), row("off", "x", false), row("a b", "é", true)]);
    assert_snapshot!(received(|_, _| json!({"type": "form_url_encoded", "content": rows})), @r"
    application/x-www-form-urlencoded
    a+b=1%262&a+b=%C3%A9
    ");
}

#[test]
fn form_data_takes_files_from_disk_with_their_own_types() {
    let part = |name: &str, kind: &str, value: Value, content_type: Value, is_enabled: bool| {
        json!({"name": name, "value": {"type": kind, "content": value}, "content_type": content_type,
               "description": null, "is_enabled": is_enabled})
    };
    let sent = received(|_, folder| {
        write(&folder.join("ports.csv"), "a;b\n");
        write(&folder.join("pack.bin"), "PACK");
        let far = folder.join("pack.bin").display().to_string();
        json!({"type": "multipart", "content": [
            part("name", "text", json!("Nightly"), json!(null), true),
            part("meta", "text", json!("{}"), json!("application/json"), true),
            part("files", "files", json!(["ports.csv", far]), json!(null), true),
            part("typed", "files", json!(["ports.csv"]), json!("text/plain"), true),
            part("off", "text", json!("x"), json!(null), false),
        ]})
    });
    assert_snapshot!(sent, @r#"
    multipart/form-data; boundary=BOUNDARY
    --BOUNDARY
    Content-Disposition: form-data; name="name"

    Nightly
    --BOUNDARY
    Content-Disposition: form-data; name="meta"
    Content-Type: application/json

    {}
    --BOUNDARY
    Content-Disposition: form-data; name="files"; filename="ports.csv"
    Content-Type: text/csv

    a;b

    --BOUNDARY
    Content-Disposition: form-data; name="files"; filename="pack.bin"
    Content-Type: application/octet-stream

    PACK
    --BOUNDARY
    Content-Disposition: form-data; name="typed"; filename="ports.csv"
    Content-Type: text/plain

    a;b

    --BOUNDARY--
    "#);
}

#[test]
fn the_raw_language_gives_the_content_type() {
    for (language, media_type) in [
        ("text", "text/plain"),
        ("json", "application/json"),
        ("xml", "application/xml"),
        ("html", "text/html"),
        ("javascript", "application/javascript"),
    ] {
        let sent = received(|_, _| json!({"type": "raw", "content": {"language": language, "text": "<a>{}</a>"}}));
        assert_eq!(sent, format!("{media_type}\n<a>{{}}</a>"));
    }
}

#[test]
fn a_binary_body_is_the_file_and_a_missing_file_stops_the_send() {
    let choice = |path: &str| {
        json!({"type": "file", "content": [
        {"path": path, "content_type": "", "is_selected": true, "description": null}]})
    };
    let sent = received(|_, folder| {
        write(&folder.join("page.html"), "<p>");
        choice("page.html")
    });
    assert_eq!(sent, "text/html\n<p>");
    let missing = received_by(&Server::answering([]), |_, _| choice("gone.bin"));
    assert!(missing.starts_with("the file `FOLDER/gone.bin` cannot be read"), "{missing}");
}

#[test]
fn files_are_looked_at_and_folders_are_listed_where_a_person_may_choose() {
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    let folder = collection_folder(&program);
    write(&folder.join("ports.csv"), "a;b\n");
    let wanted = json!({"collection": collection, "paths": ["ports.csv", "gone.csv", "{{file}}", ""]});
    let files = program.tell("/api/files", &wanted);
    let shown: Vec<_> = files.as_array().unwrap().iter().map(|file| (&file["name"], &file["bytes"])).collect();
    assert_eq!(shown, [(&json!("ports.csv"), &json!(4)), (&json!("gone.csv"), &Value::Null)]);
    assert_eq!(files[0]["media_type"], "text/csv");

    let list = |folder: &str| program.get(&format!("/api/folders?collection={collection}&folder={}", encoded(folder)));
    let own = list("").json();
    let names: Vec<_> =
        own["entries"].as_array().unwrap().iter().map(|entry| entry["path"].as_str().unwrap()).collect();
    assert_eq!(names, ["v3", "opencollection.yml", "ports.csv"]);
    assert_eq!(list(own["parent"].as_str().unwrap()).json()["entries"][0]["name"], "Gallery");
    for refused in ["/", "/etc", "../..", "v3/../../.."] {
        assert_eq!(list(refused).refusal(), "400 usage", "{refused}");
    }
    assert_eq!(list("nowhere").refusal(), "404 not_found");
    let of_none = program.get("/api/folders?collection=&folder=").json();
    assert_eq!(of_none["folder"], own["parent"]);
    assert_eq!(of_none["entries"][0]["path"], own["folder"], "whole paths where there is no collection");
    for refused in ["/", "/etc", "../.."] {
        let reply = program.get(&format!("/api/folders?folder={}", encoded(refused)));
        assert_eq!(reply.refusal(), "400 usage", "{refused}");
    }
}

#[test]
fn what_a_request_inherits_is_told_beside_its_settings() {
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    let mut content = program.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
    content["defaults"]["settings"]["follows_redirects"] = json!({"value": false});
    program.tell("/api/collection/draft", &json!({"collection": collection, "content": content}));
    let view = program.request(&collection, LIST);
    assert_eq!(view["request"]["settings"]["follows_redirects"], "inherit");
    assert_eq!(view["inherited"]["follows_redirects"], json!({"value": false}));
    assert_eq!(view["inherited"]["max_redirects"], json!({"value": 10}));
    let seen = |path: &str| {
        program.ask(&format!("/api/collection?collection={collection}&path={path}"))["inherited"]["follows_redirects"]
            .clone()
    };
    assert_eq!(seen("v3"), json!({"value": false}), "a folder inherits from its collection");
    assert_eq!(seen(""), json!({"value": true}), "a collection inherits from the app");
}
