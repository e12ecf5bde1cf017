//! A JSON text as a list of places: each value, and each name of a member, in the order of the text.

use std::borrow::Cow;
use std::ops::Range;

/// Deeper texts are not read.
const LEVELS_MAX: usize = 10_000;
/// Every so many values it is asked whether to go on.
const ASKED_EVERY: usize = 4096;

/// A value in a [`Tape`].
pub(super) type Node = usize;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    kind: Kind,
    from: u32,
    to: u32,
    /// Entry behind this value and everything in it.
    after: u32,
}

/// The places of all values of a text.
#[derive(Debug)]
pub struct Tape<'a> {
    text: &'a [u8],
    /// In an object each member is two entries: its name, its value.
    entries: Vec<Entry>,
}

/// Why a text has no places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TapeError {
    /// It is no JSON.
    NotJson,
    /// It is longer than 4 GB.
    TooLong,
    /// Nobody wants it any more.
    Cancelled,
}

impl<'a> Tape<'a> {
    /// Reads a text.
    pub fn read(text: &'a [u8], is_cancelled: &dyn Fn() -> bool) -> Result<Self, TapeError> {
        if u32::try_from(text.len()).is_err() {
            return Err(TapeError::TooLong);
        }
        let mut reader = Reader { text, at: 0, entries: Vec::new() };
        if text.starts_with(b"\xef\xbb\xbf") {
            reader.at = 3;
        }
        reader.document(is_cancelled)?;
        Ok(Self { text, entries: reader.entries })
    }

    /// The whole text's value.
    pub(super) fn root() -> Node {
        0
    }

    pub(super) fn kind(&self, node: Node) -> Kind {
        self.entries[node].kind
    }

    /// Where a value stands in the text.
    pub(super) fn place(&self, node: Node) -> Range<usize> {
        self.entries[node].from as usize..self.entries[node].to as usize
    }

    /// A value's bytes.
    pub(super) fn bytes(&self, node: Node) -> &'a [u8] {
        &self.text[self.place(node)]
    }

    /// What a string says; others say nothing.
    pub(super) fn string(&self, node: Node) -> Option<Cow<'a, str>> {
        if self.kind(node) != Kind::Text {
            return None;
        }
        let inner = self.bytes(node);
        let inner = inner.get(1..inner.len().saturating_sub(1)).unwrap_or_default();
        if memchr::memchr(b'\\', inner).is_none() {
            return Some(String::from_utf8_lossy(inner));
        }
        let read = serde_json::from_slice::<String>(self.bytes(node));
        Some(read.map_or_else(|_| String::from_utf8_lossy(inner), Cow::Owned))
    }

    /// The values directly in an object or array.
    pub(super) fn children(&self, node: Node) -> Children<'_, 'a> {
        let is_object = self.kind(node) == Kind::Object;
        let end = if matches!(self.kind(node), Kind::Object | Kind::Array) {
            self.entries[node].after as usize
        } else {
            node + 1
        };
        Children { tape: self, at: node + 1, end, is_object }
    }
}

/// The values directly in a value, with the node of a member's name.
pub(super) struct Children<'t, 'a> {
    tape: &'t Tape<'a>,
    at: Node,
    end: Node,
    is_object: bool,
}

impl Iterator for Children<'_, '_> {
    type Item = (Option<Node>, Node);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let name = self.is_object.then_some(self.at);
        let value = self.at + usize::from(self.is_object);
        self.at = self.tape.entries[value].after as usize;
        Some((name, value))
    }
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    entries: Vec<Entry>,
}

