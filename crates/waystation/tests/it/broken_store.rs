//! A store that has failed: what clients see then.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use waystation::key::ServerKey;
use waystation::ticket::Ticket;
use waystation::{App, Clock, Server};
use waystation_store::store::{Backend, Extent, ReadUnit, StoreFuture, WriteUnit};
use waystation_store::{Access, Id, Store, StoreError};

/// Refuses everything, as a database does whose disk is gone; or panics, as a mistake in the code does.
struct Broken {
    panics: bool,
}

impl Broken {
    fn broken<'a, T: Send + 'a>(&self) -> StoreFuture<'a, T> {
        if self.panics {
            return Box::pin(async { panic!("at /secret/path") });
        }
        let source = "the disk at /secret/path is gone".into();
        Box::pin(std::future::ready(Err(StoreError::Database { doing: "reading", source })))
    }
}

impl Backend for Broken {
    fn read(&self, _: ReadUnit, _: Extent) -> StoreFuture<'_, ()> {
        self.broken()
    }
    fn write(&self, _: WriteUnit) -> StoreFuture<'_, ()> {
        self.broken()
    }
    fn access(&self, _: Id) -> StoreFuture<'_, Option<Access>> {
        self.broken()
    }
}

/// What clients see of a list of users and of a token.
fn responses(store: Broken) -> Vec<(u16, String, String)> {
    let key = ServerKey::from_bytes(&[1; 32]);
    let expires_at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
    let ticket = Ticket { user_id: Id::from_parts(1, [2; 5], 3), key_generation: 1, expires_at };
    let token = ticket.seal(&key).unwrap();
    let clock = Clock::from_fn(|| Timestamp::UNIX_EPOCH);
    let server = Server::new(Store::new(store), key, clock, None).unwrap();
    let app = App::new(Arc::new(server), "localhost");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let call = Request::get("/webapi/v3/users").header("authorization", format!("Bearer {token}")).body(Body::empty());
    let form = "grant_type=client_credentials&client_id=a&client_secret=b";
    let proof = Request::post("/webapi/oauth2/token").body(Body::from(form));
    let mut responses = Vec::new();
    for mut request in [call.unwrap(), proof.unwrap(), Request::get("/healthz").body(Body::empty()).unwrap()] {
        request.headers_mut().insert("x-request-id", "abc".parse().unwrap());
        runtime.block_on(async {
            let response = app.respond(request, SocketAddr::from(([127, 0, 0, 1], 1))).await;
            let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
            let status = response.status().as_u16();
            let body = response.into_body().collect().await.unwrap().to_bytes();
            responses.push((status, String::from_utf8(body.to_vec()).unwrap(), id));
        });
    }
    responses
}

fn expected() -> Vec<(u16, String, String)> {
    let crash = (500, r#"{"message":"An error has occurred."}"#.to_owned(), "abc".to_owned());
    vec![crash.clone(), crash, (200, "ok".to_owned(), "abc".to_owned())]
}

#[test]
fn a_failure_of_the_store_is_500_without_a_word_of_the_cause() {
    assert_eq!(responses(Broken { panics: false }), expected());
}

#[test]
fn a_panic_is_500_without_a_word_of_the_cause_and_the_server_keeps_working() {
    assert_eq!(responses(Broken { panics: true }), expected());
}
