//! What was sent.

use std::io::Read as _;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use body::{ComparedLine, Difference};
use engine::RecordedRequest;
use model::Problem;
use serde::Deserialize;

use crate::error::Refusal;
use crate::events::Event;
use crate::exchanges::HeaderField;
use crate::extract::{Command, Question};
use crate::history::reopen;
use crate::history::views as kept;
use crate::history::{
    ComparedRow, ComparisonView, DeleteHistory, DeletedHistory, DifferenceKind, HistoryDetail, HistoryView,
    RecordedRequestView, RestoreHistory,
};
use crate::state::{App, away};

/// So many entries when nobody says otherwise, and at most.
const ENTRIES: usize = 200;
const ENTRIES_MAX: usize = 5000;

/// Most bytes of an answer that are compared: each line of it is shown.
const COMPARED_BYTES_MAX: u64 = 512 * 1024;

/// Which entries.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    text: Option<String>,
    before: Option<i64>,
    limit: Option<usize>,
}

pub(crate) async fn history(
    State(app): State<Arc<App>>,
    Question(Wanted { text, before, limit }): Question<Wanted>,
) -> Result<Json<Vec<HistoryView>>, Refusal> {
    away(&app, move |app| {
        let words = text.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        let rows = app.engine.history().page(words, before, limit.unwrap_or(ENTRIES).min(ENTRIES_MAX))?;
        Ok(Json(rows.into_iter().map(kept::view).collect()))
    })
    .await
}

pub(crate) async fn entry(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<HistoryDetail>, Refusal> {
    away(&app, move |app| Ok(Json(detail(app, id.parse().map_err(|_| missing())?)?))).await
}

pub(crate) async fn request(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Json<RecordedRequestView>, Refusal> {
    away(&app, move |app| {
        let row = app.engine.history().entry(id.parse().map_err(|_| missing())?)?.ok_or_else(missing)?;
        let not_kept = || {
            let problem = Problem::error("not_kept", "this request was not kept as it was")
                .with_hint("It was too long, or an earlier version sent it.");
            Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, problem)
        };
        let RecordedRequest { request, is_masked } = engine::recorded_request(&row).ok_or_else(not_kept)?;
        Ok(Json(RecordedRequestView { request, is_masked }))
    })
    .await
}

fn detail(app: &App, id: i64) -> Result<HistoryDetail, Refusal> {
    reopen::detail(app, id)?.map(|(detail, _)| detail).ok_or_else(missing)
}

fn missing() -> Refusal {
    Refusal::not_found("there is no such entry in the history")
}

pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Command(DeleteHistory { id }): Command<DeleteHistory>,
) -> Result<Json<DeletedHistory>, Refusal> {
    away(&app, move |app| {
        let deleted = match id {
            None => DeletedHistory { count: app.engine.history().clear()?, undo: None },
            Some(id) => {
                let row = app.engine.history().delete(id)?.ok_or_else(missing)?;
                DeletedHistory { count: 1, undo: Some(app.keep_deleted_entry(row)) }
            }
        };
        app.exchanges.close_reopened(id.map(reopen::name).as_deref());
        app.tell(Event::HistoryChanged);
        Ok(Json(deleted))
    })
    .await
}

pub(crate) async fn restore(
    State(app): State<Arc<App>>,
    Command(RestoreHistory { undo }): Command<RestoreHistory>,
) -> Result<Json<HistoryView>, Refusal> {
    away(&app, move |app| {
        let gone = || Refusal::not_found("this deletion can no longer be taken back");
        let row = app.engine.history().restore(app.take_deleted_entry(&undo).ok_or_else(gone)?)?;
        app.tell(Event::HistoryChanged);
        Ok(Json(kept::view(row)))
    })
    .await
}

/// Which two entries, and what of them is passed over: names between commas.
#[derive(Debug, Deserialize)]
pub(crate) struct WantedPair {
    before: i64,
    after: i64,
    #[serde(default)]
    ignored: String,
}

