//! An acknowledged change is there after the process was ended, however it was ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Request;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::process::{Place, Process};

/// This many clients change a record of their own at the same time.
const CLIENTS: usize = 200;

struct Client {
    sender: SendRequest<Full<Bytes>>,
    token: Arc<str>,
    user: Value,
}

impl Client {
    async fn connected(host: &str, token: Arc<str>, user: Value) -> Self {
        let stream = TcpStream::connect(host).await.unwrap();
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self { sender, token, user }
    }

    /// The status, or `None` if the connection broke.
    async fn send(&mut self, method: &str, path: &str, body: &Value) -> Option<(u16, Value)> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("Host", "localhost")
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/json")
            .body(Full::new(Bytes::from(body.to_string())))
            .unwrap();
        self.sender.ready().await.ok()?;
        let response = self.sender.send_request(request).await.ok()?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.ok()?.to_bytes();
        Some((status, serde_json::from_slice(&body).ok()?))
    }

    async fn create(&mut self, number: usize) {
        let body = json!({"firstName": "0", "lastName": "Rider", "email": format!("rider{number}@example.test")});
        let (status, user) = self.send("POST", "/webapi/v3/users", &body).await.unwrap();
        assert_eq!(status, 201, "{user}");
        self.user = user;
    }

    fn id(&self) -> String {
        self.user["id"].as_str().unwrap().to_owned()
    }

    /// Counts up in the first name until the connection breaks; gives the last acknowledged number.
    async fn count_up(&mut self, after_each: impl Fn()) -> usize {
        let path = format!("/webapi/v3/users/{}", self.id());
        let mut acknowledged = 0;
        loop {
            let mut body = self.user.clone();
            body["firstName"] = json!((acknowledged + 1).to_string());
            let Some((status, _)) = self.send("PUT", &path, &body).await else { return acknowledged };
            assert_eq!(status, 200);
            acknowledged += 1;
            after_each();
        }
    }
}

/// Lets all clients count until `end` was called after this many changes in all, starts again, and compares.
fn ended(changes: usize, end: impl Fn(&Process) + Send + Sync + 'static) -> (Place, Option<i32>) {
    let place = Place::new();
    let process = Arc::new(place.start(&["--log", "warn"]));
    let token: Arc<str> = process.curator_token(&place).into();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let made = Arc::new(AtomicUsize::new(0));
    let end = Arc::new(end);
    let counted = runtime.block_on(async {
        let mut clients = Vec::new();
        for number in 0..CLIENTS {
            let mut client = Client::connected(&process.host, Arc::clone(&token), Value::Null).await;
            client.create(number).await;
            clients.push(client);
        }
        let tasks: Vec<_> = clients
            .into_iter()
            .map(|mut client| {
                let (made, end, process) = (Arc::clone(&made), Arc::clone(&end), Arc::clone(&process));
                tokio::spawn(async move {
                    let after_each = || {
                        if made.fetch_add(1, Ordering::Relaxed) + 1 == changes {
                            end(&process);
                        }
                    };
                    let acknowledged = client.count_up(after_each).await;
                    (client.id(), acknowledged)
                })
            })
            .collect();
        let mut counted = Vec::new();
        for task in tasks {
            counted.push(task.await.unwrap());
        }
        counted
    });
    let exit_code = process.exit_code();
    let second = place.start(&[]);
    let users = second.users(&token);
    assert_eq!(users.len(), CLIENTS + 1);
    for (id, acknowledged) in counted {
        let user = users.iter().find(|user| user["id"] == id.as_str()).unwrap();
        let stored: usize = user["firstName"].as_str().unwrap().parse().unwrap();
        // One more change may have been made whose acknowledgement did not get through.
        assert!((acknowledged..=acknowledged + 1).contains(&stored), "acknowledged {acknowledged}, stored {stored}");
    }
    (place, exit_code)
}

#[test]
fn kill_during_200_concurrent_puts_loses_no_acknowledged_write() {
    for changes in [1, 777, 2500] {
        ended(changes, Process::kill);
    }
}

#[test]
fn sigterm_during_200_concurrent_puts_loses_no_acknowledged_write_and_exits_in_order() {
    let (_place, exit_code) = ended(1500, Process::terminate);
    assert_eq!(exit_code, Some(0));
}
