//! Reading a collection folder. A file that cannot be read is a problem at its place; the rest is read.
//!
//! Left out without a word: dot folders, `node_modules`, what `extensions.bruno.ignore` names, files that do not end in
//! `.yml`, and collections inside the collection. Symbolic links to folders are not followed, so that a link to a parent
//! or to `/` cannot make a collection endless; links to files are.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::{fs, io, thread};

use document::Document;
use model::{Auth, Collection, Environment, Folder, Item, Place, Problem};

use crate::known::{Known, Stamp, stamp_of};
use crate::read::{self, Reader};
use crate::{side, staging};

pub(crate) const ROOT_FILE: &str = "opencollection.yml";
pub(crate) const FOLDER_FILE: &str = "folder.yml";
pub(crate) const ENVIRONMENTS: &str = "environments";

/// A collection that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What could be read.
    pub collection: Collection,
    /// Its id, when it has one.
    pub id: Option<String>,
    /// What could not, with file, line and column.
    pub problems: Vec<Problem>,
}

/// Why a folder could not be read as a collection.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no `opencollection.yml`.
    #[error("`{}` is no collection: it has no `opencollection.yml`", folder.display())]
    NotACollection {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder or its root file cannot be read.
    #[error("reading `{}`", path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

/// Reads the collection in `folder`.
///
/// A replacement that was killed between its two renames is finished first (see [`crate::recover`]).
pub fn load(folder: &Path) -> Result<Loaded, LoadError> {
    load_with(folder, None)
}

/// [`load()`], but files that did not change since `known` last saw them are not read again. `now_ms` is the time at which
/// this begins, in milliseconds since 1970 UTC.
pub fn load_known(folder: &Path, known: &mut Known, now_ms: i64) -> Result<Loaded, LoadError> {
    load_with(folder, Some((known, now_ms)))
}

fn load_with(folder: &Path, known: Option<(&mut Known, i64)>) -> Result<Loaded, LoadError> {
    let root_path = folder.join(ROOT_FILE);
    if !root_path.exists()
        && let Some(workspace) = folder.parent()
    {
        // Without a readable workspace there is nothing to recover, and the read below says what is wrong.
        let _ = staging::recover(workspace);
    }
    let bytes = match fs::read(&root_path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(LoadError::NotACollection { folder: folder.to_owned() });
        }
        Err(source) => return Err(LoadError::Read { path: root_path, source }),
    };
    let (mut collection, mut problems, ignored) = read_root(&root_path, &bytes, &name_of(folder));
    let mut walk = Walk { folder, ignored, jobs: Vec::new(), problems: Vec::new() };
    let directory = walk.directory("").map_err(|source| LoadError::Read { path: folder.to_owned(), source })?;
    problems.append(&mut walk.problems);
    let mut parsed = match known {
        None => parse_all(&walk.jobs, &|path| parse_one(folder, path)),
        Some((known, now_ms)) => {
            let read = |path: &str| {
                let stamp = stamp_of(&folder.join(path));
                let parsed = known.get(path, stamp).unwrap_or_else(|| parse_one(folder, path));
                (parsed, stamp)
            };
            let stamped: Vec<(Parsed, Option<Stamp>)> = parse_all(&walk.jobs, &read);
            known.put(&walk.jobs, &stamped, now_ms);
            stamped.into_iter().map(|(parsed, _)| parsed).collect()
        }
    };
    let mut assembly = Assembly { parsed: &mut parsed, problems: &mut problems };
    collection.items = assembly.items(directory);
    match environment_files(&folder.join(ENVIRONMENTS)) {
        Ok((environments, mut found)) => {
            collection.environments = environments.into_iter().map(|(_, environment)| environment).collect();
            problems.append(&mut found);
        }
        Err(error) => problems.push(unreadable(&folder.join(ENVIRONMENTS), &error)),
    }
    let id = match side::read_id(folder) {
        Ok(id) => id,
        Err(error) => {
            problems.push(unreadable(&side::id_path(folder), &error));
            None
        }
    };
    Ok(Loaded { collection, id, problems })
}

/// The root file alone: a collection without items, and what it wants left out.
pub(crate) fn read_root(path: &Path, bytes: &[u8], folder_name: &str) -> (Collection, Vec<Problem>, Vec<String>) {
    match parse(path, bytes) {
        Ok((document, mut problems)) => {
            let mut reader = Reader::new(&document);
            let collection = read::root(&mut reader, folder_name);
            problems.append(&mut reader.problems);
            (collection, problems, read::ignored_names(&document.value))
        }
        Err(problem) => {
            (Collection { name: folder_name.to_owned(), ..Collection::default() }, vec![*problem], Vec::new())
        }
    }
}

