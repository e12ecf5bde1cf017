//! Which proxy a request goes through; read from the environment as curl does.

mod exceptions;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use exchange::{Address, Failure, FailureKind, Scheme, Secret};

/// Proxies as the environment names them. The values are handed in; nothing here reads the environment.
#[derive(Debug, Clone, Default)]
pub struct ProxySettings {
    /// Proxy for `http:`.
    pub http: Option<NamedProxy>,
    /// Proxy for `https:`.
    pub https: Option<NamedProxy>,
    /// Proxy for both where none of its own is named.
    pub all: Option<NamedProxy>,
    /// Where no proxy is used: names, addresses and CIDR blocks, separated by commas or blanks; `*` is everywhere.
    pub no_proxy: String,
}

/// A proxy as somebody named it.
#[derive(Debug, Clone)]
pub struct NamedProxy {
    /// Such as `http://user:password@host:3128`.
    pub address: Secret,
    /// The variable of the environment that names it; `None` when settings do.
    pub variable: Option<String>,
}

/// Which way requests to an address take, and what decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The proxy's address without credentials; `None` when they go directly.
    pub proxy: Option<String>,
    /// Whether the proxy is given a user name.
    pub has_credentials: bool,
    /// What decides it.
    pub rule: WayRule,
}

/// What decides which way a request takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayRule {
    /// Nobody names a proxy for its scheme.
    NoProxy,
    /// A proxy is named: by that variable of the environment, or by settings.
    Named(Option<String>),
    /// This entry says that no proxy is used.
    Exception(String),
}

impl ProxySettings {
    /// Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` through `get`; lower case wins over upper case.
    ///
    /// `HTTP_PROXY` is passed over where `REQUEST_METHOD` is set: in a CGI program a visitor's `Proxy:` header arrives under
    /// that name.
    pub fn from_variables(get: impl Fn(&str) -> Option<String>) -> Self {
        let first = |names: &[&'static str]| {
            names
                .iter()
                .find_map(|name| Some((*name, get(name)?)))
                .map(|(name, value)| (name, value.trim().to_owned()))
                .filter(|(_, value)| !value.is_empty())
        };
        let proxy = |names: &[&'static str]| {
            first(names)
                .map(|(name, value)| NamedProxy { address: Secret::new(value), variable: Some(name.to_owned()) })
        };
        let http_names: &[&'static str] =
            if get("REQUEST_METHOD").is_some() { &["http_proxy"] } else { &["http_proxy", "HTTP_PROXY"] };
        Self {
            http: proxy(http_names),
            https: proxy(&["https_proxy", "HTTPS_PROXY"]),
            all: proxy(&["all_proxy", "ALL_PROXY"]),
            no_proxy: first(&["no_proxy", "NO_PROXY"]).map(|(_, value)| value).unwrap_or_default(),
        }
    }

    /// The passwords in these settings and the credentials made of them, for masking.
    pub fn secrets(&self) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for named in [&self.http, &self.https, &self.all].into_iter().flatten() {
            let Ok(proxy) = Proxy::parse(&named.address) else { continue };
            if let Some((_, password)) = &proxy.user {
                secrets.push(password.clone());
            }
            secrets.extend(proxy.basic_credentials().map(Secret::new));
        }
        secrets
    }

    /// The proxy a request to `address` goes through, if any, and what decides it.
    pub(crate) fn choose(&self, address: &Address) -> Result<(Option<Proxy>, WayRule), Failure> {
        let own = match address.scheme {
            Scheme::Http => &self.http,
            Scheme::Https => &self.https,
        };
        let Some(named) = own.as_ref().or(self.all.as_ref()) else { return Ok((None, WayRule::NoProxy)) };
        if let Some(entry) = exceptions::entry(&self.no_proxy, address.bare_host(), address.port_or_default()) {
            return Ok((None, WayRule::Exception(entry.to_owned())));
        }
        Ok((Some(Proxy::parse(&named.address)?), WayRule::Named(named.variable.clone())))
    }
}

/// How a proxy is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProxyScheme {
    /// HTTP.
    Http,
    /// HTTP over TLS.
    Https,
    /// SOCKS 5; this side looks up names.
    Socks5,
    /// SOCKS 5; the proxy looks up names.
    Socks5h,
}

/// One proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proxy {
    pub(crate) scheme: ProxyScheme,
    /// Host, IPv6 in brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// User name and password.
    pub(crate) user: Option<(String, Secret)>,
}

impl Proxy {
    fn parse(text: &Secret) -> Result<Self, Failure> {
        let text = text.expose();
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => ProxyScheme::Http,
            "https" => ProxyScheme::Https,
            "socks5" | "socks" => ProxyScheme::Socks5,
            "socks5h" => ProxyScheme::Socks5h,
            other => {
                return Err(Failure::new(FailureKind::Proxy, format!("proxies of kind `{other}` are not supported"))
                    .with_hint("Use `http`, `https`, `socks5` or `socks5h` in the proxy's address."));
            }
        };
        // The address reader knows user, host and port; only the scheme differs.
        let address = Address::parse(&format!("http://{rest}"), true).map_err(|error| {
            Failure::new(FailureKind::Proxy, format!("the proxy's address cannot be read: {error}")).with_hint(
                "It looks like `http://proxy.example.com:3128`. Look at the proxy variables of the environment.",
            )
        })?;
        let default_port = match scheme {
            ProxyScheme::Http | ProxyScheme::Socks5 | ProxyScheme::Socks5h => 1080,
            ProxyScheme::Https => 443,
        };
        Ok(Self { scheme, port: address.port.unwrap_or(default_port), host: address.host, user: address.user })
    }

    /// The host without the brackets of IPv6.
    pub(crate) fn bare_host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    /// Whether it speaks SOCKS.
    pub(crate) fn is_socks(&self) -> bool {
        matches!(self.scheme, ProxyScheme::Socks5 | ProxyScheme::Socks5h)
    }

    /// The value of `Proxy-Authorization`, RFC 7617.
    pub(crate) fn authorization(&self) -> Option<String> {
        self.basic_credentials().map(|credentials| format!("Basic {credentials}"))
    }

    fn basic_credentials(&self) -> Option<String> {
        self.user.as_ref().map(|(name, password)| STANDARD.encode(format!("{name}:{}", password.expose())))
    }
}

impl fmt::Display for Proxy {
    /// The proxy's address without credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.scheme {
            ProxyScheme::Http => "http",
            ProxyScheme::Https => "https",
            ProxyScheme::Socks5 => "socks5",
            ProxyScheme::Socks5h => "socks5h",
        };
        write!(f, "{scheme}://{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests;
