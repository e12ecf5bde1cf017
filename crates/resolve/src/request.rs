//! One saved request to one resolved request.

use std::path::Path;

use bytes::Bytes;
use exchange::{
    Address, AddressError, Chunk, HeaderRow, HttpVersion, Origin, ResolvedAuth, ResolvedClientAuthentication,
    ResolvedGrant, ResolvedOAuth2, ResolvedParameter, ResolvedPlacement, ResolvedRefresh, ResolvedRequest,
    ResolvedSendIn, SendOptions,
};
use model::{
    ApiKeyPlacement, Auth, Behavior, ClientAuthentication, Defaults, ExtraParameter, Grant, Inheritable, OAuth2,
    Problem, Request, SendIn, Settings, TokenPlacement,
};

use crate::body::{ResolvedBody, resolved_body};
use crate::chain::{inherited_auth, inherited_headers, inherited_settings};
use crate::generated::generated_rows;
use crate::scope::{Inputs, Scopes};
use crate::text::Text;
use crate::url::resolved_url;

/// What is to be resolved.
pub struct Plan<'a> {
    /// The request, with the changes of this one send already made.
    pub request: &'a Request,
    /// Its parents, the collection first.
    pub parents: &'a [&'a Defaults],
    /// Where variables are looked up.
    pub scopes: &'a Scopes,
    /// Where relative file paths start.
    pub folder: &'a Path,
    /// A body given for this one send; nothing in it is replaced.
    pub body: Option<GivenBody>,
}

/// A body given for one send, as its bytes.
#[derive(Debug, Clone)]
pub struct GivenBody {
    /// The pieces.
    pub chunks: Vec<Chunk>,
    /// The `Content-Type` that it generates, if any.
    pub content_type: Option<String>,
}

/// What became of a [`Plan`].
#[derive(Debug)]
pub struct Resolution {
    /// The request; `None` when a problem of severity error forbids sending it.
    pub request: Option<ResolvedRequest>,
    /// What could not be resolved, with places.
    pub problems: Vec<Problem>,
}

/// A request as far as it can be shown before it is sent.
#[derive(Debug)]
pub struct Outline {
    /// What can be said of it; `None` when something is wrong in it that no value of a variable mends.
    pub shown: Option<OutlinedRequest>,
    /// Everything that would stop or disturb a send.
    pub problems: Vec<Problem>,
}

/// A request in which names that are unknown still stand. Its authorization takes no part.
#[derive(Debug)]
pub struct OutlinedRequest {
    /// Where it goes.
    pub address: Address,
    /// Rows that somebody typed, its parents' among them.
    pub typed: Vec<HeaderRow>,
    /// Rows that this program generates unless the request itself has or switches off one of that name.
    pub generated: Vec<HeaderRow>,
    /// Generated rows that are switched off, in lower case.
    pub suppressed_headers: Vec<String>,
    /// Whether it has a body.
    pub has_body: bool,
    /// How it is sent.
    pub options: SendOptions,
}

/// Resolves a request. Unknown names, empty path variables and unreadable addresses come back as problems.
pub fn resolve(plan: Plan, inputs: &Inputs) -> Resolution {
    let (saved, parents) = (plan.request, plan.parents);
    let mut text = text_of(&plan, inputs);
    let Parts { method, address, mut headers, suppressed_headers, body, options } = parts(plan, inputs, &mut text);
    headers.extend(generated_rows(&headers, &suppressed_headers, body.content_type));
    let mut auth = resolved_auth(inherited_auth(&saved.auth, parents).0, &mut text);
    if let (ResolvedAuth::None, Some(Address { user: Some((name, password)), .. })) = (&auth, &address) {
        text.mask(password.clone());
        auth = ResolvedAuth::Basic { username: name.clone(), password: password.clone() };
    }
    let (secrets, problems) = text.finish();
    let request = address.filter(|_| !is_blocked(&problems)).map(|address| ResolvedRequest {
        method,
        address,
        headers,
        suppressed_headers,
        body: body.chunks,
        auth,
        options,
        secrets,
    });
    Resolution { request, problems }
}

