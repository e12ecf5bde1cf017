//! A small HTTP proxy: CONNECT and absolute-form, with or without a password.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::Request;
use crate::stream::{ServerStream, Tls};

/// The proxy; it lives as long as the test's process.
pub struct Proxy {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

#[derive(Clone)]
struct Rules {
    /// Status line of every answer, in place of serving.
    refusal: Option<String>,
    /// The `Proxy-Authorization` that opens it.
    credentials: Option<String>,
    tls: Option<Tls>,
}

impl Proxy {
    /// Serves everyone.
    pub fn open() -> Self {
        Self::start(Rules { refusal: None, credentials: None, tls: None })
    }

    /// Serves everyone and is itself spoken to over TLS; forwards only, no CONNECT.
    pub fn over(tls: Tls) -> Self {
        Self::start(Rules { refusal: None, credentials: None, tls: Some(tls) })
    }

    /// Serves those who send that `Proxy-Authorization`; others get 407.
    pub fn demanding(credentials: &str) -> Self {
        Self::start(Rules { refusal: None, credentials: Some(credentials.to_owned()), tls: None })
    }

    /// Answers everything with that status line, such as `403 Forbidden`.
    pub fn refusing(status: &str) -> Self {
        Self::start(Rules { refusal: Some(status.to_owned()), credentials: None, tls: None })
    }

    fn start(rules: Rules) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let requests = Arc::<Mutex<Vec<Request>>>::default();
        let recorded = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (rules, recorded) = (rules.clone(), Arc::clone(&recorded));
                thread::spawn(move || drop(serve(stream, &rules, &recorded)));
            }
        });
        Self { address, requests }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests it was asked, bodies of forwarded ones included.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn serve(stream: TcpStream, rules: &Rules, recorded: &Mutex<Vec<Request>>) -> io::Result<()> {
    let raw = stream.try_clone()?;
    let mut stream = BufReader::new(ServerStream::new(stream, rules.tls.as_ref())?);
    if !stream.fill_buf()?.first().is_some_and(u8::is_ascii_alphabetic) {
        return stream.get_mut().write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    }
    while let Some(mut request) = Request::read_head(&mut stream, 0)? {
        if request.method() != "CONNECT" {
            request.read_body(&mut stream)?;
        }
        recorded.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        let is_known =
            rules.credentials.is_none() || request.header("proxy-authorization") == rules.credentials.as_deref();
        let refusal = match (&rules.refusal, is_known) {
            (Some(refusal), _) => Some(refusal.as_str()),
            (None, false) => Some("407 Proxy Authentication Required"),
            (None, true) => None,
        };
        if let Some(refusal) = refusal {
            let answer = format!("HTTP/1.1 {refusal}\r\nContent-Length: 0\r\n\r\n");
            stream.get_mut().write_all(answer.as_bytes())?;
        } else if request.method() == "CONNECT" {
            let server = TcpStream::connect(request.target())?;
            stream.get_mut().write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
            return tunnel(raw, server);
        } else {
            forward(&request, stream.get_mut())?;
        }
    }
    Ok(())
}

/// Passes bytes both ways until both sides are done.
pub(crate) fn tunnel(client: TcpStream, server: TcpStream) -> io::Result<()> {
    let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    let upstream = thread::spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Write);
    });
    let (mut from_server, mut to_client) = (server, client);
    let _ = io::copy(&mut from_server, &mut to_client);
    let _ = to_client.shutdown(Shutdown::Both);
    let _ = upstream.join();
    Ok(())
}

/// Asks the server that the absolute-form names, and passes its answer on to its end.
fn forward(request: &Request, client: &mut ServerStream) -> io::Result<()> {
    let rest = request.target().strip_prefix("http://").unwrap_or_default();
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut server = TcpStream::connect(authority)?;
    write!(server, "{} /{path} HTTP/1.1\r\nConnection: close\r\n", request.method())?;
    for line in request.lines() {
        if !line.to_ascii_lowercase().starts_with("proxy-") {
            write!(server, "{line}\r\n")?;
        }
    }
    server.write_all(b"\r\n")?;
    server.write_all(&request.body_framed)?;
    let mut answer = BufReader::new(server);
    let Some(head) = Request::read_head(&mut answer, 0)? else { return Ok(()) };
    client.write_all(&head.head_bytes)?;
    let length = head.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    io::copy(&mut answer.take(length), client)?;
    client.flush()
}
