//! What stays when a collection is replaced: everything that the new one does not bring and an import never made.
//!
//! Files are linked into the new folder where the file system can, else copied; the old folder is whole until the swap.

use std::collections::HashSet;
use std::path::Path;
use std::{fs, io};

use model::Collection;

use crate::load::{self, ENVIRONMENTS, ROOT_FILE};
use crate::{atomic, filename, side};

/// Brings what stays of the collection in `old` into `new`.
pub(crate) fn over(old: &Path, new: &Path, collection: &Collection) -> io::Result<()> {
    for name in load::file_names(old)? {
        let (from, to) = (old.join(&name), new.join(&name));
        if name == side::FOLDER {
            fill(&from, &to, &|name| !side::is_of_an_import(name))?;
        } else if name == ENVIRONMENTS && from.is_dir() {
            environments(&from, &to, collection)?;
        } else if !atomic::is_temporary(&name) {
            any(&from, &to, &name)?;
        }
    }
    Ok(())
}

/// One entry: dot entries, `node_modules` and other collections whole, of all other folders what is no item.
fn any(from: &Path, to: &Path, name: &str) -> io::Result<()> {
    let kind = fs::symlink_metadata(from)?.file_type();
    if !kind.is_dir() {
        return if load::is_item_file(name) { Ok(()) } else { link(from, to) };
    }
    if name.starts_with('.') || name == "node_modules" || from.join(ROOT_FILE).exists() {
        return fill(from, to, &|_| true);
    }
    for name in load::file_names(from)? {
        any(&from.join(&name), &to.join(&name), &name)?;
    }
    Ok(())
}

/// The entries of `from` that `stays` wants and `to` does not have.
fn fill(from: &Path, to: &Path, stays: &dyn Fn(&str) -> bool) -> io::Result<()> {
    if !fs::symlink_metadata(from)?.is_dir() {
        return link(from, to);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if !stays(&name.to_string_lossy()) || atomic::is_temporary(&name.to_string_lossy()) {
            continue;
        }
        let (from, to) = (entry.path(), to.join(&name));
        if entry.file_type()?.is_dir() { fill(&from, &to, &|_| true)? } else { link(&from, &to)? }
    }
    Ok(())
}

/// Environments that a person made stay; those that the import brings are the import's.
fn environments(from: &Path, to: &Path, collection: &Collection) -> io::Result<()> {
    let (found, _) = load::environment_files(from)?;
    let replaced: HashSet<&Path> = found
        .iter()
        .filter(|(_, environment)| collection.environments.iter().any(|new| new.name == environment.name))
        .map(|(path, _)| path.as_path())
        .collect();
    fs::create_dir_all(to)?;
    let mut taken: HashSet<String> = load::file_names(to)?.iter().map(|name| name.to_lowercase()).collect();
    for name in load::file_names(from)? {
        let path = from.join(&name);
        if replaced.contains(path.as_path()) || atomic::is_temporary(&name) {
            continue;
        }
        let mut new_name = name;
        if taken.contains(&new_name.to_lowercase()) {
            let stem = load::stem_of(&path);
            new_name = format!("{}.yml", filename::free(&stem, |stem| taken.contains(&format!("{stem}.yml"))));
        }
        taken.insert(new_name.to_lowercase());
        fill(&path, &to.join(new_name), &|_| true)?;
    }
    Ok(())
}

/// Links or copies one file, unless the new collection has it.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::symlink_metadata(from)?.is_symlink() {
        return link_again(from, to);
    }
    // Across file systems, and where there are no hard links, a copy does the same.
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

#[cfg(unix)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(drop)
}
