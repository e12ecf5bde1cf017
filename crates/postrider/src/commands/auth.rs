//! `postrider auth`.

use clap::ValueEnum as _;
use engine::{AuthChange, AuthTarget, Credential, Engine, OAuth2Change, Opened};
use model::{ApiKeyPlacement, Auth, ClientAuthentication, ExtraParameter, Grant, SendIn};
use serde_json::json;

use crate::args::{AuthCommand, AuthKind, AuthSet, ClientAuth, GrantWord, KeyPlace};
use crate::commands::{Outcome, read};
use crate::context::Context;
use crate::exit::CommandError;
use crate::report::output;

pub(crate) fn run(command: AuthCommand, context: &Context) -> Outcome {
    match command {
        AuthCommand::Set(set) => self::set(&set, context),
        AuthCommand::Show { collection, item } => show(&collection, item.as_deref(), context),
    }
}

fn set(set: &AuthSet, context: &Context) -> Outcome {
    let (kind_word, names) = set.words.split_last().expect("clap asks for two words at least");
    let kind = AuthKind::from_str(kind_word, true).map_err(|_| {
        let hint = "The last word is the type: inherit, none, bearer, basic, apikey or oauth2.";
        CommandError::usage(format!("`{kind_word}` is no type of authorization"), hint)
    })?;
    let engine = context.quiet_engine()?;
    let mut opened = engine.collections().open(&names[0])?;
    let target = names.get(1).map_or(AuthTarget::Collection, |item| AuthTarget::Item(item));
    refuse_foreign_flags(set, kind)?;
    if kind == AuthKind::Inherit && matches!(target, AuthTarget::Collection) {
        return Err(CommandError::usage(
            "a collection has nothing to inherit from",
            "Use `none`, or name a request or folder.",
        ));
    }
    let own = engine.authorization().own(&opened, target)?;
    let change = match kind {
        AuthKind::Inherit => AuthChange::Inherit,
        AuthKind::None => AuthChange::None,
        AuthKind::Bearer => {
            AuthChange::Bearer { token: asked(context, set.token_env.as_deref(), "--token-env", "Token")? }
        }
        AuthKind::Basic => basic(set, &own, context)?,
        AuthKind::Apikey => api_key(set, &own, context)?,
        AuthKind::Oauth2 => oauth2(set, &own, context)?,
    };
    engine.authorization().set(&mut opened, target, change)?;
    tell(&engine, &names[0], target, context)
}

/// A flag of another type was meant for something else; passing over it would hide that.
fn refuse_foreign_flags(set: &AuthSet, kind: AuthKind) -> Result<(), CommandError> {
    let given = [
        ("--grant", set.grant.is_some(), AuthKind::Oauth2),
        ("--token-name", set.token_name.is_some(), AuthKind::Oauth2),
        ("--token-url", set.token_url.is_some(), AuthKind::Oauth2),
        ("--client-id", set.client_id.is_some(), AuthKind::Oauth2),
        ("--client-secret-env", set.client_secret_env.is_some(), AuthKind::Oauth2),
        ("--client-auth", set.client_auth.is_some(), AuthKind::Oauth2),
        ("--scope", set.scope.is_some(), AuthKind::Oauth2),
        ("--header-prefix", set.header_prefix.is_some(), AuthKind::Oauth2),
        ("--auto-token", set.auto_token.is_some(), AuthKind::Oauth2),
        ("--auto-refresh", set.auto_refresh.is_some(), AuthKind::Oauth2),
        ("--refresh-url", set.refresh_url.is_some(), AuthKind::Oauth2),
        ("--token-param", !set.token_param.is_empty(), AuthKind::Oauth2),
        ("--token-query", !set.token_query.is_empty(), AuthKind::Oauth2),
        ("--token-header", !set.token_header.is_empty(), AuthKind::Oauth2),
        ("--unencoded-credentials", set.unencoded_credentials, AuthKind::Oauth2),
        ("--token", set.token.is_some(), AuthKind::Oauth2),
        ("--token-env", set.token_env.is_some(), AuthKind::Bearer),
        ("--username", set.username.is_some(), AuthKind::Basic),
        ("--password-env", set.password_env.is_some(), AuthKind::Basic),
        ("--key", set.key.is_some(), AuthKind::Apikey),
        ("--value-env", set.value_env.is_some(), AuthKind::Apikey),
        ("--add-to", set.add_to.is_some(), AuthKind::Apikey),
    ];
    match given.iter().find(|(_, is_given, owner)| *is_given && *owner != kind) {
        Some((flag, _, _)) => {
            let message = format!("{flag} does not belong to this type of authorization");
            Err(CommandError::usage(message, "See `postrider auth set --help`."))
        }
        None => Ok(()),
    }
}

fn asked(context: &Context, from: Option<&str>, flag: &str, what: &str) -> Result<Credential, CommandError> {
    Ok(Credential::Value(read::secret(context, from, flag, what)?))
}

/// A secret that is there already need not be given again.
fn asked_unless_known(
    context: &Context,
    (from, flag): (Option<&str>, &str),
    what: &str,
    known: &str,
) -> Result<Credential, CommandError> {
    if from.is_none() && !known.is_empty() {
        return Ok(Credential::Keep);
    }
    asked(context, from, flag, what)
}

