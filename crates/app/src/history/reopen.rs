//! Answers of the history, looked at again: each becomes an exchange that is over, so that everything that can be done with
//! an answer can be done with it.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::Arc;

use engine::{ANSWER_PART_BYTES, KeptAnswer};
use model::Problem;

use crate::error::Refusal;
use crate::exchanges::running::Running;
use crate::exchanges::views;
use crate::exchanges::{ExchangeState, ExchangeView};
use crate::history::views as kept;
use crate::history::{AnswerKept, HistoryDetail};
use crate::state::App;

/// What the name of such an exchange begins with; the number of its entry follows.
const PREFIX: &str = "history-";

/// Name of the exchange that shows an entry's answer.
pub(crate) fn name(id: i64) -> String {
    format!("{PREFIX}{id}")
}

/// An entry, what is kept of its answer, and the file of it.
pub(crate) fn detail(app: &App, id: i64) -> Result<Option<(HistoryDetail, Option<File>)>, Refusal> {
    let Some(row) = app.engine.history().entry(id)? else { return Ok(None) };
    let answer = app.engine.history().kept_response(&row)?;
    let detail = kept::detail(row, &answer);
    let file = if let KeptAnswer::Whole(file) = answer { Some(file) } else { None };
    Ok(Some((detail, file)))
}

/// The answer of that name; `None` when the history holds no whole one.
pub(crate) fn reopened(app: &App, exchange: &str) -> Result<Option<Arc<Running>>, Refusal> {
    let Some(id) = exchange.strip_prefix(PREFIX).and_then(|id| id.parse().ok()) else { return Ok(None) };
    let Some((detail, file)) = detail(app, id)? else { return Ok(None) };
    if detail.kept != AnswerKept::Whole {
        return Ok(None);
    }
    let view = view(&detail);
    let content_type = view.content_type.clone();
    let filled = app.exchanges.reopen(view, |running| match (file, &detail.body) {
        (Some(file), _) => fill(running, file, &content_type),
        (None, Some(body)) => running.take(body.text.as_bytes(), &content_type),
        (None, None) => Ok(()),
    });
    filled.map(Some).map_err(|error| unreadable(&error))
}

fn fill(running: &Running, mut file: File, content_type: &str) -> io::Result<()> {
    let mut part = vec![0; ANSWER_PART_BYTES];
    loop {
        match file.read(&mut part)? {
            0 => return Ok(()),
            read => running.take(&part[..read], content_type)?,
        }
    }
}

fn view(detail: &HistoryDetail) -> ExchangeView {
    let HistoryDetail { entry, hops, .. } = detail;
    let headers = hops.last().map(|hop| hop.headers.clone()).unwrap_or_default();
    let content_type = headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"));
    ExchangeView {
        id: name(entry.id),
        // Of one that broke off, what came is laid out and saved under a name that says so.
        state: if entry.failure.is_some() { ExchangeState::Failed } else { ExchangeState::Done },
        method: entry.method.clone(),
        url: entry.url.clone(),
        started_at_ms: entry.at_ms,
        duration_us: entry.duration_us,
        status: entry.status,
        reason: entry.reason.clone(),
        content_type: content_type.map(|field| field.value.clone()).unwrap_or_default(),
        headers,
        problems: entry.failure.iter().map(|failure| Problem::error("incomplete", failure.clone())).collect(),
        ..views::blank()
    }
}

/// The file of an answer cannot be read.
pub(crate) fn unreadable(error: &io::Error) -> Refusal {
    let problem =
        Problem::error("file", format!("the kept answer cannot be read: {error}")).with_hint("Send the request again.");
    Refusal::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, problem)
}
