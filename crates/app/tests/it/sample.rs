//! The sample API: from the import to an answer, across a restart, and what it refuses.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use serde_json::{Value, json};

use crate::program::Program;

const LIST: &str = "v1/users/List users.yml";

fn imported(program: &Program) -> String {
    let import = program.import(&json!({"is_sample": true}));
    assert_eq!((&import["state"], &import["report"]["name"]), (&json!("done"), &json!("Sample API")), "{import}");
    assert_eq!(import["report"]["problems"], json!([]));
    let id = import["report"]["collection"].as_str().unwrap().to_owned();
    authorize(program, &id, "sample-password");
    id
}

fn authorize(program: &Program, collection: &str, secret: &str) {
    program.set_auth(collection, &json!({"type": "oauth2", "client_id": "sample-client", "client_secret": secret}));
}

/// Status of a send and the length of the list that came.
fn listed(program: &Program, collection: &str) -> (Value, usize) {
    let exchange = program.send(collection, LIST);
    let id = exchange["id"].as_str().unwrap();
    let body = program.ask(&format!("/api/exchanges/{id}/body"));
    (exchange["status"].clone(), body.as_array().map_or(0, Vec::len))
}

fn base_url(program: &Program, collection: &str) -> Value {
    let table = program.ask(&format!("/api/variables/table?kind=item&collection={collection}&name="));
    let rows = table["rows"].as_array().unwrap().iter();
    let row = rows.into_iter().find(|row| row["variable"]["name"] == "baseUrl").unwrap();
    if row["current"].is_null() { row["variable"]["value"].clone() } else { row["current"].clone() }
}

fn port(program: &Program, collection: &str) -> u16 {
    let base = base_url(program, collection);
    base.as_str().unwrap().strip_prefix("http://127.0.0.1:").unwrap().parse().unwrap()
}

/// Status and body of a request to the sample API itself.
fn asked(port: u16, line: &str, lines: &[&str], body: &str) -> (u16, Value) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let lines = lines.join("\r\n");
    let length = body.len();
    let head = format!("{line} HTTP/1.1\r\n{lines}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap_or(Value::Null))
}

#[test]
fn it_answers_at_once_and_after_a_restart() {
    let program = Program::start();
    let collection = imported(&program);
    assert_eq!(listed(&program, &collection), (json!(200), 5));
    let first = port(&program, &collection);
    let program = Program::start_in(program.stop());
    assert_eq!(listed(&program, &collection), (json!(200), 5));
    assert_eq!(port(&program, &collection), first);
}

#[test]
fn it_moves_when_somebody_else_has_its_port() {
    let program = Program::start();
    let collection = imported(&program);
    let first = port(&program, &collection);
    let folder = program.stop();
    let other = TcpListener::bind(("127.0.0.1", first)).unwrap();
    let program = Program::start_in(folder);
    assert_eq!(listed(&program, &collection), (json!(200), 5));
    let second = port(&program, &collection);
    assert_ne!(second, first);
    let program = Program::start_in(program.stop());
    assert_eq!((listed(&program, &collection), port(&program, &collection)), ((json!(200), 5), second));
    drop(other);
}

#[test]
fn a_base_url_of_ones_own_is_left_alone() {
    let program = Program::start();
    let collection = imported(&program);
    let own = testkit::Server::answering([testkit::Answer::json("[1]")]);
    let place = json!({"kind": "item", "collection": collection, "name": ""});
    program.tell("/api/variables/set", &json!({"place": place, "name": "baseUrl", "value": own.url("")}));
    program.set_auth(&collection, &json!({"type": "none"}));
    assert_eq!(listed(&program, &collection), (json!(200), 1));
    assert_eq!(base_url(&program, &collection), own.url(""));
}

