//! Cuts XML or HTML that arrives in parts into tags, texts and what stands aside.

use memchr::memchr;

use super::{Dialect, html};

/// Longer texts and comments are handed out in parts.
const PART_BYTES: usize = if cfg!(test) { 64 } else { 16 * 1024 };
/// A tag that is longer is none.
const TAG_BYTES_MAX: usize = 1024 * 1024;
/// Longest end of something that stands aside: `-->`.
const CLOSE_BYTES: usize = 3;

/// A piece of the text; names are in lower case where it is HTML.
#[derive(Debug)]
pub(super) enum Scanned {
    /// Text, or CDATA.
    Text(Vec<u8>),
    Start {
        name: Vec<u8>,
        bytes: Vec<u8>,
    },
    /// An element without inside.
    Empty {
        name: Vec<u8>,
        bytes: Vec<u8>,
    },
    End {
        name: Vec<u8>,
        bytes: Vec<u8>,
    },
    /// A comment, a processing instruction or a document type.
    Aside(Vec<u8>),
    /// More of what came before.
    Rest(Vec<u8>),
}

impl Scanned {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(bytes)
            | Self::Aside(bytes)
            | Self::Rest(bytes)
            | Self::Start { bytes, .. }
            | Self::Empty { bytes, .. }
            | Self::End { bytes, .. } => bytes,
        }
    }
}

/// Where the scanner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    /// Behind a `<`, before it is known what it begins.
    Opening,
    Tag {
        quote: Option<u8>,
        is_behind_equals: bool,
    },
    Comment,
    CData,
    Instruction,
    /// So many brackets are open in it.
    DocumentType(u32),
}

#[derive(Debug)]
pub(super) struct Scanner {
    dialect: Dialect,
    within: Within,
    /// What was read and not handed out.
    token: Vec<u8>,
    /// A part of the token was handed out.
    is_rest: bool,
    /// The raw element whose end tag is awaited.
    raw: Option<Vec<u8>>,
}

