//! When the sample API begins to answer, and on which port.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::http::StatusCode;
use engine::{GivenFiles, Opened, VariablePlace, VariableSet};
use model::Problem;
use serde_json::Value;
use tokio::net::TcpListener;

use crate::error::Refusal;
use crate::events::Event;
use crate::sample::responses;
use crate::state::{App, away};

/// Name of the document. A collection that was imported from it belongs to the sample API.
const SOURCE: &str = "postrider-sample-api.yaml";

/// The document; `PORT` stands for the port.
pub(super) const DOCUMENT: &str = include_str!("api.yaml");

/// Under this name the ports are remembered that were ever given to it: an address with one of them is its own.
const PORTS: &str = "ports of the sample API";

const BASE_URL: &str = "baseUrl";

/// The document, as a file to import. From now on its address answers.
pub(crate) async fn document(app: &Arc<App>) -> Result<GivenFiles, Refusal> {
    let last = away(app, |app| Ok(ports(app)?.last().copied())).await?;
    let port = listen(app, last.unwrap_or(0)).await?;
    let text = DOCUMENT.replace("PORT", &port.to_string());
    Ok(GivenFiles { files: vec![(SOURCE.to_owned(), text)], root: None })
}

/// Lets the sample API answer if this workspace has it, for who asks it from a terminal.
pub(crate) async fn begin(app: Arc<App>) {
    // What cannot be read now is told by the page; a send tries again.
    let Ok(listing) = away(&app, App::collections).await else { return };
    for listed in listing.collections {
        let _ = ready(&app, &listed.id).await;
    }
}

/// Lets the sample API answer before a request of this collection is sent, if it is made of it.
pub(crate) async fn ready(app: &Arc<App>, collection: &str) -> Result<(), Refusal> {
    let id = collection.to_owned();
    let Some((opened, wanted)) = away(app, move |app| asked(app, &id)).await? else { return Ok(()) };
    let port = listen(app, wanted).await?;
    if port == wanted {
        return Ok(());
    }
    away(app, move |app| Ok(app.engine.variables().set(root(&opened), BASE_URL, Some(&address(port)))?)).await?;
    app.tell(Event::EnvironmentsChanged { collection: collection.to_owned() });
    Ok(())
}

/// The collection and the port that it asks, if it is made of the sample API and asks a port of it.
fn asked(app: &App, id: &str) -> Result<Option<(Opened, u16)>, Refusal> {
    if engine::import_source(&app.folder(id)?).as_deref() != Some(SOURCE) {
        return Ok(None);
    }
    let opened = app.opened(id)?;
    let rows = app.engine.variables().table(root(&opened), None)?;
    let row = rows.iter().find(|row| row.variable.name == BASE_URL);
    let port = row.and_then(|row| ports(app).ok()?.into_iter().find(|port| row.effective() == address(*port)));
    Ok(port.map(|port| (opened, port)))
}

fn root(opened: &Opened) -> VariablePlace<'_> {
    VariablePlace { opened: Some(opened), set: VariableSet::Item("") }
}

fn address(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn ports(app: &App) -> Result<Vec<u16>, Refusal> {
    let known = app.engine.store().remembered().setting(PORTS).map_err(engine::Error::from)?;
    Ok(known.and_then(|known| serde_json::from_value(known).ok()).unwrap_or_default())
}

/// Listens, on this port if it is free, and gives the port. Who listens already goes on.
async fn listen(app: &Arc<App>, wanted: u16) -> Result<u16, Refusal> {
    let mut listening = app.sample.port.lock().await;
    if let Some(port) = *listening {
        return Ok(port);
    }
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match bind(wanted).await {
        Err(_) => bind(0).await,
        bound => bound,
    };
    let listener = listener.map_err(|error| silent(&error))?;
    let port = listener.local_addr().map_err(|error| silent(&error))?.port();
    away(app, move |app| remember(app, port)).await?;
    let server = axum::serve(listener, responses::router(app, port));
    tokio::spawn(server.with_graceful_shutdown(app.ending.clone().cancelled_owned()).into_future());
    *listening = Some(port);
    Ok(port)
}

fn remember(app: &App, port: u16) -> Result<(), Refusal> {
    let mut ports = ports(app)?;
    ports.retain(|known| *known != port);
    ports.push(port);
    let remembered = app.engine.store().remembered();
    Ok(remembered.set_setting(PORTS, &Value::from(ports)).map_err(engine::Error::from)?)
}

fn silent(error: &io::Error) -> Refusal {
    let problem = Problem::error("sample_silent", format!("the sample API cannot listen on 127.0.0.1: {error}"));
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, problem.with_hint("Start Postrider again."))
}

#[cfg(test)]
mod tests;
