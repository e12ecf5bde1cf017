//! What was sent.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use engine::{ComparedLine, Difference};
use serde::Deserialize;

use crate::api::{
    ComparedRow, ComparisonView, DeleteHistory, DeletedHistory, DifferenceKind, Event, HeaderField, HistoryDetail,
    HistoryView, RestoreHistory,
};
use crate::error::Refusal;
use crate::kept;
use crate::routes::extract::{Command, Question};
use crate::state::{App, away};

/// So many entries when nobody says otherwise, and at most.
const ENTRIES: usize = 200;
const ENTRIES_MAX: usize = 5000;

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
        let rows = app.engine.history_page(words, before, limit.unwrap_or(ENTRIES).min(ENTRIES_MAX))?;
        Ok(Json(rows.into_iter().map(kept::view).collect()))
    })
    .await
}

pub(crate) async fn entry(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<HistoryDetail>, Refusal> {
    away(&app, move |app| Ok(Json(detail(app, id.parse().map_err(|_| missing())?)?))).await
}

fn detail(app: &App, id: i64) -> Result<HistoryDetail, Refusal> {
    app.engine.history_entry(id)?.map(kept::detail).ok_or_else(missing)
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
            None => DeletedHistory { count: app.engine.clear_history()?, undo: None },
            Some(id) => {
                let row = app.engine.delete_history_entry(id)?.ok_or_else(missing)?;
                DeletedHistory { count: 1, undo: Some(app.keep_deleted_entry(row)) }
            }
        };
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
        let row = app.take_deleted_entry(&undo).ok_or_else(gone)?;
        app.engine.restore_history_entry(&row)?;
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
        let (before, after) = (detail(app, before)?, detail(app, after)?);
        let ignored: Vec<String> = ignored.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let body = match (&before.body, &after.body) {
            (Some(before), Some(after)) => engine::compare(&before.text, &after.text, &ignored),
            _ => Vec::new(),
        };
        Ok(Json(ComparisonView {
            has_bodies: before.body.is_some() && after.body.is_some(),
            is_cut: [&before.body, &after.body].into_iter().flatten().any(|body| body.is_cut),
            body: body.into_iter().map(row).collect(),
            headers: headers(answered(&before), answered(&after), &ignored),
            before: before.entry,
            after: after.entry,
        }))
    })
    .await
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
