//! Which variables an item can see, and from where.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::VisiblePlace;

use crate::error::Refusal;
use crate::extract::Question;
use crate::items::ItemName;
use crate::state::{App, away};
use crate::variables::{PlaceKind, PlaceView, PlacedValue, VariablesView, VisibleVariable};

pub(crate) async fn variables(
    State(app): State<Arc<App>>,
    Question(item): Question<ItemName>,
) -> Result<Json<VariablesView>, Refusal> {
    away(&app, move |app| {
        let (edited, _) = app.engine.drafts().laid_over(&app.opened(&item.collection)?)?;
        Ok(Json(view(&app.engine.variables().visible_to(&edited, &item.path)?)))
    })
    .await
}

fn view(places: &[VisiblePlace]) -> VariablesView {
    let names: BTreeSet<&str> =
        places.iter().flat_map(|place| &place.variables).map(|variable| variable.name.as_str()).collect();
    let visible = |name: &str| VisibleVariable {
        name: name.to_owned(),
        wins: places.iter().position(|place| place.find(name).is_some()),
        values: places.iter().enumerate().filter_map(|(at, place)| value(at, place, name)).collect(),
    };
    VariablesView {
        places: places.iter().map(|place| PlaceView { kind: place.kind.into(), name: place.name.clone() }).collect(),
        variables: names.into_iter().map(visible).collect(),
        made: engine::made_names(),
    }
}

/// What a name means in one place: the row that takes part, else a switched-off one.
fn value(at: usize, place: &VisiblePlace, name: &str) -> Option<PlacedValue> {
    let switched_off = || place.variables.iter().rev().find(|variable| variable.name == name);
    let variable = place.find(name).or_else(switched_off)?;
    let value = if variable.is_secret { String::new() } else { variable.value.clone() };
    Some(PlacedValue { place: at, value, is_secret: variable.is_secret, is_enabled: variable.is_enabled })
}

impl From<engine::PlaceKind> for PlaceKind {
    fn from(kind: engine::PlaceKind) -> Self {
        match kind {
            engine::PlaceKind::Request => Self::Request,
            engine::PlaceKind::Folder => Self::Folder,
            engine::PlaceKind::Environment => Self::Environment,
            engine::PlaceKind::Collection => Self::Collection,
            engine::PlaceKind::Globals => Self::Globals,
        }
    }
}
