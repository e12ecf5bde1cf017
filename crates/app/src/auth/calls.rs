//! Authorization, tokens, secrets.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use engine::{Edited, EffectiveAuth, Opened, Role, Seen, Subject, TokenAttempt, TokenPlan};
use model::Auth;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::auth::{
    AuthSource, AuthSourceKind, AuthView, DeleteTokens, DeletedTokens, RestoreTokens, RevealSecret, RevealedSecret,
    TokenDetails, TokenMember, TokenOutcome, TokenSet, TokenView, UseToken,
};
use crate::console::rows::Group;
use crate::error::Refusal;
use crate::events::Event;
use crate::exchanges::views;
use crate::extract::{Command, Question, Window};
use crate::items::ItemName;
use crate::sample;
use crate::state::{App, away};

type Answer<T> = Result<Json<T>, Refusal>;

/// Most of an endpoint's answer that a dialog shows.
const BODY_SHOWN_BYTES_MAX: usize = 64 * 1024;

pub(crate) async fn auth(State(app): State<Arc<App>>, Question(name): Question<ItemName>) -> Answer<AuthView> {
    away(&app, move |app| auth_view(app, &app.opened(&name.collection)?, &name.path)).await
}

pub(crate) async fn tokens(State(app): State<Arc<App>>) -> Answer<Vec<TokenView>> {
    away(&app, |app| Ok(Json(token_views(app)?))).await
}

pub(crate) async fn token(State(app): State<Arc<App>>, Path(id): Path<String>) -> Answer<TokenDetails> {
    away(&app, move |app| {
        let contents = app.engine.tokens().get(&id)?;
        let members = contents.details.into_iter().map(|(name, value)| TokenMember {
            name,
            value: match value {
                Value::String(text) => text,
                other => other.to_string(),
            },
        });
        let (token_url, client_id) = contents.fetched_by.unzip();
        Ok(Json(TokenDetails {
            token: contents.row.into(),
            access_token: contents.access_token.expose().to_owned(),
            members: members.collect(),
            token_url,
            client_id,
        }))
    })
    .await
}

pub(crate) async fn new_token(State(app): State<Arc<App>>, Command(name): Command<ItemName>) -> Answer<TokenOutcome> {
    let cancel = CancellationToken::new();
    // A page that no longer waits has cancelled: this future is dropped then.
    let _cancels_when_dropped = cancel.clone().drop_guard();
    let collection = name.collection;
    sample::ready(&app, &collection).await?;
    let mut opened = away(&app, move |app| {
        let opened = app.opened_to_change(&collection)?;
        Ok(app.engine.drafts().laid_over(&opened)?.0)
    })
    .await?;
    let path = Some(name.path.as_str()).filter(|path| !path.is_empty());
    let title = path.and_then(|path| engine::item_at(&opened.collection, path).ok().map(|item| item.name().to_owned()));
    let group = Group {
        id: app.engine.new_id(),
        title: title.unwrap_or_else(|| opened.collection.name.clone()),
        started_at_ms: app.engine.now_ms(),
        method: "POST".to_owned(),
        url: String::new(),
    };
    let attempt = app.engine.tokens().try_new(&mut opened, path, &TokenPlan::default(), &cancel).await;
    let outcome = match attempt {
        Ok(TokenAttempt { outcome, exchange, mask, mut body }) => {
            body.truncate(body.floor_char_boundary(BODY_SHOWN_BYTES_MAX));
            if let Some(exchange) = &exchange {
                app.console.add(&group, Seen { exchange, mask: &mask, role: Role::Token });
                app.tell(Event::ConsoleAdded);
            }
            let has_answer = exchange.as_ref().is_some_and(|exchange| exchange.received().is_some());
            let (token, problem) = match outcome {
                Ok((row, _)) => (Some(row.into()), None),
                Err(error) => (None, Some(*Refusal::from(error).problem)),
            };
            let exchange = exchange.map(|exchange| views::exchange(&exchange, &mask));
            TokenOutcome { token, problem, exchange, body: has_answer.then_some(body) }
        }
        Err(error) => {
            let problem = Some(*Refusal::from(error).problem);
            app.console.add_unsent(&group, problem.clone().into_iter().collect());
            app.tell(Event::ConsoleAdded);
            TokenOutcome { token: None, problem, exchange: None, body: None }
        }
    };
    if outcome.token.is_some() {
        app.tell(Event::TokensChanged);
    }
    Ok(Json(outcome))
}

