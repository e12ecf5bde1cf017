//! The tree of the sidebar: collections, folders, requests.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::error::Refusal;
use crate::state::{App, Listed, Listing, away};
use crate::tree::{CollectionNode, WorkspaceView, nodes, trouble};

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
