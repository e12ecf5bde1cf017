//! Finds a text or a regular expression in a text that is too long to hold, a part at a time.
//!
//! Whoever asks goes on from where the last part ended, and stops by not asking again.

use std::io;

use regex::bytes::{Regex, RegexBuilder};

use super::{Read, Walk};

/// Bytes that one call looks at; in a test so few that a short text has several parts.
const PART_BYTES: u64 = if cfg!(test) { 64 * 1024 } else { 8 * 1024 * 1024 };
/// A hit may reach so far into the next part.
const REACH_BYTES: usize = 4096;
/// Most hits of one call.
const HITS_MAX: usize = 2000;
/// A regular expression may grow so large when it is compiled, in bytes.
const COMPILED_BYTES_MAX: usize = 4 * 1024 * 1024;

/// How a text is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SearchOptions {
    /// Upper and lower case differ.
    pub matches_case: bool,
    /// The text is a regular expression.
    pub is_expression: bool,
}

/// What is looked for.
#[derive(Debug)]
pub struct Search {
    expression: Regex,
}

/// A hit inside one row; one that reaches further ends with its first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: u64,
    /// First column, in UTF-16 units.
    pub from: u64,
    /// Column behind it.
    pub to: u64,
}

/// What one part holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Hits in order.
    pub hits: Vec<Hit>,
    /// Where the next part begins.
    pub next: u64,
    /// Whether there is nothing more at present.
    pub is_end: bool,
}

impl Search {
    /// `Err` holds what is wrong with the expression. An empty text is found nowhere.
    pub fn new(text: &str, options: SearchOptions) -> Result<Self, String> {
        let pattern = if options.is_expression { text.to_owned() } else { regex::escape(text) };
        let expression = RegexBuilder::new(&pattern)
            .case_insensitive(!options.matches_case)
            .multi_line(true)
            .size_limit(COMPILED_BYTES_MAX)
            .build()
            .map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => "the expression is too large".to_owned(),
                error => error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
            })?;
        Ok(Self { expression })
    }

    /// Looks on from byte `from`, which stands in the row of `walk`; the text has `length` bytes.
    pub fn part(&self, walk: Walk, from: u64, length: u64, read: &mut Read<'_>) -> io::Result<Found> {
        let base = walk.at;
        let bytes = read(base..(from + PART_BYTES).min(length))?;
        let is_last = base + bytes.len() as u64 >= length;
        let limit = if is_last { bytes.len() } else { bytes.len().saturating_sub(REACH_BYTES) };
        let mut at = usize::try_from(from.saturating_sub(base)).unwrap_or(usize::MAX);
        let mut rows = Rows { walk, base, bytes: &bytes };
        let mut hits = Vec::new();
        while at < bytes.len() {
            let Some(found) = self.expression.find_at(&bytes, at).filter(|found| found.start() < limit) else { break };
            at = found.end().max(found.start() + 1);
            if !found.is_empty() {
                hits.push(rows.hit(found.start(), found.end()));
            }
            if hits.len() == HITS_MAX {
                return Ok(Found { hits, next: base + at as u64, is_end: false });
            }
        }
        Ok(Found { hits, next: base + at.max(limit) as u64, is_end: is_last })
    }
}

/// Rows of a part, walked once from its beginning.
struct Rows<'a> {
    walk: Walk,
    base: u64,
    bytes: &'a [u8],
}

impl Rows<'_> {
    fn hit(&mut self, start: usize, end: usize) -> Hit {
        let mut row_end = self.bytes.len();
        loop {
            let begin = self.begin();
            let mut next = self.walk;
            next.in_row = 0;
            let (_, is_break) = next.step(&self.bytes[begin..]);
            if !is_break {
                break;
            }
            let next_begin = usize::try_from(next.at - self.base).unwrap_or(usize::MAX);
            if next_begin > start {
                row_end = next_begin;
                break;
            }
            self.walk = next;
        }
        let begin = self.begin();
        let columns = |bytes: &[u8]| String::from_utf8_lossy(bytes).encode_utf16().count() as u64;
        let from = columns(&self.bytes[begin..start]);
        let shown = &self.bytes[start..end.min(row_end)];
        Hit { row: self.walk.row, from, to: from + columns(shown.strip_suffix(b"\n").unwrap_or(shown)) }
    }

    fn begin(&self) -> usize {
        usize::try_from(self.walk.at - self.base).unwrap_or(usize::MAX)
    }
}
