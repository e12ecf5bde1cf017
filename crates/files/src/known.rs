//! Files of a collection as they were last read, so that a collection of thousands is not read again for one edit.
//!
//! A file counts as unchanged while its stamp is the same: time, length and, where there is one, the number of its inode.
//! File systems keep times only to some milliseconds, so a file that was read in the same moment as it was written is
//! read once more.

use std::collections::HashMap;
use std::path::Path;
use std::time::UNIX_EPOCH;
use std::{fs, io};

use model::{Environment, Problem};

use crate::load::{ENVIRONMENTS, Parsed, file_names};

/// Younger files may change once more without a new time.
const SETTLES_MS: i64 = 100;

/// What is known of one collection's files.
#[derive(Debug, Default)]
pub struct Known {
    files: HashMap<String, (Stamp, Parsed)>,
}

/// What changes when a file changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Of the last change, in milliseconds since 1970 UTC.
    at_ms: i64,
    /// The same in full, bytes, and the inode where there is one.
    detail: (i64, i64, u64, u64),
}

impl Stamp {
    fn is_empty(self) -> bool {
        self.detail.2 == 0
    }
}

/// The environments of a folder as last read.
#[derive(Debug, Default)]
pub struct KnownEnvironments {
    /// Name and stamp of each file.
    files: Vec<(String, Option<Stamp>)>,
    read: Option<(Vec<Environment>, Vec<Problem>)>,
}

/// [`crate::load_environments`], but nothing is read again while no file changed. `now_ms` is the time at which this begins, in
/// milliseconds since 1970 UTC.
pub fn load_environments_known(
    collection_or_workspace: &Path,
    known: &mut KnownEnvironments,
    now_ms: i64,
) -> io::Result<(Vec<Environment>, Vec<Problem>)> {
    let folder = collection_or_workspace.join(ENVIRONMENTS);
    let names = match file_names(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    let stamped = names.into_iter().map(|name| {
        let stamp = stamp_of(&folder.join(&name));
        (name, stamp)
    });
    let files: Vec<(String, Option<Stamp>)> = stamped.collect();
    if let Some(read) = known.read.as_ref().filter(|_| known.files == files) {
        return Ok(read.clone());
    }
    let read = crate::load_environments(collection_or_workspace)?;
    let is_settled = |stamp: &Option<Stamp>| stamp.is_some_and(|stamp| now_ms - stamp.at_ms > SETTLES_MS);
    known.read = files.iter().all(|(_, stamp)| is_settled(stamp)).then(|| read.clone());
    known.files = files;
    Ok(read)
}

impl Known {
    pub(crate) fn get(&self, path: &str, stamp: Option<Stamp>) -> Option<Parsed> {
        let (known, parsed) = self.files.get(path)?;
        // An editor that writes in place empties the file first: until it is done, the item is what it was.
        let is_being_written = stamp.is_some_and(Stamp::is_empty);
        (Some(*known) == stamp || is_being_written).then(|| parsed.clone())
    }

    /// Keeps what was read; what is not among `paths` is forgotten.
    pub(crate) fn put(&mut self, paths: &[String], read: &[(Parsed, Option<Stamp>)], now_ms: i64) {
        let mut before = std::mem::take(&mut self.files);
        for (path, (parsed, stamp)) in paths.iter().zip(read) {
            if stamp.is_some_and(Stamp::is_empty)
                && let Some((path, kept)) = before.remove_entry(path.as_str())
            {
                self.files.insert(path, kept);
                continue;
            }
            let Some(stamp) = stamp.filter(|stamp| now_ms - stamp.at_ms > SETTLES_MS) else { continue };
            let known = before.remove_entry(path.as_str()).filter(|(_, (known, _))| *known == stamp);
            let (path, kept) = known.unwrap_or_else(|| (path.clone(), (stamp, parsed.clone())));
            self.files.insert(path, kept);
        }
    }
}

/// The stamp of a file; `None` when it is gone or has no time.
pub fn stamp_of(path: &Path) -> Option<Stamp> {
    let facts = fs::metadata(path).ok()?;
    let written = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let written_ms = i64::try_from(written.as_millis()).ok()?;
    let part = i64::from(written.subsec_nanos());
    #[cfg(unix)]
    let (touched_ms, touched_part, inode) = {
        use std::os::unix::fs::MetadataExt as _;
        (facts.ctime() * 1000 + facts.ctime_nsec() / 1_000_000, facts.ctime_nsec(), facts.ino())
    };
    #[cfg(not(unix))]
    let (touched_ms, touched_part, inode) = (written_ms, part, 0);
    Some(Stamp { at_ms: written_ms.max(touched_ms), detail: (part, touched_part, facts.len(), inode) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{atomic, load, load_known};

    const LATER_MS: i64 = i64::MAX / 2;

    #[test]
    fn what_is_known_equals_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| atomic::write(&folder.path().join(path), text.as_bytes()).unwrap();
        write("opencollection.yml", "info:\n  name: Test\n");
        write("a.yml", "info:\n  name: a\n  type: http\nhttp:\n  method: GET\n");
        write("b.yml", "info: [\n");
        let mut known = Known::default();
        for text in ["GET", "GET", "PUT", "PUT"] {
            write("a.yml", &format!("info:\n  name: a\n  type: http\nhttp:\n  method: {text}\n"));
            assert_eq!(load_known(folder.path(), &mut known, LATER_MS).unwrap(), load(folder.path()).unwrap());
            assert_eq!(load_known(folder.path(), &mut known, LATER_MS).unwrap(), load(folder.path()).unwrap());
        }
        assert_eq!(known.files.len(), 2);
        fs::remove_file(folder.path().join("a.yml")).unwrap();
        assert_eq!(load_known(folder.path(), &mut known, LATER_MS).unwrap(), load(folder.path()).unwrap());
        assert_eq!(known.files.len(), 1);
    }

    #[test]
    fn known_environments_equal_those_that_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut known = KnownEnvironments::default();
        let mut is_same = || {
            let read = crate::load_environments(folder.path()).unwrap();
            load_environments_known(folder.path(), &mut known, LATER_MS).unwrap() == read
        };
        assert!(is_same());
        let write = |name: &str, text: &str| {
            atomic::write(&folder.path().join("environments").join(name), text.as_bytes()).unwrap();
        };
        fs::create_dir(folder.path().join("environments")).unwrap();
        write("a.yml", "name: a\n");
        assert!(is_same() && is_same());
        write("a.yml", "name: a\nvariables:\n  - name: x\n    value: y\n");
        assert!(is_same() && is_same());
        write("b.yml", "name: b\n");
        assert!(is_same());
        fs::remove_file(folder.path().join("environments/a.yml")).unwrap();
        assert!(is_same() && is_same());
    }

    #[test]
    fn what_was_written_just_now_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["opencollection.yml", "a.yml"] {
            atomic::write(&folder.path().join(path), b"info:\n  name: a\n  type: http\n").unwrap();
        }
        let mut known = Known::default();
        load_known(folder.path(), &mut known, 0).unwrap();
        assert!(known.files.is_empty());
    }
}
