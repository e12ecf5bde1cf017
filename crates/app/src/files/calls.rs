//! Files that a body names, and folders in which one is looked for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::error::Refusal;
use crate::extract::{Command, Question};
use crate::files::{FileView, FilesWanted, FolderEntryView, FolderView, FolderWanted};
use crate::state::{App, away};

type Answer<T> = Result<Json<T>, Refusal>;

pub(crate) async fn files(State(app): State<Arc<App>>, Command(wanted): Command<FilesWanted>) -> Answer<Vec<FileView>> {
    away(&app, move |app| {
        let opened = app.opened(&wanted.collection)?;
        let known = app.engine.attachments().check(&opened, &wanted.paths).into_iter();
        let view = |file: engine::Attachment| FileView {
            path: file.path,
            name: file.name,
            folder: file.folder,
            bytes: file.bytes,
            modified_at_ms: file.modified_at_ms,
            media_type: file.media_type,
        };
        Ok(Json(known.map(view).collect()))
    })
    .await
}

pub(crate) async fn folder(
    State(app): State<Arc<App>>,
    Question(wanted): Question<FolderWanted>,
) -> Answer<FolderView> {
    away(&app, move |app| {
        let opened = match wanted.collection.as_str() {
            "" => None,
            id => Some(app.opened(id)?),
        };
        let listing = app.engine.attachments().list_folder(opened.as_ref(), &wanted.folder)?;
        let entry = |entry: engine::FolderEntry| FolderEntryView {
            name: entry.name,
            path: entry.path,
            is_folder: entry.is_folder,
            bytes: entry.bytes,
        };
        let entries = listing.entries.into_iter().map(entry).collect();
        Ok(Json(FolderView { folder: listing.folder, parent: listing.parent, entries }))
    })
    .await
}
