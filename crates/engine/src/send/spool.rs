//! Bytes of an answer while they arrive and afterwards: in memory, above a threshold in a file that nobody else can see.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Longer bodies go to a file.
const MEMORY_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Bytes that are appended by one and read by many.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    kept: Mutex<Kept>,
}

#[derive(Debug)]
enum Kept {
    Memory(Vec<u8>),
    /// The file has no name: it is gone with the program, however that ends.
    File {
        file: File,
        length: u64,
    },
}

impl Spool {
    /// An empty one; a file, if it comes to that, is made in `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), kept: Mutex::new(Kept::Memory(Vec::new())) }
    }

    /// Appends.
    pub fn append(&self, bytes: &[u8]) -> io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Kept::Memory(memory) = &mut *kept {
            if memory.len() + bytes.len() <= MEMORY_BYTES_MAX {
                memory.extend_from_slice(bytes);
                return Ok(());
            }
            std::fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::tempfile_in(&self.folder)?;
            file.write_all(memory)?;
            *kept = Kept::File { file, length: memory.len() as u64 };
        }
        if let Kept::File { file, length } = &mut *kept {
            file.seek(SeekFrom::Start(*length))?;
            file.write_all(bytes)?;
            *length += bytes.len() as u64;
        }
        Ok(())
    }

    /// Bytes that are here.
    pub fn length(&self) -> u64 {
        match &*self.kept.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::Memory(memory) => memory.len() as u64,
            Kept::File { length, .. } => *length,
        }
    }

    /// The bytes from `from` up to `to`, as far as they are here.
    pub fn read(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        match &mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner) {
            Kept::Memory(memory) => {
                let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(memory.len());
                Ok(memory.get(place(from)..place(to)).unwrap_or_default().to_vec())
            }
            Kept::File { file, length } => {
                let count = to.min(*length).saturating_sub(from);
                let mut bytes = Vec::with_capacity(usize::try_from(count).unwrap_or_default());
                file.seek(SeekFrom::Start(from))?;
                file.take(count).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_the_same_in_memory_and_in_a_file() {
        let folder = testkit::Folder::new();
        let piece: Vec<u8> = (0..=255).collect();
        for count in [4, MEMORY_BYTES_MAX / 256 + 2] {
            let spool = Spool::new(folder.root());
            for _ in 0..count {
                spool.append(&piece).unwrap();
            }
            let length = (count * 256) as u64;
            assert_eq!(spool.length(), length);
            assert_eq!(spool.read(254, 259).unwrap(), [254, 255, 0, 1, 2]);
            assert_eq!(spool.read(length - 1, u64::MAX).unwrap(), [255]);
            assert_eq!(spool.read(length + 5, length + 9).unwrap(), [0_u8; 0]);
            assert_eq!(spool.read(9, 3).unwrap(), [0_u8; 0]);
        }
        assert!(folder.files().is_empty(), "an answer's file has no name");
    }
}
