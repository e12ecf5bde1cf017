//! Writes tags and texts, each where the shape of its element wants it.

use super::{Dialect, Item, Kind, Shape};
use crate::pretty::new_line;

#[derive(Debug)]
pub(super) struct Writer {
    dialect: Dialect,
    /// Shapes of the elements that are open, from the outside inwards.
    shapes: Vec<Shape>,
    has_written: bool,
    /// The text that is being written goes on; `blanks` behind it count if more of it comes.
    is_in_text: bool,
    blanks: Vec<u8>,
}

impl Writer {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, shapes: Vec::new(), has_written: false, is_in_text: false, blanks: Vec::new() }
    }

    pub(super) fn write(&mut self, item: &Item, out: &mut Vec<u8>) {
        if !matches!(item.kind, Kind::Text | Kind::Rest) {
            self.is_in_text = false;
            self.blanks.clear();
        }
        match item.kind {
            Kind::Text => return self.text(&item.bytes, out),
            Kind::Rest => out.append(&mut self.blanks),
            Kind::Start(shape) => {
                self.begin_child(out);
                let inherited = self.shapes.last().filter(|own| **own == Shape::AsSent).copied();
                self.shapes.push(inherited.or(shape).unwrap_or(Shape::AsSent));
            }
            Kind::Alone => self.begin_child(out),
            Kind::End => {
                let is_block = self.shapes.pop() == Some(Shape::Block);
                if is_block && !item.bytes.is_empty() {
                    self.line(out);
                }
            }
        }
        self.has_written = true;
        out.extend_from_slice(&item.bytes);
    }

    /// A line for what stands inside the innermost element, unless that is left as it was sent.
    fn begin_child(&mut self, out: &mut Vec<u8>) {
        match self.shapes.last_mut() {
            Some(Shape::AsSent) => return,
            // It was taken for one without blocks because it is long.
            Some(shape @ Shape::Line) => *shape = Shape::Block,
            Some(Shape::Block) | None => {}
        }
        self.line(out);
    }

    fn line(&self, out: &mut Vec<u8>) {
        if self.has_written {
            out.extend_from_slice(new_line(self.shapes.len()));
        }
    }

    fn text(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let shape = self.shapes.last().copied().unwrap_or(Shape::Block);
        if shape == Shape::AsSent {
            out.extend_from_slice(bytes);
            return;
        }
        let is_blank = bytes.trim_ascii().is_empty();
        if self.dialect == Dialect::Xml {
            if !is_blank {
                // It was taken for data because it is long: from here on it is not.
                self.shapes.pop();
                self.shapes.push(Shape::AsSent);
                out.extend_from_slice(bytes);
            }
            return;
        }
        let text = if self.is_in_text { bytes } else { bytes.trim_ascii_start() };
        if is_blank {
            self.blanks.extend_from_slice(if self.is_in_text { text } else { b"" });
            return;
        }
        if !self.is_in_text && shape == Shape::Block {
            self.line(out);
        }
        out.append(&mut self.blanks);
        let end = text.trim_ascii_end().len();
        out.extend_from_slice(&text[..end]);
        self.blanks.extend_from_slice(&text[end..]);
        (self.is_in_text, self.has_written) = (true, true);
    }
}
