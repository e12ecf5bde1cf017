//! What goes over the wire, and what comes out.

use serde_json::Value;
use testkit::{Answer, Server};

use crate::program::Home;

/// A collection of one PUT with an imported form `Content-Type`, as older importers leave it.
const COLLECTION: &[(&str, &str)] = &[
    ("opencollection.yml", "opencollection: 1.0.0\n\ninfo:\n  name: Users\n"),
    (
        "update.yml",
        "info:\n  name: Update user\n  type: http\n  seq: 10\n\nhttp:\n  method: PUT\n  url: \"{{baseUrl}}//users/:id?a=%2F\"\n  headers:\n    - name: X-One\n      value: \"1\"\n    - name: Content-Type\n      value: application/x-www-form-urlencoded\n  params:\n    - name: a\n      value: \"%2F\"\n      type: query\n    - name: id\n      value: <string>\n      type: path\n",
    ),
];

fn home_with_collection() -> Home {
    let home = Home::new();
    for (path, text) in COLLECTION {
        home.folder.write(&format!("home/workspace/users/{path}"), text);
    }
    home
}

#[test]
fn a_long_answer_is_kept_whole_in_the_history_too() {
    let long = "long ".repeat(60_000);
    let server = Server::answering([Answer::ok(long.clone()), Answer::ok("short")]);
    let home = Home::new();
    assert_eq!(home.ok(&["send", "GET", &server.url("/")]), long);
    home.ok(&["send", "GET", &server.url("/")]);
    let files = home.folder.files();
    let kept: Vec<_> = files.iter().filter(|file| file.contains("state/bodies/")).collect();
    assert_eq!(kept.len(), 1, "a short one stands in its entry: {files:?}");
    assert_eq!(home.folder.read_text(kept[0]), long);
}

#[test]
fn an_unticked_header_is_not_sent_the_generated_one_is_and_the_body_is_byte_for_byte() {
    let server = Server::answering([Answer::ok("done")]);
    let home = home_with_collection();
    let body = "{ \"b\":1.00,\r\n\"a\":\"{{x}} \u{e9}\\u00e9\" }\n";
    home.folder.write("edited.json", body);
    let base = format!("baseUrl={}", server.url(""));
    let path = "id=a/b c";
    home.ok(&[
        "send",
        "Users",
        "PUT users/{id}",
        "--path",
        path,
        "--without-header",
        "content-type",
        "--body-json",
        "@edited.json",
        "--var",
        &base,
    ]);
    let request = server.request();
    assert_eq!(request.text(), body);
    let port = server.port();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(request.request_line(), "PUT //users/a%2Fb%20c?a=%2F HTTP/1.1");
    assert_eq!(
        request.lines(),
        [
            format!("Host: 127.0.0.1:{port}"),
            "X-One: 1".to_owned(),
            "Content-Type: application/json".to_owned(),
            format!("Content-Length: {}", body.len()),
            format!("User-Agent: Postrider/{version}"),
            "Accept: */*".to_owned(),
            "Accept-Encoding: gzip, deflate, br".to_owned(),
            "Connection: keep-alive".to_owned(),
        ]
    );
}

#[test]
fn nothing_saved_is_touched_by_the_flags_of_a_send() {
    let server = Server::answering([Answer::ok("")]);
    let home = home_with_collection();
    let base = format!("baseUrl={}", server.url(""));
    home.ok(&["send", "Users", "Update user", "--path", "id=1", "--no-query", "-H", "X-Two: 2", "--var", &base]);
    assert_eq!(server.request().target(), "//users/1");
    assert_eq!(home.folder.read_text("home/workspace/users/update.yml"), COLLECTION[1].1);
}

#[test]
fn a_typed_url_is_asked_as_it_was_typed() {
    let server = Server::answering([Answer::ok("x")]);
    let home = Home::new();
    home.ok(&[
        "send",
        "BREW",
        &format!("{}?", server.url("/:id/../a//b%2Fc")),
        "-H",
        "x-CASE: 1",
        "-H",
        "x-CASE: 2",
        "--body",
        "{{x",
    ]);
    let request = server.request();
    assert_eq!(request.request_line(), "BREW /:id/../a//b%2Fc? HTTP/1.1");
    assert_eq!(request.headers("x-case"), ["1", "2"]);
    assert_eq!(request.header("content-type"), None);
}

