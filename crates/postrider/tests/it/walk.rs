//! The walk-through of the seed, step by step, against a real server.

use serde_json::Value;

use crate::program::{Home, Waystation};

const API: &str = "Alteryx Server API V3";

/// Imports and sets up the authorization as the seed's first two chapters do.
fn set_up(server: &Waystation, base: &str) -> Home {
    let home = Home::new().with("SECRET", &server.secret);
    let imported = home.json(&["import", &format!("{base}/webapi//swagger/docs/3"), "--json"]);
    assert_eq!(imported["collection"], API);
    home.ok(&[
        "auth",
        "set",
        API,
        "oauth2",
        "--grant",
        "client-credentials",
        "--token-name",
        "admin",
        "--token-url",
        &format!("{base}/webapi/oauth2/token"),
        "--client-id",
        &server.key,
        "--client-secret-env",
        "SECRET",
        "--client-auth",
        "header",
    ]);
    home
}

/// The seed's last chapter: list, get one, change the first name, see it.
fn list_get_put_get(home: &Home, last_name: &str) {
    let users: Value = serde_json::from_str(&home.ok(&["send", API, "GET v3/users", "--no-query"])).unwrap();
    assert!(users.as_array().unwrap().len() >= 50);
    let curators: Value =
        serde_json::from_str(&home.ok(&["send", API, "GET v3/users", "--no-query", "--query", "role=Curator"]))
            .unwrap();
    assert!(curators.as_array().unwrap().iter().all(|user| user["role"] == "Curator"));
    let id = users[3]["id"].as_str().unwrap();
    let path = format!("id={id}");
    home.ok(&["send", API, "GET v3/users/{id}", "--path", &path, "--token", "admin", "-o", "user.json"]);
    let got = home.folder.read_text("user.json");
    let user: Value = serde_json::from_str(&got).unwrap();
    let first_name = user["firstName"].as_str().unwrap();
    let edited = got.replacen(&format!("\"{first_name}\""), &format!("\"{last_name}\""), 1);
    assert_ne!(edited, got);
    home.folder.write("edited.json", &edited);
    let put = home.run(&[
        "send",
        API,
        "PUT v3/users/{id}",
        "--path",
        &path,
        "--without-header",
        "Content-Type",
        "--body-json",
        "@edited.json",
    ]);
    assert_eq!(put.code, 0, "{}", put.err);
    assert!(put.err.contains("200 OK"), "{}", put.err);
    let again: Value = serde_json::from_str(&home.ok(&["send", API, "GET v3/users/{id}", "--path", &path])).unwrap();
    assert_eq!(again["firstName"], last_name);
}

#[test]
fn every_step_of_the_seed_works_as_written() {
    let server = Waystation::start("20m");
    let home = set_up(&server, &server.address);
    assert!(home.ok(&["list"]).contains(API));
    let tree = home.ok(&["list", API]);
    assert!(tree.contains("GET") && tree.contains("/v3/users/{id}"), "{tree}");
    assert!(home.ok(&["token", "new", API]).starts_with("Got token admin (bearer), expires in 19 min"));
    let listed = home.ok(&["token", "list"]);
    assert!(listed.contains("admin") && listed.contains("expires in 19 min"), "{listed}");
    home.ok(&["auth", "set", API, "GET v3/users", "oauth2", "--token", "admin"]);
    list_get_put_get(&home, "Renamed");
    assert!(home.run(&["token", "delete", "admin"]).err.contains("Deleted 1 token."));
    assert_eq!(home.json(&["token", "list", "--json"]), serde_json::json!([]));
    assert_eq!(home.run(&["send", "GET", &server.url("/healthz")]).code, 0);
    let history = home.json(&["history", "--json"]);
    let urls: Vec<&str> = history.as_array().unwrap().iter().map(|entry| entry["url"].as_str().unwrap()).collect();
    assert_eq!(urls[0], server.url("/healthz"));
    assert_eq!(urls.len(), 6);
}

