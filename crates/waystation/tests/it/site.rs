//! A server in this process, on a clock of its own, which is asked in text and responds in text.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Request;
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tempfile::TempDir;
use waystation::first_start::{self, Credentials, FirstStart};
use waystation::key::ServerKey;
use waystation::{App, Clock, Server};
use waystation_sqlite::SqliteStore;
use waystation_store::Store;

/// A running server with sample data.
pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) store: Store,
    pub(crate) credentials: Credentials,
    pub(crate) runtime: tokio::runtime::Runtime,
    now_ms: Arc<AtomicI64>,
    _folder: TempDir,
}

/// A response, whole.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: String,
}

impl Response {
    /// Status, the named headers, and the body.
    pub(crate) fn shown(&self, headers: &[&str]) -> String {
        let mut text = self.status.to_string();
        for name in headers {
            text.push_str(&format!("\n{name}: {}", self.header(name)));
        }
        if !self.body.is_empty() {
            text.push_str(&format!("\n{}", self.body));
        }
        text
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("(absent)", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// What the server key is made of.
const KEY: [u8; 32] = [42; 32];

/// 9 September 2026 in the morning.
pub(crate) const STARTED: &str = "2026-09-09T08:00:00.123Z";

impl Site {
    pub(crate) fn started() -> Self {
        Self::with(None, false)
    }

    /// With a flag that says how long tokens live.
    pub(crate) fn with_lifetime(token_lifetime: SignedDuration) -> Self {
        Self::with(Some(token_lifetime), false)
    }

    pub(crate) fn with(token_lifetime: Option<SignedDuration>, is_behind_proxy: bool) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let folder = TempDir::new().unwrap();
        let now_ms = Arc::new(AtomicI64::new(STARTED.parse::<Timestamp>().unwrap().as_millisecond()));
        let shown = Arc::clone(&now_ms);
        let clock = Clock::from_fn(move || Timestamp::from_millisecond(shown.load(Ordering::Relaxed)).unwrap());
        let store = Store::new(SqliteStore::open(&folder.path().join("waystation.db")).unwrap());
        let key = ServerKey::from_bytes(&KEY);
        let wanted = FirstStart {
            now: clock.now(),
            curator_email: "curator@example.com",
            with_sample_data: true,
            credentials_file: None,
        };
        let credentials = runtime.block_on(first_start::prepare(&store, &key, &wanted)).unwrap().unwrap();
        let mut server = Server::new(store.clone(), key, clock, token_lifetime).unwrap();
        server.is_behind_proxy = is_behind_proxy;
        let app = App::new(Arc::new(server), "127.0.0.1:8080");
        Self { app, store, credentials, runtime, now_ms, _folder: folder }
    }

    /// Another server that shares store, key and clock with this one.
    pub(crate) fn another_node(&self) -> App {
        let shown = Arc::clone(&self.now_ms);
        let clock = Clock::from_fn(move || Timestamp::from_millisecond(shown.load(Ordering::Relaxed)).unwrap());
        let server = Server::new(self.store.clone(), ServerKey::from_bytes(&KEY), clock, None).unwrap();
        App::new(Arc::new(server), "127.0.0.1:8080")
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, time: SignedDuration) {
        self.now_ms.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
    }

    /// Asks with `METHOD address`, header lines, an empty line, and the body.
    pub(crate) fn ask(&self, text: &str) -> Response {
        self.ask_from(text, [127, 0, 0, 1])
    }

    /// The same, from another machine.
    pub(crate) fn ask_from(&self, text: &str, address: [u8; 4]) -> Response {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let (method, uri) = lines.next().unwrap().split_once(' ').unwrap();
        let mut request = Request::builder().method(method).uri(uri);
        for line in lines {
            let (name, value) = line.split_once(':').unwrap();
            request = request.header(name, value.trim());
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.runtime.block_on(async {
            let response = self.app.respond(request, SocketAddr::from((address, 40_000))).await;
            let (parts, body) = response.into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            Response {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: String::from_utf8(body.to_vec()).unwrap(),
            }
        })
    }

    /// Asks the token endpoint with a Basic header.
    pub(crate) fn ask_token(&self, key: &str, secret: &str) -> Response {
        self.ask(&format!(
            "POST /webapi/oauth2/token\nAuthorization: {}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials",
            basic(key, secret)
        ))
    }

    /// A token of the Curator.
    pub(crate) fn token(&self) -> String {
        self.token_of(&self.credentials.key, &self.credentials.secret)
    }

    pub(crate) fn token_of(&self, key: &str, secret: &str) -> String {
        let response = self.ask_token(key, secret);
        assert_eq!(response.status, 200, "{}", response.body);
        response.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// Asks as the Curator, with a token of this moment. `text` as for [`Self::ask`], the address behind `/webapi`.
    pub(crate) fn call(&self, text: &str) -> Response {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let first = first.replacen(' ', " /webapi", 1);
        self.ask(&format!("{first}\nAuthorization: Bearer {}\n{rest}", self.token()))
    }

    /// Calls with a JSON body.
    pub(crate) fn send(&self, line: &str, body: &Value) -> Response {
        self.call(&format!("{line}\nContent-Type: application/json\n\n{body}"))
    }

    /// The id of the person with this first name.
    pub(crate) fn id_of(&self, first_name: &str) -> String {
        let everybody = self.call("GET /v3/users").json();
        let found = everybody.as_array().unwrap().iter().find(|user| user["firstName"] == first_name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn basic(key: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{key}:{secret}")))
}
