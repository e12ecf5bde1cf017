//! What a call costs inside the server, without sockets: issuing a token, checking it, reading and changing users.
//!
//! The change waits for the disk; the last benchmark shows how much of it many writers share.

mod inside;

use axum::body::Body;
use divan::counter::ItemsCount;
use http::{Request, Response};
use inside::Inside;
use jiff::Timestamp;
use waystation::first_start::Credentials;
use waystation::key::ServerKey;
use waystation::ticket::Ticket;
use waystation_store::Id;

fn main() {
    divan::main();
}

/// A server whose API the first Curator calls.
struct Site {
    inside: Inside,
    token: String,
    user: serde_json::Value,
}

impl Site {
    fn started() -> Self {
        let mut site = Self { inside: Inside::with(Vec::new()), token: String::new(), user: serde_json::Value::Null };
        let issued = site.json(site.token_request());
        site.token = String::from(issued["access_token"].as_str().expect("a token"));
        let list = site.json(site.get("/webapi/v3/users?view=Full"));
        site.user = list[0].clone();
        site
    }

    fn token_request(&self) -> Request<Body> {
        let Credentials { key, secret, .. } = &self.inside.credentials;
        let form = format!("grant_type=client_credentials&client_id={key}&client_secret={secret}");
        Request::post("/webapi/oauth2/token").body(Body::from(form)).expect("a request")
    }

    fn get(&self, path: &str) -> Request<Body> {
        Request::get(path)
            .header("authorization", format!("bearer {}", self.token))
            .body(Body::empty())
            .expect("a request")
    }

    fn put(&self) -> Request<Body> {
        Request::put(format!("/webapi/v3/users/{}", self.user["id"].as_str().expect("an id")))
            .header("authorization", format!("bearer {}", self.token))
            .header("content-type", "application/json")
            .body(Body::from(self.user.to_string()))
            .expect("a request")
    }

    fn respond(&self, request: Request<Body>) -> Response<Vec<u8>> {
        self.inside.runtime.block_on(self.inside.respond(request))
    }

    fn json(&self, request: Request<Body>) -> serde_json::Value {
        serde_json::from_slice(self.respond(request).body()).expect("JSON")
    }
}

#[divan::bench]
fn ticket_seal(bencher: divan::Bencher<'_, '_>) {
    let (key, ticket) = (ServerKey::from_bytes(&[1; 32]), ticket());
    bencher.bench(|| ticket.seal(&key));
}

#[divan::bench]
fn ticket_check(bencher: divan::Bencher<'_, '_>) {
    let key = ServerKey::from_bytes(&[1; 32]);
    let token = ticket().seal(&key).expect("randomness");
    bencher.bench(|| Ticket::open(divan::black_box(&token), &key));
}

fn ticket() -> Ticket {
    Ticket { user_id: Id::from_parts(1, [2; 5], 3), key_generation: 1, expires_at: Timestamp::UNIX_EPOCH }
}

#[divan::bench]
fn token_issue(bencher: divan::Bencher<'_, '_>) {
    let site = Site::started();
    bencher.with_inputs(|| site.token_request()).bench_values(|request| site.respond(request));
}

#[divan::bench(args = ["/webapi/v3/users", "/webapi/v3/users?view=Full", "/webapi/v3/users?email=amara.okafor@example.com"])]
fn list_users(bencher: divan::Bencher<'_, '_>, path: &str) {
    let site = Site::started();
    bencher.with_inputs(|| site.get(path)).bench_values(|request| site.respond(request));
}

#[divan::bench]
fn get_user(bencher: divan::Bencher<'_, '_>) {
    let site = Site::started();
    let path = format!("/webapi/v3/users/{}", site.user["id"].as_str().expect("an id"));
    bencher.with_inputs(|| site.get(&path)).bench_values(|request| site.respond(request));
}

#[divan::bench]
fn api_document(bencher: divan::Bencher<'_, '_>) {
    let site = Site::started();
    bencher.with_inputs(|| site.get("/webapi//swagger/docs/3")).bench_values(|request| site.respond(request));
}

#[divan::bench(args = [1, 20, 200], sample_count = 20)]
fn put_user_by_writers_at_once(bencher: divan::Bencher<'_, '_>, writers: usize) {
    let site = Site::started();
    bencher
        .counter(ItemsCount::new(writers))
        .with_inputs(|| (0..writers).map(|_| site.inside.respond(site.put())).collect::<Vec<_>>())
        .bench_values(|calls| {
            site.inside.runtime.block_on(async {
                let tasks: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
                for task in tasks {
                    let _ = task.await;
                }
            });
        });
}
