//! Where lines begin in a text that is too long to hold: built while it grows, asked for any part of it.
//!
//! A *row* is what is shown as one: a line, or a part of one that is longer than [`ROW_BYTES_MAX`]. The same bytes always
//! make the same rows, wherever reading begins, so an index of every 256th row is enough: the rest is walked.
//! Bytes come from a function that reads a range; nothing here knows where they are kept.

mod folds;
mod search;

use std::io;
use std::ops::Range;

use folds::Level;
pub use folds::{FOLD_PARTS_ROWS_MAX, Fold, Folds};
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
    /// Whether rows below it stand further in: what it opens can be folded.
    pub opens: bool,
    /// Its bytes without the line end.
    pub bytes: Vec<u8>,
}

/// Where every 256th row begins, how far in the rows behind it stand, and how many rows there are.
#[derive(Debug)]
pub struct LineIndex {
    marks: Vec<Mark>,
    end: Walk,
    /// The row that is taken in.
    level: Level,
}

/// A row that is remembered.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    walk: Walk,
    /// How far in the outermost row stands, of this one and those before the next mark.
    outermost: Level,
}

impl Default for LineIndex {
    fn default() -> Self {
        Self { marks: vec![Mark::default()], end: Walk::default(), level: Level::default() }
    }
}

impl LineIndex {
    /// Takes in what was added to the text.
    pub fn push(&mut self, mut added: &[u8]) {
        while !added.is_empty() {
            let (is_rest, begins_at) = (self.end.continues, self.end.in_row);
            let (count, is_break) = self.end.step(added);
            if !is_rest {
                self.level.take(begins_at, &added[..count]);
            }
            added = &added[count..];
            if !is_break {
                continue;
            }
            let level = std::mem::take(&mut self.level);
            if let Some(mark) = self.marks.last_mut() {
                mark.outermost = mark.outermost.min(level);
            }
            if self.end.row.is_multiple_of(MARK_EVERY) {
                self.marks.push(Mark { walk: self.end, outermost: Level::default() });
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
        let mut rows: Vec<Row> = Vec::new();
        if count == 0 {
            return Ok(rows);
        }
        self.visit(from, read, |row| {
            // Whether a row opens, the row behind it says.
            if let Some(before) = rows.last_mut() {
                before.opens = Level::of(before).opens(Level::of(&row));
            }
            let is_wanted = rows.len() < count;
            if is_wanted {
                rows.push(row);
            }
            is_wanted
        })?;
        Ok(rows)
    }

    /// Hands out rows beginning with row `from` until `visit` has enough.
    fn visit(&self, from: u64, read: &mut Read<'_>, mut visit: impl FnMut(Row) -> bool) -> io::Result<()> {
        if from >= self.rows() {
            return Ok(());
        }
        let mut walk = self.mark_of_row(from).walk;
        let mut current = Vec::new();
        let mut goes_on = true;
        self.blocks(walk.at, read, |block| {
            let mut rest = block;
            while !rest.is_empty() && goes_on {
                let before = walk;
                let (bytes, is_break) = walk.step(rest);
                if before.row >= from {
                    current.extend_from_slice(&rest[..bytes]);
                    if is_break {
                        goes_on = visit(row(&before, std::mem::take(&mut current)));
                    }
                }
                rest = &rest[bytes..];
            }
            goes_on
        })?;
        if goes_on && walk.row >= from {
            visit(row(&walk, current));
        }
        Ok(())
    }

    /// The row that holds the byte at `offset`; the last one when there is no such byte.
    pub fn locate(&self, offset: u64, read: &mut Read<'_>) -> io::Result<Walk> {
        let after = self.marks.partition_point(|mark| mark.walk.at <= offset);
        let mut walk = self.marks.get(after.saturating_sub(1)).copied().unwrap_or_default().walk;
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

    fn mark_of_row(&self, row: u64) -> Mark {
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
    Row { line: walk.line, continues: walk.continues, opens: false, bytes }
}

#[cfg(test)]
mod tests;
