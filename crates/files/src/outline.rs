//! Where the keys and list items of a YAML text stand, line by line, so that one of them can be changed and every other
//! byte kept.
//!
//! This is no YAML reader: it never says what a value is. It finds the block structure by indentation and calls
//! everything else (scalars, flow collections, anchors) opaque. Whoever edits by it reads the result again with
//! `document` and compares, so a text that fools it costs the comments of a block, never a value.

use std::ops::Range;

/// The lines of a text and the block structure in them.
#[derive(Debug)]
pub(crate) struct Outline {
    /// Byte ranges of the lines, line ends included.
    pub(crate) lines: Vec<Range<usize>>,
    /// The structure of the whole text.
    pub(crate) root: Block,
}

/// A value that may span lines.
#[derive(Debug)]
pub(crate) enum Block {
    /// `key: value` lines at one indentation.
    Mapping { indent: usize, entries: Vec<Entry> },
    /// `- item` lines at one indentation.
    Sequence { indent: usize, items: Vec<Entry> },
    /// Anything else.
    Opaque,
}

/// One key with its value, or one list item.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The key; empty for a list item.
    pub(crate) key: String,
    /// Its lines, without blank lines and comments that follow it.
    pub(crate) lines: Range<usize>,
    /// Where its key or dash stands on its first line, in bytes.
    pub(crate) column: usize,
    /// Whether something else stands before it on its first line (`- name: x`).
    pub(crate) is_behind_a_dash: bool,
    /// What its value is made of.
    pub(crate) value: Block,
    /// Bytes of the value, when it is a scalar or flow collection on the first line and nothing follows below.
    pub(crate) inline: Option<Range<usize>>,
}

impl Outline {
    /// The outline of `text`; `None` for what is no plain single document (directives, several documents, tabs).
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            lines.push(start..start + line.len());
            start += line.len();
        }
        let scanner = Scanner { text, lines };
        let mut first = scanner.next_content(0, scanner.lines.len())?;
        if scanner.content(first).trim_end() == "---" {
            first = scanner.next_content(first + 1, scanner.lines.len())?;
        }
        let is_plain = (first..scanner.lines.len()).all(|line| {
            let content = scanner.line(line);
            let is_marker = ["---", "...", "%"].iter().any(|marker| content.starts_with(marker));
            !is_marker && !content.trim_start_matches(' ').starts_with('\t')
        });
        if !is_plain || text.starts_with('\u{FEFF}') {
            return None;
        }
        let root = scanner.block(first, scanner.indent(first), scanner.lines.len());
        Some(Self { lines: scanner.lines, root })
    }
}

struct Scanner<'t> {
    text: &'t str,
    lines: Vec<Range<usize>>,
}

impl<'t> Scanner<'t> {
    fn line(&self, line: usize) -> &'t str {
        self.text[self.lines[line].clone()].trim_end_matches(['\n', '\r'])
    }

    fn indent(&self, line: usize) -> usize {
        let line = self.line(line);
        line.len() - line.trim_start_matches(' ').len()
    }

    fn content(&self, line: usize) -> &'t str {
        self.line(line).trim_start_matches(' ')
    }

    fn is_blank(&self, line: usize) -> bool {
        self.line(line).trim().is_empty()
    }

    fn is_comment(&self, line: usize) -> bool {
        self.content(line).starts_with('#')
    }

    fn next_content(&self, from: usize, limit: usize) -> Option<usize> {
        (from..limit).find(|line| !self.is_blank(*line) && !self.is_comment(*line))
    }

    /// The block that starts at `column` of line `first` and ends before line `limit`.
    fn block(&self, first: usize, column: usize, limit: usize) -> Block {
        let rest = &self.line(first)[column..];
        if is_dash(rest) {
            self.sequence(first, column, limit)
        } else if key_of(rest).is_some() {
            self.mapping(first, column, limit)
        } else {
            Block::Opaque
        }
    }

    fn mapping(&self, first: usize, column: usize, limit: usize) -> Block {
        let mut entries = Vec::new();
        let mut line = first;
        loop {
            let rest = &self.line(line)[column..];
            let Some((key, after_key)) = key_of(rest) else {
                return Block::Opaque;
            };
            let is_open = is_comment_or_nothing(&rest[after_key..]);
            // A list may stand at the indentation of its key.
            let end = self.extent(line, column, limit, |line| is_open && is_dash(self.content(line)));
            let (value, inline) = self.value(line, column + after_key, end);
            let is_behind_a_dash = line == first && self.indent(first) != column;
            entries.push(Entry { key, lines: line..end, column, is_behind_a_dash, value, inline });
            match self.next_content(end, limit) {
                Some(next) if self.indent(next) == column => line = next,
                Some(next) if self.indent(next) > column => return Block::Opaque,
                _ => return Block::Mapping { indent: column, entries },
            }
        }
    }

    fn sequence(&self, first: usize, column: usize, limit: usize) -> Block {
        let mut items = Vec::new();
        let mut line = first;
        loop {
            let end = self.extent(line, column, limit, |_| false);
            let (value, inline) = self.value(line, column + 1, end);
            let is_behind_a_dash = line == first && self.indent(first) != column;
            items.push(Entry { key: String::new(), lines: line..end, column, is_behind_a_dash, value, inline });
            match self.next_content(end, limit) {
                Some(next) if self.indent(next) == column && is_dash(self.content(next)) => line = next,
                Some(next) if self.indent(next) > column => return Block::Opaque,
                _ => return Block::Sequence { indent: column, items },
            }
        }
    }

    /// The line behind the last one that belongs to what starts at `column` of line `first`: everything indented deeper.
    fn extent(&self, first: usize, column: usize, limit: usize, belongs: impl Fn(usize) -> bool) -> usize {
        let mut end = first + 1;
        for line in first + 1..limit {
            if self.is_blank(line) {
                continue;
            }
            let is_deeper = self.indent(line) > column;
            if is_deeper || (self.indent(line) == column && belongs(line)) {
                end = line + 1;
            } else if !self.is_comment(line) {
                break;
            }
        }
        // The blank lines behind a text that keeps them are part of it.
        if self.line(first)[column..].trim_end().ends_with("|+") {
            while end < limit && self.is_blank(end) {
                end += 1;
            }
        }
        end
    }

    /// The value behind `column` of line `first`, whose entry ends before line `end`.
    fn value(&self, first: usize, column: usize, end: usize) -> (Block, Option<Range<usize>>) {
        let line = self.line(first);
        let rest = &line[column..];
        if is_comment_or_nothing(rest) {
            let value = match self.next_content(first + 1, end) {
                Some(below) => self.block(below, self.indent(below), end),
                None => Block::Opaque,
            };
            return (value, None);
        }
        let column = column + rest.len() - rest.trim_start_matches(' ').len();
        // Behind a dash a mapping or another list may start on the same line.
        if is_dash(line[..column].trim_end()) {
            let value = self.block(first, column, end);
            if !matches!(value, Block::Opaque) {
                return (value, None);
            }
        }
        let length = (end == first + 1).then(|| scalar_length(&line[column..])).flatten();
        let start = self.lines[first].start + column;
        (Block::Opaque, length.map(|length| start..start + length))
    }
}

