//! Content codings are undone while the body streams.

use async_compression::tokio::write::{BrotliEncoder, DeflateEncoder, GzipEncoder, ZlibEncoder, ZstdEncoder};
use insta::assert_snapshot;
use testkit::{Answer, Server};
use tokio::io::AsyncWriteExt as _;

use crate::client::{Change as _, Client, Outcome, get, request};

fn encode(coding: &str, plain: &[u8]) -> Vec<u8> {
    macro_rules! encoded {
        ($encoder:ident) => {{
            let mut encoder = $encoder::new(Vec::new());
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(async {
                encoder.write_all(plain).await.unwrap();
                encoder.shutdown().await.unwrap();
            });
            encoder.into_inner()
        }};
    }
    match coding {
        "gzip" => encoded!(GzipEncoder),
        "br" => encoded!(BrotliEncoder),
        "zstd" => encoded!(ZstdEncoder),
        "zlib" => encoded!(ZlibEncoder),
        "raw" => encoded!(DeflateEncoder),
        other => panic!("no coding `{other}`"),
    }
}

/// The outcome of an answer with that `Content-Encoding` and body.
fn answered(coding: &str, body: Vec<u8>) -> Outcome {
    let server = Server::answering([Answer::ok(body).header("Content-Encoding", coding)]);
    Client::new().send(&get(&server.url("/")))
}

fn long_text() -> Vec<u8> {
    "All work and no play. ".repeat(20_000).into_bytes()
}

#[test]
fn each_coding_is_undone() {
    for (header, coding) in
        [("gzip", "gzip"), ("X-GZip", "gzip"), ("br", "br"), ("zstd", "zstd"), ("deflate", "zlib"), ("deflate", "raw")]
    {
        let encoded = encode(coding, &long_text());
        let wire_bytes = encoded.len() as u64;
        let outcome = answered(header, encoded);
        let received = outcome.received();
        assert_eq!(outcome.body, long_text(), "{header} {coding}");
        assert_eq!((received.body_wire_bytes, received.body_bytes, received.is_decoded), (wire_bytes, 440_000, true));
    }
}

#[test]
fn an_answer_is_cut_where_it_gets_too_long() {
    let bodies = [("identity", long_text()), ("gzip", encode("gzip", &long_text()))];
    let [plain, coded] = bodies.map(|(header, body)| {
        let server = Server::answering([Answer::ok(body).header("Content-Encoding", header)]);
        let wanted = get(&server.url("/")).options(|options| options.body_bytes_max = Some(100_000));
        let outcome = Client::new().send(&wanted);
        assert_eq!(outcome.body, long_text()[..100_000], "{header}");
        outcome.failure()
    });
    assert_eq!(plain, coded);
    assert_snapshot!(plain, @"
    TooLarge: the answer is longer than 100000 bytes, so it was cut there
    The limit is `Max response size` in the settings.
    ");
    let server = Server::answering([Answer::ok("12345")]);
    let exact = get(&server.url("/")).options(|options| options.body_bytes_max = Some(5));
    assert_eq!(Client::new().send(&exact).text(), "12345");
}

#[test]
fn stacked_codings_are_undone_in_turn() {
    let outcome = answered("gzip, br", encode("br", &encode("gzip", b"twice")));
    assert_eq!(outcome.text(), "twice");
    let server = Server::answering([Answer::ok(encode("zstd", &encode("gzip", b"lines")))
        .header("Content-Encoding", "gzip")
        .header("content-encoding", "zstd")]);
    assert_eq!(Client::new().send(&get(&server.url("/"))).text(), "lines");
}

#[test]
fn chunked_and_coded() {
    let encoded = encode("gzip", &long_text());
    let pieces: Vec<Vec<u8>> = encoded.chunks(7).map(<[u8]>::to_vec).collect();
    let server = Server::answering([
        Answer::status(200, "OK").header("Content-Encoding", "gzip").chunked(pieces),
        Answer::ok("next"),
    ]);
    let mut client = Client::new();
    assert_eq!(client.send(&get(&server.url("/"))).body, long_text());
    assert_eq!(client.send(&get(&server.url("/"))).text(), "next");
    assert_eq!(server.connections(), 1);
}

#[test]
fn unknown_codings_are_passed_on() {
    let outcome = answered("gzip, aes128gcm", b"??".to_vec());
    assert_eq!((outcome.text().as_str(), outcome.received().is_decoded), ("??", false));
}

#[test]
fn an_empty_body_is_not_decoded() {
    assert_eq!(answered("gzip", Vec::new()).received().body_bytes, 0);
    let server = Server::answering([Answer::ok("x").header("Content-Encoding", "gzip")]);
    assert_eq!(Client::new().send(&request("HEAD", &server.url("/"))).received().body_bytes, 0);
}

#[test]
fn a_corrupt_body_keeps_what_could_be_decoded() {
    let mut encoded = encode("gzip", &long_text());
    let end = encoded.len();
    encoded[end - 8] ^= 0xff;
    let outcome = answered("gzip", encoded);
    assert_eq!(outcome.body, long_text());
    assert_snapshot!(outcome.failure(), @"
    Protocol: the body is not valid `gzip`: CRC computed does not match
    What could be decoded is kept. Without the generated `Accept-Encoding` header the server may send it plain.
    ");
    assert_snapshot!(answered("br", b"this is plain text".to_vec()).failure(), @"
    Protocol: the body is not valid `br`: brotli error
    What could be decoded is kept. Without the generated `Accept-Encoding` header the server may send it plain.
    ");
}

#[test]
fn a_body_that_ends_early_is_not_whole() {
    let encoded = encode("gzip", &long_text());
    let outcome = answered("gzip", encoded[..encoded.len() / 2].to_vec());
    assert_snapshot!(outcome.failure(), @"
    Protocol: the body is not valid `gzip`: unexpected end of file
    What could be decoded is kept. Without the generated `Accept-Encoding` header the server may send it plain.
    ");
    assert!(outcome.exchange.received().is_some());
}

#[test]
fn a_connection_cut_while_decoding_is_a_cut() {
    let encoded = encode("gzip", &testkit::Chance::seeded(1).bytes(10_000));
    let server = Server::answering([Answer::ok(encoded).header("Content-Encoding", "gzip").cut_after(5_000)]);
    let outcome = Client::new().send(&get(&server.url("/")));
    assert!(outcome.failure().starts_with("Cut: the connection was cut after "), "{}", outcome.failure());
    assert!(!outcome.body.is_empty());
}
