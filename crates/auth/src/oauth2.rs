//! OAuth 2.0, RFC 6749: the token request, its answer, and when a token is due for renewal.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use exchange::{
    Address, AddressError, Chunk, HeaderRow, Origin, ResolvedAuth, ResolvedClientAuthentication, ResolvedGrant,
    ResolvedOAuth2, ResolvedParameter, ResolvedRequest, ResolvedSendIn, Secret, SendOptions,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::sign::basic_credentials;

/// `application/x-www-form-urlencoded` as RFC 6749 appendix B wants it.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// A token as the endpoint gave it.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// The token.
    pub value: Secret,
    /// `token_type`, as received.
    pub token_type: String,
    /// When it arrived, milliseconds since 1970 UTC.
    pub received_at_ms: i64,
    /// When it ends, from receipt and `expires_in`; absent when the answer did not say.
    pub expires_at_ms: Option<i64>,
    /// What renews it, when the answer had one.
    pub refresh_token: Option<Secret>,
    /// `id_token`, when the answer had one. Nothing uses it; it must not be shown.
    pub id_token: Option<Secret>,
    /// Every other member of the answer.
    pub details: Map<String, Value>,
}

/// Whether a token can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Use it.
    Fresh,
    /// It still holds, but 10 s or a tenth of its life (whichever is less) are left: renew it if that is allowed.
    Due,
    /// It has run out.
    Expired,
}

