//! What cargo says about the workspace. Nothing is resolved or fetched, so that it answers at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde_json::Value;

/// The workspace this program was built from.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// Its packages, in the order of cargo.
    pub(crate) packages: Vec<Package>,
}

/// One package of the workspace.
#[derive(Debug, Clone, Default)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// Folder, relative to the root, with `/`.
    pub(crate) folder: String,
    pub(crate) license: Option<String>,
    /// Names of what its library and programs need, of this workspace or foreign; what only tests need is left out.
    pub(crate) needs: BTreeSet<String>,
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask stands in no folder")?;
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
            .current_dir(root)
            .output()
            .context("starting `cargo metadata`")?;
        ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value =
            serde_json::from_slice(&output.stdout).context("reading the answer of `cargo metadata`")?;
        let packages = metadata["packages"].as_array().context("`cargo metadata` lists no packages")?;
        Ok(Self {
            root: root.to_owned(),
            target: PathBuf::from(text(&metadata["target_directory"])),
            packages: packages.iter().map(|package| read_package(package, root)).collect(),
        })
    }
}

fn read_package(package: &Value, root: &Path) -> Package {
    let manifest = PathBuf::from(text(&package["manifest_path"]));
    let folder = manifest.parent().and_then(|folder| folder.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    let dependencies = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_for_tests = |dependency: &Value| text(&dependency["kind"]) == "dev";
    Package {
        name: text(&package["name"]),
        folder: folder.to_string_lossy().replace('\\', "/"),
        license: package["license"].as_str().map(str::to_owned),
        needs: dependencies.iter().filter(|needed| !is_for_tests(needed)).map(|needed| text(&needed["name"])).collect(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
