//! Saved examples of a request.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use engine::ExampleAt;
use model::{Example, ExampleResponse, Header, Problem, Request};

use crate::bodies::BodyLanguage;
use crate::error::Refusal;
use crate::events::Event;
use crate::examples::{DeleteExample, ExampleName, ExampleView, RenameExample, RestoreExample, SaveExample};
use crate::exchanges::running::Running;
use crate::extract::{Command, Question};
use crate::state::{App, away};

type Answer<T> = Result<Json<T>, Refusal>;

/// Longest body that is kept in a request's file, in bytes.
const BODY_BYTES_MAX: u64 = 1024 * 1024;

pub(crate) async fn example(State(app): State<Arc<App>>, Question(name): Question<ExampleName>) -> Answer<ExampleView> {
    away(&app, move |app| view(app, &name)).await
}

pub(crate) async fn save(State(app): State<Arc<App>>, Command(wanted): Command<SaveExample>) -> Answer<ExampleView> {
    away(&app, move |app| {
        let SaveExample { collection, path, exchange_id, name } = wanted;
        let running = app.exchanges.get(&exchange_id);
        let running = running.ok_or_else(|| Refusal::not_found("this answer is not kept any more"))?;
        let opened = app.opened_to_change(&collection)?;
        let request = match running.asked() {
            Some(request) => request.clone(),
            None => app.engine.drafts().request(&opened, &path)?.content,
        };
        let example = of_answer(&running, request, name.filter(|name| !name.trim().is_empty()))?;
        let at = app.engine.examples().add(&opened, &path, usize::MAX, example)?;
        tell(app, &collection, &path);
        view(app, &ExampleName { collection, path, at })
    })
    .await
}

pub(crate) async fn rename(
    State(app): State<Arc<App>>,
    Command(wanted): Command<RenameExample>,
) -> Answer<ExampleView> {
    away(&app, move |app| {
        let RenameExample { example, known, name } = wanted;
        if name.trim().is_empty() {
            return Err(Refusal::bad_request("an example needs a name"));
        }
        let opened = app.opened_to_change(&example.collection)?;
        let which = ExampleAt { path: &example.path, at: example.at, known: &known };
        app.engine.examples().rename(&opened, which, name.trim())?;
        tell(app, &example.collection, &example.path);
        view(app, &example)
    })
    .await
}

pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Command(wanted): Command<DeleteExample>,
) -> Answer<ExampleView> {
    away(&app, move |app| {
        let DeleteExample { example: name, known } = wanted;
        let opened = app.opened_to_change(&name.collection)?;
        let example =
            app.engine.examples().delete(&opened, ExampleAt { path: &name.path, at: name.at, known: &known })?;
        tell(app, &name.collection, &name.path);
        Ok(Json(ExampleView { at: name.at, trail: Vec::new(), example }))
    })
    .await
}

pub(crate) async fn restore(
    State(app): State<Arc<App>>,
    Command(wanted): Command<RestoreExample>,
) -> Answer<ExampleView> {
    away(&app, move |app| {
        let RestoreExample { example: mut name, content } = wanted;
        let opened = app.opened_to_change(&name.collection)?;
        name.at = app.engine.examples().add(&opened, &name.path, name.at, content)?;
        tell(app, &name.collection, &name.path);
        view(app, &name)
    })
    .await
}

fn view(app: &App, name: &ExampleName) -> Answer<ExampleView> {
    let opened = app.opened(&name.collection)?;
    let request = app.engine.drafts().request(&opened, &name.path)?.content;
    let gone = || Refusal::not_found("there is no such example");
    let example = request.examples.get(name.at).cloned().ok_or_else(gone)?;
    let mut trail = crate::items::calls::trail(&opened, &name.path)?;
    trail.push(request.name);
    Ok(Json(ExampleView { at: name.at, trail, example }))
}

/// Every window hears of it, the one that asked too: its tab of the request shows what is in the file.
fn tell(app: &App, collection: &str, path: &str) {
    app.tell(Event::WorkspaceChanged);
    app.tell(Event::ItemChanged { collection: collection.to_owned(), path: path.to_owned(), window: String::new() });
}

/// The answer and what was asked for it, with placeholders as typed and the secrets of the send masked.
fn of_answer(running: &Running, request: Request, name: Option<String>) -> Result<Example, Refusal> {
    let refusal = |code: &str, message: &str, hint: &str| {
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, Problem::error(code, message).with_hint(hint))
    };
    let no_answer = || refusal("no_answer", "there is no complete answer to keep", "Send the request again.");
    let exchange = running.view();
    let course = running.course();
    let Some(Ok(sent)) = &course.end else { return Err(no_answer()) };
    let status = exchange.status.ok_or_else(no_answer)?;
    if exchange.body_bytes > BODY_BYTES_MAX {
        return Err(refusal(
            "example_too_large",
            "the answer is too long for an example",
            "Up to 1 MB is kept beside a request. Save the response to a file.",
        ));
    }
    let bytes = running.body.raw.read(0, BODY_BYTES_MAX).unwrap_or_default();
    let (body_type, body) = match (exchange.language, std::str::from_utf8(&bytes)) {
        (_, Ok("")) => (None, String::new()),
        (BodyLanguage::Binary, _) | (_, Err(_)) => (Some("binary"), String::new()),
        (BodyLanguage::Json, Ok(text)) => (Some("json"), sent.mask.text(text)),
        (BodyLanguage::Xml, Ok(text)) => (Some("xml"), sent.mask.text(text)),
        (BodyLanguage::Html, Ok(text)) => (Some("html"), sent.mask.text(text)),
        (_, Ok(text)) => (Some("text"), sent.mask.text(text)),
    };
    let header = |field: &crate::exchanges::HeaderField| Header {
        name: field.name.clone(),
        value: sent.mask.header(&field.name, &field.value),
        description: None,
        is_enabled: true,
    };
    let title = format!("{status} {}", exchange.reason).trim().to_owned();
    let Request { method, url, headers, params, body: request_body, .. } = request;
    Ok(Example {
        name: name.map_or(title, |name| name.trim().to_owned()),
        description: None,
        method,
        url,
        headers,
        params,
        body: request_body,
        response: ExampleResponse {
            status: Some(status),
            status_text: exchange.reason.clone(),
            headers: exchange.headers.iter().map(header).collect(),
            body_type: body_type.map(str::to_owned),
            body,
        },
    })
}
