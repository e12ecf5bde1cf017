//! The files of a checkout, read once.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;

/// Every file that git tracks or would track.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// In the order of their paths.
    pub(crate) files: Vec<TextFile>,
}

/// One file.
#[derive(Debug)]
pub(crate) struct TextFile {
    /// Relative to the root, with `/`.
    pub(crate) path: String,
    /// What it says; empty when it is no text.
    pub(crate) text: String,
}

impl Tree {
    /// Reads what git lists: ignored files do not count, a file that was never added does.
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        // A checkout that belongs to somebody else (a container, a mounted folder) is still ours to look at.
        let trust = format!("safe.directory={}", root.display());
        let output = Command::new("git")
            .args(["-c", &trust, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .context("starting `git ls-files`; tidy needs git and a clone")?;
        anyhow::ensure!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut paths: Vec<&str> = listed.split_terminator('\0').collect();
        paths.sort_unstable();
        paths.dedup();
        // A file that was deleted, but not from the index, is still listed.
        let read = |path: &&str| Some(TextFile::new(path, &fs::read(root.join(path)).ok()?));
        Ok(Self { files: paths.iter().filter_map(read).collect() })
    }

    /// What a file says, if it exists.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// Rust files of the crates and of xtask.
    pub(crate) fn rust_files(&self) -> impl Iterator<Item = &TextFile> {
        self.files.iter().filter(|file| file.extension() == "rs")
    }

    /// Files of the pages in TypeScript that people write: the types made of the Rust structs are left out.
    pub(crate) fn page_files(&self) -> impl Iterator<Item = &TextFile> {
        let is_ours = |file: &&TextFile| file.path.starts_with("web/src/") && !file.path.contains("/types/");
        self.files.iter().filter(|file| matches!(file.extension(), "ts" | "tsx")).filter(is_ours)
    }
}

impl TextFile {
    pub(crate) fn new(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), text: String::from_utf8(bytes.to_vec()).unwrap_or_default() }
    }

    /// Whether it belongs to a test: `tests.rs`, anything in a folder `tests`, `NAME.test.ts`.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/") || self.path.contains(".test.ts")
    }

    /// What stands behind the last dot of the file name; empty without one.
    pub(crate) fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}
