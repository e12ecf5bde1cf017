//! Cookies of the workspace.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One cookie of `GET /api/cookies`, by domain, path and name. Its value stays with the program until it is revealed.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct JarCookie {
    /// Name.
    pub(crate) name: String,
    /// Characters of the value.
    pub(crate) value_characters: usize,
    /// Domain, lower case.
    pub(crate) domain: String,
    /// Whether it goes to exactly that host only.
    pub(crate) is_host_only: bool,
    /// Path.
    pub(crate) path: String,
    /// Seconds since 1970 UTC; absent for one that ends with the session.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires_at: Option<i64>,
    /// Whether it is sent over TLS (and to this machine) only.
    pub(crate) is_secure: bool,
    /// Whether scripts in a browser cannot read it.
    pub(crate) is_http_only: bool,
    /// `Strict`, `Lax`, `None`, as received; absent when not said.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) same_site: Option<String>,
}

/// Names one cookie: `POST /api/cookies/reveal`, and part of other commands.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct CookieName {
    /// Domain.
    pub(crate) domain: String,
    /// Path.
    pub(crate) path: String,
    /// Name.
    pub(crate) name: String,
}

/// Answer of `POST /api/cookies/reveal`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct CookieValue {
    /// The value.
    pub(crate) value: String,
}

/// `POST /api/cookies/set`: makes a cookie, or puts it in the place of another one.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SetCookie {
    /// The one that it replaces; absent makes a further one.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) replaces: Option<CookieName>,
    /// Name.
    pub(crate) name: String,
    /// Value; absent keeps that of the one it replaces.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) value: Option<String>,
    /// Domain.
    pub(crate) domain: String,
    /// Whether it goes to exactly that host only.
    pub(crate) is_host_only: bool,
    /// Path; empty means `/`.
    pub(crate) path: String,
    /// Seconds since 1970 UTC; absent ends with the session.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) expires_at: Option<i64>,
    /// Whether it is sent over TLS (and to this machine) only.
    pub(crate) is_secure: bool,
    /// Whether scripts in a browser cannot read it.
    pub(crate) is_http_only: bool,
    /// `Strict`, `Lax` or `None`; absent when not said.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) same_site: Option<String>,
}

/// `POST /api/cookies/delete`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct DeleteCookies {
    /// Which ones.
    pub(crate) which: CookieChoice,
}

/// Which cookies.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CookieChoice {
    /// This one.
    One(CookieName),
    /// All of exactly this domain.
    Domain(String),
    /// All of the workspace.
    All,
}

/// Answer of `POST /api/cookies/delete`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DeletedCookies {
    /// How many are gone.
    pub(crate) count: usize,
    /// Takes it back once: `POST /api/cookies/restore`.
    pub(crate) undo: String,
}

/// `POST /api/cookies/restore`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RestoreCookies {
    /// From the answer of the deletion.
    pub(crate) undo: String,
}
