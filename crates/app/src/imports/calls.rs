//! Imports.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::error::Refusal;
use crate::extract::Command;
use crate::imports::run;
use crate::imports::{ImportPreviewView, ImportView, StartImport, StartedImport};
use crate::state::App;

pub(crate) async fn start(State(app): State<Arc<App>>, Command(wanted): Command<StartImport>) -> Json<StartedImport> {
    Json(StartedImport { import_id: run::start(&app, wanted) })
}

pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    Command(wanted): Command<StartImport>,
) -> Result<Json<ImportPreviewView>, Refusal> {
    Ok(Json(run::preview(&app, wanted).await?))
}

pub(crate) async fn import(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<ImportView>, Refusal> {
    app.imports.view(&id).map(Json).ok_or_else(missing)
}

pub(crate) async fn cancel(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    if app.imports.cancel(&id) { Ok(StatusCode::NO_CONTENT) } else { Err(missing()) }
}

fn missing() -> Refusal {
    Refusal::not_found("there is no such import")
}
