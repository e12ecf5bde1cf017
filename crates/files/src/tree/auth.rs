//! Authorization blocks. `None` is absent, `Inherit` the word `inherit`.

use model::{ApiKeyPlacement, Auth, ClientAuthentication, ExtraParameter, Grant, OAuth2, SendIn, TokenPlacement};
use serde_json::Value;

use super::Entries;

/// Kinds that the schema knows and this program does not send; only their type word is in the model.
const SCHEMA_KINDS: [&str; 5] = ["digest", "ntlm", "wsse", "awsv4", "oauth1"];

/// The value of `auth`, and what of it only the extension can say.
pub(super) fn auth(auth: &Auth) -> (Option<Value>, Entries) {
    let block = match auth {
        Auth::None => return (None, Entries::new()),
        Auth::Inherit => return (Some(Value::from("inherit")), Entries::new()),
        Auth::Bearer { token } => typed("bearer").with("token", token.as_str()),
        Auth::Basic(basic) => {
            typed("basic").with("username", basic.username.as_str()).with("password", basic.password.as_str())
        }
        Auth::ApiKey(key) => typed("apikey").with("key", key.key.as_str()).with("value", key.value.as_str()).with(
            "placement",
            match key.placement {
                ApiKeyPlacement::Header => "header",
                ApiKeyPlacement::Query => "query",
            },
        ),
        Auth::OAuth2(oauth2) => {
            return (Some(block(oauth2).into()), Entries::new().with_map("oauth2", extension(oauth2)));
        }
        Auth::Unsupported { kind } if SCHEMA_KINDS.contains(&kind.as_str()) => typed(kind),
        Auth::Unsupported { kind } => return (None, Entries::new().with("auth", typed(kind))),
    };
    (Some(block.into()), Entries::new())
}

fn typed(kind: &str) -> Entries {
    Entries::new().with("type", kind)
}

fn block(oauth2: &OAuth2) -> Entries {
    let block = typed("oauth2").with("flow", flow(oauth2.grant));
    if is_only_a_token_name(oauth2) {
        return block.with_map("tokenConfig", Entries::new().with_text("id", &oauth2.token_name));
    }
    let has_browser = matches!(oauth2.grant, Grant::AuthorizationCode | Grant::Implicit);
    let has_token_endpoint = oauth2.grant != Grant::Implicit;
    let text = |block: Entries, is_in_flow: bool, key: &str, text: &str| {
        if is_in_flow { block.with_text(key, text) } else { block }
    };
    let block = text(block, has_browser, "authorizationUrl", &oauth2.authorization_url);
    let block = text(block, has_token_endpoint, "accessTokenUrl", &oauth2.access_token_url);
    let block = text(block, has_token_endpoint, "refreshTokenUrl", &oauth2.refresh_token_url);
    let block = text(block, has_browser, "callbackUrl", &oauth2.callback_url);
    let mut block = block.with_map("credentials", credentials(oauth2));
    if oauth2.grant == Grant::Password {
        block = block.with_map(
            "resourceOwner",
            Entries::new()
                .with_text("username", &oauth2.resource_owner.username)
                .with_text("password", &oauth2.resource_owner.password),
        );
    }
    let block = block.with_text("scope", &oauth2.scope);
    let block = text(block, has_browser, "state", &oauth2.state);
    block
        .with_map("additionalParameters", parameters(oauth2, sent_rows))
        .with("tokenConfig", token_config(oauth2))
        .with(
            "settings",
            Entries::new()
                .with("autoFetchToken", oauth2.fetches_automatically)
                .with("autoRefreshToken", oauth2.renews_automatically),
        )
}

fn flow(grant: Grant) -> &'static str {
    match grant {
        Grant::ClientCredentials => "client_credentials",
        Grant::AuthorizationCode => "authorization_code",
        Grant::Implicit => "implicit",
        Grant::Password => "resource_owner_password_credentials",
    }
}

