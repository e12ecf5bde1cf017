//! What a send would make of a request as it stands: address, rows that nobody typed, and what would stop it.
//!
//! Asks no secret store: a keychain must not prompt while somebody types. Secrets are taken to be there.

use std::collections::HashSet;

use exchange::{CookieJar, HeaderRow, Origin, ResolvedRequest, Secret};
use model::{Auth, Defaults, Problem, Request, Settings};
use resolve::{Inputs, Plan, inherited_auth};

use crate::collection::find::{FoundItem, FoundRequest, item_at, request_at};
use crate::error::Error;
use crate::send::Requests;
use crate::send::mask::MASK;
use crate::variables::scopes::View;
use crate::workspace::Opened;

/// What a send would make of a request.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// The address with everything replaced that can be.
    pub url: String,
    /// Generated and authorization rows in the order they are sent.
    pub rows: Vec<PreviewRow>,
    /// What stops or would disturb a send.
    pub problems: Vec<Problem>,
}

/// A header row that nobody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// Header name.
    pub name: String,
    /// Value, masked; in angle brackets where only the send decides.
    pub value: String,
    /// Who makes it.
    pub origin: Origin,
    /// Whether it will be sent.
    pub is_enabled: bool,
    /// Whether a typed row of that name takes its place.
    pub is_overridden: bool,
}

impl Requests<'_> {
    /// What applies to the item at `path` (empty for the collection) where its own settings say `inherit`; every setting
    /// has a value.
    pub fn inherited_settings(self, opened: &Opened, path: &str) -> Result<Settings, Error> {
        // Outside of everything stands what is set for the app.
        let app = Defaults { settings: self.engine.settings().default_settings(), ..Defaults::default() };
        let mut parents = vec![&app];
        if !path.is_empty() {
            let (FoundItem::Request(FoundRequest { folders, .. }) | FoundItem::Folder(_, folders)) =
                item_at(&opened.collection, path)?;
            parents.push(&opened.collection.defaults);
            parents.extend(folders.iter().map(|folder| &folder.defaults));
        }
        let settings = resolve::inherited_settings(&Settings::default(), &parents);
        Ok(resolve::with_defaults(&settings))
    }

    /// Looks ahead at a send. `opened` is the collection as edited, with `request` at its path.
    pub fn preview(self, opened: &Opened, request: &Request) -> Result<Preview, Error> {
        let found = request_at(&opened.collection, &request.path)?;
        let environment = self.engine.environments().active(opened)?;
        let view = View {
            request: &request.variables,
            folders: &found.folders,
            environment: environment.as_deref(),
            local: &[],
        };
        let scopes = self.engine.variables().scopes(opened, &view)?;
        let parents = found.parents(&opened.collection);
        let resolved = |request: &Request, keeps_unknown: bool| {
            let inputs = Inputs {
                now_ms: (self.engine.outside.now_ms)(),
                random: &|| 0,
                process_env: &self.engine.outside.variable,
                vault: &|_| Ok(Some(Secret::new(MASK))),
                keeps_unknown,
            };
            resolve::resolve(
                Plan { request, parents: &parents, scopes: &scopes, folder: &opened.folder, body: None },
                &inputs,
            )
        };
        // Authorization is looked at by itself: an unknown variable in it must not hide the address.
        let plain = Request { auth: Auth::None, ..request.clone() };
        let lenient = resolved(&plain, true).request;
        let mut bare = Request { headers: Vec::new(), ..plain };
        bare.behavior.disabled_system_headers.clear();
        let possible = resolved(&bare, true).request;
        let url = lenient.as_ref().map_or_else(|| request.url.clone(), |request| request.address.to_string());
        let auth = auth_row(inherited_auth(&request.auth, &parents).0);
        let mut rows = match (&lenient, possible) {
            (Some(lenient), Some(possible)) => rows(lenient, &possible, auth),
            _ => Vec::new(),
        };
        if let Some(cookie) = lenient.as_ref().map(|resolved| self.cookie_row(resolved)).transpose()?.flatten() {
            rows.push(cookie);
        }
        Ok(Preview { url, rows, problems: resolved(request, false).problems })
    }

    /// What the jar would send to that address, values masked; `None` when it sends nothing there.
    fn cookie_row(self, resolved: &ResolvedRequest) -> Result<Option<PreviewRow>, Error> {
        if !resolved.options.uses_cookies {
            return Ok(None);
        }
        let now_ms = (self.engine.outside.now_ms)();
        let mut cookies = self.engine.store.cookies().outlines(&self.engine.workspace.to_string_lossy(), now_ms)?;
        for cookie in &mut cookies {
            MASK.clone_into(&mut cookie.value);
        }
        let value = CookieJar::from(cookies).header_for(&resolved.address, now_ms.div_euclid(1000));
        // One that was typed is sent beside it.
        let is_switched_off = resolved.suppressed_headers.iter().any(|name| name.eq_ignore_ascii_case("cookie"));
        Ok(value.map(|value| PreviewRow {
            name: "Cookie".to_owned(),
            value,
            origin: Origin::Cookie,
            is_enabled: !is_switched_off,
            is_overridden: false,
        }))
    }
}

fn rows(resolved: &ResolvedRequest, possible: &ResolvedRequest, auth: Option<(String, String)>) -> Vec<PreviewRow> {
    let typed: HashSet<String> =
        resolved.headers.iter().filter(|row| row.origin == Origin::Typed).map(|row| row.name.to_lowercase()).collect();
    let row = |name: &str, value: &str, origin: Origin| {
        let lower = name.to_lowercase();
        let is_overridden = typed.contains(&lower);
        let is_switched_off = origin == Origin::Generated && resolved.suppressed_headers.contains(&lower);
        PreviewRow {
            name: name.to_owned(),
            value: value.to_owned(),
            origin,
            is_enabled: !is_overridden && !is_switched_off,
            is_overridden,
        }
    };
    let mut rows = vec![row("Host", &possible.address.authority(), Origin::Generated)];
    rows.extend(auth.map(|(name, value)| row(&name, &value, Origin::Auth)));
    for HeaderRow { name, value, .. } in possible.headers.iter().filter(|row| row.origin == Origin::Generated) {
        rows.push(row(name, value, Origin::Generated));
    }
    if possible.body.is_some() {
        rows.push(row("Content-Length", "<counted when the request is sent>", Origin::Generated));
    }
    rows
}

/// The header row of an authorization, masked; `None` where it makes none.
fn auth_row(auth: &Auth) -> Option<(String, String)> {
    let authorization = |value: String| Some(("Authorization".to_owned(), value));
    match auth {
        Auth::None | Auth::Inherit | Auth::Unsupported { .. } => None,
        Auth::Bearer { .. } => authorization(format!("Bearer {MASK}")),
        Auth::Basic(_) => authorization(format!("Basic {MASK}")),
        Auth::ApiKey(key) => {
            (key.placement == model::ApiKeyPlacement::Header).then(|| (key.key.clone(), MASK.to_owned()))
        }
        Auth::OAuth2(oauth) => match &oauth.token_placement {
            model::TokenPlacement::Header { name, prefix } => {
                Some((name.clone(), format!("{prefix} {MASK}").trim_start().to_owned()))
            }
            model::TokenPlacement::Query { .. } => None,
        },
    }
}
