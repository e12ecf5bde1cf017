//! Bodies by lines, by hits, filtered, and shown as what they are.

use serde_json::{Value, json};
use testkit::{Answer, Gate, Server};

use crate::program::{LIST, Program};

fn ready(server: &Server) -> (Program, String) {
    let program = Program::start();
    let collection = program.gallery(server);
    program.set_auth(&collection, &json!({"type": "none"}));
    (program, collection)
}

/// Address of something about an answer.
fn about(exchange: &Value, what: &str) -> String {
    format!("/api/exchanges/{}/{what}", exchange["id"].as_str().unwrap())
}

fn texts(lines: &Value) -> Vec<&str> {
    lines["shown"].as_array().unwrap().iter().map(|row| row["text"].as_str().unwrap()).collect()
}

#[test]
fn a_body_is_read_by_lines_as_sent_and_laid_out() {
    let items: Vec<String> = (0..50_000).map(|number| format!("{{\"number\":{number}.0,\"name\":\"item\"}}")).collect();
    let text = format!("[{}]", items.join(","));
    let server = Server::answering([Answer::json(&text)]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    let lines = program.ask(&about(&exchange, "lines?form=json&from=199998&count=10"));
    assert_eq!(texts(&lines), ["    \"number\": 49999.0,", "    \"name\": \"item\"", "  }", "]"]);
    assert_eq!((lines["rows"].as_u64(), lines["lines"].as_u64()), (Some(200_002), Some(200_002)));
    assert_eq!(lines["shown"][0]["line"], 199_999);
    let opening = program.ask(&about(&exchange, "lines?form=json&from=0&count=3"));
    assert_eq!(
        opening["shown"],
        json!([
            {"line": 1, "text": "[", "opens": true},
            {"line": 2, "text": "  {", "opens": true},
            {"line": 3, "text": "    \"number\": 0.0,"},
        ])
    );
    let fold = |row: u64| program.get(&about(&exchange, &format!("fold?form=json&row={row}")));
    assert_eq!(fold(0).json(), json!({"end": 200_001, "close": "]"}));
    assert_eq!(fold(1).json(), json!({"end": 4, "close": "},", "parts": 2}));
    assert_eq!(fold(2).refusal(), "404 not_found");
    let raw = program.ask(&about(&exchange, "lines?form=raw&from=1&count=1"));
    assert_eq!((raw["lines"].as_u64(), raw["shown"][0]["line"].as_u64()), (Some(1), None));
    assert!(text[4096..].starts_with(texts(&raw)[0]), "the rest of the only line");
    assert_eq!(texts(&program.ask(&about(&exchange, "lines?form=raw&from=99999999&count=1"))), [""; 0]);
}

#[test]
fn a_body_is_searched_in_parts() {
    let items: Vec<String> = (0..5000).map(|number| format!("{{\"name\":\"Item {number}\"}}")).collect();
    let server = Server::answering([Answer::json(&format!("[{}]", items.join(",")))]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    let (mut hits, mut next) = (Vec::new(), 0);
    loop {
        let found = program.ask(&about(&exchange, &format!("search?form=json&text=item&from={next}")));
        hits.extend(found["hits"].as_array().unwrap().clone());
        next = found["next"].as_u64().unwrap();
        if found["is_end"] == true {
            break;
        }
    }
    assert_eq!(hits.len(), 5000);
    assert_eq!(hits[4999], json!({"row": 14999, "from": 13, "to": 17}));
    let count = |query: &str| program.ask(&about(&exchange, query))["hits"].as_array().unwrap().len();
    assert_eq!(count("search?form=json&text=item&matches_case=true"), 0);
    assert_eq!(count("search?form=raw&text=Item%20\\d%2B7%22&is_expression=true&matches_case=true"), 499);
    let refused = program.get(&about(&exchange, "search?text=(&is_expression=true"));
    assert_eq!(refused.refusal(), "422 bad_expression");
}

#[test]
fn an_answer_is_read_and_searched_while_it_arrives() {
    let gate = Gate::new();
    let answer = Answer::status(200, "OK").header("Content-Type", "application/json");
    let server = Server::answering([answer.chunked(["[1,{\"a\":\"needle\"},", "3]"]).pieces_wait_for(&gate)]);
    let (program, collection) = ready(&server);
    let next = program.latest();
    let id = program.start_send(&collection, LIST);
    program.until(next, |event| (event["type"] == "exchange_head").then_some(()));
    gate.open();
    let shown = loop {
        // Before the first bytes it is not known that there is something to lay out.
        let lines = program.get(&format!("/api/exchanges/{id}/lines?form=json&from=0&count=9"));
        if lines.status == 200 && lines.json()["rows"].as_u64() > Some(1) {
            break lines.json();
        }
    };
    assert_eq!(texts(&shown)[..4], ["[", "  1,", "  {", "    \"a\": \"needle\""]);
    let found = program.ask(&format!("/api/exchanges/{id}/search?form=json&text=needle"));
    assert_eq!((found["hits"][0]["row"].as_u64(), found["is_end"].as_bool()), (Some(3), Some(true)));
    gate.open_for_good();
    program.until(next, |event| (event["type"] == "exchange_done").then_some(()));
    let lines = program.ask(&format!("/api/exchanges/{id}/lines?form=json&from=5&count=9"));
    assert_eq!(texts(&lines), ["  3", "]"]);
}

#[test]
fn what_came_of_a_cut_answer_is_shown_laid_out_and_saved() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n";
    let body = "{\"a\":1.50,\"b\":{";
    let server = Server::answering([Answer::raw(format!("{head}{body}")).closing()]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    assert_eq!(
        (exchange["state"].as_str(), exchange["body_bytes"].as_u64()),
        (Some("failed"), Some(body.len() as u64))
    );
    assert_eq!(exchange["problems"][0]["code"], "cut");
    let lines = program.ask(&about(&exchange, "lines?form=json&from=0&count=9"));
    assert_eq!(texts(&lines), ["{", "  \"a\": 1.50,", "  \"b\": {"]);
    let entry = program.ask("/api/history")[0]["id"].clone();
    let reopened = program.ask(&format!("/api/exchanges/history-{entry}"));
    assert_eq!((&reopened["state"], &reopened["problems"][0]["code"]), (&json!("failed"), &json!("incomplete")));
    let lines = program.ask(&about(&reopened, "lines?form=json&from=0&count=9"));
    assert_eq!(texts(&lines), ["{", "  \"a\": 1.50,", "  \"b\": {"]);
    let address = program.post(&about(&exchange, "download"), &json!({})).json()["address"].clone();
    let saved = program.get(address.as_str().unwrap());
    assert!(saved.header("content-disposition").unwrap().contains("-incomplete.json"));
    assert_eq!(saved.body, body.as_bytes());
}

#[test]
fn xml_and_html_are_laid_out_too() {
    let xml = Answer::ok("<a><b>one  two</b><c/></a>").header("Content-Type", "application/xml");
    let html = Answer::ok("<ul><li>a<li>b</ul>").header("Content-Type", "text/html");
    let server = Server::answering([xml, html, Answer::ok("a < b")]);
    let (program, collection) = ready(&server);
    let body = |exchange: &Value, form: &str| {
        let reply = program.get(&about(exchange, &format!("body?form={form}")));
        if reply.status == 200 { String::from_utf8(reply.body).unwrap() } else { reply.refusal() }
    };
    let exchange = program.send(&collection, LIST);
    assert_eq!(exchange["language"], "xml");
    assert_eq!(body(&exchange, "xml"), "<a>\n  <b>one  two</b>\n  <c/>\n</a>");
    assert_eq!(body(&exchange, "json"), "422 not_json");
    let fold = program.ask(&about(&exchange, "fold?form=xml&row=0"));
    assert_eq!(fold, json!({"end": 3, "close": "</a>", "parts": 2}));
    let exchange = program.send(&collection, LIST);
    assert_eq!(body(&exchange, "html"), "<ul>\n  <li>a\n  <li>b\n</ul>");
    assert_eq!(body(&exchange, "raw"), "<ul><li>a<li>b</ul>");
    let text = program.send(&collection, LIST);
    assert_eq!((body(&text, "xml"), body(&text, "html")), ("422 not_xml".to_owned(), "a < b".to_owned()));
}

#[test]
fn a_text_that_is_typed_is_laid_out() {
    let program = Program::start();
    let laid_out =
        |language: &str, text: &str| program.post("/api/laid-out", &json!({"language": language, "text": text}));
    assert_eq!(laid_out("xml", "<a><b>{{x}}</b></a>").json(), json!({"text": "<a>\n  <b>{{x}}</b>\n</a>"}));
    assert_eq!(laid_out("html", "<p>x<p>y").json(), json!({"text": "<p>x\n<p>y"}));
    assert_eq!(laid_out("xml", "<a>").refusal(), "422 not_xml");
    assert_eq!(laid_out("yaml", "a: 1").refusal(), "422 unknown_language");
    assert_eq!(laid_out("json", "{{x}}").refusal(), "422 not_json");
    let no_tag = format!("<p title='{}", "x".repeat(2 * 1024 * 1024));
    assert_eq!(laid_out("html", &no_tag).refusal(), "422 not_html");
}

#[test]
fn a_filter_cuts_matches_out_as_they_were_sent() {
    let text = "{\"users\":[{\"id\":1.50,\"name\":\"\\u00e4\"},{\"id\":20000000000000000001,\"name\":\"b\"}]}";
    let server = Server::answering([Answer::json(text), Answer::ok("no")]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    let filter = |path: &str| program.post(&about(&exchange, "filter"), &json!({"path": path}));
    let view = filter("$.users[?@.id > 1].id").json();
    assert_eq!(view["matches"], 2);
    let form = view["form"].as_str().unwrap();
    let reply = program.get(&about(&exchange, &format!("body?form={form}")));
    assert_eq!(String::from_utf8(reply.body).unwrap(), "[\n  1.50,\n  20000000000000000001\n]");
    let lines = program.ask(&about(&exchange, &format!("lines?form={form}&from=1&count=1")));
    assert_eq!(texts(&lines), ["  1.50,"]);
    let none = filter("$.nothing").json();
    assert_eq!((none["matches"].as_u64(), none["bytes"].as_u64()), (Some(0), Some(2)));
    assert_eq!(filter("users").refusal(), "422 bad_path");
    assert_eq!(program.get(&about(&exchange, "lines?form=gone&from=0&count=1")).refusal(), "404 not_found");
    let text = program.send(&collection, LIST);
    assert_eq!(program.post(&about(&text, "filter"), &json!({"path": "$"})).refusal(), "422 not_json");
}

#[test]
fn a_preview_can_do_nothing() {
    let page = "<script>fetch('/api/app')</script><h1>Hi</h1>";
    let html = Answer::ok(page).header("Content-Type", "text/html; charset=iso-8859-1");
    let odd = Answer::ok("x").header("Content-Type", "application/javascript");
    let png = Answer::ok(vec![0x89, b'P']).header("Content-Type", "image/png");
    let film = Answer::ok("f").header("Content-Type", "video/mp4; codecs=x");
    let long = Answer::ok(vec![b'x'; 17 * 1024 * 1024]).header("Content-Type", "image/png");
    let server = Server::answering([html, odd, png, film, long]);
    let (program, collection) = ready(&server);
    let previewed = || {
        let exchange = program.send(&collection, LIST);
        let view = program.tell(&about(&exchange, "preview"), &json!({}));
        let address = view["address"].as_str().unwrap().to_owned();
        let reply = program.get(&address);
        assert_eq!(program.get(&address).refusal(), "404 not_found", "an address works once");
        assert!(reply.header("content-security-policy").unwrap().starts_with("sandbox; default-src 'none'"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        (reply.header("content-type").unwrap().to_owned(), view["kind"].as_str().unwrap().to_owned(), reply.body)
    };
    assert_eq!(previewed(), ("text/html; charset=iso-8859-1".to_owned(), "page".to_owned(), page.as_bytes().to_vec()));
    assert_eq!(previewed(), ("text/plain; charset=utf-8".to_owned(), "page".to_owned(), b"x".to_vec()));
    assert_eq!(previewed(), ("image/png".to_owned(), "picture".to_owned(), vec![0x89, b'P']));
    assert_eq!(previewed(), ("video/mp4".to_owned(), "video".to_owned(), b"f".to_vec()));
    let long = program.send(&collection, LIST);
    assert_eq!(program.post(&about(&long, "preview"), &json!({})).refusal(), "422 too_long");
}

#[test]
fn a_pdf_is_left_to_the_viewer_of_the_browser() {
    let pdf = Answer::ok("%PDF-1.4").header("Content-Type", "application/pdf");
    let server = Server::answering([pdf]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    let view = program.tell(&about(&exchange, "preview"), &json!({}));
    assert_eq!(view["kind"], "pdf");
    let reply = program.get(view["address"].as_str().unwrap());
    let policy = reply.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; object-src 'self'") && policy.ends_with("frame-ancestors 'self'"));
    assert_eq!(reply.header("content-type"), Some("application/pdf"));
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn cookies_that_an_answer_sets_are_shown_in_their_parts() {
    let answer = Answer::ok("").header("Set-Cookie", "a=1=2; Path=/; HttpOnly").header("set-cookie", "alone");
    let server = Server::answering([answer]);
    let (program, collection) = ready(&server);
    let exchange = program.send(&collection, LIST);
    let wanted = json!([
        {"name": "a", "value": "1=2", "attributes": ["Path=/", "HttpOnly"]},
        {"name": "", "value": "alone", "attributes": []},
    ]);
    assert_eq!(exchange["cookies"], wanted);
    assert_eq!(exchange["hops"][0]["version"], "HTTP/1.1");
}
