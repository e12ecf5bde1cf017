//! Items of a collection folder: added, renamed, moved, copied, taken out and put back.
//!
//! Content is never written anew here: a rename changes the lines of name and order number and the file's own name,
//! a move the file's place. What was taken out and is put back has the bytes it had.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use model::{Folder, Request};
use serde_json::{Map, Value};

use crate::edit::{self, Reach};
use crate::load::{self, FOLDER_FILE, ROOT_FILE};
use crate::save::{SaveError, inside};
use crate::{atomic, filename, tree, yaml};

/// Distance between the order numbers of neighbours, so that one can be moved between them.
pub(crate) const SEQ_STEP: f64 = 10.0;

/// Writes a new request into the folder `parent` (empty for the collection itself), in a file named after it, and
/// gives its path, which also stands in `request`.
pub fn add_request(collection_folder: &Path, parent: &str, request: &mut Request) -> Result<String, SaveError> {
    let directory = directory(collection_folder, parent)?;
    request.path = joined(parent, &free_name(&directory, &request.name, ".yml", None)?);
    let path = collection_folder.join(&request.path);
    let written = atomic::write_new(&path, yaml::document(&tree::request(request)).as_bytes());
    if !written.map_err(SaveError::writing(&path))? {
        return Err(SaveError::Exists { folder: path });
    }
    Ok(request.path.clone())
}

/// Makes a new folder in the folder `parent`, named after it, and gives its path.
pub fn add_folder(collection_folder: &Path, parent: &str, folder: &Folder) -> Result<String, SaveError> {
    let directory = directory(collection_folder, parent)?;
    let path = joined(parent, &free_name(&directory, &folder.name, "", None)?);
    let made = collection_folder.join(&path);
    fs::create_dir(&made).map_err(SaveError::writing(&made))?;
    let file = made.join(FOLDER_FILE);
    atomic::write(&file, yaml::document(&tree::folder(folder)).as_bytes()).map_err(SaveError::writing(&file))?;
    Ok(path)
}

/// Brings the item at `path` into the folder `parent`, under a file name made of `name`, and gives its path there. Its
/// content is not touched, see [`label`].
pub fn place(collection_folder: &Path, path: &str, parent: &str, name: &str) -> Result<String, SaveError> {
    let from = inside(collection_folder, path)?;
    let directory = directory(collection_folder, parent)?;
    let own = (from.parent() == Some(&*directory)).then(|| load::name_of(&from));
    let new_path = joined(parent, &free_name(&directory, name, ending(&from), own.as_deref())?);
    let to = collection_folder.join(&new_path);
    if from != to {
        fs::rename(&from, &to).map_err(SaveError::writing(&to))?;
        sync_folders(&from, &to)?;
    }
    Ok(new_path)
}

/// Brings the item at `path` into the folder `parent` of another collection, which may lie on another disk, under a file
/// name made of `name`, and gives its path there. Its content is not touched.
pub fn bring(from: &Path, path: &str, to: &Path, parent: &str, name: &str) -> Result<String, SaveError> {
    let item = inside(from, path)?;
    let new_path = joined(parent, &free_name(&directory(to, parent)?, name, ending(&item), None)?);
    moved(&item, &to.join(&new_path))?;
    Ok(new_path)
}

