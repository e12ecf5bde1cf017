//! A folder that is gone after the test.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A temporary folder; dropping it deletes it. Whatever fails in it fails the test.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(TempDir::new().expect("the system has a folder for temporary files"))
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// A path inside it; `/` separates on every system.
    pub fn path(&self, relative: &str) -> PathBuf {
        relative.split('/').fold(self.root().to_owned(), |path, part| path.join(part))
    }

    /// Writes a file, its folders included; gives its path.
    #[expect(clippy::disallowed_methods, reason = "a test's own file needs no atomic writing")]
    pub fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(relative);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("folders can be made in a temporary folder");
        }
        fs::write(&path, bytes).expect("files can be written in a temporary folder");
        path
    }

    /// Reads a file as bytes.
    pub fn read(&self, relative: &str) -> Vec<u8> {
        let path = self.path(relative);
        fs::read(&path).unwrap_or_else(|error| panic_about(&path, &error))
    }

    /// Reads a file as text.
    pub fn read_text(&self, relative: &str) -> String {
        let path = self.path(relative);
        fs::read_to_string(&path).unwrap_or_else(|error| panic_about(&path, &error))
    }

    /// Every file in it, hidden ones too, as relative paths with `/`, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.root().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(relative) = path.strip_prefix(self.root()) {
                    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
                    files.push(parts.join("/"));
                }
            }
        }
        files.sort();
        files
    }
}

#[expect(clippy::panic, reason = "a test that reads a missing file has failed")]
fn panic_about(path: &Path, error: &std::io::Error) -> ! {
    panic!("`{}`: {error}", path.display())
}
