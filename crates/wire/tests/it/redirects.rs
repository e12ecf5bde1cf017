//! Where a redirect leads and what it carries.

use exchange::ResolvedRequest;
use insta::assert_snapshot;
use testkit::{Answer, Server};

use crate::client::{Change as _, Client, get, request, without_ports};

/// Method, target and headers of every request, one a line.
fn seen(server: &Server) -> String {
    let requests = server.requests();
    let lines: Vec<String> = requests
        .iter()
        .map(|request| {
            let headers = request.lines().into_iter().filter(|line| !line.starts_with("Host:"));
            let line = request.request_line().trim_end_matches(" HTTP/1.1");
            format!("{line} [{}] {}", headers.collect::<Vec<_>>().join(", "), request.text())
        })
        .collect();
    without_ports(&lines.join("\n"))
}

/// What a server sees when it answers `status` first.
fn followed(status: u16, change: impl FnOnce(ResolvedRequest) -> ResolvedRequest) -> String {
    let server = Server::answering([Answer::redirect(status, "/new?x"), Answer::ok("there")]);
    let outcome = Client::new().send(&change(request("POST", &server.url("/old"))));
    assert_eq!(outcome.text(), "there");
    seen(&server)
}

#[test]
fn post_becomes_get_as_in_browsers() {
    let post = |request: ResolvedRequest| request.typed("Content-Type", "text/plain").body("abc");
    assert_snapshot!(followed(302, post), @"
    POST /old [Content-Type: text/plain, Content-Length: 3] abc
    GET /new?x [Referer: http://127.0.0.1:PORT/old]
    ");
    assert_eq!(followed(301, post), followed(302, post));
    assert_eq!(followed(303, post), followed(302, post));
    assert_snapshot!(followed(307, post), @"
    POST /old [Content-Type: text/plain, Content-Length: 3] abc
    POST /new?x [Content-Type: text/plain, Content-Length: 3, Referer: http://127.0.0.1:PORT/old] abc
    ");
    assert_eq!(followed(308, post), followed(307, post));
}

#[test]
fn the_method_can_be_kept_and_the_referer_left_out() {
    let kept = |request: ResolvedRequest| {
        request.body("abc").options(|options| {
            options.keeps_method_on_redirect = true;
            options.removes_referer_on_redirect = true;
        })
    };
    assert_snapshot!(followed(302, kept), @"
    POST /old [Content-Length: 3] abc
    POST /new?x [Content-Length: 3] abc
    ");
}

#[test]
fn other_methods_stay_but_for_303() {
    let server = Server::answering([Answer::redirect(301, "/b"), Answer::redirect(303, "/c"), Answer::ok("")]);
    Client::new().send(&request("PUT", &server.url("/a")).body("x"));
    let methods: Vec<String> = server.requests().iter().map(|request| request.method().to_owned()).collect();
    assert_eq!(methods, ["PUT", "PUT", "GET"]);
}

#[test]
fn every_hop_is_told_and_one_connection_serves_all() {
    let server = Server::answering([
        Answer::redirect(302, "sub/b#f").body("moved"),
        Answer::redirect(302, "../c?").chunked(["moved"]),
        Answer::ok("there"),
    ]);
    let outcome = Client::new().send(&get(&server.url("/x/a")));
    let hops: Vec<String> = outcome.exchange.hops.iter().map(|hop| hop.url.replace(&server.url(""), "")).collect();
    assert_eq!(hops, ["/x/a", "/x/sub/b", "/x/c?"]);
    let statuses: Vec<u16> = outcome.exchange.hops.iter().map(|hop| hop.received.as_ref().unwrap().status).collect();
    assert_eq!(statuses, [302, 302, 200]);
    assert_eq!(outcome.exchange.hops[0].received.as_ref().unwrap().body_bytes, 5);
    assert_eq!((outcome.text().as_str(), server.connections()), ("there", 1));
}

#[test]
fn credentials_stay_behind_at_another_origin() {
    let send = |forwards: bool| {
        let target = Server::answering([Answer::ok("")]);
        let start = Server::answering([Answer::redirect(307, &target.url("/"))]);
        let request = get(&start.url("/secret?token=t"))
            .typed("authorization", "typed")
            .typed("Cookie", "c=1")
            .typed("Host", "virtual")
            .typed("X-Kept", "1")
            .auth("X-Api-Key", "k")
            .options(|options| options.forwards_authorization = forwards);
        Client::new().send(&request).received();
        seen(&target)
    };
    assert_snapshot!(send(false), @"GET / [X-Kept: 1, Referer: http://127.0.0.1:PORT/]");
    assert_snapshot!(send(true), @"GET / [authorization: typed, Cookie: c=1, X-Kept: 1, X-Api-Key: k, Referer: http://127.0.0.1:PORT/]");
}

#[test]
fn credentials_go_on_at_the_same_origin() {
    let server = Server::answering([Answer::redirect(302, "/b"), Answer::ok("")]);
    Client::new().send(&get(&server.url("/a")).auth("Authorization", "Bearer t"));
    assert_eq!(server.requests()[1].header("authorization"), Some("Bearer t"));
}

#[test]
fn a_loop_ends_with_its_chain() {
    let server = Server::handling(|_| Answer::redirect(302, "/again"));
    let outcome = Client::new().send(&get(&server.url("/")).options(|options| options.max_redirects = 3));
    assert_snapshot!(outcome.failure(), @"
    Redirect: more than 3 redirects; the next would lead to `/again`
    If it is no loop, raise `Maximum number of redirects`; or switch off following them.
    ");
    assert_eq!(outcome.exchange.hops.len(), 4);
}

#[test]
fn a_redirect_that_leads_nowhere_says_so() {
    let server = Server::answering([Answer::redirect(302, "ftp://h/x")]);
    assert_snapshot!(Client::new().send(&get(&server.url("/"))).failure(), @"
    Redirect: the redirect leads to `ftp://h/x`: `ftp:` addresses cannot be sent to; only `http:` and `https:`
    The server's `Location` header is at fault. Switch off following redirects to see its answer.
    ");
}

#[test]
fn redirects_are_answers_when_they_are_not_followed() {
    let server = Server::answering([
        Answer::redirect(302, "/b").body("moved"),
        Answer::status(302, "").body("no location"),
        Answer::status(304, ""),
    ]);
    let mut client = Client::new();
    let outcome = client.send(&get(&server.url("/")).options(|options| options.follows_redirects = false));
    assert_eq!((outcome.received().status, outcome.text().as_str()), (302, "moved"));
    assert_eq!(client.send(&get(&server.url("/"))).text(), "no location");
    assert_eq!(client.send(&get(&server.url("/"))).received().status, 304);
}

#[test]
fn a_long_body_of_a_redirect_is_not_waited_for() {
    let server = Server::answering([Answer::redirect(302, "/b").body(vec![b'x'; 3_000_000]), Answer::ok("there")]);
    assert_eq!(Client::new().send(&get(&server.url("/"))).text(), "there");
    assert_eq!(server.connections(), 2);
}
