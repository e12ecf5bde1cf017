//! The Console.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

use crate::console::{ConsoleDetail, ConsoleView};
use crate::error::Refusal;
use crate::events::Event;
use crate::extract::Question;
use crate::state::App;

/// Which rows.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    since: u64,
}

pub(crate) async fn console(
    State(app): State<Arc<App>>,
    Question(Wanted { since }): Question<Wanted>,
) -> Json<ConsoleView> {
    Json(app.console.behind(since))
}

pub(crate) async fn detail(
    State(app): State<Arc<App>>,
    Path(number): Path<String>,
) -> Result<Json<ConsoleDetail>, Refusal> {
    let found = number.parse().ok().and_then(|number| app.console.detail(number));
    found.map(Json).ok_or_else(|| Refusal::not_found("this row is not kept any more"))
}

pub(crate) async fn clear(State(app): State<Arc<App>>) -> StatusCode {
    app.console.clear();
    app.tell(Event::ConsoleAdded);
    StatusCode::NO_CONTENT
}
