//! Requests as cURL commands, and back.

use serde_json::json;
use testkit::{Answer, Server};

use crate::program::{LIST, ONE, Program};

#[test]
fn a_request_is_copied_as_it_would_be_sent_without_its_secrets() {
    let server = Server::handling(|_| Answer::json(r#"{"access_token":"the-token","expires_in":3600}"#));
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"client_id": "id", "client_secret": "the-secret"}));
    program.tell("/api/tokens/new", &json!({"collection": collection}));
    let copied = |path: &str, shows_secrets: bool| {
        let command = json!({"collection": collection, "path": path, "shows_secrets": shows_secrets});
        program.tell("/api/request/curl", &command)["text"].as_str().unwrap().to_owned()
    };
    let address = server.address();
    assert_eq!(
        copied(LIST, false),
        format!(
            "curl http://{address}/webapi/v3/users \\\n  -H 'Authorization: Bearer {{{{accessToken}}}}' \\\n  --compressed \\\n  -L"
        )
    );
    assert!(copied(LIST, true).contains("-H 'Authorization: Bearer the-token'"));
    assert!(copied(ONE, false).contains("/v3/users/%3Cstring%3E"), "{}", copied(ONE, false));
    let secret = json!({"type": "basic", "username": "u", "password": "p:w"});
    program.set_auth(&collection, &secret);
    assert!(copied(LIST, false).contains("-u 'u:{{vault:password}}'"), "{}", copied(LIST, false));
    assert!(copied(LIST, true).contains("-u u:p:w"), "{}", copied(LIST, true));
    program.set_auth(&collection, &json!({"type": "api_key", "key": "k", "value": "a b", "placement": "query"}));
    assert!(copied(LIST, false).contains("users?k={{vault:apiKey}}'"), "{}", copied(LIST, false));
    assert!(copied(LIST, true).contains("users?k=a%20b"), "{}", copied(LIST, true));
}

#[test]
fn a_pasted_command_becomes_the_request() {
    let server = Server::handling(|_| Answer::ok("ok"));
    let program = Program::start();
    let collection = program.gallery(&server);
    let paste = |text: &str| {
        let command = json!({"collection": collection, "path": LIST, "text": text});
        program.post("/api/request/from-curl", &command)
    };
    let made = paste("curl -X PUT 'http://h/a/:id?b=1' -H 'Authorization: Bearer x' --json '{}' --proxy p").json();
    let request = &made["request"];
    assert_eq!(request["name"], "List users");
    assert_eq!((&request["method"], &request["url"]), (&json!("PUT"), &json!("http://h/a/:id?b=1")));
    assert_eq!(request["auth"], json!({"type": "bearer", "token": "x"}));
    assert_eq!(request["params"][0]["name"], "b");
    assert_eq!(made["problems"][0]["code"], "curl_ignored");
    let kept = program.request(&collection, LIST);
    assert_eq!(kept["is_changed"], false);
    let draft = json!({"collection": collection, "path": LIST, "request": request, "edited": "url"});
    let drafted = program.tell("/api/request/draft", &draft);
    assert_eq!(drafted["request"]["auth"]["token"], "{{vault:bearerToken@v3/users/List users}}");
    for (text, wanted) in [("curl -s", "422 curl_no_url"), ("curl 'x", "422 curl_quote"), ("http://h", "422 not_curl")]
    {
        assert_eq!(paste(text).refusal(), wanted);
    }
}
