//! Rows of the tree: add, rename, move, duplicate, delete, bring back. Every window hears of it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::{Deletion, FoundItem, ItemPlace, NewItem, NewName, Opened};
use model::{Auth, Request};

use crate::error::Refusal;
use crate::events::Event;
use crate::extract::{Command, Window};
use crate::items::ItemName;
use crate::state::{App, away, away_changing_rows};
use crate::tree::{AddItem, DeletionView, ItemKind, MoveItem, MovedItem, NamedItem, RenameItem, RestoreItem, SaveAs};

type Answer<T> = Result<Json<T>, Refusal>;

pub(crate) async fn add(State(app): State<Arc<App>>, Command(add): Command<AddItem>) -> Answer<NamedItem> {
    away_changing_rows(&app, move |app| {
        let AddItem { kind, name, collection, parent } = add;
        let item = match kind {
            ItemKind::Collection => {
                let folder = app.engine.collections().create(&name)?;
                return Ok(Json(made_collection(app, &folder)));
            }
            ItemKind::Folder => NewItem::Folder(name),
            ItemKind::Request => NewItem::Request(Box::new(Request {
                name,
                method: "GET".to_owned(),
                auth: Auth::Inherit,
                ..Request::default()
            })),
        };
        let path = app.engine.items().add(&app.opened(&collection)?, &parent, item)?;
        app.tell(Event::WorkspaceChanged);
        Ok(Json(NamedItem { collection, path, kind }))
    })
    .await
}

pub(crate) async fn rename(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(rename): Command<RenameItem>,
) -> Answer<NamedItem> {
    away_changing_rows(&app, move |app| {
        let RenameItem { collection, path, name } = rename;
        let opened = app.opened(&collection)?;
        let kind = kind(&opened, &path)?;
        if path.is_empty() {
            let folder = app.engine.collections().rename(&opened, &name)?;
            // Until it has an id of its own, the page knows it by its folder.
            app.follow_folder(&collection, &folder);
            let whole = ItemName { collection: collection.clone(), path: path.clone() };
            tell_moved(app, whole.clone(), whole, window);
            return Ok(Json(NamedItem { collection, path, kind }));
        }
        let to = app.engine.items().rename(&opened, &path, &name)?;
        let there = ItemName { collection: collection.clone(), path: to.clone() };
        tell_moved(app, ItemName { collection: collection.clone(), path }, there, window);
        Ok(Json(NamedItem { collection, path: to, kind }))
    })
    .await
}

pub(crate) async fn move_item(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(wanted): Command<MoveItem>,
) -> Answer<MovedItem> {
    away_changing_rows(&app, move |app| {
        let MoveItem { collection, path, to_collection, parent, before } = wanted;
        let place = ItemPlace { parent, before };
        let opened = app.opened(&collection)?;
        let (to, inherits_other_auth) = match to_collection.filter(|to| *to != collection) {
            None => {
                let path = app.engine.items().relocate(&opened, &path, &place)?;
                (ItemName { collection: collection.clone(), path }, false)
            }
            Some(to_collection) => {
                let target = app.opened_to_change(&to_collection)?;
                let there = app.engine.items().move_across(&opened, &path, &target, &place)?;
                (ItemName { collection: to_collection, path: there.path }, there.inherits_auth)
            }
        };
        tell_moved(app, ItemName { collection, path }, to.clone(), window);
        Ok(Json(MovedItem { collection: to.collection, path: to.path, inherits_other_auth }))
    })
    .await
}

pub(crate) async fn duplicate(State(app): State<Arc<App>>, Command(name): Command<ItemName>) -> Answer<NamedItem> {
    away_changing_rows(&app, move |app| {
        let ItemName { collection, path } = name;
        let opened = app.opened(&collection)?;
        if path.is_empty() {
            let folder = app.engine.collections().duplicate(&opened)?;
            return Ok(Json(made_collection(app, &folder)));
        }
        let kind = kind(&opened, &path)?;
        let path = app.engine.items().duplicate(&opened, &path)?;
        app.tell(Event::WorkspaceChanged);
        Ok(Json(NamedItem { collection, path, kind }))
    })
    .await
}

pub(crate) async fn delete(State(app): State<Arc<App>>, Command(name): Command<ItemName>) -> Answer<DeletionView> {
    away_changing_rows(&app, move |app| {
        let deletion = app.engine.trash().delete(&app.opened(&name.collection)?, &name.path)?;
        app.tell(Event::WorkspaceChanged);
        Ok(Json(deletion.into()))
    })
    .await
}

pub(crate) async fn deleted(State(app): State<Arc<App>>) -> Answer<Vec<DeletionView>> {
    away(&app, |app| Ok(Json(app.engine.trash().list()?.into_iter().map(Into::into).collect()))).await
}

pub(crate) async fn restore(State(app): State<Arc<App>>, Command(wanted): Command<RestoreItem>) -> Answer<NamedItem> {
    away_changing_rows(&app, move |app| {
        let restored = app.engine.trash().restore(&wanted.undo)?;
        let collection = app.id_in(&restored.folder, engine::collection_id(&restored.folder).as_deref());
        let opened = app.opened(&collection)?;
        app.tell(Event::WorkspaceChanged);
        app.tell(Event::ItemChanged {
            collection: collection.clone(),
            path: restored.path.clone(),
            window: String::new(),
        });
        Ok(Json(NamedItem { kind: kind(&opened, &restored.path)?, collection, path: restored.path }))
    })
    .await
}

pub(crate) async fn save_as(State(app): State<Arc<App>>, Command(wanted): Command<SaveAs>) -> Answer<NamedItem> {
    away_changing_rows(&app, move |app| {
        let SaveAs { collection, path, to_collection, parent, name } = wanted;
        let opened = app.opened(&collection)?;
        let mut target = app.opened_to_change(&to_collection)?;
        let path = app.engine.items().save_as(&opened, &path, &mut target, NewName { parent: &parent, name: &name })?;
        app.tell(Event::WorkspaceChanged);
        Ok(Json(NamedItem { collection: to_collection, path, kind: ItemKind::Request }))
    })
    .await
}

impl From<Deletion> for DeletionView {
    fn from(deletion: Deletion) -> Self {
        Self { undo: deletion.id, name: deletion.name, at_ms: deletion.at_ms }
    }
}

fn made_collection(app: &App, folder: &std::path::Path) -> NamedItem {
    let collection = app.id_in(folder, engine::collection_id(folder).as_deref());
    app.tell(Event::WorkspaceChanged);
    NamedItem { collection, path: String::new(), kind: ItemKind::Collection }
}

fn tell_moved(app: &App, from: ItemName, to: ItemName, window: String) {
    let ItemName { collection, path } = from;
    app.tell(if collection == to.collection && path == to.path {
        Event::ItemChanged { collection, path, window: String::new() }
    } else {
        Event::ItemMoved { collection, from: path, to_collection: to.collection, to: to.path, window }
    });
    app.tell(Event::WorkspaceChanged);
}

fn kind(opened: &Opened, path: &str) -> Result<ItemKind, Refusal> {
    if path.is_empty() {
        return Ok(ItemKind::Collection);
    }
    match engine::item_at(&opened.collection, path).map_err(engine::Error::from)? {
        FoundItem::Request(_) => Ok(ItemKind::Request),
        FoundItem::Folder(..) => Ok(ItemKind::Folder),
    }
}
