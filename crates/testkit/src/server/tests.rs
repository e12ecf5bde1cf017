//! The server keeps its promises: bytes recorded, faults told.

use std::io::{Read as _, Write as _};

use super::*;

/// Sends bytes, reads to the end.
fn exchange(server: &Server, bytes: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// What a dropped server says.
fn fault(server: Server) -> String {
    let panic = catch_unwind(AssertUnwindSafe(|| drop(server))).unwrap_err();
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn bytes_are_recorded_over_a_kept_connection() {
    let server = Server::answering([Answer::ok("a"), Answer::status(404, "Nope").chunked(["b", "cd"])]);
    let answers = exchange(
        &server,
        "PUT /x HTTP/1.1\r\nhOST: h\r\nContent-Length: 2\r\n\r\nhiGET //y HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
    );
    assert_eq!(
        answers,
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 404 Nope\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n2\r\ncd\r\n0\r\n\r\n"
    );
    let requests = server.requests();
    assert_eq!(requests[0].head, "PUT /x HTTP/1.1\r\nhOST: h\r\nContent-Length: 2\r\n\r\n");
    assert_eq!((requests[0].text().as_str(), requests[1].text().as_str()), ("hi", "ab"));
    assert_eq!(requests[1].body_framed, b"2\r\nab\r\n0\r\n\r\n");
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_request_that_never_came_fails_the_test() {
    assert_eq!(fault(Server::answering([Answer::ok("")])), "the test server: 1 expected requests never came");
}

#[test]
fn a_request_nobody_expected_fails_the_test() {
    let server = Server::answering([]);
    exchange(&server, "GET /x HTTP/1.1\r\n\r\n");
    server.wait_for_closed(1);
    assert_eq!(fault(server), "the test server: nobody expected `GET /x HTTP/1.1`");
}

#[test]
fn a_panic_of_the_handler_fails_the_test() {
    let server = Server::handling(|_| panic!("as scripted"));
    exchange(&server, "GET /x HTTP/1.1\r\n\r\n");
    server.wait_for_closed(1);
    assert_eq!(fault(server), "the test server: the handler panicked at `GET /x HTTP/1.1`");
}
