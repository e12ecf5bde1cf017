//! Settings of the app: kept in state, used by every send of this engine once they are applied.
//!
//! The command line never applies them: what it does stands in its words and in the environment.

use std::path::Path;

use exchange::{Address, RefusedCertificates, Secret, SendOptions, TrustedCertificate};
use model::{
    AppSettings, CertificateSetting, Defaults, Inheritable, ProxySetting, Request, Settings, TrustedCertificateSetting,
};
use store::{Keeping, SecretAddress};
use wire::{ClientCertificate, ClientCertificateKind, NamedProxy, ProxySettings, WayRule};

use crate::error::Error;
use crate::import::plan::Fetching;
use crate::settings::ProgramSettings;

/// Key of the settings in state, and owner of their secrets.
const KEY: &str = "app";
/// Bytes of a megabyte, as sizes are shown.
const MEGABYTE: u64 = 1024 * 1024;
/// Name of the proxy's password in the secret store.
const PROXY_PASSWORD: &str = "proxyPassword";

/// A secret of the settings: the proxy's password, or the passphrase of a certificate.
#[derive(Debug, Clone)]
pub enum SettingSecret {
    /// Of the proxy.
    ProxyPassword,
    /// Of the certificate with this id.
    Passphrase(String),
}

/// Which way a send to an address would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayTo {
    /// The proxy's address without credentials; `None` when it goes directly.
    pub proxy: Option<String>,
    /// Whether the proxy is given a user name.
    pub has_credentials: bool,
    /// What decides it.
    pub rule: WayToRule,
}

/// What decides which way a send takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayToRule {
    /// The proxy of the settings.
    OwnProxy,
    /// This variable of the environment.
    Variable(String),
    /// This entry of what the settings exempt from their proxy.
    Bypass(String),
    /// This entry of the variable that exempts from the environment's proxies.
    NoProxyVariable(String),
    /// Neither settings nor environment name a proxy for such an address.
    NoProxy,
    /// The settings want neither a proxy of their own nor those of the environment.
    SwitchedOff,
}

impl SettingSecret {
    fn name(&self) -> String {
        match self {
            Self::ProxyPassword => PROXY_PASSWORD.to_owned(),
            Self::Passphrase(id) => format!("passphrase {id}"),
        }
    }
}

