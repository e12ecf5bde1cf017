//! Types of a page, made of Rust structs: written on request, compared otherwise.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use crate::Folder;

/// Fails unless the files in `checked_in` are those that `export` writes into the folder it is given.
///
/// With `TYPES=write` in the environment they are written anew instead. `package` is the crate whose test this is; a failure
/// says how to run that.
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says whether to write")]
pub fn types_are_current(checked_in: &Path, package: &str, export: impl FnOnce(&Path)) {
    if env::var("TYPES").is_ok_and(|word| word == "write") {
        let _ = fs::remove_dir_all(checked_in);
        return export(checked_in);
    }
    let fresh = Folder::new();
    export(fresh.root());
    let (wanted, known) = (texts(fresh.root()), texts(checked_in));
    let differing = |(name, text): &(&String, &String)| known.get(*name) != Some(text);
    let differs: Vec<&String> = wanted.iter().filter(differing).map(|(name, _)| name).collect();
    let gone: Vec<&String> = known.keys().filter(|name| !wanted.contains_key(*name)).collect();
    assert!(
        differs.is_empty() && gone.is_empty(),
        "{differs:?} differ, {gone:?} are no types any more: run `TYPES=write cargo test -p {package} types`"
    );
}

/// The text of each file by its name; nothing where there is no folder.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| {
            let text = fs::read_to_string(file.path()).expect("a text file");
            (file.file_name().to_string_lossy().into_owned(), text)
        })
        .collect()
}
