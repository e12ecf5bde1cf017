//! Tabs: load, edit, save.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::program::{LIST, ONE, Program};

/// The URL line and the tables, as a person sees them.
fn shown(view: &Value) -> String {
    let row = |row: &Value| {
        let sign = match (row["kind"].as_str(), row["is_enabled"].as_bool()) {
            (Some("path"), _) => ':',
            (_, Some(true)) => '+',
            _ => '-',
        };
        format!(" {sign}{}={}", row["name"].as_str().unwrap(), row["value"].as_str().unwrap())
    };
    let request = &view["request"];
    let rows: String = request["params"].as_array().unwrap().iter().map(row).collect();
    format!(
        "{} {}{rows}{}",
        request["method"].as_str().unwrap(),
        request["url"].as_str().unwrap(),
        if view["is_changed"] == true { " •" } else { "" }
    )
}

fn draft(program: &Program, collection: &str, path: &str, edited: &str, edit: impl FnOnce(&mut Value)) -> Value {
    let mut request = program.request(collection, path)["request"].clone();
    edit(&mut request);
    program.tell(
        "/api/request/draft",
        &json!({"collection": collection, "path": path, "request": request, "edited": edited}),
    )
}

fn never_asked() -> Server {
    Server::answering([])
}

/// The rows of a tree, folders with a slash behind them.
fn show_rows(items: &Value, depth: usize, out: &mut String) {
    for item in items.as_array().unwrap() {
        let text = |name: &str| item[name].as_str().unwrap().to_owned();
        if item["kind"] == "request" {
            out.push_str(&format!("{:depth$}{} {}: {}\n", "", text("method"), text("url_path"), text("name")));
        } else {
            out.push_str(&format!("{:depth$}{}/\n", "", text("name")));
            show_rows(&item["items"], depth + 2, out);
        }
    }
}

