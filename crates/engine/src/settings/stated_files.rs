//! Certificate files as last read, so that one that did not change is not opened again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use exchange::Secret;
use wire::{StatedCertificate, stated_certificates};

/// Files that were read, in the order of the last answer. A `.p12` derives a key at each opening, which takes its time, and
/// the settings are asked for at each change of them.
#[derive(Default)]
pub(crate) struct StatedFiles(pub(crate) Mutex<Vec<StatedFile>>);

/// What one file said, and what must be the same for it to say so still.
#[derive(Clone)]
pub(crate) struct StatedFile {
    file: PathBuf,
    size: u64,
    modified: SystemTime,
    passphrase: Option<Secret>,
    pub(crate) stated: Vec<StatedCertificate>,
}

impl StatedFile {
    /// Reads the file, unless it is among the known ones. `None` when it is not there.
    pub(crate) fn read(file: &Path, passphrase: Option<Secret>, known: &[Self]) -> Option<Self> {
        let found = fs::metadata(file).ok()?;
        let (size, modified) = (found.len(), found.modified().ok()?);
        let is_same = |one: &&Self| {
            one.file == file && one.size == size && one.modified == modified && one.passphrase == passphrase
        };
        Some(known.iter().find(is_same).cloned().unwrap_or_else(|| {
            let stated = stated_certificates(file, passphrase.as_ref()).unwrap_or_default();
            Self { file: file.to_owned(), size, modified, passphrase, stated }
        }))
    }
}
