//! The server as benchmarks call it: with sample data, from within, without sockets.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use http::{Request, Response};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use waystation::first_start::{self, Credentials, FirstStart};
use waystation::key::ServerKey;
use waystation::{App, Clock, Server};
use waystation_sqlite::SqliteStore;
use waystation_store::{NewUser, Seed, Store, seed};

/// A server with a database of its own, which goes with the value.
pub(crate) struct Inside {
    pub(crate) runtime: Runtime,
    /// Those of the first Curator.
    pub(crate) credentials: Credentials,
    app: App,
    _folder: TempDir,
}

impl Inside {
    /// Has these people, too.
    pub(crate) fn with(users: Vec<NewUser>) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads");
        let folder = TempDir::new().expect("a folder");
        let store = Store::new(SqliteStore::open(&folder.path().join("waystation.db")).expect("a new database"));
        let key = ServerKey::from_bytes(&[1; 32]);
        let clock = Clock::system();
        let wanted = FirstStart {
            now: clock.now(),
            curator_email: "curator@example.com",
            with_sample_data: true,
            credentials_file: None,
        };
        let prepared = runtime.block_on(first_start::prepare(&store, &key, &wanted));
        let credentials = prepared.expect("a first start").expect("credentials");
        let seed = Seed { facts: Vec::new(), users };
        runtime.block_on(store.write(move |tx| seed::plant(tx, &seed))).expect("new people");
        let server = Server::new(store, key, clock, None).expect("randomness");
        Self { runtime, credentials, app: App::new(Arc::new(server), "localhost"), _folder: folder }
    }

    /// The whole response to a request from this machine.
    pub(crate) fn respond(&self, request: Request<Body>) -> impl Future<Output = Response<Vec<u8>>> + Send + use<> {
        let app = self.app.clone();
        async move {
            let response = app.respond(request, SocketAddr::from(([127, 0, 0, 1], 1))).await;
            let (head, body) = response.into_parts();
            Response::from_parts(head, body.collect().await.expect("a whole body").to_bytes().to_vec())
        }
    }
}
