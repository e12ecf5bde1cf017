//! Encrypts and authenticates one value: XChaCha20-Poly1305, a fresh random nonce for each.
//!
//! The identity of the value's place goes in as associated data, so that a sealed value moved to another place does not open.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, Zeroizing};

/// First byte of every sealed value; another cipher would get another number.
const FORM: u8 = 1;
const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;

/// A key of 256 bits, wiped when dropped.
#[derive(Clone)]
pub(crate) struct SealingKey(Zeroizing<[u8; KEY_BYTES]>);

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

impl SealingKey {
    /// A random key.
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// A key made of these bytes, by a key derivation.
    pub(crate) fn from_bytes(bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self(bytes)
    }

    /// Reads what [`Self::to_text`] wrote; `None` for anything else.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let decoded = Zeroizing::new(STANDARD.decode(text.trim()).ok()?);
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        if decoded.len() != KEY_BYTES {
            return None;
        }
        bytes.copy_from_slice(&decoded);
        Some(Self(bytes))
    }

    /// The key as Base64.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(self.0.as_slice()))
    }

    /// Encrypts `plain` for the place `identity`.
    pub(crate) fn seal(&self, plain: &[u8], identity: &[&str]) -> Result<Vec<u8>, getrandom::Error> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let payload = Payload { msg: plain, aad: &associated_data(identity) };
        let encrypted =
            self.cipher().encrypt(&XNonce::from(nonce), payload).expect("only inputs above 256 GB are refused");
        let mut sealed = Vec::with_capacity(1 + NONCE_BYTES + encrypted.len());
        sealed.push(FORM);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&encrypted);
        Ok(sealed)
    }

    /// Decrypts what [`Self::seal`] made for the same place; `None` for another key, another place or changed bytes.
    pub(crate) fn open(&self, sealed: &[u8], identity: &[&str]) -> Option<Zeroizing<Vec<u8>>> {
        let (&form, rest) = sealed.split_first()?;
        let (nonce, encrypted) = rest.split_at_checked(NONCE_BYTES)?;
        if form != FORM {
            return None;
        }
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
        let payload = Payload { msg: encrypted, aad: &associated_data(identity) };
        self.cipher().decrypt(&XNonce::from(nonce), payload).ok().map(Zeroizing::new)
    }

    /// Like [`Self::open`], for text.
    pub(crate) fn open_text(&self, sealed: &[u8], identity: &[&str]) -> Option<Zeroizing<String>> {
        let mut plain = self.open(sealed, identity)?;
        match String::from_utf8(std::mem::take(&mut *plain)) {
            Ok(text) => Some(Zeroizing::new(text)),
            Err(error) => {
                error.into_bytes().zeroize();
                None
            }
        }
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new_from_slice(self.0.as_slice()).expect("a key has 32 bytes")
    }
}

/// Each part with its length in front: `["ab", "c"]` and `["a", "bc"]` are different places.
fn associated_data(identity: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in identity {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests;
