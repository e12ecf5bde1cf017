//! Tables of variables: rows, current values, secrets.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::{Note, Opened, ScopeName, VariableSet};

use crate::auth::RevealedSecret;
use crate::environments::calls::{owner, tell_changed};
use crate::error::Refusal;
use crate::events::Event;
use crate::extract::{Command, Question, Window};
use crate::state::{App, away};
use crate::variables::{
    ChooseVariables, EditEnvironment, RevealVariable, SetVariable, TableQuestion, VariableNote, VariablePlace,
    VariablePlaceKind, VariableRow, VariableScope, VariableScopeKind, VariableTable,
};

type Answer<T> = Result<Json<T>, Refusal>;

pub(crate) async fn table(
    State(app): State<Arc<App>>,
    Question(wanted): Question<TableQuestion>,
) -> Answer<VariableTable> {
    away(&app, move |app| {
        let TableQuestion { kind, collection, name, seen_from } = wanted;
        let seen_from = if collection.is_empty() { seen_from } else { collection.clone() };
        // An open tab may outlive the collection that it was looked at from.
        let seen_from = if seen_from.is_empty() { None } else { app.opened(&seen_from).ok() };
        let named = Named::find(app, VariablePlace { kind, collection, name }, Access::Read)?;
        rows(app, &named, seen_from.as_ref())
    })
    .await
}

pub(crate) async fn edit_environment(
    State(app): State<Arc<App>>,
    Command(edit): Command<EditEnvironment>,
) -> Answer<VariableTable> {
    away(&app, move |app| {
        let place =
            VariablePlace { kind: VariablePlaceKind::Environment, collection: edit.collection, name: edit.name };
        let named = Named::find(app, place, Access::Write)?;
        app.engine.variables().edit_environment(named.opened.as_ref(), &named.name, &edit.base, edit.variables)?;
        named.tell(app, "");
        named.again(app)
    })
    .await
}

pub(crate) async fn set(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(wanted): Command<SetVariable>,
) -> Answer<VariableTable> {
    away(&app, move |app| {
        let named = Named::find(app, wanted.place, Access::Write)?;
        app.engine.variables().set(named.place(), &wanted.name, wanted.value.as_deref())?;
        named.tell(app, &window);
        named.again(app)
    })
    .await
}

pub(crate) async fn persist(
    State(app): State<Arc<App>>,
    Command(wanted): Command<ChooseVariables>,
) -> Answer<VariableTable> {
    away(&app, move |app| {
        let named = Named::find(app, wanted.place, Access::Write)?;
        app.engine.variables().persist(named.place(), &wanted.names)?;
        named.tell(app, "");
        named.again(app)
    })
    .await
}

pub(crate) async fn reset(
    State(app): State<Arc<App>>,
    Window(window): Window,
    Command(wanted): Command<ChooseVariables>,
) -> Answer<VariableTable> {
    away(&app, move |app| {
        let named = Named::find(app, wanted.place, Access::Write)?;
        app.engine.variables().reset(named.place(), &wanted.names)?;
        named.tell(app, &window);
        named.again(app)
    })
    .await
}

pub(crate) async fn reveal(
    State(app): State<Arc<App>>,
    Command(wanted): Command<RevealVariable>,
) -> Answer<RevealedSecret> {
    away(&app, move |app| {
        let named = Named::find(app, wanted.place, Access::Read)?;
        let value = app.engine.variables().secret(named.place(), &wanted.name)?;
        Ok(Json(RevealedSecret { value: value.map(|secret| secret.expose().to_owned()) }))
    })
    .await
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

/// A table that was found.
struct Named {
    /// `None` for the workspace's environments.
    opened: Option<Opened>,
    collection: String,
    name: String,
    is_item: bool,
}

impl Named {
    fn find(app: &App, place: VariablePlace, access: Access) -> Result<Self, Refusal> {
        let VariablePlace { kind, collection, name } = place;
        if kind != VariablePlaceKind::Environment && collection.is_empty() {
            return Err(Refusal::bad_request("a collection is missing"));
        }
        let opened = match access {
            Access::Write => owner(app, &collection)?,
            Access::Read if collection.is_empty() => None,
            Access::Read => Some(app.opened(&collection)?),
        };
        let (Some(opened), VariablePlaceKind::InUse) = (&opened, kind) else {
            return Ok(Self { opened, collection, name, is_item: kind == VariablePlaceKind::Item });
        };
        let name =
            app.engine.environments().active(opened)?.ok_or_else(|| Refusal::not_found("no environment is in use"))?;
        let is_own = opened.collection.environments.iter().any(|own| own.name == name);
        let opened = is_own.then(|| opened.clone());
        Ok(Self { opened, collection: if is_own { collection } else { String::new() }, name, is_item: false })
    }

    fn place(&self) -> engine::VariablePlace<'_> {
        let set = if self.is_item { VariableSet::Item(&self.name) } else { VariableSet::Environment(&self.name) };
        engine::VariablePlace { opened: self.opened.as_ref(), set }
    }

    /// Other values may be sent from now on, and the item may have another draft.
    fn tell(&self, app: &App, window: &str) {
        tell_changed(app, &self.collection);
        if self.is_item {
            app.tell(Event::ItemChanged {
                collection: self.collection.clone(),
                path: self.name.clone(),
                window: window.to_owned(),
            });
        }
    }

    /// The table as it is after a command.
    fn again(&self, app: &App) -> Answer<VariableTable> {
        let opened = self.opened.as_ref().map(|opened| app.engine.collections().open_in(&opened.folder)).transpose()?;
        let named =
            Self { opened, collection: self.collection.clone(), name: self.name.clone(), is_item: self.is_item };
        rows(app, &named, named.opened.as_ref())
    }
}

fn rows(app: &App, named: &Named, seen_from: Option<&Opened>) -> Answer<VariableTable> {
    let rows = app.engine.variables().table(named.place(), seen_from)?;
    Ok(Json(VariableTable { rows: rows.into_iter().map(row).collect() }))
}

fn row(row: engine::VariableRow) -> VariableRow {
    VariableRow {
        variable: row.variable,
        current: row.current,
        is_saved: row.is_saved,
        has_secret: row.has_secret,
        notes: row.notes.into_iter().map(note).collect(),
    }
}

fn note(note: Note) -> VariableNote {
    match note {
        Note::Unresolved(names) => VariableNote::Unresolved { names },
        Note::Overridden(by) => VariableNote::Overridden { by: scope(by) },
        Note::Overrides(by) => VariableNote::Overrides { by: scope(by) },
        Note::Differs => VariableNote::Differs,
        Note::OnlyHere => VariableNote::OnlyHere,
        Note::NamedTwice => VariableNote::NamedTwice,
        Note::NotUsed => VariableNote::NotUsed,
        Note::NoSecret => VariableNote::NoSecret,
    }
}

fn scope(scope: ScopeName) -> VariableScope {
    let (kind, name) = match scope {
        ScopeName::Folder(name) => (VariableScopeKind::Folder, name),
        ScopeName::Environment(name) => (VariableScopeKind::Environment, name),
        ScopeName::Collection => (VariableScopeKind::Collection, String::new()),
        ScopeName::Globals => (VariableScopeKind::Globals, String::new()),
    };
    VariableScope { kind, name }
}
