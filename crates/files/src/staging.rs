//! The hidden folder in which a collection is built before it takes its place, and what happens to one that a killed
//! run left behind.
//!
//! ```text
//! WORKSPACE/.postrider-import-PID-N/
//!     lock     locked while the import lives; holds the name of the collection's folder
//!     new/     the collection being built              │ create:  new ──▶ NAME
//!     old/     the one it takes the place of           │ replace: NAME ──▶ old, new ──▶ NAME, old ──▶ kept
//! ```
//! Killed before the first rename: the staging folder is removed, nothing happened. Killed between the two renames of a
//! replacement: the folder is missing and `old` is there; `new` was complete and synced before, so the second rename is
//! done now. Killed after: only the rest is removed. [`recover`] does all three; listing, loading, creating and replacing
//! call it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::save::SaveError;
use crate::{atomic, items};

const PREFIX: &str = ".postrider-import-";
const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";

/// Whether a name in a workspace is a staging folder.
pub(crate) fn is_staging(name: &str) -> bool {
    name.starts_with(PREFIX)
}

/// A staging folder of this process. Dropped, it removes what is left of it.
#[derive(Debug)]
pub(crate) struct Staging {
    folder: PathBuf,
    target: PathBuf,
    /// Held for as long as the staging folder lives.
    _lock: File,
}

impl Staging {
    /// A staging folder for the collection folder `name` of `workspace`, with an empty `new` in it.
    pub(crate) fn create(workspace: &Path, name: &str) -> io::Result<Self> {
        loop {
            let folder = workspace.join(format!("{PREFIX}{}", atomic::unique_number()));
            match fs::create_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created?,
            }
            // A recovery may take the folder for abandoned until the lock is held, and remove it: then the next try.
            match locked(&folder.join(LOCK), name) {
                Ok(Some(lock)) => {
                    let staging = Self { folder, target: workspace.join(name), _lock: lock };
                    fs::create_dir(staging.new_folder())?;
                    return Ok(staging);
                }
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    let _ = discard(&folder);
                    return Err(error);
                }
            }
        }
    }

    /// Where the collection is built.
    pub(crate) fn new_folder(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    /// Puts the new collection in a place where there is none.
    pub(crate) fn place(&self) -> io::Result<()> {
        sync_tree(&self.folder)?;
        if fs::symlink_metadata(&self.target).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(self.new_folder(), &self.target)?;
        self.sync_workspace()
    }

    /// Puts the new collection in the place of the old one, which goes to `kept`. On an error the old one is where it was.
    pub(crate) fn swap(&self, kept: &Path) -> Result<(), SaveError> {
        let failed = || SaveError::writing(&self.target);
        sync_tree(&self.folder).map_err(failed())?;
        let old = self.folder.join(OLD);
        fs::rename(&self.target, &old).map_err(failed())?;
        if let Err(error) = fs::rename(self.new_folder(), &self.target) {
            // If this fails too, the next recovery finishes the replacement.
            let _ = fs::rename(&old, &self.target);
            return Err(failed()(error));
        }
        if let Err(error) = items::take_out(&old, kept) {
            let _ = fs::rename(&self.target, self.new_folder()).and_then(|()| fs::rename(&old, &self.target));
            return Err(error);
        }
        self.sync_workspace().map_err(failed())
    }

    fn sync_workspace(&self) -> io::Result<()> {
        match self.target.parent() {
            Some(workspace) => atomic::sync_folder(workspace),
            None => Ok(()),
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next recovery; but never `old` while the target is missing.
        if self.target.exists() || !self.folder.join(OLD).exists() {
            let _ = discard(&self.folder);
        }
    }
}

/// Removes a staging folder, its lock last: killed on the way, it can still be told from one that is being made.
fn discard(folder: &Path) -> io::Result<()> {
    for name in [NEW, OLD] {
        match fs::remove_dir_all(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::remove_dir_all(folder)
}

/// Creates and locks the lock file; `None` when somebody removed it in between.
fn locked(path: &Path, name: &str) -> io::Result<Option<File>> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    atomic::lock(&file)?;
    file.write_all(name.as_bytes())?;
    Ok(path.exists().then_some(file))
}

/// Finishes or undoes what imports that were killed left in `workspace`, and removes their temporary files; those of
/// living processes stay. Gives the folders of collections that it put in place.
pub fn recover(workspace: &Path) -> io::Result<Vec<PathBuf>> {
    let mut recovered = Vec::new();
    for entry in fs::read_dir(workspace)? {
        let entry = entry?;
        if is_staging(&entry.file_name().to_string_lossy()) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            recovered.extend(recover_one(workspace, &entry.path())?);
        }
    }
    atomic::remove_leftovers(workspace)?;
    Ok(recovered)
}

fn recover_one(workspace: &Path, folder: &Path) -> io::Result<Option<PathBuf>> {
    let lock = match OpenOptions::new().read(true).write(true).open(folder.join(LOCK)) {
        Ok(lock) => lock,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Killed before it had a lock, or alive and about to make one. Only an empty folder goes.
            let _ = fs::remove_dir(folder);
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    if atomic::is_locked_elsewhere(&lock) {
        return Ok(None);
    }
    let name = fs::read_to_string(folder.join(LOCK))?;
    let (new, old, target) = (folder.join(NEW), folder.join(OLD), workspace.join(&name));
    let is_between_renames = is_one_name(&name) && old.exists() && fs::symlink_metadata(&target).is_err();
    if is_between_renames {
        fs::rename(if new.exists() { &new } else { &old }, &target)?;
        atomic::sync_folder(workspace)?;
    }
    discard(folder)?;
    Ok(is_between_renames.then_some(target))
}

/// Whether a lock file names a folder in the workspace and nothing outside it.
fn is_one_name(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
}

/// Makes everything in `folder` survive a power cut, by one call where there is one.
fn sync_tree(folder: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if rustix::fs::syncfs(File::open(folder)?).is_ok() {
        return Ok(());
    }
    sync_each(folder)
}

fn sync_each(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            sync_each(&entry.path())?;
        } else if kind.is_file() {
            // Windows syncs only what is open for writing.
            OpenOptions::new().read(true).write(true).open(entry.path())?.sync_all()?;
        }
    }
    atomic::sync_folder(folder)
}

#[cfg(test)]
mod tests;
