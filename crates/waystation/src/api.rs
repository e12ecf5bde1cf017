//! Runs an operation: the checks that follow from its row, then its handler.
//!
//! ```text
//! token and role ─▶ query ─▶ body ─▶ handler      the first that refuses gives the response
//! ```

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use http::Request;
use serde_json::{Map, Value};

use crate::address::Meaning;
use crate::model::Origin;
use crate::operation::{Call, Failure, Operation, Reply};
use crate::server::Server;
use crate::{bearer, body, error, form, media, model};

/// Responds to a request for this operation.
pub(crate) async fn respond(server: Arc<Server>, operation: &Operation, request: Request<Body>) -> Response {
    match run(server, operation, request).await {
        Ok(Reply { status, body }) if body.is_empty() => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = status;
            response
        }
        Ok(Reply { status, body }) => error::json_bytes(status, body),
        Err(failure) => error::of_failure(failure, operation),
    }
}

async fn run(server: Arc<Server>, operation: &Operation, request: Request<Body>) -> Result<Reply, Failure> {
    let now = server.clock.now();
    let caller_id = bearer::caller(&server, request.headers(), operation.caller, now).await?;
    let query = query(operation, request.uri().query().unwrap_or_default())?;
    let (mut parts, body) = request.into_parts();
    let members = match &operation.body {
        Some(parameter) => {
            let media = media::of(&parts.headers);
            let bytes = body::bytes(body, body::BODY_BYTES_MAX).await?;
            body::members(&media, &bytes, parameter)?
        }
        None => Map::new(),
    };
    let path = parts.extensions.remove::<Meaning>().map(|meaning| meaning.values).unwrap_or_default();
    let address = parts.extensions.get::<SocketAddr>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), SocketAddr::ip);
    (operation.run)(Call { server, now, caller_id, address, path, query, body: members }).await
}

fn query(operation: &Operation, text: &str) -> Result<Map<String, Value>, Failure> {
    // Reversed, so that of a repeated parameter the first one counts.
    let given = form::pairs(text).into_iter().rev().map(|(name, value)| (name, Value::String(value))).collect();
    let (read, state) = model::read(operation.query, &given, "", Origin::Query);
    if state.is_empty() { Ok(read) } else { Err(Failure::Invalid(state)) }
}
