//! The secret store: the operating system's keychain, or one encrypted file that only its owner may read.
//!
//! ```text
//! first set ──▶ passphrase handed in? ── yes ─▶ file, key derived from the passphrase
//!                     │ no
//!               keychain answers? ────── yes ─▶ keychain; the file holds names only
//!                     │ no
//!               file, key in a second owner-only file
//! ```
//!
//! Which of the three it is stands in `secrets.json` and is kept from then on: a keychain that falls silent later is an
//! error, never a second store. A secret is addressed by collection id and name, so that moving a folder loses nothing.
//! Nothing is asked before something was stored. A file that cannot be understood is never overwritten.

mod document;
mod keychain;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use exchange::Secret;

use self::document::{Document, Keeper, PassphraseKey, Place};
use crate::private_file;
use crate::seal::SealingKey;

/// Where a secret belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretAddress<'a> {
    /// Id of the collection.
    pub collection_id: &'a str,
    /// Name as in `{{vault:NAME}}`.
    pub name: &'a str,
}

/// What keeps the secrets of this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// The operating system's keychain.
    Keychain,
    /// The encrypted file, its key in a second file.
    KeyFile,
    /// The encrypted file, its key derived from a passphrase.
    Passphrase,
}

/// A secret cannot be read or stored. No variant holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// A file cannot be read, written or locked.
    #[error("{doing} `{}`", path.display())]
    File {
        /// Such as `reading`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// The secrets file is damaged.
    #[error("the secrets file `{}` is damaged", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, if it is not even JSON of the right form.
        #[source]
        source: Option<serde_json::Error>,
    },
    /// A later program has written the secrets file.
    #[error("the secrets file `{}` has version {version}, which this program does not know", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        version: u32,
    },
    /// The file with the key is gone or damaged.
    #[error("the key of the secrets file is missing: `{}`", path.display())]
    KeyMissing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The secrets are under a passphrase and none was handed in.
    #[error("the secrets are locked with a passphrase")]
    PassphraseMissing,
    /// The passphrase is not the one they were locked with.
    #[error("the passphrase does not open the secrets file")]
    PassphraseWrong,
    /// The key file is not the one they were locked with.
    #[error("the key `{}` does not open the secrets file", path.display())]
    KeyWrong {
        /// The key file.
        path: PathBuf,
    },
    /// One secret was changed or moved inside the file.
    #[error("the secret `{name}` is damaged")]
    SecretDamaged {
        /// Its name.
        name: String,
    },
    /// The keychain is there, but locked.
    #[error("the keychain is locked: {reason}")]
    KeychainLocked {
        /// The keychain's words.
        reason: String,
    },
    /// There is no keychain any more, or it does not answer.
    #[error("the keychain does not answer: {reason}")]
    KeychainSilent {
        /// What happened.
        reason: String,
    },
    /// The keychain answered with an error.
    #[error("the keychain refused: {reason}")]
    KeychainRefused {
        /// The keychain's words.
        reason: String,
    },
    /// The secrets are in the keychain, which is never used under `POSTRIDER_HOME`.
    #[error("`{}` says that the secrets are in the keychain, which is not used under POSTRIDER_HOME", path.display())]
    KeychainUnused {
        /// The file that says so.
        path: PathBuf,
    },
    /// The system gave no random bytes.
    #[error("asking the system for random bytes")]
    Randomness(#[source] getrandom::Error),
}

impl SecretError {
    /// What to do about it; `None` where the cause says it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::File { .. } => Some("Check who owns the file and its folder."),
            Self::Damaged { .. } | Self::KeyMissing { .. } | Self::KeyWrong { .. } => Some(
                "Put both `secrets.json` and `secrets.key` back from a backup, or move them away and set the secrets again.",
            ),
            Self::Newer { .. } => Some("Update this program."),
            Self::PassphraseMissing => Some("Set POSTRIDER_PASSPHRASE."),
            Self::PassphraseWrong => Some("Check POSTRIDER_PASSPHRASE."),
            Self::SecretDamaged { .. } => Some("Set it again with `postrider secret set`."),
            Self::KeychainLocked { .. } => Some("Unlock the keychain and try again."),
            Self::KeychainSilent { .. } => Some(
                "Start the keychain and try again. To give it up, move `secrets.json` away and set the secrets again: \
                 where no keychain answers, they go to an encrypted file.",
            ),
            Self::KeychainUnused { .. } => Some("Move that file away and set the secrets again."),
            Self::KeychainRefused { .. } | Self::Randomness(_) => None,
        }
    }
}

/// The secrets of this machine. Cheap to make; nothing is touched before the first call.
#[derive(Debug)]
pub struct SecretStore {
    folder: PathBuf,
    may_use_keychain: bool,
    passphrase: Option<Secret>,
    /// Deriving a key from a passphrase takes a tenth of a second: once is enough.
    derived: Mutex<Option<(PassphraseKey, SealingKey)>>,
}

