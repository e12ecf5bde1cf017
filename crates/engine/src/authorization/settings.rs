//! Sets and shows authorization. Secrets go to the secret store, the file gets a reference.

use exchange::Secret;
use model::{
    ApiKey, ApiKeyPlacement, Auth, Basic, ClientAuthentication, ExtraParameter, Grant, OAuth2, TokenPlacement,
};
use resolve::{EffectiveAuth, Lineage, Subject};

use crate::authorization::Authorization;
use crate::collection::find::{FoundItem, find_item, method_and_path};
use crate::error::{Error, error_chain};
use crate::workspace::Opened;

/// What an authorization is set on.
#[derive(Debug, Clone, Copy)]
pub enum AuthTarget<'a> {
    /// The collection.
    Collection,
    /// A request or folder in it.
    Item(&'a str),
}

/// A secret field.
#[derive(Debug, Clone, Default)]
pub enum Credential {
    /// As it is.
    #[default]
    Keep,
    /// This value, to be kept in the secret store.
    Value(Secret),
}

/// The authorization to set. Absent fields stay as they are.
#[derive(Debug, Clone)]
pub enum AuthChange {
    /// The parent's.
    Inherit,
    /// None.
    None,
    /// Bearer token.
    Bearer {
        /// The token.
        token: Credential,
    },
    /// User name and password.
    Basic {
        /// User name.
        username: Option<String>,
        /// Password.
        password: Credential,
    },
    /// API key.
    ApiKey {
        /// Name of the header or query pair.
        key: Option<String>,
        /// The key.
        value: Credential,
        /// Where it goes.
        placement: Option<ApiKeyPlacement>,
    },
    /// OAuth 2.0 settings.
    OAuth2(Box<OAuth2Change>),
    /// The newest token of that name.
    Token(String),
}

/// OAuth 2.0 fields to set.
#[derive(Debug, Clone, Default)]
pub struct OAuth2Change {
    /// Grant type.
    pub grant: Option<Grant>,
    /// Token Name.
    pub token_name: Option<String>,
    /// Access Token URL.
    pub token_url: Option<String>,
    /// Client ID.
    pub client_id: Option<String>,
    /// Client Secret.
    pub client_secret: Credential,
    /// Client Authentication.
    pub client_authentication: Option<ClientAuthentication>,
    /// Scope.
    pub scope: Option<String>,
    /// Header Prefix.
    pub header_prefix: Option<String>,
    /// Whether a missing or expired token is fetched on Send.
    pub fetches_automatically: Option<bool>,
    /// Whether id and secret are sent without form encoding.
    pub sends_credentials_unencoded: Option<bool>,
    /// Refresh Token URL.
    pub refresh_token_url: Option<String>,
    /// Whether a token is renewed by its refresh token.
    pub renews_automatically: Option<bool>,
    /// Further parameters of the token request.
    pub token_parameters: Vec<ExtraParameter>,
}

/// An authorization, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownAuth {
    /// Type, as the screens spell it.
    pub label: String,
    /// Whose it is: `collection`, `folder v3`, `request GET /v3/users`.
    pub source: String,
    /// Fields and values; a secret shows as its reference.
    pub fields: Vec<(&'static str, String)>,
}

/// Where a secret is named.
struct Kept<'a> {
    opened: &'a mut Opened,
    path: &'a str,
    name: &'a str,
}

