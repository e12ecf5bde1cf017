//! Authorization blocks, in every spelling Bruno has used.

use model::{
    ApiKey, ApiKeyPlacement, Auth, Basic, ClientAuthentication, ExtraParameter, Grant, OAuth2, SendIn, TokenPlacement,
};
use serde_json::Value;

use super::{Node, Reader};
use crate::tree::is_like_a_header_name;

impl Reader<'_> {
    /// `auth` of `block`, completed by the extension at `root`. Absent, `none` and `{type: none}` are all no auth.
    pub(super) fn auth(&mut self, block: Option<&Node<'_>>, root: &Node<'_>) -> Auth {
        let Some(auth) = block.and_then(|block| block.child("auth")) else {
            return self.extension(root, |reader, extension| {
                let kind = extension.child("auth").and_then(|auth| reader.text(&auth, "type"));
                kind.map_or(Auth::None, |kind| Auth::Unsupported { kind })
            });
        };
        match auth.value {
            Value::String(word) if word == "inherit" => Auth::Inherit,
            Value::String(word) if word == "none" || word.is_empty() => Auth::None,
            Value::Object(_) => self.typed_auth(&auth, root),
            _ => {
                self.wrong_type(&auth, "`inherit` or a mapping with a `type`");
                Auth::None
            }
        }
    }

    fn typed_auth(&mut self, auth: &Node<'_>, root: &Node<'_>) -> Auth {
        // Old Bruno files say `mode` for `type`.
        let kind = match auth.word("type") {
            "" => auth.word("mode"),
            kind => kind,
        };
        match kind {
            "none" => Auth::None,
            "inherit" => Auth::Inherit,
            "bearer" => Auth::Bearer { token: self.text_or_empty(auth, "token") },
            "basic" => Auth::Basic(self.basic(auth)),
            "apikey" => Auth::ApiKey(ApiKey {
                key: self.text_or_empty(auth, "key"),
                value: self.text_or_empty(auth, "value"),
                placement: match auth.word("placement") {
                    "query" | "queryparams" => ApiKeyPlacement::Query,
                    _ => ApiKeyPlacement::Header,
                },
            }),
            "oauth2" => Auth::OAuth2(Box::new(self.oauth2(auth, root))),
            "" => {
                self.warn(auth, "auth_without_type", "this auth block has no `type`; it is read as no auth".to_owned());
                Auth::None
            }
            kind => Auth::Unsupported { kind: kind.to_owned() },
        }
    }

    fn basic(&mut self, node: &Node<'_>) -> Basic {
        Basic { username: self.text_or_empty(node, "username"), password: self.text_or_empty(node, "password") }
    }

    fn oauth2(&mut self, auth: &Node<'_>, root: &Node<'_>) -> OAuth2 {
        let grant = self.grant(auth);
        let empty = Value::Null;
        let nothing = Node::root(&empty);
        let credentials = auth.child("credentials");
        let credentials = credentials.as_ref().unwrap_or(&nothing);
        let parameters = auth.child("additionalParameters");
        let parameters = parameters.as_ref().unwrap_or(&nothing);
        let settings = auth.child("settings");
        let settings = settings.as_ref().unwrap_or(&nothing);
        let token_config = auth.child("tokenConfig");
        let token_config = token_config.as_ref().unwrap_or(&nothing);
        let mut oauth2 = OAuth2 {
            grant,
            access_token_url: self.text_or_empty(auth, "accessTokenUrl"),
            refresh_token_url: self.text_or_empty(auth, "refreshTokenUrl"),
            authorization_url: self.text_or_empty(auth, "authorizationUrl"),
            callback_url: self.text_or_empty(auth, "callbackUrl"),
            client_id: self.text_or_empty(credentials, "clientId"),
            client_secret: self.text_or_empty(credentials, "clientSecret"),
            // The OpenAPI import of Bruno writes `header`, which its own schema refuses.
            client_authentication: match credentials.word("placement") {
                "body" => ClientAuthentication::Body,
                _ => ClientAuthentication::BasicHeader,
            },
            sends_credentials_unencoded: false,
            resource_owner: auth.child("resourceOwner").map(|owner| self.basic(&owner)).unwrap_or_default(),
            scope: self.text_or_empty(auth, "scope"),
            state: self.text_or_empty(auth, "state"),
            token_name: self.text_or_empty(token_config, "id"),
            token_placement: self.token_placement(token_config),
            fetches_automatically: self.flag(settings, "autoFetchToken").unwrap_or(true),
            renews_automatically: self.flag(settings, "autoRefreshToken").unwrap_or(true),
            authorization_parameters: self.parameters(parameters, "authorizationRequest"),
            token_parameters: self.parameters(parameters, "accessTokenRequest"),
            refresh_parameters: self.parameters(parameters, "refreshTokenRequest"),
        };
        if let Some(extensions) = root.child("extensions")
            && let Some(extension) = extensions.child("postrider")
            && let Some(extension) = extension.child("oauth2")
        {
            self.complete(&mut oauth2, &extension);
        }
        oauth2
    }

    fn grant(&mut self, auth: &Node<'_>) -> Grant {
        match auth.word("flow") {
            "client_credentials" | "" => Grant::ClientCredentials,
            "authorization_code" => Grant::AuthorizationCode,
            "implicit" => Grant::Implicit,
            // Bruno has written all three.
            "resource_owner_password_credentials" | "resource_owner_password" | "password" => Grant::Password,
            flow => {
                let message = format!("the flow `{flow}` is not known; it is read as `client_credentials`");
                let flow = auth.child("flow");
                self.warn(flow.as_ref().unwrap_or(auth), "unknown_flow", message);
                Grant::ClientCredentials
            }
        }
    }

    /// `placement.header` is a prefix as Bruno writes it, unless it is the name of a header as the schema has it.
    fn token_placement(&mut self, token_config: &Node<'_>) -> TokenPlacement {
        let Some(placement) = token_config.child("placement") else {
            return TokenPlacement::default();
        };
        if let Some(name) = self.text(&placement, "query") {
            return TokenPlacement::Query { name };
        }
        match self.text(&placement, "header") {
            Some(name) if is_like_a_header_name(&name) => TokenPlacement::Header { name, prefix: "Bearer".to_owned() },
            Some(prefix) => TokenPlacement::Header { name: "Authorization".to_owned(), prefix },
            None => TokenPlacement::default(),
        }
    }

    fn parameters(&mut self, node: &Node<'_>, key: &str) -> Vec<ExtraParameter> {
        self.list(node, key, |reader, row| ExtraParameter {
            name: reader.text_or_empty(row, "name"),
            value: reader.text_or_empty(row, "value"),
            send_in: match row.word("placement") {
                "header" | "headers" => SendIn::Header,
                "query" | "queryparams" => SendIn::Url,
                _ => SendIn::Body,
            },
            is_enabled: reader.is_enabled(row),
        })
    }

    fn complete(&mut self, oauth2: &mut OAuth2, extension: &Node<'_>) {
        oauth2.sends_credentials_unencoded = self.flag(extension, "sendCredentialsUnencoded").unwrap_or(false);
        if let Some(header_name) = self.text(extension, "tokenHeaderName")
            && let TokenPlacement::Header { name, prefix } = &mut oauth2.token_placement
        {
            // With a name of its own here, `placement.header` can only be a prefix.
            if is_like_a_header_name(name) && name != "Authorization" {
                prefix.clone_from(name);
            }
            *name = header_name;
        }
        let Some(parameters) = extension.child("additionalParameters") else {
            return;
        };
        let all = self.parameters(&parameters, "authorizationRequest");
        put_back(&mut oauth2.authorization_parameters, all);
        let all = self.parameters(&parameters, "accessTokenRequest");
        put_back(&mut oauth2.token_parameters, all);
        let all = self.parameters(&parameters, "refreshTokenRequest");
        put_back(&mut oauth2.refresh_parameters, all);
    }
}

/// Puts the switched-off rows back: in their places when the sent ones are still those of the extension, else behind
/// them, because another program changed the list since.
fn put_back(sent: &mut Vec<ExtraParameter>, all: Vec<ExtraParameter>) {
    if all.iter().filter(|row| row.is_enabled).eq(sent.iter()) {
        *sent = all;
    } else {
        sent.extend(all.into_iter().filter(|row| !row.is_enabled));
    }
}
