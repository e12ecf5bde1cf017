//! Rules for Rust files: module docs, sizes, names, and files that no module names.

use crate::tidy::{Finding, source};
use crate::tree::{TextFile, Tree};

/// A file above this says why in its module doc, by a line that begins with [`REASON`].
const LINES_MAX_WITHOUT_REASON: usize = 500;

/// A file above this fails, unless it is a data table or generated.
const LINES_MAX: usize = 800;

/// Begins the line of a module doc that says why the file is long.
const REASON: &str = "Long because";

/// A module doc that begins like this is exempt from the limits.
const EXEMPT: [&str; 2] = ["Data table", "Generated"];

/// Names that say nothing; a file or folder so named is in the wrong place.
const FORBIDDEN: [&str; 10] =
    ["util", "helper", "common", "misc", "manager", "service", "processor", "data", "info", "utility"];

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust_files() {
        findings.extend(check_doc(file));
        findings.extend(check_size(file));
        findings.extend(check_name(file));
        findings.extend(check_forgotten(file, tree));
    }
    findings
}

/// Test files are exempt: `tests.rs` tests the module beside it, and a file in `tests/` what it is named after.
fn check_doc(file: &TextFile) -> Option<Finding> {
    let is_missing = !file.is_test() && !file.text.starts_with("//!");
    is_missing.then(|| Finding::new("module-doc", &file.path, "does not begin with `//!`: what is this module for?"))
}

fn check_size(file: &TextFile) -> Option<Finding> {
    let lines = file.text.lines().count();
    let doc = source::module_doc(&file.text);
    let begins_with = |start: &&str| doc.iter().any(|line| line.trim_start().starts_with(*start));
    if lines <= LINES_MAX_WITHOUT_REASON || EXEMPT.iter().any(begins_with) {
        None
    } else if lines > LINES_MAX {
        Some(Finding::new("size", &file.path, format!("{lines} lines; {LINES_MAX} is the limit")))
    } else if begins_with(&REASON) {
        None
    } else {
        let message =
            format!("{lines} lines; above {LINES_MAX_WITHOUT_REASON} a line `//! {REASON} …` gives the reason");
        Some(Finding::new("size", &file.path, message))
    }
}

fn check_name(file: &TextFile) -> Option<Finding> {
    let mut parts = file.path.split('/').map(|part| part.strip_suffix(".rs").unwrap_or(part));
    let word = parts.find_map(forbidden_word)?;
    let message = format!("`{word}` says nothing about what is inside; name it after that");
    Some(Finding::new("name", &file.path, message))
}

/// The word of a file or folder name that is forbidden, in singular or plural, alone or as the last one.
fn forbidden_word(name: &str) -> Option<&str> {
    let last = name.rsplit(['_', '-']).next().unwrap_or_default();
    let is_forbidden =
        |word: &str| FORBIDDEN.iter().any(|forbidden| word == *forbidden || word.strip_suffix('s') == Some(forbidden));
    // `form_data` is a term of its field, `data` is none.
    let is_term = last != name && matches!(last, "data" | "info");
    (is_forbidden(last) && !is_term || name == "utilities").then_some(last)
}

/// A file that no `mod` names is not compiled, and its tests never run.
fn check_forgotten(file: &TextFile, tree: &Tree) -> Option<Finding> {
    // `room/mod.rs` is the module `room`.
    let path = file.path.strip_suffix("/mod.rs").unwrap_or(&file.path);
    let (folder, name) = path.rsplit_once('/')?;
    let stem = name.strip_suffix(".rs").unwrap_or(name);
    let is_root = matches!(stem, "main" | "lib" | "build");
    if is_root || folder.ends_with("/benches") || folder.ends_with("/tests") && !folder.contains("/src/") {
        return None;
    }
    let parents =
        [format!("{folder}.rs"), format!("{folder}/mod.rs"), format!("{folder}/lib.rs"), format!("{folder}/main.rs")];
    let names_it =
        |text: &str| source::code_lines(text).any(|(_, line)| line.trim_end().ends_with(&format!("mod {stem};")));
    let is_named = parents.iter().filter_map(|parent| tree.text(parent)).any(names_it);
    (!is_named).then(|| {
        let message = format!("no module says `mod {stem};`, so it is not compiled");
        Finding::new("forgotten", &file.path, message)
    })
}
