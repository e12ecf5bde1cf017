//! Typing in a request: how long the program needs for one draft, by the number of requests in the collection.
//!
//! Goes through the addresses that the page uses, so it measures whatever stands behind them. The time of the
//! connection is in it: some tenths of a millisecond.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{SystemTime, UNIX_EPOCH};

use app::{Running, Settings};
use divan::Bencher;
use engine::{Engine, Folders, Outside, WireSettings};
use serde_json::{Value, json};
use store::Store;
use testkit::Folder;
use tokio::runtime::Runtime;

const REQUESTS_PER_FOLDER: usize = 100;

fn main() {
    divan::main();
}

/// A running app on a workspace with one collection, and a connection to it.
struct Program {
    stream: RefCell<BufReader<TcpStream>>,
    head: String,
    _running: Running,
    _runtime: Runtime,
    _folder: Folder,
}

impl Program {
    fn start(requests: usize) -> Self {
        let folder = Folder::new();
        let home = folder.path("home");
        let folders = Folders::under(&home);
        write_collection(&folders.workspace.join("large"), requests);
        let outside = Outside { now_ms, random, variable: |_| None };
        let engine = Engine::new(Store::new(folders, None), None, WireSettings::default(), outside);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let running = runtime.block_on(app::start(engine, Settings::default())).expect("the app starts");
        let address = running.address.expose().to_owned();
        let (base, session) = address.split_once("/#session=").expect("an address with a session");
        let host = base.trim_start_matches("http://");
        let stream = TcpStream::connect(host).expect("a connection");
        stream.set_nodelay(true).expect("a socket");
        let head = format!("HTTP/1.1\r\nHost: {host}\r\nOrigin: {base}\r\nX-Postrider-Session: {session}\r\n");
        let stream = RefCell::new(BufReader::new(stream));
        Self { stream, head, _running: running, _runtime: runtime, _folder: folder }
    }

    /// Sends a command (`POST`) or a question (`GET`) and reads the response.
    fn call(&self, line: &str, body: &str) -> Value {
        let mut stream = self.stream.borrow_mut();
        let text = format!("{line} {}Content-Length: {}\r\n\r\n{body}", self.head, body.len());
        stream.get_mut().write_all(text.as_bytes()).expect("the app reads");
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            let start = head.len();
            stream.read_line(&mut head).expect("the app responds");
            let row = head[start..].to_ascii_lowercase();
            length = row.strip_prefix("content-length:").map_or(length, |text| text.trim().parse().expect("a length"));
        }
        assert!(head.starts_with("HTTP/1.1 200"), "{line}: {head}");
        let mut bytes = vec![0; length];
        stream.read_exact(&mut bytes).expect("the whole response");
        serde_json::from_slice(&bytes).expect("JSON")
    }
}

/// Files as an import writes them: a folder for each hundred requests, and two environments.
fn write_collection(folder: &std::path::Path, requests: usize) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        engine::atomic::write(&path, text.as_bytes()).expect("a file");
    };
    write("opencollection.yml", "opencollection: 1.0.0\ninfo:\n  name: Large\n");
    for name in ["staging", "production"] {
        let text = format!("name: {name}\nvariables:\n  - name: baseUrl\n    value: http://127.0.0.1:9/{name}\n");
        write(&format!("environments/{name}.yml"), &text);
    }
    for number in 0..requests {
        let path = format!("folder {:03}/request {number:05}.yml", number / REQUESTS_PER_FOLDER);
        let text = format!(
            "info:\n  name: Request {number}\n  type: http\n  seq: {number}\nhttp:\n  method: POST\n  url: \
             \"{{{{baseUrl}}}}/v3/users/:id/things\"\n  headers:\n    - name: Accept\n      value: application/json\n  \
             params:\n    - name: id\n      value: \"7\"\n      type: path\n  body:\n    type: json\n    data: |-\n      \
             {{\"name\": \"{number}\"}}\n"
        );
        write(&path, &text);
    }
}

#[expect(clippy::disallowed_methods, reason = "the program under measure needs the clock that files are stamped with")]
fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    i64::try_from(now.as_millis()).expect("a clock before the year 292 million")
}

fn random() -> u64 {
    getrandom::u64().expect("randomness")
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 60, sample_size = 1)]
fn draft(bencher: Bencher, requests: usize) {
    let program = Program::start(requests);
    let collection = program.call("GET /api/workspace", "")["collections"][0]["id"].as_str().map(str::to_owned);
    let collection = collection.expect("one collection");
    let number = requests / 2;
    let path = format!("folder {:03}/request {number:05}.yml", number / REQUESTS_PER_FOLDER);
    let question = format!("GET /api/request?collection={collection}&path={}", path.replace(' ', "%20"));
    let mut request = program.call(&question, "")["request"].clone();
    let mut typed = String::new();
    let mut key = || {
        typed.push('a');
        request["url"] = json!(format!("{{{{baseUrl}}}}/v3/users/:id/things?view={typed}"));
        let draft = json!({"collection": collection, "path": path, "request": request, "edited": "url"});
        program.call("POST /api/request/draft", &draft.to_string())
    };
    // Files younger than a moment are read again: the first keys are not what typing costs.
    let begun_ms = now_ms();
    while now_ms() - begun_ms < 500 {
        key();
    }
    bencher.bench_local(key);
}