fn is_dash(rest: &str) -> bool {
    rest == "-" || rest.starts_with("- ") || (rest.ends_with('-') && rest.trim_start_matches([' ', '-']).is_empty())
}

fn is_comment_or_nothing(rest: &str) -> bool {
    let content = rest.trim_start();
    content.is_empty() || (content.starts_with('#') && content.len() < rest.len())
}

/// The key at the start of `rest`, and how many bytes it takes with its colon.
fn key_of(rest: &str) -> Option<(String, usize)> {
    let is_colon = |at: usize| {
        rest[at..].starts_with(':') && rest[at + 1..].chars().next().is_none_or(|c| matches!(c, ' ' | '\t'))
    };
    if rest.starts_with(['"', '\'']) {
        let length = quoted_length(rest)?;
        let literal = &rest[..length];
        let key = match literal.strip_prefix('\'') {
            Some(single) => single.strip_suffix('\'')?.replace("''", "'"),
            None => serde_json::from_str(literal).ok()?,
        };
        let colon = length + rest[length..].len() - rest[length..].trim_start_matches(' ').len();
        return is_colon(colon).then_some((key, colon + 1));
    }
    if rest.starts_with(['[', '{', '&', '*', '!', '|', '>', '%', '@', '`', '#', '?', ',']) {
        return None;
    }
    let colon = rest.match_indices(':').map(|(at, _)| at).find(|at| is_colon(*at))?;
    let key = rest[..colon].trim_end();
    (!key.is_empty() && !key.contains(" #")).then(|| (key.to_owned(), colon + 1))
}

/// Bytes of the quoted scalar at the start of `rest`, quotes included.
fn quoted_length(rest: &str) -> Option<usize> {
    let quote = rest.bytes().next()?;
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        if bytes[at] == b'\\' && quote == b'"' {
            at += 1;
        } else if bytes[at] == quote {
            if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') {
                at += 1;
            } else {
                return Some(at + 1);
            }
        }
        at += 1;
    }
    None
}

/// Bytes of the scalar or flow collection at the start of `rest` when only a comment follows it; `None` for block
/// scalars and what has an anchor or a tag.
fn scalar_length(rest: &str) -> Option<usize> {
    let length = match rest.chars().next()? {
        '|' | '>' | '&' | '!' => return None,
        '"' | '\'' => quoted_length(rest)?,
        '[' | '{' => flow_length(rest)?,
        _ => rest.find(" #").unwrap_or(rest.len()),
    };
    let length = rest[..length].trim_end().len();
    is_comment_or_nothing(&rest[length..]).then_some(length)
}

fn flow_length(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        match rest.as_bytes()[at] {
            b'"' | b'\'' => {
                at += quoted_length(&rest[at..])?;
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