impl ProgramSettings<'_> {
    /// The settings as they were saved.
    pub fn get(self) -> Result<AppSettings, Error> {
        let stored = self.engine.store.remembered().setting(KEY)?;
        Ok(stored.and_then(|stored| serde_json::from_value(stored).ok()).unwrap_or_default())
    }

    /// Uses the saved settings for every send from now on.
    pub fn apply(self) -> Result<(), Error> {
        let settings = self.get()?;
        let mut wire = self.engine.network.base.clone();
        if !settings.ca_file.is_empty() {
            wire.ca_files.push(settings.ca_file.clone().into());
        }
        for certificate in &settings.client_certificates {
            wire.client_certificates.push(self.client_certificate(certificate)?);
        }
        wire.trusted_certificates = settings.trusted_certificates.iter().map(trusted).collect();
        wire.proxy = self.proxy(&settings.proxy, &self.engine.network.base.proxy)?;
        self.engine.network.replace(wire, settings);
        Ok(())
    }

    /// Saves settings and secrets of them (`None` deletes one), and uses them from now on.
    pub fn save(
        self,
        mut settings: AppSettings,
        secrets: Vec<(SettingSecret, Option<Secret>)>,
    ) -> Result<AppSettings, Error> {
        check(&settings)?;
        for certificate in settings.client_certificates.iter_mut().filter(|certificate| certificate.id.is_empty()) {
            certificate.id = self.engine.new_id();
        }
        for (secret, value) in secrets {
            // A new certificate is the last one; the page cannot know its id.
            let secret = match (secret, settings.client_certificates.last()) {
                (SettingSecret::Passphrase(id), Some(last)) if id.is_empty() => {
                    SettingSecret::Passphrase(last.id.clone())
                }
                (secret, _) => secret,
            };
            let name = secret.name();
            let address = SecretAddress { collection_id: KEY, name: &name };
            let is_kept = value.as_ref().is_some_and(|value| !value.is_empty());
            match value.filter(|_| is_kept) {
                Some(value) => self.engine.store.secrets().set(address, &value)?,
                None => self.engine.store.secrets().delete(address).map(drop)?,
            }
            match &secret {
                SettingSecret::ProxyPassword => settings.proxy.has_password = is_kept,
                SettingSecret::Passphrase(id) => {
                    let own = settings.client_certificates.iter_mut().find(|certificate| certificate.id == *id);
                    if let Some(certificate) = own {
                        certificate.has_passphrase = is_kept;
                    }
                }
            }
        }
        let before = self.get()?;
        let value = serde_json::to_value(&settings).unwrap_or_default();
        self.engine.store.remembered().set_setting(KEY, &value)?;
        for gone in &before.client_certificates {
            if gone.has_passphrase && settings.client_certificates.iter().all(|certificate| certificate.id != gone.id) {
                let name = SettingSecret::Passphrase(gone.id.clone()).name();
                self.engine.store.secrets().delete(SecretAddress { collection_id: KEY, name: &name })?;
            }
        }
        self.apply()?;
        Ok(settings)
    }

    /// Trusts the certificate that a server showed, for its host and port alone and from now on; it takes the place of the one
    /// that was trusted there.
    pub fn trust_certificate(self, refused: &RefusedCertificates) -> Result<AppSettings, Error> {
        let Some(own) = refused.certificates.first().filter(|_| refused.can_be_trusted) else {
            return Err(Error::usage("to trust this certificate would not help", "Look at why it was refused."));
        };
        let trusted = TrustedCertificateSetting {
            host: refused.host.to_ascii_lowercase(),
            port: refused.port,
            sha256: own.sha256.clone(),
            name: own.name.clone(),
            issuer: own.issuer.clone(),
            valid_from_ms: own.valid_from_ms,
            valid_until_ms: own.valid_until_ms,
            trusted_at_ms: self.engine.now_ms(),
        };
        let mut settings = self.get()?;
        settings.trusted_certificates.retain(|other| !(other.host == trusted.host && other.port == trusted.port));
        settings.trusted_certificates.push(trusted);
        self.save(settings, Vec::new())
    }

    /// What keeps secrets on this machine: `None` until the first one is kept.
    pub fn secrets_keeping(self) -> Result<Option<Keeping>, Error> {
        Ok(self.engine.store.secrets().keeping()?)
    }

    /// The variables of the environment that name proxies, such as `HTTPS_PROXY=http://proxy:3128`, without credentials; empty
    /// for none.
    pub fn system_proxies(self) -> Vec<String> {
        let ProxySettings { http, https, all, .. } = &self.engine.network.base.proxy;
        let shown = |proxy: &NamedProxy| {
            let text = proxy.address.expose();
            let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
            let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
            format!("{}={scheme}://{host}", proxy.variable.as_deref().unwrap_or_default())
        };
        [http, https, all].into_iter().flatten().map(shown).collect()
    }

    /// Which way a send to this address would take, by the very rules that sends go by. Nothing is sent.
    pub fn way_to(self, url: &str) -> Result<WayTo, Error> {
        let hint = "Type an address without variables, such as https://api.example.com.";
        let address = Address::parse(url, true).map_err(|error| Error::usage(error.to_string(), hint))?;
        let network = self.engine.network();
        let way = network.wire.way(&address).map_err(|failure| {
            let hint = failure.hint.clone().unwrap_or_default();
            Error::usage(failure.message, hint)
        })?;
        let ProxySetting { is_custom, uses_system, .. } = network.settings.proxy;
        let rule = match way.rule {
            WayRule::Named(None) => WayToRule::OwnProxy,
            WayRule::Named(Some(variable)) => WayToRule::Variable(variable),
            WayRule::Exception(entry) if is_custom => WayToRule::Bypass(entry),
            WayRule::Exception(entry) => WayToRule::NoProxyVariable(entry),
            WayRule::NoProxy if uses_system || is_custom => WayToRule::NoProxy,
            WayRule::NoProxy => WayToRule::SwitchedOff,
        };
        Ok(WayTo { proxy: way.proxy, has_credentials: way.has_credentials, rule })
    }

    /// Puts the app's settings where request, folders and collection say nothing.
    pub(crate) fn put_defaults(self, options: &mut SendOptions, request: &Request, parents: &[&Defaults]) {
        let network = self.engine.network();
        let AppSettings { timeout_ms, response_mb_max, verifies_certificates, follows_redirects, .. } =
            &network.settings;
        let levels = || parents.iter().map(|parent| &parent.settings).chain([&request.settings]);
        options.body_bytes_max = (*response_mb_max > 0).then(|| response_mb_max.saturating_mul(MEGABYTE));
        if request.behavior.verifies_certificates.is_none() {
            options.verifies_certificates = *verifies_certificates;
        }
        if levels().all(|settings| settings.follows_redirects == Inheritable::Inherit) {
            options.follows_redirects = *follows_redirects;
        }
        if levels().all(|settings| settings.timeout_ms == Inheritable::Inherit) {
            options.timeout_ms = (*timeout_ms > 0).then_some(*timeout_ms);
        }
    }

    /// What the app's settings say in the words of a request.
    pub(crate) fn default_settings(self) -> Settings {
        let network = self.engine.network();
        Settings {
            follows_redirects: Inheritable::Value(network.settings.follows_redirects),
            timeout_ms: Inheritable::Value(network.settings.timeout_ms),
            ..Settings::default()
        }
    }

    /// How documents are fetched, with the app's settings where nothing was said.
    pub(crate) fn fetching_with_defaults(self, fetching: &Fetching) -> Fetching {
        let mut fetching = fetching.clone();
        let network = self.engine.network();
        fetching.options.verifies_certificates.get_or_insert(network.settings.verifies_certificates);
        fetching
    }

    pub(crate) fn secret_of_settings(self, secret: &SettingSecret) -> Result<Option<Secret>, Error> {
        let name = secret.name();
        Ok(self.engine.store.secrets().get(SecretAddress { collection_id: KEY, name: &name })?)
    }

    fn client_certificate(self, setting: &CertificateSetting) -> Result<ClientCertificate, Error> {
        let passphrase = if setting.has_passphrase {
            self.secret_of_settings(&SettingSecret::Passphrase(setting.id.clone()))?
        } else {
            None
        };
        let file = setting.certificate_file.clone().into();
        let kind = if setting.is_pfx {
            ClientCertificateKind::Pkcs12 { file, passphrase: passphrase.unwrap_or_default() }
        } else {
            ClientCertificateKind::Pem { certificate: file, key: setting.key_file.clone().into(), passphrase }
        };
        Ok(ClientCertificate { host: setting.host.clone(), port: setting.port, kind })
    }

    fn proxy(self, setting: &ProxySetting, system: &ProxySettings) -> Result<ProxySettings, Error> {
        if !setting.is_custom {
            return Ok(if setting.uses_system { system.clone() } else { ProxySettings::default() });
        }
        let password =
            if setting.has_password { self.secret_of_settings(&SettingSecret::ProxyPassword)? } else { None };
        let user = if !setting.is_authenticated || setting.username.is_empty() {
            String::new()
        } else {
            let password = password.unwrap_or_default();
            format!("{}:{}@", encoded(&setting.username), encoded(password.expose()))
        };
        let port = setting.port.map(|port| format!(":{port}")).unwrap_or_default();
        let address = Secret::new(format!("{}://{user}{}{port}", setting.scheme, setting.host.trim()));
        let all = NamedProxy { address, variable: None };
        Ok(ProxySettings { http: None, https: None, all: Some(all), no_proxy: setting.bypass.clone() })
    }
}

