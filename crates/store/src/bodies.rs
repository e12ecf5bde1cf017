//! Answers of the history that do not fit into their rows: a file each, named by the row's number.
//!
//! ```text
//! state/bodies/.new-XXXXXX   being written, locked by whoever writes it
//! state/bodies/NUMBER        kept, as it was handed in: `engine` masks it on the way
//! ```
//! A file gets its name inside the change that records its row; what has neither lock nor row was left by a program that was
//! killed, and is removed at the next start. Nothing waits for the disk: power loss may cost the last answers.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::private_file;
use crate::state::StateError;

/// What is kept of an answer's body beside its row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeptBody {
    /// No file: there was no body, or the row holds it.
    #[default]
    Nothing,
    /// A file.
    File {
        /// Its length.
        bytes: u64,
    },
    /// There was a file; it made room for later ones.
    Gone,
}

/// The folder of bodies.
#[derive(Debug)]
pub(crate) struct Bodies {
    folder: PathBuf,
}

/// A body that is being written. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct NewBody {
    file: BufWriter<NamedTempFile>,
    bytes: u64,
}

impl Bodies {
    pub(crate) fn new(state: &Path) -> Self {
        Self { folder: state.join("bodies") }
    }

    pub(crate) fn exist(&self) -> bool {
        self.folder.is_dir()
    }

    pub(crate) fn begin(&self) -> Result<NewBody, StateError> {
        let begin = || {
            private_file::create_folder(&self.folder)?;
            // `tempfile` makes it readable by its owner only.
            let file = tempfile::Builder::new().prefix(".new-").tempfile_in(&self.folder)?;
            file.as_file().lock()?;
            Ok(NewBody { file: BufWriter::new(file), bytes: 0 })
        };
        begin().map_err(|source| self.broken(source))
    }

    pub(crate) fn open(&self, id: i64) -> Result<Option<File>, StateError> {
        match File::open(self.path(id)) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(self.broken(source)),
        }
    }

    /// Best effort: what stays is removed at the next start.
    pub(crate) fn remove(&self, ids: &[i64]) {
        for id in ids {
            let _ = fs::remove_file(self.path(*id));
        }
    }

    /// Removes what is neither of these nor being written; gives how many.
    pub(crate) fn remove_others(&self, known: &[i64]) -> usize {
        let Ok(entries) = fs::read_dir(&self.folder) else { return 0 };
        let is_left = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.parse::<i64>().ok());
            match number {
                Some(number) => !known.contains(&number),
                None => File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()),
            }
        };
        entries.flatten().filter(is_left).filter(|entry| fs::remove_file(entry.path()).is_ok()).count()
    }

    pub(crate) fn broken(&self, source: io::Error) -> StateError {
        StateError::Body { path: self.folder.clone(), source }
    }

    fn path(&self, id: i64) -> PathBuf {
        self.folder.join(id.to_string())
    }
}

impl NewBody {
    /// Appends to it.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    /// Gives it the name of its row; gives its length.
    pub(crate) fn keep(self, bodies: &Bodies, id: i64) -> io::Result<u64> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(bodies.path(id)).map_err(|error| error.error)?;
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests;
