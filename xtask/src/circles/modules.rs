//! The modules of a crate, what each defines and re-exports, and which files need which.
//!
//! Modules are found as the compiler finds them, from `lib.rs` and `main.rs` by `mod` lines; what is only for tests is left out.
//! Only what can be seen without expanding macros is seen: paths inside calls of macros are, those that macros make are not.

mod paths;
mod reader;

use std::collections::{BTreeMap, BTreeSet};

use crate::circles::Link;
use crate::tree::Tree;

/// A module; several can stand in one file.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The file, as [`Tree`] names it.
    file: String,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    /// Names of what it defines.
    items: BTreeSet<String>,
    uses: Vec<Use>,
    /// Paths in its code, but for those in `uses`.
    paths: Vec<(Vec<String>, usize)>,
}

/// One name that a `use` brings.
#[derive(Debug)]
struct Use {
    /// As the module knows it; `*` for all names of a module.
    name: String,
    path: Vec<String>,
    line: usize,
    /// Whether others may see it through this module.
    is_reexport: bool,
}

/// Folders of crates, `crates/NAME` and `xtask`.
pub(crate) fn crate_folders(tree: &Tree) -> BTreeSet<String> {
    let roots = ["/src/lib.rs", "/src/main.rs"];
    let paths = tree.files.iter().map(|file| file.path.as_str());
    paths.filter_map(|path| roots.iter().find_map(|root| path.strip_suffix(root)).map(str::to_owned)).collect()
}

/// The modules of the crate in `folder`, its library's and its program's.
pub(crate) fn read(tree: &Tree, folder: &str) -> Vec<Module> {
    let mut reader = reader::Reader::new(tree);
    for root in ["lib", "main"] {
        reader.read_file(&format!("{folder}/src/{root}.rs"), &format!("{folder}/src"), None);
    }
    reader.modules
}

/// The files of a crate that are compiled outside tests, in the order of their paths.
pub(crate) fn product_files(tree: &Tree, folder: &str) -> BTreeSet<String> {
    read(tree, folder).into_iter().map(|module| module.file).collect()
}

/// Each pair of files once, with the first place.
pub(crate) fn links(tree: &Tree, folder: &str) -> Vec<Link> {
    let modules = read(tree, folder);
    let mut links: BTreeMap<(String, String), Link> = BTreeMap::new();
    for (index, module) in modules.iter().enumerate() {
        let uses = module.uses.iter().filter(|one| !one.is_reexport).map(|one| (&one.path, one.line));
        for (path, line) in uses.chain(module.paths.iter().map(|(path, line)| (path, *line))) {
            let Some(to) = paths::target(&modules, index, path) else { continue };
            let is_below = paths::ancestors(&modules, to).any(|above| above == index);
            let (from, to) = (module.file.clone(), modules[to].file.clone());
            if from != to && !is_below {
                let link = Link { from: from.clone(), to: to.clone(), line, says: path.join("::") };
                links.entry((from, to)).and_modify(|first| first.line = first.line.min(line)).or_insert(link);
            }
        }
    }
    links.into_values().collect()
}
