//! Environments: which there are, which is in use, making and deleting them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::Opened;
use model::Environment;

use crate::environments::{
    ChangedEnvironment, CollectionEnvironments, DeletedEnvironment, EnvironmentEntry, EnvironmentList, EnvironmentName,
    EnvironmentPlace, EnvironmentView, EnvironmentsView, RenameEnvironment, RestoreEnvironment, UseEnvironment,
};
use crate::error::Refusal;
use crate::events::Event;
use crate::extract::{Command, Question};
use crate::items::ItemName;
use crate::state::{App, Listed, away};

type Answer<T> = Result<Json<T>, Refusal>;

pub(crate) async fn environments(
    State(app): State<Arc<App>>,
    Question(name): Question<ItemName>,
) -> Answer<EnvironmentsView> {
    away(&app, move |app| view(app, &app.opened(&name.collection)?)).await
}

pub(crate) async fn use_environment(
    State(app): State<Arc<App>>,
    Command(wanted): Command<UseEnvironment>,
) -> Answer<EnvironmentsView> {
    away(&app, move |app| {
        let mut opened = app.opened_to_change(&wanted.collection)?;
        app.engine.environments().choose(&mut opened, wanted.name.as_deref())?;
        app.tell(Event::EnvironmentsChanged { collection: wanted.collection });
        view(app, &opened)
    })
    .await
}

pub(crate) async fn all(State(app): State<Arc<App>>) -> Answer<EnvironmentList> {
    away(&app, list).await
}

pub(crate) async fn create(
    State(app): State<Arc<App>>,
    Command(wanted): Command<EnvironmentName>,
) -> Answer<ChangedEnvironment> {
    away(&app, move |app| {
        let opened = owner(app, &wanted.collection)?;
        app.engine.environments().create(opened.as_ref(), &wanted.name)?;
        tell_changed(app, &wanted.collection);
        Ok(Json(ChangedEnvironment { name: wanted.name.trim().to_owned() }))
    })
    .await
}

pub(crate) async fn rename(
    State(app): State<Arc<App>>,
    Command(wanted): Command<RenameEnvironment>,
) -> Answer<ChangedEnvironment> {
    away(&app, move |app| {
        let opened = owner(app, &wanted.collection)?;
        app.engine.environments().rename(opened.as_ref(), &wanted.name, &wanted.new_name)?;
        tell_changed(app, &wanted.collection);
        Ok(Json(ChangedEnvironment { name: wanted.new_name.trim().to_owned() }))
    })
    .await
}

pub(crate) async fn duplicate(
    State(app): State<Arc<App>>,
    Command(wanted): Command<EnvironmentName>,
) -> Answer<ChangedEnvironment> {
    away(&app, move |app| {
        let opened = owner(app, &wanted.collection)?;
        let name = app.engine.environments().duplicate(opened.as_ref(), &wanted.name)?;
        tell_changed(app, &wanted.collection);
        Ok(Json(ChangedEnvironment { name }))
    })
    .await
}

pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Command(wanted): Command<EnvironmentName>,
) -> Answer<DeletedEnvironment> {
    away(&app, move |app| {
        let opened = owner(app, &wanted.collection)?;
        let deletion = app.engine.environments().delete(opened.as_ref(), &wanted.name)?;
        tell_changed(app, &wanted.collection);
        Ok(Json(DeletedEnvironment { undo: deletion.id }))
    })
    .await
}

pub(crate) async fn restore(
    State(app): State<Arc<App>>,
    Command(RestoreEnvironment { undo }): Command<RestoreEnvironment>,
) -> Answer<EnvironmentList> {
    away(&app, move |app| {
        let latest = || Ok::<_, Refusal>(app.engine.environments().deleted()?.into_iter().next().map(|one| one.id));
        let undo = undo.map_or_else(latest, |undo| Ok(Some(undo)))?;
        let undo = undo.ok_or_else(|| Refusal::not_found("no deleted environment can be brought back"))?;
        app.engine.environments().restore(&undo)?;
        tell_changed(app, "");
        list(app)
    })
    .await
}

/// The collection of that id; `None` for the workspace.
pub(crate) fn owner(app: &App, collection: &str) -> Result<Option<Opened>, Refusal> {
    if collection.is_empty() { Ok(None) } else { app.opened_to_change(collection).map(Some) }
}

/// What the workspace has may be seen from every collection: that is told with an empty id.
pub(crate) fn tell_changed(app: &App, collection: &str) {
    app.tell(Event::EnvironmentsChanged { collection: collection.to_owned() });
}

fn list(app: &App) -> Answer<EnvironmentList> {
    let (shared, globals) = app.engine.environments().shared()?;
    let _rest = app.rows_at_rest();
    let mut collections = Vec::new();
    for Listed { id, entry } in app.collections()?.collections {
        // One that cannot be read must not hide the others.
        let Ok(opened) = app.engine.collections().open_in(&entry.folder) else { continue };
        collections.push(CollectionEnvironments {
            collection: id,
            active: app.engine.environments().active(&opened)?,
            environments: opened.collection.environments.iter().map(entry_of).collect(),
            name: opened.collection.name,
        });
    }
    Ok(Json(EnvironmentList {
        global_count: globals.map_or(0, |globals| globals.variables.len()),
        shared: shared.iter().map(entry_of).collect(),
        collections,
    }))
}

fn entry_of(environment: &Environment) -> EnvironmentEntry {
    EnvironmentEntry { name: environment.name.clone(), variable_count: environment.variables.len() }
}

fn view(app: &App, opened: &Opened) -> Answer<EnvironmentsView> {
    let own = opened.collection.environments.len();
    let environments =
        app.engine.environments().list(opened)?.into_iter().enumerate().map(|(at, environment)| EnvironmentView {
            name: environment.name,
            place: if at < own { EnvironmentPlace::Collection } else { EnvironmentPlace::Workspace },
            variables: environment.variables,
        });
    Ok(Json(EnvironmentsView {
        active: app.engine.environments().active(opened)?,
        environments: environments.collect(),
    }))
}
