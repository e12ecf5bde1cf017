//! Authorization settings as they are saved. Every text may hold placeholders.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a request proves who sends it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Auth {
    /// No authorization. In a file: absent.
    #[default]
    None,
    /// What the parent has. In a file: `inherit`.
    Inherit,
    /// `Authorization: Bearer TOKEN`, RFC 6750 §2.1.
    Bearer {
        /// The token.
        token: String,
    },
    /// `Authorization: Basic …`, RFC 7617.
    Basic(Basic),
    /// A key in a header or in the query.
    ApiKey(ApiKey),
    /// OAuth 2.0, RFC 6749.
    #[serde(rename = "oauth2")]
    OAuth2(Box<OAuth2>),
    /// A kind that is kept in the file but cannot be sent; holds its type word.
    Unsupported {
        /// The `type` in the file, such as `digest`.
        kind: String,
    },
}

impl Auth {
    /// The `type` of this kind in a collection's files and on the wire to the page: `none`, `api_key`, `oauth2`.
    pub fn kind(&self) -> &str {
        match self {
            Self::None => "none",
            Self::Inherit => "inherit",
            Self::Bearer { .. } => "bearer",
            Self::Basic(_) => "basic",
            Self::ApiKey(_) => "api_key",
            Self::OAuth2(_) => "oauth2",
            Self::Unsupported { kind } => kind,
        }
    }

    /// The word for this kind in messages, as the screens spell it.
    pub fn label(&self) -> &str {
        match self {
            Self::None => "No Auth",
            Self::Inherit => "Inherit auth from parent",
            Self::Bearer { .. } => "Bearer Token",
            Self::Basic(_) => "Basic Auth",
            Self::ApiKey(_) => "API Key",
            Self::OAuth2(_) => "OAuth 2.0",
            Self::Unsupported { kind } => kind,
        }
    }

    /// The fields that hold a secret, each with the name under which its value is kept in the secret store.
    pub fn secrets(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Bearer { token } => vec![("bearerToken", token)],
            Self::Basic(basic) => vec![("password", &basic.password)],
            Self::ApiKey(key) => vec![("apiKey", &key.value)],
            Self::OAuth2(oauth) => vec![("clientSecret", &oauth.client_secret)],
            Self::None | Self::Inherit | Self::Unsupported { .. } => Vec::new(),
        }
    }

    /// As [`Auth::secrets`], to be changed.
    pub fn secrets_mut(&mut self) -> Vec<(&'static str, &mut String)> {
        match self {
            Self::Bearer { token } => vec![("bearerToken", token)],
            Self::Basic(basic) => vec![("password", &mut basic.password)],
            Self::ApiKey(key) => vec![("apiKey", &mut key.value)],
            Self::OAuth2(oauth) => vec![("clientSecret", &mut oauth.client_secret)],
            Self::None | Self::Inherit | Self::Unsupported { .. } => Vec::new(),
        }
    }
}

/// User name and password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Basic {
    /// User name; must not hold a colon once resolved.
    pub username: String,
    /// Password.
    pub password: String,
}

/// A named key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ApiKey {
    /// Header or query name.
    pub key: String,
    /// The key itself.
    pub value: String,
    /// Where it goes.
    pub placement: ApiKeyPlacement,
}

/// Where an API key goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ApiKeyPlacement {
    /// A header row.
    #[default]
    Header,
    /// A query pair.
    Query,
}

/// OAuth 2.0 settings. A block in which only `token_name` is set uses the newest token of that name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OAuth2 {
    /// Grant type.
    pub grant: Grant,
    /// Token endpoint, `accessTokenUrl`.
    pub access_token_url: String,
    /// Refresh endpoint; empty means the token endpoint.
    pub refresh_token_url: String,
    /// Authorization endpoint of the browser grants.
    pub authorization_url: String,
    /// Redirection endpoint of the browser grants.
    pub callback_url: String,
    /// Client id.
    pub client_id: String,
    /// Client secret, usually a `{{vault:NAME}}` reference.
    pub client_secret: String,
    /// How the client proves itself at the token endpoint.
    pub client_authentication: ClientAuthentication,
    /// Whether id and secret are sent in the Basic header without the form encoding of RFC 6749 §2.3.1,
    /// for servers that do not decode it. Saved as an extension, only when true.
    pub sends_credentials_unencoded: bool,
    /// User name and password of the password grant.
    pub resource_owner: Basic,
    /// Scopes, separated by blanks.
    pub scope: String,
    /// State of the browser grants.
    pub state: String,
    /// Token Name, `tokenConfig.id`.
    pub token_name: String,
    /// Where the token goes in a request.
    pub token_placement: TokenPlacement,
    /// Whether a missing or expired token is fetched on Send, `settings.autoFetchToken`.
    pub fetches_automatically: bool,
    /// Whether an expiring token is renewed before Send, `settings.autoRefreshToken`.
    pub renews_automatically: bool,
    /// Extra parameters of the authorization request.
    pub authorization_parameters: Vec<ExtraParameter>,
    /// Extra parameters of the token request.
    pub token_parameters: Vec<ExtraParameter>,
    /// Extra parameters of the refresh request.
    pub refresh_parameters: Vec<ExtraParameter>,
}

/// OAuth 2.0 grant, `flow` in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// RFC 6749 §4.4.
    #[default]
    ClientCredentials,
    /// RFC 6749 §4.1.
    AuthorizationCode,
    /// RFC 6749 §4.2.
    Implicit,
    /// RFC 6749 §4.3.
    Password,
}

/// How a client proves itself at the token endpoint, RFC 6749 §2.3.1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthentication {
    /// `Send as Basic Auth header`.
    #[default]
    BasicHeader,
    /// `Send client credentials in body`.
    Body,
}

/// Where an access token goes, `tokenConfig.placement`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum TokenPlacement {
    /// A header with this prefix before the token.
    Header {
        /// Header name; anything but `Authorization` is saved as an extension.
        name: String,
        /// Prefix, usually `Bearer`; may be empty.
        prefix: String,
    },
    /// A query pair.
    Query {
        /// Name of the pair, usually `access_token`.
        name: String,
    },
}

impl Default for TokenPlacement {
    fn default() -> Self {
        Self::Header { name: "Authorization".to_owned(), prefix: "Bearer".to_owned() }
    }
}

/// One extra parameter of a token request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExtraParameter {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
    /// Where it goes.
    pub send_in: SendIn,
    /// Whether it is sent; a switched-off one is saved as an extension.
    pub is_enabled: bool,
}

/// Where an extra parameter of a token request goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SendIn {
    /// Form field of the body.
    #[default]
    Body,
    /// Query pair.
    Url,
    /// Header row.
    Header,
}