impl Reader<'_> {
    fn document(&mut self, is_cancelled: &dyn Fn() -> bool) -> Result<(), TapeError> {
        let mut open: Vec<Node> = Vec::new();
        loop {
            if self.entries.len().is_multiple_of(ASKED_EVERY) && is_cancelled() {
                return Err(TapeError::Cancelled);
            }
            self.blanks();
            let node = self.entries.len();
            let begins = self.value()?;
            if begins {
                if open.len() == LEVELS_MAX {
                    return Err(TapeError::NotJson);
                }
                open.push(node);
                if !self.closes_at_once(node) {
                    self.name_in(&open)?;
                    continue;
                }
                open.pop();
            }
            if !self.after_value(&mut open)? {
                break;
            }
        }
        self.blanks();
        if self.at == self.text.len() { Ok(()) } else { Err(TapeError::NotJson) }
    }

    /// What follows a value: `true` when it is another one, its name read; `false` at the end of the text's value.
    fn after_value(&mut self, open: &mut Vec<Node>) -> Result<bool, TapeError> {
        loop {
            let Some(&parent) = open.last() else { return Ok(false) };
            self.blanks();
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    self.name_in(open)?;
                    return Ok(true);
                }
                Some(byte) if byte == close_of(self.entries[parent].kind) => {
                    self.at += 1;
                    self.close(parent);
                    open.pop();
                }
                _ => return Err(TapeError::NotJson),
            }
        }
    }

    /// Reads a member's name and colon where the innermost value is an object.
    fn name_in(&mut self, open: &[Node]) -> Result<(), TapeError> {
        if open.last().is_none_or(|parent| self.entries[*parent].kind != Kind::Object) {
            return Ok(());
        }
        self.blanks();
        if self.peek() != Some(b'"') {
            return Err(TapeError::NotJson);
        }
        self.value()?;
        self.blanks();
        if self.peek() != Some(b':') {
            return Err(TapeError::NotJson);
        }
        self.at += 1;
        Ok(())
    }

    fn closes_at_once(&mut self, node: Node) -> bool {
        self.blanks();
        let closes = self.peek() == Some(close_of(self.entries[node].kind));
        if closes {
            self.at += 1;
            self.close(node);
        }
        closes
    }

    fn close(&mut self, node: Node) {
        let (to, after) = (as_u32(self.at), as_u32(self.entries.len()));
        let entry = &mut self.entries[node];
        (entry.to, entry.after) = (to, after);
    }

    /// Reads a value, of an object or array only the bracket; `true` says so.
    fn value(&mut self) -> Result<bool, TapeError> {
        let from = self.at;
        let kind = match self.peek().ok_or(TapeError::NotJson)? {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => Kind::Text,
            b't' => Kind::True,
            b'f' => Kind::False,
            b'n' => Kind::Null,
            b'-' | b'0'..=b'9' => Kind::Number,
            _ => return Err(TapeError::NotJson),
        };
        self.at = match kind {
            Kind::Object | Kind::Array => from + 1,
            Kind::Text => self.text_end(from)?,
            Kind::Number => self.run_end(from),
            Kind::True => self.word(from, b"true")?,
            Kind::False => self.word(from, b"false")?,
            Kind::Null => self.word(from, b"null")?,
        };
        let after = as_u32(self.entries.len() + 1);
        self.entries.push(Entry { kind, from: as_u32(from), to: as_u32(self.at), after });
        Ok(matches!(kind, Kind::Object | Kind::Array))
    }

    fn text_end(&self, from: usize) -> Result<usize, TapeError> {
        let mut at = from + 1;
        loop {
            let rest = self.text.get(at..).ok_or(TapeError::NotJson)?;
            let found = memchr::memchr2(b'"', b'\\', rest).ok_or(TapeError::NotJson)?;
            if rest[found] == b'"' {
                return Ok(at + found + 1);
            }
            at += found + 2;
        }
    }

    fn run_end(&self, from: usize) -> usize {
        let is_of_number = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        from + self.text[from..].iter().take_while(|byte| is_of_number(byte)).count()
    }

    fn word(&self, from: usize, word: &[u8]) -> Result<usize, TapeError> {
        let end = self.run_end(from);
        if &self.text[from..end] == word { Ok(end) } else { Err(TapeError::NotJson) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }
}

fn close_of(kind: Kind) -> u8 {
    if kind == Kind::Object { b'}' } else { b']' }
}

/// Texts are shorter than 4 GB, see [`Tape::read`]; so is the number of their values.
fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
