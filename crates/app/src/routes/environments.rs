//! Environments of a collection.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::Opened;

use crate::api::{EnvironmentPlace, EnvironmentView, EnvironmentsView, Event, ItemName, UseEnvironment};
use crate::error::Refusal;
use crate::routes::extract::{Command, Question};
use crate::state::{App, away};

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
        app.engine.use_environment(&mut opened, wanted.name.as_deref())?;
        app.tell(Event::EnvironmentsChanged { collection: wanted.collection });
        view(app, &opened)
    })
    .await
}

fn view(app: &App, opened: &Opened) -> Answer<EnvironmentsView> {
    let own = opened.collection.environments.len();
    let environments =
        app.engine.environments(opened)?.into_iter().enumerate().map(|(at, environment)| EnvironmentView {
            name: environment.name,
            place: if at < own { EnvironmentPlace::Collection } else { EnvironmentPlace::Workspace },
            variables: environment.variables,
        });
    Ok(Json(EnvironmentsView { active: app.engine.active_environment(opened)?, environments: environments.collect() }))
}
