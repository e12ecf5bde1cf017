//! What a send would make of a request as it stands: address, rows that nobody typed, and what would stop it.
//!
//! Asks no secret store: a keychain must not prompt while somebody types. Secrets are taken to be there.

use std::collections::HashSet;

use exchange::{CookieJar, HeaderRow, Origin};
use model::{Auth, Defaults, Problem, Request, Settings};
use resolve::{Outline, OutlinedRequest, Plan};

use crate::collection::find::{FoundRequest, lineage_at, request_at};
use crate::error::Error;
use crate::send::Requests;
use crate::send::mask::MASK;
use crate::send::situation::{ForThisSend, SecretValues, Situation};
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
            let lineage = lineage_at(&opened.collection, path)?;
            parents.push(&opened.collection.defaults);
            parents.extend(lineage.folders.iter().map(|folder| &folder.defaults));
        }
        let settings = resolve::inherited_settings(&Settings::default(), &parents);
        Ok(resolve::with_defaults(&settings))
    }

    /// Looks ahead at a send. `opened` is the collection as edited, with `request` at its path.
    pub fn preview(self, opened: &Opened, request: &Request) -> Result<Preview, Error> {
        let FoundRequest { folders, .. } = request_at(&opened.collection, &request.path)?;
        let lineage = FoundRequest { request, folders }.lineage(&opened.collection);
        let situation = self.situation(opened, &lineage, ForThisSend::default())?;
        let Situation { parents, scopes, owner, folder } = &situation;
        let outline = self.with_inputs(owner, SecretValues::Masked, false, |inputs| {
            resolve::outline(Plan { request, parents, scopes, folder, body: None }, inputs)
        });
        let Outline { shown, problems } = outline;
        let Some(shown) = shown else { return Ok(Preview { url: request.url.clone(), rows: Vec::new(), problems }) };
        let mut rows = rows(&shown, auth_row(lineage.effective_auth().auth));
        rows.extend(self.cookie_row(&shown)?);
        Ok(Preview { url: shown.address.to_string(), rows, problems })
    }

    /// What the jar would send to that address, values masked; `None` when it sends nothing there.
    fn cookie_row(self, shown: &OutlinedRequest) -> Result<Option<PreviewRow>, Error> {
        if !shown.options.uses_cookies {
            return Ok(None);
        }
        let now_ms = (self.engine.outside.now_ms)();
        let mut cookies = self.engine.store.cookies().outlines(&self.engine.workspace.to_string_lossy(), now_ms)?;
        for cookie in &mut cookies {
            MASK.clone_into(&mut cookie.value);
        }
        let value = CookieJar::from(cookies).header_for(&shown.address, now_ms.div_euclid(1000));
        // One that was typed is sent beside it.
        let is_switched_off = shown.suppressed_headers.iter().any(|name| name.eq_ignore_ascii_case("cookie"));
        Ok(value.map(|value| PreviewRow {
            name: "Cookie".to_owned(),
            value,
            origin: Origin::Cookie,
            is_enabled: !is_switched_off,
            is_overridden: false,
        }))
    }
}

fn rows(shown: &OutlinedRequest, auth: Option<(String, String)>) -> Vec<PreviewRow> {
    let typed: HashSet<String> = shown.typed.iter().map(|row| row.name.to_lowercase()).collect();
    let row = |name: &str, value: &str, origin: Origin| {
        let lower = name.to_lowercase();
        let is_overridden = typed.contains(&lower);
        let is_switched_off = origin == Origin::Generated && shown.suppressed_headers.contains(&lower);
        PreviewRow {
            name: name.to_owned(),
            value: value.to_owned(),
            origin,
            is_enabled: !is_overridden && !is_switched_off,
            is_overridden,
        }
    };
    let mut rows = vec![row("Host", &shown.address.authority(), Origin::Generated)];
    rows.extend(auth.map(|(name, value)| row(&name, &value, Origin::Auth)));
    rows.extend(shown.generated.iter().map(|HeaderRow { name, value, .. }| row(name, value, Origin::Generated)));
    if shown.has_body {
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
