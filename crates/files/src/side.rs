//! `.postrider/` inside a collection: what other programs would drop from the YAML files when they save. JSON, no dates,
//! committed to Git: the same document gives the same bytes.
//!
//! ```text
//! .postrider/collection.json   {"id": "…"}; further members are kept
//! .postrider/source.json       {"address": "…", "options": {…}} of an imported document
//! .postrider/base.json|.yaml   that document, for a later comparison
//! ```
//! The base document never ends in `.yml`: Bruno takes every such file for a request.

use std::io;
use std::path::{Path, PathBuf};
use std::{fs, str};

use document::Syntax;
use serde_json::{Map, Value};

use crate::atomic;

/// Name of the folder.
pub const FOLDER: &str = ".postrider";

const COLLECTION: &str = "collection.json";
const SOURCE: &str = "source.json";
const BASE_JSON: &str = "base.json";
const BASE_YAML: &str = "base.yaml";

/// What a new collection gets beside its YAML files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Side {
    /// The collection's id. Unused when a collection is replaced: that one keeps its own.
    pub id: String,
    /// Where it was imported from.
    pub source: Option<Source>,
    /// The imported document.
    pub base_document: Option<BaseDocument>,
}

/// Where a collection was imported from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// Address or path of the document, as it was typed.
    pub address: String,
    /// How it was imported.
    pub options: Map<String, Value>,
}

/// An imported document, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseDocument {
    /// Gives the ending of its file.
    pub syntax: Syntax,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The id of the collection in `folder`; `None` when it has none yet.
///
/// A file that is no JSON is an error, not a missing id: a second id would lose the collection's secrets.
pub fn read_id(folder: &Path) -> io::Result<Option<String>> {
    let Some(members) = read_json(&id_path(folder))? else {
        return Ok(None);
    };
    Ok(members.get("id").and_then(Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned))
}

/// The id of the collection in `folder`, which becomes `new_id` when it has none yet. Further members of the file stay.
///
/// Of several processes that do this at once all get the same id.
pub fn ensure_id(folder: &Path, new_id: &str) -> io::Result<String> {
    if let Some(id) = read_id(folder)? {
        return Ok(id);
    }
    fs::create_dir_all(folder.join(FOLDER))?;
    if atomic::write_new(&id_path(folder), id_json(new_id).as_bytes())? {
        return Ok(new_id.to_owned());
    }
    // Somebody was faster, or the file has other members and no id.
    match read_id(folder)? {
        Some(id) => Ok(id),
        None => write_id(folder, new_id).map(|()| new_id.to_owned()),
    }
}

/// Gives the collection in `folder` another id: a copied folder must not share secrets and history with the first.
pub fn write_id(folder: &Path, id: &str) -> io::Result<()> {
    let side = folder.join(FOLDER);
    let mut members = read_json(&side.join(COLLECTION))?.unwrap_or_default();
    members.insert("id".to_owned(), Value::from(id));
    fs::create_dir_all(&side)?;
    atomic::write_if_changed(&side.join(COLLECTION), json(members).as_bytes()).map(drop)
}

/// Where the collection in `folder` was imported from.
pub fn read_source(folder: &Path) -> io::Result<Option<Source>> {
    let Some(mut members) = read_json(&folder.join(FOLDER).join(SOURCE))? else {
        return Ok(None);
    };
    let address = members.get("address").and_then(Value::as_str).unwrap_or_default().to_owned();
    let options = match members.remove("options") {
        Some(Value::Object(options)) => options,
        _ => Map::new(),
    };
    Ok(Some(Source { address, options }))
}

/// The document that the collection in `folder` was imported from.
pub fn read_base_document(folder: &Path) -> io::Result<Option<BaseDocument>> {
    for (name, syntax) in [(BASE_JSON, Syntax::Json), (BASE_YAML, Syntax::Yaml)] {
        match fs::read(folder.join(FOLDER).join(name)) {
            Ok(bytes) => return Ok(Some(BaseDocument { syntax, bytes })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// The files of `side` and their contents. `kept_id` is the old content of `collection.json`, when there is one.
pub(crate) fn files(side: &Side, kept_id: Option<Vec<u8>>) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = PathBuf::from(FOLDER);
    let id = kept_id.unwrap_or_else(|| id_json(&side.id).into_bytes());
    let mut files = vec![(folder.join(COLLECTION), id)];
    if let Some(source) = &side.source {
        let mut members = Map::new();
        members.insert("address".to_owned(), Value::from(source.address.as_str()));
        if !source.options.is_empty() {
            members.insert("options".to_owned(), Value::Object(source.options.clone()));
        }
        files.push((folder.join(SOURCE), json(members).into_bytes()));
    }
    if let Some(base) = &side.base_document {
        let name = match base.syntax {
            Syntax::Json => BASE_JSON,
            Syntax::Yaml => BASE_YAML,
        };
        files.push((folder.join(name), base.bytes.clone()));
    }
    files
}

/// Whether `name` inside `.postrider` belongs to the import and goes with it.
pub(crate) fn is_of_an_import(name: &str) -> bool {
    matches!(name, COLLECTION | SOURCE | BASE_JSON | BASE_YAML)
}

/// The file that holds the id.
pub(crate) fn id_path(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join(COLLECTION)
}

/// The content of `collection.json`, when it holds an id.
pub(crate) fn id_file(folder: &Path) -> io::Result<Option<Vec<u8>>> {
    if read_id(folder)?.is_none() {
        return Ok(None);
    }
    fs::read(id_path(folder)).map(Some)
}

fn read_json(path: &Path) -> io::Result<Option<Map<String, Value>>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let broken = |reason: String| io::Error::new(io::ErrorKind::InvalidData, format!("`{}`: {reason}", path.display()));
    serde_json::from_slice(&bytes).map(Some).map_err(|error| broken(error.to_string()))
}

fn id_json(id: &str) -> String {
    json(Map::from_iter([("id".to_owned(), Value::from(id))]))
}

fn json(members: Map<String, Value>) -> String {
    format!("{:#}\n", Value::Object(members))
}

#[cfg(test)]
mod tests;