#[test]
fn credentials_and_tokens_are_really_checked() {
    let program = Program::start();
    let collection = imported(&program);
    authorize(&program, &collection, "wrong");
    let outcome = program.tell("/api/tokens/new", &json!({"collection": collection}));
    assert_eq!(
        (&outcome["exchange"]["status"], &outcome["problem"]["code"]),
        (&json!(401), &json!("token_refused")),
        "{outcome}"
    );
    let port = port(&program, &collection);
    let host = format!("Host: 127.0.0.1:{port}");
    let form = "Content-Type: application/x-www-form-urlencoded";
    let told = |line: &str, lines: &[&str], body: &str| {
        let (status, answer) = asked(port, line, &[&[host.as_str()], lines].concat(), body);
        format!("{status} {}", answer["error"].as_str().unwrap_or("-"))
    };
    assert_eq!(told("GET /v1/status", &[], ""), "200 -");
    assert_eq!(told("GET /v1/users", &[], ""), "401 invalid_token");
    assert_eq!(told("GET /v1/users", &["Authorization: Bearer x"], ""), "401 invalid_token");
    assert_eq!(told("GET /v2", &[], ""), "404 not_found");
    assert_eq!(told("POST /token", &[form], "grant_type=client_credentials"), "401 invalid_client");
    let client = "client_id=sample-client&client_secret=sample-password";
    assert_eq!(told("POST /token", &[form], &format!("{client}&grant_type=password")), "400 unsupported_grant_type");
    assert_eq!(told("POST /token", &[], client), "400 invalid_request");
}

#[test]
fn users_are_found_and_changed() {
    let program = Program::start();
    let port = port(&program, &imported(&program));
    let host = format!("Host: localhost:{port}");
    let form = "Content-Type: application/x-www-form-urlencoded";
    let body = "grant_type=client_credentials&client_id=sample-client&client_secret=sample-password";
    let (_, given) = asked(port, "POST /token", &[&host, form], body);
    let bearer = format!("Authorization: Bearer {}", given["access_token"].as_str().unwrap());
    let ask = |line: &str, body: &str| asked(port, line, &[&host, &bearer, "Content-Type: application/json"], body);
    let (_, riders) = ask("GET /v1/users?role=Rider", "");
    assert!(riders.as_array().unwrap().iter().all(|user| user["role"] == "Rider"), "{riders}");
    let (_, mut user) = ask("GET /v1/users/2", "");
    user["lastName"] = json!("Kask");
    assert_eq!(ask("PUT /v1/users/2", &user.to_string()), (200, user.clone()));
    assert_eq!(ask("GET /v1/users/2", ""), (200, user.clone()));
    let refused = |line: &str, body: &str| {
        let (status, answer) = ask(line, body);
        format!("{status} {}", answer["error"].as_str().unwrap())
    };
    assert_eq!(refused("GET /v1/users?role=King", ""), "422 unknown_role");
    assert_eq!(refused("GET /v1/users/9", ""), "404 not_found");
    assert_eq!(refused("PUT /v1/users/9", &user.to_string()), "404 not_found");
    assert_eq!(refused("PUT /v1/users/3", &user.to_string()), "422 other_id");
    assert_eq!(refused("PUT /v1/users/2", "{}"), "422 no_user");
    user["email"] = json!("nobody");
    assert_eq!(refused("PUT /v1/users/2", &user.to_string()), "422 no_email");
}

#[test]
fn a_foreign_page_gets_nothing_of_it() {
    let program = Program::start();
    let port = port(&program, &imported(&program));
    let host = format!("Host: 127.0.0.1:{port}");
    for lines in [
        vec!["Host: evil.example".to_owned()],
        vec![format!("Host: evil.example:{port}")],
        vec![format!("Host: 127.0.0.1:{}", program.port)],
        vec![host.clone(), "Origin: http://evil.example".to_owned()],
        vec![host.clone(), format!("Origin: http://127.0.0.1:{}", program.port)],
    ] {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(asked(port, "GET /v1/status", &lines, "").0, 403, "{lines:?}");
        assert_eq!(asked(port, "POST /token", &lines, "").0, 403, "{lines:?}");
    }
}
