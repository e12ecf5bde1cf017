//! Access tokens: sealed, self-contained tickets.
//!
//! ```text
//! base64url( nonce 24 | sealed( version 1 | owner 12 | key generation 8 | expiry in ms 8 ) | proof 16 )   92 characters
//! ```
//!
//! Any node that shares the server key can read one without a look-up. Whether the owner may still use it is asked on
//! each call: see `bearer`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use waystation_store::Id;

use crate::key::{NoRandomness, ServerKey};

const VERSION: u8 = 1;

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// Whose calls it proves.
    pub user_id: Id,
    /// The generation of the owner's keys it was issued under.
    pub key_generation: u64,
    /// From this moment on it is worth nothing.
    pub expires_at: Timestamp,
}

impl Ticket {
    /// The token as text. Each call gives another one.
    pub fn seal(&self, key: &ServerKey) -> Result<String, NoRandomness> {
        let mut plain = Vec::with_capacity(29);
        plain.push(VERSION);
        plain.extend_from_slice(self.user_id.as_bytes());
        plain.extend_from_slice(&self.key_generation.to_be_bytes());
        plain.extend_from_slice(&self.expires_at.as_millisecond().to_be_bytes());
        Ok(URL_SAFE_NO_PAD.encode(key.seal_ticket(&plain)?))
    }

    /// Reads a token; `None` if this key did not seal it. Does not look at the clock.
    pub fn open(token: &str, key: &ServerKey) -> Option<Self> {
        let plain = key.open_ticket(&URL_SAFE_NO_PAD.decode(token).ok()?)?;
        let ([version], rest) = plain.split_first_chunk()?;
        let (user_id, rest) = rest.split_first_chunk()?;
        let (key_generation, rest) = rest.split_first_chunk()?;
        let (expires_at, rest) = rest.split_first_chunk()?;
        if *version != VERSION || !rest.is_empty() {
            return None;
        }
        Some(Self {
            user_id: Id::from_bytes(*user_id),
            key_generation: u64::from_be_bytes(*key_generation),
            expires_at: Timestamp::from_millisecond(i64::from_be_bytes(*expires_at)).ok()?,
        })
    }
}

/// The `expires_in` of a token that lives for `lifetime`: whole seconds that are surely left when the response arrives, so
/// 3599 for an hour.
pub fn seconds_left(lifetime: SignedDuration) -> i64 {
    i64::try_from((lifetime.as_millis() - 1).max(0) / 1000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
