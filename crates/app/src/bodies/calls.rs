//! Bodies of answers: ranges, lines, hits, and the whole as a file.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use body::filter::{Path as JsonPath, Tape, TapeError, select};
use body::lines::{Search, SearchOptions};
use body::pretty::Indenter;
use futures_util::stream;
use model::Problem;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use crate::bodies::representations::{Representation, Syntax, Unpretty};
use crate::bodies::{
    BodyLanguage, DownloadAddress, FilterBody, FilterView, FoldView, FoldsView, HitView, LaidOutText, LineView,
    LinesView, SearchView, TextToLayOut,
};
use crate::error::Refusal;
use crate::exchanges::calls::find;
use crate::exchanges::running::Running;
use crate::exchanges::{ExchangeState, ExchangeView};
use crate::extract::{Command, Question};
use crate::state::{App, away};

/// Most bytes of one answer to the page; it asks again behind them.
const RANGE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Matches of a filter are written in parts of this size.
const RANGE_PART_BYTES: usize = 64 * 1024;
/// Piece of a download.
const PIECE_BYTES: u64 = 256 * 1024;
/// Longer answers are not filtered: all of one must be held for it.
const FILTERED_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Most rows of one answer to the page.
const ROWS_MAX: usize = 1000;

/// Which part of which representation of a body.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    from: Option<u64>,
    to: Option<u64>,
    #[serde(default)]
    form: RepresentationName,
}

/// `raw`, the language in which it is laid out, or the name of a filtered representation.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
enum RepresentationName {
    #[default]
    Raw,
    LaidOut(Syntax),
    Filtered(String),
}

impl From<String> for RepresentationName {
    fn from(name: String) -> Self {
        if name == "raw" { Self::Raw } else { Syntax::named(&name).map_or(Self::Filtered(name), Self::LaidOut) }
    }
}

pub(crate) async fn body(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Question(wanted): Question<Wanted>,
) -> Result<Response, Refusal> {
    away(&app, move |app| {
        let running = find(app, &id)?;
        if wanted.form == RepresentationName::Raw {
            let is_binary = running.view().language == BodyLanguage::Binary;
            return range(&running.body.raw, &wanted, !is_binary);
        }
        if !running.is_over() {
            return Err(still_running());
        }
        range(&*representation(&running, &wanted.form)?, &wanted, true)
    })
    .await
}

/// The representation of that name, as far as it is.
fn representation(running: &Running, name: &RepresentationName) -> Result<Arc<Representation>, Refusal> {
    match name {
        RepresentationName::Raw => Ok(Arc::clone(&running.body.raw)),
        RepresentationName::LaidOut(syntax) => match running.body.pretty(*syntax, running.is_over()) {
            Ok(representation) => representation.ok_or_else(still_running),
            Err(Unpretty::NotOfIt) => Err(not_of(*syntax)),
            Err(Unpretty::Broken) => Err(unreadable()),
        },
        RepresentationName::Filtered(name) => {
            running.body.filtered(name).ok_or_else(|| Refusal::not_found("this filter is not kept any more"))
        }
    }
}

fn still_running() -> Refusal {
    Refusal::new(StatusCode::CONFLICT, Problem::error("running", "the answer is not complete yet"))
}

/// Which rows of which representation.
#[derive(Debug, Deserialize)]
pub(crate) struct WantedLines {
    from: u64,
    count: usize,
    #[serde(default)]
    form: RepresentationName,
}

pub(crate) async fn lines(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Question(wanted): Question<WantedLines>,
) -> Result<Json<LinesView>, Refusal> {
    away(&app, move |app| {
        let representation = representation(&*find(app, &id)?, &wanted.form)?;
        let (rows, lines) = representation.counts();
        let read = representation.rows(wanted.from, wanted.count.min(ROWS_MAX)).map_err(|_| unreadable())?;
        let shown = read.into_iter().map(|row| LineView {
            line: (!row.continues).then_some(row.line + 1),
            text: String::from_utf8_lossy(&row.bytes).into_owned(),
            opens: row.opens,
        });
        Ok(Json(LinesView { rows, lines, bytes: representation.length(), shown: shown.collect() }))
    })
    .await
}

