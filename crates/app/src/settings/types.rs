//! Settings of the app.

use model::AppSettings;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `GET /api/settings`, and the answer of `POST /api/settings/save`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct SettingsView {
    /// As they were saved.
    pub(crate) settings: AppSettings,
    /// Proxies that the environment names, without credentials.
    pub(crate) system_proxies: Vec<String>,
    /// Folder of the workspace.
    pub(crate) workspace: String,
    /// Folder with history, drafts, tokens and cookies.
    pub(crate) state: String,
    /// Folder with the encrypted secrets, where no keychain keeps them.
    pub(crate) secrets: String,
    /// What keeps secrets; absent until the first one is kept.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) keeping: Option<SecretKeeping>,
    /// What the certificates of the settings say: the CA file first, then the client certificates in their order.
    pub(crate) certificates: Vec<CertificateView>,
}

/// What a file with certificates says about itself.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct CertificateView {
    /// Id of the client certificate; absent for the CA file.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// Whether it can be used at this moment.
    pub(crate) state: CertificateState,
    /// Whose it is; absent when it cannot be read. Of several CA certificates the one that ends first.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// First moment, milliseconds since 1970 UTC; absent when it cannot be read.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) valid_from_ms: Option<i64>,
    /// Last moment, milliseconds since 1970 UTC; absent when it cannot be read.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) valid_until_ms: Option<i64>,
    /// How many certificates the file holds besides.
    pub(crate) further_count: usize,
}

/// Whether certificates can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CertificateState {
    /// Yes.
    Valid,
    /// The last moment has passed.
    Expired,
    /// The first moment is still to come.
    NotYet,
    /// None can be read, or the passphrase does not open the file.
    Unreadable,
}

/// What keeps secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SecretKeeping {
    /// The keychain of the operating system.
    Keychain,
    /// An encrypted file, its key in a second one.
    KeyFile,
    /// An encrypted file under a passphrase.
    Passphrase,
}

/// `POST /api/settings/save`. Holds from the next send on.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SaveSettings {
    /// All settings.
    pub(crate) settings: AppSettings,
    /// Secrets of them that were typed or taken away.
    #[serde(default)]
    pub(crate) secrets: Vec<SettingSecretValue>,
}

/// `POST /api/settings/way`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct WayWanted {
    /// An address, without variables.
    pub(crate) url: String,
}

/// Answer of `POST /api/settings/way`: which way a send to that address would take.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct WayView {
    /// The proxy without credentials; absent when it goes directly.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) proxy: Option<String>,
    /// Whether the proxy is given a user name.
    pub(crate) has_credentials: bool,
    /// What decides it.
    pub(crate) rule: WayRule,
    /// The variable or the entry that decides it; empty where neither does.
    pub(crate) named: String,
}

/// What decides which way a send takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WayRule {
    /// The proxy of the settings.
    OwnProxy,
    /// A variable of the environment.
    Variable,
    /// An entry of `Proxy Bypass`.
    Bypass,
    /// An entry of the variable `NO_PROXY`.
    NoProxyVariable,
    /// Nobody names a proxy for such an address.
    NoProxy,
    /// The settings want no proxy at all.
    SwitchedOff,
}

/// A secret of the settings.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct SettingSecretValue {
    /// Id of the certificate whose passphrase it is, empty for the last one, which is new; absent for the proxy's password.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) certificate: Option<String>,
    /// The secret; empty deletes it.
    pub(crate) value: String,
}
