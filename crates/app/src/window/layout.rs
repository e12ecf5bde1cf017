//! How the page's windows are arranged, kept between starts: each start has another port, so the browser cannot keep it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::error::Refusal;
use crate::extract::Command;
use crate::state::{App, away};
use crate::window::Layout;

/// Longest arrangement that is kept, in bytes.
const LAYOUT_BYTES_MAX: usize = 1024 * 1024;

pub(crate) async fn layout(State(app): State<Arc<App>>) -> Result<Json<Layout>, Refusal> {
    away(&app, |app| {
        let kept = app.engine.store().remembered().setting(&key(app)).map_err(engine::Error::from)?;
        let text = kept.and_then(|kept| kept.as_str().map(str::to_owned)).unwrap_or_default();
        Ok(Json(Layout { text }))
    })
    .await
}

pub(crate) async fn keep(State(app): State<Arc<App>>, Command(layout): Command<Layout>) -> Result<StatusCode, Refusal> {
    if layout.text.len() > LAYOUT_BYTES_MAX {
        return Err(Refusal::bad_request("this arrangement is longer than 1 MB"));
    }
    away(&app, move |app| {
        let text = serde_json::Value::String(layout.text);
        app.engine.store().remembered().set_setting(&key(app), &text).map_err(engine::Error::from)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

fn key(app: &App) -> String {
    format!("layout of {}", app.engine.workspace().display())
}
