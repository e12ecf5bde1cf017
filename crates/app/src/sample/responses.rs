//! What the sample API answers: a token for the one client it knows, and users who live in memory.
//!
//! Client and secret are in its description for everybody to read. They protect nothing: there is nothing to protect. Only its
//! own address is answered, so that no page of a foreign site plays with it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::rejection::{FormRejection, JsonRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Form, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::guards;
use crate::state::App;

const CLIENT_ID: &str = "sample-client";
const CLIENT_SECRET: &str = "sample-password";
/// Both in a header, as Base64.
const BASIC: &str = "Basic c2FtcGxlLWNsaWVudDpzYW1wbGUtcGFzc3dvcmQ=";

const TOKEN_LIFE_S: i64 = 600;
/// So many tokens are good at once; an older one ends early.
const TOKENS_MAX: usize = 32;
const BODY_BYTES_MAX: usize = 64 * 1024;

/// What it knows.
struct Known {
    app: Arc<App>,
    users: Mutex<Vec<User>>,
    /// Each with the time at which it ends, milliseconds since 1970 UTC.
    tokens: Mutex<Vec<(String, i64)>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    first_name: String,
    last_name: String,
    email: String,
    role: Role,
    is_active: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Role {
    Postmaster,
    Rider,
    Clerk,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    role: Option<Role>,
}

/// Everything it answers to.
pub(super) fn router(app: &Arc<App>, port: u16) -> Router {
    let known = Arc::new(Known { app: Arc::clone(app), users: Mutex::new(users_at_first()), tokens: Mutex::default() });
    let for_its_client = Router::new()
        .route("/v1/users", get(list))
        .route("/v1/users/{id}", get(one).put(change))
        .layer(middleware::from_fn_with_state(Arc::clone(&known), bearer));
    Router::new()
        .route("/token", post(token))
        .route("/v1/status", get(status))
        .merge(for_its_client)
        .fallback(async || refused(StatusCode::NOT_FOUND, "not_found", "There is no such address."))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(move |request: Request, next: Next| async move {
            match guards::check_address(request.headers(), port) {
                Ok(()) => next.run(request).await,
                Err(refusal) => refusal.into_response(),
            }
        }))
        .with_state(known)
}

async fn status(State(known): State<Arc<Known>>) -> Response {
    Json(json!({"status": "ok", "users": known.users().len()})).into_response()
}

/// The token endpoint (RFC 6749 §4.4), with the client's secret in a header or in the body (§2.3.1).
async fn token(
    State(known): State<Arc<Known>>,
    headers: HeaderMap,
    form: Result<Form<HashMap<String, String>>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else {
        return token_refused(StatusCode::BAD_REQUEST, "invalid_request", "Send a form with grant_type.");
    };
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let is_client = match headers.get(header::AUTHORIZATION) {
        Some(given) => given == BASIC,
        None => field("client_id") == CLIENT_ID && field("client_secret") == CLIENT_SECRET,
    };
    if !is_client {
        let message = "Client ID or Client Secret is wrong; the description of the collection has both.";
        let answer = token_refused(StatusCode::UNAUTHORIZED, "invalid_client", message);
        return ([(header::WWW_AUTHENTICATE, "Basic realm=\"Sample API\"")], answer).into_response();
    }
    if field("grant_type") != "client_credentials" {
        let message = "Only client_credentials is known here.";
        return token_refused(StatusCode::BAD_REQUEST, "unsupported_grant_type", message);
    }
    let token = known.app.engine.new_id();
    let mut tokens = known.tokens();
    let surplus = (tokens.len() + 1).saturating_sub(TOKENS_MAX);
    tokens.drain(..surplus);
    tokens.push((token.clone(), known.app.engine.now_ms() + TOKEN_LIFE_S * 1000));
    let answer = json!({"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_LIFE_S});
    ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

/// Lets in only who shows a token that is good.
async fn bearer(State(known): State<Arc<Known>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|value| value.strip_prefix("Bearer "));
    let now_ms = known.app.engine.now_ms();
    let is_good = token.is_some_and(|token| known.tokens().iter().any(|(own, ends)| own == token && *ends > now_ms));
    if is_good {
        return next.run(request).await;
    }
    let answer = refused(StatusCode::UNAUTHORIZED, "invalid_token", "There is no token, or it has run out.");
    ([(header::WWW_AUTHENTICATE, "Bearer realm=\"Sample API\"")], answer).into_response()
}

async fn list(State(known): State<Arc<Known>>, wanted: Result<Query<Wanted>, QueryRejection>) -> Response {
    let Ok(Query(Wanted { role })) = wanted else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "unknown_role", "Roles are Postmaster, Rider and Clerk.");
    };
    let users = known.users();
    let found: Vec<&User> = users.iter().filter(|user| role.is_none_or(|role| user.role == role)).collect();
    Json(found).into_response()
}

async fn one(State(known): State<Arc<Known>>, Path(id): Path<String>) -> Response {
    match known.users().iter().find(|user| user.id == id) {
        Some(user) => Json(user).into_response(),
        None => nobody(&id),
    }
}

async fn change(
    State(known): State<Arc<Known>>,
    Path(id): Path<String>,
    wanted: Result<Json<User>, JsonRejection>,
) -> Response {
    let mut users = known.users();
    let Some(user) = users.iter_mut().find(|user| user.id == id) else { return nobody(&id) };
    let wanted = match wanted {
        Ok(Json(wanted)) => wanted,
        Err(error) => return refused(StatusCode::UNPROCESSABLE_ENTITY, "no_user", &error.body_text()),
    };
    if wanted.id != id {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "other_id", "The id cannot be changed.");
    }
    if !wanted.email.contains('@') {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "no_email", "The email has no @.");
    }
    *user = wanted;
    Json(&*user).into_response()
}

impl Known {
    fn users(&self) -> MutexGuard<'_, Vec<User>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tokens(&self) -> MutexGuard<'_, Vec<(String, i64)>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn nobody(id: &str) -> Response {
    refused(StatusCode::NOT_FOUND, "not_found", &format!("There is no user {id}."))
}

fn refused(status: StatusCode, error: &str, message: &str) -> Response {
    (status, Json(json!({"error": error, "message": message}))).into_response()
}

/// As RFC 6749 §5.2 names the members.
fn token_refused(status: StatusCode, error: &str, description: &str) -> Response {
    (status, Json(json!({"error": error, "error_description": description}))).into_response()
}

fn users_at_first() -> Vec<User> {
    let people = [
        ("1", "Harriet", "Okafor", Role::Postmaster, true),
        ("2", "Ines", "Kallas", Role::Rider, true),
        ("3", "Tomasz", "Lindqvist", Role::Rider, true),
        ("4", "Wei", "Marchetti", Role::Clerk, true),
        ("5", "Jonas", "Petrakis", Role::Rider, false),
    ];
    let user = |(id, first, last, role, is_active): (&str, &str, &str, Role, bool)| User {
        id: id.to_owned(),
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: format!("{}.{}@post.example", first.to_lowercase(), last.to_lowercase()),
        role,
        is_active,
    };
    people.map(user).into()
}
