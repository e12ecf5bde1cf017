//! What was sent.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use engine::HistoryRow;
use serde::Deserialize;

use crate::api::{HistoryDetail, HistoryView};
use crate::error::Refusal;
use crate::routes::extract::Question;
use crate::state::{App, away};

/// So many entries when nobody says otherwise, and at most.
const ENTRIES: usize = 200;
const ENTRIES_MAX: usize = 5000;

/// Which entries.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    text: Option<String>,
    limit: Option<usize>,
}

pub(crate) async fn history(
    State(app): State<Arc<App>>,
    Question(Wanted { text, limit }): Question<Wanted>,
) -> Result<Json<Vec<HistoryView>>, Refusal> {
    away(&app, move |app| {
        let text = text.filter(|text| !text.is_empty());
        let rows = app.engine.history(text.as_deref(), limit.unwrap_or(ENTRIES).min(ENTRIES_MAX))?;
        Ok(Json(rows.into_iter().map(view).collect()))
    })
    .await
}

pub(crate) async fn entry(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<HistoryDetail>, Refusal> {
    away(&app, move |app| {
        let missing = || Refusal::not_found("there is no such entry in the history");
        let id = id.parse().map_err(|_| missing())?;
        let mut row = app.engine.history_entry(id)?.ok_or_else(missing)?;
        let (request, exchange) = (row.entry.request.take(), row.entry.exchange.take());
        Ok(Json(HistoryDetail { entry: view(row), request, exchange }))
    })
    .await
}

fn view(HistoryRow { id, entry, .. }: HistoryRow) -> HistoryView {
    HistoryView {
        id,
        at_ms: entry.at_ms,
        collection: entry.collection_id,
        collection_name: entry.collection_name,
        path: entry.item_path,
        method: entry.method,
        url: entry.url,
        status: entry.status,
        duration_us: entry.duration_us,
        body_bytes: entry.body_bytes,
        failure: entry.failure,
    }
}
