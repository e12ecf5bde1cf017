//! Sends and their answers.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use engine::{Changes, Mask, OptionChanges, Seen, SendPlan, Target};
use futures_util::stream;
use model::Problem;
use serde::Deserialize;

use crate::api::{BodyLanguage, DownloadAddress, Event, ExchangeView, SendRequest, StartedExchange};
use crate::console::Group;
use crate::error::{Refusal, problems_of};
use crate::exchanges::{Intake, Running, Unpretty};
use crate::routes::extract::{Command, Question};
use crate::spool::Spool;
use crate::state::{App, away};
use crate::views;

/// Most bytes of one answer to the page; it asks again behind them.
const RANGE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Piece of a download.
const PIECE_BYTES: u64 = 256 * 1024;

pub(crate) async fn send(
    State(app): State<Arc<App>>,
    Command(wanted): Command<SendRequest>,
) -> Result<Json<StartedExchange>, Refusal> {
    let SendRequest { collection, path, request } = wanted;
    let (id, item) = (collection.clone(), path.clone());
    let (opened, request) = away(&app, move |app| {
        let saved = app.opened_to_change(&collection)?;
        let edited = app.engine.edited_request(&saved, &path)?.content;
        let mut request = request.unwrap_or(edited);
        request.path = path;
        Ok((app.engine.with_drafts(&saved)?.0, request))
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
        keeps_unknown: false,
        options: OptionChanges::default(),
    };
    app.tell(Event::ExchangeStarted { exchange_id: exchange_id.clone(), collection: id, path: item });
    tokio::spawn(run(app, running, plan, group));
    Ok(Json(StartedExchange { exchange_id }))
}

async fn run(app: Arc<App>, running: Arc<Running>, plan: SendPlan, group: Group) {
    let mut intake = Intake::new(Arc::clone(&app), Arc::clone(&running));
    let tokens_before = token_ids(&app);
    let mut watch = |seen: Seen<'_>| {
        app.console.add(&group, seen);
        app.tell(Event::ConsoleAdded);
    };
    let end = app.engine.send_watched(&plan, &mut intake, &mut watch, &running.cancel).await;
    let end = end.map_err(|error| problems_of(error).1);
    if let Err(problems) = &end {
        app.console.add_unsent(&group, problems.clone());
        app.tell(Event::ConsoleAdded);
    }
    running.finish(end);
    app.tell(Event::ExchangeDone { exchange_id: running.id.clone() });
    app.tell(Event::HistoryChanged);
    if token_ids(&app) != tokens_before {
        app.tell(Event::TokensChanged);
    }
}

fn token_ids(app: &App) -> Vec<String> {
    app.engine.tokens().unwrap_or_default().into_iter().map(|token| token.id).collect()
}

pub(crate) async fn exchange(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<ExchangeView>, Refusal> {
    Ok(Json(views::running(&*find(&app, &id)?)))
}

pub(crate) async fn cancel(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    find(&app, &id)?.cancel.cancel();
    Ok(StatusCode::NO_CONTENT)
}

fn find(app: &App, id: &str) -> Result<Arc<Running>, Refusal> {
    app.exchanges.get(id).ok_or_else(|| Refusal::not_found("this answer is not kept any more"))
}

/// Which part of which form of a body.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    from: Option<u64>,
    to: Option<u64>,
    #[serde(default)]
    form: Form,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    #[default]
    Raw,
    Pretty,
}

pub(crate) async fn body(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Question(wanted): Question<Wanted>,
) -> Result<Response, Refusal> {
    away(&app, move |app| {
        let running = find(app, &id)?;
        if wanted.form == Form::Raw {
            let is_binary = views::running(&running).language == BodyLanguage::Binary;
            return range(&running.raw, &wanted, !is_binary);
        }
        if !running.is_over() {
            let problem = Problem::error("running", "the answer is not complete yet");
            return Err(Refusal::new(StatusCode::CONFLICT, problem));
        }
        let unpretty = |error: Unpretty| match error {
            Unpretty::NotJson => {
                let problem = Problem::error("not_json", "this answer is no JSON").with_hint("Look at it as Raw.");
                Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, problem)
            }
            Unpretty::Broken => unreadable(),
        };
        range(running.pretty().map_err(unpretty)?, &wanted, true)
    })
    .await
}

