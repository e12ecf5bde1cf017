//! What the list of people costs inside the server when there are a hundred thousand, without sockets: a piece of it in
//! each order, a page far behind, a search that finds and one that finds nothing; and the audit list beside it.

mod inside;

use std::sync::OnceLock;

use axum::body::Body;
use http::Request;
use inside::Inside;
use serde_json::{Value, json};
use waystation_store::Role;
use waystation_store::contract::somebody;

const PEOPLE: u32 = 100_000;

fn main() {
    divan::main();
}

/// A server in whose pages the first Curator has signed in.
struct Site {
    inside: Inside,
    cookie: String,
}

impl Site {
    /// One for all benchmarks: filling it takes seconds.
    fn filled() -> &'static Self {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(Self::start)
    }

    fn start() -> Self {
        let people = (0..PEOPLE).map(|number| somebody(number, Role::ALL[number as usize % Role::ALL.len()]));
        let mut site = Self { inside: Inside::with(people.collect()), cookie: String::new() };
        site.sign_in();
        site
    }

    /// The first sign-in included.
    fn sign_in(&mut self) {
        let (email, password) = (self.inside.credentials.email.clone(), self.inside.credentials.password.clone());
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
        let response = self.inside.runtime.block_on(self.inside.respond(request.expect("a request")));
        let cookie = response.headers()["set-cookie"].to_str().expect("text");
        cookie.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        let view: Value = serde_json::from_slice(response.body()).expect("JSON");
        view["csrf_token"].as_str().expect("a token").to_owned()
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let request = Request::get(format!("/gallery/api/{path}")).header("cookie", &self.cookie).body(Body::empty());
        let response = self.inside.runtime.block_on(self.inside.respond(request.expect("a request")));
        assert!(response.status().is_success(), "{}", response.status());
        response.into_body()
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
