//! Saving one file of a collection: new files in the canonical form, existing ones changed where the model changed.
//!
//! ```text
//! text on disk ──▶ value ──▶ model ──▶ old tree ─┐
//!                    │                           ├─ merge ──▶ value wanted ──▶ edit ──▶ read again, compare ──▶ rename
//! model to save ─────┼────────────▶ new tree ────┘
//! ```
//! What is written was read again and gives the model back; if an edit does not, a coarser one is taken.

use std::path::{Path, PathBuf};
use std::{fs, io};

use document::Document;
use model::{Collection, Environment, Folder, Item, Problem, Request};
use serde_json::{Map, Value};

use crate::edit::{self, Reach};
use crate::load::{self, ENVIRONMENTS, FOLDER_FILE, ROOT_FILE};
use crate::read::Reader;
use crate::{atomic, filename, merge, read, tree, yaml};

/// What a save did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The file.
    pub path: PathBuf,
    /// How much of it was written.
    pub extent: Extent,
}

impl Saved {
    /// Whether the file was written at all.
    pub fn is_changed(&self) -> bool {
        self.extent != Extent::Nothing
    }
}

/// How much of a file a save wrote anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The file said all this already.
    Nothing,
    /// Only lines that changed.
    Lines,
    /// Top-level blocks with a change in them; comments inside them are gone.
    Blocks,
    /// The whole file; unknown keys stay, comments are gone.
    Whole,
    /// The file is new.
    Created,
}

/// Why something could not be saved. The file on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The path in the model is empty, absolute, or leads out of the collection.
    #[error("`{path}` is no path inside the collection")]
    BadPath {
        /// The path.
        path: String,
    },
    /// The file on disk cannot be read as YAML; saving would lose what a person wrote.
    #[error("the file on disk cannot be read: {}", problem.message)]
    Unreadable {
        /// What is wrong with it, and where.
        problem: Box<Problem>,
    },
    /// The file on disk holds something else.
    #[error("`{}` holds something else", path.display())]
    OtherKind {
        /// The file.
        path: PathBuf,
    },
    /// A collection of this name is there already.
    #[error("`{}` exists", folder.display())]
    Exists {
        /// Its folder.
        folder: PathBuf,
    },
    /// Nothing to replace here.
    #[error("`{}` is no collection", folder.display())]
    NotACollection {
        /// The folder.
        folder: PathBuf,
    },
    /// Reading what is there.
    #[error("reading `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// Writing.
    #[error("writing `{}`", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

impl SaveError {
    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Read { path: path.to_owned(), source }
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source }
    }
}

/// Saves `opencollection.yml` of the collection in `folder`: name, docs, auth, headers, variables, settings. Items and
/// environments have files of their own.
pub fn save_root(folder: &Path, collection: &Collection) -> Result<Saved, SaveError> {
    save(&folder.join(ROOT_FILE), tree::root(collection), |document| {
        Some(tree::root(&read::root(&mut Reader::new(document), &load::name_of(folder))))
    })
}

/// Saves `folder.yml` of a folder at its path. The folder must exist; its items are not touched.
pub fn save_folder(collection_folder: &Path, folder: &Folder) -> Result<Saved, SaveError> {
    let path = inside(collection_folder, &folder.path)?;
    save(&path.join(FOLDER_FILE), tree::folder(folder), |document| {
        Some(tree::folder(&read::folder(&mut Reader::new(document), &load::name_of(&path))))
    })
}

/// Saves a request at its path. A file that is not there yet is created; its folder must exist.
pub fn save_request(collection_folder: &Path, request: &Request) -> Result<Saved, SaveError> {
    let path = inside(collection_folder, &request.path)?;
    let stem = load::stem_of(&path);
    save(&path, tree::request(request), |document| request_tree(document, &stem))
}

fn request_tree(document: &Document, stem: &str) -> Option<Map<String, Value>> {
    match read::item(&mut Reader::new(document), "", stem) {
        Some(Item::Request(request)) => Some(tree::request(&request)),
        _ => None,
    }
}

/// The text that saving `request` over `document` would write.
#[cfg(test)]
pub(crate) fn changed_request(document: &Document, request: &Request) -> (String, Extent) {
    let read_back = |document: &Document| request_tree(document, "stem");
    let old = read_back(document).expect("a request");
    changed(document, &Value::Object(old), tree::request(request), &read_back)
}

/// Saves an environment in the folder `directory` (`environments` of a collection or of the workspace): in the file of
/// that name, or in a new one.
pub fn save_environment(directory: &Path, environment: &Environment) -> Result<Saved, SaveError> {
    fs::create_dir_all(directory).map_err(SaveError::writing(directory))?;
    let path = if let Some((path, _)) = environment_file(directory, &environment.name)? {
        path
    } else {
        let names = load::file_names(directory).map_err(SaveError::reading(directory))?;
        let taken: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let stem = filename::free(&environment.name, |stem| taken.contains(&format!("{stem}.yml")));
        directory.join(format!("{stem}.yml"))
    };
    save_environment_at(&path, environment)
}

