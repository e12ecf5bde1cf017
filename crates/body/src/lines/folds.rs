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

/// The beginning of a row: how far in it stands, and two bytes behind the blanks.
#[derive(Debug, Default)]
struct Head {
    level: Level,
    text: [u8; 2],
    known: usize,
}

impl Head {
    /// Takes in the next bytes of a row, of which `before` were taken in.
    fn take(&mut self, before: usize, bytes: &[u8]) {
        if self.known == self.text.len() {
            return;
        }
        self.level.take(before, bytes);
        if self.level == Level::default() {
            return;
        }
        let is_first = self.known == 0;
        for byte in bytes.iter().skip_while(|byte| is_first && **byte == b' ').take(self.text.len() - self.known) {
            self.text[self.known] = *byte;
            self.known += 1;
        }
    }

    fn closes(&self) -> bool {
        is_close(&self.text)
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

/// Some of the folds that stand next to each other, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folds {
    /// The row that opens each, and its last one.
    pub rows: Vec<(u64, u64)>,
    /// The row to go on from; `None` behind the last one.
    pub next: Option<u64>,
}

impl LineIndex {
    /// At most `count` folds from row `from` on that together fold the text as far as something is seen of it: those inside
    /// the one that holds everything, or where none does, the outermost ones.
    pub fn folds(&self, from: u64, count: usize, read: &mut Read<'_>) -> io::Result<Folds> {
        let mut folds = Folds::default();
        let Some((level, first)) = self.level_to_fold(read)? else { return Ok(folds) };
        let mut at = from.max(first);
        // A row of the level that the next one may belong to, and the one that is being folded.
        let (mut last, mut opener) = (None, None);
        self.visit_heads(at, read, |own, is_close| {
            if own <= level {
                let closes = own == level && is_close;
                folds.rows.extend(opener.take().map(|opener| (opener, if closes { at } else { at - 1 })));
                last = (own == level && !closes).then_some(at);
                if folds.rows.len() >= count {
                    folds.next = Some(at);
                    return false;
                }
            } else if own != Level::default() {
                opener = opener.or(last.filter(|last| last + 1 == at));
            }
            at += 1;
            true
        })?;
        folds.rows.extend(opener.map(|opener| (opener, self.rows() - 1)));
        Ok(folds)
    }

    /// Hands out how far in each row from `from` on stands, and whether it closes something, until `visit` has enough. A text
    /// of millions of rows is gone through in the time that it takes to look for the ends of lines.
    fn visit_heads(
        &self,
        from: u64,
        read: &mut Read<'_>,
        mut visit: impl FnMut(Level, bool) -> bool,
    ) -> io::Result<()> {
        let mut walk = self.mark_of_row(from).walk;
        let mut head = Head::default();
        let mut goes_on = from < self.rows();
        self.blocks(walk.at, read, |block| {
            let mut rest = block;
            while !rest.is_empty() && goes_on {
                let before = walk;
                let (bytes, is_break) = walk.step(rest);
                if !before.continues {
                    head.take(before.in_row, &rest[..bytes]);
                }
                if is_break {
                    let ended = std::mem::take(&mut head);
                    goes_on = before.row < from || visit(ended.level, ended.closes());
                }
                rest = &rest[bytes..];
            }
            goes_on
        })?;
        if goes_on && walk.row >= from {
            visit(head.level, head.closes());
        }
        Ok(())
    }

    /// How far in the rows stand that are folded when all are, and the first row that may be one.
    fn level_to_fold(&self, read: &mut Read<'_>) -> io::Result<Option<(Level, u64)>> {
        let head = self.read(0, usize::try_from(MARK_EVERY).unwrap_or(usize::MAX), read)?;
        let Some(root) = head.iter().position(|row| row.opens) else { return Ok(None) };
        let opener = root as u64;
        let (own, inner) = (Level::of(&head[root]), head.get(root + 1).map_or_else(Level::default, Level::of));
        let holds_all = self.fold(opener, read)?.is_some_and(|fold| fold.end + 2 >= self.rows());
        Ok(Some(if holds_all && inner != Level::default() { (inner, opener + 1) } else { (own, opener) }))
    }

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
