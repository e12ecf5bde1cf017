//! Writing a whole collection: all of it or nothing. What a kill leaves behind is the business of `staging`.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use model::{Collection, Item};

use crate::items::SEQ_STEP;
use crate::load::{self, ENVIRONMENTS, FOLDER_FILE, ROOT_FILE};
use crate::save::SaveError;
use crate::side::{self, Side};
use crate::staging::{self, Staging};
use crate::{carry, filename, tree, yaml};

/// A folder name in `workspace` that is free for a collection of this name.
pub fn free_folder_name(workspace: &Path, collection_name: &str) -> io::Result<String> {
    let names = match load::file_names(workspace) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    let taken: HashSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    Ok(filename::free(collection_name, |stem| taken.contains(stem)))
}

/// Creates the folder `folder_name` in `workspace` with the collection in it, and gives its path. The workspace is
/// created when it is missing.
///
/// Items and environments get their files' paths and, where their order is not already that of their numbers, numbers
/// in steps of 10. Items of foreign kinds have no content of their own and are left out.
pub fn create(
    workspace: &Path,
    folder_name: &str,
    collection: &mut Collection,
    side: &Side,
) -> Result<PathBuf, SaveError> {
    fs::create_dir_all(workspace).map_err(SaveError::writing(workspace))?;
    staging::recover(workspace).map_err(SaveError::reading(workspace))?;
    let target = workspace.join(folder_name);
    if fs::symlink_metadata(&target).is_ok() {
        return Err(SaveError::Exists { folder: target });
    }
    let staging = Staging::create(workspace, folder_name).map_err(SaveError::writing(workspace))?;
    build(&staging.new_folder(), collection, side, None).map_err(SaveError::writing(&target))?;
    match staging.place() {
        Ok(()) => Ok(target),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(SaveError::Exists { folder: target }),
        Err(error) => Err(SaveError::writing(&target)(error)),
    }
}

/// Puts the collection in the place of the one in `folder`, whose id it keeps. The old one goes to `kept`, which may lie on
/// another disk.
///
/// Items, folders and the root file are those of the new collection. Kept are environments whose name the new one does
/// not have, and everything that is no item: dot folders such as `.git`, and files that do not end in `.yml`.
pub fn replace(folder: &Path, collection: &mut Collection, side: &Side, kept: &Path) -> Result<(), SaveError> {
    let (Some(workspace), Some(name)) = (folder.parent(), folder.file_name().and_then(|name| name.to_str())) else {
        return Err(SaveError::NotACollection { folder: folder.to_owned() });
    };
    let workspace = if workspace.as_os_str().is_empty() { Path::new(".") } else { workspace };
    staging::recover(workspace).map_err(SaveError::reading(workspace))?;
    if !folder.join(ROOT_FILE).exists() {
        return Err(SaveError::NotACollection { folder: folder.to_owned() });
    }
    let kept_id = side::id_file(folder).map_err(SaveError::reading(folder))?;
    let staging = Staging::create(workspace, name).map_err(SaveError::writing(workspace))?;
    let new = staging.new_folder();
    build(&new, collection, side, kept_id).map_err(SaveError::writing(folder))?;
    carry::over(folder, &new, collection).map_err(SaveError::writing(folder))?;
    staging.swap(kept)
}

/// Writes all files of a collection into the empty folder `new`, unsynced.
fn build(new: &Path, collection: &mut Collection, side: &Side, kept_id: Option<Vec<u8>>) -> io::Result<()> {
    write(&new.join(ROOT_FILE), &yaml::document(&tree::root(collection)))?;
    let mut folder = NewFolder { path: String::new(), taken: HashSet::new() };
    folder.write_items(new, &mut collection.items)?;
    if !collection.environments.is_empty() {
        let directory = new.join(ENVIRONMENTS);
        fs::create_dir(&directory)?;
        let mut folder = NewFolder { path: String::new(), taken: HashSet::new() };
        for environment in &collection.environments {
            let file_name = folder.take(&environment.name, ".yml");
            write(&directory.join(file_name), &yaml::document(&tree::environment(environment)))?;
        }
    }
    fs::create_dir(new.join(side::FOLDER))?;
    for (path, bytes) in side::files(side, kept_id) {
        write_bytes(&new.join(path), &bytes)?;
    }
    Ok(())
}

/// A folder being filled: its path inside the collection and the names in it, in lower case.
struct NewFolder {
    path: String,
    taken: HashSet<String>,
}

impl NewFolder {
    fn write_items(&mut self, root: &Path, items: &mut [Item]) -> io::Result<()> {
        number(items);
        for item in items {
            match item {
                Item::Request(request) => {
                    request.path = self.inside(&request.name, ".yml");
                    write(&root.join(&request.path), &yaml::document(&tree::request(request)))?;
                }
                Item::Folder(folder) => {
                    folder.path = self.inside(&folder.name, "");
                    let directory = root.join(&folder.path);
                    fs::create_dir(&directory)?;
                    write(&directory.join(FOLDER_FILE), &yaml::document(&tree::folder(folder)))?;
                    let mut inner = Self { path: folder.path.clone(), taken: HashSet::new() };
                    inner.write_items(root, &mut folder.items)?;
                }
                Item::Foreign(_) => {}
            }
        }
        Ok(())
    }

    fn inside(&mut self, name: &str, ending: &str) -> String {
        let file_name = self.take(name, ending);
        if self.path.is_empty() { file_name } else { format!("{}/{file_name}", self.path) }
    }

    fn take(&mut self, name: &str, ending: &str) -> String {
        let stem = filename::free(name, |stem| self.taken.contains(&format!("{stem}{ending}")));
        let file_name = format!("{stem}{ending}");
        self.taken.insert(file_name.to_lowercase());
        file_name
    }
}

/// Numbers siblings in steps of 10, unless their numbers rise already.
fn number(items: &mut [Item]) {
    let numbers: Vec<Option<f64>> = items.iter().map(Item::seq).collect();
    let rises = numbers.iter().all(Option::is_some) && numbers.windows(2).all(|pair| pair[0] < pair[1]);
    if rises {
        return;
    }
    let mut next = 0.0;
    for item in items {
        next += SEQ_STEP;
        match item {
            Item::Folder(folder) => folder.seq = Some(next),
            Item::Request(request) => request.seq = Some(next),
            Item::Foreign(foreign) => foreign.seq = Some(next),
        }
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    write_bytes(path, text.as_bytes())
}

/// Not synced: the whole staging folder is, once.
fn write_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create_new(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests;