#[test]
fn piped_output_is_the_bytes_of_the_body_and_nothing_else() {
    let body: Vec<u8> = (0..=255).collect();
    let server = Server::answering([Answer::ok(body.clone()), Answer::status(500, "Broken").body("why")]);
    let home = Home::new();
    let run = home.run(&["send", "GET", &server.url("/"), "-v"]);
    assert_eq!(run.bytes, body);
    assert!(run.err.contains("> GET / HTTP/1.1") && run.err.contains("< HTTP/1.1 200 OK"), "{}", run.err);
    let failed = home.run(&["send", "GET", &server.url("/"), "--fail"]);
    assert_eq!((failed.code, failed.out.as_str()), (4, "why"));
}

#[test]
fn a_file_is_complete_or_not_there() {
    let server = Server::answering([Answer::ok("x".repeat(1000)).cut_after(500), Answer::ok("whole")]);
    let home = Home::new();
    home.folder.write("answer.txt", "before");
    let (code, err) = home.fails(&["send", "GET", &server.url("/"), "-o", "answer.txt"]);
    assert_eq!(code, 3, "{err}");
    assert_eq!(home.folder.read_text("answer.txt"), "before");
    home.ok(&["send", "GET", &server.url("/"), "-o", "answer.txt"]);
    assert_eq!(home.folder.read_text("answer.txt"), "whole");
    let left: Vec<String> = home.folder.files().into_iter().filter(|file| !file.starts_with("home/")).collect();
    assert_eq!(left, ["answer.txt"]);
}

#[test]
fn json_shows_the_whole_exchange() {
    let server = Server::answering([Answer::redirect(302, "/b"), Answer::json("{\"n\":1.00}")]);
    let home = Home::new();
    let shown = home.json(&["send", "GET", &server.url("/a"), "--json", "-H", "Authorization: Bearer canary-token"]);
    assert_eq!(shown["status"], 200);
    assert_eq!(shown["body"], "{\"n\":1.00}");
    let hops = shown["hops"].as_array().unwrap();
    assert_eq!(hops.len(), 2);
    assert_eq!(hops[0]["received"]["status"], 302);
    assert!(hops[1]["timings"]["total_us"].as_u64().is_some());
    assert!(!shown.to_string().contains("canary-token"));
}

#[test]
fn cookies_are_kept_in_the_workspace_unless_switched_off() {
    let server =
        Server::answering([Answer::ok("").header("Set-Cookie", "sid=1; Path=/"), Answer::ok(""), Answer::ok("")]);
    let home = Home::new();
    home.ok(&["send", "GET", &server.url("/in")]);
    home.ok(&["send", "GET", &server.url("/a")]);
    home.ok(&["send", "GET", &server.url("/b"), "--no-cookies"]);
    let sent: Vec<Option<String>> =
        server.requests().iter().map(|request| request.header("cookie").map(str::to_owned)).collect();
    assert_eq!(sent, [None, Some("sid=1".to_owned()), None]);
}

#[test]
fn history_is_safe_for_several_processes_at_once() {
    let server = Server::handling(|_| Answer::ok("x"));
    let home = Home::new();
    let mut children: Vec<_> =
        (0..12).map(|n| home.command(&["send", "GET", &server.url(&format!("/{n}"))]).spawn().unwrap()).collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let history = home.json(&["history", "--json", "--limit", "50"]);
    let mut urls: Vec<String> =
        history.as_array().unwrap().iter().map(|entry| entry["url"].as_str().unwrap().to_owned()).collect();
    urls.sort();
    urls.dedup();
    assert_eq!(urls.len(), 12);
    let ids: Vec<&Value> = history.as_array().unwrap().iter().map(|entry| &entry["id"]).collect();
    assert!(ids.windows(2).all(|pair| pair[0].as_i64() > pair[1].as_i64()), "newest first");
}