/// Why the token endpoint gave no token.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TokenError {
    /// The settings lack something.
    #[error("OAuth 2.0 needs {0} to get a token")]
    Incomplete(&'static str),
    /// The token URL is no address.
    #[error("the Access Token URL cannot be used: {0}")]
    Address(#[from] AddressError),
    /// The endpoint refused, RFC 6749 §5.2.
    #[error("the token endpoint refused: {0}")]
    Refused(Refusal),
    /// The endpoint answered with something else than §5.1 and §5.2 know.
    #[error("the token endpoint answered {status} without a token: {reason}")]
    Unreadable {
        /// Status code.
        status: u16,
        /// What is wrong with the answer.
        reason: String,
        /// The beginning of the body.
        body: String,
    },
}

/// An error answer of RFC 6749 §5.2, whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{status} `{error}`{}{}", self.after_dash(), self.see())]
pub struct Refusal {
    /// Status code.
    pub status: u16,
    /// `error`, such as `invalid_client`.
    pub error: String,
    /// `error_description`, when given.
    pub description: Option<String>,
    /// `error_uri`, when given.
    pub uri: Option<String>,
}

impl Refusal {
    fn after_dash(&self) -> String {
        self.description.as_ref().map(|text| format!(" – {text}")).unwrap_or_default()
    }

    fn see(&self) -> String {
        self.uri.as_ref().map(|uri| format!(" (see {uri})")).unwrap_or_default()
    }
}

/// The request that fetches a token, RFC 6749 §4.4.2; the caller sends it and hands the answer to [`read_token`].
///
/// Cookies and redirects take no part. `options` are those of the request that needs the token, for its TLS rules.
pub fn token_request(settings: &ResolvedOAuth2, options: &SendOptions) -> Result<ResolvedRequest, TokenError> {
    let grant = match settings.grant {
        ResolvedGrant::ClientCredentials => "client_credentials",
    };
    let asked = Asked {
        url: &settings.token_url,
        form: vec![("grant_type", grant)],
        scope: &settings.scope,
        parameters: &settings.parameters,
    };
    request(settings, asked, options)
}

/// The request that renews a token, RFC 6749 §6; its answer is read like that of a token request.
pub fn refresh_request(
    settings: &ResolvedOAuth2,
    refresh_token: &Secret,
    options: &SendOptions,
) -> Result<ResolvedRequest, TokenError> {
    let own_url = Some(&settings.refresh.url).filter(|url| !url.is_empty());
    let asked = Asked {
        url: own_url.unwrap_or(&settings.token_url),
        form: vec![("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose())],
        // Left out it is what was granted, which may be less than what was asked for.
        scope: "",
        parameters: &settings.refresh.parameters,
    };
    let mut request = request(settings, asked, options)?;
    request.secrets.extend([refresh_token.clone(), Secret::new(form_encoded(refresh_token.expose()))]);
    Ok(request)
}

/// What tells a token request from a refresh request.
struct Asked<'a> {
    url: &'a str,
    form: Vec<(&'a str, &'a str)>,
    scope: &'a str,
    parameters: &'a [ResolvedParameter],
}

fn request<'a>(
    settings: &'a ResolvedOAuth2,
    asked: Asked<'a>,
    options: &SendOptions,
) -> Result<ResolvedRequest, TokenError> {
    let Asked { url, mut form, scope, parameters } = asked;
    if url.is_empty() {
        return Err(TokenError::Incomplete("an Access Token URL"));
    }
    if settings.client_id.is_empty() {
        return Err(TokenError::Incomplete("a Client ID"));
    }
    let mut address = Address::parse(url, true)?;
    let mut headers = Vec::new();
    let mut secrets = vec![settings.client_secret.clone()];
    match settings.client_authentication {
        ResolvedClientAuthentication::Body => {
            form.push(("client_id", &settings.client_id));
            form.push(("client_secret", settings.client_secret.expose()));
            secrets.push(Secret::new(form_encoded(settings.client_secret.expose())));
        }
        ResolvedClientAuthentication::BasicHeader => {
            // RFC 6749 §2.3.1: both are form-encoded before they become a Basic user name and password.
            let secret = form_encoded(settings.client_secret.expose());
            let credentials = basic_credentials(&form_encoded(&settings.client_id), &secret);
            headers.push(row("Authorization", format!("Basic {}", credentials.expose()), Origin::Auth));
            secrets.extend([Secret::new(secret), credentials]);
        }
        ResolvedClientAuthentication::BasicHeaderUnencoded => {
            let credentials = basic_credentials(&settings.client_id, settings.client_secret.expose());
            headers.push(row("Authorization", format!("Basic {}", credentials.expose()), Origin::Auth));
            secrets.push(credentials);
        }
    }
    if !scope.is_empty() {
        form.push(("scope", scope));
    }
    for parameter in parameters {
        match parameter.send_in {
            ResolvedSendIn::Body => form.push((&parameter.name, &parameter.value)),
            ResolvedSendIn::Header => headers.push(row(&parameter.name, parameter.value.clone(), Origin::Typed)),
            ResolvedSendIn::Url => {
                let separator = if address.target.contains('?') { '&' } else { '?' };
                address.target +=
                    &format!("{separator}{}={}", form_encoded(&parameter.name), form_encoded(&parameter.value));
            }
        }
    }
    headers.push(row("Content-Type", "application/x-www-form-urlencoded".to_owned(), Origin::Generated));
    headers.push(row("Accept", "application/json".to_owned(), Origin::Generated));
    headers.push(row("User-Agent", concat!("Postrider/", env!("CARGO_PKG_VERSION")).to_owned(), Origin::Generated));
    let pairs: Vec<String> =
        form.iter().map(|(name, value)| format!("{}={}", form_encoded(name), form_encoded(value))).collect();
    Ok(ResolvedRequest {
        method: "POST".to_owned(),
        address,
        headers,
        suppressed_headers: Vec::new(),
        body: Some(vec![Chunk::Bytes(Bytes::from(pairs.join("&")))]),
        auth: ResolvedAuth::None,
        options: SendOptions { uses_cookies: false, follows_redirects: false, ..options.clone() },
        secrets,
    })
}

/// Reads the answer of a token endpoint, RFC 6749 §5.
pub fn read_token(status: u16, body: &[u8], received_at_ms: i64) -> Result<AccessToken, TokenError> {
    let unreadable = |reason: &str| TokenError::Unreadable {
        status,
        reason: reason.to_owned(),
        body: String::from_utf8_lossy(&body[..body.len().min(600)]).into_owned(),
    };
    let Ok(Value::Object(mut members)) = serde_json::from_slice::<Value>(body) else {
        let reason = if body.is_empty() { "the body is empty" } else { "the body is not a JSON object" };
        return Err(unreadable(reason));
    };
    if let Some(error) = members.get("error") {
        let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
        let error = error.as_str().map_or_else(|| error.to_string(), str::to_owned);
        return Err(TokenError::Refused(Refusal {
            status,
            error,
            description: text("error_description"),
            uri: text("error_uri"),
        }));
    }
    if !(200..300).contains(&status) {
        return Err(unreadable("the status is not 200"));
    }
    let Some(Value::String(value)) = members.shift_remove("access_token") else {
        return Err(unreadable("the answer has no `access_token`"));
    };
    // Some servers write the number as a text.
    let lifetime_s = members.get("expires_in").and_then(|life| match life {
        Value::String(text) => text.trim().parse::<f64>().ok(),
        other => other.as_f64(),
    });
    let mut secret = |name: &str| members.shift_remove(name).and_then(|value| value.as_str().map(Secret::new));
    let (refresh_token, id_token) = (secret("refresh_token"), secret("id_token"));
    let token_type = members.get("token_type").and_then(Value::as_str).unwrap_or("bearer").to_owned();
    Ok(AccessToken {
        value: Secret::new(value),
        token_type,
        received_at_ms,
        expires_at_ms: lifetime_s.map(|seconds| received_at_ms.saturating_add(milliseconds(seconds))),
        refresh_token: refresh_token.filter(|token| !token.is_empty()),
        id_token,
        details: members,
    })
}

/// Whether a token with these times can be used at `now_ms`.
pub fn freshness(received_at_ms: i64, expires_at_ms: Option<i64>, now_ms: i64) -> Freshness {
    let Some(expires_at_ms) = expires_at_ms else { return Freshness::Fresh };
    let margin_ms = (expires_at_ms.saturating_sub(received_at_ms) / 10).clamp(0, 10_000);
    let left_ms = expires_at_ms.saturating_sub(now_ms);
    if left_ms <= 0 {
        Freshness::Expired
    } else if left_ms <= margin_ms {
        Freshness::Due
    } else {
        Freshness::Fresh
    }
}

/// What a token belongs to: a digest of the resolved configuration and the environment. The secret is no part of it, so
/// that a rotated secret finds its tokens.
pub fn config_key(settings: &ResolvedOAuth2, environment: &str) -> String {
    let parameters: Vec<Value> = settings
        .parameters
        .iter()
        .map(|parameter| serde_json::json!([parameter.name, parameter.value, parameter.send_in]))
        .collect();
    let text = serde_json::json!([
        settings.grant,
        settings.token_url,
        settings.client_id,
        settings.scope,
        settings.token_name,
        parameters,
        environment
    ]);
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.to_string().as_bytes()))
}

fn row(name: &str, value: String, origin: Origin) -> HeaderRow {
    HeaderRow { name: name.to_owned(), value, origin }
}

fn form_encoded(text: &str) -> String {
    utf8_percent_encode(text, FORM).to_string().replace(' ', "+")
}

/// Seconds as milliseconds; nonsense (negative, not a number) counts as none left, more than a century as a century.
fn milliseconds(seconds: f64) -> i64 {
    const CENTURY_S: f64 = 3_153_600_000.0;
    let bounded = if seconds.is_finite() { seconds.clamp(0.0, CENTURY_S) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "bounded to a century in the line above")]
    let ms = (bounded * 1000.0) as i64;
    ms
}

#[cfg(test)]
mod tests;