/// An environment and its file.
pub(crate) type EnvironmentFile = (PathBuf, Environment);

/// The environments in `directory`, by file name, with their files. No folder means none.
pub(crate) fn environment_files(directory: &Path) -> io::Result<(Vec<EnvironmentFile>, Vec<Problem>)> {
    let names = match file_names(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Vec::new(), Vec::new())),
        names => names?,
    };
    let mut environments = Vec::new();
    let mut problems = Vec::new();
    for name in names.iter().filter(|name| is_item_file(name)) {
        let path = directory.join(name);
        match read_document(&path) {
            Ok((document, mut found)) => {
                let mut reader = Reader::new(&document);
                let environment = read::environment(&mut reader, &stem_of(&path));
                found.append(&mut reader.problems);
                problems.append(&mut found);
                environments.push((path, environment));
            }
            Err(problem) => problems.push(*problem),
        }
    }
    Ok((environments, problems))
}

/// Names of the files in a folder, sorted. Names that are no Unicode are left out.
pub(crate) fn file_names(directory: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        if let Ok(name) = entry?.file_name().into_string() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Reads `bytes` of the file at `path`.
pub(crate) fn parse(path: &Path, bytes: &[u8]) -> Result<(Document, Vec<Problem>), Box<Problem>> {
    let name = path.display().to_string();
    let Ok(text) = str::from_utf8(bytes) else {
        let problem = Problem::error("not_utf8", "this file is not UTF-8 text").with_hint("Save it as UTF-8.");
        return Err(Box::new(problem.at(Place { file: Some(name), ..Place::default() })));
    };
    // A byte order mark says nothing here, and would hide the first key from an edit.
    Document::parse(&name, text.trim_start_matches('\u{FEFF}')).map_err(Box::new)
}

fn read_document(path: &Path) -> Result<(Document, Vec<Problem>), Box<Problem>> {
    let bytes = fs::read(path).map_err(|error| Box::new(unreadable(path, &error)))?;
    parse(path, &bytes)
}

/// The problem that a file could not be read at all.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let place = Place { file: Some(path.display().to_string()), ..Place::default() };
    Problem::error("unreadable_file", format!("this file cannot be read: {error}")).at(place)
}

/// The last part of a path, for things without a name of their own.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The file's name without `.yml`.
pub(crate) fn stem_of(path: &Path) -> String {
    let name = name_of(path);
    name.strip_suffix(".yml").unwrap_or(&name).to_owned()
}

/// Whether a file can hold an item. `.YML` is none, as for Bruno.
pub(crate) fn is_item_file(name: &str) -> bool {
    name.strip_suffix(".yml").is_some() && !name.starts_with('.')
}

/// One folder, before its files are read.
struct Directory {
    /// Path inside the collection, empty for the collection itself.
    path: String,
    /// Index of its `folder.yml` among the jobs.
    folder_file: Option<usize>,
    /// Indices of its other files.
    files: Vec<usize>,
    directories: Vec<Directory>,
}

struct Walk<'a> {
    folder: &'a Path,
    ignored: Vec<String>,
    /// Paths of files inside the collection.
    jobs: Vec<String>,
    problems: Vec<Problem>,
}