impl SecretStore {
    /// The store in this folder. A passphrase counts only where it is the first thing the store is given, or already locks it.
    pub fn new(folder: impl Into<PathBuf>, may_use_keychain: bool, passphrase: Option<Secret>) -> Self {
        let passphrase = passphrase.filter(|passphrase| !passphrase.is_empty());
        Self { folder: folder.into(), may_use_keychain, passphrase, derived: Mutex::new(None) }
    }

    /// What keeps the secrets; `None` as long as there was none.
    pub fn keeping(&self) -> Result<Option<Keeping>, SecretError> {
        Ok(self.load()?.map(|document| match document.keeper {
            Keeper::Keychain => Keeping::Keychain,
            Keeper::KeyFile { .. } => Keeping::KeyFile,
            Keeper::Passphrase { .. } => Keeping::Passphrase,
        }))
    }

    /// The secret at an address; `None` when there is none.
    pub fn get(&self, address: SecretAddress<'_>) -> Result<Option<Secret>, SecretError> {
        match self.load()? {
            Some(document) => self.get_from(&document, address),
            None => Ok(None),
        }
    }

    /// Stores a secret; one that is there is replaced.
    pub fn set(&self, address: SecretAddress<'_>, secret: &Secret) -> Result<(), SecretError> {
        let _lock = self.lock()?;
        let mut document = self.load()?;
        self.put(&mut document, address, secret)
    }

    /// The secret at an address, or what `make` makes, stored. Two processes that do this at once get the same secret.
    pub fn get_or_set(
        &self,
        address: SecretAddress<'_>,
        make: impl FnOnce() -> Result<Secret, SecretError>,
    ) -> Result<Secret, SecretError> {
        if let Some(secret) = self.get(address)? {
            return Ok(secret);
        }
        let _lock = self.lock()?;
        let mut document = self.load()?;
        if let Some(document) = &document
            && let Some(secret) = self.get_from(document, address)?
        {
            return Ok(secret);
        }
        let secret = make()?;
        self.put(&mut document, address, &secret)?;
        Ok(secret)
    }

    /// Deletes a secret; `false` when there is none.
    pub fn delete(&self, address: SecretAddress<'_>) -> Result<bool, SecretError> {
        if self.load()?.is_none_or(|document| document.place(address).is_none()) {
            return Ok(false);
        }
        let _lock = self.lock()?;
        let Some(mut document) = self.load()? else { return Ok(false) };
        if document.place(address).is_none() {
            return Ok(false);
        }
        if matches!(document.keeper, Keeper::Keychain) {
            self.check_keychain_allowed()?;
            keychain::delete(address)?;
        }
        document.remove(address);
        self.save(&document)?;
        Ok(true)
    }

    /// Names of a collection's secrets, sorted. Asks no keychain.
    pub fn list(&self, collection_id: &str) -> Result<Vec<String>, SecretError> {
        Ok(self.load()?.map(|document| document.names(collection_id)).unwrap_or_default())
    }

    /// Copies all secrets of a collection to another one and gives their number. What the other has under a name is replaced.
    pub fn copy_all(&self, from_collection_id: &str, to_collection_id: &str) -> Result<usize, SecretError> {
        if self.list(from_collection_id)?.is_empty() {
            return Ok(0);
        }
        let _lock = self.lock()?;
        let mut document = self.load()?;
        let names = document.as_ref().map(|document| document.names(from_collection_id)).unwrap_or_default();
        let mut copied = 0;
        for name in &names {
            let from = SecretAddress { collection_id: from_collection_id, name };
            let secret = match &document {
                Some(document) => self.get_from(document, from)?,
                None => None,
            };
            if let Some(secret) = secret {
                self.put(&mut document, SecretAddress { collection_id: to_collection_id, name }, &secret)?;
                copied += 1;
            }
        }
        Ok(copied)
    }

    /// Deletes all secrets of a collection and gives their number.
    pub fn delete_all(&self, collection_id: &str) -> Result<usize, SecretError> {
        let mut deleted = 0;
        for name in &self.list(collection_id)? {
            deleted += usize::from(self.delete(SecretAddress { collection_id, name })?);
        }
        Ok(deleted)
    }

    fn get_from(&self, document: &Document, address: SecretAddress<'_>) -> Result<Option<Secret>, SecretError> {
        let Some(place) = document.place(address) else { return Ok(None) };
        let sealed = match place {
            Place::InKeychain => {
                self.check_keychain_allowed()?;
                return keychain::get(address);
            }
            Place::Sealed(sealed) => sealed,
        };
        let key = self.key(document)?;
        let damaged = || SecretError::SecretDamaged { name: address.name.to_owned() };
        let mut text = key.open_text(&sealed.bytes().ok_or_else(damaged)?, &identity(address)).ok_or_else(damaged)?;
        Ok(Some(Secret::new(std::mem::take(&mut *text))))
    }

