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

/// The one instance of the program on a folder; dropping it releases the folder.
#[derive(Debug)]
#[must_use = "dropping it lets the next start take the folder"]
pub struct Instance {
    address: PathBuf,
    _lock: File,
}

/// The lock or the address cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("remembering the running app in `{}`", path.display())]
pub struct InstanceError {
    /// The file.
    pub path: PathBuf,
    /// The system's words.
    #[source]
    pub source: io::Error,
}

impl Instance {
    /// Takes `folder` for this instance; `None` when another one has it.
    pub fn claim(state: &Path, folder: &Path) -> Result<Option<Self>, InstanceError> {
        let base = base(state, folder);
        let path = base.with_extension("lock");
        let failed = |source| InstanceError { path: path.clone(), source };
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

    /// Writes the address of this instance, so that [`find`](Self::find) gives it.
    pub fn publish(&self, address: &Secret) -> Result<(), InstanceError> {
        let failed = |source| InstanceError { path: self.address.clone(), source };
        let folder = self.address.parent().unwrap_or(Path::new("."));
        // `tempfile` makes it readable by its owner only.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(address.expose().as_bytes()).map_err(failed)?;
        file.persist(&self.address).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// The address of the instance on `folder`; `None` while it has not published one.
    pub fn find(state: &Path, folder: &Path) -> Option<Secret> {
        fs::read_to_string(base(state, folder).with_extension("address")).ok().map(Secret::new)
    }
}

impl Drop for Instance {
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
        let first = Instance::claim(&state, workspace).unwrap().unwrap();
        assert!(Instance::claim(&state, workspace).unwrap().is_none());
        assert!(Instance::find(&state, workspace).is_none());
        first.publish(&Secret::new("http://127.0.0.1:1/#session=s")).unwrap();
        assert_eq!(Instance::find(&state, workspace).unwrap().expose(), "http://127.0.0.1:1/#session=s");
        drop(first);
        assert!(Instance::claim(&state, workspace).unwrap().is_some());
    }
}
