//! The sealed part of a token as JSON. The only place where it stands as text, in memory that is wiped.

use exchange::{ResolvedClientAuthentication, ResolvedGrant, ResolvedOAuth2, ResolvedParameter, ResolvedPlacement};
use exchange::{ResolvedRefresh, ResolvedSendIn, Secret};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::TokenContent;

#[derive(Serialize, Deserialize)]
struct Content {
    access_token: Zeroizing<String>,
    extra: Zeroizing<String>,
    configuration: Option<Configuration>,
    #[serde(default)]
    refresh_token: Option<Zeroizing<String>>,
}

#[derive(Serialize, Deserialize)]
struct Configuration {
    grant: Grant,
    token_url: String,
    client_id: String,
    client_secret: Zeroizing<String>,
    client_authentication: ClientAuthentication,
    scope: String,
    token_name: String,
    placement: Placement,
    fetches_automatically: bool,
    parameters: Vec<Parameter>,
    /// Tokens of earlier versions have none.
    #[serde(default)]
    refresh: Refresh,
}

#[derive(Default, Serialize, Deserialize)]
struct Refresh {
    is_wanted: bool,
    url: String,
    parameters: Vec<Parameter>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Grant {
    ClientCredentials,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClientAuthentication {
    BasicHeader,
    BasicHeaderUnencoded,
    Body,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Placement {
    Header { name: String, prefix: String },
    Query { name: String },
}

#[derive(Serialize, Deserialize)]
struct Parameter {
    name: String,
    value: Zeroizing<String>,
    send_in: SendIn,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SendIn {
    Body,
    Url,
    Header,
}

pub(super) fn to_text(content: &TokenContent) -> Zeroizing<String> {
    let content = Content {
        access_token: text_of(&content.access_token),
        extra: text_of(&content.extra),
        configuration: content.configuration.as_ref().map(write_configuration),
        refresh_token: content.refresh_token.as_ref().map(text_of),
    };
    Zeroizing::new(serde_json::to_string(&content).expect("texts and enums are JSON"))
}

/// `None` for what this program did not write.
pub(super) fn from_text(text: &str) -> Option<TokenContent> {
    let content: Content = serde_json::from_str(text).ok()?;
    Some(TokenContent {
        access_token: secret_of(&content.access_token),
        extra: secret_of(&content.extra),
        configuration: content.configuration.map(read_configuration),
        refresh_token: content.refresh_token.as_deref().map(|text| secret_of(text)),
    })
}

fn text_of(secret: &Secret) -> Zeroizing<String> {
    Zeroizing::new(secret.expose().to_owned())
}

fn secret_of(text: &str) -> Secret {
    Secret::new(text)
}

fn write_configuration(configuration: &ResolvedOAuth2) -> Configuration {
    Configuration {
        grant: match configuration.grant {
            ResolvedGrant::ClientCredentials => Grant::ClientCredentials,
        },
        token_url: configuration.token_url.clone(),
        client_id: configuration.client_id.clone(),
        client_secret: text_of(&configuration.client_secret),
        client_authentication: match configuration.client_authentication {
            ResolvedClientAuthentication::BasicHeader => ClientAuthentication::BasicHeader,
            ResolvedClientAuthentication::BasicHeaderUnencoded => ClientAuthentication::BasicHeaderUnencoded,
            ResolvedClientAuthentication::Body => ClientAuthentication::Body,
        },
        scope: configuration.scope.clone(),
        token_name: configuration.token_name.clone(),
        placement: match configuration.placement.clone() {
            ResolvedPlacement::Header { name, prefix } => Placement::Header { name, prefix },
            ResolvedPlacement::Query { name } => Placement::Query { name },
        },
        fetches_automatically: configuration.fetches_automatically,
        parameters: configuration.parameters.iter().map(write_parameter).collect(),
        refresh: Refresh {
            is_wanted: configuration.refresh.is_wanted,
            url: configuration.refresh.url.clone(),
            parameters: configuration.refresh.parameters.iter().map(write_parameter).collect(),
        },
    }
}

fn read_configuration(configuration: Configuration) -> ResolvedOAuth2 {
    ResolvedOAuth2 {
        grant: match configuration.grant {
            Grant::ClientCredentials => ResolvedGrant::ClientCredentials,
        },
        token_url: configuration.token_url,
        client_id: configuration.client_id,
        client_secret: secret_of(&configuration.client_secret),
        client_authentication: match configuration.client_authentication {
            ClientAuthentication::BasicHeader => ResolvedClientAuthentication::BasicHeader,
            ClientAuthentication::BasicHeaderUnencoded => ResolvedClientAuthentication::BasicHeaderUnencoded,
            ClientAuthentication::Body => ResolvedClientAuthentication::Body,
        },
        scope: configuration.scope,
        token_name: configuration.token_name,
        placement: match configuration.placement {
            Placement::Header { name, prefix } => ResolvedPlacement::Header { name, prefix },
            Placement::Query { name } => ResolvedPlacement::Query { name },
        },
        fetches_automatically: configuration.fetches_automatically,
        parameters: configuration.parameters.into_iter().map(read_parameter).collect(),
        refresh: ResolvedRefresh {
            is_wanted: configuration.refresh.is_wanted,
            url: configuration.refresh.url,
            parameters: configuration.refresh.parameters.into_iter().map(read_parameter).collect(),
        },
    }
}

fn write_parameter(parameter: &ResolvedParameter) -> Parameter {
    Parameter {
        name: parameter.name.clone(),
        value: Zeroizing::new(parameter.value.clone()),
        send_in: match parameter.send_in {
            ResolvedSendIn::Body => SendIn::Body,
            ResolvedSendIn::Url => SendIn::Url,
            ResolvedSendIn::Header => SendIn::Header,
        },
    }
}

fn read_parameter(parameter: Parameter) -> ResolvedParameter {
    ResolvedParameter {
        name: parameter.name,
        value: parameter.value.to_string(),
        send_in: match parameter.send_in {
            SendIn::Body => ResolvedSendIn::Body,
            SendIn::Url => ResolvedSendIn::Url,
            SendIn::Header => ResolvedSendIn::Header,
        },
    }
}
