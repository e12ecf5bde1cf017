//! The window: what does not change while the program runs, and how the page is arranged.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::imports::ImportOption;
use crate::state::App;
use crate::window::AppView;

pub(crate) async fn app(State(app): State<Arc<App>>) -> Json<AppView> {
    let workspace = app.engine.workspace();
    let import_options = engine::OPTIONS.iter().map(|spec| ImportOption {
        id: spec.id.to_owned(),
        label: spec.label.to_owned(),
        help: spec.help.to_owned(),
        values: spec.values.iter().map(|value| (*value).to_owned()).collect(),
        default_value: spec.default.to_owned(),
    });
    Json(AppView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        workspace: workspace.display().to_string(),
        workspace_short: app.engine.short_path(workspace),
        workspace_name: workspace.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        import_options: import_options.collect(),
    })
}
