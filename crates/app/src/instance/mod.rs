//! Tells a second start on the same folder where the first one is.
//!
//! A lock says that the program runs: the system releases it however the program ends. A file beside it holds the address,
//! for its owner's eyes only.

pub(crate) mod opening;

pub use opening::opening_address;

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use exchange::Secret;

/// The sign that a program runs on a folder; it goes out when dropped.
#[derive(Debug)]
#[must_use = "dropping it tells later starts that nobody runs here"]
pub struct Beacon {
    address: PathBuf,
    _lock: File,
}

/// The sign cannot be read or set.
#[derive(Debug, thiserror::Error)]
#[error("remembering the running app in `{}`", path.display())]
pub struct BeaconError {
    /// The file.
    pub path: PathBuf,
    /// The system's words.
    #[source]
    pub source: io::Error,
}

impl Beacon {
    /// Takes the place of the program for `folder`, or says that somebody has it.
    pub fn light(state: &Path, folder: &Path) -> Result<Option<Self>, BeaconError> {
        let base = base(state, folder);
        let path = base.with_extension("lock");
        let failed = |source| BeaconError { path: path.clone(), source };
        fs::create_dir_all(path.parent().unwrap_or(state)).map_err(failed)?;
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let lock = options.open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(source)) => return Err(failed(source)),
        }
        let address = base.with_extension("address");
        // What a killed program left leads nowhere.
        let _ = fs::remove_file(&address);
        Ok(Some(Self { address, _lock: lock }))
    }

    /// Says where the program is.
    pub fn shine(&self, address: &Secret) -> Result<(), BeaconError> {
        let failed = |source| BeaconError { path: self.address.clone(), source };
        let folder = self.address.parent().unwrap_or(Path::new("."));
        // `tempfile` makes it readable by its owner only.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(address.expose().as_bytes()).map_err(failed)?;
        file.persist(&self.address).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Where the program of `folder` is; `None` while it has not said so yet.
    pub fn seen(state: &Path, folder: &Path) -> Option<Secret> {
        fs::read_to_string(base(state, folder).with_extension("address")).ok().map(Secret::new)
    }
}

impl Drop for Beacon {
    fn drop(&mut self) {
        // The lock is what counts; a file that stays is taken away by the next start.
        let _ = fs::remove_file(&self.address);
    }
}

fn base(state: &Path, folder: &Path) -> PathBuf {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    state.join("running").join(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_program_a_folder() {
        let folder = testkit::Folder::new();
        let (state, workspace) = (folder.path("state"), folder.root());
        let first = Beacon::light(&state, workspace).unwrap().unwrap();
        assert!(Beacon::light(&state, workspace).unwrap().is_none());
        assert!(Beacon::seen(&state, workspace).is_none());
        first.shine(&Secret::new("http://127.0.0.1:1/#session=s")).unwrap();
        assert_eq!(Beacon::seen(&state, workspace).unwrap().expose(), "http://127.0.0.1:1/#session=s");
        drop(first);
        assert!(Beacon::light(&state, workspace).unwrap().is_some());
    }
}
