//! Cookies of the workspace, looked at and changed by a person.

use exchange::{Cookie, CookieChange};

use crate::error::Error;
use crate::send::Cookies;

/// Most bytes of name and value together, as for a received cookie (RFC 6265bis §5.6).
const NAME_AND_VALUE_BYTES_MAX: usize = 4096;

/// Which cookies are to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CookieSet {
    /// One of them.
    One {
        /// Domain.
        domain: String,
        /// Path.
        path: String,
        /// Name.
        name: String,
    },
    /// All of exactly this domain.
    Domain(String),
    /// All.
    All,
}

impl CookieSet {
    fn holds(&self, cookie: &Cookie) -> bool {
        match self {
            Self::One { domain, path, name } => {
                cookie.domain == *domain && cookie.path == *path && cookie.name == *name
            }
            Self::Domain(domain) => cookie.domain == *domain,
            Self::All => true,
        }
    }
}

impl Cookies<'_> {
    /// The cookies of the workspace by domain, path and name.
    pub fn list(self) -> Result<Vec<Cookie>, Error> {
        Ok(self
            .engine
            .store
            .cookies()
            .load(&self.engine.workspace.to_string_lossy(), (self.engine.outside.now_ms)())?)
    }

    /// Keeps a cookie as a person wants it, in the place of `before` when that is given; one of the same domain, path and
    /// name is replaced anyway.
    pub fn set(self, cookie: Cookie, before: Option<Cookie>) -> Result<(), Error> {
        let cookie = checked(cookie)?;
        let is_moved =
            |old: &Cookie| (&old.domain, &old.path, &old.name) != (&cookie.domain, &cookie.path, &cookie.name);
        let moved = before.filter(is_moved);
        let deleted = moved.map(|Cookie { name, domain, path, .. }| CookieChange::Deleted { name, domain, path });
        let changes: Vec<_> = deleted.into_iter().chain([CookieChange::Set(cookie)]).collect();
        self.change(&changes)
    }

    /// Brings deleted cookies back as they were.
    pub fn restore(self, cookies: Vec<Cookie>) -> Result<(), Error> {
        self.change(&cookies.into_iter().map(CookieChange::Set).collect::<Vec<_>>())
    }

    fn change(self, changes: &[CookieChange]) -> Result<(), Error> {
        Ok(self.engine.store.cookies().apply(
            &self.engine.workspace.to_string_lossy(),
            changes,
            (self.engine.outside.now_ms)(),
        )?)
    }

    /// Deletes cookies and gives them, so that it can be taken back.
    pub fn delete(self, which: &CookieSet) -> Result<Vec<Cookie>, Error> {
        let workspace = self.engine.workspace.to_string_lossy();
        let gone: Vec<Cookie> = self.list()?.into_iter().filter(|cookie| which.holds(cookie)).collect();
        let cookies = self.engine.store.cookies();
        match which {
            CookieSet::One { domain, path, name } => drop(cookies.delete(&workspace, domain, path, name)?),
            CookieSet::Domain(domain) => drop(cookies.delete_domain(&workspace, domain)?),
            CookieSet::All => drop(cookies.delete_all(&workspace)?),
        }
        Ok(gone)
    }
}

/// A cookie whose parts can go out in one `Cookie` header: what would end the header or the pair is refused.
fn checked(mut cookie: Cookie) -> Result<Cookie, Error> {
    cookie.domain = cookie.domain.trim().trim_start_matches('.').to_ascii_lowercase();
    if cookie.path.is_empty() {
        "/".clone_into(&mut cookie.path);
    }
    let refuse = |message: &str, hint: &str| Err(Error::usage(message, hint));
    let breaks = |text: &str| text.chars().any(|c| c.is_control() || c == ';');
    if cookie.name.len() + cookie.value.len() == 0 {
        return refuse("a cookie has a name or a value", "Type one.");
    }
    if breaks(&cookie.name) || cookie.name.contains('=') {
        return refuse("a cookie's name holds no `=`, `;` or control character", "Choose another name.");
    }
    if breaks(&cookie.value) {
        return refuse("a cookie's value holds no `;` or control character", "Write it percent-encoded.");
    }
    if cookie.name.len() + cookie.value.len() > NAME_AND_VALUE_BYTES_MAX {
        return refuse("name and value of a cookie have 4096 bytes at most", "Make them shorter.");
    }
    let is_domain = |c: char| !c.is_whitespace() && !c.is_control() && !"/?#@;,".contains(c);
    if cookie.domain.is_empty() || !cookie.domain.chars().all(is_domain) {
        return refuse(
            "a cookie's domain is a host name",
            "Write it without `http://` and path, such as `api.example`.",
        );
    }
    if !cookie.path.starts_with('/') || breaks(&cookie.path) {
        return refuse("a cookie's path begins with `/`", "Write `/` for the whole server.");
    }
    Ok(cookie)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie(name: &str, value: &str, domain: &str, path: &str) -> Cookie {
        Cookie {
            name: name.to_owned(),
            value: value.to_owned(),
            domain: domain.to_owned(),
            is_host_only: true,
            path: path.to_owned(),
            expires_at: None,
            is_secure: false,
            is_http_only: false,
            same_site: None,
        }
    }

    #[test]
    fn a_typed_cookie_cannot_end_its_header() {
        let shown = |one: Cookie| match checked(one) {
            Ok(cookie) => format!("{} {}", cookie.domain, cookie.path),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown(cookie("a", "1", ".API.Example ", "")), "api.example /");
        let refused = [
            cookie("", "", "h", "/"),
            cookie("a=b", "1", "h", "/"),
            cookie("a", "1\r\nX: y", "h", "/"),
            cookie("a", "1; b=2", "h", "/"),
            cookie("a", "1", "http://h/", "/"),
            cookie("a", "1", "", "/"),
            cookie("a", "1", "h", "x"),
            cookie("a", &"x".repeat(4096), "h", "/"),
        ];
        assert!(refused.into_iter().all(|one| checked(one).is_err()));
    }
}
