//! What a request says, read strictly; what cannot be read is a problem like any other.

use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use model::Problem;
use serde::de::DeserializeOwned;

use crate::error::Refusal;

/// Longest command: a pasted document or a request's body.
pub(crate) const COMMAND_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Header in which a window names itself.
const WINDOW_HEADER: &str = "x-postrider-window";

/// A command: the body as JSON.
pub(crate) struct Command<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Command<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes = axum::body::Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(),
            _ => Refusal::bad_request(error.body_text()),
        })?;
        let read = serde_json::from_slice(&bytes);
        read.map(Self).map_err(|error| Refusal::bad_request(format!("this is no such command: {error}")))
    }
}

/// Refuses a command by the length that it announces, whether or not the address reads one. What announces none is cut
/// while it is read.
pub(crate) async fn no_longer_than_a_command(request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length: Option<u64> = length.and_then(|length| length.to_str().ok()?.parse().ok());
    match length {
        Some(length) if length > COMMAND_BYTES_MAX as u64 => too_large().into_response(),
        _ => next.run(request).await,
    }
}

fn too_large() -> Refusal {
    let problem = Problem::error("command_too_large", "this is longer than 256 MB");
    let hint = "Import a file of this size with `postrider import FILE`.";
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, problem.with_hint(hint))
}

/// A question: the query.
pub(crate) struct Question<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Question<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let read = Query::<T>::from_request_parts(parts, state).await;
        read.map(|Query(question)| Self(question)).map_err(|error| Refusal::bad_request(error.body_text()))
    }
}

/// The window that asks; empty when it did not name itself.
pub(crate) struct Window(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Window {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let name = parts.headers.get(WINDOW_HEADER).and_then(|name| name.to_str().ok()).unwrap_or_default();
        Ok(Self(name.chars().take(64).collect()))
    }
}
