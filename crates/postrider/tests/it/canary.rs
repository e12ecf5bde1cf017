//! A secret used through the whole walk is found nowhere outside the secret store.

use testkit::{Answer, Server};

use crate::program::Home;

const CANARY: &str = "canary/s3cr&t+value";
const TOKEN: &str = "canary-access-token-0123456789";

/// Every spelling in which a secret may go out.
fn spellings() -> Vec<String> {
    let base64 = "Y2FuYXJ5L3MzY3ImdCt2YWx1ZQ==";
    [CANARY, TOKEN, "canary%2Fs3cr%26t%2Bvalue", "canary%2fs3cr%26t%2bvalue", "canary-access", base64, "s3cr"]
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_file_log_or_output_holds_it() {
    let document = r#"{"swagger":"2.0","info":{"title":"Api"},"paths":{"/users":{"get":{"responses":{}}}}}"#;
    let server = Server::handling(move |request| match request.target() {
        "/docs" => Answer::json(document),
        "/token" => {
            Answer::json(&format!("{{\"access_token\":\"{TOKEN}\",\"token_type\":\"bearer\",\"expires_in\":600}}"))
        }
        "/refused" => Answer::status(400, "Bad Request")
            .body(format!("{{\"error\":\"invalid_client\",\"error_description\":\"{CANARY}\"}}")),
        _ => Answer::ok("{}").header("Set-Cookie", &format!("sid={TOKEN}")),
    });
    let home = Home::new().with("CANARY", CANARY);
    let base = format!("baseUrl={}", server.url(""));
    let token_url = server.url("/token");
    let mut said = String::new();
    let mut say = |arguments: &[&str]| {
        let run = home.run(arguments);
        said += &run.out;
        said += &run.err;
        run.code
    };
    assert_eq!(say(&["import", &server.url("/docs")]), 0);
    for client_auth in ["header", "body"] {
        let set = [
            "auth",
            "set",
            "Api",
            "oauth2",
            "--token-name",
            "t",
            "--token-url",
            &token_url,
            "--client-id",
            "id",
            "--client-secret-env",
            "CANARY",
            "--client-auth",
            client_auth,
        ];
        assert_eq!(say(&set), 0);
        assert_eq!(say(&["token", "new", "Api", "-v"]), 0);
        assert_eq!(say(&["token", "new", "Api", "--json"]), 0);
    }
    assert_eq!(say(&["auth", "show", "Api"]), 0);
    assert_eq!(say(&["token", "list"]), 0);
    assert_eq!(say(&["send", "Api", "GET /users", "-v", "--var", &base]), 0);
    assert_eq!(say(&["send", "Api", "GET /users", "--json", "--var", &base]), 0);
    assert_eq!(say(&["secret", "set", "Api", "own", "--value-env", "CANARY"]), 0);
    assert_eq!(say(&["secret", "list", "Api"]), 0);
    assert_eq!(
        say(&[
            "send",
            "Api",
            "GET /users",
            "-v",
            "-H",
            "X-Own: {{vault:own}}",
            "--query",
            "k={{vault:own}}",
            "--var",
            &base
        ]),
        0
    );
    let refused = server.url("/refused");
    say(&["auth", "set", "Api", "oauth2", "--token-url", &refused]);
    assert_eq!(say(&["token", "new", "Api", "-v"]), 4);
    assert_eq!(say(&["history"]), 0);
    assert_eq!(say(&["history", "--json"]), 0);
    for id in ["1", "2", "3"] {
        assert_eq!(say(&["history", "show", id]), 0);
        assert_eq!(say(&["history", "show", id, "--json"]), 0);
    }
    for spelling in spellings() {
        assert!(!said.contains(&spelling), "`{spelling}` was printed:\n{said}");
        for path in home.folder.files() {
            let bytes = home.folder.read(&path);
            let found = bytes.windows(spelling.len()).any(|window| window == spelling.as_bytes());
            assert!(!found, "`{spelling}` stands in {path}");
        }
    }
    // It did go out: the server got it, so the test looked for the right thing.
    let got: String = server.requests().iter().map(|request| format!("{}{}", request.head, request.text())).collect();
    assert!(got.contains(TOKEN) && got.contains("canary%2Fs3cr%26t%2Bvalue"));
}
