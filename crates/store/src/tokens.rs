//! Access tokens: named, listed until deleted, their values encrypted.
//!
//! What a list shows is in the clear, so that listing and deleting ask for no key. The access token, the answer's further
//! members (a refresh token may be among them) and the configuration with its client secret are sealed together.

mod configuration;

use exchange::{ResolvedOAuth2, Secret};
use rusqlite::{OptionalExtension as _, Params, Row};

use crate::seal::SealingKey;
use crate::secrets::SecretError;
use crate::state::StateError;
use crate::store::Store;

/// What a list shows of a token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenFacts {
    /// Token Name (`tokenConfig.id`).
    pub name: String,
    /// Id of the collection that fetched it.
    pub collection_id: Option<String>,
    /// Name of that collection at the time.
    pub collection_name: Option<String>,
    /// Name of the environment that was active.
    pub environment: Option<String>,
    /// Which resolved configuration in which environment fetched it: any text that is equal when these are. It is kept in the
    /// clear, so it must not give a client secret away.
    pub config_key: String,
    /// `token_type` of the answer.
    pub token_type: String,
    /// `scope` of the answer, or as asked for.
    pub scope: Option<String>,
    /// When it came, milliseconds since 1970 UTC.
    pub received_at_ms: i64,
    /// When it ends, milliseconds since 1970 UTC; absent when the answer did not say.
    pub expires_at_ms: Option<i64>,
}

impl TokenFacts {
    /// Whether it has ended at this time.
    pub fn is_expired(&self, now_ms: i64) -> bool {
        self.expires_at_ms.is_some_and(|end| end <= now_ms)
    }
}

/// What a list does not show of a token.
#[derive(Debug, Clone)]
pub struct TokenContent {
    /// The access token.
    pub access_token: Secret,
    /// Further members of the answer, as a JSON object; empty when there are none.
    pub extra: Secret,
    /// What fetched it and can renew it; absent when that is not known.
    pub configuration: Option<ResolvedOAuth2>,
    /// What renews it, when the answer had one.
    pub refresh_token: Option<Secret>,
}

/// A token as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// Its id, never used again.
    pub id: String,
    /// What a list shows.
    pub facts: TokenFacts,
}

/// A token, opened.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its id.
    pub id: String,
    /// What a list shows.
    pub facts: TokenFacts,
    /// What a list does not show.
    pub content: TokenContent,
}

/// A token cannot be read or stored.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The database failed.
    #[error(transparent)]
    State(#[from] StateError),
    /// The key is not to be had.
    #[error("opening the key of the stored tokens")]
    Key(#[source] SecretError),
    /// The token is there, but was stored under another key or was changed.
    #[error("the stored token `{name}` cannot be decrypted")]
    Unreadable {
        /// Its name.
        name: String,
    },
    /// The system gave no random bytes.
    #[error("asking the system for random bytes")]
    Randomness(#[source] getrandom::Error),
}

impl TokenError {
    /// What to do about it; `None` where the cause says it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::State(error) => error.hint(),
            Self::Key(error) => error.hint(),
            Self::Unreadable { .. } => Some("Delete it with `postrider token delete` and get a new one."),
            Self::Randomness(_) => None,
        }
    }
}

/// The tokens in the state database, those of all workspaces.
#[derive(Debug, Clone, Copy)]
pub struct Tokens<'a> {
    store: &'a Store,
}

const FACTS: &str = "id, name, collection_id, collection_name, environment, config_key, token_type, scope, \
                     received_at_ms, expires_at_ms";

/// Later ones first; of two in the same millisecond the one stored later.
const NEWEST_FIRST: &str = "ORDER BY received_at_ms DESC, number DESC";

impl<'a> Tokens<'a> {
    pub(crate) fn new(store: &'a Store) -> Self {
        Self { store }
    }

    /// Stores a token and gives its id.
    pub fn add(self, facts: &TokenFacts, content: &TokenContent) -> Result<String, TokenError> {
        let id = random_id().map_err(TokenError::Randomness)?;
        self.put(&id, facts, content)?;
        Ok(id)
    }

    /// Brings a deleted token back under its id.
    pub fn put_back(self, token: &Token) -> Result<(), TokenError> {
        self.put(&token.id, &token.facts, &token.content)
    }

