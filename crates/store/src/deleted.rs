//! Deleted items, kept for a while so that a deletion can be taken back, also by a later start of the program.
//!
//! ```text
//! state/deleted/ID/facts.json   what it was and where it stood; only `engine` reads it
//! state/deleted/ID/content      the file or folder with its bytes
//! ```
//! A deletion whose facts were never written (the program was killed first) is not listed.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::private_file;

const FACTS: &str = "facts.json";
const CONTENT: &str = "content";

/// The deleted items in the state folder.
#[derive(Debug, Clone)]
pub struct Deleted {
    folder: PathBuf,
}

impl Deleted {
    pub(crate) fn new(state: &Path) -> Self {
        Self { folder: state.join("deleted") }
    }

    /// Where the content of this deletion stands.
    pub fn content(&self, id: &str) -> PathBuf {
        self.folder.join(id).join(CONTENT)
    }

    /// Makes room for a deletion and keeps its facts; its content is then moved to [`Deleted::content`].
    pub fn prepare(&self, id: &str, facts: &str) -> io::Result<()> {
        let folder = self.folder.join(id);
        private_file::create_folder(&folder)?;
        private_file::replace(&folder.join(FACTS), facts.as_bytes())
    }

    /// Ids and facts of all deletions whose content is here, in no order.
    pub fn list(&self) -> io::Result<Vec<(String, String)>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry?;
            let (Ok(id), Ok(facts)) = (entry.file_name().into_string(), fs::read_to_string(entry.path().join(FACTS)))
            else {
                continue;
            };
            if fs::symlink_metadata(self.content(&id)).is_ok() {
                found.push((id, facts));
            }
        }
        Ok(found)
    }

    /// Forgets a deletion and what is left of its content.
    pub fn forget(&self, id: &str) -> io::Result<()> {
        match fs::remove_dir_all(self.folder.join(id)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deletion_is_listed_while_its_content_is_here() {
        let state = tempfile::tempdir().unwrap();
        let deleted = Deleted::new(state.path());
        assert_eq!(deleted.list().unwrap(), []);
        deleted.prepare("a", "{}").unwrap();
        assert_eq!(deleted.list().unwrap(), []);
        fs::create_dir(deleted.content("a")).unwrap();
        assert_eq!(deleted.list().unwrap(), [("a".to_owned(), "{}".to_owned())]);
        deleted.forget("a").unwrap();
        deleted.forget("a").unwrap();
        assert_eq!(deleted.list().unwrap(), []);
    }
}
