//! Settings of the app: what they do to sends, and that their secrets stay secret.

use std::fs;

use serde_json::{Value, json};
use testkit::{Answer, Authority, Gate, Server, Tls, Validity};

use crate::program::{LIST, Program};

/// Sends a request to this address without authorization; gives the status, or the failure's code.
fn outcome(program: &Program, collection: &str, url: &str) -> String {
    let mut request = program.request(collection, LIST)["request"].clone();
    request["url"] = json!(url);
    request["params"] = json!([]);
    request["auth"] = json!({"type": "none"});
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    let exchange = program.send(collection, LIST);
    match exchange["problems"][0]["code"].as_str() {
        Some(code) => code.to_owned(),
        None => exchange["hops"].as_array().unwrap().last().unwrap()["status"].to_string(),
    }
}

fn save(program: &Program, change: impl FnOnce(&mut Value), secrets: &Value) -> Value {
    let mut settings = program.ask("/api/settings")["settings"].clone();
    change(&mut settings);
    program.tell("/api/settings/save", &json!({"settings": settings, "secrets": secrets}))
}

#[test]
fn a_ca_file_and_a_client_certificate_are_used_from_the_next_send_on() {
    let authority = Authority::new();
    let identity = authority.server(&["127.0.0.1"], Validity::Current);
    let server = Server::handling_over(Tls::demanding(&identity, &authority), |_| Answer::ok("welcome"));
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    let url = server.url("/");
    assert_eq!(outcome(&program, &collection, &url), "tls");
    let own = authority.client("someone");
    let ca = program.folder.write("ca.pem", authority.certificate_pem());
    let certificate = program.folder.write("own.pem", &own.certificate_pem);
    let key = program.folder.write("own.key", &own.key_pem);
    save(&program, |settings| settings["ca_file"] = json!(ca), &json!([]));
    assert_ne!(outcome(&program, &collection, &url), "200");
    let shown = save(
        &program,
        |settings| {
            settings["client_certificates"] =
                json!([{"host": "127.0.0.1", "port": server.port(), "certificate_file": certificate, "key_file": key}]);
        },
        &json!([{"certificate": "", "value": "swordfish"}]),
    );
    assert_eq!(outcome(&program, &collection, &url), "200");
    let saved = &shown["settings"]["client_certificates"][0];
    assert_eq!(saved["has_passphrase"], true);
    assert!(!shown.to_string().contains("swordfish"));
    save(&program, |settings| settings["client_certificates"] = json!([]), &json!([]));
    assert_ne!(outcome(&program, &collection, &url), "200");
    // What was saved holds after a restart too.
    save(&program, |settings| settings["verifies_certificates"] = json!(false), &json!([]));
    let program = Program::start_in(program.stop());
    assert_eq!(program.ask("/api/settings")["settings"]["verifies_certificates"], false);
}

#[test]
fn a_longer_answer_than_allowed_is_cut_and_says_so() {
    let server = Server::answering([Answer::ok(vec![b'x'; 3 * 1024 * 1024]), Answer::ok("short")]);
    let program = Program::start();
    let collection = program.gallery(&server);
    save(&program, |settings| settings["response_mb_max"] = json!(2), &json!([]));
    program.set_auth(&collection, &json!({"type": "none"}));
    let exchange = program.send(&collection, LIST);
    assert_eq!((exchange["state"].as_str(), exchange["status"].as_u64()), (Some("failed"), Some(200)));
    assert_eq!(exchange["problems"][0]["code"], "too_large");
    assert_eq!(exchange["body_bytes"], 2 * 1024 * 1024);
    assert_eq!(program.send(&collection, LIST)["state"], "done");
}

#[test]
fn a_refused_server_is_told_with_its_certificates() {
    let identity = Authority::named("Stranger").server(&["127.0.0.1"], Validity::Current);
    let server = Server::handling_over(Tls::new(&identity), |_| Answer::ok("hello"));
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    assert_eq!(outcome(&program, &collection, &server.url("/")), "tls");
    let refused = program.send(&collection, LIST)["refused_certificates"].clone();
    assert_eq!(refused["lacks_authority"], true);
    let own = &refused["certificates"][0];
    assert_eq!((own["name"].as_str(), own["issuer"].as_str()), (Some("127.0.0.1"), Some("Stranger")));
    save(&program, |settings| settings["verifies_certificates"] = json!(false), &json!([]));
    let exchange = program.send(&collection, LIST);
    assert_eq!(exchange["hops"][0]["connection"]["certificates"][0], *own);
}

