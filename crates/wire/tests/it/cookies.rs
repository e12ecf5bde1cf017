//! The jar takes part in each hop.

use exchange::{CookieChange, Origin};
use testkit::{Answer, Server};

use crate::client::{Change as _, Client, get};

#[test]
fn what_an_answer_sets_the_next_request_carries() {
    let server = Server::answering([
        Answer::ok("")
            .header("Set-Cookie", "a=1")
            .header("set-cookie", "b=2; Path=/x; Secure")
            .header("Set-Cookie", "c=; Max-Age=0"),
        Answer::ok(""),
        Answer::ok(""),
    ]);
    let mut client = Client::new();
    client.send(&get(&server.url("/")));
    let outcome = client.send(&get(&server.url("/x")).generated("User-Agent", "u"));
    client.send(&get(&server.url("/y")));
    let requests = server.requests();
    assert_eq!(requests[0].header("cookie"), None);
    assert_eq!(requests[1].lines().last(), Some(&"Cookie: b=2; a=1"));
    assert_eq!(requests[2].header("cookie"), Some("a=1"));
    assert_eq!(outcome.exchange.hops[0].asked.last().unwrap().origin, Origin::Cookie);
    let names: Vec<String> = client
        .jar
        .take_changes()
        .into_iter()
        .filter_map(|change| match change {
            CookieChange::Set(cookie) => Some(cookie.name),
            CookieChange::Deleted { .. } => None,
        })
        .collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn a_redirect_sets_cookies_for_the_next_hop() {
    let server = Server::answering([Answer::redirect(302, "/in").header("Set-Cookie", "session=s"), Answer::ok("")]);
    Client::new().send(&get(&server.url("/login"))).received();
    assert_eq!(server.requests()[1].header("cookie"), Some("session=s"));
}

#[test]
fn typed_switched_off_and_disabled() {
    let server = Server::handling(|_| Answer::ok("").header("Set-Cookie", "jar=1"));
    let mut client = Client::new();
    client.send(&get(&server.url("/")).options(|options| options.uses_cookies = false));
    assert!(client.jar.cookies().is_empty());
    client.send(&get(&server.url("/")));
    client.send(&get(&server.url("/")).typed("cookie", "typed=1"));
    client.send(&get(&server.url("/")).without("cookie"));
    client.send(&get(&server.url("/")).options(|options| options.uses_cookies = false));
    let sent: Vec<Vec<String>> = server.requests()[2..]
        .iter()
        .map(|request| request.headers("cookie").into_iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(sent, [vec!["typed=1".to_owned()], vec![], vec![]]);
}
