//! Files that a body names: whether they are there, and what lies beside them when one is looked for.
//!
//! Only names, sizes and dates are read. Folders are listed under the home folder, the workspace and the collection; a path
//! elsewhere can be typed.

use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::collection::Attachments;
use crate::collection::find::FindError;
use crate::error::Error;
use crate::workspace::Opened;

/// Most entries of one listing.
const ENTRIES_MAX: usize = 5000;

/// A file that a body names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// As it stands in the request.
    pub path: String,
    /// Last part of it.
    pub name: String,
    /// The folder it lies in, absolute.
    pub folder: String,
    /// Its size; `None` when there is no such file.
    pub bytes: Option<u64>,
    /// When it was last written, milliseconds since 1970 UTC.
    pub modified_at_ms: Option<i64>,
    /// What its ending suggests.
    pub media_type: String,
}

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderListing {
    /// The folder, absolute.
    pub folder: String,
    /// The folder around it, where that is listed too.
    pub parent: Option<String>,
    /// Folders, then files, by name.
    pub entries: Vec<FolderEntry>,
}

/// A folder or file of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name.
    pub name: String,
    /// How a request names it: relative to the collection where it lies in it, absolute elsewhere.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Size of a file.
    pub bytes: u64,
}

impl Attachments<'_> {
    /// What is known of the files at these paths; those that hold a placeholder are left out, only a send can tell.
    pub fn check(self, opened: &Opened, paths: &[String]) -> Vec<Attachment> {
        let is_plain = |path: &&String| !path.is_empty() && resolve::placeholders(path).is_empty();
        paths.iter().filter(is_plain).map(|path| attachment(&opened.folder, path)).collect()
    }

    /// What lies in `folder` (absolute, or relative to the collection; empty for the collection itself). Dot names are left out.
    /// Without a collection the workspace takes its place, and every path comes absolute.
    pub fn list_folder(self, opened: Option<&Opened>, folder: &str) -> Result<FolderListing, Error> {
        let asked = Path::new(folder);
        if asked.components().any(|part| part == Component::ParentDir) {
            return Err(outside(folder));
        }
        let base = opened.map_or(&self.engine.workspace, |opened| &opened.folder);
        let full = base.join(asked);
        let gone = || FindError::nothing("folder", folder);
        let real = full.canonicalize().ok().filter(|real| real.is_dir()).ok_or_else(gone)?;
        let roots = self.listed_roots(base);
        if !roots.iter().any(|root| real.starts_with(root)) {
            return Err(outside(folder));
        }
        let own = opened.map(|opened| opened.folder.canonicalize().unwrap_or_else(|_| opened.folder.clone()));
        let listing = std::fs::read_dir(&real).map_err(|error| Error::file("reading", &real, &error))?;
        let mut entries = Vec::new();
        for entry in listing.flatten().take(ENTRIES_MAX) {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Through a link, so that a linked folder can be walked into.
            let Ok(metadata) = std::fs::metadata(entry.path()) else { continue };
            if !name.starts_with('.') {
                let path = real.join(&name);
                let inside = own.as_ref().and_then(|own| path.strip_prefix(own).ok());
                let path = inside.unwrap_or(&path).display().to_string();
                entries.push(FolderEntry { name, path, is_folder: metadata.is_dir(), bytes: metadata.len() });
            }
        }
        entries.sort_by_cached_key(|entry| (!entry.is_folder, entry.name.to_lowercase(), entry.name.clone()));
        let parent = real.parent().filter(|parent| roots.iter().any(|root| parent.starts_with(root)));
        let parent = parent.map(|parent| parent.display().to_string());
        Ok(FolderListing { folder: real.display().to_string(), parent, entries })
    }

    fn listed_roots(self, base: &Path) -> Vec<PathBuf> {
        let home = ["HOME", "USERPROFILE"]
            .into_iter()
            .find_map(|name| (self.engine.outside.variable)(name))
            .map(PathBuf::from);
        let roots = [home, Some(self.engine.workspace.clone()), Some(base.to_path_buf())];
        roots.into_iter().flatten().filter_map(|root| root.canonicalize().ok()).collect()
    }
}

fn attachment(collection: &Path, path: &str) -> Attachment {
    let full = collection.join(path);
    let metadata = std::fs::metadata(&full).ok().filter(Metadata::is_file);
    let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
    let modified = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    Attachment {
        path: path.to_owned(),
        name: full.file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned()),
        folder: full.parent().unwrap_or(collection).display().to_string(),
        bytes: metadata.map(|metadata| metadata.len()),
        modified_at_ms: modified.and_then(|since| i64::try_from(since.as_millis()).ok()),
        media_type: resolve::media_type_of(&full).to_owned(),
    }
}

fn outside(folder: &str) -> Error {
    Error::usage(
        format!("`{folder}` is not listed"),
        "Only the home folder, the workspace and what lies in them is listed. Type the whole path of a file elsewhere.",
    )
}
