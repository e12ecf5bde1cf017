//! What must not get in.

use std::io::{Read as _, Write as _};

use serde_json::json;
use testkit::{Answer, Server};

use crate::program::{Program, encoded};

/// Every address below `/api` that the router's source lists, as it stands there: one that is added is attacked here.
pub(crate) fn routes() -> Vec<(&'static str, &'static str)> {
    let source = include_str!("../../src/calls/mod.rs");
    let mut routes = Vec::new();
    for route in source.split(".route(").skip(1) {
        let path = route.split('"').nth(1).unwrap();
        if path.starts_with("/download") || path.starts_with("/open") || path.starts_with("/preview") {
            continue;
        }
        routes.extend([("GET", "get("), ("POST", "post(")].map(|(verb, call)| (verb, path, route.contains(call))));
    }
    let routes: Vec<_> = routes.into_iter().filter(|route| route.2).map(|(verb, path, _)| (verb, path)).collect();
    assert!(routes.len() > 30, "{routes:?}");
    routes
}

/// Those addresses, with `x` for what stands in their path.
fn addresses() -> Vec<String> {
    let mut addresses = Vec::new();
    for (verb, path) in routes() {
        let parts: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect();
        addresses.push(format!("{verb} /api{}", parts.join("/")));
    }
    addresses
}

#[test]
fn a_foreign_host_gets_nothing_not_even_the_page() {
    let addresses = addresses();
    let program = Program::start();
    let hosts = [
        "evil.example".to_owned(),
        format!("evil.example:{}", program.port),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", program.port + 1),
        "localhost".to_owned(),
        format!("localhost:{}", program.port + 1),
        format!("127.0.0.1:{}.evil.example", program.port),
        format!("127.0.0.1.evil.example:{}", program.port),
        "127.0.0.1.evil.example".to_owned(),
        format!("localhost.evil.example:{}", program.port),
        format!("user@127.0.0.1:{}", program.port),
        format!("0.0.0.0:{}", program.port),
        format!("[::1]:{}", program.port),
        String::new(),
    ];
    for host in hosts {
        for address in addresses.iter().map(String::as_str).chain([
            "GET /",
            "GET /index.html",
            "GET /download/x",
            "GET /open/x",
            "GET /preview/x",
        ]) {
            let lines = [format!("Host: {host}"), format!("X-Postrider-Session: {}", program.session)];
            assert_eq!(program.raw(address, &lines, b"{}").refusal(), "403 forbidden_host", "{host} {address}");
        }
    }
    let twice = [program.lines()[0].clone(), "Host: evil.example".to_owned()];
    assert_ne!(program.raw("GET /", &twice, b"").status, 200);
}

#[test]
fn a_foreign_origin_gets_nothing() {
    let addresses = addresses();
    let program = Program::start();
    let origins = [
        "http://evil.example".to_owned(),
        "null".to_owned(),
        format!("https://127.0.0.1:{}", program.port),
        format!("http://127.0.0.1:{}", program.port + 1),
        format!("http://127.0.0.1:{}.evil.example", program.port),
    ];
    for origin in origins {
        for address in addresses.iter().map(String::as_str).chain(["GET /", "GET /download/x"]) {
            let mut lines = program.lines();
            lines.push(format!("Origin: {origin}"));
            assert_eq!(program.raw(address, &lines, b"{}").refusal(), "403 forbidden_origin", "{origin} {address}");
        }
    }
}

#[test]
fn a_preflight_allows_nothing() {
    let addresses = addresses();
    let program = Program::start();
    let own = format!("http://127.0.0.1:{}", program.port);
    for origin in ["http://evil.example", "null", &own] {
        for address in addresses.iter().map(String::as_str).chain(["GET /", "GET /download/x"]) {
            let (method, path) = address.split_once(' ').unwrap();
            let lines = [
                program.lines()[0].clone(),
                format!("Origin: {origin}"),
                format!("Access-Control-Request-Method: {method}"),
                "Access-Control-Request-Headers: x-postrider-session, content-type".to_owned(),
                "Access-Control-Request-Private-Network: true".to_owned(),
            ];
            let reply = program.raw(&format!("OPTIONS {path}"), &lines, b"");
            let allowed = reply.head.to_lowercase().contains("access-control-allow");
            assert!(!allowed, "{origin} {address}: {}", reply.head);
            assert!(reply.status >= 400, "{origin} {address}: {}", reply.head);
        }
    }
}

