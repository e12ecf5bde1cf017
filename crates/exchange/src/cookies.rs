//! The rules of cookies, RFC 6265 and its revision (RFC 6265bis): which are kept, which are sent.
//!
//! Plain functions over a list; the clock is handed in as seconds since 1970 UTC. `wire` asks and fills a jar, `store` keeps
//! it: [`CookieJar::take_changes`] says what to write.
//!
//! ```text
//! Set-Cookie ──store──▶ jar ──header_for──▶ Cookie
//!                        └──take_changes──▶ store
//! ```

mod date;

use std::net::IpAddr;

use crate::{Address, Scheme};

/// Most bytes of name and value together, RFC 6265bis §5.6.
const NAME_AND_VALUE_BYTES_MAX: usize = 4096;

/// Most bytes of an attribute's value; a longer attribute is passed over, RFC 6265bis §5.6.
const ATTRIBUTE_BYTES_MAX: usize = 1024;

/// One cookie as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    /// Name.
    pub name: String,
    /// Value as received.
    pub value: String,
    /// Domain without a leading dot, lower case.
    pub domain: String,
    /// Whether it goes to exactly that host only.
    pub is_host_only: bool,
    /// Path.
    pub path: String,
    /// Seconds since 1970 UTC; absent for a session cookie.
    pub expires_at: Option<i64>,
    /// Sent over TLS (and to loopback) only.
    pub is_secure: bool,
    /// Out of reach of scripts in a browser.
    pub is_http_only: bool,
    /// `Strict`, `Lax`, `None`, as received; absent when not said.
    pub same_site: Option<String>,
}

/// What an answer did to the jar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CookieChange {
    /// This cookie is kept from now on (made or replaced).
    Set(Cookie),
    /// This cookie is gone.
    Deleted {
        /// Name.
        name: String,
        /// Domain.
        domain: String,
        /// Path.
        path: String,
    },
}

/// The cookies of a workspace, oldest first.
#[derive(Debug, Clone, Default)]
pub struct CookieJar {
    cookies: Vec<Cookie>,
    changes: Vec<CookieChange>,
}

impl From<Vec<Cookie>> for CookieJar {
    /// A jar of cookies kept earlier, in the order they were made.
    fn from(cookies: Vec<Cookie>) -> Self {
        Self { cookies, changes: Vec::new() }
    }
}

impl CookieJar {
    /// The cookies in the order they were made; expired ones may be among them.
    pub fn cookies(&self) -> &[Cookie] {
        &self.cookies
    }

    /// What happened since the last call, in order.
    pub fn take_changes(&mut self) -> Vec<CookieChange> {
        std::mem::take(&mut self.changes)
    }

    /// The value of `Cookie` for a request to that address, or `None` when no cookie goes there.
    ///
    /// Longer paths stand first, then older cookies, RFC 6265 §5.4.
    pub fn header_for(&self, address: &Address, now_s: i64) -> Option<String> {
        let host = host_of(address);
        let mut sent: Vec<&Cookie> =
            self.cookies.iter().filter(|cookie| cookie.goes_to(&host, address, now_s)).collect();
        sent.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        let pairs: Vec<String> = sent.into_iter().map(Cookie::pair).collect();
        if pairs.is_empty() { None } else { Some(pairs.join("; ")) }
    }

    /// Takes in one `Set-Cookie` value of an answer from that address. What the rules refuse is passed over.
    pub fn store(&mut self, set_cookie: &str, address: &Address, now_s: i64) {
        let Some(cookie) = received(set_cookie, address, now_s) else { return };
        if self.would_hide_secure(&cookie, address) {
            return;
        }
        let existing = self.cookies.iter().position(|kept| kept.has_same_key(&cookie));
        if cookie.is_expired(now_s) {
            if let Some(at) = existing {
                let Cookie { name, domain, path, .. } = self.cookies.remove(at);
                self.changes.push(CookieChange::Deleted { name, domain, path });
            }
            return;
        }
        match existing {
            Some(at) if self.cookies[at] == cookie => return,
            Some(at) => self.cookies[at] = cookie.clone(),
            None => self.cookies.push(cookie.clone()),
        }
        self.changes.push(CookieChange::Set(cookie));
    }

    /// Whether a cookie from an insecure place would stand before a Secure one of that name, RFC 6265bis §5.7.
    fn would_hide_secure(&self, cookie: &Cookie, address: &Address) -> bool {
        !cookie.is_secure
            && !is_trustworthy(address)
            && self.cookies.iter().any(|kept| {
                kept.is_secure
                    && kept.name == cookie.name
                    && (domain_matches(&kept.domain, &cookie.domain) || domain_matches(&cookie.domain, &kept.domain))
                    && path_matches(&cookie.path, &kept.path)
            })
    }
}

impl Cookie {
    fn has_same_key(&self, other: &Self) -> bool {
        self.name == other.name
            && self.domain == other.domain
            && self.is_host_only == other.is_host_only
            && self.path == other.path
    }

    fn is_expired(&self, now_s: i64) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= now_s)
    }

    fn goes_to(&self, host: &str, address: &Address, now_s: i64) -> bool {
        let reaches_host = if self.is_host_only { self.domain == host } else { domain_matches(host, &self.domain) };
        reaches_host
            && path_matches(address.path(), &self.path)
            && (!self.is_secure || is_trustworthy(address))
            && !self.is_expired(now_s)
    }

    /// A cookie without a name is its value alone, RFC 6265bis §5.8.3.
    fn pair(&self) -> String {
        if self.name.is_empty() { self.value.clone() } else { format!("{}={}", self.name, self.value) }
    }
}

