//! The cookie jar of each workspace. Its rules are `exchange`'s; here it is kept.
//!
//! A cookie's value opens doors like a token, so it is sealed like one. The key is asked for only when a jar holds a cookie
//! or is given one.
//!
//! A browser drops session cookies when it closes. A command line closes after each send and the app may stay open for
//! weeks, so here a session is a day: a session cookie is kept for [`SESSION_COOKIE_LIFE_MS`] after a server last set it.

use exchange::{Cookie, CookieChange};
use rusqlite::types::Value;
use rusqlite::{Row, Transaction, params_from_iter};

use crate::seal::SealingKey;
use crate::secrets::SecretError;
use crate::state::StateError;
use crate::store::Store;

/// How long a cookie without an expiry date is kept after a server last set it, in milliseconds: 24 hours.
pub const SESSION_COOKIE_LIFE_MS: i64 = 24 * 60 * 60 * 1000;

/// A jar cannot be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum CookieError {
    /// The database failed.
    #[error(transparent)]
    State(#[from] StateError),
    /// The key is not to be had.
    #[error("opening the key of the stored cookies")]
    Key(#[source] SecretError),
    /// The cookie is there, but was stored under another key or was changed.
    #[error("the stored cookie `{name}` of `{domain}` cannot be decrypted")]
    Unreadable {
        /// Its name.
        name: String,
        /// Its domain.
        domain: String,
    },
    /// The system gave no random bytes.
    #[error("asking the system for random bytes")]
    Randomness(#[source] getrandom::Error),
}

impl CookieError {
    /// What to do about it; `None` where the cause says it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::State(error) => error.hint(),
            Self::Key(error) => error.hint(),
            Self::Unreadable { .. } => Some("Delete the cookies of this workspace, or send with `--no-cookies`."),
            Self::Randomness(_) => None,
        }
    }
}

/// The jars in the state database.
#[derive(Debug, Clone, Copy)]
pub struct Cookies<'a> {
    store: &'a Store,
}

impl<'a> Cookies<'a> {
    pub(crate) fn new(store: &'a Store) -> Self {
        Self { store }
    }

    /// The cookies of a workspace that have not ended, by domain, path and name. `workspace` is its folder.
    pub fn load(self, workspace: &str, now_ms: i64) -> Result<Vec<Cookie>, CookieError> {
        let rows = self.sealed(workspace, now_ms)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.store.sealing_key().map_err(CookieError::Key)?;
        rows.into_iter().map(|(cookie, sealed)| open(key, workspace, cookie, &sealed)).collect()
    }

    /// The same cookies without their values: asks for no key.
    pub fn outlines(self, workspace: &str, now_ms: i64) -> Result<Vec<Cookie>, CookieError> {
        Ok(self.sealed(workspace, now_ms)?.into_iter().map(|(cookie, _)| cookie).collect())
    }

    fn sealed(self, workspace: &str, now_ms: i64) -> Result<Vec<(Cookie, Vec<u8>)>, StateError> {
        self.store.state().read("reading the cookies", |connection| {
            connection
                .prepare_cached(
                    "SELECT name, domain, path, is_host_only, is_secure, is_http_only, same_site, expires_at, sealed \
                     FROM cookies WHERE workspace = ?1 AND CASE WHEN expires_at IS NULL \
                     THEN set_at_ms > ?2 ELSE expires_at > ?3 END ORDER BY domain, path, name",
                )?
                .query_map((workspace, now_ms - SESSION_COOKIE_LIFE_MS, now_ms.div_euclid(1000)), read_sealed)?
                .collect::<rusqlite::Result<Vec<_>>>()
        })
    }

    /// Takes over what an exchange did to the jar: all of it or nothing. Cookies that have ended are removed on the way.
    pub fn apply(self, workspace: &str, changes: &[CookieChange], now_ms: i64) -> Result<(), CookieError> {
        if changes.is_empty() {
            return Ok(());
        }
        let sealed = changes.iter().map(|change| self.seal(workspace, change)).collect::<Result<Vec<_>, _>>()?;
        self.store.state().write("storing cookies", |transaction| {
            for change in &sealed {
                match change {
                    SealedChange::Set(cookie, sealed) => set(transaction, workspace, cookie, (sealed, now_ms))?,
                    SealedChange::Deleted { name, domain, path } => transaction
                        .execute(
                            "DELETE FROM cookies WHERE workspace = ?1 AND domain = ?2 AND path = ?3 AND name = ?4",
                            [workspace, domain, path, name],
                        )
                        .map(drop)?,
                }
            }
            transaction
                .execute(
                    "DELETE FROM cookies WHERE workspace = ?1 AND CASE WHEN expires_at IS NULL \
                     THEN set_at_ms <= ?2 ELSE expires_at <= ?3 END",
                    (workspace, now_ms - SESSION_COOKIE_LIFE_MS, now_ms.div_euclid(1000)),
                )
                .map(drop)
        })?;
        Ok(())
    }