fn range(spool: &Spool, wanted: &Wanted, is_text: bool) -> Result<Response, Refusal> {
    let length = spool.length();
    let from = wanted.from.unwrap_or(0).min(length);
    let to = wanted.to.unwrap_or(length).clamp(from, length).min(from.saturating_add(RANGE_BYTES_MAX));
    let mut bytes = spool.read(from, to).map_err(|_| unreadable())?;
    if is_text && to < length {
        bytes.truncate(whole_characters(&bytes));
    }
    let to = from + bytes.len() as u64;
    let mut response = Bytes::from(bytes).into_response();
    for (name, value) in [("x-body-bytes", length), ("x-body-from", from), ("x-body-to", to)] {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from(value));
    }
    Ok(response)
}

/// Length without a character that is cut at the end. Text that is no UTF-8 is not shortened.
fn whole_characters(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(4)..];
    let Some(at) = tail.iter().rposition(|byte| byte & 0b1100_0000 != 0b1000_0000) else { return bytes.len() };
    let wanted = match tail[at] {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    let whole = bytes.len() - (tail.len() - at);
    // A range that is shorter than its only character is given as it is: the next one begins behind it.
    if tail.len() - at < wanted && whole > 0 { whole } else { bytes.len() }
}

fn unreadable() -> Refusal {
    let problem = Problem::error("file", "the stored answer cannot be read").with_hint("Send the request again.");
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, problem)
}

pub(crate) async fn download_address(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<DownloadAddress>, Refusal> {
    let running = find(&app, &id)?;
    let name = format!("{}{}", app.engine.new_id(), app.engine.new_id());
    app.offer_download(name.clone(), running);
    Ok(Json(DownloadAddress { address: format!("/download/{name}") }))
}

/// A body as a file. The address is its own key: it works once, for a minute.
pub(crate) async fn download(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let gone = || Refusal::not_found("this address has been used");
    let running = app.take_download(&name).ok_or_else(gone)?;
    let view = views::running(&running);
    let file_name = file_name(&view);
    let length = running.raw.length();
    let pieces = stream::unfold((running, 0), move |(running, at): (Arc<Running>, u64)| async move {
        if at >= length {
            return None;
        }
        let reading = Arc::clone(&running);
        let to = (at + PIECE_BYTES).min(length);
        let read = tokio::task::spawn_blocking(move || reading.raw.read(at, to)).await;
        let piece = read.unwrap_or_else(|_| Err(std::io::Error::other("reading stopped")));
        Some((piece.map(Bytes::from), (running, to)))
    });
    let disposition = format!("attachment; filename=\"{file_name}\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment")),
        ),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// The last part of the address, with an ending that fits.
fn file_name(view: &ExchangeView) -> String {
    let path = view.url.split(['?', '#']).next().unwrap_or_default().split_once("://").map_or("", |(_, rest)| rest);
    let last = path.split('/').skip(1).last().unwrap_or_default();
    let stem: String = last.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).take(80).collect();
    let stem = stem.trim_matches('.');
    let stem = if stem.is_empty() { "response" } else { stem };
    let ending = match view.language {
        BodyLanguage::Json => ".json",
        BodyLanguage::Xml => ".xml",
        BodyLanguage::Html => ".html",
        BodyLanguage::Javascript => ".js",
        BodyLanguage::Text => ".txt",
        BodyLanguage::Binary => "",
    };
    if stem.contains('.') { stem.to_owned() } else { format!("{stem}{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_text_ends_between_characters() {
        let text = "a€ä😀".as_bytes();
        let whole = |length: usize| whole_characters(&text[..length]);
        assert_eq!((1..=text.len()).map(whole).collect::<Vec<_>>(), [1, 1, 1, 4, 4, 6, 6, 6, 6, 10]);
        assert_eq!(whole_characters(b""), 0);
        assert_eq!(whole_characters(&[0x80, 0x80, 0x80, 0x80, 0x80]), 5);
    }
}