/// Saves an environment in exactly this file.
pub(crate) fn save_environment_at(path: &Path, environment: &Environment) -> Result<Saved, SaveError> {
    let stem = load::stem_of(path);
    save(path, tree::environment(environment), |document| {
        Some(tree::environment(&read::environment(&mut Reader::new(document), &stem)))
    })
}

/// The folder of a collection's or a workspace's environments.
pub fn environments_folder(collection_or_workspace: &Path) -> PathBuf {
    collection_or_workspace.join(ENVIRONMENTS)
}

/// The environment of this name in `directory`, and its file.
pub(crate) fn environment_file(directory: &Path, name: &str) -> Result<Option<(PathBuf, Environment)>, SaveError> {
    let (found, _) = load::environment_files(directory).map_err(SaveError::reading(directory))?;
    Ok(found.into_iter().find(|(_, environment)| environment.name == name))
}

pub(crate) fn inside(folder: &Path, path: &str) -> Result<PathBuf, SaveError> {
    let is_inside = !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    if is_inside { Ok(folder.join(path)) } else { Err(SaveError::BadPath { path: path.to_owned() }) }
}

/// Saves `new` in the file at `path`. `read_back` gives the tree that the model read from a document makes.
fn save(
    path: &Path,
    new: Map<String, Value>,
    read_back: impl Fn(&Document) -> Option<Map<String, Value>>,
) -> Result<Saved, SaveError> {
    let saved = |extent| Saved { path: path.to_owned(), extent };
    if let Some(folder) = path.parent() {
        // What a killed save left is of no use to anybody; a folder that does not exist is reported by the write.
        let _ = atomic::remove_leftovers(folder);
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            atomic::write(path, yaml::document(&new).as_bytes()).map_err(SaveError::writing(path))?;
            return Ok(saved(Extent::Created));
        }
        Err(error) => return Err(SaveError::reading(path)(error)),
    };
    let document = load::parse(path, &bytes).map_err(|problem| SaveError::Unreadable { problem })?.0;
    let Some(old) = read_back(&document) else {
        return Err(SaveError::OtherKind { path: path.to_owned() });
    };
    if old == new {
        return Ok(saved(Extent::Nothing));
    }
    let (text, extent) = changed(&document, &Value::Object(old), new, &read_back);
    atomic::write(path, text.as_bytes()).map_err(SaveError::writing(path))?;
    Ok(saved(extent))
}

fn changed(
    document: &Document,
    old: &Value,
    new: Map<String, Value>,
    read_back: &impl Fn(&Document) -> Option<Map<String, Value>>,
) -> (String, Extent) {
    let tree = Value::Object(new);
    let is_auth_changed = old.pointer("/http/auth") != tree.pointer("/http/auth");
    let wanted = if is_auth_changed {
        merge::merged(&with_auth_in_its_place(&document.value), old, &tree)
    } else {
        merge::merged(&document.value, old, &tree)
    };
    let says = |text: &str| Document::parse(document.name(), text).ok().map(|(document, _)| document);
    let gives_the_model = |document: &Document| read_back(document).map(Value::Object).as_ref() == Some(&tree);
    for (reach, extent) in [(Reach::Lines, Extent::Lines), (Reach::Blocks, Extent::Blocks)] {
        if let Some(text) = edit::edited(document.text(), &document.value, &wanted, reach)
            && says(&text).is_some_and(|document| document.value == wanted && gives_the_model(&document))
        {
            return (text, extent);
        }
    }
    if let Value::Object(wanted) = &wanted {
        let text = yaml::document(wanted);
        if says(&text).is_some_and(|document| gives_the_model(&document)) {
            return (text, Extent::Whole);
        }
    }
    // The file says something in an old way that hides the new one (`enabled` for `disabled`): the model wins, and only
    // blocks that it knows nothing of are kept.
    let (Value::Object(mut entries), Value::Object(old)) = (tree, old) else {
        return (document.text().to_owned(), Extent::Nothing);
    };
    let unknown = document.value.as_object().into_iter().flatten();
    for (key, value) in
        unknown.filter(|(key, _)| !old.contains_key(*key) && !entries.contains_key(*key)).collect::<Vec<_>>()
    {
        entries.insert(key.clone(), value.clone());
    }
    (yaml::document(&entries), Extent::Whole)
}

/// The file's value with `runtime.auth`, where Bruno wrote it until 2026-01, moved to `http.auth`.
fn with_auth_in_its_place(file: &Value) -> Value {
    let mut file = file.clone();
    let Some(runtime) = file.get_mut("runtime").and_then(Value::as_object_mut) else {
        return file;
    };
    let Some(auth) = runtime.shift_remove("auth") else {
        return file;
    };
    let is_empty = runtime.is_empty();
    if let Some(root) = file.as_object_mut() {
        if is_empty {
            root.shift_remove("runtime");
        }
        if let Some(http) = root.get_mut("http").and_then(Value::as_object_mut) {
            http.entry("auth").or_insert(auth);
        }
    }
    file
}

#[cfg(test)]
mod tests;