pub(crate) async fn compare(
    State(app): State<Arc<App>>,
    Question(WantedPair { before, after, ignored }): Question<WantedPair>,
) -> Result<Json<ComparisonView>, Refusal> {
    away(&app, move |app| {
        let ((before, old), (after, new)) = (compared(app, before)?, compared(app, after)?);
        let ignored: Vec<String> = ignored.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let body = match (&old, &new) {
            (Some(old), Some(new)) => body::compare(&old.text, &new.text, &ignored),
            _ => Vec::new(),
        };
        Ok(Json(ComparisonView {
            has_bodies: old.is_some() && new.is_some(),
            is_cut: [&old, &new].into_iter().flatten().any(|text| text.is_cut),
            body: body.into_iter().map(row).collect(),
            headers: headers(answered(&before), answered(&after), &ignored),
            before: before.entry,
            after: after.entry,
        }))
    })
    .await
}

/// What of a body is compared.
struct Compared {
    text: String,
    is_cut: bool,
}

/// An entry with the text of its answer; `None` when that is no text or was not kept.
fn compared(app: &App, id: i64) -> Result<(HistoryDetail, Option<Compared>), Refusal> {
    let (detail, file) = reopen::detail(app, id)?.ok_or_else(missing)?;
    let Some(file) = file else {
        let text = detail.body.as_ref().map(|body| Compared { text: body.text.clone(), is_cut: body.is_cut });
        return Ok((detail, text));
    };
    let mut bytes = Vec::new();
    let unreadable = |error| reopen::unreadable(&error);
    file.take(COMPARED_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let is_cut = bytes.len() as u64 > COMPARED_BYTES_MAX;
    let is_text = match std::str::from_utf8(&bytes) {
        Ok(text) => !text.contains('\0'),
        Err(error) => is_cut && error.error_len().is_none(),
    };
    let text = is_text.then(|| Compared { text: String::from_utf8_lossy(&bytes).into_owned(), is_cut });
    Ok((detail, text))
}

fn answered(detail: &HistoryDetail) -> &[HeaderField] {
    detail.hops.last().map_or(&[], |hop| &hop.headers)
}

fn row(line: ComparedLine) -> ComparedRow {
    let difference = match line.difference {
        Difference::Same => DifferenceKind::Same,
        Difference::Changed => DifferenceKind::Changed,
        Difference::Added => DifferenceKind::Added,
        Difference::Removed => DifferenceKind::Removed,
        Difference::Ignored => DifferenceKind::Ignored,
    };
    ComparedRow { difference, before: line.before, after: line.after }
}

/// Fields of the same name side by side; `Date` says something else in every answer.
fn headers(before: &[HeaderField], after: &[HeaderField], ignored: &[String]) -> Vec<ComparedRow> {
    let shown = |field: &HeaderField| format!("{}: {}", field.name, field.value);
    let mut rest: Vec<&HeaderField> = after.iter().collect();
    let mut rows = Vec::new();
    for field in before {
        let found = rest.iter().position(|other| other.name.eq_ignore_ascii_case(&field.name));
        let other = found.map(|at| rest.remove(at));
        let is_ignored = field.name.eq_ignore_ascii_case("date")
            || ignored.iter().any(|name| name.eq_ignore_ascii_case(&field.name));
        let difference = match other {
            None => DifferenceKind::Removed,
            Some(other) if other.value == field.value => DifferenceKind::Same,
            Some(_) if is_ignored => DifferenceKind::Ignored,
            Some(_) => DifferenceKind::Changed,
        };
        rows.push(ComparedRow { difference, before: Some(shown(field)), after: other.map(shown) });
    }
    let added = |field| ComparedRow { difference: DifferenceKind::Added, before: None, after: Some(shown(field)) };
    rows.extend(rest.into_iter().map(added));
    rows
}
