//! The shape of the repository: what may stand in the root, and licences.

use std::collections::BTreeSet;

use crate::tidy::Finding;
use crate::tree::Tree;
use crate::workspace::Workspace;

/// Files and folders of the root. An addition is a decision about where things are looked for.
pub(super) const ROOT: [&str; 19] = [
    ".ci",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "Makefile",
    "README.md",
    "clippy.toml",
    "crates",
    "docs",
    "fixtures",
    "rustfmt.toml",
    "web",
    "xtask",
];

/// May be missing; everything else in [`ROOT`] must be there.
pub(super) const OPTIONAL: [&str; 1] = [".gitattributes"];

const LICENSE: &str = "MIT OR Apache-2.0";

pub(crate) fn check(tree: &Tree, workspace: &Workspace) -> Vec<Finding> {
    let found: BTreeSet<&str> = tree.files.iter().filter_map(|file| file.path.split('/').next()).collect();
    let stray = found.iter().filter(|name| !ROOT.contains(name)).map(|name| {
        Finding::new("root", *name, "does not belong into the root; move it, or add it to `xtask/src/tidy/layout.rs`")
    });
    let missing = ROOT.iter().filter(|name| !OPTIONAL.contains(name) && !found.contains(*name));
    let missing = missing.map(|name| Finding::new("root", *name, "is missing"));
    let licences =
        workspace.packages.iter().filter(|package| package.license.as_deref() != Some(LICENSE)).map(|package| {
            let message = format!("`license` is not `{LICENSE}`; write `license.workspace = true`");
            Finding::new("licence", format!("{}/Cargo.toml", package.folder), message)
        });
    let misnamed = workspace.packages.iter().filter(|package| package.folder.rsplit('/').next() != Some(&package.name));
    let misnamed = misnamed.map(|package| {
        let message = format!("the crate is named `{}`; folder and crate have one name", package.name);
        Finding::new("crate-name", format!("{}/Cargo.toml", package.folder), message)
    });
    stray.chain(missing).chain(licences).chain(misnamed).collect()
}
