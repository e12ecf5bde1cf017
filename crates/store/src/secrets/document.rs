//! The form of `secrets.json`.
//!
//! ```json
//! {"version": 1, "kept_in": "key_file", "check": "…", "secrets": {"COLLECTION ID": {"NAME": "sealed, Base64"}}}
//! {"version": 1, "kept_in": "keychain", "secrets": {"COLLECTION ID": {"NAME": null}}}
//! ```
//!
//! Names are in the clear, so that a list asks for no key. Every value is sealed for its own collection id and name.

use std::collections::BTreeMap;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use exchange::Secret;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{SecretAddress, SecretError};
use crate::seal::SealingKey;

const VERSION: u32 = 1;
const CHECK: &[&str] = &["postrider secrets key"];

/// The whole file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Document {
    version: u32,
    #[serde(flatten)]
    pub(super) keeper: Keeper,
    secrets: BTreeMap<String, BTreeMap<String, Place>>,
}

/// What keeps the values.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kept_in", rename_all = "snake_case")]
pub(super) enum Keeper {
    /// The operating system.
    Keychain,
    /// This file; the key stands in another one.
    KeyFile {
        /// Opens with the right key.
        check: Sealed,
    },
    /// This file; the key comes from a passphrase.
    Passphrase {
        /// How it comes from it.
        #[serde(flatten)]
        parameters: PassphraseKey,
        /// Opens with the right key.
        check: Sealed,
    },
}

/// Where one value is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Place {
    /// Here, encrypted.
    Sealed(Sealed),
    /// In the keychain (`null`).
    InKeychain,
}

/// Sealed bytes as Base64.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Sealed(String);

/// Argon2id with its salt and costs (RFC 9106).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PassphraseKey {
    salt: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Document {
    /// A file without secrets.
    pub(super) fn new(keeper: Keeper) -> Self {
        Self { version: VERSION, keeper, secrets: BTreeMap::new() }
    }

    pub(super) fn parse(content: &[u8], path: &Path) -> Result<Self, SecretError> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        let damaged = |source| SecretError::Damaged { path: path.to_owned(), source: Some(source) };
        // The version first: a later form may hold what this one cannot read.
        let Versioned { version } = serde_json::from_slice(content).map_err(damaged)?;
        if version != VERSION {
            return Err(SecretError::Newer { path: path.to_owned(), version });
        }
        serde_json::from_slice(content).map_err(damaged)
    }

    pub(super) fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("maps with text keys are JSON");
        text.push('\n');
        text
    }

    pub(super) fn place(&self, address: SecretAddress<'_>) -> Option<&Place> {
        self.secrets.get(address.collection_id)?.get(address.name)
    }

    pub(super) fn put(&mut self, address: SecretAddress<'_>, place: Place) {
        self.secrets.entry(address.collection_id.to_owned()).or_default().insert(address.name.to_owned(), place);
    }

    pub(super) fn remove(&mut self, address: SecretAddress<'_>) {
        if let Some(names) = self.secrets.get_mut(address.collection_id) {
            names.remove(address.name);
            if names.is_empty() {
                self.secrets.remove(address.collection_id);
            }
        }
    }

    pub(super) fn names(&self, collection_id: &str) -> Vec<String> {
        self.secrets.get(collection_id).map(|names| names.keys().cloned().collect()).unwrap_or_default()
    }
}

impl Place {
    pub(super) fn sealed(bytes: &[u8]) -> Self {
        Self::Sealed(Sealed(STANDARD.encode(bytes)))
    }
}

impl Sealed {
    /// The bytes; `None` for what is not Base64.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        STANDARD.decode(&self.0).ok()
    }
}

/// Something that opens only with this key.
pub(super) fn check(key: &SealingKey) -> Result<Sealed, getrandom::Error> {
    Ok(Sealed(STANDARD.encode(key.seal(b"", CHECK)?)))
}

/// Whether this is the key of the check.
pub(super) fn fits(key: &SealingKey, check: &Sealed) -> bool {
    check.bytes().is_some_and(|sealed| key.open(&sealed, CHECK).is_some())
}

impl PassphraseKey {
    /// Costs that take about a tenth of a second, and a fresh salt.
    pub(super) fn generate() -> Result<Self, getrandom::Error> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)?;
        Ok(Self { salt: STANDARD.encode(salt), memory_kib: 64 * 1024, passes: 2, lanes: 1 })
    }

    /// The key; `None` when the parameters make no sense, or would take more memory or time than this program ever asked for.
    pub(super) fn derive(&self, passphrase: &Secret) -> Option<SealingKey> {
        if self.memory_kib > 1024 * 1024 || self.passes > 16 || self.lanes > 16 {
            return None;
        }
        let salt = STANDARD.decode(&self.salt).ok()?;
        let parameters = Params::new(self.memory_kib, self.passes, self.lanes, None).ok()?;
        let mut bytes = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(passphrase.expose().as_bytes(), &salt, bytes.as_mut_slice())
            .ok()?;
        Some(SealingKey::from_bytes(bytes))
    }
}
