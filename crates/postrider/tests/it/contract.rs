//! Exit codes, and what is said with them.

use testkit::{Answer, Server};

use crate::program::Home;

fn code(home: &Home, arguments: &[&str]) -> (i32, String) {
    home.fails(arguments)
}

#[test]
fn usage_is_2() {
    let home = Home::new();
    for arguments in [
        &["sned"][..],
        &["send", "GET"],
        &["send", "GET", "ftp://h/"],
        &["send", "GET", "http://h:99999/"],
        &["send", "G(T", "http://127.0.0.1:1/"],
        &["send", "GET", "http://127.0.0.1:1/", "-H", "no colon"],
        &["send", "GET", "http://127.0.0.1:1/", "-H", "bad name: x"],
        &["send", "GET", "http://127.0.0.1:1/", "--path", "id=1"],
        &["send", "GET", "http://127.0.0.1:1/", "--timeout", "soon"],
        &["import", "http://127.0.0.1:1/", "--folder-strategy", "colours"],
    ] {
        let (code, err) = code(&home, arguments);
        assert_eq!(code, 2, "{arguments:?}: {err}");
        assert!(err.contains("error:"), "{err}");
    }
}

#[test]
fn what_would_have_been_asked_names_the_flag() {
    let home = Home::new();
    home.folder.write("home/workspace/a/opencollection.yml", "opencollection: 1.0.0\ninfo:\n  name: A\n");
    let (exit, err) = code(&home, &["secret", "set", "A", "key"]);
    assert_eq!(exit, 2);
    assert!(err.contains("--value-env"), "{err}");
    let (exit, err) = code(&home, &["auth", "set", "A", "oauth2", "--token-url", "http://h/t", "--client-id", "x"]);
    assert_eq!(exit, 2);
    assert!(err.contains("--client-secret-env"), "{err}");
}

#[test]
fn network_is_3_and_says_what_to_do() {
    let home = Home::new();
    let (exit, err) = code(&home, &["send", "GET", "http://127.0.0.1:1/"]);
    assert_eq!(exit, 3);
    assert!(err.contains("hint:"), "{err}");
    assert_eq!(code(&home, &["send", "GET", "http://no-such-host.invalid/"]).0, 3);
    let silent = Server::answering([Answer::nothing()]);
    assert_eq!(code(&home, &["send", "GET", &silent.url("/")]).0, 3);
    assert_eq!(code(&home, &["import", "http://127.0.0.1:1/x"]).0, 3);
}

#[test]
fn not_found_is_5_and_lists_candidates() {
    let home = Home::new();
    home.folder.write("home/workspace/a/opencollection.yml", "opencollection: 1.0.0\ninfo:\n  name: Orders\n");
    let request = |method: &str| {
        format!("info:\n  name: {method} it\n  type: http\nhttp:\n  method: {method}\n  url: http://h/orders/:id\n")
    };
    home.folder.write("home/workspace/a/get.yml", request("GET"));
    home.folder.write("home/workspace/a/put.yml", request("PUT"));
    let (exit, err) = code(&home, &["list", "Order"]);
    assert_eq!(exit, 5);
    assert!(err.contains("Orders"), "{err}");
    let (exit, err) = code(&home, &["send", "Orders", "orders/{id}"]);
    assert_eq!(exit, 5);
    assert!(err.contains("GET /orders/{id}") && err.contains("PUT /orders/{id}"), "{err}");
    assert_eq!(code(&home, &["send", "Orders", "GET nowhere"]).0, 5);
    assert_eq!(code(&home, &["env", "use", "Orders", "nowhere"]).0, 5);
    assert_eq!(code(&home, &["token", "delete", "nowhere"]).0, 5);
    assert_eq!(code(&home, &["secret", "delete", "Orders", "nowhere"]).0, 5);
}

#[test]
fn unresolved_is_7_and_names_the_place() {
    let home = Home::new();
    home.folder.write("home/workspace/a/opencollection.yml", "opencollection: 1.0.0\ninfo:\n  name: A\nrequest:\n  variables:\n    - name: host\n      value: http://127.0.0.1:1\n");
    home.folder.write("home/workspace/a/x.yml", "info:\n  name: X\n  type: http\nhttp:\n  method: GET\n  url: \"{{hots}}/x\"\n  headers:\n    - name: X-Key\n      value: \"{{vault:key}}\"\n");
    let (exit, err) = code(&home, &["send", "A", "X"]);
    assert_eq!(exit, 7);
    assert!(err.contains("variable `hots` in the URL is unknown") && err.contains("Did you mean `host`"), "{err}");
    assert!(
        err.contains("secret `key` in header `X-Key` has no value") && err.contains("postrider secret set"),
        "{err}"
    );
    assert_eq!(code(&home, &["send", "GET", "{{nowhere}}/x"]).0, 7);
}

#[test]
fn help_teaches() {
    let home = Home::new();
    let codes = home.ok(&["help", "exit-codes"]);
    for code in ["0", "2", "3", "4", "5", "6", "7", "130"] {
        assert!(codes.contains(&format!("\n{code:>5}  ")), "{code}: {codes}");
    }
    for command in ["import", "list", "send", "auth", "token", "env", "secret", "history", "completions"] {
        assert!(home.ok(&["help", command]).contains("Usage:"), "{command}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(home.ok(&["completions", shell]).contains("postrider"));
    }
    assert_eq!(code(&home, &["help", "nothing"]).0, 2);
}
