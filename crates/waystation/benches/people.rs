//! What the list of people costs inside the server when there are a hundred thousand, without sockets: a piece of it in
//! each order, a page far behind, a search that finds and one that finds nothing; and the audit list beside it.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use waystation::first_start::{self, FirstStart};
use waystation::key::ServerKey;
use waystation::{App, Clock, Server};
use waystation_sqlite::SqliteStore;
use waystation_store::contract::somebody;
use waystation_store::{Role, Seed, Store};

const PEOPLE: u32 = 100_000;

fn main() {
    divan::main();
}

struct Site {
    app: App,
    runtime: tokio::runtime::Runtime,
    cookie: String,
    _folder: TempDir,
}

impl Site {
    /// One for all benchmarks: filling it takes seconds.
    fn filled() -> &'static Self {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(Self::start)
    }

    fn start() -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads");
        let folder = TempDir::new().expect("a folder");
        let store: Arc<dyn Store> =
            Arc::new(SqliteStore::open(&folder.path().join("waystation.db")).expect("a new database"));
        let key = ServerKey::from_bytes(&[1; 32]);
        let clock = Clock::system();
        let wanted = FirstStart {
            now: clock.now(),
            curator_email: "curator@example.com",
            with_sample_data: true,
            credentials_file: None,
        };
        let prepared = runtime.block_on(first_start::prepare(&*store, &key, &wanted));
        let credentials = prepared.expect("a first start").expect("credentials");
        let users = (0..PEOPLE).map(|number| somebody(number, Role::ALL[number as usize % Role::ALL.len()]));
        let seed = Seed { facts: Vec::new(), users: users.collect() };
        runtime.block_on(store.seed(seed)).expect("new people");
        let server = Server::new(store, key, clock, None).expect("randomness");
        let app = App::new(Arc::new(server), "localhost");
        let mut site = Self { app, runtime, cookie: String::new(), _folder: folder };
        site.sign_in(&credentials.email, &credentials.password);
        site
    }

    /// As the first Curator, first sign-in included.
    fn sign_in(&mut self, email: &str, password: &str) {
        let mut csrf = self.send("session", "", None);
        csrf = self.send("sign-in", &csrf, Some(json!({ "email": email, "password": password })));
        let new = "granite umbrella seventeen";
        let introduction = json!({ "first_name": "A", "last_name": "B", "email": email, "password": new });
        self.send("first-sign-in", &csrf, Some(introduction));
    }

    /// Keeps the cookie and gives the CSRF token.
    fn send(&mut self, path: &str, csrf: &str, body: Option<Value>) -> String {
        let method = if body.is_some() { "POST" } else { "GET" };
        let request = Request::builder()
            .method(method)
            .uri(format!("/gallery/api/{path}"))
            .header("cookie", &self.cookie)
            .header("x-csrf-token", csrf)
            .header("content-type", "application/json")
            .body(Body::from(body.unwrap_or_default().to_string()));
        let app = self.app.clone();
        let (cookie, view) = self.runtime.block_on(async move {
            let peer = SocketAddr::from(([127, 0, 0, 1], 1));
            let response = app.answer(request.expect("a request"), peer).await;
            let cookie = response.headers()["set-cookie"].to_str().expect("text").to_owned();
            let body = response.into_body().collect().await.expect("a whole body").to_bytes();
            (cookie, serde_json::from_slice::<Value>(&body).expect("JSON"))
        });
        cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        view["csrf_token"].as_str().expect("a token").to_owned()
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let request = Request::get(format!("/gallery/api/{path}")).header("cookie", &self.cookie).body(Body::empty());
        let app = self.app.clone();
        self.runtime.block_on(async move {
            let response = app.answer(request.expect("a request"), SocketAddr::from(([127, 0, 0, 1], 1))).await;
            assert!(response.status().is_success(), "{}", response.status());
            response.into_body().collect().await.expect("a whole body").to_bytes().to_vec()
        })
    }
}

#[divan::bench(sample_count = 40, args = [
    "users",
    "users?descending=true",
    "users?offset=99950",
    "users?sort=email",
    "users?sort=role",
    "users?sort=last_login&descending=true",
    "users?sort=created",
    "users?sort=created&offset=99950",
    "users?sort=status",
    "users?search=lund777",
    "users?search=nobody-at-all",
    "users?search=example&offset=50000",
    "users?role=Curator&active=true&api_access=false",
    "users?email=zo%C3%AB.5@example.test",
    "audit",
    "server",
    "session",
])]
fn piece(bencher: divan::Bencher<'_, '_>, path: &str) {
    let site = Site::filled();
    bencher.bench(|| site.get(path));
}
