//! Passwords: Argon2id at rest, and new ones that can be read aloud.

use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use zeroize::Zeroizing;

use crate::key::{NoRandomness, random};

/// 32 characters which cannot be taken for one another: five bits each.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password of 100 random bits, as `xxxxx-xxxxx-xxxxx-xxxxx`.
pub(crate) fn generate() -> Result<Zeroizing<String>, NoRandomness> {
    let bytes = Zeroizing::new(random::<20>()?);
    let mut password = Zeroizing::new(String::with_capacity(23));
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place.is_multiple_of(5) {
            password.push('-');
        }
        password.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    Ok(password)
}

/// The PHC string of a password, with the parameters the crate recommends and a salt of its own.
pub(crate) fn hash(password: &str) -> String {
    Argon2::default()
        .hash_password(password.as_bytes())
        .expect("hashing fails only without memory or without randomness")
        .to_string()
}

#[cfg(test)]
mod tests;
