//! What a send costs over loopback: on a kept connection, on a fresh one, and for a large answer.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up has nothing to measure")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};

use divan::counter::BytesCount;
use exchange::{Address, CookieJar, ResolvedAuth, ResolvedRequest, SendOptions};
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use wire::{Discard, Sending, Wire, WireSettings};

const LARGE_BYTES: usize = 64 * 1024 * 1024;

fn main() {
    divan::main();
}

/// Answers every request with a body of that size, as fast as a thread can.
fn server(body_bytes: usize) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let mut answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {body_bytes}\r\n\r\n").into_bytes();
    answer.resize(answer.len() + body_bytes, b'x');
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, answer) = (stream.unwrap(), answer.clone());
            stream.set_nodelay(true).unwrap();
            std::thread::spawn(move || {
                let mut buffer = [0; 4096];
                while stream.read(&mut buffer).is_ok_and(|read| read > 0) && stream.write_all(&answer).is_ok() {}
            });
        }
    });
    address
}

fn request(address: SocketAddr) -> ResolvedRequest {
    ResolvedRequest {
        method: "GET".to_owned(),
        address: Address::parse(&format!("http://{address}/v3/users?view=Full"), true).unwrap(),
        headers: Vec::new(),
        suppressed_headers: Vec::new(),
        body: None,
        auth: ResolvedAuth::None,
        options: SendOptions::default(),
        secrets: Vec::new(),
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn send(runtime: &Runtime, wire: &Wire, request: &ResolvedRequest) {
    let cancel = CancellationToken::new();
    let sending = Sending { jar: &mut CookieJar::default(), answer: &mut Discard, started_at_ms: 0, cancel: &cancel };
    let exchange = runtime.block_on(wire.send(request, sending));
    assert_eq!(exchange.failure, None);
}

#[divan::bench]
fn get_on_a_kept_connection(bencher: divan::Bencher) {
    let (runtime, wire, request) = (runtime(), Wire::new(WireSettings::default()), request(server(200)));
    bencher.bench_local(|| send(&runtime, &wire, &request));
}

#[divan::bench]
fn get_on_a_fresh_connection(bencher: divan::Bencher) {
    let (runtime, request) = (runtime(), request(server(200)));
    bencher.bench_local(|| send(&runtime, &Wire::new(WireSettings::default()), &request));
}

#[divan::bench(sample_count = 20)]
fn download_of_64_mb(bencher: divan::Bencher) {
    let (runtime, wire, request) = (runtime(), Wire::new(WireSettings::default()), request(server(LARGE_BYTES)));
    bencher.counter(BytesCount::new(LARGE_BYTES)).bench_local(|| send(&runtime, &wire, &request));
}
