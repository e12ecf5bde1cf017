//! A running app with a home of its own, and a client that can lie about who it is.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use app::{Running, Settings};
use engine::{Engine, Folders, Outside, WireSettings};
use serde_json::{Value, json};
use store::Store;
use testkit::Folder;
use tokio::runtime::Runtime;

/// How long a test waits for what must happen before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// The document that most tests import; `HOST` stands for the server.
const DOCUMENT: &str = r#"{
  "swagger": "2.0", "info": {"title": "Gallery", "version": "3"}, "host": "HOST", "basePath": "/webapi", "schemes": ["http"],
  "securityDefinitions": {"o": {"type": "oauth2", "flow": "application", "tokenUrl": "http://HOST/token", "scopes": {}}},
  "security": [{"o": []}],
  "paths": {
    "/v3/users": {"get": {"summary": "List users", "parameters": [
      {"name": "view", "in": "query", "type": "string"}, {"name": "role", "in": "query", "type": "string"}]}},
    "/v3/users/{id}": {"get": {"summary": "One user", "parameters": [
      {"name": "id", "in": "path", "required": true, "type": "string"}]}}
  }
}"#;

/// Path of `GET v3/users` in that collection.
pub(crate) const LIST: &str = "v3/users/List users.yml";
/// Path of `GET v3/users/{id}` in it.
pub(crate) const ONE: &str = "v3/users/{id}/One user.yml";

/// The time that the program sees; it is a millisecond later at each look.
static NOW_MS: AtomicI64 = AtomicI64::new(1_700_000_000_000);

fn now_ms() -> i64 {
    NOW_MS.fetch_add(1, Ordering::Relaxed)
}

fn random() -> u64 {
    getrandom::u64().unwrap()
}

/// A running app.
pub(crate) struct Program {
    pub(crate) folder: Folder,
    pub(crate) port: u16,
    pub(crate) session: String,
    running: Option<Running>,
    runtime: Runtime,
}

