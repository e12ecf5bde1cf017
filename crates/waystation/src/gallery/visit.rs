//! One call of the pages, and its response.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Query;
use axum::response::Response;
use bytes::Bytes;
use http::header::{SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use waystation_store::{Actor, Id, SessionWithOwner, Via};

use super::refusal::Refusal;
use super::response;
use super::session::{self, Cookie};
use crate::address::Origin;
use crate::body;
use crate::media::{self, Media};
use crate::server::Server;

/// The longest body the pages send.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// A call that waits for its response.
pub(crate) struct Visit {
    pub(crate) server: Arc<Server>,
    pub(crate) now: Timestamp,
    /// From where it came.
    pub(crate) address: IpAddr,
    /// How the server was addressed.
    pub(crate) origin: Origin,
    /// The cookie that came, if it has the shape of one.
    pub(crate) cookie: Option<Cookie>,
    signed_in: Option<SessionWithOwner>,
    headers: HeaderMap,
    uri: Uri,
    id: String,
    body: Bytes,
}

impl Visit {
    pub(crate) fn of(server: Arc<Server>, parts: Parts, (address, origin): (IpAddr, Origin), id: &str) -> Self {
        let now = server.clock.now();
        let cookie = Cookie::of(&parts.headers);
        let (headers, uri, id) = (parts.headers, parts.uri, id.to_owned());
        Self { server, now, address, origin, cookie, signed_in: None, headers, uri, id, body: Bytes::new() }
    }

    /// Finds out who sent the cookie.
    pub(crate) async fn sign_in_of_cookie(&mut self) -> Result<(), Refusal> {
        if let Some(cookie) = &self.cookie {
            self.signed_in = session::signed_in(&self.server, cookie, self.now).await?;
        }
        Ok(())
    }

    /// Who calls.
    pub(crate) fn signed_in(&self) -> Result<&SessionWithOwner, Refusal> {
        self.signed_in.as_ref().ok_or(Refusal::SignedOut)
    }

    /// Who does it, for the audit list.
    pub(crate) fn by(&self) -> Actor {
        let user_id = self.signed_in.as_ref().map(|signed_in| signed_in.user.id);
        Actor { user_id, via: Via::Ui, address: Some(self.address), at: self.now }
    }

    /// What the browser calls itself.
    pub(crate) fn agent(&self) -> String {
        let agent = self.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        agent.chars().take(200).collect()
    }

    /// The id in the path; one that cannot be an id is an unknown user.
    pub(crate) fn id(&self) -> Result<Id, Refusal> {
        self.id.parse().map_err(|_| Refusal::UnknownUser)
    }

    /// The query as a type; empty parameters count as absent.
    pub(crate) fn query<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        let pairs = self.uri.query().unwrap_or_default().split('&');
        let given = pairs.filter(|pair| pair.split_once('=').is_some_and(|(_, value)| !value.is_empty()));
        let uri: Result<Uri, _> = format!("/?{}", given.collect::<Vec<_>>().join("&")).parse();
        let uri = uri.map_err(|error| Refusal::Unreadable(error.to_string()))?;
        let query = Query::try_from_uri(&uri);
        query.map(|Query(value)| value).map_err(|error| Refusal::Unreadable(error.to_string()))
    }

    /// Takes the body in, which is worth waiting for only when the caller may call.
    pub(crate) async fn read(&mut self, body: Body) -> Result<(), Refusal> {
        self.body = body::bytes(body, BODY_BYTES_MAX).await.map_err(Refusal::of_body)?;
        Ok(())
    }

    /// The JSON body as a type.
    pub(crate) fn form<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        if !matches!(media::of(&self.headers), Media::Json) {
            return Err(Refusal::NotJson);
        }
        serde_json::from_slice(&self.body).map_err(|error| Refusal::Unreadable(error.to_string()))
    }
}

/// A success.
pub(crate) struct Reply {
    status: StatusCode,
    body: Vec<u8>,
    cookie: Option<HeaderValue>,
}

impl Reply {
    /// 200 with JSON.
    pub(crate) fn json(value: &impl Serialize) -> Result<Self, Refusal> {
        Self::with(StatusCode::OK, value)
    }

    /// Another status with JSON.
    pub(crate) fn with(status: StatusCode, value: &impl Serialize) -> Result<Self, Refusal> {
        Ok(Self { status, body: serde_json::to_vec(value).map_err(Refusal::Unwritable)?, cookie: None })
    }

    /// 204.
    pub(crate) fn nothing() -> Self {
        Self { status: StatusCode::NO_CONTENT, body: Vec::new(), cookie: None }
    }

    /// The same with a cookie.
    pub(crate) fn setting(self, cookie: HeaderValue) -> Self {
        Self { cookie: Some(cookie), ..self }
    }

    pub(crate) fn into_response(self) -> Response {
        let mut response = response::with_rules(self.status, self.body);
        if let Some(cookie) = self.cookie {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
        response
    }
}
