//! Writing a file so that a kill at any moment leaves the old or the new content, never a torn one.
//!
//! ```text
//! .postrider-PID-N.tmp   created beside the target, locked   ── killed here: the old file is untouched,
//!        │ write, sync                                           the next save in this folder removes the rest
//!        ▼ rename
//! target                 the new content; the folder is synced
//! ```
//!
//! A temporary file is locked while its writer lives, so that [`remove_leftovers`] can tell what a killed run left
//! behind from what another process is writing. The lock goes with the process, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

const PREFIX: &str = ".postrider-";
const SUFFIX: &str = ".tmp";

static NEXT_NUMBER: AtomicU64 = AtomicU64::new(0);

/// Writes `bytes` to `path`, replacing what is there. Symbolic links are followed: the file behind them is replaced.
///
/// An existing file keeps its permissions. A target that is no regular file (`/dev/null`, a pipe) is written to in
/// place, because renaming over it would destroy it.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut pending = Pending::create(path)?;
    pending.write_all(bytes)?;
    pending.commit()
}

/// [`write()`], unless the file has exactly these bytes. Says whether it wrote.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match fs::read(path) {
        Ok(current) if current == bytes => Ok(false),
        Ok(_) => write(path, bytes).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => write(path, bytes).map(|()| true),
        Err(error) => Err(error),
    }
}

/// Writes a file that nobody has made yet; `false` when somebody was faster, and then nothing is written.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut pending = Pending::create(path)?;
    pending.write_all(bytes)?;
    pending.file.sync_all()?;
    let Some((temporary, target)) = &pending.rename else {
        return Ok(false);
    };
    // A link, unlike a rename, fails where something is. Where there are no links, the rename has to do.
    match fs::hard_link(temporary, target) {
        Ok(()) => sync_folder(&folder_of(target)).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(_) => pending.commit().map(|()| true),
    }
}

/// A file being written. Dropped without [`Pending::commit`], it leaves the target as it was.
#[derive(Debug)]
pub struct Pending {
    file: File,
    /// The temporary file and the target it becomes; absent when the target is written in place.
    rename: Option<(PathBuf, PathBuf)>,
}

impl Pending {
    /// Opens a temporary file beside `path`, whose folder must exist.
    pub fn create(path: &Path) -> io::Result<Self> {
        let target = behind_links(path)?;
        let permissions = match fs::metadata(&target) {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) if !metadata.is_file() => {
                return Ok(Self { file: OpenOptions::new().write(true).open(&target)?, rename: None });
            }
            Ok(metadata) => Some(metadata.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let (file, temporary) = create_locked(&folder_of(&target))?;
        let pending = Self { file, rename: Some((temporary, target)) };
        if let Some(permissions) = permissions {
            pending.file.set_permissions(permissions)?;
        }
        Ok(pending)
    }

    /// Syncs what was written and puts it in the target's place.
    pub fn commit(mut self) -> io::Result<()> {
        let Some((temporary, target)) = &self.rename else {
            return self.file.flush();
        };
        self.file.sync_all()?;
        fs::rename(temporary, target)?;
        let folder = folder_of(target);
        self.rename = None;
        sync_folder(&folder)
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some((temporary, _)) = &self.rename {
            // Nothing better can be done here; the next save in this folder tries again.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Removes temporary files that killed runs left in `folder`; gives how many. Those of living processes stay.
pub fn remove_leftovers(folder: &Path) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !is_temporary(&entry.file_name().to_string_lossy()) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let Ok(file) = OpenOptions::new().write(true).open(entry.path()) else { continue };
        if is_locked_elsewhere(&file) {
            continue;
        }
        removed += usize::from(fs::remove_file(entry.path()).is_ok());
    }
    Ok(removed)
}

/// Whether a file name is one of our temporary files.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX)).is_some_and(|rest| {
        rest.split_once('-').is_some_and(|(process, number)| {
            [process, number].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
    })
}

/// A name part that no other process and no other call has: process id and a count.
pub(crate) fn unique_number() -> String {
    format!("{}-{}", std::process::id(), NEXT_NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Makes a rename in `folder` survive a power cut. Windows has no such call and needs none.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Locks `file` for this process; a file system without locks is as good as one without neighbours.
pub(crate) fn lock(file: &File) -> io::Result<()> {
    match file.lock() {
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
        _ => Ok(()),
    }
}

/// Whether another process holds the lock. Without locks nobody can tell: then it counts as held.
pub(crate) fn is_locked_elsewhere(file: &File) -> bool {
    matches!(file.try_lock(), Err(TryLockError::WouldBlock | TryLockError::Error(_)))
}

fn create_locked(folder: &Path) -> io::Result<(File, PathBuf)> {
    loop {
        let path = folder.join(format!("{PREFIX}{}{SUFFIX}", unique_number()));
        let file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => file,
            // Left by a process that had the same id.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        };
        lock(&file)?;
        // Between creation and lock it looked abandoned, and somebody may have removed it.
        if path.exists() {
            return Ok((file, path));
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The file that `path` stands for, so that a symbolic link is not replaced by a file.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    // As deep as Linux follows links; a loop ends here as an error of the later calls.
    for _ in 0..40 {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => path = folder_of(&path).join(fs::read_link(&path)?),
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

#[cfg(test)]
mod tests;
