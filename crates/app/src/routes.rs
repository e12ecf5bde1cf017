//! The addresses of the API, and what they call.

mod auth;
mod bodies;
mod conflicts;
mod console;
mod cookies;
mod curl;
mod environments;
mod events;
mod examples;
mod exchanges;
mod extract;
mod files;
mod history;
mod imports;
mod items;
mod layout;
mod previews;
mod settings;
mod tree_actions;
mod variable_tables;
mod variables;
mod workspace;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};

pub(crate) use previews::policy as preview_policy;

use crate::error::Refusal;
use crate::state::App;
use crate::{doors, page};

/// Longest command: a pasted document or a request's body.
pub(crate) const COMMAND_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Everything this program answers to.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let api = Router::new()
        .route("/app", get(workspace::app))
        .route("/workspace", get(workspace::tree))
        .route("/request", get(items::request))
        .route("/request/draft", post(items::draft_request))
        .route("/request/save", post(items::save_request))
        .route("/request/discard", post(items::discard_request))
        .merge(around_requests())
        .merge(sends())
        .route("/request/curl", post(curl::text))
        .route("/request/from-curl", post(curl::request))
        .route("/collection", get(items::parent))
        .route("/collection/draft", post(items::draft_parent))
        .route("/collection/save", post(items::save_parent))
        .route("/collection/discard", post(items::discard_parent))
        .merge(tree())
        .route("/auth", get(auth::auth))
        .route("/tokens", get(auth::tokens))
        .route("/tokens/{id}", get(auth::token))
        .route("/tokens/new", post(auth::new_token))
        .route("/tokens/use", post(auth::use_token))
        .route("/tokens/delete", post(auth::delete_tokens))
        .route("/tokens/restore", post(auth::restore_tokens))
        .route("/secrets/reveal", post(auth::reveal))
        .route("/imports", post(imports::start))
        .route("/imports/preview", post(imports::preview))
        .route("/imports/{id}", get(imports::import))
        .route("/imports/{id}/cancel", post(imports::cancel))
        .route("/layout", get(layout::layout).post(layout::keep))
        .route("/events", get(events::events))
        .merge(values())
        .merge(kept())
        .fallback(async || Refusal::not_found("there is no such address"))
        .layer(DefaultBodyLimit::max(COMMAND_BYTES_MAX))
        .layer(middleware::from_fn(extract::no_longer_than_a_command))
        .layer(middleware::from_fn_with_state(Arc::clone(app), doors::own_session));
    Router::new()
        .nest("/api", api)
        .route("/download/{name}", get(bodies::download))
        .route("/preview/{name}", get(previews::preview))
        .route("/open/{name}", get(page::open))
        .fallback(get(page::file))
        .layer(middleware::from_fn(page::with_policy))
        .layer(middleware::from_fn_with_state(Arc::clone(app), doors::own_address))
        .with_state(Arc::clone(app))
}

/// Sends, and their answers in every form.
fn sends() -> Router<Arc<App>> {
    Router::new()
        .route("/send", post(exchanges::send))
        .route("/exchanges/{id}", get(exchanges::exchange))
        .route("/exchanges/{id}/cancel", post(exchanges::cancel))
        .route("/exchanges/{id}/trust-certificate", post(exchanges::trust_certificate))
        .route("/exchanges/{id}/body", get(bodies::body))
        .route("/exchanges/{id}/lines", get(bodies::lines))
        .route("/exchanges/{id}/fold", get(bodies::fold))
        .route("/exchanges/{id}/folds", get(bodies::folds))
        .route("/exchanges/{id}/search", get(bodies::search))
        .route("/exchanges/{id}/filter", post(bodies::filter))
        .route("/exchanges/{id}/preview", post(previews::address))
        .route("/exchanges/{id}/download", post(bodies::download_address))
}

/// What a request's tab asks beside the request: examples, variables, files.
fn around_requests() -> Router<Arc<App>> {
    Router::new()
        .route("/request/example", get(examples::example))
        .route("/request/examples", post(examples::save))
        .route("/request/examples/rename", post(examples::rename))
        .route("/request/examples/delete", post(examples::delete))
        .route("/request/examples/restore", post(examples::restore))
        .route("/laid-out", post(bodies::laid_out))
        .route("/variables", get(variables::variables))
        .route("/files", post(files::files))
        .route("/folders", get(files::folder))
}

/// Rows of the tree, and files that changed under unsaved edits.
fn tree() -> Router<Arc<App>> {
    Router::new()
        .route("/conflict", get(conflicts::conflict))
        .route("/conflict/resolve", post(conflicts::resolve))
        .route("/items/add", post(tree_actions::add))
        .route("/items/rename", post(tree_actions::rename))
        .route("/items/move", post(tree_actions::move_item))
        .route("/items/duplicate", post(tree_actions::duplicate))
        .route("/items/delete", post(tree_actions::delete))
        .route("/items/deleted", get(tree_actions::deleted))
        .route("/items/restore", post(tree_actions::restore))
        .route("/request/save-as", post(tree_actions::save_as))
}

/// What sends work with besides the requests: environments, variables, settings.
fn values() -> Router<Arc<App>> {
    Router::new()
        .route("/environments", get(environments::environments))
        .route("/environments/use", post(environments::use_environment))
        .route("/environments/all", get(environments::all))
        .route("/environments/create", post(environments::create))
        .route("/environments/rename", post(environments::rename))
        .route("/environments/duplicate", post(environments::duplicate))
        .route("/environments/delete", post(environments::delete))
        .route("/environments/restore", post(environments::restore))
        .route("/environment/save", post(variable_tables::edit_environment))
        .route("/settings", get(settings::settings))
        .route("/settings/save", post(settings::save))
        .route("/settings/way", post(settings::way))
        .route("/variables/table", get(variable_tables::table))
        .route("/variables/set", post(variable_tables::set))
        .route("/variables/persist", post(variable_tables::persist))
        .route("/variables/reset", post(variable_tables::reset))
        .route("/variables/reveal", post(variable_tables::reveal))
}

/// What was sent and what came with it.
fn kept() -> Router<Arc<App>> {
    Router::new()
        .route("/cookies", get(cookies::cookies))
        .route("/cookies/reveal", post(cookies::reveal))
        .route("/cookies/set", post(cookies::set))
        .route("/cookies/delete", post(cookies::delete))
        .route("/cookies/restore", post(cookies::restore))
        .route("/console", get(console::console))
        .route("/console/{number}", get(console::detail))
        .route("/console/clear", post(console::clear))
        .route("/history", get(history::history))
        .route("/history/compare", get(history::compare))
        .route("/history/delete", post(history::delete))
        .route("/history/restore", post(history::restore))
        .route("/history/{id}", get(history::entry))
        .route("/history/{id}/request", get(history::request))
}
