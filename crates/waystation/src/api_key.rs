//! API key pairs: made from the clock and from randomness, sealed for the database, compared in constant time.

use jiff::Timestamp;
use subtle::ConstantTimeEq;
use waystation_store::{ApiClient, ApiKey};
use zeroize::Zeroizing;

use crate::key::{self, NoRandomness, ServerKey};

/// Between the year 1 and 1970, in steps of 100 ns: the clock reading in a key counts from the year 1.
const TICKS_BEFORE_1970: i128 = 621_355_968_000_000_000;

/// A pair in clear, to be shown once.
pub struct ApiKeyPair {
    /// 79 characters: 15 upper-case hex digits of a clock reading, 64 lower-case ones.
    pub key: String,
    /// 64 lower-case hex digits.
    pub secret: Zeroizing<String>,
}

impl ApiKeyPair {
    /// A pair nobody else has.
    pub fn generate(now: Timestamp) -> Result<Self, NoRandomness> {
        let ticks = now.as_nanosecond() / 100 + TICKS_BEFORE_1970;
        Ok(Self {
            key: format!("{:015X}{}", ticks & 0xFFF_FFFF_FFFF_FFFF, key::hex(&key::random::<32>()?)),
            secret: Zeroizing::new(key::hex(&*Zeroizing::new(key::random::<32>()?))),
        })
    }

    /// The pair as it is kept.
    pub fn sealed(&self, server_key: &ServerKey) -> Result<ApiKey, NoRandomness> {
        Ok(ApiKey { key: self.key.clone(), sealed_secret: server_key.seal_secret(&self.secret, &self.key)? })
    }
}

/// Whether `secret` belongs to the key of this client. How long it takes says nothing about how much was right.
pub(crate) fn is_proven(client: &ApiClient, key: &str, secret: &str, server_key: &ServerKey) -> bool {
    server_key
        .open_secret(&client.sealed_secret, key)
        .is_some_and(|known| known.as_bytes().ct_eq(secret.as_bytes()).into())
}
