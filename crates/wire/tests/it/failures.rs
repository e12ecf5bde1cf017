//! Every way a send can fail is told in plain words, with what to do.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use insta::assert_snapshot;
use testkit::{Answer, Gate, Server};

use crate::client::{Change as _, Client, get, request};

/// What is said of an answer that is exactly these bytes.
fn answered(bytes: impl Into<Vec<u8>>) -> String {
    let server = Server::answering([Answer::raw(bytes)]);
    Client::new().send(&get(&server.url("/"))).failure()
}

/// A port where nothing listens.
fn closed_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

#[test]
fn nothing_listens() {
    let port = closed_port();
    assert_snapshot!(Client::new().send(&get(&format!("http://127.0.0.1:{port}/"))).failure(), @"
    Refused: no connection to `127.0.0.1:PORT`: 127.0.0.1:PORT refused it
    Is the server running, and is this its port?
    ");
    let localhost = Client::new().send(&get(&format!("http://localhost:{port}/")));
    assert_snapshot!(localhost.failure(), @"
    Refused: no connection to `localhost:PORT`: [::1]:PORT refused it, 127.0.0.1:PORT refused it
    Is the server running, and is this its port?
    ");
    assert!(localhost.exchange.hops.is_empty());
}

#[test]
fn a_name_nobody_knows() {
    assert_snapshot!(Client::new().send(&get("http://nosuchhost.invalid/")).failure(), @"
    UnknownHost: no address is known for `nosuchhost.invalid`
    Is the name spelled right? Does it need a VPN or a line in the hosts file?
    ");
}

#[test]
fn the_server_says_nothing() {
    assert_snapshot!(answered(""), @"
    Cut: `127.0.0.1:PORT` closed the connection without an answer
    Its log may say why. Does it expect TLS (`https://`) or another kind of request?
    ");
}

#[test]
fn the_head_is_cut() {
    assert_snapshot!(answered("HTTP/1.1 200 OK\r\nContent-Le"), @"
    Cut: the connection to `127.0.0.1:PORT` was cut within the head of the answer
    Send again; if it stays so, the server or a proxy between breaks the connection.
    ");
}

#[test]
fn the_body_is_cut() {
    let server = Server::answering([Answer::ok("0123456789").cut_after(45)]);
    let outcome = Client::new().send(&get(&server.url("/")));
    assert_snapshot!(outcome.failure(), @"
    Cut: the connection was cut after 6 of 10 bytes of the body
    What had arrived is kept. Send again to get all of it.
    ");
    assert_eq!(outcome.text(), "012345");
    let received = outcome.exchange.received().unwrap();
    assert_eq!((received.status, received.body_bytes), (200, 6));
}

#[test]
fn a_chunked_body_is_cut_or_wrong() {
    assert_snapshot!(answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), @"
    Cut: the connection was cut after 3 bytes of the body
    What had arrived is kept. Send again to get all of it.
    ");
    assert_snapshot!(answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhel"), @"
    Protocol: the body is framed wrongly after 0 bytes: Invalid chunk size line: missing size digit
    The chunks or the length that the server sent make no sense.
    ");
}

#[test]
fn something_else_listens() {
    assert_snapshot!(answered("SSH-2.0-OpenSSH_9.6\r\n"), @"
    Protocol: `127.0.0.1:PORT` does not answer in HTTP; it says `SSH-2.0-OpenSSH_9.6`
    Is this the right port? Something else listens there.
    ");
    assert_snapshot!(answered("<html>HTTP/0.9</html>\n"), @"
    Protocol: `127.0.0.1:PORT` does not answer in HTTP; it says `<html>HTTP/0.9</html>`
    Is this the right port? Something else listens there.
    ");
    assert_snapshot!(answered([0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100]), @"
    Protocol: `127.0.0.1:PORT` speaks HTTP/2 only
    Choose `HTTP/2` as HTTP version.
    ");
    assert_snapshot!(answered([0x15, 3, 1, 0, 2, 2, 70]), @"
    Protocol: `127.0.0.1:PORT` speaks TLS
    Use `https://` in the URL.
    ");
}

#[test]
fn the_answer_is_malformed() {
    assert_snapshot!(answered("HTTP/1.1 abc\r\n\r\n"), @"
    Protocol: the answer of `127.0.0.1:PORT` is not valid HTTP: invalid HTTP status-code parsed
    It begins with `HTTP/1.1 abc`.
    ");
    assert_snapshot!(answered("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"), @"
    Protocol: the answer of `127.0.0.1:PORT` is not valid HTTP: invalid HTTP header parsed
    It begins with `HTTP/1.1 200 OK`.
    ");
    assert_snapshot!(answered("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"), @"
    Protocol: the answer of `127.0.0.1:PORT` is not valid HTTP: invalid content-length parsed
    It begins with `HTTP/1.1 200 OK`.
    ");
}

#[test]
fn large_heads_are_taken_up_to_a_limit() {
    let head =
        |bytes: usize| format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\nContent-Length: 2\r\n\r\nok", "x".repeat(bytes));
    let server =
        Server::answering([Answer::raw(head(400_000)), Answer::ok("many").header("a", &"\r\nb: c".repeat(1_500)[4..])]);
    let mut client = Client::new();
    assert_eq!(client.send(&get(&server.url("/"))).received().header("x-long").unwrap().len(), 400_000);
    assert_eq!(client.send(&get(&server.url("/"))).received().headers.len(), 1_501);
    assert_snapshot!(answered(head(3_000_000)), @"
    Protocol: the head of the answer of `127.0.0.1:PORT` is too large
    At most 1024 KB of head are read.
    ");
}

#[test]
fn time_runs_out() {
    let gate = Gate::new();
    let server = Server::answering([Answer::ok("late").waits_for(&gate), Answer::ok("half").pieces_wait_for(&gate)]);
    let mut client = Client::new();
    let limited = get(&server.url("/")).options(|options| options.timeout_ms = Some(300));
    assert_snapshot!(client.send(&limited).failure(), @"
    Timeout: no complete answer of `127.0.0.1:PORT` within 300 ms
    The limit on the whole send can be raised.
    ");
    let outcome = client.send(&limited);
    assert_snapshot!(outcome.failure(), @"
    Timeout: no complete answer of `127.0.0.1:PORT` within 300 ms
    The limit on the whole send can be raised.
    ");
    // What was known when the time ran out is told.
    assert_eq!(outcome.exchange.received().unwrap().status, 200);
    gate.open_for_good();
}

#[test]
fn a_connection_takes_too_long() {
    // The system accepts for the listener, but nobody says a word of TLS.
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let limited = get(&url).options(|options| options.connect_timeout_ms = Some(50));
    assert_snapshot!(Client::new().send(&limited).failure(), @"
    Timeout: no connection to `127.0.0.1:PORT` within 50 ms
    Is the server reachable from here? The limit on connecting can be raised.
    ");
}

#[test]
fn a_kept_connection_that_died_is_replaced() {
    let server = Server::handling(|_| Answer::ok("ok"));
    let mut client = Client::new();
    client.send(&get(&server.url("/"))).received();
    server.cut_connections();
    assert_eq!(client.send(&get(&server.url("/"))).text(), "ok");
    server.cut_connections();
    assert_eq!(client.send(&request("POST", &server.url("/")).body("x")).text(), "ok");
    assert_eq!(server.connections(), 3);
}

/// A server that answers the first request of each connection, reads the second and closes.
fn forgetful_server() -> (String, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let mut seen = Vec::new();
        for stream in listener.incoming().take(2) {
            let mut stream = stream.unwrap();
            let mut buffer = [0; 4096];
            for request in 0..2 {
                let read = stream.read(&mut buffer).unwrap();
                if read == 0 {
                    break;
                }
                seen.push(String::from_utf8_lossy(&buffer[..read]).split(' ').next().unwrap_or_default().to_owned());
                if request == 0 {
                    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").unwrap();
                }
            }
        }
        seen
    });
    (url, thread)
}

#[test]
fn a_repeatable_request_is_sent_again_when_a_kept_connection_dies_under_it() {
    let (url, server) = forgetful_server();
    let mut client = Client::new();
    client.send(&get(&url)).received();
    let outcome = client.send(&request("PUT", &url).body("x"));
    assert_eq!(outcome.text(), "ok");
    assert!(!outcome.exchange.hops[0].connection.as_ref().unwrap().is_reused);
    drop(client);
    assert_eq!(server.join().unwrap(), ["GET", "PUT", "PUT"]);
}

#[test]
fn a_post_is_never_sent_twice() {
    let (url, server) = forgetful_server();
    let mut client = Client::new();
    client.send(&get(&url)).received();
    assert_snapshot!(client.send(&request("POST", &url).body("x")).failure(), @"
    Cut: `127.0.0.1:PORT` closed the connection without an answer
    Its log may say why. Does it expect TLS (`https://`) or another kind of request?
    ");
    client.send(&get(&url)).received();
    drop(client);
    assert_eq!(server.join().unwrap(), ["GET", "POST", "GET"]);
}

#[test]
fn an_answer_that_cannot_be_written() {
    struct Full;
    impl wire::Answer for Full {
        fn body(&mut self, _bytes: &[u8]) -> std::io::Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }
    let server = Server::answering([Answer::ok("x")]);
    let exchange = Client::new().send_to(&get(&server.url("/")), &mut Full);
    assert_snapshot!(crate::client::failure(&exchange), @"
    Output: the answer could not be written: no storage space
    Is there space left, and may you write there?
    ");
}

#[test]
fn http_spoken_to_a_tls_port() {
    let authority = testkit::Authority::new();
    let tls = testkit::Tls::new(&authority.server(&["127.0.0.1"], testkit::Validity::Current));
    let server = Server::answering_over(tls, []);
    assert_snapshot!(Client::new().send(&get(&server.url("/").replace("https", "http"))).failure(), @"
    Protocol: `127.0.0.1:PORT` speaks TLS
    Use `https://` in the URL.
    ");
}