impl Authorization<'_> {
    /// The authorization that an item has itself.
    pub fn own(self, opened: &Opened, target: AuthTarget) -> Result<Auth, Error> {
        Ok(match target {
            AuthTarget::Collection => opened.collection.defaults.auth.clone(),
            AuthTarget::Item(name) => match find_item(&opened.collection, name)? {
                FoundItem::Request(found) => found.request.auth.clone(),
                FoundItem::Folder(folder, _) => folder.defaults.auth.clone(),
            },
        })
    }

    /// Sets an authorization and saves the file it stands in.
    pub fn set(self, opened: &mut Opened, target: AuthTarget, change: AuthChange) -> Result<(), Error> {
        let own = self.own(opened, target)?;
        let path = match target {
            AuthTarget::Collection => String::new(),
            AuthTarget::Item(name) => find_item(&opened.collection, name)?.path().to_owned(),
        };
        let auth = self.changed(opened, &own, change, &path)?;
        save_auth(opened, target, auth)
    }

    fn changed(self, opened: &mut Opened, own: &Auth, change: AuthChange, path: &str) -> Result<Auth, Error> {
        Ok(match change {
            AuthChange::Inherit => Auth::Inherit,
            AuthChange::None => Auth::None,
            AuthChange::Bearer { token } => {
                let known = if let Auth::Bearer { token } = own { token.clone() } else { String::new() };
                Auth::Bearer { token: self.reference(Kept { opened, path, name: "bearerToken" }, token, known)? }
            }
            AuthChange::Basic { username, password } => {
                let known = if let Auth::Basic(basic) = own { basic.clone() } else { Basic::default() };
                let password = self.reference(Kept { opened, path, name: "password" }, password, known.password)?;
                Auth::Basic(Basic { username: username.unwrap_or(known.username), password })
            }
            AuthChange::ApiKey { key, value, placement } => {
                let known = if let Auth::ApiKey(key) = own { key.clone() } else { ApiKey::default() };
                let value = self.reference(Kept { opened, path, name: "apiKey" }, value, known.value)?;
                Auth::ApiKey(ApiKey {
                    key: key.unwrap_or(known.key),
                    value,
                    placement: placement.unwrap_or(known.placement),
                })
            }
            AuthChange::Token(name) => {
                let chosen = OAuth2 { token_name: name, ..automatic() };
                Auth::OAuth2(Box::new(chosen))
            }
            AuthChange::OAuth2(change) => {
                let known = if let Auth::OAuth2(oauth) = own { (**oauth).clone() } else { automatic() };
                let kept = Kept { opened, path, name: "clientSecret" };
                let client_secret = self.reference(kept, change.client_secret.clone(), known.client_secret.clone())?;
                Auth::OAuth2(Box::new(merged(OAuth2 { client_secret, ..known }, *change)))
            }
        })
    }

    /// Keeps a secret and gives what stands in the file for it.
    fn reference(self, kept: Kept<'_>, credential: Credential, known: String) -> Result<String, Error> {
        let Credential::Value(secret) = credential else { return Ok(known) };
        let Kept { opened, path, name } = kept;
        self.engine.secrets().put_away(opened, path, name, &secret)
    }

    /// The authorization that applies at the collection or an item of it, and whose it is.
    pub fn shown(self, opened: &Opened, target: AuthTarget) -> Result<ShownAuth, Error> {
        let lineage = match target {
            AuthTarget::Collection => Lineage::of_collection(&opened.collection),
            AuthTarget::Item(name) => find_item(&opened.collection, name)?.lineage(&opened.collection),
        };
        let EffectiveAuth { auth, source } = lineage.effective_auth();
        let source = match source {
            Subject::Collection(_) => "collection".to_owned(),
            Subject::Folder(folder) => format!("folder {}", folder.path),
            Subject::Request(request) => format!("request {}", method_and_path(request)),
        };
        Ok(ShownAuth { label: auth.label().to_owned(), source, fields: fields(auth) })
    }
}

fn save_auth(opened: &mut Opened, target: AuthTarget, auth: Auth) -> Result<(), Error> {
    let folder = opened.folder.clone();
    let failed = |error: files::SaveError| Error::file("writing", &folder, &error_chain(&error));
    match target {
        AuthTarget::Collection => {
            opened.collection.defaults.auth = auth;
            files::save_root(&folder, &opened.collection).map(drop).map_err(failed)
        }
        AuthTarget::Item(name) => match find_item(&opened.collection, name)? {
            FoundItem::Request(found) => {
                let request = model::Request { auth, ..found.request.clone() };
                files::save_request(&folder, &request).map(drop).map_err(failed)
            }
            FoundItem::Folder(found, _) => {
                let mut changed = found.clone();
                changed.defaults.auth = auth;
                files::save_folder(&folder, &changed).map(drop).map_err(failed)
            }
        },
    }
}

/// A block that gets and renews its tokens by itself.
fn automatic() -> OAuth2 {
    OAuth2 { fetches_automatically: true, renews_automatically: true, ..OAuth2::default() }
}

