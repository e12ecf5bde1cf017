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

#[test]
fn a_certificate_is_trusted_for_its_host_and_port_until_it_is_taken_away() {
    let identity = Authority::named("Stranger").server(&["other.test"], Validity::Expired);
    let start = || Server::handling_over(Tls::new(&identity), |_| Answer::ok("hello"));
    let (server, other) = (start(), start());
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    assert_eq!(outcome(&program, &collection, &server.url("/")), "tls");
    let exchange = program.send(&collection, LIST);
    let refused = &exchange["refused_certificates"];
    assert_eq!((&refused["host"], &refused["port"]), (&json!("127.0.0.1"), &json!(server.port())));
    assert_eq!(refused["can_be_trusted"], true);
    let trust = format!("/api/exchanges/{}/trust-certificate", exchange["id"].as_str().unwrap());
    let settings = program.tell(&trust, &json!({}))["settings"].clone();
    let [trusted] = settings["trusted_certificates"].as_array().unwrap().as_slice() else { panic!("{settings}") };
    assert_eq!(trusted["sha256"], refused["certificates"][0]["sha256"]);
    assert_eq!(outcome(&program, &collection, &server.url("/")), "200");
    let exchange = program.send(&collection, LIST);
    let connection = &exchange["hops"][0]["connection"];
    assert_eq!((&connection["is_verified"], &connection["is_chosen"]), (&json!(true), &json!(true)));
    // An answer stopped by no certificate has none to trust, and the same certificate elsewhere is a stranger's.
    let trust = format!("/api/exchanges/{}/trust-certificate", exchange["id"].as_str().unwrap());
    assert_eq!(program.post(&trust, &json!({})).refusal(), "404 not_found");
    assert_eq!(outcome(&program, &collection, &other.url("/")), "tls");
    // It holds after a restart, and no longer than it stands in the settings.
    let program = Program::start_in(program.stop());
    assert_eq!(outcome(&program, &collection, &server.url("/")), "200");
    save(&program, |settings| settings["trusted_certificates"] = json!([]), &json!([]));
    assert_eq!(outcome(&program, &collection, &server.url("/")), "tls");
    let mut wrong = trusted.clone();
    wrong["sha256"] = json!("7C:19");
    let reply = program.post("/api/settings/save", &json!({"settings": {"trusted_certificates": [wrong]}}));
    assert_eq!(reply.refusal(), "400 usage");
}

#[test]
fn a_send_without_checking_is_one_send() {
    let identity = Authority::named("Stranger").server(&["127.0.0.1"], Validity::Current);
    let server = Server::handling_over(Tls::new(&identity), |_| Answer::ok("hello"));
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    assert_eq!(outcome(&program, &collection, &server.url("/")), "tls");
    let command = json!({"collection": collection, "path": LIST, "skips_certificate_check": true});
    let exchange = program.send_as(&command);
    assert_eq!(exchange["status"], 200);
    assert_eq!(exchange["hops"][0]["connection"]["is_verified"], false);
    assert_eq!(program.send(&collection, LIST)["problems"][0]["code"], "tls");
    assert_eq!(program.ask("/api/settings")["settings"]["trusted_certificates"], json!([]));
}

#[test]
fn a_token_server_that_is_refused_can_be_trusted_as_well() {
    let identity = Authority::named("Stranger").server(&["127.0.0.1"], Validity::Current);
    let tokens = Server::handling_over(Tls::new(&identity), |_| {
        Answer::json(r#"{"access_token": "abc", "token_type": "bearer"}"#)
    });
    let program = Program::start();
    let server = Server::handling(|_| Answer::ok("hello"));
    let collection = program.gallery(&server);
    program.set_auth(
        &collection,
        &json!({"token_name": "a", "client_id": "me", "client_secret": "it", "access_token_url": tokens.url("/")}),
    );
    let exchange = program.send(&collection, LIST);
    assert_eq!(exchange["problems"][0]["code"], "tls");
    assert_eq!(exchange["hops"], json!([]));
    let trust = format!("/api/exchanges/{}/trust-certificate", exchange["id"].as_str().unwrap());
    program.tell(&trust, &json!({}));
    let exchange = program.send(&collection, LIST);
    assert_eq!(exchange["status"], 200, "{exchange}");
}

#[test]
fn the_way_of_an_address_is_told_by_the_rules_that_sends_go_by() {
    let server = Server::handling(|_| Answer::ok("by proxy"));
    let program = Program::start();
    let collection = program.gallery(&server);
    let way = |url: &str| {
        let way = program.tell("/api/settings/way", &json!({"url": url}));
        let text = |name: &str| way[name].as_str().unwrap_or("directly").to_owned();
        format!("{} {} {} {}", text("proxy"), text("rule"), text("named"), way["has_credentials"])
    };
    assert_eq!(way("http://far.test/"), "directly no_proxy  false");
    save(&program, |settings| settings["proxy"]["uses_system"] = json!(false), &json!([]));
    assert_eq!(way("far.test"), "directly switched_off  false");
    let proxy = json!({"is_custom": true, "host": "127.0.0.1", "port": server.port(), "bypass": "other, *.near.test",
        "username": "ada"});
    save(&program, |settings| settings["proxy"] = proxy.clone(), &json!([{"value": "swordfish"}]));
    assert_eq!(way("http://far.test/"), format!("http://127.0.0.1:{} own_proxy  true", server.port()));
    assert_eq!(way("https://a.near.test/"), "directly bypass *.near.test false");
    assert_eq!(server.requests().len(), 0);
    assert_eq!(outcome(&program, &collection, "http://far.test/"), "200");
    let reply = program.post("/api/settings/way", &json!({"url": "{{baseUrl}}/v3"}));
    assert_eq!(reply.refusal(), "400 usage");
}

#[test]
fn one_send_waits_longer_or_keeps_a_name_without_a_value() {
    let gate = Gate::new();
    let held = gate.clone();
    let server = Server::handling(move |request| match request.target() {
        "/slow" => Answer::ok("late").waits_for(&held),
        _ => Answer::ok("as written"),
    });
    let program = Program::start();
    let collection = program.gallery(&server);
    save(&program, |settings| settings["timeout_ms"] = json!(30_000), &json!([]));
    assert_eq!(outcome(&program, &collection, &server.url("/{{tenant}}")), "unresolved_variable");
    let sent = program.send_as(&json!({"collection": collection, "path": LIST, "keeps_unknown": true}));
    assert_eq!((&sent["status"], server.request().target()), (&json!(200), "/%7B%7Btenant%7D%7D"));
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["url"] = json!(server.url("/slow"));
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    let sent = program.send_as(&json!({"collection": collection, "path": LIST, "timeout_ms": 50}));
    assert_eq!(sent["problems"][0]["code"], "timeout");
    gate.open();
}