#[test]
fn the_walk_works_with_localhost_in_every_address() {
    let server = Waystation::start("20m");
    let home = set_up(&server, &server.address.replace("127.0.0.1", "localhost"));
    home.ok(&["token", "new", API]);
    list_get_put_get(&home, "Lokal");
}

#[test]
fn an_expired_token_shows_the_plain_401_is_marked_and_is_renewed() {
    let server = Waystation::start("2s");
    let home = set_up(&server, &server.address);
    home.ok(&["token", "new", API]);
    // Nothing sleeps: the server is asked until its own clock has let the token run out.
    let plain = loop {
        let run = home.run(&["send", API, "GET v3/users", "--no-query", "--no-auto-token"]);
        assert_eq!(run.code, 0, "{}", run.err);
        if !run.err.contains("200 OK") {
            break run;
        }
    };
    assert_eq!(plain.out, r#"{"message":"Authorization has been denied for this request."}"#);
    assert!(plain.err.contains("401 Unauthorized"), "{}", plain.err);
    let listed = home.ok(&["token", "list"]);
    assert!(listed.contains("expired"), "{listed}");
    assert_eq!(home.json(&["token", "list", "--json"])[0]["expired"], true);
    let renewed = home.run(&["send", API, "GET v3/users", "--no-query"]);
    assert_eq!(renewed.code, 0, "{}", renewed.err);
    assert!(renewed.err.contains("200 OK"), "{}", renewed.err);
    assert!(home.run(&["token", "delete", "--expired"]).err.contains("Deleted 1 token."));
}

#[test]
fn a_token_that_the_server_no_longer_takes_is_fetched_once_more() {
    let server = Waystation::start("20m");
    let home = set_up(&server, &server.address);
    home.ok(&["token", "new", API]);
    let me: Value = serde_json::from_str(&home.ok(&[
        "send",
        API,
        "GET v3/users",
        "--no-query",
        "--query",
        "email=curator@example.com",
    ]))
    .unwrap();
    assert_eq!(me.as_array().unwrap().len(), 1);
    // A name-only choice, as the seed makes it on a request, renews by what fetched the token.
    home.ok(&["auth", "set", API, "GET v3/users", "oauth2", "--token", "admin"]);
    assert_eq!(home.run(&["send", API, "GET v3/users", "--no-query"]).code, 0);
    // Deleted, it is fetched again: the collection's own block gets tokens of that name.
    home.ok(&["token", "delete", "--all"]);
    let fetched = home.run(&["send", API, "GET v3/users", "--no-query"]);
    assert!(fetched.err.contains("200 OK") && fetched.err.contains("with a new token"), "{}", fetched.err);
    let (code, err) = home.fails(&["send", API, "GET v3/users", "--token", "admn"]);
    assert_eq!(code, 5);
    assert!(err.contains("there is no token `admn`") && err.contains("admin"), "{err}");
}

#[test]
fn environments_move_the_same_requests_to_another_server() {
    let first = Waystation::start("20m");
    let second = Waystation::start("20m");
    let home = set_up(&first, &first.address);
    home.ok(&["env", "set", API, "--env", "staging", &format!("baseUrl={}", second.url("/webapi"))]);
    assert!(home.ok(&["env", "list", API]).contains("staging"));
    // The token URL is the first server's, so the second refuses its token; which host answered is what counts here.
    home.ok(&["send", API, "GET v3/users", "--no-query", "--env", "staging", "--no-auto-token"]);
    home.ok(&["env", "use", API, "staging"]);
    home.ok(&["send", API, "GET v3/users", "--no-query", "--no-auto-token"]);
    home.ok(&["env", "use", API, "--none"]);
    home.ok(&[
        "send",
        API,
        "GET v3/users",
        "--no-query",
        "--var",
        &format!("baseUrl={}", second.url("/webapi")),
        "--no-auto-token",
    ]);
    home.ok(&["send", API, "GET v3/users", "--no-query", "--no-auto-token"]);
    let history = home.json(&["history", "--json"]);
    let hosts: Vec<bool> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["url"].as_str().unwrap().starts_with(&second.address))
        .collect();
    assert_eq!(hosts, [false, true, true, true]);
}
