//! Sessions: the cookie, the proof that a form belongs to it, and who it belongs to.
//!
//! ```text
//! nobody ──GET session──▶ cookie of nobody ──sign-in──▶ another cookie, its hash in the store ──sign-out──▶ another one
//! ```
//!
//! A cookie of nobody is kept nowhere: its CSRF token follows from it and the server key, so that signing in is protected
//! like every other form. A cookie that somebody planted is never one that has signed in.

use std::net::IpAddr;

use http::header::{COOKIE, HeaderMap, HeaderValue, ORIGIN};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;
use waystation_store::{Id, Session, SessionHash, SessionWithOwner, StoreError, sessions};
use zeroize::Zeroizing;

use super::refusal::Refusal;
use crate::address::Origin;
use crate::key::{self, NoRandomness, ServerKey};
use crate::server::Server;
use crate::settings::{ABSOLUTE_LIMIT, IDLE_LIMIT, Settings};

const NAME: &str = "waystation_session";

/// Hex digits of 256 random bits.
const LENGTH: usize = 64;

/// A session is noted as used again after this time.
const NOTED_AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// What the browser keeps. Never printed.
pub(crate) struct Cookie(Zeroizing<String>);

impl Cookie {
    /// One nobody has.
    pub(crate) fn fresh() -> Result<Self, NoRandomness> {
        Ok(Self(Zeroizing::new(key::hex(&*Zeroizing::new(key::random::<32>()?)))))
    }

    /// The one that came; `None` for what has another shape, and for two of them: it is not known whose the first is.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut values = pairs.filter(|(name, _)| *name == NAME).map(|(_, value)| value);
        let value = values.next().filter(|_| values.next().is_none())?;
        let is_ours = value.len() == LENGTH && value.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        is_ours.then(|| Self(Zeroizing::new(value.to_owned())))
    }

    /// What the store finds it by.
    pub(crate) fn hash(&self) -> SessionHash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// What forms of this session carry.
    pub(crate) fn csrf_token(&self, key: &ServerKey) -> String {
        key.proof_of_session(&self.0)
    }

    /// The header that gives it to the browser, until that is closed.
    pub(crate) fn header(&self, origin: &Origin) -> HeaderValue {
        let secure = if origin.scheme == "https" { "; Secure" } else { "" };
        let text = Zeroizing::new(format!("{NAME}={}; Path=/; HttpOnly; SameSite=Lax{secure}", &*self.0));
        let mut header = HeaderValue::from_str(&text).expect("hex digits and words are fit for a header");
        header.set_sensitive(true);
        header
    }
}

/// Refuses what another page made the browser send. Host and port are compared, not the scheme: a proxy that speaks TLS may
/// not say so.
pub(super) fn check_origin(headers: &HeaderMap, own: &Origin) -> Result<(), Refusal> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    let is_foreign = text(ORIGIN.as_str()).is_some_and(|origin| {
        let (scheme, host) = origin.split_once("://").unwrap_or_default();
        let default_port = if scheme == "https" { ":443" } else { ":80" };
        !host.strip_suffix(default_port).unwrap_or(host).eq_ignore_ascii_case(&own.host)
    });
    let is_cross_site = text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    if is_foreign || is_cross_site { Err(Refusal::ForeignOrigin) } else { Ok(()) }
}

/// Refuses a form that does not belong to the session of its cookie.
pub(super) fn check_form(headers: &HeaderMap, key: &ServerKey) -> Result<(), Refusal> {
    let cookie = Cookie::of(headers).ok_or(Refusal::Forged)?;
    let token = headers.get("x-csrf-token").ok_or(Refusal::Forged)?;
    let is_own: bool = cookie.csrf_token(key).as_bytes().ct_eq(token.as_bytes()).into();
    if is_own { Ok(()) } else { Err(Refusal::Forged) }
}

/// Who has signed in with this cookie, if the session has not ended. Notes that it is used.
pub(crate) async fn signed_in(
    server: &Server,
    cookie: &Cookie,
    now: Timestamp,
) -> Result<Option<SessionWithOwner>, StoreError> {
    let hash = cookie.hash();
    let Some(signed_in) = server.store.read(move |rows| sessions::find(rows, &hash)).await? else { return Ok(None) };
    if !is_live(&signed_in.session, &server.settings().await?, now) {
        return Ok(None);
    }
    if now.duration_since(signed_in.session.seen_at) >= NOTED_AGAIN_AFTER {
        server.store.write(move |tx| tx.sessions_mut().note_use(&hash, now)).await?;
    }
    Ok(Some(signed_in))
}

/// Whether neither limit has passed.
pub(super) fn is_live(session: &Session, settings: &Settings, now: Timestamp) -> bool {
    now.duration_since(session.seen_at) < settings.time(&IDLE_LIMIT)
        && now.duration_since(session.made_at) < settings.time(&ABSOLUTE_LIMIT)
}

/// The session of a user that begins now in a browser, with the cookie for it.
pub(super) fn new(user_id: Id, now: Timestamp, browser: Browser) -> Result<(Session, Cookie), NoRandomness> {
    let cookie = Cookie::fresh()?;
    let Browser { address, agent } = browser;
    Ok((Session { hash: cookie.hash(), user_id, made_at: now, seen_at: now, address, agent }, cookie))
}

/// Where somebody signs in.
pub(super) struct Browser {
    /// From which address.
    pub(super) address: IpAddr,
    /// What the browser calls itself; may be empty.
    pub(super) agent: String,
}