/// Rows of the same name are replaced, others come behind.
fn with_parameters(mut known: Vec<ExtraParameter>, given: Vec<ExtraParameter>) -> Vec<ExtraParameter> {
    for parameter in given {
        match known.iter_mut().find(|row| row.is_enabled && row.name == parameter.name) {
            Some(row) => *row = parameter,
            None => known.push(parameter),
        }
    }
    known
}

fn merged(known: OAuth2, change: OAuth2Change) -> OAuth2 {
    let token_placement = match change.header_prefix {
        Some(prefix) => TokenPlacement::Header { name: "Authorization".to_owned(), prefix },
        None => known.token_placement,
    };
    OAuth2 {
        grant: change.grant.unwrap_or(known.grant),
        token_name: change.token_name.unwrap_or(known.token_name),
        access_token_url: change.token_url.unwrap_or(known.access_token_url),
        client_id: change.client_id.unwrap_or(known.client_id),
        client_authentication: change.client_authentication.unwrap_or(known.client_authentication),
        scope: change.scope.unwrap_or(known.scope),
        fetches_automatically: change.fetches_automatically.unwrap_or(known.fetches_automatically),
        sends_credentials_unencoded: change.sends_credentials_unencoded.unwrap_or(known.sends_credentials_unencoded),
        refresh_token_url: change.refresh_token_url.unwrap_or(known.refresh_token_url),
        renews_automatically: change.renews_automatically.unwrap_or(known.renews_automatically),
        token_parameters: with_parameters(known.token_parameters, change.token_parameters),
        token_placement,
        ..known
    }
}

/// Labels are those of the screens. A secret field holds a reference; what was typed in clear into a file is not shown.
fn fields(auth: &Auth) -> Vec<(&'static str, String)> {
    let secret = |text: &str| match resolve::placeholders(text).len() {
        _ if text.is_empty() => "(empty)".to_owned(),
        0 => crate::send::mask::MASK.to_owned(),
        _ => text.to_owned(),
    };
    match auth {
        Auth::None | Auth::Inherit | Auth::Unsupported { .. } => Vec::new(),
        Auth::Bearer { token } => vec![("Token", secret(token))],
        Auth::Basic(basic) => vec![("Username", basic.username.clone()), ("Password", secret(&basic.password))],
        Auth::ApiKey(key) => {
            let place = if key.placement == ApiKeyPlacement::Header { "Header" } else { "Query Params" };
            vec![("Key", key.key.clone()), ("Value", secret(&key.value)), ("Add to", place.to_owned())]
        }
        Auth::OAuth2(oauth) if oauth.access_token_url.is_empty() && oauth.client_id.is_empty() => {
            vec![("Token Name", oauth.token_name.clone())]
        }
        Auth::OAuth2(oauth) => oauth_fields(oauth, secret(&oauth.client_secret)),
    }
}

fn oauth_fields(oauth: &OAuth2, client_secret: String) -> Vec<(&'static str, String)> {
    let parameters = oauth.token_parameters.iter().filter(|row| row.is_enabled);
    let parameters: Vec<String> = parameters.map(|row| format!("{}={}", row.name, row.value)).collect();
    let rare = [("Refresh Token URL", oauth.refresh_token_url.clone()), ("Token Request", parameters.join(", "))];
    let mut fields = vec![
        ("Token Name", oauth.token_name.clone()),
        ("Grant Type", grant_label(oauth.grant).to_owned()),
        ("Access Token URL", oauth.access_token_url.clone()),
        ("Client ID", oauth.client_id.clone()),
        ("Client Secret", client_secret),
        ("Scope", oauth.scope.clone()),
        ("Client Authentication", authentication_label(oauth.client_authentication).to_owned()),
        ("Auto-fetch token", if oauth.fetches_automatically { "on" } else { "off" }.to_owned()),
    ];
    fields.extend(rare.into_iter().filter(|(_, value)| !value.is_empty()));
    fields
}

fn grant_label(grant: Grant) -> &'static str {
    match grant {
        Grant::ClientCredentials => "Client Credentials",
        Grant::AuthorizationCode => "Authorization Code",
        Grant::Implicit => "Implicit",
        Grant::Password => "Password Credentials",
    }
}

fn authentication_label(authentication: ClientAuthentication) -> &'static str {
    match authentication {
        ClientAuthentication::BasicHeader => "Send as Basic Auth header",
        ClientAuthentication::Body => "Send client credentials in body",
    }
}
