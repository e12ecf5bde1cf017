//! A client for tests: a wire, its runtime and a jar. The only place that knows how a send is called.

use std::sync::Arc;

use bytes::Bytes;
use exchange::{
    Address, Chunk, CookieJar, Exchange, HeaderRow, Origin, Received, ResolvedAuth, ResolvedRequest, SendOptions,
};
use testkit::Folder;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use wire::{Answer, Sending, Wire, WireSettings};

/// 14 November 2023, 22:13:20 UTC.
pub(crate) const NOW_S: i64 = 1_700_000_000;

/// A client; connections are kept as long as it lives.
pub(crate) struct Client {
    pub(crate) runtime: Runtime,
    pub(crate) wire: Arc<Wire>,
    pub(crate) jar: CookieJar,
    /// Files that the settings name; they are read for the first `https:`.
    _folder: Option<Folder>,
}

/// How a send went.
pub(crate) struct Outcome {
    pub(crate) exchange: Exchange,
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) fn new() -> Self {
        Self::with(WireSettings::default())
    }

    pub(crate) fn with(settings: WireSettings) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { runtime, wire: Arc::new(Wire::new(settings)), jar: CookieJar::default(), _folder: None }
    }

    /// A client that trusts these certificates beside the machine's own.
    pub(crate) fn trusting(pem: &str) -> Self {
        let folder = Folder::new();
        let settings = WireSettings { ca_files: vec![folder.write("ca.pem", pem)], ..WireSettings::default() };
        Self { _folder: Some(folder), ..Self::with(settings) }
    }

    pub(crate) fn send(&mut self, request: &ResolvedRequest) -> Outcome {
        self.send_until(request, &CancellationToken::new())
    }

    pub(crate) fn send_until(&mut self, request: &ResolvedRequest, cancel: &CancellationToken) -> Outcome {
        let mut body = Vec::new();
        let sending = Sending { jar: &mut self.jar, answer: &mut body, started_at_ms: NOW_S * 1000, cancel };
        let exchange = self.runtime.block_on(self.wire.send(request, sending));
        Outcome { exchange, body }
    }

    /// Sends with another answer than a list of bytes.
    pub(crate) fn send_to(&mut self, request: &ResolvedRequest, answer: &mut dyn Answer) -> Exchange {
        let cancel = CancellationToken::new();
        let sending = Sending { jar: &mut self.jar, answer, started_at_ms: NOW_S * 1000, cancel: &cancel };
        self.runtime.block_on(self.wire.send(request, sending))
    }
}

impl Outcome {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The answer; fails the test when the send failed.
    pub(crate) fn received(&self) -> &Received {
        assert_eq!(self.exchange.failure, None);
        self.exchange.received().expect("an exchange without failure has an answer")
    }

    /// Kind, message and hint of the failure, one a line. Own ports read `PORT`.
    pub(crate) fn failure(&self) -> String {
        failure(&self.exchange)
    }
}

/// Kind, message and hint of the failure, one a line. Own ports read `PORT`.
pub(crate) fn failure(exchange: &Exchange) -> String {
    let failure = exchange.failure.as_ref().expect("the send was to fail");
    let text = format!("{:?}: {}\n{}", failure.kind, failure.message, failure.hint.clone().unwrap_or_default());
    without_ports(&text)
}

/// Ports of loopback differ from run to run.
pub(crate) fn without_ports(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (front, back) = rest.split_at(at + 1);
        out.push_str(front);
        let digits = back.bytes().take_while(u8::is_ascii_digit).count();
        if digits >= 4 {
            out.push_str("PORT");
            rest = &back[digits..];
        } else {
            rest = back;
        }
    }
    out.push_str(rest);
    out
}

/// A request without headers.
pub(crate) fn request(method: &str, url: &str) -> ResolvedRequest {
    ResolvedRequest {
        method: method.to_owned(),
        address: Address::parse(url, true).unwrap(),
        headers: Vec::new(),
        suppressed_headers: Vec::new(),
        body: None,
        auth: ResolvedAuth::None,
        options: SendOptions::default(),
        secrets: Vec::new(),
    }
}

pub(crate) fn get(url: &str) -> ResolvedRequest {
    request("GET", url)
}

pub(crate) fn row(name: &str, value: &str, origin: Origin) -> HeaderRow {
    HeaderRow { name: name.to_owned(), value: value.to_owned(), origin }
}

/// Changes of a request, for reading in one line.
pub(crate) trait Change: Sized {
    fn typed(self, name: &str, value: &str) -> Self;
    fn generated(self, name: &str, value: &str) -> Self;
    fn auth(self, name: &str, value: &str) -> Self;
    fn without(self, name: &str) -> Self;
    fn body(self, body: &str) -> Self;
    fn chunks(self, chunks: Vec<Chunk>) -> Self;
    fn options(self, change: impl FnOnce(&mut SendOptions)) -> Self;
}

impl Change for ResolvedRequest {
    fn typed(mut self, name: &str, value: &str) -> Self {
        self.headers.push(row(name, value, Origin::Typed));
        self
    }

    fn generated(mut self, name: &str, value: &str) -> Self {
        self.headers.push(row(name, value, Origin::Generated));
        self
    }

    fn auth(mut self, name: &str, value: &str) -> Self {
        self.headers.push(row(name, value, Origin::Auth));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.suppressed_headers.push(name.to_owned());
        self
    }

    fn body(self, body: &str) -> Self {
        self.chunks(vec![Chunk::Bytes(Bytes::copy_from_slice(body.as_bytes()))])
    }

    fn chunks(self, chunks: Vec<Chunk>) -> Self {
        Self { body: Some(chunks), ..self }
    }

    fn options(mut self, change: impl FnOnce(&mut SendOptions)) -> Self {
        change(&mut self.options);
        self
    }
}