pub(crate) async fn use_token(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(wanted): Command<UseToken>,
) -> Answer<AuthView> {
    away(&app, move |app| {
        let mut opened = app.opened_to_change(&wanted.collection)?;
        let (edited, _) = app.engine.drafts().laid_over(&opened)?;
        let lineage = engine::lineage_at(&edited.collection, &wanted.path).map_err(engine::Error::from)?;
        let EffectiveAuth { auth, source } = lineage.effective_auth();
        let source = source_view(source);
        app.engine.tokens().choose(&mut opened, &source.path, wanted.token.as_deref())?;
        if let (Some(id), Auth::OAuth2(block)) = (&wanted.token, auth)
            && block.access_token_url.is_empty()
        {
            let name = app.engine.tokens().get(id)?.row.name;
            name_token(app, &mut opened, &source, &name)?;
            app.tell(Event::WorkspaceChanged);
            app.tell(Event::ItemChanged { collection: wanted.collection, path: source.path, window });
        }
        app.tell(Event::TokensChanged);
        auth_view(app, &opened, &wanted.path)
    })
    .await
}

/// A block in which only a token is chosen finds it again by its name, on other machines too.
fn name_token(app: &App, opened: &mut Opened, source: &AuthSource, name: &str) -> Result<(), Refusal> {
    let path = source.path.as_str();
    let rename = |auth: &mut Auth| {
        if let Auth::OAuth2(block) = auth {
            name.clone_into(&mut block.token_name);
        }
    };
    if source.kind == AuthSourceKind::Request {
        let Edited { mut content, .. } = app.engine.drafts().request(opened, path)?;
        rename(&mut content.auth);
        return Ok(app.engine.drafts().keep_request(opened, path, content)?);
    }
    let Edited { mut content, .. } = app.engine.drafts().parent(opened, path)?;
    rename(&mut content.defaults.auth);
    Ok(app.engine.drafts().keep_parent(opened, path, content)?)
}

pub(crate) async fn delete_tokens(
    State(app): State<Arc<App>>,
    Command(DeleteTokens { which }): Command<DeleteTokens>,
) -> Answer<DeletedTokens> {
    away(&app, move |app| {
        let all = app.engine.tokens().list()?;
        let ids: Vec<String> = match which {
            TokenSet::Ids(ids) => ids.into_iter().filter(|id| all.iter().any(|token| token.id == *id)).collect(),
            TokenSet::Expired => all.into_iter().filter(|token| token.is_expired).map(|token| token.id).collect(),
            TokenSet::All => all.into_iter().map(|token| token.id).collect(),
        };
        let deleted = ids.len();
        let undo = app.keep_deleted(app.engine.tokens().take(&ids)?);
        app.tell(Event::TokensChanged);
        Ok(Json(DeletedTokens { deleted, undo }))
    })
    .await
}

pub(crate) async fn restore_tokens(
    State(app): State<Arc<App>>,
    Command(RestoreTokens { undo }): Command<RestoreTokens>,
) -> Answer<Vec<TokenView>> {
    away(&app, move |app| {
        let deleted =
            app.take_deleted(&undo).ok_or_else(|| Refusal::not_found("this cannot be taken back any more"))?;
        app.engine.tokens().restore(&deleted)?;
        app.tell(Event::TokensChanged);
        Ok(Json(token_views(app)?))
    })
    .await
}

pub(crate) async fn reveal(
    State(app): State<Arc<App>>,
    Command(RevealSecret { collection, name }): Command<RevealSecret>,
) -> Answer<RevealedSecret> {
    away(&app, move |app| {
        let value = app.engine.secrets().get(&app.opened(&collection)?, &name)?;
        Ok(Json(RevealedSecret { value: value.map(|secret| secret.expose().to_owned()) }))
    })
    .await
}

fn token_views(app: &App) -> Result<Vec<TokenView>, Refusal> {
    Ok(app.engine.tokens().list()?.into_iter().map(Into::into).collect())
}

fn auth_view(app: &App, opened: &Opened, path: &str) -> Answer<AuthView> {
    let (edited, _) = app.engine.drafts().laid_over(opened)?;
    let lineage = engine::lineage_at(&edited.collection, path).map_err(engine::Error::from)?;
    let EffectiveAuth { auth, source } = lineage.effective_auth();
    let (current_token, token_url) = match auth {
        Auth::OAuth2(_) => app.engine.tokens().current_of(&edited, path)?,
        _ => (None, None),
    };
    Ok(Json(AuthView {
        own: lineage.subject.auth().clone(),
        effective: auth.clone(),
        source: source_view(source),
        current_token: current_token.map(Into::into),
        tokens: token_views(app)?,
        token_url,
    }))
}

/// Whose authorization it is, as the page shows it.
fn source_view(source: Subject<'_>) -> AuthSource {
    let kind = match source {
        Subject::Collection(_) => AuthSourceKind::Collection,
        Subject::Folder(_) => AuthSourceKind::Folder,
        Subject::Request(_) => AuthSourceKind::Request,
    };
    AuthSource { kind, path: source.path().to_owned(), name: source.name().to_owned() }
}

impl From<engine::TokenRow> for TokenView {
    fn from(row: engine::TokenRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            collection: row.collection,
            environment: row.environment,
            token_type: row.token_type,
            scope: row.scope,
            received_at_ms: row.received_at_ms,
            expires_at_ms: row.expires_at_ms,
            is_expired: row.is_expired,
        }
    }
}
