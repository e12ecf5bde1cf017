//! Events, as a stream or as answers that wait.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::sse::{Event as Line, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use serde::Deserialize;

use crate::events::Events;
use crate::extract::Question;
use crate::state::App;

/// Longest wait of an answer; proxies and web views give up at 30 s.
const WAIT_MAX: Duration = Duration::from_secs(25);
/// Time between two signs of life on a stream.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Where to start.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    since: Option<u64>,
}

pub(crate) async fn events(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Question(Wanted { since }): Question<Wanted>,
) -> Response {
    let accepted = headers.get(header::ACCEPT).map(HeaderValue::as_bytes).unwrap_or_default();
    if accepted.windows(17).any(|word| word == b"text/event-stream") {
        return stream_of(app, since).into_response();
    }
    let Some(since) = since else {
        return Json(Events { events: Vec::new(), next: app.events.latest() }).into_response();
    };
    let ended = app.ending.cancelled();
    tokio::select! {
        () = app.events.wait_behind(since) => {}
        () = tokio::time::sleep(WAIT_MAX) => {}
        () = ended => {}
    }
    let (events, next) = app.events.behind(since);
    Json(Events { events, next }).into_response()
}

fn stream_of(app: Arc<App>, since: Option<u64>) -> Response {
    let start = since.unwrap_or_else(|| app.events.latest());
    let lines = stream::unfold((app, start, Vec::new().into_iter()), async |(app, since, mut ready)| {
        let mut since = since;
        loop {
            if let Some(event) = ready.next() {
                return Some((Ok::<Line, Infallible>(event), (app, since, ready)));
            }
            tokio::select! {
                () = app.events.wait_behind(since) => {}
                () = app.ending.cancelled() => return None,
            }
            let (events, next) = app.events.behind(since);
            since = next;
            let lines = events.into_iter().map(|event| {
                let data = serde_json::to_string(&event).expect("events are JSON");
                Line::default().id(event.number.to_string()).data(data)
            });
            ready = lines.collect::<Vec<_>>().into_iter();
        }
    });
    Sse::new(lines).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)).into_response()
}
