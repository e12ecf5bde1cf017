//! The addresses of the API, and what they call.

#[cfg(test)]
mod page_types;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};

use crate::error::Refusal;
use crate::extract::{self, COMMAND_BYTES_MAX};
use crate::state::App;
use crate::{
    auth, bodies, console, cookies, environments, events, examples, exchanges, files, guards, history, imports, items,
    page, settings, tree, variables, window,
};

/// Everything this program answers to.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let api = Router::new()
        .route("/app", get(window::calls::app))
        .route("/workspace", get(tree::calls::tree))
        .route("/request", get(items::calls::request))
        .route("/request/draft", post(items::calls::draft_request))
        .route("/request/save", post(items::calls::save_request))
        .route("/request/discard", post(items::calls::discard_request))
        .merge(around_requests())
        .merge(sends())
        .route("/request/curl", post(items::curl::text))
        .route("/request/from-curl", post(items::curl::request))
        .route("/collection", get(items::calls::parent))
        .route("/collection/draft", post(items::calls::draft_parent))
        .route("/collection/save", post(items::calls::save_parent))
        .route("/collection/discard", post(items::calls::discard_parent))
        .merge(tree())
        .route("/auth", get(auth::calls::auth))
        .route("/tokens", get(auth::calls::tokens))
        .route("/tokens/{id}", get(auth::calls::token))
        .route("/tokens/new", post(auth::calls::new_token))
        .route("/tokens/use", post(auth::calls::use_token))
        .route("/tokens/delete", post(auth::calls::delete_tokens))
        .route("/tokens/restore", post(auth::calls::restore_tokens))
        .route("/secrets/reveal", post(auth::calls::reveal))
        .route("/imports", post(imports::calls::start))
        .route("/imports/preview", post(imports::calls::preview))
        .route("/imports/{id}", get(imports::calls::import))
        .route("/imports/{id}/cancel", post(imports::calls::cancel))
        .route("/layout", get(window::layout::layout).post(window::layout::keep))
        .route("/events", get(events::calls::events))
        .merge(values())
        .merge(kept())
        .fallback(async || Refusal::not_found("there is no such address"))
        .layer(DefaultBodyLimit::max(COMMAND_BYTES_MAX))
        .layer(middleware::from_fn(extract::no_longer_than_a_command))
        .layer(middleware::from_fn_with_state(Arc::clone(app), guards::own_session));
    Router::new()
        .nest("/api", api)
        .route("/download/{name}", get(bodies::calls::download))
        .route("/preview/{name}", get(bodies::previews::preview))
        .route("/open/{name}", get(page::open))
        .fallback(get(page::file))
        .layer(middleware::from_fn(page::with_policy))
        .layer(middleware::from_fn_with_state(Arc::clone(app), guards::own_address))
        .with_state(Arc::clone(app))
}

/// Sends, and their answers in every form.
fn sends() -> Router<Arc<App>> {
    Router::new()
        .route("/send", post(exchanges::calls::send))
        .route("/exchanges/{id}", get(exchanges::calls::exchange))
        .route("/exchanges/{id}/cancel", post(exchanges::calls::cancel))
        .route("/exchanges/{id}/trust-certificate", post(exchanges::calls::trust_certificate))
        .route("/exchanges/{id}/body", get(bodies::calls::body))
        .route("/exchanges/{id}/lines", get(bodies::calls::lines))
        .route("/exchanges/{id}/fold", get(bodies::calls::fold))
        .route("/exchanges/{id}/folds", get(bodies::calls::folds))
        .route("/exchanges/{id}/search", get(bodies::calls::search))
        .route("/exchanges/{id}/filter", post(bodies::calls::filter))
        .route("/exchanges/{id}/preview", post(bodies::previews::address))
        .route("/exchanges/{id}/download", post(bodies::calls::download_address))
}

/// What a request's tab asks beside the request: examples, variables, files.
fn around_requests() -> Router<Arc<App>> {
    Router::new()
        .route("/request/example", get(examples::calls::example))
        .route("/request/examples", post(examples::calls::save))
        .route("/request/examples/rename", post(examples::calls::rename))
        .route("/request/examples/delete", post(examples::calls::delete))
        .route("/request/examples/restore", post(examples::calls::restore))
        .route("/laid-out", post(bodies::calls::laid_out))
        .route("/variables", get(variables::calls::variables))
        .route("/files", post(files::calls::files))
        .route("/folders", get(files::calls::folder))
}

/// Rows of the tree, and files that changed under unsaved edits.
fn tree() -> Router<Arc<App>> {
    Router::new()
        .route("/conflict", get(items::conflicts::conflict))
        .route("/conflict/resolve", post(items::conflicts::resolve))
        .route("/items/add", post(tree::actions::add))
        .route("/items/rename", post(tree::actions::rename))
        .route("/items/move", post(tree::actions::move_item))
        .route("/items/duplicate", post(tree::actions::duplicate))
        .route("/items/delete", post(tree::actions::delete))
        .route("/items/deleted", get(tree::actions::deleted))
        .route("/items/restore", post(tree::actions::restore))
        .route("/request/save-as", post(tree::actions::save_as))
}

/// What sends work with besides the requests: environments, variables, settings.
fn values() -> Router<Arc<App>> {
    Router::new()
        .route("/environments", get(environments::calls::environments))
        .route("/environments/use", post(environments::calls::use_environment))
        .route("/environments/all", get(environments::calls::all))
        .route("/environments/create", post(environments::calls::create))
        .route("/environments/rename", post(environments::calls::rename))
        .route("/environments/duplicate", post(environments::calls::duplicate))
        .route("/environments/delete", post(environments::calls::delete))
        .route("/environments/restore", post(environments::calls::restore))
        .route("/environment/save", post(variables::tables::edit_environment))
        .route("/settings", get(settings::calls::settings))
        .route("/settings/save", post(settings::calls::save))
        .route("/settings/way", post(settings::calls::way))
        .route("/variables/table", get(variables::tables::table))
        .route("/variables/set", post(variables::tables::set))
        .route("/variables/persist", post(variables::tables::persist))
        .route("/variables/reset", post(variables::tables::reset))
        .route("/variables/reveal", post(variables::tables::reveal))
}

/// What was sent and what came with it.
fn kept() -> Router<Arc<App>> {
    Router::new()
        .route("/cookies", get(cookies::calls::cookies))
        .route("/cookies/reveal", post(cookies::calls::reveal))
        .route("/cookies/set", post(cookies::calls::set))
        .route("/cookies/delete", post(cookies::calls::delete))
        .route("/cookies/restore", post(cookies::calls::restore))
        .route("/console", get(console::calls::console))
        .route("/console/{number}", get(console::calls::detail))
        .route("/console/clear", post(console::calls::clear))
        .route("/history", get(history::calls::history))
        .route("/history/compare", get(history::calls::compare))
        .route("/history/delete", post(history::calls::delete))
        .route("/history/restore", post(history::calls::restore))
        .route("/history/{id}", get(history::calls::entry))
        .route("/history/{id}/request", get(history::calls::request))
}
