//! What a person sets for the whole app. Never a secret's value: those stand in the secret store.

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// Settings of the app; what is absent in a stored form has its default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AppSettings {
    /// Longest wait for a whole exchange in milliseconds, where collection, folder and request say nothing; 0 means none.
    pub timeout_ms: u64,
    /// Longest answer that is taken, in megabytes; 0 means no limit.
    pub response_mb_max: u64,
    /// Whether certificates are checked, where the request says nothing.
    pub verifies_certificates: bool,
    /// Whether redirects are followed, where collection, folder and request say nothing.
    pub follows_redirects: bool,
    /// PEM file of certificates that are trusted beside the machine's own; empty for none.
    pub ca_file: String,
    /// Certificates shown to certain servers.
    pub client_certificates: Vec<CertificateSetting>,
    /// Certificates of servers that are trusted for one host and port each.
    pub trusted_certificates: Vec<TrustedCertificateSetting>,
    /// Which way requests go out.
    pub proxy: ProxySetting,
}

impl Default for AppSettings {
    fn default() -> Self {
        Self {
            timeout_ms: 0,
            response_mb_max: 0,
            verifies_certificates: true,
            follows_redirects: true,
            ca_file: String::new(),
            client_certificates: Vec::new(),
            trusted_certificates: Vec::new(),
            proxy: ProxySetting::default(),
        }
    }
}

/// A certificate for certain servers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CertificateSetting {
    /// Names its passphrase in the secret store; never used again.
    pub id: String,
    /// Host it is for: a name, `*.example.com`, or `*` for every host.
    pub host: String,
    /// Port it is for; absent means every port.
    pub port: Option<u16>,
    /// Whether it is one `.p12` or `.pfx` file.
    pub is_pfx: bool,
    /// The file with the certificate, or with both.
    pub certificate_file: String,
    /// The file with the key; unused where one file holds both.
    pub key_file: String,
    /// Whether a passphrase is kept in the secret store.
    pub has_passphrase: bool,
}

/// A server's certificate that a person trusts for one host and port, whatever else speaks against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrustedCertificateSetting {
    /// Host it is trusted for, without the brackets of IPv6; no pattern.
    pub host: String,
    /// Port it is trusted for.
    pub port: u16,
    /// SHA-256 of the whole certificate, such as `7C:19:…`.
    pub sha256: String,
    /// Whose it says it is.
    pub name: String,
    /// Who signed it.
    pub issuer: String,
    /// First moment, milliseconds since 1970 UTC.
    pub valid_from_ms: i64,
    /// Last moment, milliseconds since 1970 UTC.
    pub valid_until_ms: i64,
    /// When it was trusted, milliseconds since 1970 UTC.
    pub trusted_at_ms: i64,
}

/// Which way requests go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProxySetting {
    /// Whether the proxy variables of the environment count.
    pub uses_system: bool,
    /// Whether the proxy below goes before them.
    pub is_custom: bool,
    /// `http`, `https`, `socks5` or `socks5h`.
    pub scheme: String,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: Option<u16>,
    /// Hosts that are reached directly, separated by commas.
    pub bypass: String,
    /// Whether user name and password go to the proxy.
    pub is_authenticated: bool,
    /// User name; empty for none.
    pub username: String,
    /// Whether a password is kept in the secret store.
    pub has_password: bool,
}

impl Default for ProxySetting {
    fn default() -> Self {
        Self {
            uses_system: true,
            is_custom: false,
            scheme: "http".to_owned(),
            host: String::new(),
            port: None,
            bypass: String::new(),
            is_authenticated: false,
            username: String::new(),
            has_password: false,
        }
    }
}

/// Its stored form, which may lack members. Before authentication had a switch of its own, a user name meant that it was on.
#[derive(Deserialize)]
#[serde(default)]
struct StoredProxy {
    uses_system: bool,
    is_custom: bool,
    scheme: String,
    host: String,
    port: Option<u16>,
    bypass: String,
    is_authenticated: Option<bool>,
    username: String,
    has_password: bool,
}

impl Default for StoredProxy {
    fn default() -> Self {
        let ProxySetting { uses_system, is_custom, scheme, host, port, bypass, username, has_password, .. } =
            ProxySetting::default();
        Self { uses_system, is_custom, scheme, host, port, bypass, is_authenticated: None, username, has_password }
    }
}

impl<'de> Deserialize<'de> for ProxySetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let StoredProxy {
            uses_system,
            is_custom,
            scheme,
            host,
            port,
            bypass,
            is_authenticated,
            username,
            has_password,
        } = StoredProxy::deserialize(deserializer)?;
        let is_authenticated = is_authenticated.unwrap_or(!username.is_empty());
        Ok(Self { uses_system, is_custom, scheme, host, port, bypass, is_authenticated, username, has_password })
    }
}

#[cfg(test)]
mod tests;