    fn put(self, id: &str, facts: &TokenFacts, content: &TokenContent) -> Result<(), TokenError> {
        let key = self.store.sealing_key().map_err(TokenError::Key)?;
        let plain = configuration::to_text(content);
        let sealed = key.seal(plain.as_bytes(), &identity(id, facts)).map_err(TokenError::Randomness)?;
        self.store.state().write("storing a token", |transaction| {
            transaction.execute(
                "INSERT INTO tokens (id, name, collection_id, collection_name, environment, config_key, token_type, \
                 scope, received_at_ms, expires_at_ms, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                rusqlite::params![
                    id,
                    facts.name,
                    facts.collection_id,
                    facts.collection_name,
                    facts.environment,
                    facts.config_key,
                    facts.token_type,
                    facts.scope,
                    facts.received_at_ms,
                    facts.expires_at_ms,
                    sealed,
                ],
            )
        })?;
        Ok(())
    }

    /// All tokens, newest first. Asks for no key.
    pub fn list(self) -> Result<Vec<StoredToken>, TokenError> {
        let sql = format!("SELECT {FACTS} FROM tokens {NEWEST_FIRST}");
        Ok(self.store.state().read("listing the tokens", |connection| {
            connection.prepare_cached(&sql)?.query_map([], read_facts)?.collect()
        })?)
    }

    /// The token of this id.
    pub fn get(self, id: &str) -> Result<Option<Token>, TokenError> {
        self.newest("id = ?1", [id])
    }

    /// The newest token that this configuration fetched, expired or not.
    pub fn newest_for(self, config_key: &str) -> Result<Option<Token>, TokenError> {
        self.newest("config_key = ?1", [config_key])
    }

    /// The newest token of this name, expired or not; with a collection, the newest one that this collection fetched.
    pub fn newest_named(self, name: &str, collection_id: Option<&str>) -> Result<Option<Token>, TokenError> {
        self.newest("name = ?1 AND (?2 IS NULL OR collection_id = ?2)", (name, collection_id))
    }

    /// Deletes one token; `false` when there is none of that id.
    pub fn delete(self, id: &str) -> Result<bool, TokenError> {
        Ok(self.delete_where("id = ?1", [id])? > 0)
    }

    /// Deletes the tokens of a name, of one collection or of all, and gives their number.
    pub fn delete_named(self, name: &str, collection_id: Option<&str>) -> Result<usize, TokenError> {
        self.delete_where("name = ?1 AND (?2 IS NULL OR collection_id = ?2)", (name, collection_id))
    }

    /// Deletes the tokens that have ended and gives their number.
    pub fn delete_expired(self, now_ms: i64) -> Result<usize, TokenError> {
        self.delete_where("expires_at_ms <= ?1", [now_ms])
    }

    /// Deletes all tokens and gives their number.
    pub fn delete_all(self) -> Result<usize, TokenError> {
        self.delete_where("1", [])
    }

    fn newest(self, condition: &str, values: impl Params) -> Result<Option<Token>, TokenError> {
        let sql = format!("SELECT {FACTS}, sealed FROM tokens WHERE {condition} {NEWEST_FIRST} LIMIT 1");
        let found = self.store.state().read("looking for a token", |connection| {
            let read = |row: &Row<'_>| Ok((read_facts(row)?, row.get::<_, Vec<u8>>("sealed")?));
            connection.prepare_cached(&sql)?.query_row(values, read).optional()
        })?;
        // The key is asked for only when there is something to open: a keychain takes milliseconds, or a prompt.
        let Some((stored, sealed)) = found else { return Ok(None) };
        let key = self.store.sealing_key().map_err(TokenError::Key)?;
        open(key, stored, &sealed).map(Some)
    }

    fn delete_where(self, condition: &str, values: impl Params) -> Result<usize, TokenError> {
        let sql = format!("DELETE FROM tokens WHERE {condition}");
        Ok(self.store.state().write("deleting tokens", |transaction| transaction.execute(&sql, values))?)
    }
}

fn open(key: &SealingKey, stored: StoredToken, sealed: &[u8]) -> Result<Token, TokenError> {
    let StoredToken { id, facts } = stored;
    let content = key.open_text(sealed, &identity(&id, &facts)).and_then(|text| configuration::from_text(&text));
    match content {
        Some(content) => Ok(Token { id, facts, content }),
        None => Err(TokenError::Unreadable { name: facts.name }),
    }
}

/// What decides where a token may be sent. Whoever can write to the database but lacks the key must not be able to make a
/// token of one server look like that of another.
fn identity<'a>(id: &'a str, facts: &'a TokenFacts) -> [&'a str; 5] {
    let collection_id = facts.collection_id.as_deref().unwrap_or_default();
    ["postrider token", id, &facts.name, &facts.config_key, collection_id]
}

fn random_id() -> Result<String, getrandom::Error> {
    Ok(format!("{:016x}", getrandom::u64()?))
}

fn read_facts(row: &Row<'_>) -> rusqlite::Result<StoredToken> {
    Ok(StoredToken {
        id: row.get(0)?,
        facts: TokenFacts {
            name: row.get(1)?,
            collection_id: row.get(2)?,
            collection_name: row.get(3)?,
            environment: row.get(4)?,
            config_key: row.get(5)?,
            token_type: row.get(6)?,
            scope: row.get(7)?,
            received_at_ms: row.get(8)?,
            expires_at_ms: row.get(9)?,
        },
    })
}

#[cfg(test)]
mod tests;