/// Writes name and order number into the file of the item at `path` (the root file for the empty path); what is `None`
/// stays. Every other line of the file stays as it is. A folder without a file of its own gets one.
pub fn label(collection_folder: &Path, path: &str, name: Option<&str>, seq: Option<f64>) -> Result<(), SaveError> {
    let file = item_file(collection_folder, path)?;
    let bytes = match fs::read(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && file.ends_with(FOLDER_FILE) => {
            let own_name = file.parent().map(load::name_of).unwrap_or_default();
            let folder = Folder { name: name.map_or(own_name, str::to_owned), seq, ..Folder::default() };
            let text = yaml::document(&tree::folder(&folder));
            return atomic::write(&file, text.as_bytes()).map_err(SaveError::writing(&file));
        }
        bytes => bytes.map_err(SaveError::reading(&file))?,
    };
    let document = load::parse(&file, &bytes).map_err(|problem| SaveError::Unreadable { problem })?.0;
    let wanted = labelled(&document.value, name, seq).ok_or_else(|| SaveError::OtherKind { path: file.clone() })?;
    let wanted = Value::Object(wanted);
    if wanted == document.value {
        return Ok(());
    }
    let says = |text: &String| {
        document::Document::parse(document.name(), text).is_ok_and(|(document, _)| document.value == wanted)
    };
    let text = [Reach::Lines, Reach::Blocks]
        .into_iter()
        .find_map(|reach| edit::edited(document.text(), &document.value, &wanted, reach).filter(&says))
        .or_else(|| wanted.as_object().map(yaml::document))
        .unwrap_or_default();
    atomic::write(&file, text.as_bytes()).map_err(SaveError::writing(&file))
}

fn labelled(value: &Value, name: Option<&str>, seq: Option<f64>) -> Option<Map<String, Value>> {
    let mut root = match value {
        Value::Object(root) => root.clone(),
        Value::Null => Map::new(),
        _ => return None,
    };
    // Early Bruno files have name and order at the top.
    let is_flat = root.contains_key("name") && !root.get("info").is_some_and(Value::is_object);
    let info = if is_flat {
        &mut root
    } else {
        root.entry("info").or_insert_with(|| Value::Object(Map::new())).as_object_mut()?
    };
    if let Some(name) = name {
        info.insert("name".to_owned(), Value::from(name));
    }
    if let Some(seq) = tree::number(seq) {
        info.insert("seq".to_owned(), seq);
    }
    Some(root)
}

/// Copies the item at `path` beside itself, under a file name made of `name`, and gives the copy's path.
pub fn copy(collection_folder: &Path, path: &str, name: &str) -> Result<String, SaveError> {
    let from = inside(collection_folder, path)?;
    let parent = parent_of(path);
    let directory = directory(collection_folder, parent)?;
    let new_path = joined(parent, &free_name(&directory, name, ending(&from), None)?);
    copied(&from, &collection_folder.join(&new_path))?;
    Ok(new_path)
}

/// Copies a whole collection beside itself, without its Git history, and gives the copy's folder.
pub fn copy_collection(folder: &Path, name: &str) -> Result<PathBuf, SaveError> {
    let Some(workspace) = folder.parent() else {
        return Err(SaveError::NotACollection { folder: folder.to_owned() });
    };
    let to = workspace.join(free_name(workspace, name, "", None)?);
    copied(folder, &to)?;
    Ok(to)
}

/// Takes an item or a whole collection out of its place and keeps it at `kept`, which may lie on another disk.
pub fn take_out(from: &Path, kept: &Path) -> Result<(), SaveError> {
    moved(from, kept)
}

/// Puts what was taken out back to `path` inside the collection, or beside it when something else stands there now, and
/// gives the path. Folders above it that are gone are made again.
pub fn put_back(kept: &Path, collection_folder: &Path, path: &str) -> Result<String, SaveError> {
    let wanted = inside(collection_folder, path)?;
    let parent = parent_of(path);
    let above = collection_folder.join(parent);
    fs::create_dir_all(&above).map_err(SaveError::writing(&above))?;
    let ending = ending(kept);
    let name = load::name_of(&wanted);
    let stem = name.strip_suffix(ending).unwrap_or(&name);
    let is_free = fs::symlink_metadata(&wanted).is_err();
    let name = if is_free { name.clone() } else { free_name(&above, stem, ending, None)? };
    let path = joined(parent, &name);
    moved(kept, &collection_folder.join(&path))?;
    Ok(path)
}

/// Puts a collection that was taken out back to `folder`, or beside it when something else stands there now.
pub fn put_back_collection(kept: &Path, folder: &Path) -> Result<PathBuf, SaveError> {
    let Some(workspace) = folder.parent() else {
        return Err(SaveError::NotACollection { folder: folder.to_owned() });
    };
    fs::create_dir_all(workspace).map_err(SaveError::writing(workspace))?;
    let is_free = fs::symlink_metadata(folder).is_err();
    let to = if is_free {
        folder.to_owned()
    } else {
        workspace.join(free_name(workspace, &load::name_of(folder), "", None)?)
    };
    moved(kept, &to)?;
    Ok(to)
}