fn basic(set: &AuthSet, own: &Auth, context: &Context) -> Result<AuthChange, CommandError> {
    let known = if let Auth::Basic(basic) = own { basic.clone() } else { model::Basic::default() };
    if set.username.is_none() && known.username.is_empty() {
        return Err(CommandError::usage("Basic Auth needs a user name", "Give it with --username NAME."));
    }
    let password =
        asked_unless_known(context, (set.password_env.as_deref(), "--password-env"), "Password", &known.password)?;
    Ok(AuthChange::Basic { username: set.username.clone(), password })
}

fn api_key(set: &AuthSet, own: &Auth, context: &Context) -> Result<AuthChange, CommandError> {
    let known = if let Auth::ApiKey(key) = own { key.clone() } else { model::ApiKey::default() };
    if set.key.is_none() && known.key.is_empty() {
        return Err(CommandError::usage(
            "an API key needs the name of its header or query pair",
            "Give it with --key NAME.",
        ));
    }
    let value = asked_unless_known(context, (set.value_env.as_deref(), "--value-env"), "API key", &known.value)?;
    let placement = set.add_to.map(|place| match place {
        KeyPlace::Header => ApiKeyPlacement::Header,
        KeyPlace::Query => ApiKeyPlacement::Query,
    });
    Ok(AuthChange::ApiKey { key: set.key.clone(), value, placement })
}

fn oauth2(set: &AuthSet, own: &Auth, context: &Context) -> Result<AuthChange, CommandError> {
    if let Some(name) = &set.token {
        return Ok(AuthChange::Token(name.clone()));
    }
    let known = if let Auth::OAuth2(oauth) = own { (**oauth).clone() } else { model::OAuth2::default() };
    let missing = [
        ("an Access Token URL", "--token-url URL", set.token_url.is_none() && known.access_token_url.is_empty()),
        ("a Client ID", "--client-id ID", set.client_id.is_none() && known.client_id.is_empty()),
    ];
    if let Some((what, flag, _)) = missing.iter().find(|(_, _, is_missing)| *is_missing) {
        return Err(CommandError::usage(format!("OAuth 2.0 needs {what}"), format!("Give it with {flag}.")));
    }
    let secret = (set.client_secret_env.as_deref(), "--client-secret-env");
    Ok(AuthChange::OAuth2(Box::new(OAuth2Change {
        grant: set.grant.map(|grant| match grant {
            GrantWord::ClientCredentials => Grant::ClientCredentials,
        }),
        token_name: set.token_name.clone(),
        token_url: set.token_url.clone(),
        client_id: set.client_id.clone(),
        client_secret: asked_unless_known(context, secret, "Client Secret", &known.client_secret)?,
        client_authentication: set.client_auth.map(|authentication| match authentication {
            ClientAuth::Header => ClientAuthentication::BasicHeader,
            ClientAuth::Body => ClientAuthentication::Body,
        }),
        scope: set.scope.clone(),
        header_prefix: set.header_prefix.clone(),
        fetches_automatically: set.auto_token,
        sends_credentials_unencoded: set.unencoded_credentials.then_some(true),
        refresh_token_url: set.refresh_url.clone(),
        renews_automatically: set.auto_refresh,
        token_parameters: token_parameters(set)?,
    })))
}

fn token_parameters(set: &AuthSet) -> Result<Vec<ExtraParameter>, CommandError> {
    let given = [
        ("--token-param", &set.token_param, SendIn::Body),
        ("--token-query", &set.token_query, SendIn::Url),
        ("--token-header", &set.token_header, SendIn::Header),
    ];
    let mut parameters = Vec::new();
    for (flag, texts, send_in) in given {
        for text in texts {
            let Some((name, value)) = text.split_once('=').filter(|(name, _)| !name.is_empty()) else {
                let message = format!("`{text}` is no NAME=VALUE");
                return Err(CommandError::usage(message, format!("Write it as {flag} NAME=VALUE.")));
            };
            let (name, value) = (name.to_owned(), value.to_owned());
            parameters.push(ExtraParameter { name, value, send_in, is_enabled: true });
        }
    }
    Ok(parameters)
}

fn tell(engine: &Engine, collection: &str, target: AuthTarget, context: &Context) -> Outcome {
    let opened: Opened = engine.collections().open(collection)?;
    let shown = engine.authorization().shown(&opened, target)?;
    let name = &opened.collection.name;
    let mut words = format!("Authorization of {name} is set to {}.", shown.label);
    if shown.label == "OAuth 2.0" && matches!(target, AuthTarget::Collection) {
        words += &format!("\nNext: postrider token new {}", output::shell_word(name));
    }
    output::done(context, &words, &json!({"collection": name, "type": shown.label, "source": shown.source}))
}

fn show(collection: &str, item: Option<&str>, context: &Context) -> Outcome {
    let engine = context.quiet_engine()?;
    let opened = engine.collections().open(collection)?;
    let shown = engine.authorization().shown(&opened, item.map_or(AuthTarget::Collection, AuthTarget::Item))?;
    if context.as_json {
        let fields: serde_json::Map<_, _> =
            shown.fields.iter().map(|(label, value)| ((*label).to_owned(), json!(value))).collect();
        return output::json(&json!({"type": shown.label, "source": shown.source, "fields": fields}));
    }
    let mut text = format!("{} (from {})\n", context.out.bold(&shown.label), shown.source);
    for (label, value) in &shown.fields {
        text += &format!("  {label:<22} {value}\n");
    }
    output::text(&text)
}
