//! The Authorization tab: get, use, choose, delete tokens.

use serde_json::{Value, json};
use testkit::{Answer, Request, Server};

use crate::program::{LIST, Program};

const SECRET: &str = "canary secret 7";

/// A token endpoint that gives `token-one`, `token-two` …, and an API that tells which token it got.
fn gallery() -> Server {
    let given = std::sync::atomic::AtomicUsize::new(0);
    Server::handling(move |request: &Request| {
        if request.target() != "/token" {
            let token = request.header("authorization").unwrap_or("none").to_owned();
            return Answer::json(&json!({"got": token}).to_string());
        }
        let word = ["token-one", "token-two", "token-three"][given.fetch_add(1, std::sync::atomic::Ordering::Relaxed)];
        Answer::json(&json!({"access_token": word, "token_type": "bearer", "expires_in": 3600, "level": 7}).to_string())
    })
}

fn oauth2() -> Value {
    json!({"type": "oauth2", "token_name": "admin", "client_id": "me", "client_secret": SECRET})
}

/// Which token a send used.
fn got(program: &Program, collection: &str, path: &str) -> String {
    let exchange = program.send(collection, path);
    assert_eq!(exchange["state"], "done", "{exchange}");
    let body = program.ask(&format!("/api/exchanges/{}/body", exchange["id"].as_str().unwrap()));
    body["got"].as_str().unwrap().to_owned()
}

fn new_token(program: &Program, collection: &str) -> String {
    let outcome = program.tell("/api/tokens/new", &json!({"collection": collection}));
    assert_eq!(outcome["problem"], Value::Null);
    outcome["token"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_token_is_fetched_used_and_shown_with_everything_the_server_said() {
    let server = gallery();
    let program = Program::start();
    let collection = program.gallery(&server);
    let draft = program.set_auth(&collection, &oauth2());
    assert_eq!(draft["content"]["defaults"]["auth"]["client_secret"], "{{vault:clientSecret}}");
    let outcome = program.tell("/api/tokens/new", &json!({"collection": collection}));
    assert_eq!(outcome["exchange"]["status"], 200);
    assert!(outcome["exchange"]["hops"][0]["sent_head"].as_str().unwrap().contains("POST /token"));
    assert!(!outcome.to_string().contains("token-one"), "{outcome}");
    let id = outcome["token"]["id"].as_str().unwrap();
    let details = program.ask(&format!("/api/tokens/{id}"));
    assert_eq!((details["access_token"].as_str(), details["client_id"].as_str()), (Some("token-one"), Some("me")));
    assert!(details["members"].as_array().unwrap().contains(&json!({"name": "level", "value": "7"})), "{details}");
    let used = program.tell("/api/tokens/use", &json!({"collection": collection, "token": id}));
    assert_eq!(
        (used["current_token"]["id"].as_str(), used["token_url"].as_str()),
        (Some(id), Some(server.url("/token").as_str()))
    );
    // The edits of the collection are not saved yet: what is on the screen is what is sent.
    assert_eq!(got(&program, &collection, LIST), "Bearer token-one");
    let inherited = program.ask(&format!("/api/auth?collection={collection}&path=v3/users/List%20users.yml"));
    assert_eq!(
        (inherited["source"]["kind"].as_str(), inherited["own"]["type"].as_str()),
        (Some("collection"), Some("inherit"))
    );
    assert_eq!(inherited["current_token"]["id"], id);
}

#[test]
fn the_secret_stands_in_no_file_but_the_secret_store() {
    let server = gallery();
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &oauth2());
    new_token(&program, &collection);
    got(&program, &collection, LIST);
    program.tell("/api/collection/save", &json!({"collection": collection}));
    let revealed = program.tell("/api/secrets/reveal", &json!({"collection": collection, "name": "clientSecret"}));
    assert_eq!(revealed["value"], SECRET);
    for file in program.folder.files() {
        let bytes = program.folder.read(&file);
        for word in [SECRET, "token-one"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} in {file}");
        }
    }
    assert!(program.folder.read_text("home/workspace/Gallery/opencollection.yml").contains("{{vault:clientSecret}}"));
}

#[test]
fn the_chosen_token_is_sent_and_a_deleted_one_gives_way() {
    let server = gallery();
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &oauth2());
    let first = new_token(&program, &collection);
    let second = new_token(&program, &collection);
    assert_eq!(got(&program, &collection, LIST), "Bearer token-two");
    program.tell("/api/tokens/use", &json!({"collection": collection, "path": LIST, "token": first}));
    assert_eq!(got(&program, &collection, LIST), "Bearer token-one");
    let deleted = program.tell("/api/tokens/delete", &json!({"which": {"ids": [first, "unknown"]}}));
    assert_eq!(deleted["deleted"], 1);
    assert_eq!(got(&program, &collection, LIST), "Bearer token-two");
    let tokens = program.tell("/api/tokens/restore", &json!({"undo": deleted["undo"]}));
    assert_eq!(tokens.as_array().unwrap().len(), 2);
    assert_eq!(got(&program, &collection, LIST), "Bearer token-one");
    assert_eq!(program.post("/api/tokens/restore", &json!({"undo": deleted["undo"]})).refusal(), "404 not_found");
    program.tell("/api/tokens/use", &json!({"collection": collection}));
    assert_eq!(got(&program, &collection, LIST), "Bearer token-two");
    assert_eq!(program.tell("/api/tokens/delete", &json!({"which": "expired"}))["deleted"], 0);
    assert_eq!(program.tell("/api/tokens/delete", &json!({"which": "all"}))["deleted"], 2);
    assert_eq!(
        program.post("/api/tokens/use", &json!({"collection": collection, "token": second})).refusal(),
        "404 not_found"
    );
}

