//! An `http:` or `https:` address that keeps the bytes a person typed.
//!
//! The URL standard rewrites addresses (`..`, `\`, upper-case hosts, missing slashes). Here only the host is read closely,
//! because it decides where to connect; the rest goes to the request line as it stands.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::Secret;

/// What a request line cannot hold: controls, blanks, `"<>\^`{|}` (RFC 9112 §3.2); non-ASCII is encoded as UTF-8 by the library.
const NOT_IN_REQUEST_LINE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The scheme of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// Plain text.
    Http,
    /// TLS.
    Https,
}

impl Scheme {
    /// `http` or `https`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    /// 80 or 443.
    pub fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme.
    pub scheme: Scheme,
    /// User name and password in front of the host, as typed and percent-decoded; absent when there were none.
    pub user: Option<(String, Secret)>,
    /// Host in the form that is looked up and sent: ASCII, IPv6 in brackets.
    pub host: String,
    /// Port, when one was typed.
    pub port: Option<u16>,
    /// Path and query as they stand in the request line; begins with `/`.
    pub target: String,
    /// Fragment without `#`; never sent.
    pub fragment: Option<String>,
}

/// Why a text is not an address that can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("the URL is empty")]
    Empty,
    /// Another scheme than `http` and `https`.
    #[error("`{0}:` addresses cannot be sent to; only `http:` and `https:`")]
    Scheme(String),
    /// No host between `//` and the path.
    #[error("the URL `{0}` has no host")]
    NoHost(String),
    /// A host that no name service could know.
    #[error("`{0}` is not a valid host name")]
    Host(String),
    /// Not a number up to 65535.
    #[error("`{0}` is not a port number; ports go from 1 to 65535")]
    Port(String),
    /// A line break or another control character where encoding is switched off.
    #[error("the URL holds a character that a request line cannot carry: {0:?}")]
    Character(char),
}

impl Address {
    /// Reads an address. A missing scheme means `http:`.
    ///
    /// With `encodes`, what a request line cannot hold is percent-encoded; `//`, `..`, `%2F`, `+` and a lone `?` stay.
    pub fn parse(text: &str, encodes: bool) -> Result<Self, AddressError> {
        let text = text.trim_matches([' ', '\t', '\r', '\n']);
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        let (scheme, rest) = split_scheme(text)?;
        let authority_end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(authority_end);
        let (user, host_and_port) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(split_user(user)), host),
            None => (None, authority),
        };
        let (host, port) = split_port(host_and_port)?;
        if host.is_empty() {
            return Err(AddressError::NoHost(text.to_owned()));
        }
        let (target, fragment) = match tail.split_once('#') {
            Some((target, fragment)) => (target, Some(fragment.to_owned())),
            None => (tail, None),
        };
        Ok(Self { scheme, user, host: ascii_host(host)?, port, target: request_target(target, encodes)?, fragment })
    }

    /// The port to connect to.
    pub fn port_or_default(&self) -> u16 {
        self.port.unwrap_or(self.scheme.default_port())
    }

    /// Host and typed port: the value of `Host`, RFC 9112 §3.2.
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// The host without the brackets of IPv6.
    pub fn bare_host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    /// The path without its query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    /// Whether both lead to the same scheme, host and port.
    pub fn has_same_origin(&self, other: &Self) -> bool {
        self.scheme == other.scheme
            && self.host.eq_ignore_ascii_case(&other.host)
            && self.port_or_default() == other.port_or_default()
    }

    /// The address that `location` means when it stands in an answer to this one, RFC 9110 §10.2.2 and RFC 3986 §5.2.
    ///
    /// Only dot segments of `location` itself are resolved; an absolute path is taken as it stands.
    pub fn join(&self, location: &str) -> Result<Self, AddressError> {
        let location = location.trim();
        if let Some(end) = location.find("://")
            && location[..end].chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        {
            return Self::parse(location, true);
        }
        if let Some(rest) = location.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme.as_str()), true);
        }
        let (reference, fragment) = match location.split_once('#') {
            Some((reference, fragment)) => (reference, Some(fragment.to_owned())),
            None => (location, self.fragment.clone()),
        };
        let target = if reference.starts_with('/') {
            reference.to_owned()
        } else if reference.is_empty() {
            self.target.clone()
        } else if reference.starts_with('?') {
            format!("{}{reference}", self.path())
        } else {
            merge_path(self.path(), reference)
        };
        Ok(Self { target: request_target(&target, true)?, fragment, user: None, ..self.clone() })
    }
}

