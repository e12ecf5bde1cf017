//! Bodies of requests: files, pipes, `Expect: 100-continue`, servers that answer early.

use std::io::Write as _;

use bytes::Bytes;
use exchange::Chunk;
use insta::assert_snapshot;
use testkit::{Answer, Chance, Folder, Server};

use crate::client::{Change as _, Client, get, request};

#[test]
fn pieces_and_files_become_one_body() {
    let folder = Folder::new();
    let photo = Chance::seeded(7).bytes(300_000);
    let chunks = || {
        vec![
            Chunk::Bytes(Bytes::from_static(b"--b\r\n")),
            Chunk::File(folder.write("photo", &photo)),
            Chunk::File(folder.write("empty", "")),
            Chunk::Bytes(Bytes::from_static(b"\r\n--b--")),
            Chunk::Bytes(Bytes::new()),
        ]
    };
    let server = Server::answering([Answer::ok(""), Answer::redirect(307, "/b"), Answer::ok("")]);
    let mut client = Client::new();
    let outcome = client.send(&request("POST", &server.url("/")).chunks(chunks()));
    client.send(&request("POST", &server.url("/a")).chunks(chunks())).received();
    let whole = [b"--b\r\n", &photo[..], b"\r\n--b--"].concat();
    for request in server.requests() {
        assert_eq!(request.header("content-length"), Some(whole.len().to_string().as_str()));
        assert!(request.body == whole);
    }
    assert_eq!(outcome.exchange.hops[0].sent.body_bytes, whole.len() as u64);
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let chunks = vec![Chunk::File("no/such/file".into())];
    assert_snapshot!(Client::new().send(&request("POST", "http://127.0.0.1:9/").chunks(chunks)).failure(), @"
    Input: the file `no/such/file` cannot be read: No such file or directory (os error 2)
    The body names this file. Does it exist, and may you read it?
    ");
    let folder = vec![Chunk::File("/".into())];
    assert!(
        Client::new().send(&request("POST", "http://127.0.0.1:9/").chunks(folder)).failure().starts_with("Input: ")
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_sent_in_chunks() {
    let folder = Folder::new();
    let path = folder.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let writer = {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut pipe = std::fs::OpenOptions::new().write(true).open(path).unwrap();
            pipe.write_all(b"through a pipe").unwrap();
        })
    };
    let server = Server::answering([Answer::ok("")]);
    Client::new().send(&request("POST", &server.url("/")).chunks(vec![Chunk::File(path)])).received();
    writer.join().unwrap();
    let request = server.request();
    assert_eq!((request.header("transfer-encoding"), request.text().as_str()), (Some("chunked"), "through a pipe"));
}

#[test]
fn a_body_waits_for_100_continue() {
    let server = Server::answering([Answer::ok("got it").continuing(), Answer::ok("next")]);
    let mut client = Client::new();
    let outcome = client.send(&request("PUT", &server.url("/")).typed("Expect", "100-continue").body("the body"));
    assert_eq!((outcome.text().as_str(), server.request().text().as_str()), ("got it", "the body"));
    client.send(&get(&server.url("/")));
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_refused_body_is_not_sent() {
    let server = Server::answering([Answer::status(417, "No").without_reading_body(), Answer::ok("next")]);
    let mut client = Client::new();
    let outcome = client.send(&request("PUT", &server.url("/")).typed("Expect", "100-Continue").body("the body"));
    assert_eq!((outcome.received().status, outcome.exchange.hops[0].sent.body_bytes), (417, 0));
    assert_eq!(client.send(&get(&server.url("/"))).text(), "next");
}

#[test]
fn a_server_that_never_says_100_gets_the_body_after_a_while() {
    let server = Server::answering([Answer::ok("got it")]);
    let outcome =
        Client::new().send(&request("PUT", &server.url("/")).typed("Expect", "100-continue").body("the body"));
    assert_eq!((outcome.text().as_str(), server.request().text().as_str()), ("got it", "the body"));
}

#[test]
fn an_answer_before_the_end_of_the_body_counts() {
    let folder = Folder::new();
    let file = folder.path("large");
    std::fs::File::create(&file).unwrap().set_len(200_000_000).unwrap();
    let server = Server::answering([Answer::status(413, "Too Large").without_reading_body(), Answer::ok("next")]);
    let mut client = Client::new();
    let outcome = client.send(&request("POST", &server.url("/")).chunks(vec![Chunk::File(file)]));
    assert_eq!(outcome.received().status, 413);
    assert!(outcome.exchange.hops[0].sent.body_bytes < 200_000_000);
    assert_eq!(client.send(&get(&server.url("/"))).text(), "next");
}
