//! Sends and their answers.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use engine::{ANSWER_PART_BYTES, AnswerToKeep, Changes, Mask, OptionChanges, Role, Seen, SendPlan, Target};

use crate::console::rows::Group;
use crate::error::{Refusal, problems_of};
use crate::events::Event;
use crate::exchanges::running::{Intake, Running, Stopped};
use crate::exchanges::{ExchangeView, SendRequest, StartedExchange};
use crate::extract::Command;
use crate::history::reopen;
use crate::sample;
use crate::settings::SettingsView;
use crate::settings::calls as settings;
use crate::state::{App, away};

pub(crate) async fn send(
    State(app): State<Arc<App>>,
    Command(wanted): Command<SendRequest>,
) -> Result<Json<StartedExchange>, Refusal> {
    let SendRequest { collection, path, request, skips_certificate_check, keeps_unknown, timeout_ms } = wanted;
    let (id, item) = (collection.clone(), path.clone());
    sample::ready(&app, &id).await?;
    let (opened, request) = away(&app, move |app| {
        let saved = app.opened_to_change(&collection)?;
        let edited = app.engine.drafts().request(&saved, &path)?.content;
        let mut request = request.unwrap_or(edited);
        request.path = path;
        Ok((app.engine.drafts().laid_over(&saved)?.0, request))
    })
    .await?;
    let exchange_id = app.engine.new_id();
    // Before it is resolved only what was typed is known; that holds no secret but in clear text.
    let url = Mask::default().text(&request.url);
    let started_at_ms = app.engine.now_ms();
    let group = Group {
        id: exchange_id.clone(),
        title: request.name.clone(),
        started_at_ms,
        method: request.method.clone(),
        url: url.clone(),
    };
    let running = app.exchanges.begin(exchange_id.clone(), request.method.clone(), url, started_at_ms);
    running.remember(&request);
    let plan = SendPlan {
        target: Target::Edited { opened: Box::new(opened), request: Box::new(request) },
        changes: Changes::default(),
        body: None,
        environment: None,
        variables: Vec::new(),
        fetches_tokens: true,
        keeps_unknown,
        options: OptionChanges {
            verifies_certificates: skips_certificate_check.then_some(false),
            timeout_ms,
            ..OptionChanges::default()
        },
    };
    app.tell(Event::ExchangeStarted { exchange_id: exchange_id.clone(), collection: id, path: item });
    tokio::spawn(run(app, running, plan, group));
    Ok(Json(StartedExchange { exchange_id }))
}

async fn run(app: Arc<App>, running: Arc<Running>, plan: SendPlan, group: Group) {
    let mut intake = Intake::new(Arc::clone(&app.events), Arc::clone(&running));
    // A send that fails after its token came has brought that token all the same.
    let mut asked_for_token = false;
    let mut watch = |seen: Seen<'_>| {
        asked_for_token |= matches!(seen.role, Role::Token);
        app.console.add(&group, seen);
        app.tell(Event::ConsoleAdded);
    };
    let end = app.engine.requests().send_watched(&plan, &mut intake, &mut watch, &running.cancel).await;
    let end = end.map_err(|error| Stopped {
        refused_certificates: error.refused_certificates().cloned(),
        problems: problems_of(error).1,
    });
    let has_changed_cookies = end.as_ref().is_ok_and(|sent| sent.has_changed_cookies);
    if let Err(stopped) = &end {
        app.console.add_unsent(&group, stopped.problems.clone());
        app.tell(Event::ConsoleAdded);
    }
    let to_keep = end.as_ref().ok().and_then(|sent| app.engine.history().response_to_keep(sent));
    running.finish(end);
    app.tell(Event::ExchangeDone { exchange_id: running.id.clone() });
    if let Some(answer) = to_keep {
        keep(&app, Arc::clone(&running), answer).await;
    }
    app.tell(Event::HistoryChanged);
    if has_changed_cookies {
        app.tell(Event::CookiesChanged);
    }
    if asked_for_token {
        app.tell(Event::TokensChanged);
    }
}

/// Copies a long answer into the history. The answer has been shown; that it could not be kept, its entry says.
async fn keep(app: &Arc<App>, running: Arc<Running>, answer: AnswerToKeep) {
    let raw = Arc::clone(&running.body.raw);
    let kept = away(app, move |app| {
        let mut read = |from| raw.read(from, from + ANSWER_PART_BYTES as u64);
        Ok(app.engine.history().keep_response(answer, &mut read)?)
    });
    let _ = kept.await;
}

pub(crate) async fn exchange(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<ExchangeView>, Refusal> {
    away(&app, move |app| Ok(Json(find(app, &id)?.view()))).await
}

pub(crate) async fn cancel(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    away(&app, move |app| {
        find(app, &id)?.cancel.cancel();
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Trusts the certificate because of which this exchange has no answer: for its host and port, from the next send on.
pub(crate) async fn trust_certificate(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<SettingsView>, Refusal> {
    away(&app, move |app| {
        let refused = find(app, &id)?.refused_certificates();
        let refused = refused.ok_or_else(|| Refusal::not_found("no certificate stopped this send"))?;
        app.engine.settings().trust_certificate(&refused)?;
        app.tell(Event::SettingsChanged);
        settings::view(app)
    })
    .await
}

/// A send of this program or an answer of the history. Reads the latter's file, so call it away from the threads that answer.
pub(crate) fn find(app: &App, id: &str) -> Result<Arc<Running>, Refusal> {
    let found = match app.exchanges.get(id) {
        None => reopen::reopened(app, id)?,
        found => found,
    };
    found.ok_or_else(|| Refusal::not_found("this answer is not kept any more"))
}