/// An answer of it.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// Status and the problem's code.
    pub(crate) fn refusal(&self) -> String {
        format!("{} {}", self.status, self.json()["code"].as_str().unwrap_or("-"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.split(':').next().is_some_and(|own| own.eq_ignore_ascii_case(name));
        self.head.lines().find(named).and_then(|line| line.split_once(':')).map(|(_, value)| value.trim())
    }
}

impl Program {
    pub(crate) fn start() -> Self {
        Self::start_in(Folder::new())
    }

    /// A program on a home that may have been used before.
    pub(crate) fn start_in(folder: Folder) -> Self {
        let store = Store::new(Folders::under(&folder.path("home")), None);
        let outside = Outside { now_ms, random, variable: |_| None };
        let engine = Engine::new(store, None, WireSettings::default(), outside);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let running = runtime.block_on(app::start(engine, Settings::default())).unwrap();
        let address = running.address.expose().to_owned();
        let (base, session) = address.split_once("/#session=").unwrap();
        let port = base.rsplit(':').next().unwrap().parse().unwrap();
        Self { folder, port, session: session.to_owned(), running: Some(running), runtime }
    }

    /// Ends it and gives its home.
    pub(crate) fn stop(mut self) -> Folder {
        self.runtime.block_on(self.running.take().unwrap().stop());
        std::mem::take(&mut self.folder)
    }

    /// Sends these header lines and reads until the connection ends.
    pub(crate) fn raw(&self, request_line: &str, lines: &[String], body: &[u8]) -> Reply {
        let mut stream = self.connect(request_line, lines, body);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = if head.to_lowercase().contains("transfer-encoding: chunked") {
            dechunked(&bytes[end..])
        } else {
            bytes[end..].to_vec()
        };
        Reply { status, head, body }
    }

    pub(crate) fn connect(&self, request_line: &str, lines: &[String], body: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let lines = lines.join("\r\n");
        let length = body.len();
        let head =
            format!("{request_line} HTTP/1.1\r\n{lines}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        stream
    }

    /// The lines of an honest page.
    pub(crate) fn lines(&self) -> Vec<String> {
        vec![format!("Host: 127.0.0.1:{}", self.port), format!("X-Postrider-Session: {}", self.session)]
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.raw(&format!("GET {path}"), &self.lines(), b"")
    }

    pub(crate) fn post(&self, path: &str, command: &Value) -> Reply {
        let mut lines = self.lines();
        lines.push(format!("Origin: http://127.0.0.1:{}", self.port));
        self.raw(&format!("POST {path}"), &lines, command.to_string().as_bytes())
    }

    /// Asks what must be answered.
    pub(crate) fn ask(&self, path: &str) -> Value {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "GET {path}: {}", reply.json());
        reply.json()
    }

    /// Commands what must succeed.
    pub(crate) fn tell(&self, path: &str, command: &Value) -> Value {
        let reply = self.post(path, command);
        assert!(reply.status < 300, "POST {path}: {} {}", reply.status, reply.json());
        reply.json()
    }

    /// Follows the events from `next` on until `found` gives something.
    pub(crate) fn until<T>(&self, next: u64, found: impl Fn(&Value) -> Option<T>) -> T {
        let mut next = next;
        loop {
            let answer = self.ask(&format!("/api/events?since={next}"));
            let events = answer["events"].as_array().unwrap();
            assert!(!events.is_empty(), "nothing happened any more");
            if let Some(hit) = events.iter().find_map(|event| found(&event["event"])) {
                return hit;
            }
            next = answer["next"].as_u64().unwrap();
        }
    }

    /// Number of the latest event.
    pub(crate) fn latest(&self) -> u64 {
        self.ask("/api/events")["next"].as_u64().unwrap()
    }

    /// Imports and gives the job's last state.
    pub(crate) fn import(&self, command: &Value) -> Value {
        let next = self.latest();
        let id = self.tell("/api/imports", command)["import_id"].clone();
        self.until(next, |event| {
            let import = &event["import"];
            (import["id"] == id && import["state"] != "running").then(|| import.clone())
        })
    }

    /// Imports the tests' document and gives the collection's id.
    pub(crate) fn gallery(&self, server: &testkit::Server) -> String {
        let text = DOCUMENT.replace("HOST", &server.address().to_string());
        let import = self.import(&json!({"text": text}));
        assert_eq!(import["state"], "done", "{import}");
        import["report"]["collection"].as_str().unwrap().to_owned()
    }

    pub(crate) fn request(&self, collection: &str, path: &str) -> Value {
        self.ask(&format!("/api/request?collection={collection}&path={}", encoded(path)))
    }

    /// Sends a request as it stands and gives the finished exchange.
    pub(crate) fn send(&self, collection: &str, path: &str) -> Value {
        self.send_as(&json!({"collection": collection, "path": path}))
    }

    /// Sends as a command says and gives the finished exchange.
    pub(crate) fn send_as(&self, command: &Value) -> Value {
        let next = self.latest();
        let id = self.tell("/api/send", command)["exchange_id"].as_str().unwrap().to_owned();
        self.until(next, |event| {
            (event["type"] == "exchange_done" && event["exchange_id"] == id.as_str()).then_some(())
        });
        self.ask(&format!("/api/exchanges/{id}"))
    }

    pub(crate) fn start_send(&self, collection: &str, path: &str) -> String {
        let started = self.tell("/api/send", &json!({"collection": collection, "path": path}));
        started["exchange_id"].as_str().unwrap().to_owned()
    }

    /// Edits the authorization of the collection.
    pub(crate) fn set_auth(&self, collection: &str, auth: &Value) -> Value {
        let mut content = self.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
        merge(&mut content["defaults"]["auth"], auth);
        self.tell("/api/collection/draft", &json!({"collection": collection, "content": content}))
    }
}

/// Puts the members of `change` into `target`; another `type` starts anew.
fn merge(target: &mut Value, change: &Value) {
    if target["type"] != change["type"] && !change["type"].is_null() {
        *target = json!({});
    }
    for (name, value) in change.as_object().unwrap() {
        target[name] = value.clone();
    }
}

/// A path for a query.
pub(crate) fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('{', "%7B").replace('}', "%7D").replace('&', "%26")
}

fn dechunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        body.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 4 + size..];
    }
    body
}