#[test]
fn the_tree_holds_every_request_by_method_and_path() {
    let program = Program::start();
    let collection = program.gallery(&never_asked());
    let tree = program.ask("/api/workspace")["collections"][0].clone();
    assert_eq!((tree["id"].as_str(), tree["name"].as_str()), (Some(collection.as_str()), Some("Gallery")));
    let mut out = String::new();
    show_rows(&tree["items"], 0, &mut out);
    assert_snapshot!(out, @r"
    v3/
      users/
        GET v3/users: List users
        {id}/
          GET v3/users/{id}: One user
    ");
}

#[test]
fn line_and_tables_follow_each_other() {
    let program = Program::start();
    let collection = program.gallery(&never_asked());
    assert_snapshot!(shown(&program.request(&collection, LIST)), @"GET {{baseUrl}}/v3/users -view=<string> -role=<string>");
    let ticked = draft(&program, &collection, LIST, "params", |request| {
        request["params"][1]["is_enabled"] = json!(true);
        request["params"][1]["value"] = json!("a&b");
    });
    assert_snapshot!(shown(&ticked), @"GET {{baseUrl}}/v3/users?role=a%26b -view=<string> +role=a%26b •");
    let typed = draft(&program, &collection, LIST, "url", |request| {
        request["url"] = json!("{{baseUrl}}/v3/users/:who?role=x&new=1");
    });
    assert_snapshot!(shown(&typed), @"GET {{baseUrl}}/v3/users/:who?role=x&new=1 -view=<string> +role=x +new=1 :who= •");
    let cleared = draft(&program, &collection, LIST, "url", |request| request["url"] = json!("{{baseUrl}}/v3/users"));
    assert_snapshot!(shown(&cleared), @"GET {{baseUrl}}/v3/users -view=<string> •");
}

#[test]
fn an_edit_survives_the_program_and_is_written_by_save_only() {
    let server = never_asked();
    let program = Program::start();
    let collection = program.gallery(&server);
    let file = format!("home/workspace/Gallery/{LIST}");
    let before = program.folder.read(&file);
    draft(&program, &collection, LIST, "url", |request| request["method"] = json!("PATCH"));
    assert_eq!(program.folder.read(&file), before);
    let program = Program::start_in(program.stop());
    let edited = program.request(&collection, LIST);
    assert_eq!((edited["request"]["method"].as_str(), edited["is_changed"].as_bool()), (Some("PATCH"), Some(true)));
    let saved = program.tell("/api/request/save", &json!({"collection": collection, "path": LIST}));
    assert_eq!(saved["is_changed"], false);
    assert!(program.folder.read_text(&file).contains("method: PATCH"));
    let undone = draft(&program, &collection, LIST, "url", |request| request["method"] = json!("GET"));
    assert_eq!(undone["is_changed"], true);
    let discarded = program.tell("/api/request/discard", &json!({"collection": collection, "path": LIST}));
    assert_eq!(discarded["request"]["method"], "PATCH");
}

#[test]
fn an_edit_that_is_taken_back_by_hand_leaves_nothing_to_save() {
    let program = Program::start();
    let collection = program.gallery(&never_asked());
    draft(&program, &collection, LIST, "url", |request| request["method"] = json!("PUT"));
    assert_eq!(
        draft(&program, &collection, LIST, "url", |request| request["method"] = json!("GET"))["is_changed"],
        false
    );
}

#[test]
fn a_file_that_changed_meanwhile_is_not_overwritten_silently() {
    let program = Program::start();
    let collection = program.gallery(&never_asked());
    draft(&program, &collection, LIST, "url", |request| request["name"] = json!("mine"));
    let file = format!("home/workspace/Gallery/{LIST}");
    let theirs = program.folder.read_text(&file).replace("List users", "theirs");
    program.folder.write(&file, &theirs);
    assert_eq!(program.request(&collection, LIST)["is_conflicting"], true);
    let mut save = json!({"collection": collection, "path": LIST});
    assert_eq!(program.post("/api/request/save", &save).refusal(), "409 changed_on_disk");
    assert_eq!(program.folder.read_text(&file), theirs);
    save["overwrites"] = json!(true);
    assert_eq!(program.tell("/api/request/save", &save)["request"]["name"], "mine");
}

#[test]
fn a_request_tells_what_a_send_would_make_of_it() {
    let program = Program::start();
    let server = never_asked();
    let collection = program.gallery(&server);
    let view = draft(&program, &collection, ONE, "url", |request| {
        request["params"][0]["value"] = json!("a/b");
        request["headers"] = json!([{"name": "accept", "value": "x", "description": null, "is_enabled": true}]);
        request["behavior"]["disabled_system_headers"] = json!(["user-agent"]);
        request["body"] = json!({"type": "raw", "content": {"language": "json", "text": "{{nobody}}"}});
    });
    let preview = &view["preview"];
    assert_eq!(preview["url"], server.url("/webapi/v3/users/a%2Fb"));
    let rows: Vec<String> = preview["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let state = match (row["is_enabled"].as_bool(), row["is_overridden"].as_bool()) {
                (Some(true), _) => "sent",
                (_, Some(true)) => "overridden",
                _ => "off",
            };
            let value = row["value"].as_str().unwrap().replace(&server.address().to_string(), "HOST");
            format!("{}: {value} ({}, {state})", row["name"].as_str().unwrap(), row["origin"].as_str().unwrap())
        })
        .collect();
    assert_snapshot!(rows.join("\n"), @r"
    Host: HOST (generated, sent)
    Authorization: Bearer •••••••• (auth, sent)
    Content-Type: application/json (generated, sent)
    User-Agent: Postrider/0.1.0 (generated, off)
    Accept: */* (generated, overridden)
    Accept-Encoding: gzip, deflate, br (generated, sent)
    Connection: keep-alive (generated, sent)
    Content-Length: <counted when the request is sent> (generated, sent)
    ");
    let problem = &preview["problems"][0];
    assert_eq!(
        (problem["code"].as_str(), preview["problems"].as_array().unwrap().len()),
        (Some("unresolved_variable"), 1)
    );
    assert!(!problem["hint"].as_str().unwrap().contains("--"), "{problem}");
}

#[test]
fn a_folder_and_the_collection_are_edited_alike() {
    let program = Program::start();
    let collection = program.gallery(&never_asked());
    for (path, file) in [("", "opencollection.yml"), ("v3/users", "v3/users/folder.yml")] {
        let view = program.ask(&format!("/api/collection?collection={collection}&path={path}"));
        assert_eq!((view["request_count"].as_u64(), view["is_changed"].as_bool()), (Some(2), Some(false)));
        let mut content = view["content"].clone();
        content["docs"] = json!("Words.");
        let item = json!({"collection": collection, "path": path});
        let draft =
            program.tell("/api/collection/draft", &json!({"collection": collection, "path": path, "content": content}));
        assert_eq!(draft["is_changed"], true);
        assert_eq!(program.tell("/api/collection/save", &item)["is_changed"], false);
        assert!(program.folder.read_text(&format!("home/workspace/Gallery/{file}")).contains("Words."));
    }
}

#[test]
fn a_command_that_cannot_be_read_is_a_problem() {
    let program = Program::start();
    let lines = program.lines();
    assert_eq!(program.raw("POST /api/request/draft", &lines, b"{").refusal(), "400 bad_request");
    assert_eq!(program.get("/api/request").refusal(), "400 bad_request");
    assert_eq!(program.get("/api/nothing").refusal(), "404 not_found");
    let unused = Server::handling(|_| Answer::ok(""));
    let collection = program.gallery(&unused);
    let incomplete = json!({"collection": collection, "path": LIST, "request": {"method": "GET"}});
    assert_eq!(program.post("/api/request/draft", &incomplete).refusal(), "400 bad_request");
}