#[test]
fn a_command_that_is_too_long_is_refused_before_it_is_read() {
    let program = Program::start();
    for address in addresses().iter().filter(|address| address.starts_with("POST")) {
        let (_, path) = address.split_once(' ').unwrap();
        let lines = program.lines().join("\r\n");
        let head = format!("POST {path} HTTP/1.1\r\n{lines}\r\nConnection: close\r\nContent-Length: 268435457\r\n\r\n");
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", program.port)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // Nothing follows: whoever waited for the body would wait for ever.
        stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 413 "), "{address}: {answer}");
        assert!(
            answer.contains("\"code\":\"command_too_large\"") && answer.contains("\"hint\""),
            "{address}: {answer}"
        );
    }
}

#[test]
fn without_the_session_token_there_is_only_the_page() {
    let addresses = addresses();
    let program = Program::start();
    let host = program.lines()[0].clone();
    let wrong = [
        None,
        Some(String::new()),
        Some("0".repeat(program.session.len())),
        Some(program.session[..program.session.len() - 1].to_owned()),
        Some(format!("{}0", program.session)),
    ];
    for session in wrong {
        let mut lines = vec![host.clone()];
        lines.extend(session.map(|session| format!("X-Postrider-Session: {session}")));
        for address in &addresses {
            assert_eq!(program.raw(address, &lines, b"{}").refusal(), "403 forbidden_session", "{lines:?} {address}");
        }
        assert_eq!(program.raw("GET /", &lines, b"").status, 200);
    }
    let in_query = format!("GET /api/app?session={}", program.session);
    assert_eq!(program.raw(&in_query, std::slice::from_ref(&host), b"").refusal(), "403 forbidden_session");
    let in_cookie = [host, format!("Cookie: X-Postrider-Session={}", program.session)];
    assert_eq!(program.raw("GET /api/app", &in_cookie, b"").refusal(), "403 forbidden_session");
}

#[test]
fn no_path_leads_out_of_a_collection() {
    let server = Server::handling(|_| Answer::ok("out"));
    let program = Program::start();
    let collection = program.gallery(&server);
    let outside = program.folder.write("home/workspace/secret.yml", "info:\n  name: secret\n  type: http\n");
    let request = program.request(&collection, crate::program::LIST)["request"].clone();
    let paths = [
        "../secret.yml".to_owned(),
        "v3/../../secret.yml".to_owned(),
        "v3/users/../users/List users.yml".to_owned(),
        "./v3/users/List users.yml".to_owned(),
        "v3//users/List users.yml".to_owned(),
        "..\\secret.yml".to_owned(),
        "..%2Fsecret.yml".to_owned(),
        outside.display().to_string(),
        "/etc/passwd".to_owned(),
        "opencollection.yml".to_owned(),
        "..".to_owned(),
        "v3/users/List users.yml\0".to_owned(),
    ];
    for path in paths {
        let query = format!("collection={collection}&path={}", encoded(&path).replace('\0', "%00"));
        for address in ["request", "collection", "auth"] {
            assert_eq!(
                program.get(&format!("/api/{address}?{query}")).refusal(),
                "404 not_found",
                "{address} {path:?}"
            );
        }
        let command = json!({"collection": collection, "path": path, "request": request,
            "content": {"name": "n", "docs": null, "defaults": {"headers": [], "auth": {"type": "none"}, "variables": [],
            "settings": request["settings"]}}, "edited": "url"});
        for address in ["request/draft", "collection/draft", "send", "tokens/use"] {
            assert_eq!(
                program.post(&format!("/api/{address}"), &command).refusal(),
                "404 not_found",
                "{address} {path:?}"
            );
        }
        for address in ["request/save", "request/discard", "collection/save", "collection/discard"] {
            assert_eq!(
                program.post(&format!("/api/{address}"), &command).refusal(),
                "404 not_found",
                "{address} {path:?}"
            );
        }
        let token = program.tell("/api/tokens/new", &command);
        assert_eq!(token["problem"]["code"], "not_found", "{path:?}");
    }
    for collection in ["..", "../workspace/Gallery", "Gallery", "%2e%2e", ""] {
        assert_eq!(program.get(&format!("/api/collection?collection={collection}")).refusal(), "404 not_found");
    }
    for id in ["..", "..%2f..%2fsecret", "%00"] {
        for address in [format!("/api/tokens/{id}"), format!("/api/exchanges/{id}/body"), format!("/api/imports/{id}")]
        {
            assert_eq!(program.get(&address).status, 404, "{address}");
        }
    }
    for file in
        ["/../Cargo.toml", "/..%2f..%2fCargo.toml", "/assets/../../Cargo.toml", "//etc/passwd.txt", "/%2e%2e/x.js"]
    {
        assert_eq!(program.get(file).status, 404, "{file}");
    }
    assert!(server.requests().is_empty());
    let files = program.folder.files();
    assert!(!files.iter().any(|file| file.contains("passwd")), "{files:?}");
    assert_eq!(program.folder.read_text("home/workspace/secret.yml"), "info:\n  name: secret\n  type: http\n");
}

