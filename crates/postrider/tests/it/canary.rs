//! A secret used through the whole walk is found nowhere outside the secret store.

use testkit::{Answer, Request, Server};

use crate::program::Home;

const CANARY: &str = "canary/s3cr&t+value";
const TOKEN: &str = "canary-access-token-0123456789";

/// Every spelling in which a secret may go out, and parts of them.
const SPELLINGS: [&str; 7] = [
    CANARY,
    TOKEN,
    "canary%2Fs3cr%26t%2Bvalue",
    "canary%2fs3cr%26t%2bvalue",
    "canary-access",
    "Y2FuYXJ5L3MzY3ImdCt2YWx1ZQ==",
    "s3cr",
];

const DOCUMENT: &str =
    r#"{"swagger":"2.0","info":{"title":"Api"},"paths":{"/users":{"get":{"responses":{"200":{"description":"OK"}}}}}}"#;

fn answer(request: &Request) -> Answer {
    match request.target() {
        "/docs" => Answer::json(DOCUMENT),
        "/token" => {
            Answer::json(&format!("{{\"access_token\":\"{TOKEN}\",\"token_type\":\"bearer\",\"expires_in\":600}}"))
        }
        "/refused" => Answer::status(400, "Bad Request")
            .body(format!("{{\"error\":\"invalid_client\",\"error_description\":\"{CANARY}\"}}")),
        _ => Answer::ok("{}").header("Set-Cookie", &format!("sid={TOKEN}")),
    }
}

/// The walk, as a shell script would type it: expected exit code and words. `BASE` and `URL` stand for the server.
const WALK: [(i32, &str); 26] = [
    (0, "import URL/docs"),
    (
        0,
        "auth set Api oauth2 --token-name t --token-url URL/token --client-id id --client-secret-env CANARY --client-auth header",
    ),
    (0, "token new Api -v"),
    (0, "token new Api --json"),
    (0, "auth set Api oauth2 --client-secret-env CANARY --client-auth body"),
    (0, "token new Api -v"),
    (0, "auth show Api"),
    (0, "auth show Api --json"),
    (0, "token list"),
    (0, "send Api /users -v --var BASE"),
    (0, "send Api /users --json --var BASE"),
    (0, "secret set Api own --value-env CANARY"),
    (0, "secret list Api"),
    (0, "send Api /users -v -H X-Own:{{vault:own}} --query k={{vault:own}} --var BASE"),
    (0, "send GET URL/users -v -H Authorization:canary-access"),
    (0, "auth set Api /users basic --username ada --password-env CANARY"),
    (0, "send Api /users -v --var BASE"),
    (0, "auth set Api /users apikey --key k --value-env CANARY --add-to query"),
    (0, "send Api /users -v --var BASE"),
    (0, "auth set Api /users bearer --token-env CANARY"),
    (0, "send Api /users --json --var BASE"),
    (0, "auth set Api oauth2 --token-url URL/refused"),
    (4, "token new Api -v"),
    (0, "history"),
    (0, "history --json"),
    (0, "history show 3 --json"),
];

#[test]
fn no_file_log_or_output_holds_it() {
    let server = Server::handling(answer);
    let home = Home::new().with("CANARY", CANARY);
    let mut said = String::new();
    for (code, line) in WALK {
        let line = line.replace("BASE", "baseUrl=URL").replace("URL", &server.url(""));
        let run = home.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, code, "{line}\n{}{}", run.out, run.err);
        said += &run.out;
        said += &run.err;
    }
    for spelling in SPELLINGS {
        assert!(!said.contains(spelling), "`{spelling}` was printed:\n{said}");
        for path in home.folder.files() {
            let bytes = home.folder.read(&path);
            let is_there = bytes.windows(spelling.len()).any(|window| window == spelling.as_bytes());
            assert!(!is_there, "`{spelling}` stands in {path}");
        }
    }
    // It did go out, so the test looked for the right thing.
    let mut got = String::new();
    for request in server.requests() {
        got += &request.head;
        got += &request.text();
    }
    for spelling in [TOKEN, "canary%2Fs3cr%26t%2Bvalue", CANARY] {
        assert!(got.contains(spelling), "`{spelling}` was never sent");
    }
}
