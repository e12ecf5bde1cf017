//! A request with nothing left to replace.

use std::path::PathBuf;

use bytes::Bytes;
use serde::Serialize;

use crate::{Address, Secret};

/// A request in which every placeholder is replaced. `resolve` makes it, `auth` adds its rows, `wire` sends it.
#[derive(Debug, Clone)]
pub struct ResolvedRequest {
    /// Method token, case kept.
    pub method: String,
    /// Where it goes, byte for byte as it will be asked.
    pub address: Address,
    /// Header rows in the order they are sent. `wire` adds only what a hop decides: Host in front, Content-Length, Cookie.
    pub headers: Vec<HeaderRow>,
    /// Names (lower case) of generated headers that must not be sent, those that `wire` would add included.
    pub suppressed_headers: Vec<String>,
    /// The body's pieces in order; `None` is no body, an empty list a body of no bytes.
    pub body: Option<Vec<Chunk>>,
    /// Credentials that `auth` has yet to apply.
    pub auth: ResolvedAuth,
    /// How it is sent.
    pub options: SendOptions,
    /// Every secret that went into it, for masking.
    pub secrets: Vec<Secret>,
}

/// A header row and who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderRow {
    /// Name, case kept.
    pub name: String,
    /// Value; UTF-8 is sent as it is. Holds no CR, LF or NUL.
    pub value: String,
    /// Who made it.
    pub origin: Origin,
}

/// Who made a header row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The person, or an import.
    Typed,
    /// The request's authorization.
    Auth,
    /// This program.
    Generated,
    /// The cookie jar.
    Cookie,
}

/// One piece of a body.
#[derive(Debug, Clone)]
pub enum Chunk {
    /// Bytes in memory.
    Bytes(Bytes),
    /// A file, streamed from disk when sent.
    File(PathBuf),
}

/// Credentials with nothing left to replace.
#[derive(Debug, Clone, Default)]
pub enum ResolvedAuth {
    /// Nothing to add.
    #[default]
    None,
    /// A bearer token.
    Bearer {
        /// The token.
        token: Secret,
    },
    /// User name and password.
    Basic {
        /// User name.
        username: String,
        /// Password.
        password: Secret,
    },
    /// A header row.
    HeaderKey {
        /// Header name.
        name: String,
        /// The key.
        value: Secret,
    },
    /// A query pair.
    QueryKey {
        /// Name.
        name: String,
        /// The key.
        value: Secret,
    },
    /// An OAuth 2.0 access token, to be found or fetched.
    OAuth2(Box<ResolvedOAuth2>),
}

/// OAuth 2.0 settings with nothing left to replace.
#[derive(Debug, Clone)]
pub struct ResolvedOAuth2 {
    /// Grant type.
    pub grant: ResolvedGrant,
    /// Token endpoint; empty in a block in which only a token was chosen.
    pub token_url: String,
    /// Client id.
    pub client_id: String,
    /// Client secret.
    pub client_secret: Secret,
    /// How the client proves itself.
    pub client_authentication: ResolvedClientAuthentication,
    /// Scopes, separated by blanks.
    pub scope: String,
    /// Token Name.
    pub token_name: String,
    /// Where the token goes.
    pub placement: ResolvedPlacement,
    /// Whether a missing or expired token may be fetched on Send.
    pub fetches_automatically: bool,
    /// Extra parameters of the token request.
    pub parameters: Vec<ResolvedParameter>,
    /// What becomes of a refresh token, when an answer has one.
    pub refresh: ResolvedRefresh,
}

/// How a token is renewed by a refresh token, RFC 6749 §6.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResolvedRefresh {
    /// Whether it is used at all.
    pub is_wanted: bool,
    /// Where it goes; empty means the token endpoint.
    pub url: String,
    /// Extra parameters of the request.
    pub parameters: Vec<ResolvedParameter>,
}

/// The grants that can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResolvedGrant {
    /// RFC 6749 §4.4.
    ClientCredentials,
}

/// How a client proves itself at the token endpoint, RFC 6749 §2.3.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResolvedClientAuthentication {
    /// Basic header, id and secret form-encoded first.
    BasicHeader,
    /// Basic header, id and secret as they are, for servers that do not decode.
    BasicHeaderUnencoded,
    /// Form fields.
    Body,
}

/// Where an access token goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedPlacement {
    /// A header row `NAME: PREFIX TOKEN`.
    Header {
        /// Header name.
        name: String,
        /// Prefix; empty means the token alone.
        prefix: String,
    },
    /// A query pair.
    Query {
        /// Name of the pair.
        name: String,
    },
}

/// One extra parameter of a token request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedParameter {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
    /// Where it goes.
    pub send_in: ResolvedSendIn,
}

/// Where an extra parameter of a token request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResolvedSendIn {
    /// Form field.
    Body,
    /// Query pair.
    Url,
    /// Header row.
    Header,
}

/// How one request is sent; the same for all its hops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendOptions {
    /// HTTP version.
    pub http_version: HttpVersion,
    /// Whether the server's certificate is checked.
    pub verifies_certificates: bool,
    /// Whether redirects are followed.
    pub follows_redirects: bool,
    /// Most redirects followed.
    pub max_redirects: u32,
    /// Keep method and body on 301, 302 and 303.
    pub keeps_method_on_redirect: bool,
    /// Send credentials on to another host.
    pub forwards_authorization: bool,
    /// Leave out the Referer header that a redirect would bring.
    pub removes_referer_on_redirect: bool,
    /// Whether the cookie jar takes part.
    pub uses_cookies: bool,
    /// Longest wait for the whole exchange, in milliseconds; `None` waits for ever.
    pub timeout_ms: Option<u64>,
    /// Longest wait for a connection, name look-up and TLS included, in milliseconds; `None` waits for ever.
    pub connect_timeout_ms: Option<u64>,
    /// Longest body of an answer that is taken, decoded; `None` takes all.
    pub body_bytes_max: Option<u64>,
}

impl Default for SendOptions {
    fn default() -> Self {
        Self {
            http_version: HttpVersion::Auto,
            verifies_certificates: true,
            follows_redirects: true,
            max_redirects: 10,
            keeps_method_on_redirect: false,
            forwards_authorization: false,
            removes_referer_on_redirect: false,
            uses_cookies: true,
            timeout_ms: None,
            connect_timeout_ms: None,
            body_bytes_max: None,
        }
    }
}

/// Which HTTP version a request asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HttpVersion {
    /// HTTP/2 where TLS agrees on it, HTTP/1.1 elsewhere.
    #[default]
    Auto,
    /// HTTP/1.1.
    Http1,
    /// HTTP/2; on plain `http:` with prior knowledge.
    Http2,
}
