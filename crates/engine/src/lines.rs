//! Where lines begin in a text that is too long to hold: built while it grows, asked for any part of it.
//!
//! A *row* is what is shown as one: a line, or a part of one that is longer than [`ROW_BYTES_MAX`]. The same bytes always
//! make the same rows, wherever reading begins, so an index of every 256th row is enough: the rest is walked.
//! Bytes come from a function that reads a range; nothing here knows where they are kept.

mod search;

use std::io;
use std::ops::Range;

pub use search::{Found, Hit, Search, SearchOptions};

/// A line is cut into rows of so many bytes, a few more where a character would be cut.
pub const ROW_BYTES_MAX: usize = 4096;
/// Longest character in UTF-8, less its first byte.
const CHARACTER_REST_MAX: usize = 3;
/// Every so many rows one is remembered.
const MARK_EVERY: u64 = 256;
/// Bytes read at a time.
const BLOCK_BYTES: u64 = 64 * 1024;

/// Reads a range of the text.
pub type Read<'a> = dyn FnMut(Range<u64>) -> io::Result<Vec<u8>> + 'a;

/// A place between rows: what is needed to walk on from there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Walk {
    /// Number of the row, from 0.
    pub row: u64,
    /// Number of its line, from 0.
    pub line: u64,
    /// Whether the row is the rest of a line.
    pub continues: bool,
    /// Where the row begins.
    pub at: u64,
    /// Bytes of the row that were walked over.
    in_row: usize,
}

impl Walk {
    /// Walks over the beginning of `rest`: how many bytes, and whether the row ended with them.
    fn step(&mut self, rest: &[u8]) -> (usize, bool) {
        let room = ROW_BYTES_MAX.saturating_sub(self.in_row).min(rest.len());
        if let Some(found) = memchr::memchr(b'\n', &rest[..room]) {
            return (self.end_row(found + 1, false), true);
        }
        for (at, byte) in rest.iter().enumerate().skip(room) {
            let is_inside_character =
                byte & 0b1100_0000 == 0b1000_0000 && self.in_row + at < ROW_BYTES_MAX + CHARACTER_REST_MAX;
            match byte {
                b'\n' => return (self.end_row(at + 1, false), true),
                _ if !is_inside_character => return (self.end_row(at, true), true),
                _ => {}
            }
        }
        self.in_row += rest.len();
        (rest.len(), false)
    }

    fn end_row(&mut self, bytes: usize, continues: bool) -> usize {
        self.row += 1;
        self.line += u64::from(!continues);
        self.continues = continues;
        self.at += (self.in_row + bytes) as u64;
        self.in_row = 0;
        bytes
    }
}

/// One row as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of its line, from 0.
    pub line: u64,
    /// Whether it is the rest of a line.
    pub continues: bool,
    /// Its bytes without the line end.
    pub bytes: Vec<u8>,
}

/// Where every 256th row begins, and how many there are.
#[derive(Debug)]
pub struct LineIndex {
    marks: Vec<Walk>,
    end: Walk,
}

impl Default for LineIndex {
    fn default() -> Self {
        Self { marks: vec![Walk::default()], end: Walk::default() }
    }
}

impl LineIndex {
    /// Takes in what was added to the text.
    pub fn push(&mut self, mut added: &[u8]) {
        while !added.is_empty() {
            let (count, is_break) = self.end.step(added);
            added = &added[count..];
            if is_break && self.end.row.is_multiple_of(MARK_EVERY) {
                self.marks.push(self.end);
            }
        }
    }

    /// How many rows there are: one, even when it is empty, behind each end of a line.
    pub fn rows(&self) -> u64 {
        self.end.row + 1
    }

    /// How many lines there are.
    pub fn lines(&self) -> u64 {
        self.end.line + 1
    }

    /// Bytes that were taken in.
    pub fn bytes(&self) -> u64 {
        self.end.at + self.end.in_row as u64
    }

    /// At most `count` rows beginning with row `from`.
    pub fn read(&self, from: u64, count: usize, read: &mut Read<'_>) -> io::Result<Vec<Row>> {
        let mut rows = Vec::new();
        if from >= self.rows() || count == 0 {
            return Ok(rows);
        }
        let mut walk = self.mark_of_row(from);
        let mut current = Vec::new();
        self.blocks(walk.at, read, |block| {
            let mut rest = block;
            while !rest.is_empty() {
                let before = walk;
                let (bytes, is_break) = walk.step(rest);
                if before.row >= from {
                    current.extend_from_slice(&rest[..bytes]);
                    if is_break {
                        rows.push(row(&before, std::mem::take(&mut current)));
                        if rows.len() == count {
                            return false;
                        }
                    }
                }
                rest = &rest[bytes..];
            }
            true
        })?;
        if rows.len() < count && walk.row >= from {
            rows.push(row(&walk, current));
        }
        Ok(rows)
    }

    /// The row that holds the byte at `offset`; the last one when there is no such byte.
    pub fn locate(&self, offset: u64, read: &mut Read<'_>) -> io::Result<Walk> {
        let after = self.marks.partition_point(|mark| mark.at <= offset);
        let mut walk = self.marks.get(after.saturating_sub(1)).copied().unwrap_or_default();
        let mut found = walk;
        self.blocks(walk.at, read, |block| {
            let mut rest = block;
            while !rest.is_empty() {
                let (bytes, is_break) = walk.step(rest);
                rest = &rest[bytes..];
                if is_break && walk.at > offset {
                    return false;
                }
                if is_break {
                    found = walk;
                }
            }
            true
        })?;
        Ok(found)
    }

    fn mark_of_row(&self, row: u64) -> Walk {
        let at = usize::try_from(row / MARK_EVERY).unwrap_or(usize::MAX);
        self.marks.get(at).copied().unwrap_or_default()
    }

    /// Reads from `at` to the end, block by block, until `visit` has enough.
    fn blocks(&self, mut at: u64, read: &mut Read<'_>, mut visit: impl FnMut(&[u8]) -> bool) -> io::Result<()> {
        let end = self.bytes();
        while at < end {
            let block = read(at..(at + BLOCK_BYTES).min(end))?;
            if block.is_empty() || !visit(&block) {
                return Ok(());
            }
            at += block.len() as u64;
        }
        Ok(())
    }
}

fn row(walk: &Walk, mut bytes: Vec<u8>) -> Row {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    Row { line: walk.line, continues: walk.continues, bytes }
}

#[cfg(test)]
mod tests;