/// Lays out a text that is being typed.
pub(crate) async fn laid_out(
    State(app): State<Arc<App>>,
    Command(wanted): Command<TextToLayOut>,
) -> Result<Json<LaidOutText>, Refusal> {
    away(&app, move |_| {
        let unknown = || unusable(Problem::error("unknown_language", "this language is not laid out"));
        let syntax = Syntax::named(&wanted.language).ok_or_else(unknown)?;
        let (mut layout, mut out) = (syntax.layout(), Vec::new());
        if !layout.feed(wanted.text.as_bytes(), &mut out) || !layout.end(&mut out) {
            return Err(not_of(syntax));
        }
        Ok(Json(LaidOutText { text: String::from_utf8_lossy(&out).into_owned() }))
    })
    .await
}

/// Which row of which representation.
#[derive(Debug, Deserialize)]
pub(crate) struct WantedFold {
    row: u64,
    #[serde(default)]
    form: RepresentationName,
}

pub(crate) async fn fold(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Question(wanted): Question<WantedFold>,
) -> Result<Json<FoldView>, Refusal> {
    away(&app, move |app| {
        let representation = representation(&*find(app, &id)?, &wanted.form)?;
        let fold = representation.fold(wanted.row).map_err(|_| unreadable())?;
        let fold = fold.ok_or_else(|| Refusal::not_found("this row opens nothing"))?;
        let close = String::from_utf8_lossy(&fold.close).into_owned();
        Ok(Json(FoldView { end: fold.end, close, parts: fold.parts }))
    })
    .await
}

/// Folds in one answer: a megabyte of digits at most.
const FOLDS_MAX: usize = 50_000;

/// From which row of which representation on.
#[derive(Debug, Deserialize)]
pub(crate) struct WantedFolds {
    #[serde(default)]
    from: u64,
    #[serde(default)]
    form: RepresentationName,
}

pub(crate) async fn folds(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Question(wanted): Question<WantedFolds>,
) -> Result<Json<FoldsView>, Refusal> {
    away(&app, move |app| {
        let representation = representation(&*find(app, &id)?, &wanted.form)?;
        let folds = representation.folds(wanted.from, FOLDS_MAX).map_err(|_| unreadable())?;
        Ok(Json(FoldsView { folds: folds.rows, next: folds.next }))
    })
    .await
}

/// What to look for, in which representation, from which byte on.
#[derive(Debug, Deserialize)]
pub(crate) struct WantedText {
    text: String,
    #[serde(default)]
    from: u64,
    #[serde(default)]
    form: RepresentationName,
    #[serde(default)]
    matches_case: bool,
    #[serde(default)]
    is_expression: bool,
}

pub(crate) async fn search(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Question(wanted): Question<WantedText>,
) -> Result<Json<SearchView>, Refusal> {
    away(&app, move |app| {
        let WantedText { matches_case, is_expression, .. } = wanted;
        let search = Search::new(&wanted.text, SearchOptions { matches_case, is_expression }).map_err(|message| {
            let problem =
                Problem::error("bad_expression", message).with_hint("Untick Regular expression to find it as typed.");
            Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, problem)
        })?;
        let representation = representation(&*find(app, &id)?, &wanted.form)?;
        let found = representation.search(&search, wanted.from).map_err(|_| unreadable())?;
        let hits = found.hits.into_iter().map(|hit| HitView { row: hit.row, from: hit.from, to: hit.to });
        Ok(Json(SearchView { hits: hits.collect(), next: found.next, is_end: found.is_end }))
    })
    .await
}

/// Filters an answer. Ends early when nobody waits for it any more.
pub(crate) async fn filter(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Command(wanted): Command<FilterBody>,
) -> Result<Json<FilterView>, Refusal> {
    let cancel = CancellationToken::new();
    // Dropped with this future when the page goes away or asks for something else.
    let _guard = cancel.clone().drop_guard();
    away(&app, move |app| {
        let running = find(app, &id)?;
        if !running.is_over() {
            return Err(still_running());
        }
        let path =
            JsonPath::read(&wanted.path).map_err(|error| unusable(Problem::error("bad_path", error.to_string())))?;
        if running.body.raw.length() > FILTERED_BYTES_MAX {
            let problem = Problem::error("too_long", "answers above 256 MB are not filtered");
            return Err(unusable(problem.with_hint("Search it, or save it and filter it elsewhere.")));
        }
        let representation = running.body.empty();
        let matches = matches_of(&running, &path, &representation, &cancel)?;
        let view = FilterView { form: app.engine.new_id(), matches, bytes: representation.length() };
        running.body.keep_filtered(view.form.clone(), representation);
        Ok(Json(view))
    })
    .await
}

