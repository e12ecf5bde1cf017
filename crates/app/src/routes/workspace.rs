//! The app itself, and the tree.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::api::{AppView, CollectionNode, ImportOption, WorkspaceView};
use crate::error::Refusal;
use crate::state::{App, Listed, Listing, away};
use crate::views::{nodes, trouble};

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

pub(crate) async fn tree(State(app): State<Arc<App>>) -> Result<Json<WorkspaceView>, Refusal> {
    away(&app, |app| {
        let _rest = app.rows_at_rest();
        let Listing { collections: listed, mut problems } = app.collections()?;
        let mut collections = Vec::new();
        for Listed { id, entry } in listed {
            let opened = match app.engine.collections().open_to_edit(&entry.folder) {
                Ok(opened) => opened,
                // One that cannot be read must not hide the others.
                Err(error) => {
                    problems.push(*Refusal::from(error).problem);
                    continue;
                }
            };
            let (edited, drafted) = app.engine.drafts().laid_over(&opened)?;
            problems.extend(opened.problems);
            collections.push(CollectionNode {
                id,
                name: edited.collection.name.clone(),
                folder: entry.folder.display().to_string(),
                is_changed: drafted.iter().any(|drafted| drafted.path.is_empty()),
                trouble: trouble(&drafted, ""),
                active_environment: app.engine.environments().active(&edited)?,
                items: nodes(&edited.collection.items, &drafted),
            });
        }
        Ok(Json(WorkspaceView { collections, problems }))
    })
    .await
}