impl fmt::Display for Address {
    /// The address as asked for; user name and password are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme.as_str(), self.authority(), self.target)
    }
}

fn split_scheme(text: &str) -> Result<(Scheme, &str), AddressError> {
    if let Some((scheme, rest)) = text.split_once("://") {
        if scheme.eq_ignore_ascii_case("http") {
            return Ok((Scheme::Http, rest));
        }
        if scheme.eq_ignore_ascii_case("https") {
            return Ok((Scheme::Https, rest));
        }
        if scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        {
            return Err(AddressError::Scheme(scheme.to_ascii_lowercase()));
        }
    }
    Ok((Scheme::Http, text))
}

fn split_user(user: &str) -> (String, Secret) {
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    match user.split_once(':') {
        Some((name, password)) => (decoded(name), Secret::new(decoded(password))),
        None => (decoded(user), Secret::default()),
    }
}

fn split_port(text: &str) -> Result<(&str, Option<u16>), AddressError> {
    if text.starts_with('[') && !text.contains(']') {
        return Err(AddressError::Host(text.to_owned()));
    }
    let after_bracket = text.rfind(']').map_or(0, |end| end + 1);
    let Some(colon) = text[after_bracket..].find(':').map(|at| at + after_bracket) else { return Ok((text, None)) };
    let port = &text[colon + 1..];
    if port.is_empty() {
        return Ok((&text[..colon], None));
    }
    match port.parse::<u16>() {
        Ok(number) if number > 0 && port.bytes().all(|b| b.is_ascii_digit()) => Ok((&text[..colon], Some(number))),
        _ => Err(AddressError::Port(port.to_owned())),
    }
}

fn ascii_host(host: &str) -> Result<String, AddressError> {
    let invalid = || AddressError::Host(host.to_owned());
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').ok_or_else(invalid)?;
        let plain = address.split('%').next().unwrap_or(address);
        plain.parse::<std::net::Ipv6Addr>().map_err(|_| invalid())?;
        return Ok(host.to_owned());
    }
    let decoded = percent_encoding::percent_decode_str(host).decode_utf8().map_err(|_| invalid())?;
    let ascii = if decoded.is_ascii() {
        decoded.into_owned()
    } else {
        idna::domain_to_ascii(&decoded).map_err(|_| invalid())?
    };
    let is_usable = |c: char| c.is_ascii_graphic() && !"/?#@\\<>^`{|}\"[]:%".contains(c);
    if ascii.is_empty() || !ascii.chars().all(is_usable) { Err(invalid()) } else { Ok(ascii) }
}

/// Path and query for the request line: a missing path becomes `/`, everything else stays.
fn request_target(text: &str, encodes: bool) -> Result<String, AddressError> {
    let text = if text.starts_with('/') { text.to_owned() } else { format!("/{text}") };
    if encodes {
        return Ok(utf8_percent_encode(&text, NOT_IN_REQUEST_LINE).to_string());
    }
    match text.chars().find(|c| c.is_ascii_control() || *c == ' ') {
        Some(character) => Err(AddressError::Character(character)),
        None => Ok(text),
    }
}

/// RFC 3986 §5.2.3 and §5.2.4 for a reference without a leading slash.
fn merge_path(base: &str, reference: &str) -> String {
    let (path, query) = match reference.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (reference, None),
    };
    let folder = &base[..=base.rfind('/').unwrap_or(0)];
    let mut segments: Vec<&str> = folder.split('/').skip(1).collect();
    segments.pop();
    let mut ends_in_folder = false;
    for segment in path.split('/') {
        ends_in_folder = segment == "." || segment == "..";
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    let mut merged = format!("/{}", segments.join("/"));
    if ends_in_folder && !merged.ends_with('/') {
        merged.push('/');
    }
    if let Some(query) = query {
        merged.push('?');
        merged.push_str(query);
    }
    merged
}

#[cfg(test)]
mod tests;