fn trusted(setting: &TrustedCertificateSetting) -> TrustedCertificate {
    TrustedCertificate {
        host: setting.host.clone(),
        port: setting.port,
        sha256: setting.sha256.clone(),
        valid_from_ms: setting.valid_from_ms,
        valid_until_ms: setting.valid_until_ms,
        trusted_at_ms: setting.trusted_at_ms,
    }
}

/// User names and passwords as they stand in an address.
fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn check(settings: &AppSettings) -> Result<(), Error> {
    let is_there = |what: &str, file: &str| {
        if Path::new(file).is_absolute() && Path::new(file).is_file() {
            return Ok(());
        }
        Err(Error::usage(format!("{what}: there is no file `{file}`"), "Type its whole path, beginning at the root."))
    };
    if !settings.ca_file.is_empty() {
        is_there("CA Certificates", &settings.ca_file)?;
    }
    for certificate in &settings.client_certificates {
        if certificate.host.trim().is_empty() {
            return Err(Error::usage("a certificate needs a host", "Type one, or `*` for every host."));
        }
        is_there(if certificate.is_pfx { "PFX file" } else { "CRT file" }, &certificate.certificate_file)?;
        if !certificate.is_pfx {
            is_there("KEY file", &certificate.key_file)?;
        }
    }
    for TrustedCertificateSetting { host, sha256, .. } in &settings.trusted_certificates {
        let is_hex =
            |byte: &str| byte.len() == 2 && byte.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F'));
        if host.is_empty() || sha256.split(':').filter(|byte| is_hex(byte)).count() != 32 {
            return Err(Error::usage(
                "a trusted certificate needs its host and its fingerprint",
                "Trust it once more.",
            ));
        }
    }
    let ProxySetting { is_custom, scheme, host, .. } = &settings.proxy;
    if *is_custom && !["http", "https", "socks5", "socks5h"].contains(&scheme.as_str()) {
        return Err(Error::usage(
            format!("proxies of kind `{scheme}` are not supported"),
            "Choose HTTP, HTTPS or SOCKS 5.",
        ));
    }
    if *is_custom && (host.trim().is_empty() || host.contains(['/', '@', ' '])) {
        return Err(Error::usage("the proxy needs a server", "Type its name alone, without `http://`."));
    }
    Ok(())
}
