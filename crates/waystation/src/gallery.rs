//! The Server UI: its page under `/gallery`, and the API by which it asks and changes.
//!
//! ```text
//! row of the table ─▶ foreign origin? ─▶ CSRF token ─▶ session ─▶ first step, role ─▶ handler ─▶ response or `ErrorView`
//! ```
//!
//! The first that refuses gives the response. The rules of the domain are those of the Server API V3, in `users::rules` and in the
//! store; only what V3 lacks (pages of a list, versions, sessions) is here.

pub mod forms;
pub mod views;

mod administration;
mod page;
mod people;
mod profile;
mod refusal;
mod response;
mod session;
mod sign_in;
mod visit;

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Extension, State};
use axum::response::Response;
use http::{HeaderMap, Method, Request, StatusCode, Uri};
use waystation_store::{FirstStep, Role};

use crate::address::Origin;
use crate::page_files;
use crate::server::Server;
use page::BASE;
pub(crate) use refusal::Refusal;
pub(crate) use visit::{Reply, Visit};

/// Where their API begins.
pub(crate) const API_BASE: &str = "/gallery/api/";

/// One method on one address.
pub struct Route {
    /// The method. Only `GET` changes nothing.
    pub method: Method,
    /// The path behind [`API_BASE`], with `{id}` for a user's id.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
    run: Handler,
}

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Everybody.
    Anybody,
    /// Who has signed in, even if a first step is still to be made.
    Beginner,
    /// Who has signed in and made the first step.
    SignedIn,
    /// The same, as a Curator.
    Curator,
}

type Handler = fn(Visit) -> Pin<Box<dyn Future<Output = Result<Reply, Refusal>> + Send>>;

const fn row(method: Method, path: &'static str, caller: Caller, run: Handler) -> Route {
    Route { method, path, caller, run }
}

/// All routes of the API.
pub static ROUTES: &[Route] = &[
    row(Method::GET, "session", Caller::Anybody, |visit| Box::pin(sign_in::session(visit))),
    row(Method::POST, "sign-in", Caller::Anybody, |visit| Box::pin(sign_in::sign_in(visit))),
    row(Method::POST, "sign-up", Caller::Anybody, |visit| Box::pin(sign_in::sign_up(visit))),
    row(Method::POST, "sign-out", Caller::Anybody, |visit| Box::pin(sign_in::sign_out(visit))),
    row(Method::POST, "first-sign-in", Caller::Beginner, |visit| Box::pin(sign_in::first_sign_in(visit))),
    row(Method::GET, "server", Caller::SignedIn, |visit| Box::pin(profile::server(visit))),
    row(Method::GET, "profile", Caller::SignedIn, |visit| Box::pin(profile::get(visit))),
    row(Method::PATCH, "profile", Caller::SignedIn, |visit| Box::pin(profile::change(visit))),
    row(Method::POST, "profile/password", Caller::SignedIn, |visit| Box::pin(profile::change_password(visit))),
    row(Method::GET, "profile/sessions", Caller::SignedIn, |visit| Box::pin(profile::sessions(visit))),
    row(Method::POST, "profile/sessions/end", Caller::SignedIn, |visit| Box::pin(profile::end_sessions(visit))),
    row(Method::GET, "profile/keys", Caller::SignedIn, |visit| Box::pin(profile::keys(visit))),
    row(Method::POST, "profile/keys/reveal", Caller::SignedIn, |visit| Box::pin(profile::reveal_secret(visit))),
    row(Method::POST, "profile/keys/roll", Caller::SignedIn, |visit| Box::pin(profile::roll_keys(visit))),
    row(Method::GET, "users", Caller::Curator, |visit| Box::pin(people::list(visit))),
    row(Method::POST, "users", Caller::Curator, |visit| Box::pin(people::create(visit))),
    row(Method::GET, "users/{id}", Caller::Curator, |visit| Box::pin(people::get(visit))),
    row(Method::PATCH, "users/{id}", Caller::Curator, |visit| Box::pin(people::change(visit))),
    row(Method::DELETE, "users/{id}", Caller::Curator, |visit| Box::pin(people::remove(visit))),
    row(Method::POST, "users/{id}/deactivate", Caller::Curator, |visit| Box::pin(people::deactivate(visit))),
    row(Method::POST, "users/{id}/reactivate", Caller::Curator, |visit| Box::pin(people::reactivate(visit))),
    row(Method::POST, "users/{id}/password", Caller::Curator, |visit| Box::pin(people::reset_password(visit))),
    row(Method::POST, "users/{id}/keys/roll", Caller::Curator, |visit| Box::pin(people::roll_keys(visit))),
    row(Method::GET, "settings", Caller::Curator, |visit| Box::pin(administration::settings(visit))),
    row(Method::PATCH, "settings", Caller::Curator, |visit| Box::pin(administration::change_settings(visit))),
    row(Method::GET, "audit", Caller::Curator, |visit| Box::pin(administration::audit(visit))),
];

