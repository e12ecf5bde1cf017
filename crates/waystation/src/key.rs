//! The server key: one secret from which come the keys for tickets and for API secrets at rest.
//!
//! The file holds 64 hex digits and a line end. Nodes that share it accept each other's tickets.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hmac::{Hmac, Mac as _};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Length of the random number which makes each sealing different.
const NONCE_BYTES: usize = 24;

/// Seals and opens what must not be read by others. Never prints its key.
pub struct ServerKey {
    tickets: XChaCha20Poly1305,
    secrets: XChaCha20Poly1305,
    forms: Zeroizing<[u8; 32]>,
}

/// The key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("reading or writing the server key `{}`", path.display())]
    File {
        /// The key file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The file holds something else.
    #[error("the server key `{}` is not 64 hex digits", path.display())]
    NoKey {
        /// The key file.
        path: PathBuf,
    },
    /// The system has no randomness to give.
    #[error("the system gives no randomness")]
    Randomness(#[from] NoRandomness),
}

/// The system has no randomness to give.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no randomness: {0}")]
pub struct NoRandomness(getrandom::Error);

/// Bytes nobody can guess.
pub fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}

impl ServerKey {
    /// The keys that follow from 32 secret bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let cipher = |purpose| XChaCha20Poly1305::new((&*derived(bytes, purpose)).into());
        Self {
            tickets: cipher("waystation tickets 1"),
            secrets: cipher("waystation secrets 1"),
            forms: derived(bytes, "waystation forms 1"),
        }
    }

    /// Reads the key file; makes one, readable by the owner only, if there is none.
    pub fn read_or_create(path: &Path) -> Result<Self, KeyError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::from_text(&Zeroizing::new(text), path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path),
            Err(source) => Err(KeyError::File { path: path.to_owned(), source }),
        }
    }

    fn from_text(text: &str, path: &Path) -> Result<Self, KeyError> {
        let bytes = bytes_of_hex(text.trim()).ok_or_else(|| KeyError::NoKey { path: path.to_owned() })?;
        Ok(Self::from_bytes(&bytes))
    }

    fn create(path: &Path) -> Result<Self, KeyError> {
        let bytes = Zeroizing::new(random::<32>()?);
        let text = Zeroizing::new(format!("{}\n", hex(bytes.as_slice())));
        write_for_owner(path, text.as_bytes(), Existing::Keep)
            .map_err(|source| KeyError::File { path: path.to_owned(), source })?;
        Ok(Self::from_bytes(&bytes))
    }

    /// Seals a ticket.
    pub(crate) fn seal_ticket(&self, plain: &[u8]) -> Result<Vec<u8>, NoRandomness> {
        seal(&self.tickets, plain, b"")
    }

    /// Opens a ticket; `None` if it was not sealed by this key.
    pub(crate) fn open_ticket(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        open(&self.tickets, sealed, b"")
    }

    /// Seals a secret for the database. `owner` names what it belongs to; it opens nowhere else.
    pub fn seal_secret(&self, secret: &str, owner: &str) -> Result<Vec<u8>, NoRandomness> {
        seal(&self.secrets, secret.as_bytes(), owner.as_bytes())
    }

    /// What a form of this session carries: only who has both session and server key can make it.
    pub(crate) fn proof_of_session(&self, session: &str) -> String {
        let mac = Hmac::<Sha256>::new_from_slice(self.forms.as_slice()).expect("a key of any length is taken");
        hex(&mac.chain_update(session).finalize().into_bytes())
    }

    /// Opens a secret of the database; `None` if the key or the owner is another one.
    pub fn open_secret(&self, sealed: &[u8], owner: &str) -> Option<Zeroizing<String>> {
        let plain = open(&self.secrets, sealed, owner.as_bytes())?;
        String::from_utf8(plain).ok().map(Zeroizing::new)
    }
}

fn derived(bytes: &[u8; 32], purpose: &str) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(Sha256::new().chain_update(purpose).chain_update(bytes).finalize().into())
}

fn seal(cipher: &XChaCha20Poly1305, plain: &[u8], owner: &[u8]) -> Result<Vec<u8>, NoRandomness> {
    let nonce = random::<NONCE_BYTES>()?;
    let sealed = cipher
        .encrypt((&nonce).into(), Payload { msg: plain, aad: owner })
        .expect("only a text of many gigabytes cannot be sealed");
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(cipher: &XChaCha20Poly1305, sealed: &[u8], owner: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
    cipher.decrypt(nonce.into(), Payload { msg: sealed, aad: owner }).ok()
}

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// An error.
    Keep,
    /// Put the whole of the other in its place.
    Replace,
}

/// Writes a file which only its owner may read: whole or not at all, and on disk when this returns.
pub(crate) fn write_for_owner(path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Without this the reason would name the temporary file.
    fs::metadata(folder)?;
    // Temporary files are made with mode 600, which stays over the rename.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Keep => file.persist_noclobber(path)?,
        Existing::Replace => file.persist(path)?,
    };
    sync_folder(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Lower-case hex digits of the bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes_of_hex(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != 32 || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests;
