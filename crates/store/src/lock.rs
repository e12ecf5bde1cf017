//! One token fetch at a time, across threads and processes.
//!
//! A lock is a lock on a file: the system releases it when its holder drops it or dies. The files stay, empty.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use sha2::{Digest as _, Sha256};

use crate::private_file;

/// The right to fetch a token for one configuration, not yet taken.
#[derive(Debug, Clone)]
pub struct FetchLock {
    path: PathBuf,
}

/// The lock, held until dropped.
#[derive(Debug)]
#[must_use = "dropping it releases the lock"]
pub struct HeldLock {
    _file: File,
}

/// The lock cannot be taken.
#[derive(Debug, thiserror::Error)]
#[error("locking `{}`", path.display())]
pub struct LockError {
    /// The lock's file.
    pub path: PathBuf,
    /// The system's words.
    #[source]
    pub source: io::Error,
}

impl FetchLock {
    /// The lock of a configuration; touches nothing. Keys may be of any length and form.
    pub(crate) fn new(state_folder: &Path, config_key: &str) -> Self {
        let mut name = String::new();
        for byte in Sha256::digest(config_key).iter().take(16) {
            name.push_str(&format!("{byte:02x}"));
        }
        Self { path: state_folder.join("locks").join(name) }
    }

    /// Takes the lock if nobody holds it.
    pub fn try_lock(&self) -> Result<Option<HeldLock>, LockError> {
        let file = self.open()?;
        match file.try_lock() {
            Ok(()) => Ok(Some(HeldLock { _file: file })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(source)) => Err(self.failed(source)),
        }
    }

    /// Waits for the lock, however long that takes. Blocks its thread.
    pub fn lock(&self) -> Result<HeldLock, LockError> {
        let file = self.open()?;
        file.lock().map_err(|source| self.failed(source))?;
        Ok(HeldLock { _file: file })
    }

    /// Waits on a thread of its own and hands the lock to `then`, for callers that must not block.
    ///
    /// To cancel, stop caring: when `then` finds nobody to hand the lock to, dropping it lets the next one in, and a thread
    /// that still waits does not keep the program from ending.
    pub fn lock_then(self, then: impl FnOnce(Result<HeldLock, LockError>) + Send + 'static) -> Result<(), LockError> {
        let path = self.path.clone();
        thread::Builder::new()
            .name("token-lock".to_owned())
            .spawn(move || then(self.lock()))
            .map(drop)
            .map_err(|source| LockError { path, source })
    }

    fn open(&self) -> Result<File, LockError> {
        match private_file::open_or_create(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = self.path.parent().expect("a lock lies in a folder");
                private_file::create_folder(folder).and_then(|()| private_file::open_or_create(&self.path))
            }
            opened => opened,
        }
        .map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> LockError {
        LockError { path: self.path.clone(), source }
    }
}

#[cfg(test)]
mod tests;
