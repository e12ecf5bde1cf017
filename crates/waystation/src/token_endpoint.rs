//! The token endpoint: key and secret in, access token out (RFC 6749 §4.4, with the errors of §5.2).
//!
//! Unlike the RFC says, and as the clients of this API expect, a wrong secret is 400 and not 401, and any method gets here.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, EXPIRES, PRAGMA, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Request, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use waystation_store::{ApiClient, Role, StoreError};
use zeroize::Zeroizing;

use crate::key::NoRandomness;
use crate::proofs::Claimant;
use crate::server::Server;
use crate::ticket::{Ticket, seconds_left};
use crate::{api_key, body, error, form, media};

/// The path, matched exactly.
pub(crate) const PATH: &str = "/webapi/oauth2/token";

const BODY_BYTES_MAX: usize = 64 * 1024;

/// A token is noted again after this time.
const NOTED_AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("The request body cannot be read, or names a parameter twice.")]
    Unreadable,
    #[error("The API access key or secret is missing or wrong, or its owner has no API access.")]
    InvalidClient,
    #[error("The grant_type must be client_credentials.")]
    UnsupportedGrantType,
    #[error("The role of the key's owner allows no API access.")]
    UnauthorizedClient,
    #[error("Too many failed attempts with this key. Wait {wait_seconds} seconds.")]
    TooMany { wait_seconds: i64 },
    #[error("The token could not be issued.")]
    Store(#[from] StoreError),
    #[error("The token could not be issued.")]
    Randomness(#[from] NoRandomness),
}

/// Responds to whatever reaches the endpoint. `peer` is whose failed proofs are counted.
pub(crate) async fn respond(server: Arc<Server>, request: Request<Body>, peer: IpAddr) -> Response {
    let mut response = match issue(&server, request, peer).await {
        Ok(token) => error::json_response(StatusCode::OK, &token),
        Err(refusal) => of_refusal(&refusal),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    headers.insert(EXPIRES, HeaderValue::from_static("-1"));
    response
}

fn of_refusal(refusal: &Refusal) -> Response {
    let (status, code) = match refusal {
        Refusal::Unreadable => (StatusCode::BAD_REQUEST, "invalid_request"),
        Refusal::InvalidClient => (StatusCode::BAD_REQUEST, "invalid_client"),
        Refusal::UnsupportedGrantType => (StatusCode::BAD_REQUEST, "unsupported_grant_type"),
        Refusal::UnauthorizedClient => (StatusCode::BAD_REQUEST, "unauthorized_client"),
        Refusal::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable"),
        Refusal::Store(_) | Refusal::Randomness(_) => {
            tracing::error!(error = ?refusal, "a token could not be issued");
            return error::crash();
        }
    };
    let mut response =
        error::json_response(status, &json!({ "error": code, "error_description": refusal.to_string() }));
    if let Refusal::TooMany { wait_seconds } = refusal {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*wait_seconds));
    }
    response
}

async fn issue(server: &Server, request: Request<Body>, peer: IpAddr) -> Result<Value, Refusal> {
    let now = server.clock.now();
    let (parts, body) = request.into_parts();
    let form = Form::read(&parts.headers, body).await?;
    let (key, secret) = basic(&parts.headers)
        .or_else(|| form.credentials())
        .filter(|(key, _)| !key.is_empty())
        .ok_or(Refusal::InvalidClient)?;
    let claimant = Claimant::new(&key, peer);
    if let Some(wait_seconds) = server.failed_proofs.wait_seconds(&claimant, now) {
        return Err(Refusal::TooMany { wait_seconds });
    }
    let Some(client) = proven(server, key, &secret).await? else {
        server.failed_proofs.failed(claimant, now);
        return Err(Refusal::InvalidClient);
    };
    if form.grant_type.as_deref() != Some("client_credentials") {
        return Err(Refusal::UnsupportedGrantType);
    }
    let settings = server.settings().await?;
    if settings.effective_role(client.access.role) == Role::NoAccess {
        return Err(Refusal::UnauthorizedClient);
    }
    note(server, &client, now).await?;
    let life = settings.token_life();
    let ticket = Ticket {
        user_id: client.user_id,
        key_generation: client.access.key_generation,
        expires_at: now.saturating_add(life).unwrap_or(now),
    };
    Ok(json!({
        "access_token": ticket.seal(&server.key)?,
        "token_type": "bearer",
        "expires_in": seconds_left(life),
    }))
}

/// The profile page shows when a token was last given. To the minute: a write costs more than all the rest.
async fn note(server: &Server, client: &ApiClient, now: Timestamp) -> Result<(), StoreError> {
    let is_noted = client.last_token_at.is_some_and(|at| now.duration_since(at) < NOTED_AGAIN_AFTER);
    if is_noted {
        return Ok(());
    }
    let id = client.user_id;
    server.store.write(move |tx| tx.users_mut().note_token(id, now)).await
}

/// The owner of the key, if the secret is right and the owner may use the API.
async fn proven(server: &Server, key: String, secret: &str) -> Result<Option<ApiClient>, StoreError> {
    let wanted = key.clone();
    let client = server.store.read(move |rows| rows.users().api_client(&wanted)).await?;
    Ok(client.filter(|client| client.access.is_open && api_key::is_proven(client, &key, secret, &server.key)))
}

/// Key and secret of a Basic header; `None` if it is absent or unreadable, so that the form is read.
fn basic(headers: &HeaderMap) -> Option<(String, Zeroizing<String>)> {
    let (scheme, encoded) = headers.get(AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let plain = Zeroizing::new(STANDARD.decode(encoded.trim()).ok()?);
    // Keys and secrets are hex, so RFC 6749's percent-encoding of both changes nothing and is not undone.
    let (key, secret) = std::str::from_utf8(&plain).ok()?.split_once(':')?;
    Some((key.to_owned(), Zeroizing::new(secret.to_owned())))
}

/// What of the form matters; everything else is ignored.
#[derive(Default)]
struct Form {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<Zeroizing<String>>,
}

impl Form {
    async fn read(headers: &HeaderMap, body: Body) -> Result<Self, Refusal> {
        let bytes = body::bytes(body, BODY_BYTES_MAX).await.map_err(|_| Refusal::Unreadable)?;
        // Another type, JSON above all, is not understood and counts as no form; a missing one is forgiven.
        if !media::may_be_form(headers) {
            return Ok(Self::default());
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| Refusal::Unreadable)?;
        let mut form = Self::default();
        for (name, value) in form::pairs(text) {
            let is_repeated = match name.as_str() {
                "grant_type" => form.grant_type.replace(value).is_some(),
                "client_id" => form.client_id.replace(value).is_some(),
                "client_secret" => form.client_secret.replace(Zeroizing::new(value)).is_some(),
                _ => false,
            };
            // RFC 6749 §3.2: parameters must not be included more than once.
            if is_repeated {
                return Err(Refusal::Unreadable);
            }
        }
        Ok(form)
    }

    fn credentials(&self) -> Option<(String, Zeroizing<String>)> {
        Some((self.client_id.clone()?, self.client_secret.clone()?))
    }
}