impl Walk<'_> {
    fn directory(&mut self, path: &str) -> io::Result<Directory> {
        let mut directory =
            Directory { path: path.to_owned(), folder_file: None, files: Vec::new(), directories: Vec::new() };
        let mut entries: Vec<fs::DirEntry> = fs::read_dir(self.folder.join(path))?.collect::<io::Result<_>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let inner = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            if name.starts_with('.') || name == "node_modules" || self.is_ignored(&name, &inner) {
                continue;
            }
            let kind = entry.file_type()?;
            if kind.is_dir() {
                self.sub_directory(&mut directory, &name, &inner);
            } else if kind.is_symlink() && (entry.path().is_dir() || self.leads_outside(&entry.path())) {
                let place = Place { file: Some(entry.path().display().to_string()), ..Place::default() };
                self.problems.push(
                    Problem::note("link_not_followed", "links to folders and out of the collection are not followed")
                        .at(place),
                );
            } else if is_item_file(&name) && !(path.is_empty() && name == ROOT_FILE) {
                if name == FOLDER_FILE && !path.is_empty() {
                    directory.folder_file = Some(self.jobs.len());
                } else {
                    directory.files.push(self.jobs.len());
                }
                self.jobs.push(inner);
            }
        }
        Ok(directory)
    }

    fn sub_directory(&mut self, directory: &mut Directory, name: &str, inner: &str) {
        let path = self.folder.join(inner);
        if (directory.path.is_empty() && name == ENVIRONMENTS) || path.join(ROOT_FILE).exists() {
            return;
        }
        match self.directory(inner) {
            // A folder with no item anywhere in it holds attachments, not requests.
            Ok(found) if found.folder_file.is_none() && found.files.is_empty() && found.directories.is_empty() => {}
            Ok(found) => directory.directories.push(found),
            Err(error) => self.problems.push(unreadable(&path, &error)),
        }
    }

    /// A collection may come from anybody: a link in it must not make another file of this computer a request of it.
    fn leads_outside(&self, link: &Path) -> bool {
        let inside =
            self.folder.canonicalize().is_ok_and(|own| link.canonicalize().is_ok_and(|to| to.starts_with(own)));
        !inside
    }

    fn is_ignored(&self, name: &str, path: &str) -> bool {
        self.ignored.iter().any(|ignored| ignored == name || ignored == path)
    }
}

/// What one file held.
#[derive(Debug, Clone)]
pub(crate) struct Parsed {
    item: Option<Item>,
    problems: Vec<Problem>,
}

/// Below this many files a second thread costs more than it brings.
const FILES_PER_THREAD_MIN: usize = 64;

fn parse_all<T: Send>(jobs: &[String], read: &(impl Fn(&str) -> T + Sync)) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(jobs.len() / FILES_PER_THREAD_MIN + 1);
    let chunk = jobs.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let workers: Vec<_> = jobs
            .chunks(chunk)
            .map(|jobs| scope.spawn(move || jobs.iter().map(|path| read(path)).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("reading a file does not panic")).collect()
    })
}

fn parse_one(folder: &Path, path: &str) -> Parsed {
    let file = folder.join(path);
    let (document, mut problems) = match read_document(&file) {
        Ok(read) => read,
        Err(problem) => return Parsed { item: None, problems: vec![*problem] },
    };
    let mut reader = Reader::new(&document);
    let item = match path.rsplit_once('/') {
        Some((directory, FOLDER_FILE)) => {
            let mut folder = read::folder(&mut reader, directory.rsplit('/').next().unwrap_or(directory));
            directory.clone_into(&mut folder.path);
            Some(Item::Folder(folder))
        }
        _ => read::item(&mut reader, path, &stem_of(&file)),
    };
    problems.append(&mut reader.problems);
    Parsed { item, problems }
}

struct Assembly<'a> {
    parsed: &'a mut [Parsed],
    problems: &'a mut Vec<Problem>,
}

impl Assembly<'_> {
    /// The children of a folder in their order: by number, then those without one by name.
    fn items(&mut self, directory: Directory) -> Vec<Item> {
        let mut items: Vec<Item> = directory.files.into_iter().filter_map(|job| self.take(job)).collect();
        for directory in directory.directories {
            let found = directory.folder_file.and_then(|job| self.take(job));
            let mut folder = match found {
                Some(Item::Folder(folder)) => folder,
                // A folder without a file of its own hands down what it gets.
                _ => Folder {
                    path: directory.path.clone(),
                    name: name_of(Path::new(&directory.path)),
                    defaults: model::Defaults { auth: Auth::Inherit, ..model::Defaults::default() },
                    ..Folder::default()
                },
            };
            folder.items = self.items(directory);
            items.push(Item::Folder(folder));
        }
        items.sort_by_cached_key(|item| {
            let seq = item.seq().map_or(OrderKey::Unnumbered, OrderKey::Numbered);
            (seq, item.name().to_lowercase(), item.path().to_owned())
        });
        items
    }

    fn take(&mut self, job: usize) -> Option<Item> {
        let parsed = &mut self.parsed[job];
        self.problems.append(&mut parsed.problems);
        parsed.item.take()
    }
}

/// Numbered before unnumbered.
#[derive(Debug, Clone, Copy, PartialEq)]
enum OrderKey {
    Numbered(f64),
    Unnumbered,
}

impl Eq for OrderKey {}

impl PartialOrd for OrderKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for OrderKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let number = |key: &Self| match key {
            Self::Numbered(seq) => *seq,
            Self::Unnumbered => f64::INFINITY,
        };
        number(self).total_cmp(&number(other))
    }
}

#[cfg(test)]
mod tests;