/// A block that only points at a token by its name. It has no address, so it cannot fetch by itself: how that token is
/// renewed is up to the configuration that fetched it, and the two automatic switches say nothing here.
fn is_only_a_token_name(oauth2: &OAuth2) -> bool {
    let bare = OAuth2 {
        token_name: oauth2.token_name.clone(),
        fetches_automatically: oauth2.fetches_automatically,
        renews_automatically: oauth2.renews_automatically,
        ..OAuth2::default()
    };
    !oauth2.token_name.is_empty() && *oauth2 == bare
}

fn credentials(oauth2: &OAuth2) -> Entries {
    let credentials = Entries::new().with_text("clientId", &oauth2.client_id);
    if oauth2.grant == Grant::Implicit {
        return credentials;
    }
    credentials.with_text("clientSecret", &oauth2.client_secret).with(
        "placement",
        match oauth2.client_authentication {
            ClientAuthentication::BasicHeader => "basic_auth_header",
            ClientAuthentication::Body => "body",
        },
    )
}

/// `placement.header` holds the prefix before the token, which is what Bruno writes and reads there; the schema's own
/// words (“header name”) are followed by nobody.
fn token_config(oauth2: &OAuth2) -> Entries {
    let placement = match &oauth2.token_placement {
        TokenPlacement::Header { prefix, .. } => Entries::new().with("header", prefix.as_str()),
        TokenPlacement::Query { name } => Entries::new().with("query", name.as_str()),
    };
    Entries::new().with_text("id", &oauth2.token_name).with("placement", placement)
}

fn extension(oauth2: &OAuth2) -> Entries {
    let mut extension = Entries::new();
    if oauth2.sends_credentials_unencoded {
        extension = extension.with("sendCredentialsUnencoded", true);
    }
    if let TokenPlacement::Header { name, prefix } = &oauth2.token_placement
        && (name != "Authorization" || is_like_a_header_name(prefix))
    {
        extension = extension.with("tokenHeaderName", name.as_str());
    }
    extension.with_map("additionalParameters", parameters(oauth2, all_rows_if_one_is_off))
}

/// Whether a reader would take `placement.header` for the name of a header instead of a prefix.
pub(crate) fn is_like_a_header_name(text: &str) -> bool {
    text.eq_ignore_ascii_case("authorization")
        || text.eq_ignore_ascii_case("proxy-authorization")
        || text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}

fn parameters(oauth2: &OAuth2, rows: impl Fn(&[ExtraParameter]) -> Vec<Value>) -> Entries {
    let has_browser = matches!(oauth2.grant, Grant::AuthorizationCode | Grant::Implicit);
    let mut entries = Entries::new();
    if has_browser {
        entries = entries.with_list("authorizationRequest", rows(&oauth2.authorization_parameters));
    }
    if oauth2.grant != Grant::Implicit {
        entries = entries
            .with_list("accessTokenRequest", rows(&oauth2.token_parameters))
            .with_list("refreshTokenRequest", rows(&oauth2.refresh_parameters));
    }
    entries
}

fn sent_rows(rows: &[ExtraParameter]) -> Vec<Value> {
    rows.iter().filter(|row| row.is_enabled).map(|row| parameter(row).into()).collect()
}

/// The schema has no `disabled` here: the extension repeats the whole list, so that the order is kept too.
fn all_rows_if_one_is_off(rows: &[ExtraParameter]) -> Vec<Value> {
    if rows.iter().all(|row| row.is_enabled) {
        return Vec::new();
    }
    rows.iter().map(|row| parameter(row).with_some("disabled", super::disabled(row.is_enabled)).into()).collect()
}

fn parameter(row: &ExtraParameter) -> Entries {
    let placement = match row.send_in {
        SendIn::Body => "body",
        SendIn::Url => "query",
        SendIn::Header => "header",
    };
    Entries::new().with("name", row.name.as_str()).with("value", row.value.as_str()).with("placement", placement)
}