#[test]
fn certificates_say_until_when_they_hold() {
    let authority = Authority::new();
    let program = Program::start();
    let ca = program.folder.write("ca.pem", authority.certificate_pem());
    let mut own = Vec::new();
    for (name, validity) in [("current", Validity::Current), ("old", Validity::Expired), ("early", Validity::Future)] {
        let identity = authority.server(&[name], validity);
        own.push((name, program.folder.write(&format!("{name}.pem"), &identity.certificate_pem)));
    }
    own.push(("broken", program.folder.write("broken.pem", "-----BEGIN CERTIFICATE-----\n")));
    let certificates: Vec<_> =
        own.iter().map(|(host, file)| json!({"host": host, "certificate_file": file, "key_file": file})).collect();
    let change = |settings: &mut Value| {
        settings["ca_file"] = json!(ca);
        settings["client_certificates"] = json!(certificates);
    };
    let view = save(&program, change, &json!([]));
    let said = view["certificates"].as_array().unwrap();
    let states: Vec<_> = said.iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["valid", "valid", "expired", "not_yet", "unreadable"]);
    assert_eq!(said[0].get("id"), None);
    assert_eq!(said[2]["id"], view["settings"]["client_certificates"][1]["id"]);
    assert_eq!(said[2]["valid_until_ms"], 978_393_600_000_i64);
    assert_eq!(said[4].get("name"), None);
    // A file is read again when it is another one.
    let early = &own[2].1;
    let file = fs::File::options().write(true).open(early).unwrap();
    let state = || program.ask("/api/settings")["certificates"][3]["state"].clone();
    file.set_len(9).unwrap();
    assert_eq!(state(), "unreadable");
    program.folder.write("early.pem", authority.server(&["early"], Validity::Current).certificate_pem);
    assert_eq!(state(), "valid");
}

#[test]
fn verification_is_switched_off_for_the_app_and_on_again_for_a_request() {
    let identity = Authority::new().server(&["127.0.0.1"], Validity::Current);
    let server = Server::handling_over(Tls::new(&identity), |_| Answer::ok("welcome"));
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    let url = server.url("/");
    assert_eq!(outcome(&program, &collection, &url), "tls");
    save(&program, |settings| settings["verifies_certificates"] = json!(false), &json!([]));
    assert_eq!(outcome(&program, &collection, &url), "200");
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["behavior"]["verifies_certificates"] = json!(true);
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    assert_eq!(outcome(&program, &collection, &url), "tls");
}

#[test]
fn redirects_and_time_limit_hold_where_nobody_says_otherwise() {
    let server = Server::handling(|request| match request.target() {
        "/old" => Answer::redirect(302, "/new"),
        _ => Answer::ok("here"),
    });
    let program = Program::start();
    let collection = program.gallery(&server);
    assert_eq!(outcome(&program, &collection, &server.url("/old")), "200");
    save(&program, |settings| settings["follows_redirects"] = json!(false), &json!([]));
    assert_eq!(outcome(&program, &collection, &server.url("/old")), "302");
    let mut content = program.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
    content["defaults"]["settings"]["follows_redirects"] = json!({"value": true});
    program.tell("/api/collection/draft", &json!({"collection": collection, "content": content}));
    assert_eq!(outcome(&program, &collection, &server.url("/old")), "200");
    let gate = Gate::new();
    let held = gate.clone();
    let silent = Server::handling(move |_| Answer::ok("late").waits_for(&held));
    save(&program, |settings| settings["timeout_ms"] = json!(50), &json!([]));
    assert_eq!(outcome(&program, &collection, &silent.url("/")), "timeout");
    gate.open();
}

#[test]
fn a_proxy_of_the_settings_is_used_and_its_password_is_nowhere_to_be_read() {
    let server = Server::handling(|request| {
        let credentials = request.header("Proxy-Authorization").unwrap_or("-").to_owned();
        if request.target().starts_with("http://far.test/") && credentials.starts_with("Basic ") {
            Answer::ok("by proxy")
        } else {
            Answer::status(404, "Not Found")
        }
    });
    let program = Program::start();
    let collection = program.gallery(&server);
    let proxy = json!({
        "uses_system": true, "is_custom": true, "scheme": "http", "host": "127.0.0.1", "port": server.port(),
        "bypass": "near.test", "is_authenticated": true, "username": "ada", "has_password": false,
    });
    save(&program, |settings| settings["proxy"] = proxy.clone(), &json!([{"value": "sword:fish"}]));
    assert_eq!(outcome(&program, &collection, "http://far.test/"), "200");
    assert_eq!(program.ask("/api/settings")["settings"]["proxy"]["has_password"], true);
    assert!(!program.ask("/api/settings").to_string().contains("sword:fish"));
    let database = fs::read(program.folder.path("home/state").join("postrider.db")).unwrap_or_default();
    assert!(!database.windows(10).any(|window| window == b"sword:fish"));
    let refused = |change: &Value| {
        let settings = json!({"settings": change});
        let reply = program.post("/api/settings/save", &settings);
        format!("{} {}", reply.refusal(), reply.json()["message"].as_str().unwrap())
    };
    assert_eq!(
        refused(&json!({"ca_file": "/nowhere.pem"})),
        "400 usage CA Certificates: there is no file `/nowhere.pem`"
    );
    assert_eq!(refused(&json!({"client_certificates": [{"host": " "}]})), "400 usage a certificate needs a host");
    assert_eq!(refused(&json!({"proxy": {"is_custom": true}})), "400 usage the proxy needs a server");
    assert_eq!(
        refused(&json!({"proxy": {"is_custom": true, "scheme": "gopher", "host": "a"}})),
        "400 usage proxies of kind `gopher` are not supported"
    );
}
