//! Import: what comes in, and each thing that is no document.

use testkit::{Answer, Server};

use crate::program::Home;

const DOCUMENT: &str = r##"{"swagger":"2.0","info":{"title":"Orders","version":"1"},"host":"h","basePath":"/v1","schemes":["http"],
 "paths":{"/orders/{id}":{"get":{"summary":"Get order","parameters":[{"name":"id","in":"path","required":true,"type":"string"}],
 "responses":{"200":{"description":"OK"}}},"put":{"summary":"Put order","parameters":[{"$ref":"#/parameters/gone"}],"responses":{}}}}}"##;

#[test]
fn the_address_is_fetched_byte_for_byte() {
    let server = Server::answering([Answer::json(DOCUMENT)]);
    let home = Home::new();
    let report = home.json(&["import", &server.url("/webapi//swagger/docs/3?"), "--json"]);
    assert_eq!(server.request().request_line(), "GET /webapi//swagger/docs/3? HTTP/1.1");
    assert_eq!((report["collection"].as_str(), report["requests"].as_u64()), (Some("Orders"), Some(2)));
    let problems = report["problems"].as_array().unwrap();
    assert!(!problems.is_empty() && problems[0]["line"].is_u64() && problems[0]["pointer"].is_string(), "{report}");
    assert!(std::path::Path::new(report["folder"].as_str().unwrap()).is_absolute());
    let listed = home.json(&["list", "Orders", "--json"]);
    assert_eq!(listed[0]["path"], "/orders/{id}");
    assert_eq!(listed[1]["method"], "PUT");
}

#[test]
fn a_file_and_standard_input_give_the_same_and_a_second_import_is_byte_identical() {
    let home = Home::new();
    home.folder.write("orders.json", DOCUMENT);
    home.ok(&["import", "orders.json"]);
    let files = |home: &Home| -> Vec<(String, Vec<u8>)> {
        let inside = |path: &String| path.starts_with("home/workspace/");
        home.folder.files().into_iter().filter(inside).map(|path| (path.clone(), home.folder.read(&path))).collect()
    };
    let first = files(&home);
    assert_eq!(home.fails(&["import", "orders.json"]).0, 2);
    home.ok(&["import", "orders.json", "--replace"]);
    assert_eq!(files(&home), first);
    let other = home.run_with_input(&["import", "-", "--as", "Again", "--json"], DOCUMENT.as_bytes());
    assert_eq!(other.code, 0, "{}", other.err);
    assert_eq!(home.json(&["list", "--json"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_relative_reference_is_followed_for_url_and_file() {
    let main = r#"{"swagger":"2.0","info":{"title":"Split"},"host":"h","schemes":["http"],"paths":{"/a":{"get":{"parameters":[{"$ref":"parts/p.json#/limit"}],"responses":{}}}}}"#;
    let part = r#"{"limit":{"name":"limit","in":"query","type":"integer","required":true}}"#;
    let server = Server::handling(move |request| match request.target() {
        "/x/main.json" => Answer::json(main),
        "/x/parts/p.json" => Answer::json(part),
        _ => Answer::status(404, "Not Found"),
    });
    let home = Home::new();
    home.folder.write("docs/main.json", main);
    home.folder.write("docs/parts/p.json", part);
    for (source, name) in [(server.url("/x/main.json"), "By URL"), ("docs/main.json".to_owned(), "By file")] {
        let report = home.json(&["import", &source, "--as", name, "--json"]);
        assert_eq!(report["problems"], serde_json::json!([]), "{report}");
        let file = format!("home/workspace/{name}/a/a.yml");
        let written: Vec<String> = home
            .folder
            .files()
            .into_iter()
            .filter(|path| path.starts_with(&format!("home/workspace/{name}/a")))
            .collect();
        assert!(written.iter().any(|path| home.folder.read_text(path).contains("limit")), "{file}: {written:?}");
    }
}

#[test]
fn what_is_no_document_is_named_and_leaves_nothing_behind() {
    let page = "<!doctype html><html><title>Sign in</title><body>Please sign in</body></html>";
    let server = Server::handling(move |request| match request.target() {
        "/page" => Answer::ok(page).header("Content-Type", "text/html"),
        "/locked" => Answer::status(401, "Unauthorized").body("{}"),
        "/gone" => Answer::status(404, "Not Found"),
        "/cut" => Answer::ok(&DOCUMENT[..200]),
        "/empty" => Answer::ok(""),
        "/other" => Answer::json(
            "{\"info\":{\"schema\":\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\"item\":[]}",
        ),
        "/binary" => Answer::ok(vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 0, 1, 2]),
        _ => Answer::status(500, "Broken"),
    });
    let home = Home::new();
    for (path, code, words) in [
        ("/page", 6, "HTML"),
        ("/locked", 4, "-H 'Authorization"),
        ("/gone", 4, "404"),
        ("/cut", 6, "end"),
        ("/empty", 6, "empty"),
        ("/other", 6, "Postman"),
        ("/binary", 6, "binary"),
        ("/broken", 4, "500"),
    ] {
        let (got, err) = home.fails(&["import", &server.url(path)]);
        assert_eq!(got, code, "{path}: {err}");
        assert!(err.contains(words), "{path}: {err}");
        assert!(err.contains("hint:"), "{path}: {err}");
    }
    let (code, err) = home.fails(&["import", "nowhere.json"]);
    assert_eq!(code, 6);
    assert!(err.contains("there is no file `nowhere.json`"), "{err}");
    let left: Vec<String> = home.folder.files().into_iter().filter(|path| path.starts_with("home/workspace")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn settings_have_the_names_of_the_page() {
    let home = Home::new();
    let document = r#"{"swagger":"2.0","info":{"title":"T"},"tags":[{"name":"blue"}],"paths":{"/a/b":{"get":{"tags":["blue"],
      "parameters":[{"name":"q","in":"query","type":"string"}],"responses":{}}}}}"#;
    home.folder.write("t.json", document);
    home.ok(&["import", "t.json", "--folder-strategy", "tags", "--enable-optional-parameters", "true"]);
    let listed = home.json(&["list", "T", "--json"]);
    assert_eq!(listed[0]["folder"], "blue");
    let file = format!("home/workspace/T/{}", listed[0]["file"].as_str().unwrap());
    assert!(!home.folder.read_text(&file).contains("disabled: true"));
}