    /// Deletes one cookie; `false` when there is none.
    pub fn delete(self, workspace: &str, domain: &str, path: &str, name: &str) -> Result<bool, CookieError> {
        let place = [workspace, domain, path, name];
        Ok(self.delete_where("workspace = ? AND domain = ? AND path = ? AND name = ?", &place)? > 0)
    }

    /// Deletes the cookies of exactly this domain and gives their number.
    pub fn delete_domain(self, workspace: &str, domain: &str) -> Result<usize, CookieError> {
        self.delete_where("workspace = ? AND domain = ?", &[workspace, domain])
    }

    /// Deletes the jar of a workspace and gives the number of cookies that were in it.
    pub fn delete_all(self, workspace: &str) -> Result<usize, CookieError> {
        self.delete_where("workspace = ?", &[workspace])
    }

    fn delete_where(self, condition: &str, values: &[&str]) -> Result<usize, CookieError> {
        let values = values.iter().map(|value| Value::Text((*value).to_owned()));
        Ok(self.store.state().write("deleting cookies", |transaction| {
            transaction.execute(&format!("DELETE FROM cookies WHERE {condition}"), params_from_iter(values))
        })?)
    }

    fn seal<'c>(self, workspace: &str, change: &'c CookieChange) -> Result<SealedChange<'c>, CookieError> {
        match change {
            CookieChange::Deleted { name, domain, path } => Ok(SealedChange::Deleted { name, domain, path }),
            CookieChange::Set(cookie) => {
                let key = self.store.sealing_key().map_err(CookieError::Key)?;
                let sealed = key.seal(cookie.value.as_bytes(), &identity(workspace, cookie));
                Ok(SealedChange::Set(cookie, sealed.map_err(CookieError::Randomness)?))
            }
        }
    }
}

enum SealedChange<'c> {
    Set(&'c Cookie, Vec<u8>),
    Deleted { name: &'c str, domain: &'c str, path: &'c str },
}

fn set(
    transaction: &Transaction<'_>,
    workspace: &str,
    cookie: &Cookie,
    (sealed, now_ms): (&[u8], i64),
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO cookies (workspace, domain, path, name, is_host_only, is_secure, is_http_only, \
             same_site, expires_at, set_at_ms, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(rusqlite::params![
            workspace,
            cookie.domain,
            cookie.path,
            cookie.name,
            cookie.is_host_only,
            cookie.is_secure,
            cookie.is_http_only,
            cookie.same_site,
            cookie.expires_at,
            now_ms,
            sealed,
        ])
        .map(drop)
}

fn open(key: &SealingKey, workspace: &str, mut cookie: Cookie, sealed: &[u8]) -> Result<Cookie, CookieError> {
    match key.open_text(sealed, &identity(workspace, &cookie)) {
        Some(value) => {
            cookie.value.push_str(&value);
            Ok(cookie)
        }
        None => Err(CookieError::Unreadable { name: cookie.name, domain: cookie.domain }),
    }
}

/// Where a cookie may be sent, too: changing a row must not send its value elsewhere or in the clear.
fn identity<'a>(workspace: &'a str, cookie: &'a Cookie) -> [&'a str; 7] {
    let flag = |is_set: bool| if is_set { "1" } else { "0" };
    let reach = [flag(cookie.is_host_only), flag(cookie.is_secure)];
    ["postrider cookie", workspace, &cookie.domain, &cookie.path, &cookie.name, reach[0], reach[1]]
}

/// A cookie whose value is still missing, and its sealed value.
fn read_sealed(row: &Row<'_>) -> rusqlite::Result<(Cookie, Vec<u8>)> {
    let cookie = Cookie {
        name: row.get(0)?,
        value: String::new(),
        domain: row.get(1)?,
        path: row.get(2)?,
        is_host_only: row.get(3)?,
        is_secure: row.get(4)?,
        is_http_only: row.get(5)?,
        same_site: row.get(6)?,
        expires_at: row.get(7)?,
    };
    Ok((cookie, row.get(8)?))
}

#[cfg(test)]
mod tests;
