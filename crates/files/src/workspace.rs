//! A workspace: a folder of collections, with environments for all of them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use model::{Environment, Problem};

use crate::load::{self, ENVIRONMENTS, ROOT_FILE};
use crate::{side, staging};

/// Name of the environment of a workspace that is the global scope; its file is `Globals.yml`.
pub const GLOBALS: &str = "Globals";

/// A collection of a workspace, by its root file alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name a person sees; the folder's name when the root file cannot be read.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Its id, when it has one.
    pub id: Option<String>,
    /// What is wrong with its root file.
    pub problems: Vec<Problem>,
}

/// The collections of a workspace, by name. No workspace means none. Only root files are read.
///
/// What killed imports left is cleaned up first (see [`crate::recover`]); where that is not possible, a workspace on a
/// read-only disk, say, the list is still given.
pub fn list(workspace: &Path) -> io::Result<Vec<Found>> {
    let _ = staging::recover(workspace);
    let names = match load::file_names(workspace) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        names => names?,
    };
    let mut found: Vec<Found> =
        names.iter().filter(|name| !name.starts_with('.')).filter_map(|name| find(&workspace.join(name))).collect();
    found.sort_by_cached_key(|found| (found.name.to_lowercase(), found.folder.clone()));
    Ok(found)
}

/// The collection in `folder`, if it is one, by its root file alone.
pub fn find(folder: &Path) -> Option<Found> {
    let path = folder.join(ROOT_FILE);
    let folder_name = load::name_of(folder);
    let (name, mut problems) = match fs::read(&path) {
        Ok(bytes) => {
            let (collection, problems, _) = load::read_root(&path, &bytes, &folder_name);
            (collection.name, problems)
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return None,
        Err(error) => (folder_name, vec![load::unreadable(&path, &error)]),
    };
    let id = side::read_id(folder).unwrap_or_else(|error| {
        problems.push(load::unreadable(&side::id_path(folder), &error));
        None
    });
    Some(Found { name, folder: folder.to_owned(), id, problems })
}

/// The environments in the folder `environments` of a collection or workspace, by file name, and what is wrong with
/// them. No folder means none.
pub fn load_environments(collection_or_workspace: &Path) -> io::Result<(Vec<Environment>, Vec<Problem>)> {
    let (found, problems) = load::environment_files(&collection_or_workspace.join(ENVIRONMENTS))?;
    Ok((found.into_iter().map(|(_, environment)| environment).collect(), problems))
}

#[cfg(test)]
mod tests;
