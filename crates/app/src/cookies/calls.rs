//! Cookies of the workspace.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::CookieSet;
use exchange::Cookie;

use crate::cookies::{
    CookieChoice, CookieName, CookieValue, DeleteCookies, DeletedCookies, JarCookie, RestoreCookies, SetCookie,
};
use crate::error::Refusal;
use crate::events::Event;
use crate::extract::Command;
use crate::state::{App, away};

type Answer<T> = Result<Json<T>, Refusal>;

pub(crate) async fn cookies(State(app): State<Arc<App>>) -> Answer<Vec<JarCookie>> {
    away(&app, views).await
}

pub(crate) async fn reveal(State(app): State<Arc<App>>, Command(name): Command<CookieName>) -> Answer<CookieValue> {
    away(&app, move |app| Ok(Json(CookieValue { value: find(app, &name)?.value }))).await
}

pub(crate) async fn set(State(app): State<Arc<App>>, Command(wanted): Command<SetCookie>) -> Answer<Vec<JarCookie>> {
    away(&app, move |app| {
        let before = wanted.replaces.as_ref().map(|name| find(app, name)).transpose()?;
        let value = wanted.value.or_else(|| before.as_ref().map(|cookie| cookie.value.clone())).unwrap_or_default();
        let cookie = Cookie {
            name: wanted.name,
            value,
            domain: wanted.domain,
            is_host_only: wanted.is_host_only,
            path: wanted.path,
            expires_at: wanted.expires_at,
            is_secure: wanted.is_secure,
            is_http_only: wanted.is_http_only,
            same_site: wanted.same_site.filter(|word| !word.is_empty()),
        };
        app.engine.cookies().set(cookie, before)?;
        app.tell(Event::CookiesChanged);
        views(app)
    })
    .await
}

pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Command(DeleteCookies { which }): Command<DeleteCookies>,
) -> Answer<DeletedCookies> {
    away(&app, move |app| {
        let which = match which {
            CookieChoice::One(name) => one(name),
            CookieChoice::Domain(domain) => CookieSet::Domain(domain),
            CookieChoice::All => CookieSet::All,
        };
        let gone = app.engine.cookies().delete(&which)?;
        let count = gone.len();
        let undo = app.keep_deleted_cookies(gone);
        app.tell(Event::CookiesChanged);
        Ok(Json(DeletedCookies { count, undo }))
    })
    .await
}

pub(crate) async fn restore(
    State(app): State<Arc<App>>,
    Command(RestoreCookies { undo }): Command<RestoreCookies>,
) -> Answer<Vec<JarCookie>> {
    away(&app, move |app| {
        let gone = || Refusal::not_found("this deletion can no longer be taken back");
        app.engine.cookies().restore(app.take_deleted_cookies(&undo).ok_or_else(gone)?)?;
        app.tell(Event::CookiesChanged);
        views(app)
    })
    .await
}

fn one(CookieName { domain, path, name }: CookieName) -> CookieSet {
    CookieSet::One { domain, path, name }
}

fn find(app: &App, wanted: &CookieName) -> Result<Cookie, Refusal> {
    let is_wanted =
        |cookie: &Cookie| cookie.domain == wanted.domain && cookie.path == wanted.path && cookie.name == wanted.name;
    let found = app.engine.cookies().list()?.into_iter().find(is_wanted);
    found.ok_or_else(|| Refusal::not_found("there is no such cookie any more"))
}

fn views(app: &App) -> Answer<Vec<JarCookie>> {
    let view = |cookie: Cookie| JarCookie {
        value_characters: cookie.value.chars().count(),
        name: cookie.name,
        domain: cookie.domain,
        is_host_only: cookie.is_host_only,
        path: cookie.path,
        expires_at: cookie.expires_at,
        is_secure: cookie.is_secure,
        is_http_only: cookie.is_http_only,
        same_site: cookie.same_site,
    };
    Ok(Json(app.engine.cookies().list()?.into_iter().map(view).collect()))
}