#[test]
fn a_path_inside_an_edited_request_moves_nothing() {
    let server = Server::handling(|_| Answer::ok("ok"));
    let program = Program::start();
    let collection = program.gallery(&server);
    let mut request = program.request(&collection, crate::program::LIST)["request"].clone();
    request["path"] = json!("../../stolen.yml");
    request["name"] = json!("edited");
    let item = json!({"collection": collection, "path": crate::program::LIST});
    program.tell(
        "/api/request/draft",
        &json!({"collection": collection, "path": crate::program::LIST, "request": request}),
    );
    program.tell("/api/request/save", &item);
    assert!(program.folder.read_text(&format!("home/workspace/Gallery/{}", crate::program::LIST)).contains("edited"));
    assert!(!program.folder.files().iter().any(|file| file.contains("stolen")));
}

#[test]
fn a_script_in_an_answer_is_never_a_document_of_this_address() {
    let html = "<script>fetch('/api/app')</script>";
    let server = Server::handling(move |_| Answer::ok(html).header("Content-Type", "text/html"));
    let program = Program::start();
    let collection = program.gallery(&server);
    program.set_auth(&collection, &json!({"type": "none"}));
    let id = program.send(&collection, crate::program::LIST)["id"].as_str().unwrap().to_owned();
    let download = program.tell(&format!("/api/exchanges/{id}/download"), &json!({}))["address"].clone();
    let saved = program.raw(&format!("GET {}", download.as_str().unwrap()), &program.lines()[..1], b"");
    assert_eq!(saved.body, html.as_bytes());
    assert_eq!(saved.header("content-disposition"), Some("attachment; filename=\"users.html\""));
    for reply in [saved, program.get(&format!("/api/exchanges/{id}/body"))] {
        assert_eq!(reply.header("content-type"), Some("application/octet-stream"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("content-security-policy"), Some("sandbox; default-src 'none'"));
    }
    assert_eq!(program.get(download.as_str().unwrap()).status, 404, "a download's address works once");
}

#[test]
fn an_address_for_a_browser_works_once() {
    let program = Program::start();
    let address = exchange::Secret::new(format!("http://127.0.0.1:{}/#session={}", program.port, program.session));
    let opening = app::opening_address(&address, 1_700_000_000_000, 5).unwrap();
    assert!(!opening.contains(&program.session));
    let path = &opening[opening.find("/open/").unwrap()..];
    let host = &program.lines()[..1];
    let first = program.raw(&format!("GET {path}"), host, b"");
    assert_eq!(
        (first.status, first.header("location")),
        (303, Some(format!("/#session={}", program.session).as_str()))
    );
    assert_eq!(program.raw(&format!("GET {path}"), host, b"").status, 404);
    assert_eq!(program.raw("GET /open/18bcfe56800-0-0", host, b"").status, 404);
}
