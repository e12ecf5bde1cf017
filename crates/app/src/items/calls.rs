//! Tabs: load, edit, save, discard.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::{Edited, FoundItem, OpenCollection, Opened};
use model::{Parent, Request};

use crate::error::{Refusal, in_words_of_the_page};
use crate::events::Event;
use crate::extract::{Command, Question, Window};
use crate::items::{
    EditedSide, ItemName, ParentDraft, ParentView, PreviewRow, RequestDraft, RequestPreview, RequestView, SaveItem,
    SourceView,
};
use crate::state::{App, away};
use crate::tree::counts;

type Answer<T> = Result<Json<T>, Refusal>;

pub(crate) async fn request(State(app): State<Arc<App>>, Question(name): Question<ItemName>) -> Answer<RequestView> {
    away(&app, move |app| {
        let ItemName { collection, path } = name;
        app.while_open(&collection, &path, |open| request_view(app, &collection, open, &path))
    })
    .await
}

pub(crate) async fn draft_request(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(draft): Command<RequestDraft>,
) -> Answer<RequestView> {
    away(&app, move |app| {
        let RequestDraft { collection, path, mut request, edited } = draft;
        let side = match edited {
            EditedSide::Url => engine::EditedSide::Line,
            EditedSide::Params => engine::EditedSide::Rows,
        };
        engine::bring_into_step(&mut request, side);
        let (before, view) = app.while_open(&collection, &path, |open| {
            app.engine.collections().adopt_id(&mut open.saved, &collection)?;
            let before = app.engine.drafts().request(&open.saved, &path)?;
            app.engine.drafts().keep_request(&mut open.saved, &path, request)?;
            app.engine.drafts().lay_over(open, &path)?;
            Ok((before, request_view(app, &collection, open, &path)?))
        })?;
        let shows = |request: &Request| (request.name.clone(), request.method.clone(), request.url.clone());
        if before.is_changed != view.is_changed || shows(&before.content) != shows(&view.0.request) {
            app.tell_drafted(Event::WorkspaceChanged);
        }
        app.tell_drafted(Event::ItemChanged { collection, path, window });
        Ok(view)
    })
    .await
}

pub(crate) async fn save_request(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(save): Command<SaveItem>,
) -> Answer<RequestView> {
    away(&app, move |app| {
        let opened = app.opened_to_change(&save.collection)?;
        app.engine.drafts().save(&opened, &save.path, save.overwrites)?;
        tell_saved(app, &save, window);
        let SaveItem { collection, path, .. } = &save;
        app.while_open(collection, path, |open| request_view(app, collection, open, path))
    })
    .await
}

pub(crate) async fn discard_request(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(save): Command<SaveItem>,
) -> Answer<RequestView> {
    away(&app, move |app| {
        let SaveItem { collection, path, .. } = &save;
        // Of an item whose file is gone this is the last that can be said.
        let view = app.while_open(collection, path, |open| {
            app.engine.drafts().discard(&open.saved, path)?;
            app.engine.drafts().lay_over(open, path)?;
            request_view(app, collection, open, path)
        })?;
        tell_saved(app, &save, window);
        Ok(view)
    })
    .await
}

pub(crate) async fn parent(State(app): State<Arc<App>>, Question(name): Question<ItemName>) -> Answer<ParentView> {
    away(&app, move |app| {
        let ItemName { collection, path } = name;
        app.while_open(&collection, &path, |open| parent_view(app, &collection, open, &path))
    })
    .await
}

pub(crate) async fn draft_parent(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(draft): Command<ParentDraft>,
) -> Answer<ParentView> {
    away(&app, move |app| {
        let ParentDraft { collection, path, content } = draft;
        let (before, view) = app.while_open(&collection, &path, |open| {
            app.engine.collections().adopt_id(&mut open.saved, &collection)?;
            let before = app.engine.drafts().parent(&open.saved, &path)?;
            app.engine.drafts().keep_parent(&mut open.saved, &path, content)?;
            app.engine.drafts().lay_over(open, &path)?;
            Ok((before, parent_view(app, &collection, open, &path)?))
        })?;
        if before.is_changed != view.is_changed || before.content.name != view.content.name {
            app.tell_drafted(Event::WorkspaceChanged);
        }
        app.tell_drafted(Event::ItemChanged { collection, path, window });
        Ok(view)
    })
    .await
}

