//! Which file of the page imports which.

use std::collections::BTreeSet;

use crate::circles::Link;
use crate::tree::{TextFile, Tree};

/// The page's own files; `#/` means this folder.
const FOLDER: &str = "web/src";

/// Each pair of files once. Imports for types count, those inside functions (`import(…)`) do not.
pub(crate) fn links(tree: &Tree) -> Vec<Link> {
    let files: Vec<&TextFile> = tree.page_files().filter(|file| !file.is_test()).collect();
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut links = Vec::new();
    for file in &files {
        for (number, line) in (1..).zip(file.text.lines()) {
            let Some(to) = imported(line).and_then(|name| file_of(&file.path, name)) else { continue };
            if paths.contains(to.as_str()) && to != file.path {
                links.push(Link { from: file.path.clone(), to, line: number, says: line.trim().to_owned() });
            }
        }
    }
    links
}

/// What a line says behind `from` or `import`.
fn imported(line: &str) -> Option<&str> {
    let is_statement = ["import ", "export ", "} from "].iter().any(|start| line.starts_with(start));
    let (_, rest) = is_statement.then(|| line.split_once(" from \"").or_else(|| line.split_once("import \"")))??;
    rest.split_once('"').map(|(name, _)| name)
}

/// The path of an imported file; `None` for a package.
fn file_of(from: &str, name: &str) -> Option<String> {
    if let Some(path) = name.strip_prefix("#/") {
        return Some(format!("{FOLDER}/{path}"));
    }
    if !name.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