impl Scanner {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, within: Within::Text, token: Vec::new(), is_rest: false, raw: None }
    }

    /// Reads on: how many bytes, and what ended with them. `None`: this cannot be laid out.
    pub(super) fn next(&mut self, part: &[u8]) -> Option<(usize, Option<Scanned>)> {
        match self.within {
            Within::Text => Some(self.text(part)),
            Within::Opening => self.opening(part[0]),
            Within::Tag { quote, is_behind_equals } => self.tag(part, quote, is_behind_equals),
            Within::Comment => Some(self.until(b"-->", "<!--".len(), part)),
            Within::CData => Some(self.until(b"]]>", "<![CDATA[".len(), part)),
            Within::Instruction if self.dialect == Dialect::Xml => Some(self.until(b"?>", 2, part)),
            Within::Instruction => Some(self.until(b">", 2, part)),
            Within::DocumentType(depth) => Some(self.document_type(part, depth)),
        }
    }

    /// Nothing follows: what was not handed out, and whether it is whole.
    pub(super) fn end(&mut self) -> (Option<Scanned>, bool) {
        let is_whole = self.within == Within::Text;
        let last = std::mem::take(&mut self.token);
        let last = if is_whole && !self.is_rest { Scanned::Text(last) } else { Scanned::Rest(last) };
        (Some(last).filter(|last| !last.bytes().is_empty()), is_whole)
    }

    fn text(&mut self, part: &[u8]) -> (usize, Option<Scanned>) {
        let end = memchr(b'<', part);
        self.token.extend_from_slice(&part[..end.unwrap_or(part.len())]);
        let Some(end) = end else {
            let is_long = self.token.len() >= PART_BYTES;
            return (part.len(), is_long.then(|| Scanned::Text(std::mem::take(&mut self.token))));
        };
        let text = std::mem::replace(&mut self.token, vec![b'<']);
        self.within = Within::Opening;
        (end + 1, (!text.is_empty()).then_some(Scanned::Text(text)))
    }

    fn opening(&mut self, byte: u8) -> Option<(usize, Option<Scanned>)> {
        if let Some(raw) = &self.raw {
            let wanted = [b"</", raw.as_slice()].concat();
            if !byte.eq_ignore_ascii_case(&wanted[self.token.len()]) {
                // The byte may begin another tag.
                self.within = Within::Text;
                return Some((0, None));
            }
            self.token.push(byte);
            if self.token.len() == wanted.len() {
                self.raw = None;
                self.within = Within::Tag { quote: None, is_behind_equals: false };
            }
            return Some((1, None));
        }
        self.token.push(byte);
        let begins = |other: &[u8]| other.starts_with(&self.token);
        self.within = match self.token.as_slice() {
            b"<!--" => Within::Comment,
            b"<![CDATA[" => Within::CData,
            b"<?" => Within::Instruction,
            token if begins(b"<!--") || begins(b"<![CDATA[") || token == b"</" => return Some((1, None)),
            [_, b'!', ..] => {
                // Its last byte is read again there: it may be the end.
                self.token.pop();
                self.within = Within::DocumentType(0);
                return Some((0, None));
            }
            [_, .., last] if is_name_start(*last) => Within::Tag { quote: None, is_behind_equals: false },
            _ if self.dialect == Dialect::Html => {
                self.token.pop();
                self.within = Within::Text;
                return Some((0, None));
            }
            _ => return None,
        };
        Some((1, None))
    }

    fn tag(
        &mut self,
        part: &[u8],
        mut quote: Option<u8>,
        mut is_behind_equals: bool,
    ) -> Option<(usize, Option<Scanned>)> {
        for (at, byte) in part.iter().enumerate() {
            match (quote, byte) {
                (Some(open), close) if open == *close => quote = None,
                (None, b'"' | b'\'') if is_behind_equals => quote = Some(*byte),
                (None, b'>') => {
                    self.token.extend_from_slice(&part[..=at]);
                    self.within = Within::Text;
                    return Some((at + 1, Some(self.tag_is_over())));
                }
                (None, b'<') if self.dialect == Dialect::Xml => return None,
                _ => {}
            }
            is_behind_equals = *byte == b'=' || (is_behind_equals && byte.is_ascii_whitespace());
        }
        self.token.extend_from_slice(part);
        self.within = Within::Tag { quote, is_behind_equals };
        (self.token.len() < TAG_BYTES_MAX).then_some((part.len(), None))
    }

    fn tag_is_over(&mut self) -> Scanned {
        let bytes = std::mem::take(&mut self.token);
        let is_end = bytes.starts_with(b"</");
        let name = &bytes[if is_end { 2 } else { 1 }..];
        let name_length = name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
        let mut name = name[..name_length.unwrap_or(name.len())].to_vec();
        if self.dialect == Dialect::Xml {
            return match () {
                () if is_end => Scanned::End { name, bytes },
                () if bytes.ends_with(b"/>") => Scanned::Empty { name, bytes },
                () => Scanned::Start { name, bytes },
            };
        }
        name.make_ascii_lowercase();
        match () {
            () if is_end => Scanned::End { name, bytes },
            () if html::is_void(&name) => Scanned::Empty { name, bytes },
            () => {
                self.raw = html::is_raw(&name).then(|| name.clone());
                Scanned::Start { name, bytes }
            }
        }
    }

    /// Reads on to the end of something that began with so many bytes.
    fn until(&mut self, close: &[u8], opening: usize, part: &[u8]) -> (usize, Option<Scanned>) {
        let mut at = 0;
        while let Some(found) = memchr(b'>', &part[at..]) {
            self.token.extend_from_slice(&part[at..=at + found]);
            at += found + 1;
            if self.token.ends_with(close) && (self.is_rest || self.token.len() >= opening + close.len()) {
                self.within = Within::Text;
                let is_text = close == b"]]>";
                return (at, Some(self.hand_out(0, is_text, false)));
            }
        }
        self.token.extend_from_slice(&part[at..]);
        let is_long = self.token.len() >= PART_BYTES;
        (part.len(), is_long.then(|| self.hand_out(CLOSE_BYTES, close == b"]]>", true)))
    }

    fn document_type(&mut self, part: &[u8], mut depth: u32) -> (usize, Option<Scanned>) {
        for (at, byte) in part.iter().enumerate() {
            match byte {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                b'>' if depth == 0 => {
                    self.token.extend_from_slice(&part[..=at]);
                    self.within = Within::Text;
                    return (at + 1, Some(self.hand_out(0, false, false)));
                }
                _ => {}
            }
        }
        self.token.extend_from_slice(part);
        self.within = Within::DocumentType(depth);
        let is_long = self.token.len() >= PART_BYTES;
        (part.len(), is_long.then(|| self.hand_out(0, false, true)))
    }

    /// Hands out the token but for its last bytes.
    fn hand_out(&mut self, kept: usize, is_text: bool, goes_on: bool) -> Scanned {
        let rest = self.token.split_off(self.token.len() - kept);
        let bytes = std::mem::replace(&mut self.token, rest);
        let is_rest = std::mem::replace(&mut self.is_rest, goes_on);
        match (is_rest, is_text) {
            (true, _) => Scanned::Rest(bytes),
            (false, true) => Scanned::Text(bytes),
            (false, false) => Scanned::Aside(bytes),
        }
    }
}

/// What a name may begin with, and what stands for a value: `{{name}}`.
fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':' | b'{') || !byte.is_ascii()
}
