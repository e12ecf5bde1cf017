//! Passwords: Argon2id at rest, new ones that can be read aloud, and what a chosen one must satisfy.

use std::thread::available_parallelism;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use waystation_store::StoreError;
use zeroize::Zeroizing;
use zxcvbn::Score;

use crate::key::{NoRandomness, random};

/// 32 characters which cannot be taken for one another: five bits each.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Shorter ones are guessed.
pub(crate) const CHARACTERS_MIN: usize = 12;

/// The longest password, in characters.
pub(crate) const CHARACTERS_MAX: usize = 128;

/// The hash of a password nobody has, made with the same parameters as all others: checking against it takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$K7aS3sQ5dH1gYy0Jm0Zf8mWc3rTqv1nBz5xL2uEoPiA";

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

fn is_right(password: &str, hash: &str) -> bool {
    Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

/// Hashes away from the threads that respond to requests, and no more at once than there are processors: each takes 19 MB
/// and tens of milliseconds, and a thousand sign-ins at once must not take all memory.
pub(crate) struct Hashing(Semaphore);

impl Default for Hashing {
    fn default() -> Self {
        Self(Semaphore::new(available_parallelism().map_or(1, usize::from)))
    }
}

impl Hashing {
    /// The PHC string of a password.
    pub(crate) async fn hash(&self, password: Zeroizing<String>) -> Result<String, StoreError> {
        self.aside(move || hash(&password)).await
    }

    /// Whether it is the password of this hash. Without a hash it is not, after the same work.
    pub(crate) async fn is_right(
        &self,
        password: Zeroizing<String>,
        known: Option<String>,
    ) -> Result<bool, StoreError> {
        self.aside(move || is_right(&password, known.as_deref().unwrap_or(NOBODY)) && known.is_some()).await
    }

    /// What is wrong with a password that somebody chose; `names` are theirs, the address among them.
    pub(crate) async fn complaint(
        &self,
        password: Zeroizing<String>,
        names: Vec<String>,
    ) -> Result<Option<&'static str>, StoreError> {
        self.aside(move || complaint(&password, &names)).await
    }

    async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
        // Both fail only when the server ends.
        let _permit = self.0.acquire().await.map_err(|_| StoreError::Closed)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Closed)
    }
}

fn complaint(password: &str, names: &[String]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < CHARACTERS_MIN {
        return Some("It has fewer than 12 characters.");
    }
    if length > CHARACTERS_MAX {
        return Some("It has more than 128 characters.");
    }
    let is_name = |name: &String| {
        let mailbox = name.split('@').next().unwrap_or_default();
        [name.as_str(), mailbox].iter().any(|name| name.to_lowercase() == password.to_lowercase())
    };
    if names.iter().any(is_name) {
        return Some("It is your own address or name.");
    }
    let names: Vec<&str> = names.iter().flat_map(|name| name.split('@')).collect();
    // Below two stand passwords that fall to a million guesses.
    (zxcvbn::zxcvbn(password, &names).score() < Score::Two).then_some("It is easily guessed: take less common words.")
}

#[cfg(test)]
mod tests;
