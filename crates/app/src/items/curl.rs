//! Requests as cURL commands, and cURL commands as requests.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::error::{Refusal, in_words_of_the_page};
use crate::extract::Command;
use crate::items::{CurlOf, CurlText, FromCurl, RequestFromCurl};
use crate::state::{App, away};

pub(crate) async fn text(
    State(app): State<Arc<App>>,
    Command(wanted): Command<CurlOf>,
) -> Result<Json<CurlText>, Refusal> {
    away(&app, move |app| {
        let opened = app.opened(&wanted.collection)?;
        let request = app.engine.drafts().request(&opened, &wanted.path)?.content;
        let (edited, _) = app.engine.drafts().laid_over(&opened)?;
        Ok(Json(CurlText { text: app.engine.requests().curl(&edited, &request, wanted.shows_secrets)? }))
    })
    .await
}

pub(crate) async fn request(
    State(app): State<Arc<App>>,
    Command(wanted): Command<FromCurl>,
) -> Result<Json<RequestFromCurl>, Refusal> {
    away(&app, move |app| {
        let opened = app.opened(&wanted.collection)?;
        let request = app.engine.drafts().request(&opened, &wanted.path)?.content;
        let (request, problems) = engine::curl_into(&request, &wanted.text)?;
        Ok(Json(RequestFromCurl { request, problems: problems.into_iter().map(in_words_of_the_page).collect() }))
    })
    .await
}
