//! XML and HTML made readable without changing what they mean: blanks are put only where none count.
//!
//! ```text
//! bytes ─▶ Scanner ─▶ tags and texts ─▶ waiting until it is known how their element is written ─▶ Writer ─▶ lines
//! ```
//! XML: the children of an element get lines of their own where there is no text among them; an element that has text stays
//! as it was sent, with all that is in it. HTML: tags that begin a block get lines of their own, text and the tags inside it
//! stay together. The inside of tags, comments, CDATA, `pre`, `script` and the like is never touched.

mod html;
mod scan;
mod write;

use std::collections::VecDeque;

use scan::{Scanned, Scanner};
use write::Writer;

/// Text that nests deeper is not laid out: each open element takes its name.
const LEVELS_MAX: usize = 100_000;
/// So much of an element is looked at to see how it is written. One that is longer is data, not a sentence.
const WAITING_BYTES_MAX: usize = if cfg!(test) { 256 } else { 64 * 1024 };
/// Says of an element that its blanks count.
const PRESERVE: &[u8] = b"xml:space";

/// Which rules hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// XML. What is not well-formed is not laid out.
    Xml,
    /// HTML. Tags may be left out.
    Html,
}

/// How the inside of an element is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// What is in it stands on lines of its own.
    Block,
    /// On one line with its tags; blanks beside them do not count.
    Line,
    /// As it was sent.
    AsSent,
}

#[derive(Debug)]
struct Item {
    kind: Kind,
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The tag that opens an element; without a shape until that is known.
    Start(Option<Shape>),
    /// The tag that closes one; empty where it was left out.
    End,
    /// An empty element or a comment.
    Alone,
    /// Text, and in HTML the tags inside it.
    Text,
    /// More of what came before it.
    Rest,
}

/// An element that was opened and not closed.
#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    /// Number of its start tag among all items.
    start: u64,
    has_children: bool,
}

/// Lays out a text that arrives in parts of any length. Holds no more of it than the names of open elements and a few pages.
#[derive(Debug)]
pub struct Markup {
    dialect: Dialect,
    scanner: Scanner,
    open: Vec<Open>,
    has_root: bool,
    waiting: VecDeque<Item>,
    waiting_bytes: usize,
    /// How many items no longer wait.
    written: u64,
    writer: Writer,
}