/// Looks ahead at a request in one go. `inputs` must not keep unknown names.
pub fn outline(plan: Plan, inputs: &Inputs) -> Outline {
    let (saved, parents) = (plan.request, plan.parents);
    let mut text = text_of(&plan, inputs);
    let Parts { address, headers, suppressed_headers, body, options, .. } = parts(plan, inputs, &mut text);
    let is_blocked = text.has_error_beside_unknown_names();
    resolved_auth(inherited_auth(&saved.auth, parents).0, &mut text);
    let inherited: Vec<HeaderRow> = inherited_headers(&[], parents)
        .into_iter()
        .map(|row| HeaderRow { name: row.name.clone(), value: String::new(), origin: Origin::Typed })
        .collect();
    let shown = address.filter(|_| !is_blocked).map(|address| OutlinedRequest {
        address,
        typed: headers,
        generated: generated_rows(&inherited, &[], body.content_type),
        suppressed_headers,
        has_body: body.chunks.is_some(),
        options,
    });
    Outline { shown, problems: text.finish().1 }
}

/// What a request is made of beside its authorization.
struct Parts {
    method: String,
    address: Option<Address>,
    /// Typed rows alone.
    headers: Vec<HeaderRow>,
    suppressed_headers: Vec<String>,
    body: ResolvedBody,
    options: SendOptions,
}

fn text_of<'a>(plan: &Plan<'a>, inputs: &'a Inputs<'a>) -> Text<'a> {
    let path = &plan.request.path;
    Text::new(plan.scopes, inputs, (!path.is_empty()).then(|| path.clone()))
}

fn parts(plan: Plan, inputs: &Inputs, text: &mut Text) -> Parts {
    let saved = plan.request;
    let settings = inherited_settings(&saved.settings, plan.parents);
    let method = text.resolve(&saved.method, "the method");
    if !is_token(&method) {
        text.report(invalid_method(&method).at(text.place()));
    }
    let address = resolved_address(saved, settings.encodes_url.or(true), text);
    let headers = typed_rows(saved, plan.parents, text);
    let boundary = boundary(inputs);
    let body = match plan.body {
        Some(given) => ResolvedBody { chunks: Some(given.chunks), content_type: given.content_type },
        None => resolved_body(&saved.body, plan.folder, &boundary, text),
    };
    let switched_off = saved.behavior.disabled_system_headers.iter();
    Parts {
        method,
        address,
        headers,
        suppressed_headers: switched_off.map(|name| name.to_ascii_lowercase()).collect(),
        body,
        options: send_options(&settings, &saved.behavior),
    }
}

fn is_blocked(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == model::Severity::Error)
}

/// A method is a token, RFC 9110 §5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

fn invalid_method(method: &str) -> Problem {
    let message =
        if method.is_empty() { "the method is empty".to_owned() } else { format!("`{method}` is not a method") };
    Problem::error("invalid_method", message)
        .with_hint("A method is one word such as GET or PURGE, without blanks, commas and brackets.")
}

fn resolved_address(saved: &Request, encodes: bool, text: &mut Text) -> Option<Address> {
    let url = resolved_url(saved, text);
    match Address::parse(&url, encodes) {
        Ok(address) => Some(address),
        // A placeholder that could not be replaced is reported by its name; what the address looks like then is no news.
        Err(_) if !crate::text::placeholders(&url).is_empty() => None,
        Err(error) => {
            let problem = Problem::error("invalid_url", error.to_string()).at(text.place());
            let problem = match error {
                AddressError::NoHost(_) => problem
                    .with_hint("A URL begins with http://HOST or https://HOST. If this one begins with a variable, check its value."),
                AddressError::Empty => problem.with_hint("Type the URL, such as http://127.0.0.1:8080/healthz."),
                AddressError::Character(_) => {
                    problem.with_hint("Percent-encode it, or switch on `Encode URL automatically`.")
                }
                _ => problem,
            };
            text.report(problem);
            None
        }
    }
}

