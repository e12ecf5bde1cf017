//! Files and folders that only their owner may read, written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Makes the folder and those above it; each folder made is its owner's alone. One that exists is left as it is.
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens a file for locking or as a database; made empty and owner-only when missing, never emptied.
pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Puts `content` in place of the file: written beside it, synced, renamed. A crash leaves the old or the new one.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // `tempfile` makes it readable by its owner only.
    let mut file = tempfile::Builder::new().prefix(".tmp-").tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Reads a file after taking away what others may do with it; `None` when there is none.
pub(crate) fn read(path: &Path) -> io::Result<Option<zeroize::Zeroizing<Vec<u8>>>> {
    match fs::read(path) {
        Ok(content) => {
            hide_from_others(path)?;
            Ok(Some(zeroize::Zeroizing::new(content)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The rename itself survives a power cut only when the folder is synced, too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A copy, a restored backup or an editor may have opened the file to others.
#[cfg(unix)]
fn hide_from_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode();
    let hidden = mode & !0o077;
    if hidden == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(hidden))
}

#[cfg(not(unix))]
fn hide_from_others(_path: &Path) -> io::Result<()> {
    Ok(())
}
