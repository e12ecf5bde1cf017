//! What folds in a text that was laid out: rows that stand further in than the row above them, up to the one that closes.
//!
//! Only how far in a row stands is looked at, so that one rule serves every language that is laid out. The index knows the
//! outermost row of each block, so the end of a fold is found without reading what lies between.

use std::io;

use super::{LineIndex, MARK_EVERY, Read, Row};

/// The parts of a fold with more rows are not counted.
pub const FOLD_PARTS_ROWS_MAX: u64 = 4096;

/// How far in a row stands: its blanks. A row of nothing else, and the rest of a line, stand nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Level(u16);

impl Default for Level {
    fn default() -> Self {
        Self(u16::MAX)
    }
}

impl Level {
    pub(super) fn of(row: &Row) -> Self {
        let mut level = Self::default();
        if !row.continues {
            level.take(0, &row.bytes);
        }
        level
    }

    /// Takes in the next bytes of a row, of which `known` were taken in.
    pub(super) fn take(&mut self, known: usize, bytes: &[u8]) {
        if *self != Self::default() {
            return;
        }
        if let Some(blanks) =
            bytes.iter().position(|byte| *byte != b' ').filter(|at| !matches!(bytes[*at], b'\n' | b'\r'))
        {
            *self = Self(u16::try_from(known + blanks).unwrap_or(u16::MAX));
        }
    }

    /// Whether a row of this level opens what the row below it belongs to.
    pub(super) fn opens(self, below: Self) -> bool {
        below != Self::default() && self < below
    }
}

/// What a row opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// The last row of it.
    pub end: u64,
    /// What closes it, when that is the last row: `},` or `</name>`. Empty otherwise.
    pub close: Vec<u8>,
    /// How many rows stand one step further in; `None` when there are too many to count.
    pub parts: Option<u64>,
}

impl LineIndex {
    /// What row `opener` opens; `None` when the next one stands no further in.
    pub fn fold(&self, opener: u64, read: &mut Read<'_>) -> io::Result<Option<Fold>> {
        let mut levels = Vec::with_capacity(2);
        self.visit(opener, read, |row| {
            levels.push(Level::of(&row));
            levels.len() < 2
        })?;
        let &[own, inner] = levels.as_slice() else { return Ok(None) };
        if !own.opens(inner) {
            return Ok(None);
        }
        let behind = self.first_outside(opener + 1, own, read)?;
        let closes = behind.as_ref().is_some_and(|(_, row)| Level::of(row) == own && is_close(&row.bytes));
        let (end, close) = match behind {
            Some((at, row)) if closes => (at, row.bytes[usize::from(own.0)..].to_vec()),
            Some((at, _)) => (at - 1, Vec::new()),
            None => (self.rows() - 1, Vec::new()),
        };
        let parts = if end - opener > FOLD_PARTS_ROWS_MAX { None } else { Some(self.parts(opener, end, inner, read)?) };
        Ok(Some(Fold { end, close, parts }))
    }

    /// The first row from `from` on that stands no further in than `level`, and its number.
    fn first_outside(&self, from: u64, level: Level, read: &mut Read<'_>) -> io::Result<Option<(u64, Row)>> {
        let mut at = from;
        loop {
            let block = usize::try_from(at / MARK_EVERY).unwrap_or(usize::MAX);
            let block_end = (at / MARK_EVERY + 1) * MARK_EVERY;
            let Some(mark) = self.marks.get(block) else { return Ok(None) };
            // The row that is still taken in is not in its mark.
            if mark.outermost > level && block + 1 < self.marks.len() {
                at = block_end;
                continue;
            }
            let mut found = None;
            self.visit(at, read, |row| {
                if Level::of(&row) <= level {
                    found = Some((at, row));
                    return false;
                }
                at += 1;
                at < block_end
            })?;
            if found.is_some() {
                return Ok(found);
            }
            if at < block_end {
                return Ok(None);
            }
        }
    }

    fn parts(&self, opener: u64, end: u64, level: Level, read: &mut Read<'_>) -> io::Result<u64> {
        let (mut at, mut parts) = (opener + 1, 0);
        self.visit(at, read, |row| {
            parts += u64::from(Level::of(&row) == level && !is_close(&row.bytes));
            at += 1;
            at <= end
        })?;
        Ok(parts)
    }
}

fn is_close(row: &[u8]) -> bool {
    let text = row.trim_ascii_start();
    text.starts_with(b"}") || text.starts_with(b"]") || text.starts_with(b"</")
}
