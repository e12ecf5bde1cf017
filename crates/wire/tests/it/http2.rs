//! HTTP/2 with prior knowledge and by ALPN.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use exchange::{HttpVersion, ResolvedRequest};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use insta::assert_snapshot;
use testkit::{Authority, Folder, Server, Validity};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use wire::WireSettings;

use crate::client::{Change as _, Client, get, request, without_ports};

/// Answers with the method, target, authority and body it got; records each request and counts connections.
struct Http2Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
}

async fn answer(request: Request<Incoming>, seen: Arc<Mutex<Vec<String>>>) -> hyper::Result<Response<Full<Bytes>>> {
    let (parts, body) = request.into_parts();
    let mut text = format!("{} {}", parts.method, parts.uri);
    for (name, value) in &parts.headers {
        text.push_str(&format!("\n{name}: {}", String::from_utf8_lossy(value.as_bytes())));
    }
    let body = body.collect().await?.to_bytes();
    text.push_str(&format!("\n\n{}", String::from_utf8_lossy(&body[..body.len().min(20)])));
    seen.lock().unwrap().push(text);
    let response = Response::builder().status(201).header("X-Answer", "yes").header("set-cookie", "a=1");
    Ok(response.body(Full::from(format!("{} bytes", body.len()))).unwrap())
}

impl Http2Server {
    fn start(tls: Option<rustls::ServerConfig>) -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (seen, connections) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<usize>>::default());
        let (own_seen, own_connections) = (Arc::clone(&seen), Arc::clone(&connections));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener).unwrap();
                let tls = tls.map(|config| TlsAcceptor::from(Arc::new(config)));
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    *own_connections.lock().unwrap() += 1;
                    let seen = Arc::clone(&own_seen);
                    let service = service_fn(move |request| answer(request, Arc::clone(&seen)));
                    let builder = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
                    match &tls {
                        None => drop(tokio::spawn(builder.serve_connection(TokioIo::new(stream), service))),
                        Some(tls) => {
                            let stream = tls.accept(stream).await.unwrap();
                            drop(tokio::spawn(builder.serve_connection(TokioIo::new(stream), service)));
                        }
                    }
                }
            });
        });
        Self { address, seen, connections }
    }

    fn seen(&self) -> String {
        without_ports(&self.seen.lock().unwrap().join("\n---\n"))
    }
}

fn http2(request: ResolvedRequest) -> ResolvedRequest {
    request.options(|options| options.http_version = HttpVersion::Http2)
}

#[test]
fn prior_knowledge() {
    let server = Http2Server::start(None);
    let mut client = Client::new();
    let request = http2(request("PURGE", &format!("http://{}//a/..?b=%2F&&", server.address)))
        .typed("X-Own", "1")
        .typed("x-own", "2")
        .generated("Connection", "keep-alive")
        .body("hello");
    let outcome = client.send(&request);
    assert_eq!(outcome.text(), "5 bytes");
    assert_snapshot!(server.seen(), @"
    PURGE http://127.0.0.1:PORT//a/..?b=%2F&&
    x-own: 1
    x-own: 2
    content-length: 5

    hello
    ");
    let hop = &outcome.exchange.hops[0];
    assert_snapshot!(without_ports(&String::from_utf8_lossy(&hop.sent.head).replace("\r\n", "\n")), @"
    PURGE //a/..?b=%2F&& HTTP/2
    host: 127.0.0.1:PORT
    x-own: 1
    x-own: 2
    content-length: 5
    ");
    let received = outcome.received();
    assert_eq!((received.version.as_str(), received.status, received.reason.as_str()), ("HTTP/2", 201, "Created"));
    assert_eq!(received.header("X-Answer"), Some("yes"));
    assert!(String::from_utf8_lossy(&received.head).starts_with("HTTP/2 201 Created\r\nx-answer: yes\r\n"));
    assert!(hop.timings.first_byte_us.is_some());
}

#[test]
fn one_connection_serves_many_and_large_bodies_stream() {
    let server = Http2Server::start(None);
    let folder = Folder::new();
    let file = folder.write("large", vec![b'x'; 3_000_000]);
    let mut client = Client::new();
    let url = format!("http://{}/", server.address);
    assert_eq!(client.send(&http2(get(&url))).text(), "0 bytes");
    let upload = http2(request("PUT", &url)).chunks(vec![exchange::Chunk::File(file)]);
    assert_eq!(client.send(&upload).text(), "3000000 bytes");
    assert_eq!(client.send(&http2(get(&url)).typed("Host", "virtual.test")).text(), "0 bytes");
    assert!(server.seen().contains("GET http://virtual.test/"), "{}", server.seen());
    assert_eq!(*server.connections.lock().unwrap(), 1);
    assert_eq!(client.jar.cookies().len(), 1);
}

#[test]
fn tls_agrees_on_it() {
    let authority = Authority::new();
    let identity = authority.server(&["127.0.0.1"], Validity::Current);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(identity.chain(), identity.key())
        .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let server = Http2Server::start(Some(config));
    let folder = Folder::new();
    let ca_files = vec![folder.write("ca.pem", authority.certificate_pem())];
    let outcome = Client::with(WireSettings { ca_files, ..WireSettings::default() })
        .send(&get(&format!("https://{}/x", server.address)));
    assert_eq!(outcome.received().version, "HTTP/2");
    let tls = outcome.exchange.hops[0].connection.clone().unwrap().tls.unwrap();
    assert_eq!((tls.version.as_str(), tls.protocol.as_str(), tls.is_verified), ("TLSv1.3", "h2", true));
    assert!(tls.cipher.starts_with("TLS_"), "{}", tls.cipher);
}

#[test]
fn a_server_without_it_says_so() {
    let authority = Authority::new();
    let tls = testkit::Tls::new(&authority.server(&["127.0.0.1"], Validity::Current));
    let server = Server::answering_over(tls, []);
    let request = http2(get(&server.url("/"))).options(|options| options.verifies_certificates = false);
    assert_snapshot!(Client::new().send(&request).failure(), @"
    Protocol: `127.0.0.1:PORT` does not offer HTTP/2
    Choose `Auto` or `HTTP/1.x` as HTTP version.
    ");
    let plain = Server::answering([testkit::Answer::raw("HTTP/1.1 400 Bad Request\r\n\r\n")]);
    let failure = Client::new().send(&http2(get(&plain.url("/")))).failure();
    // Whether its answer or its closing is seen first is up to the system.
    assert!(failure.contains("choose `HTTP/1.x` as HTTP version"), "{failure}");
}

#[test]
fn what_it_cannot_carry_is_refused() {
    let server = Http2Server::start(None);
    let mut request = http2(get(&format!("http://{}/", server.address)));
    request.address.target = "/a<b#c".to_owned();
    assert_snapshot!(Client::new().send(&request).failure(), @"
    Input: `/a<b#c` with host `127.0.0.1:PORT` cannot be sent over HTTP/2
    Choose `HTTP/1.x` as HTTP version: it sends every byte as typed.
    ");
}