    /// Stores a secret while the lock is held. The first one settles what keeps them.
    fn put(
        &self,
        document: &mut Option<Document>,
        address: SecretAddress<'_>,
        secret: &Secret,
    ) -> Result<(), SecretError> {
        let document = match document {
            Some(document) => document,
            unsettled => unsettled.insert(self.settle(address, secret)?),
        };
        let place = if matches!(document.keeper, Keeper::Keychain) {
            self.check_keychain_allowed()?;
            keychain::set(address, secret)?;
            Place::InKeychain
        } else {
            let sealed = self.key(document)?.seal(secret.expose().as_bytes(), &identity(address));
            Place::sealed(&sealed.map_err(SecretError::Randomness)?)
        };
        document.put(address, place);
        self.save(document)
    }

    fn settle(&self, address: SecretAddress<'_>, secret: &Secret) -> Result<Document, SecretError> {
        if let Some(passphrase) = &self.passphrase {
            let parameters = PassphraseKey::generate().map_err(SecretError::Randomness)?;
            let key = parameters.derive(passphrase).expect("our own parameters are in range");
            let check = document::check(&key).map_err(SecretError::Randomness)?;
            return Ok(Document::new(Keeper::Passphrase { parameters, check }));
        }
        if self.may_use_keychain && keychain::set(address, secret).is_ok() {
            return Ok(Document::new(Keeper::Keychain));
        }
        let path = self.key_path();
        let key = match read_key(&path) {
            Ok(key) => key,
            Err(SecretError::KeyMissing { .. }) if !path.exists() => {
                let key = SealingKey::generate().map_err(SecretError::Randomness)?;
                private_file::replace(&path, key.to_text().as_bytes()).map_err(failed("writing", &path))?;
                key
            }
            Err(error) => return Err(error),
        };
        let check = document::check(&key).map_err(SecretError::Randomness)?;
        Ok(Document::new(Keeper::KeyFile { check }))
    }

    /// The key of the file. That it is the right one is checked, so that a wrong key is not taken for damaged secrets.
    fn key(&self, document: &Document) -> Result<SealingKey, SecretError> {
        match &document.keeper {
            Keeper::Keychain => Err(SecretError::Damaged { path: self.path(), source: None }),
            Keeper::KeyFile { check } => {
                let path = self.key_path();
                let key = read_key(&path)?;
                if document::fits(&key, check) { Ok(key) } else { Err(SecretError::KeyWrong { path }) }
            }
            Keeper::Passphrase { parameters, check } => {
                let mut derived = self.derived.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some((known, key)) = &*derived
                    && known == parameters
                {
                    return Ok(key.clone());
                }
                let passphrase = self.passphrase.as_ref().ok_or(SecretError::PassphraseMissing)?;
                let key = parameters
                    .derive(passphrase)
                    .ok_or_else(|| SecretError::Damaged { path: self.path(), source: None })?;
                if !document::fits(&key, check) {
                    return Err(SecretError::PassphraseWrong);
                }
                *derived = Some((parameters.clone(), key.clone()));
                Ok(key)
            }
        }
    }

    fn check_keychain_allowed(&self) -> Result<(), SecretError> {
        if self.may_use_keychain { Ok(()) } else { Err(SecretError::KeychainUnused { path: self.path() }) }
    }

    fn load(&self) -> Result<Option<Document>, SecretError> {
        let path = self.path();
        match private_file::read(&path).map_err(failed("reading", &path))? {
            Some(content) => Document::parse(&content, &path).map(Some),
            None => Ok(None),
        }
    }

    fn save(&self, document: &Document) -> Result<(), SecretError> {
        let path = self.path();
        private_file::replace(&path, document.to_text().as_bytes()).map_err(failed("writing", &path))
    }

    /// Held from reading the file to its replacement, so that two processes do not undo each other's change.
    fn lock(&self) -> Result<File, SecretError> {
        let path = self.folder.join("secrets.lock");
        private_file::create_folder(&self.folder)
            .and_then(|()| private_file::open_or_create(&path))
            .and_then(|file| file.lock().map(|()| file))
            .map_err(failed("locking", &path))
    }

    fn path(&self) -> PathBuf {
        self.folder.join("secrets.json")
    }

    fn key_path(&self) -> PathBuf {
        self.folder.join("secrets.key")
    }
}

fn read_key(path: &Path) -> Result<SealingKey, SecretError> {
    let missing = || SecretError::KeyMissing { path: path.to_owned() };
    let content = private_file::read(path).map_err(failed("reading", path))?.ok_or_else(missing)?;
    std::str::from_utf8(&content).ok().and_then(SealingKey::from_text).ok_or_else(missing)
}

fn identity(address: SecretAddress<'_>) -> [&str; 3] {
    ["postrider secret", address.collection_id, address.name]
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> SecretError {
    let path = path.to_owned();
    move |source| SecretError::File { doing, path, source }
}

#[cfg(test)]
mod tests;
