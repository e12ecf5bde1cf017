//! What was typed is what is sent; what came is what is shown.

use exchange::Origin;
use insta::assert_snapshot;
use testkit::{Answer, Server};

use crate::client::{Change as _, Client, get, request, without_ports};

/// The head a server sees, `⏎` for CR LF.
fn seen(server: &Server) -> String {
    without_ports(&server.request().head.replace("\r\n", "⏎\n"))
}

#[test]
fn order_case_and_repeats_stay() {
    let server = Server::answering([Answer::ok("hello")]);
    let request = get(&server.url("/webapi//swagger/..%2Fdocs/3?a=b&&c=+%20"))
        .typed("x-LOWER", "1")
        .typed("X-Twice", "a")
        .typed("accept", "text/plain")
        .typed("x-twice", "b")
        .typed("X-Empty", "")
        .typed("X-Utf8", "é")
        .auth("Authorization", "Bearer t")
        .generated("User-Agent", "Postrider");
    let outcome = Client::new().send(&request);
    assert_eq!(outcome.text(), "hello");
    assert_snapshot!(seen(&server), @"
    GET /webapi//swagger/..%2Fdocs/3?a=b&&c=+%20 HTTP/1.1⏎
    Host: 127.0.0.1:PORT⏎
    x-LOWER: 1⏎
    X-Twice: a⏎
    accept: text/plain⏎
    x-twice: b⏎
    X-Empty:⏎
    X-Utf8: é⏎
    Authorization: Bearer t⏎
    User-Agent: Postrider⏎
    ⏎
    ");
    let hop = &outcome.exchange.hops[0];
    assert_eq!(hop.sent.head, server.request().head_bytes);
    assert_eq!((hop.asked[0].name.as_str(), hop.asked[0].origin), ("Host", Origin::Generated));
}

#[test]
fn every_method_token_goes_through() {
    for method in ["get", "PURGE", "M-SEARCH", "a", "VERSION-CONTROL", "!#$%&'*+-.^_`|~"] {
        let server = Server::answering([Answer::ok("")]);
        Client::new().send(&request(method, &server.url("/"))).received();
        assert_eq!(server.request().method(), method);
    }
}

#[test]
fn a_typed_host_stays_and_a_switched_off_one_is_not_sent() {
    let server = Server::answering([Answer::ok(""), Answer::ok("")]);
    let mut client = Client::new();
    client.send(&get(&server.url("/")).typed("A", "1").typed("hOsT", "other"));
    client.send(&get(&server.url("/")).without("host"));
    let requests = server.requests();
    assert_eq!(requests[0].lines(), ["A: 1", "hOsT: other"]);
    assert_eq!(requests[1].head, "GET / HTTP/1.1\r\n\r\n");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_body_goes_with_any_method() {
    for method in ["GET", "HEAD", "DELETE", "OPTIONS", "PUT", "get", "CONNECT2"] {
        let server = Server::answering([Answer::ok("")]);
        Client::new().send(&request(method, &server.url("/")).body("{\"a\":1}")).received();
        let request = server.request();
        assert_eq!((request.text().as_str(), request.header("content-length")), ("{\"a\":1}", Some("7")), "{method}");
    }
}

#[test]
fn content_length_follows_the_generated_content_type() {
    let server = Server::answering([Answer::ok("")]);
    let request = request("POST", &server.url("/"))
        .typed("A", "1")
        .generated("Content-Type", "application/json")
        .generated("User-Agent", "x")
        .body("{}");
    Client::new().send(&request);
    let host = format!("Host: 127.0.0.1:{}", server.port());
    let lines = [host.as_str(), "A: 1", "Content-Type: application/json", "Content-Length: 2", "User-Agent: x"];
    assert_eq!(server.request().lines(), lines);
}

#[test]
fn a_length_of_zero_is_said_where_it_matters() {
    let length = |request: exchange::ResolvedRequest, server: &Server| {
        Client::new().send(&request);
        server.request().header("content-length").map(str::to_owned)
    };
    let server = || Server::answering([Answer::ok("")]);
    let (a, b, c, d) = (server(), server(), server(), server());
    assert_eq!(length(request("POST", &a.url("/")), &a).as_deref(), Some("0"));
    assert_eq!(length(get(&b.url("/")), &b), None);
    assert_eq!(length(get(&c.url("/")).chunks(Vec::new()), &c).as_deref(), Some("0"));
    assert_eq!(length(request("POST", &d.url("/")).without("content-length"), &d), None);
}

#[test]
fn typed_framing_is_kept_when_it_is_true() {
    let server = Server::answering([Answer::ok(""), Answer::ok(""), Answer::ok(""), Answer::ok("")]);
    let mut client = Client::new();
    client.send(&request("POST", &server.url("/")).typed("content-LENGTH", "3").body("abc")).received();
    client.send(&request("POST", &server.url("/")).typed("Transfer-Encoding", "chunked").body("abc")).received();
    client.send(&get(&server.url("/")).typed("Transfer-Encoding", "chunked")).received();
    client.send(&request("POST", &server.url("/")).without("content-length").body("abc")).received();
    let requests = server.requests();
    assert_eq!(requests[0].lines()[1], "content-LENGTH: 3");
    assert_eq!(String::from_utf8_lossy(&requests[1].body_framed), "3\r\nabc\r\n0\r\n\r\n");
    assert_eq!(String::from_utf8_lossy(&requests[2].body_framed), "0\r\n\r\n");
    assert_eq!((requests[3].header("transfer-encoding"), requests[3].text().as_str()), (Some("chunked"), "abc"));
    assert_eq!(server.connections(), 1);
}

#[test]
fn framing_that_would_break_the_message_is_refused() {
    let refused = |request: exchange::ResolvedRequest| Client::new().send(&request).failure();
    let post = || request("POST", "http://127.0.0.1:9/").body("abc");
    assert_snapshot!(refused(post().typed("Content-Length", "2")), @"
    Input: `Content-Length: 2` was typed, but the body has 3 bytes
    Leave the header out: the right length is generated. A wrong one would cut the message in two.
    ");
    assert_snapshot!(refused(post().typed("Content-Length", "3").typed("Transfer-Encoding", "chunked")), @"
    Input: `Content-Length` and `Transfer-Encoding` contradict each other
    Leave one of the two out.
    ");
    assert_snapshot!(refused(post().typed("Transfer-Encoding", "gzip")), @"
    Input: `Transfer-Encoding: gzip` does not end in `chunked`
    Without `chunked` as the last coding the server cannot see where the body ends (RFC 9112 §6.1).
    ");
    assert_snapshot!(refused(post().without("content-length").without("transfer-encoding")), @"
    Input: with neither `Content-Length` nor `Transfer-Encoding` the body has no end
    Switch one of the two generated headers on.
    ");
}

#[test]
fn what_is_no_method_or_header_is_refused() {
    let refused = |request: exchange::ResolvedRequest| Client::new().send(&request).failure();
    assert_snapshot!(refused(request("GE T", "http://127.0.0.1:9/")), @"
    Input: `GE T` is not a method
    A method is one word such as GET or PURGE, without blanks, commas and brackets.
    ");
    assert_snapshot!(refused(get("http://127.0.0.1:9/").typed("A:b", "1")), @"
    Input: `A:b` is not a header name
    A header name holds no blanks and no colon.
    ");
    assert_snapshot!(refused(get("http://127.0.0.1:9/").typed("A", "1\r\nB: 2")), @"
    Input: the value of `A` holds a line break
    A header's value is one line.
    ");
}

#[test]
fn the_answers_head_is_kept_as_it_came() {
    let head = "HTTP/1.1 299 Quite  fine \r\nx-LOWER:1\r\nSet-Thing: a\r\nset-thing: b\r\nX-Latin: \u{e9}\r\nX-Folded: a\r\n  b\r\nContent-Length: 2\r\n\r\n";
    let bytes: Vec<u8> = head.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let server = Server::answering([Answer::raw([&bytes[..], b"hi"].concat())]);
    let outcome = Client::new().send(&get(&server.url("/")));
    let received = outcome.received();
    assert_eq!(received.head, bytes);
    assert_eq!(
        (received.version.as_str(), received.status, received.reason.as_str()),
        ("HTTP/1.1", 299, "Quite  fine ")
    );
    let headers: Vec<String> = received.headers.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(headers, ["x-LOWER=1", "Set-Thing=a", "set-thing=b", "X-Latin=é", "X-Folded=a b", "Content-Length=2"]);
    assert_eq!((received.body_wire_bytes, received.body_bytes, received.is_decoded), (2, 2, false));
}

#[test]
fn interim_answers_are_passed_over() {
    let early = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    let server = Server::answering([Answer::ok("a").interim(early.repeat(2)), Answer::ok("b")]);
    let mut client = Client::new();
    let outcome = client.send(&get(&server.url("/")));
    assert_eq!(
        (outcome.text().as_str(), outcome.received().head.as_ref()),
        ("a", &b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"[..])
    );
    assert_eq!(client.send(&get(&server.url("/"))).text(), "b");
}

#[test]
fn every_way_to_end_a_body() {
    let server = Server::answering([
        Answer::ok("sized"),
        Answer::status(200, "OK").chunked(["in ", "chunks"]),
        Answer::status(204, "No Content").without_body(),
        Answer::status(304, "Not Modified").header("Content-Length", "5").without_body(),
        Answer::ok("not sent for HEAD"),
        Answer::status(200, "").until_close("to the end"),
    ]);
    let mut client = Client::new();
    let mut text = |method: &str| {
        let outcome = client.send(&request(method, &server.url("/")));
        outcome.received();
        outcome.text()
    };
    let texts = [text("GET"), text("GET"), text("GET"), text("GET"), text("HEAD"), text("GET")];
    assert_eq!(texts, ["sized", "in chunks", "", "", "", "to the end"]);
    assert_eq!(server.connections(), 1);
}

#[test]
fn phases_and_connection_are_told() {
    let server = Server::answering([Answer::ok("a"), Answer::ok("b")]);
    let mut client = Client::new();
    let first = client.send(&get(&server.url("/"))).exchange.hops.remove(0);
    let second = client.send(&get(&server.url("/"))).exchange.hops.remove(0);
    assert!(first.timings.connect_us.is_some() && first.timings.dns_us.is_none() && first.timings.tls_us.is_none());
    assert!(first.timings.first_byte_us.is_some() && first.timings.download_us.is_some());
    assert!(second.timings.connect_us.is_none());
    let (first, second) = (first.connection.unwrap(), second.connection.unwrap());
    assert_eq!((first.remote.as_str(), first.is_reused), (server.address().to_string().as_str(), false));
    assert_eq!((second.local, second.is_reused), (first.local, true));
}

#[test]
fn localhost_reaches_a_server_on_one_family_only() {
    let server = Server::answering([Answer::ok("a")]);
    let outcome = Client::new().send(&get(&server.localhost_url("/")));
    assert_eq!(outcome.text(), "a");
    assert_eq!(server.request().header("host"), Some(format!("localhost:{}", server.port()).as_str()));
}