impl Markup {
    /// One that has read nothing.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            scanner: Scanner::new(dialect),
            open: Vec::new(),
            has_root: false,
            waiting: VecDeque::new(),
            waiting_bytes: 0,
            written: 0,
            writer: Writer::new(dialect),
        }
    }

    /// Reads the next part and writes what is known of it. `false`: this is no XML; feed no more.
    pub fn feed(&mut self, mut part: &[u8], out: &mut Vec<u8>) -> bool {
        while !part.is_empty() {
            let Some((count, scanned)) = self.scanner.next(part) else { return false };
            part = &part[count..];
            if !scanned.is_none_or(|scanned| self.take(&scanned, out)) {
                return false;
            }
        }
        true
    }

    /// Nothing follows. `false`: what came is no XML, or not all of it; everything that came is written.
    pub fn end(&mut self, out: &mut Vec<u8>) -> bool {
        let (last, is_whole) = self.scanner.end();
        let is_known = last.is_none_or(|last| self.take(&last, out));
        while !self.waiting.is_empty() {
            self.decide_first();
            self.write(out);
        }
        self.dialect == Dialect::Html || (is_known && is_whole && self.open.is_empty() && self.has_root)
    }

    fn take(&mut self, scanned: &Scanned, out: &mut Vec<u8>) -> bool {
        let is_known = match self.dialect {
            Dialect::Xml => self.xml(scanned),
            Dialect::Html => self.html(scanned),
        };
        self.write(out);
        while self.waiting_bytes > WAITING_BYTES_MAX {
            self.decide_first();
            self.write(out);
        }
        is_known
    }

    fn xml(&mut self, scanned: &Scanned) -> bool {
        let bytes = scanned.bytes();
        match scanned {
            Scanned::Text(_) if bytes.trim_ascii().is_empty() => self.push(Kind::Text, bytes),
            // Text before the root or behind it; a byte order mark is none.
            Scanned::Text(_) if self.open.is_empty() => !self.has_root && bytes.trim_ascii() == super::BYTE_ORDER_MARK,
            Scanned::Text(_) => {
                self.decide_innermost(Shape::AsSent);
                self.push(Kind::Text, bytes)
            }
            Scanned::Start { name, .. } => {
                let keeps_blanks = memchr::memmem::find(bytes, PRESERVE).map(|_| Shape::AsSent);
                self.xml_child() && self.open(name, keeps_blanks, bytes)
            }
            Scanned::Empty { .. } => self.xml_child() && self.push(Kind::Alone, bytes),
            Scanned::End { name, .. } => {
                let Some(open) = self.open.pop_if(|open| open.name == *name) else { return false };
                self.decide(open.start, if open.has_children { Shape::Block } else { Shape::AsSent });
                self.push(Kind::End, bytes)
            }
            Scanned::Aside(_) => {
                if let Some(parent) = self.open.last_mut() {
                    parent.has_children = true;
                }
                self.push(Kind::Alone, bytes)
            }
            Scanned::Rest(_) => self.push(Kind::Rest, bytes),
        }
    }

    /// An element begins. `false`: it is a second root.
    fn xml_child(&mut self) -> bool {
        match self.open.last_mut() {
            Some(parent) => parent.has_children = true,
            None => return !std::mem::replace(&mut self.has_root, true),
        }
        true
    }

    fn html(&mut self, scanned: &Scanned) -> bool {
        let bytes = scanned.bytes();
        let is_block = |name: &[u8]| html::is_block(name, self.open.iter().any(|open| open.name == b"head"));
        match scanned {
            Scanned::Start { name, .. } if is_block(name) => {
                while self.open.last().is_some_and(|open| html::ends_at(&open.name, name)) {
                    self.html_close(b"");
                }
                self.decide_innermost(Shape::Block);
                self.open(name, html::is_raw(name).then_some(Shape::AsSent), bytes)
            }
            Scanned::Empty { name, .. } if is_block(name) => {
                self.decide_innermost(Shape::Block);
                self.push(Kind::Alone, bytes)
            }
            Scanned::End { name, .. } => {
                // One that closes nothing is text.
                let Some(depth) = self.open.iter().rposition(|open| open.name == *name) else {
                    return self.push(Kind::Text, bytes);
                };
                while self.open.len() > depth + 1 {
                    self.html_close(b"");
                }
                self.html_close(bytes)
            }
            Scanned::Aside(_) if self.open.is_empty() => self.push(Kind::Alone, bytes),
            Scanned::Rest(_) => self.push(Kind::Rest, bytes),
            Scanned::Text(_) | Scanned::Aside(_) | Scanned::Start { .. } | Scanned::Empty { .. } => {
                self.push(Kind::Text, bytes)
            }
        }
    }

    fn html_close(&mut self, bytes: &[u8]) -> bool {
        self.decide_innermost(Shape::Line);
        self.open.pop();
        self.push(Kind::End, bytes)
    }

    fn open(&mut self, name: &[u8], shape: Option<Shape>, bytes: &[u8]) -> bool {
        let start = self.written + self.waiting.len() as u64;
        self.open.push(Open { name: name.to_vec(), start, has_children: false });
        self.open.len() < LEVELS_MAX && self.push(Kind::Start(shape), bytes)
    }

    fn push(&mut self, kind: Kind, bytes: &[u8]) -> bool {
        self.waiting_bytes += bytes.len();
        self.waiting.push_back(Item { kind, bytes: bytes.to_vec() });
        true
    }

    /// Settles how the element is written that the start tag of that number opens, unless it is settled.
    fn decide(&mut self, start: u64, shape: Shape) {
        let index = start.checked_sub(self.written).and_then(|index| usize::try_from(index).ok());
        let item = index.and_then(|index| self.waiting.get_mut(index));
        if let Some(Item { kind: Kind::Start(known @ None), .. }) = item {
            *known = Some(shape);
        }
    }

    fn decide_innermost(&mut self, shape: Shape) {
        if let Some(start) = self.open.last().map(|open| open.start) {
            self.decide(start, shape);
        }
    }

    /// Settles the first element that waits.
    fn decide_first(&mut self) {
        self.decide(self.written, if self.dialect == Dialect::Xml { Shape::Block } else { Shape::Line });
    }

    /// Writes what need not wait.
    fn write(&mut self, out: &mut Vec<u8>) {
        while let Some(item) = self.waiting.pop_front_if(|item| item.kind != Kind::Start(None)) {
            self.waiting_bytes -= item.bytes.len();
            self.written += 1;
            self.writer.write(&item, out);
        }
    }
}

#[cfg(test)]
mod tests;