fn typed_rows(saved: &Request, parents: &[&Defaults], text: &mut Text) -> Vec<HeaderRow> {
    let mut rows = Vec::new();
    for row in inherited_headers(&saved.headers, parents) {
        let name = text.resolve(&row.name, "a header's name");
        let value = text.resolve(&row.value, &format!("header `{}`", row.name));
        if !is_token(&name) {
            let problem = Problem::error("invalid_header", format!("`{name}` is not a header name"))
                .with_hint("A header name is one word such as X-Request-Id, without blanks, colons and brackets.");
            text.report(problem.at(text.place()));
        } else if value.contains(['\r', '\n', '\0']) {
            let problem = Problem::error("invalid_header", format!("the value of header `{name}` holds a line break"))
                .with_hint("A header value is one line.");
            text.report(problem.at(text.place()));
        }
        rows.push(HeaderRow { name, value, origin: Origin::Typed });
    }
    rows
}

fn resolved_auth(auth: &Auth, text: &mut Text) -> ResolvedAuth {
    match auth {
        Auth::None | Auth::Inherit => ResolvedAuth::None,
        Auth::Bearer { token } => ResolvedAuth::Bearer { token: text.resolve_secret(token, "authorization, `Token`") },
        Auth::Basic(basic) => {
            let username = text.resolve(&basic.username, "authorization, `Username`");
            if username.contains(':') {
                let problem = Problem::error("invalid_username", "a user name for Basic Auth cannot hold a colon");
                text.report(
                    problem
                        .with_hint("Everything behind the first colon would be read as the password (RFC 7617 §2).")
                        .at(text.place()),
                );
            }
            ResolvedAuth::Basic {
                username,
                password: text.resolve_secret(&basic.password, "authorization, `Password`"),
            }
        }
        Auth::ApiKey(key) => {
            let name = text.resolve(&key.key, "authorization, `Key`");
            let value = text.resolve_secret(&key.value, "authorization, `Value`");
            match key.placement {
                ApiKeyPlacement::Header => ResolvedAuth::HeaderKey { name, value },
                ApiKeyPlacement::Query => ResolvedAuth::QueryKey { name, value },
            }
        }
        Auth::OAuth2(oauth) => resolved_oauth2(oauth, text),
        Auth::Unsupported { kind } => {
            text.report(unsupported_auth(kind).at(text.place()));
            ResolvedAuth::None
        }
    }
}

fn unsupported_auth(kind: &str) -> Problem {
    Problem::error("unsupported_auth", format!("authorization of type `{kind}` cannot be sent"))
        .with_hint("Types that can: none, inherit, bearer, basic, apikey, oauth2 with client credentials.")
}

fn resolved_oauth2(oauth: &OAuth2, text: &mut Text) -> ResolvedAuth {
    // Of a grant that cannot be asked for, a token that was chosen by name can still be sent.
    let token_url = match oauth.grant {
        Grant::ClientCredentials => text.resolve(&oauth.access_token_url, "authorization, `Access Token URL`"),
        Grant::AuthorizationCode | Grant::Implicit | Grant::Password => String::new(),
    };
    if oauth.grant != Grant::ClientCredentials && oauth.token_name.is_empty() {
        text.report(unsupported_auth(grant_name(oauth.grant)).at(text.place()));
        return ResolvedAuth::None;
    }
    let client_secret = text.resolve_secret(&oauth.client_secret, "authorization, `Client Secret`");
    let parameters = extra_parameters(&oauth.token_parameters, text);
    let refresh = ResolvedRefresh {
        is_wanted: oauth.renews_automatically,
        url: text.resolve(&oauth.refresh_token_url, "authorization, `Refresh Token URL`"),
        parameters: extra_parameters(&oauth.refresh_parameters, text),
    };
    ResolvedAuth::OAuth2(Box::new(ResolvedOAuth2 {
        grant: ResolvedGrant::ClientCredentials,
        token_url,
        client_id: text.resolve(&oauth.client_id, "authorization, `Client ID`"),
        client_secret,
        client_authentication: match (oauth.client_authentication, oauth.sends_credentials_unencoded) {
            (ClientAuthentication::BasicHeader, false) => ResolvedClientAuthentication::BasicHeader,
            (ClientAuthentication::BasicHeader, true) => ResolvedClientAuthentication::BasicHeaderUnencoded,
            (ClientAuthentication::Body, _) => ResolvedClientAuthentication::Body,
        },
        scope: text.resolve(&oauth.scope, "authorization, `Scope`"),
        token_name: text.resolve(&oauth.token_name, "authorization, `Token Name`"),
        placement: match &oauth.token_placement {
            TokenPlacement::Header { name, prefix } => ResolvedPlacement::Header {
                name: text.resolve(name, "authorization, the token's header"),
                prefix: text.resolve(prefix, "authorization, `Header Prefix`"),
            },
            TokenPlacement::Query { name } => {
                ResolvedPlacement::Query { name: text.resolve(name, "authorization, the token's query name") }
            }
        },
        fetches_automatically: oauth.fetches_automatically,
        parameters,
        refresh,
    }))
}

