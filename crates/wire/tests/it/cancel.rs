//! Cancelling reaches every wait and closes the connection.

use std::net::TcpListener;

use exchange::ResolvedRequest;
use insta::assert_snapshot;
use testkit::{Answer, Gate, Server};
use tokio_util::sync::CancellationToken;

use crate::client::{Client, Outcome, get, request};

/// Cancels when `when` returns.
fn cancelled(request: &ResolvedRequest, when: impl FnOnce() + Send) -> Outcome {
    let cancel = CancellationToken::new();
    let mut client = Client::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            when();
            cancel.cancel();
        });
        client.send_until(request, &cancel)
    })
}

#[test]
fn while_waiting_for_the_answer() {
    let gate = Gate::new();
    let server = Server::answering([Answer::ok("").waits_for(&gate)]);
    let outcome = cancelled(&get(&server.url("/")), || server.wait_for_requests(1));
    assert_snapshot!(outcome.failure(), @"Cancelled: cancelled");
    let hop = &outcome.exchange.hops[0];
    assert!(hop.received.is_none() && !hop.sent.head.is_empty());
    gate.open_for_good();
    server.wait_for_closed(1);
}

/// Says when the first bytes are there.
struct Seen<'a>(&'a Gate, Vec<u8>);
impl wire::Answer for Seen<'_> {
    fn body(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.1.extend_from_slice(bytes);
        self.0.open();
        Ok(())
    }
}

#[test]
fn while_the_body_comes() {
    let gate = Gate::new();
    let server = Server::answering([Answer::status(200, "").chunked(["first", "second"]).pieces_wait_for(&gate)]);
    gate.open();
    let arrived = Gate::new();
    let cancel = CancellationToken::new();
    let mut client = Client::new();
    let mut seen = Seen(&arrived, Vec::new());
    let exchange = std::thread::scope(|scope| {
        scope.spawn(|| {
            arrived.wait();
            cancel.cancel();
        });
        let sending = wire::Sending { jar: &mut client.jar, answer: &mut seen, started_at_ms: 0, cancel: &cancel };
        client.runtime.block_on(client.wire.send(&get(&server.url("/")), sending))
    });
    assert_eq!(seen.1, b"first");
    assert_eq!(exchange.received().unwrap().body_bytes, 5);
    assert_eq!(exchange.failure.unwrap().message, "cancelled");
    gate.open_for_good();
    // The runtime of this test turns only while something is sent.
    drop(client);
    server.wait_for_closed(1);
}

#[test]
fn while_tls_is_agreed_on() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    // Kept until the end: a connection that closes is another failure than a cancelled one.
    let mut accepted = None;
    let outcome = cancelled(&get(&url), || {
        let (stream, _) = listener.accept().unwrap();
        stream.peek(&mut [0]).unwrap();
        accepted = Some(stream);
    });
    assert_snapshot!(outcome.failure(), @"Cancelled: cancelled");
}

#[test]
fn while_a_file_goes_out() {
    let gate = Gate::new();
    let server = Server::answering([Answer::ok("").waits_for(&gate).without_reading_body()]);
    let folder = testkit::Folder::new();
    let file = folder.path("large");
    std::fs::File::create(&file).unwrap().set_len(2_000_000_000).unwrap();
    let upload = ResolvedRequest { body: Some(vec![exchange::Chunk::File(file)]), ..request("POST", &server.url("/")) };
    let outcome = cancelled(&upload, || server.wait_for_requests(1));
    assert_eq!(outcome.failure(), "Cancelled: cancelled\n");
    gate.open_for_good();
}

#[test]
fn before_it_began() {
    let cancel = CancellationToken::new();
    cancel.cancel();
    let outcome = Client::new().send_until(&get("http://127.0.0.1:9/"), &cancel);
    assert!(outcome.exchange.hops.is_empty());
    assert_eq!(outcome.failure(), "Cancelled: cancelled\n");
}