/// The order number of an item between two neighbours; `None` when there is no gap, or one of them has no number: then all
/// siblings are numbered anew in steps of 10.
pub fn number_between(before: Option<Option<f64>>, after: Option<Option<f64>>) -> Option<f64> {
    let low = match before {
        None => 0.0,
        Some(number) => number?.floor(),
    };
    let number = match after {
        None | Some(None) => low + SEQ_STEP,
        Some(Some(high)) => f64::midpoint(low, high).floor(),
    };
    let is_between = number > low && number.is_finite() && after.flatten().is_none_or(|high| number < high);
    is_between.then_some(number)
}

fn directory(collection_folder: &Path, parent: &str) -> Result<PathBuf, SaveError> {
    if parent.is_empty() { Ok(collection_folder.to_owned()) } else { inside(collection_folder, parent) }
}

/// The file that says what the item is.
fn item_file(collection_folder: &Path, path: &str) -> Result<PathBuf, SaveError> {
    if path.is_empty() {
        return Ok(collection_folder.join(ROOT_FILE));
    }
    let item = inside(collection_folder, path)?;
    Ok(if item.is_dir() { item.join(FOLDER_FILE) } else { item })
}

fn ending(item: &Path) -> &'static str {
    if item.is_dir() { "" } else { ".yml" }
}

/// The folder of an item, as a path inside the collection; empty for the collection itself.
pub fn parent_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn joined(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}/{name}") }
}

/// A file name for `name` that nothing in `directory` has but the item that is called `own` now.
fn free_name(directory: &Path, name: &str, ending: &str, own: Option<&str>) -> Result<String, SaveError> {
    let names = load::file_names(directory).map_err(SaveError::reading(directory))?;
    let taken: HashSet<String> =
        names.iter().filter(|name| Some(name.as_str()) != own).map(|name| name.to_lowercase()).collect();
    let stem = filename::free(name, |stem| taken.contains(&format!("{stem}{ending}")));
    Ok(format!("{stem}{ending}"))
}

fn sync_folders(from: &Path, to: &Path) -> Result<(), SaveError> {
    for folder in [from.parent(), to.parent()].into_iter().flatten() {
        atomic::sync_folder(folder).map_err(SaveError::writing(folder))?;
    }
    Ok(())
}

/// A rename, or where that is not possible a copy and then a removal.
fn moved(from: &Path, to: &Path) -> Result<(), SaveError> {
    match fs::rename(from, to) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            copy_all(from, to, true).map_err(SaveError::writing(to))?;
            let removed = if from.is_dir() { fs::remove_dir_all(from) } else { fs::remove_file(from) };
            removed.map_err(SaveError::writing(from))?;
        }
        Err(error) => return Err(SaveError::writing(to)(error)),
    }
    sync_folders(from, to)
}

/// A copy that appears whole: it is made under a hidden name first.
fn copied(from: &Path, to: &Path) -> Result<(), SaveError> {
    let hidden = to.with_file_name(format!(".postrider-copy-{}", atomic::unique_number()));
    let made = copy_all(from, &hidden, false).and_then(|()| fs::rename(&hidden, to));
    if let Err(error) = made {
        // What is left of it is of no use to anybody.
        let _ = if hidden.is_dir() { fs::remove_dir_all(&hidden) } else { fs::remove_file(&hidden) };
        return Err(SaveError::writing(to)(error));
    }
    sync_folders(to, to)
}

fn copy_all(from: &Path, to: &Path, with_history: bool) -> io::Result<()> {
    let kind = fs::symlink_metadata(from)?.file_type();
    #[cfg(unix)]
    if kind.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    if !kind.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if with_history || entry.file_name() != ".git" {
            copy_all(&entry.path(), &to.join(entry.file_name()), with_history)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
