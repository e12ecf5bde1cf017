//! Settings of the app.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::{Keeping, SettingSecret, WayToRule};
use exchange::Secret;

use crate::error::Refusal;
use crate::events::Event;
use crate::extract::Command;
use crate::settings::{
    CertificateState, CertificateView, SaveSettings, SecretKeeping, SettingsView, WayRule, WayView, WayWanted,
};
use crate::state::{App, away};

type Answer<T> = Result<Json<T>, Refusal>;

pub(crate) async fn settings(State(app): State<Arc<App>>) -> Answer<SettingsView> {
    away(&app, view).await
}

pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Command(SaveSettings { settings, secrets }): Command<SaveSettings>,
) -> Answer<SettingsView> {
    away(&app, move |app| {
        let named = secrets.into_iter().map(|secret| {
            let name = secret.certificate.map_or(SettingSecret::ProxyPassword, SettingSecret::Passphrase);
            (name, (!secret.value.is_empty()).then(|| Secret::new(secret.value)))
        });
        app.engine.settings().save(settings, named.collect())?;
        app.tell(Event::SettingsChanged);
        view(app)
    })
    .await
}

/// Which way a send would take. A command, because an address may hold what should stand in no log.
pub(crate) async fn way(
    State(app): State<Arc<App>>,
    Command(WayWanted { url }): Command<WayWanted>,
) -> Answer<WayView> {
    away(&app, move |app| {
        let way = app.engine.settings().way_to(&url)?;
        let (rule, named) = match way.rule {
            WayToRule::OwnProxy => (WayRule::OwnProxy, String::new()),
            WayToRule::Variable(name) => (WayRule::Variable, name),
            WayToRule::Bypass(entry) => (WayRule::Bypass, entry),
            WayToRule::NoProxyVariable(entry) => (WayRule::NoProxyVariable, entry),
            WayToRule::NoProxy => (WayRule::NoProxy, String::new()),
            WayToRule::SwitchedOff => (WayRule::SwitchedOff, String::new()),
        };
        Ok(Json(WayView { proxy: way.proxy, has_credentials: way.has_credentials, rule, named }))
    })
    .await
}

pub(crate) fn view(app: &App) -> Answer<SettingsView> {
    let folders = app.engine.store().folders();
    Ok(Json(SettingsView {
        settings: app.engine.settings().get()?,
        system_proxies: app.engine.settings().system_proxies(),
        workspace: app.engine.workspace().display().to_string(),
        state: folders.state.display().to_string(),
        secrets: folders.secrets.display().to_string(),
        keeping: app.engine.settings().secrets_keeping()?.map(|keeping| match keeping {
            Keeping::Keychain => SecretKeeping::Keychain,
            Keeping::KeyFile => SecretKeeping::KeyFile,
            Keeping::Passphrase => SecretKeeping::Passphrase,
        }),
        certificates: app.engine.settings().certificate_files()?.into_iter().map(certificate).collect(),
    }))
}

fn certificate(file: engine::CertificateFile) -> CertificateView {
    CertificateView {
        id: file.id,
        state: match file.state {
            engine::CertificateState::Valid => CertificateState::Valid,
            engine::CertificateState::Expired => CertificateState::Expired,
            engine::CertificateState::NotYet => CertificateState::NotYet,
            engine::CertificateState::Unreadable => CertificateState::Unreadable,
        },
        valid_from_ms: file.shown.as_ref().map(|shown| shown.valid_from_ms),
        valid_until_ms: file.shown.as_ref().map(|shown| shown.valid_until_ms),
        name: file.shown.map(|shown| shown.name),
        further_count: file.further_count,
    }
}