pub(crate) async fn save_parent(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(save): Command<SaveItem>,
) -> Answer<ParentView> {
    away(&app, move |app| {
        let opened = app.opened_to_change(&save.collection)?;
        app.engine.drafts().save(&opened, &save.path, save.overwrites)?;
        tell_saved(app, &save, window);
        let SaveItem { collection, path, .. } = &save;
        app.while_open(collection, path, |open| parent_view(app, collection, open, path))
    })
    .await
}

pub(crate) async fn discard_parent(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(save): Command<SaveItem>,
) -> Answer<ParentView> {
    away(&app, move |app| {
        let SaveItem { collection, path, .. } = &save;
        // Of an item whose file is gone this is the last that can be said.
        let view = app.while_open(collection, path, |open| {
            app.engine.drafts().discard(&open.saved, path)?;
            app.engine.drafts().lay_over(open, path)?;
            parent_view(app, collection, open, path)
        })?;
        tell_saved(app, &save, window);
        Ok(view)
    })
    .await
}

fn tell_saved(app: &App, save: &SaveItem, window: String) {
    app.tell(Event::WorkspaceChanged);
    app.tell(Event::ItemChanged { collection: save.collection.clone(), path: save.path.clone(), window });
}

fn request_view(app: &App, id: &str, open: &OpenCollection, path: &str) -> Answer<RequestView> {
    let Edited { mut content, is_changed, is_conflicting } = app.engine.drafts().request(&open.saved, path)?;
    // They are long and have an address of their own; a draft that comes back without them keeps them.
    content.examples.clear();
    let preview = app.engine.requests().preview(&open.edited, &content)?;
    let inherited = app.engine.requests().inherited_settings(&open.edited, path)?;
    Ok(Json(RequestView {
        collection: id.to_owned(),
        path: path.to_owned(),
        trail: trail(&open.edited, path)?,
        request: content,
        is_changed,
        is_conflicting,
        is_gone: is_gone(&open.saved, path),
        inherited,
        preview: RequestPreview {
            url: preview.url,
            rows: preview.rows.into_iter().map(Into::into).collect(),
            problems: preview.problems.into_iter().map(in_words_of_the_page).collect(),
        },
    }))
}

fn is_gone(opened: &Opened, path: &str) -> bool {
    opened.gone.iter().any(|gone| gone == path)
}

fn parent_view(app: &App, id: &str, open: &OpenCollection, path: &str) -> Answer<ParentView> {
    let OpenCollection { saved: opened, edited, .. } = open;
    let Edited { content, is_changed, is_conflicting }: Edited<Parent> = app.engine.drafts().parent(opened, path)?;
    let (request_count, folder_count) = match path {
        "" => counts(&opened.collection.items),
        _ => match engine::item_at(&opened.collection, path).map_err(engine::Error::from)? {
            FoundItem::Folder(folder, _) => counts(&folder.items),
            FoundItem::Request(_) => (0, 0),
        },
    };
    let source = if path.is_empty() { engine::import_source(&opened.folder) } else { None };
    Ok(Json(ParentView {
        collection: id.to_owned(),
        path: path.to_owned(),
        trail: if path.is_empty() { Vec::new() } else { trail(opened, path)? },
        folder: opened.folder.join(path).display().to_string(),
        version: opened.collection.version.clone().filter(|_| path.is_empty()),
        content,
        inherited: app.engine.requests().inherited_settings(edited, path)?,
        is_changed,
        is_conflicting,
        is_gone: is_gone(opened, path),
        request_count,
        folder_count,
        source: source.map(|address| SourceView { address }),
    }))
}

/// Names of the collection and the folders that lead to an item.
pub(crate) fn trail(opened: &Opened, path: &str) -> Result<Vec<String>, Refusal> {
    let found = engine::item_at(&opened.collection, path).map_err(engine::Error::from)?;
    let (FoundItem::Request(engine::FoundRequest { folders, .. }) | FoundItem::Folder(_, folders)) = found;
    let names = folders.iter().map(|folder| folder.name.clone());
    Ok(std::iter::once(opened.collection.name.clone()).chain(names).collect())
}

impl From<engine::PreviewRow> for PreviewRow {
    fn from(row: engine::PreviewRow) -> Self {
        Self {
            name: row.name,
            value: row.value,
            origin: row.origin.into(),
            is_enabled: row.is_enabled,
            is_overridden: row.is_overridden,
        }
    }
}