/// Writes what matches into `form`, as an array of the original texts, laid out.
fn matches_of(
    running: &Running,
    path: &JsonPath,
    representation: &Representation,
    cancel: &CancellationToken,
) -> Result<u64, Refusal> {
    let cancelled = || unusable(Problem::error("cancelled", "the filter was cancelled"));
    let text = running.body.raw.read(0, FILTERED_BYTES_MAX).map_err(|_| unreadable())?;
    let tape = Tape::read(&text, &|| cancel.is_cancelled()).map_err(|error| match error {
        TapeError::Cancelled => cancelled(),
        TapeError::NotJson | TapeError::TooLong => not_of(Syntax::Json),
    })?;
    let places = select(&tape, path, &|| cancel.is_cancelled()).ok_or_else(cancelled)?;
    let mut indenter = Indenter::new();
    let mut laid_out = Vec::new();
    let mut write = |part: &[u8], is_last: bool| {
        indenter.feed(part, &mut |_, piece| laid_out.extend_from_slice(piece));
        if is_last || laid_out.len() > RANGE_PART_BYTES {
            representation.append(&laid_out).map_err(|_| unreadable())?;
            laid_out.clear();
        }
        Ok::<(), Refusal>(())
    };
    write(b"[", false)?;
    for (number, place) in places.iter().enumerate() {
        if cancel.is_cancelled() {
            return Err(cancelled());
        }
        write(if number == 0 { b"" } else { b"," }, false)?;
        write(&text[place.clone()], false)?;
    }
    write(b"]", true)?;
    Ok(places.len() as u64)
}

fn unusable(problem: Problem) -> Refusal {
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, problem)
}

fn not_of(syntax: Syntax) -> Refusal {
    let (code, message) = match syntax {
        Syntax::Json => ("not_json", "this is no JSON"),
        Syntax::Xml => ("not_xml", "this is no well-formed XML"),
        Syntax::Html => ("not_html", "this is no HTML"),
    };
    unusable(Problem::error(code, message).with_hint("Look at it as Raw."))
}

fn range(representation: &Representation, wanted: &Wanted, is_text: bool) -> Result<Response, Refusal> {
    let length = representation.length();
    let from = wanted.from.unwrap_or(0).min(length);
    let to = wanted.to.unwrap_or(length).clamp(from, length).min(from.saturating_add(RANGE_BYTES_MAX));
    let mut bytes = representation.read(from, to).map_err(|_| unreadable())?;
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
    away(&app, move |app| {
        let running = find(app, &id)?;
        let name = format!("{}{}", app.engine.new_id(), app.engine.new_id());
        app.offer_download(name.clone(), running);
        Ok(Json(DownloadAddress { address: format!("/download/{name}") }))
    })
    .await
}

/// A body as a file. The address is its own key: it works once, for a minute.
pub(crate) async fn download(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let gone = || Refusal::not_found("this address has been used");
    let running = app.take_download(&name).ok_or_else(gone)?;
    let view = running.view();
    let file_name = file_name(&view);
    let length = running.body.raw.length();
    let pieces = stream::unfold((running, 0), move |(running, at): (Arc<Running>, u64)| async move {
        if at >= length {
            return None;
        }
        let reading = Arc::clone(&running);
        let to = (at + PIECE_BYTES).min(length);
        let read = tokio::task::spawn_blocking(move || reading.body.raw.read(at, to)).await;
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

/// The last part of the address, with an ending that fits. The name of a body that is not whole says so.
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
    let (stem, ending) = stem.rfind('.').map_or((stem, ending), |dot| stem.split_at(dot));
    let mark = if view.state == ExchangeState::Done { "" } else { "-incomplete" };
    format!("{stem}{mark}{ending}")
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