fn extra_parameters(rows: &[ExtraParameter], text: &mut Text) -> Vec<ResolvedParameter> {
    let rows = rows.iter().filter(|parameter| parameter.is_enabled);
    rows.map(|parameter| ResolvedParameter {
        name: text.resolve(&parameter.name, "authorization, a parameter's name"),
        value: text.resolve(&parameter.value, &format!("authorization, parameter `{}`", parameter.name)),
        send_in: match parameter.send_in {
            SendIn::Body => ResolvedSendIn::Body,
            SendIn::Url => ResolvedSendIn::Url,
            SendIn::Header => ResolvedSendIn::Header,
        },
    })
    .collect()
}

fn grant_name(grant: Grant) -> &'static str {
    match grant {
        Grant::ClientCredentials => "oauth2 client_credentials",
        Grant::AuthorizationCode => "oauth2 authorization_code",
        Grant::Implicit => "oauth2 implicit",
        Grant::Password => "oauth2 password",
    }
}

fn send_options(settings: &Settings, behavior: &Behavior) -> SendOptions {
    let defaults = SendOptions::default();
    let timeout_ms = settings.timeout_ms.or(0);
    SendOptions {
        http_version: match behavior.protocol_version.as_deref() {
            Some("http1") => HttpVersion::Http1,
            Some("http2") => HttpVersion::Http2,
            _ => HttpVersion::Auto,
        },
        verifies_certificates: behavior.verifies_certificates.unwrap_or(true),
        follows_redirects: settings.follows_redirects.or(true),
        max_redirects: settings.max_redirects.or(defaults.max_redirects),
        keeps_method_on_redirect: behavior.keeps_method_on_redirect.unwrap_or(false),
        forwards_authorization: settings.forwards_authorization.or(false),
        removes_referer_on_redirect: behavior.removes_referer_on_redirect.unwrap_or(false),
        uses_cookies: !behavior.disables_cookies.unwrap_or(false),
        timeout_ms: (timeout_ms > 0).then_some(timeout_ms),
        connect_timeout_ms: None,
        body_bytes_max: None,
    }
}

/// Settings with the built-in value where nobody says one.
pub fn with_defaults(settings: &Settings) -> Settings {
    let defaults = SendOptions::default();
    Settings {
        encodes_url: Inheritable::Value(settings.encodes_url.or(true)),
        follows_redirects: Inheritable::Value(settings.follows_redirects.or(defaults.follows_redirects)),
        forwards_authorization: Inheritable::Value(settings.forwards_authorization.or(defaults.forwards_authorization)),
        timeout_ms: Inheritable::Value(settings.timeout_ms.or(defaults.timeout_ms.unwrap_or(0))),
        max_redirects: Inheritable::Value(settings.max_redirects.or(defaults.max_redirects)),
    }
}

/// A multipart boundary: random, so that no part can hold it by accident or by design.
fn boundary(inputs: &Inputs) -> String {
    format!("postrider-{:016x}{:016x}", (inputs.random)(), (inputs.random)())
}

impl GivenBody {
    /// A body of bytes in memory.
    pub fn bytes(bytes: Bytes, content_type: Option<&str>) -> Self {
        Self { chunks: vec![Chunk::Bytes(bytes)], content_type: content_type.map(str::to_owned) }
    }
}

#[cfg(test)]
mod tests;