/// The id in `path`, which is behind [`API_BASE`], if it fits the template; `""` where the template has none.
fn id_in<'p>(template: &str, path: &'p str) -> Option<&'p str> {
    let Some((before, behind)) = template.split_once("{id}") else { return (template == path).then_some("") };
    let id = path.strip_prefix(before)?.strip_suffix(behind)?;
    (!id.is_empty() && !id.contains('/')).then_some(id)
}

/// What is logged for an address under [`BASE`], because it names nobody.
pub(crate) fn logged(path: &str) -> Option<&'static str> {
    if let Some(path) = path.strip_prefix(API_BASE) {
        return Some(
            ROUTES.iter().map(|route| route.path).find(|template| id_in(template, path).is_some()).unwrap_or("unknown"),
        );
    }
    path.strip_prefix(BASE).filter(|rest| rest.is_empty() || rest.starts_with('/')).map(|_| BASE)
}

/// Responds to whatever comes under [`API_BASE`].
pub(crate) async fn api(
    State(server): State<Arc<Server>>,
    Extension(peer): Extension<SocketAddr>,
    Extension(origin): Extension<Origin>,
    request: Request<Body>,
) -> Response {
    let response = match route(request.method(), request.uri().path()) {
        Ok((route, id)) => run(server, route, &id, (peer, origin), request).await,
        Err(refusal) => Err(refusal),
    };
    response.map_or_else(Refusal::into_response, Reply::into_response)
}

fn route(method: &Method, path: &str) -> Result<(&'static Route, String), Refusal> {
    let path = path.strip_prefix(API_BASE).unwrap_or_default();
    let here: Vec<(&Route, &str)> = ROUTES.iter().filter_map(|route| Some((route, id_in(route.path, path)?))).collect();
    match here.iter().find(|(route, _)| route.method == *method) {
        Some((route, id)) => Ok((route, (*id).to_owned())),
        None if here.is_empty() => Err(Refusal::UnknownAddress),
        None => {
            let methods: Vec<&str> = here.iter().map(|(route, _)| route.method.as_str()).collect();
            Err(Refusal::WrongMethod { allowed: methods.join(", ") })
        }
    }
}

async fn run(
    server: Arc<Server>,
    route: &Route,
    id: &str,
    (peer, origin): (SocketAddr, Origin),
    request: Request<Body>,
) -> Result<Reply, Refusal> {
    if route.method != Method::GET {
        session::check_origin(request.headers(), &origin)?;
        session::check_form(request.headers(), &server.key)?;
    }
    let (parts, body) = request.into_parts();
    let mut visit = Visit::of(server, parts, (peer.ip(), origin), id);
    visit.sign_in_of_cookie().await?;
    admit(&visit, route.caller)?;
    visit.read(body).await?;
    (route.run)(visit).await
}

fn admit(visit: &Visit, caller: Caller) -> Result<(), Refusal> {
    if caller == Caller::Anybody {
        return Ok(());
    }
    let signed_in = visit.signed_in()?;
    if caller == Caller::Beginner {
        return Ok(());
    }
    if signed_in.first_step != FirstStep::None {
        return Err(Refusal::FirstSignIn);
    }
    if caller == Caller::Curator && signed_in.user.role != Role::Curator {
        return Err(Refusal::NotCurator);
    }
    Ok(())
}

/// Responds to whatever comes under [`BASE`] but not under [`API_BASE`].
pub(crate) async fn page(State(server): State<Arc<Server>>, uri: Uri, headers: HeaderMap) -> Response {
    page::respond(&server, &uri, &headers).await
}

/// Leads from the server's own address to the pages. Not for ever: it may get a page of its own.
pub(crate) async fn lead() -> Response {
    page_files::leading(StatusCode::FOUND, BASE)
}

#[cfg(test)]
mod tests;
