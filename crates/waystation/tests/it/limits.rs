//! What the server refuses to wait for or to take, and how it stops.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use http::Request;
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Bytes;
use hyper_util::rt::{TokioExecutor, TokioIo};
use insta::assert_snapshot;
use jiff::SignedDuration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use waystation::listen::{self, Patience};

use crate::site::Site;

#[test]
fn the_twenty_first_failed_proof_of_a_key_from_an_address_waits() {
    let site = Site::started();
    let (key, secret) = (site.credentials.key.clone(), site.credentials.secret.clone());
    for _ in 0..20 {
        assert_eq!(site.ask_token(&key, "wrong").status, 400);
        site.wait(SignedDuration::from_secs(1));
    }
    assert_snapshot!(site.ask_token(&key, "wrong").shown(&["retry-after", "cache-control"]), @r#"
    429
    retry-after: 40
    cache-control: no-cache
    {"error":"temporarily_unavailable","error_description":"Too many failed attempts with this key. Wait 40 seconds."}
    "#);
    assert_eq!(site.ask_token(&key, &secret).status, 429, "a right guess must not get through either");
    let other = &site.credentials.users[0];
    assert_eq!(site.ask_token(&other.key, &other.secret).status, 200, "another key");
    let body = format!("grant_type=client_credentials&client_id={key}&client_secret={secret}");
    let from_elsewhere = site.ask_from(&format!("POST /webapi/oauth2/token\n\n{body}"), [10, 0, 0, 9]);
    assert_eq!(from_elsewhere.status, 200, "the same key from another address");
    site.wait(SignedDuration::from_secs(40));
    assert_eq!(site.ask_token(&key, &secret).status, 200, "after the wait");
}

#[test]
fn behind_a_proxy_failures_are_counted_for_whom_the_proxy_names_last() {
    let site = Site::with(None, true);
    let (key, secret) = (&site.credentials.key, &site.credentials.secret);
    let status = |forwarded: &str, secret: &str| {
        let body = format!("grant_type=client_credentials&client_id={key}&client_secret={secret}");
        site.ask(&format!("POST /webapi/oauth2/token\n{forwarded}\n\n{body}")).status
    };
    for attempt in 0..10 {
        // What a client invents stands before what the proxy says, on the same line or on one of its own.
        assert_eq!(status(&format!("X-Forwarded-For: 10.9.9.{attempt}, 10.0.0.1"), "wrong"), 400);
        assert_eq!(status(&format!("X-Forwarded-For: 10.9.9.{attempt}\nX-Forwarded-For: 10.0.0.1:4711"), "wrong"), 400);
    }
    assert_eq!(status("X-Forwarded-For: 10.0.0.1", secret), 429);
    assert_eq!(status("X-Forwarded-For: 10.0.0.2", secret), 200);
    for v6 in ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711", "nonsense"] {
        assert_eq!(status(&format!("X-Forwarded-For: {v6}"), secret), 200, "{v6}");
    }
    for attempt in 0..20 {
        let spelling = ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711"][attempt % 3];
        assert_eq!(status(&format!("X-Forwarded-For: {spelling}"), "wrong"), 400);
    }
    assert_eq!(status("X-Forwarded-For: 2001:db8::1", secret), 429);
}

#[test]
fn good_proofs_are_not_limited() {
    let site = Site::started();
    for _ in 0..60 {
        site.token();
    }
}

#[test]
fn a_body_that_is_too_long_is_413() {
    let site = Site::started();
    let body = format!("{{\"firstName\":\"{}\"}}", "a".repeat(1024 * 1024));
    let response = site.call(&format!("POST /v3/users\nContent-Type: application/json\n\n{body}"));
    assert_eq!(response.shown(&[]), "413\n{\"message\":\"The request entity is too large.\"}");
}

/// Serves a site on a socket until told to stop.
struct Listening {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

fn listening(site: &Site, patience: Patience) -> Listening {
    let (stop, stopped) = oneshot::channel();
    let app = site.app.clone();
    site.runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = tokio::spawn(listen::serve(listener, app, patience, async move {
            let _ = stopped.await;
        }));
        Listening { address, stop, served }
    })
}

