//! Cookies of the workspace.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One cookie of `GET /api/cookies`, by domain, path and name. Its value stays with the program until it is revealed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct JarCookie {
    /// Name.
    pub name: String,
    /// Characters of the value.
    pub value_characters: usize,
    /// Domain, lower case.
    pub domain: String,
    /// Whether it goes to exactly that host only.
    pub is_host_only: bool,
    /// Path.
    pub path: String,
    /// Seconds since 1970 UTC; absent for one that ends with the session.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<i64>,
    /// Whether it is sent over TLS (and to this machine) only.
    pub is_secure: bool,
    /// Whether scripts in a browser cannot read it.
    pub is_http_only: bool,
    /// `Strict`, `Lax`, `None`, as received; absent when not said.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_site: Option<String>,
}

/// Names one cookie: `POST /api/cookies/reveal`, and part of other commands.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CookieName {
    /// Domain.
    pub domain: String,
    /// Path.
    pub path: String,
    /// Name.
    pub name: String,
}

/// Answer of `POST /api/cookies/reveal`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CookieValue {
    /// The value.
    pub value: String,
}

/// `POST /api/cookies/set`: makes a cookie, or puts it in the place of another one.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SetCookie {
    /// The one that it replaces; absent makes a further one.
    #[serde(default)]
    #[ts(optional)]
    pub replaces: Option<CookieName>,
    /// Name.
    pub name: String,
    /// Value; absent keeps that of the one it replaces.
    #[serde(default)]
    #[ts(optional)]
    pub value: Option<String>,
    /// Domain.
    pub domain: String,
    /// Whether it goes to exactly that host only.
    pub is_host_only: bool,
    /// Path; empty means `/`.
    pub path: String,
    /// Seconds since 1970 UTC; absent ends with the session.
    #[serde(default)]
    #[ts(optional)]
    pub expires_at: Option<i64>,
    /// Whether it is sent over TLS (and to this machine) only.
    pub is_secure: bool,
    /// Whether scripts in a browser cannot read it.
    pub is_http_only: bool,
    /// `Strict`, `Lax` or `None`; absent when not said.
    #[serde(default)]
    #[ts(optional)]
    pub same_site: Option<String>,
}

/// `POST /api/cookies/delete`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DeleteCookies {
    /// Which ones.
    pub which: CookieChoice,
}

/// Which cookies.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CookieChoice {
    /// This one.
    One(CookieName),
    /// All of exactly this domain.
    Domain(String),
    /// All of the workspace.
    All,
}

/// Answer of `POST /api/cookies/delete`.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeletedCookies {
    /// How many are gone.
    pub count: usize,
    /// Takes it back once: `POST /api/cookies/restore`.
    pub undo: String,
}

/// `POST /api/cookies/restore`.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RestoreCookies {
    /// From the answer of the deletion.
    pub undo: String,
}