/// Reads one `Set-Cookie` value and applies the rules that need no other cookie, RFC 6265bis §5.6 and §5.7.
fn received(set_cookie: &str, address: &Address, now_s: i64) -> Option<Cookie> {
    if set_cookie.chars().any(|c| c.is_ascii_control() && c != '\t') {
        return None;
    }
    let mut parts = set_cookie.split(';');
    let pair = parts.next().unwrap_or_default();
    let (name, value) = pair.split_once('=').map_or(("", pair.trim()), |(name, value)| (name.trim(), value.trim()));
    if name.len() + value.len() == 0 || name.len() + value.len() > NAME_AND_VALUE_BYTES_MAX {
        return None;
    }
    let attributes = Attributes::read(parts, now_s);
    if attributes.is_secure && !is_trustworthy(address) {
        return None;
    }
    let host = host_of(address);
    let asked_domain = attributes.domain.clone().filter(|domain| !domain.is_empty());
    let (domain, is_host_only) = match asked_domain {
        None => (host, true),
        // A public suffix may name itself, but then it means this host alone.
        Some(domain) if is_public_suffix(&domain) && domain == host => (host, true),
        Some(domain) if is_public_suffix(&domain) || !domain_matches(&host, &domain) => return None,
        Some(domain) => (domain, false),
    };
    let cookie = Cookie {
        name: name.to_owned(),
        value: value.to_owned(),
        domain,
        is_host_only,
        path: attributes.path.clone().unwrap_or_else(|| default_path(address)),
        expires_at: attributes.max_age_until.or(attributes.expires_at),
        is_secure: attributes.is_secure,
        is_http_only: attributes.is_http_only,
        same_site: attributes.same_site.clone(),
    };
    keeps_prefix_promise(&cookie, attributes.path.as_deref(), address).then_some(cookie)
}

/// The attributes behind the pair; of a repeated one the last counts.
#[derive(Default)]
struct Attributes {
    domain: Option<String>,
    path: Option<String>,
    /// Seconds since 1970.
    max_age_until: Option<i64>,
    /// Seconds since 1970.
    expires_at: Option<i64>,
    is_secure: bool,
    is_http_only: bool,
    same_site: Option<String>,
}

impl Attributes {
    fn read<'a>(parts: impl Iterator<Item = &'a str>, now_s: i64) -> Self {
        let mut attributes = Self::default();
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            if value.len() > ATTRIBUTE_BYTES_MAX {
                continue;
            }
            match name.as_str() {
                "domain" => attributes.domain = Some(canonical_domain(value)),
                "path" => attributes.path = value.starts_with('/').then(|| value.to_owned()),
                "max-age" => attributes.max_age_until = max_age_until(value, now_s).or(attributes.max_age_until),
                "expires" => attributes.expires_at = date::read(value).or(attributes.expires_at),
                "secure" => attributes.is_secure = true,
                "httponly" => attributes.is_http_only = true,
                "samesite" => attributes.same_site = Some(value.to_owned()).filter(|value| !value.is_empty()),
                _ => {}
            }
        }
        attributes
    }
}

/// `Max-Age` counts from now; zero and less mean long ago, RFC 6265 §5.2.2. A number beyond 64 bits means for ever.
fn max_age_until(value: &str, now_s: i64) -> Option<i64> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let is_over = value.starts_with('-') || digits.bytes().all(|b| b == b'0');
    Some(if is_over { i64::MIN } else { now_s.saturating_add(digits.parse().unwrap_or(i64::MAX)) })
}

/// What a name that begins with `__Secure-` or `__Host-` promises, RFC 6265bis §4.1.3; case is ignored.
fn keeps_prefix_promise(cookie: &Cookie, path: Option<&str>, address: &Address) -> bool {
    // A cookie without a name could pretend to be one of these by its value.
    let shown = if cookie.name.is_empty() { &cookie.value } else { &cookie.name }.to_ascii_lowercase();
    if !shown.starts_with("__secure-") && !shown.starts_with("__host-") {
        return true;
    }
    !cookie.name.is_empty()
        && cookie.is_secure
        && is_trustworthy(address)
        && (shown.starts_with("__secure-") || (cookie.is_host_only && path == Some("/")))
}

/// The host as it is compared: lower case, no brackets, no final dot.
fn host_of(address: &Address) -> String {
    address.bare_host().trim_end_matches('.').to_ascii_lowercase()
}

fn canonical_domain(value: &str) -> String {
    let domain = value.strip_prefix('.').unwrap_or(value);
    if domain.is_ascii() {
        return domain.to_ascii_lowercase();
    }
    // A name that IDNA refuses matches no host.
    idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_owned())
}

/// Whether `domain` is one under which strangers register names; of an unknown top level that is the last label.
fn is_public_suffix(domain: &str) -> bool {
    domain.parse::<IpAddr>().is_err() && psl::suffix_str(domain) == Some(domain)
}

/// RFC 6265 §5.1.3: the same name, or a name under it. An IP address matches only itself.
fn domain_matches(host: &str, domain: &str) -> bool {
    host == domain
        || (host.strip_suffix(domain).is_some_and(|front| front.ends_with('.')) && host.parse::<IpAddr>().is_err())
}

/// RFC 6265 §5.1.4.
fn path_matches(asked: &str, path: &str) -> bool {
    asked == path || asked.strip_prefix(path).is_some_and(|rest| path.ends_with('/') || rest.starts_with('/'))
}

/// The folder of the asked path, RFC 6265 §5.1.4.
fn default_path(address: &Address) -> String {
    match address.path().rfind('/') {
        None | Some(0) => "/".to_owned(),
        Some(end) => address.path()[..end].to_owned(),
    }
}

/// Whether a Secure cookie may travel there: over TLS, or without leaving the machine.
fn is_trustworthy(address: &Address) -> bool {
    let host = host_of(address);
    address.scheme == Scheme::Https
        || host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests;
