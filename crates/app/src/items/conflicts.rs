//! Files that changed on disk under unsaved edits: both sides, and a result of them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use engine::Side;

use crate::error::Refusal;
use crate::events::Event;
use crate::extract::{Command, Question};
use crate::items::{ConflictField, ConflictSide, ConflictView, ItemName, ResolveConflict};
use crate::state::{App, away};

pub(crate) async fn conflict(
    State(app): State<Arc<App>>,
    Question(name): Question<ItemName>,
) -> Result<Json<ConflictView>, Refusal> {
    away(&app, move |app| {
        let opened = app.opened(&name.collection)?;
        let conflict = app.engine.conflicts().of(&opened, &name.path)?;
        let workspace = app.engine.workspace();
        let fields = conflict.fields.into_iter().map(|field| ConflictField {
            id: field.id,
            draft: field.draft,
            disk: field.disk,
            only: field.only.map(Into::into),
            both: field.both,
        });
        Ok(Json(ConflictView {
            file: conflict.file.strip_prefix(workspace).unwrap_or(&conflict.file).display().to_string(),
            seen: conflict.seen,
            fields: fields.collect(),
            same: conflict.same,
            edited_at_ms: conflict.edited_at_ms,
            changed_at_ms: conflict.changed_at_ms,
        }))
    })
    .await
}

pub(crate) async fn resolve(
    State(app): State<Arc<App>>,
    Command(wanted): Command<ResolveConflict>,
) -> Result<StatusCode, Refusal> {
    away(&app, move |app| {
        let ResolveConflict { collection, path, seen, choices } = wanted;
        let choices = choices.into_iter().map(|(id, side)| (id, side.into())).collect();
        app.engine.conflicts().resolve(&app.opened(&collection)?, &path, &choices, &seen)?;
        app.tell(Event::WorkspaceChanged);
        app.tell(Event::ItemChanged { collection, path, window: String::new() });
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

impl From<Side> for ConflictSide {
    fn from(side: Side) -> Self {
        match side {
            Side::Draft => Self::Draft,
            Side::Disk => Self::Disk,
            Side::Both => Self::Both,
        }
    }
}

impl From<ConflictSide> for Side {
    fn from(side: ConflictSide) -> Self {
        match side {
            ConflictSide::Draft => Self::Draft,
            ConflictSide::Disk => Self::Disk,
            ConflictSide::Both => Self::Both,
        }
    }
}