/// Everything until the server closes the connection.
fn rest(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

const SHORT: Patience = Patience { head: Duration::from_millis(200), drain: Duration::from_secs(10) };

#[test]
fn a_client_that_never_finishes_its_head_is_closed() {
    let site = Site::started();
    let listening = listening(&site, SHORT);
    for beginning in ["", "P", "GET /healthz HTTP/1.1\r\nHost: a\r\n", "PRI * HTTP/2.0\r\n"] {
        let mut stream = TcpStream::connect(listening.address).unwrap();
        stream.write_all(beginning.as_bytes()).unwrap();
        let response = rest(&mut stream);
        assert!(!response.contains(" 200 "), "{beginning}: {response}");
    }
}

#[test]
fn a_client_that_sends_all_before_it_reads_gets_the_response() {
    let site = Site::started();
    let token = site.token();
    let listening = listening(&site, Patience::default());
    // More than the buffers between client and server hold.
    let body = vec![b'a'; 12 * 1024 * 1024];
    for (line, token, status) in [
        ("POST /webapi/v3/users", "expired", 401),
        ("POST /webapi/v3/users", &token, 413),
        ("PATCH /webapi/v3/users", &token, 405),
        ("POST /webapi/v3/wagons", &token, 404),
        ("POST /webapi/oauth2/token", "", 400),
    ] {
        let mut stream = TcpStream::connect(listening.address).unwrap();
        let head = format!(
            "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body).unwrap();
        let response = rest(&mut stream);
        assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{line}: {response}");
    }
}

#[test]
fn nothing_is_asked_of_a_client_that_waits_to_be_refused() {
    let site = Site::started();
    let listening = listening(&site, Patience::default());
    let mut stream = TcpStream::connect(listening.address).unwrap();
    let head = "POST /webapi/v3/users HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    assert!(rest(&mut stream).starts_with("HTTP/1.1 401 Unauthorized\r\n"), "no 100 Continue before");
}

#[test]
fn an_idle_connection_is_closed_after_its_response() {
    let site = Site::started();
    let listening = listening(&site, SHORT);
    let mut stream = TcpStream::connect(listening.address).unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
    assert!(rest(&mut stream).contains(" 200 OK"));
}

#[test]
fn http_2_by_prior_knowledge_is_spoken_on_the_same_port() {
    let site = Site::started();
    let listening = listening(&site, Patience::default());
    let status_and_host = site.runtime.block_on(async {
        let stream = tokio::net::TcpStream::connect(listening.address).await.unwrap();
        let io = TokioIo::new(stream);
        let (mut sender, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), io).await.unwrap();
        tokio::spawn(connection);
        let request =
            Request::get("http://server.test:8080/webapi//swagger/docs/3").body(Empty::<Bytes>::new()).unwrap();
        let response = sender.send_request(request).await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let document: serde_json::Value = serde_json::from_slice(&body).unwrap();
        (status, document["host"].as_str().unwrap().to_owned())
    });
    assert_eq!(status_and_host, (200, "server.test:8080".to_owned()));
}

#[test]
fn a_request_that_runs_is_finished_when_the_server_stops() {
    let site = Site::started();
    let token = site.token();
    let listening = listening(&site, Patience::default());
    let mut stream = TcpStream::connect(listening.address).unwrap();
    let body = r#"{"firstName":"Ada","lastName":"Stone","email":"ada@example.test"}"#;
    let head = format!(
        "POST /webapi/v3/users HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nExpect: 100-continue\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // The server asks for the body: from here on the request runs.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    listening.stop.send(()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    assert!(rest(&mut stream).starts_with("HTTP/1.1 201 Created"));
    site.runtime.block_on(listening.served).unwrap();
    assert!(TcpStream::connect(listening.address).is_err(), "nobody new is taken");
}

#[test]
fn a_client_that_dawdles_does_not_keep_the_server_from_stopping() {
    let site = Site::started();
    let token = site.token();
    let listening = listening(&site, Patience { drain: Duration::from_millis(100), ..Patience::default() });
    let mut stream = TcpStream::connect(listening.address).unwrap();
    let head = format!(
        "POST /webapi/v3/users HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nExpect: 100-continue\r\n\
         Content-Type: application/json\r\nContent-Length: 9\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).unwrap();
    listening.stop.send(()).unwrap();
    site.runtime.block_on(listening.served).unwrap();
}