#[test]
fn a_request_with_a_block_of_its_own_takes_a_token_by_name() {
    let server = gallery();
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &oauth2());
    let token = new_token(&program, &collection);
    let mut request = program.request(&collection, LIST)["request"].clone();
    let block = program.ask(&format!("/api/collection?collection={collection}"))["content"]["defaults"]["auth"].clone();
    request["auth"] = block;
    for field in ["access_token_url", "client_id", "client_secret", "token_name"] {
        request["auth"][field] = json!("");
    }
    program.tell(
        "/api/request/draft",
        &json!({"collection": collection, "path": LIST, "request": request, "edited": "url"}),
    );
    let used = program.tell("/api/tokens/use", &json!({"collection": collection, "path": LIST, "token": token}));
    assert_eq!((used["source"]["kind"].as_str(), used["own"]["token_name"].as_str()), (Some("request"), Some("admin")));
    assert_eq!(got(&program, &collection, LIST), "Bearer token-one");
}

#[test]
fn a_refusal_shows_status_body_and_reason() {
    let refusal = r#"{"error":"invalid_client","error_description":"who are you"}"#;
    let server = Server::answering([Answer::status(401, "Unauthorized").body(refusal)]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &oauth2());
    let outcome = program.tell("/api/tokens/new", &json!({"collection": collection}));
    assert_eq!(outcome["problem"]["code"], "token_refused");
    assert_eq!((outcome["exchange"]["status"].as_u64(), outcome["body"].as_str()), (Some(401), Some(refusal)));
    assert!(outcome["problem"]["message"].as_str().unwrap().contains("who are you"), "{outcome}");
    assert_eq!(program.ask("/api/tokens"), json!([]));
}

#[test]
fn an_address_that_is_no_token_endpoint_is_what_to_check() {
    let server = Server::answering([Answer::status(404, "Not Found")]);
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &oauth2());
    let problem = program.tell("/api/tokens/new", &json!({"collection": collection}))["problem"].clone();
    assert_eq!(problem["code"], "token_unreadable");
    assert!(problem["hint"].as_str().unwrap().contains("Access Token URL"), "{problem}");
}

#[test]
fn a_block_that_is_incomplete_says_what_is_missing() {
    let server = Server::answering([]);
    let program = Program::start();
    let collection = program.gallery(&server);
    let mut incomplete = oauth2();
    incomplete["client_id"] = json!("");
    program.set_auth(&collection, &incomplete);
    let outcome = program.tell("/api/tokens/new", &json!({"collection": collection}));
    assert_eq!(
        (outcome["problem"]["code"].as_str(), outcome["exchange"].is_null()),
        (Some("token_incomplete"), true),
        "{outcome}"
    );
}

#[test]
fn a_token_that_ran_out_is_refreshed_and_a_refused_refresh_falls_back() {
    let token = |token: &str, refresh: &str| {
        let answer = json!({"access_token": token, "token_type": "bearer", "expires_in": 0, "refresh_token": refresh});
        Answer::json(&answer.to_string())
    };
    let server = Server::answering([
        token("first", "renews-well"),
        Answer::json("{}"),
        token("second", "renews-not"),
        Answer::json("{}"),
        Answer::status(400, "Bad Request").body(r#"{"error":"invalid_grant"}"#),
        token("third", "renews-too"),
        Answer::json("{}"),
    ]);
    let program = Program::start();
    let collection = program.gallery(&server);
    let mut auth = oauth2();
    auth["renews_automatically"] = json!(true);
    program.set_auth(&collection, &auth);
    for _ in 0..3 {
        assert_eq!(program.send(&collection, LIST)["state"], "done");
    }
    let requests = server.requests();
    let asked = requests.iter().map(|request| {
        let text = request.text();
        if text.is_empty() { request.header("authorization").unwrap_or("none").to_owned() } else { text }
    });
    assert_eq!(
        asked.collect::<Vec<_>>(),
        [
            "grant_type=client_credentials",
            "Bearer first",
            "grant_type=refresh_token&refresh_token=renews-well",
            "Bearer second",
            "grant_type=refresh_token&refresh_token=renews-not",
            "grant_type=client_credentials",
            "Bearer third",
        ]
    );
    for row in program.ask("/api/console")["entries"].as_array().unwrap() {
        let detail = program.ask(&format!("/api/console/{}", row["number"])).to_string();
        assert!(!detail.contains("renews-"), "{detail}");
    }
}
