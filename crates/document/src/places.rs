//! Where the parts of a text stand: an index of every value, built by one scan when the first place is asked for.

mod json_spans;
mod yaml_spans;

use model::Place;

use crate::Syntax;

/// A longer line is not quoted: in a document on one line the excerpt would be the document.
const EXCERPT_CHARS_MAX: usize = 400;

/// Offsets of the line starts of a text.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    starts: Vec<u32>,
    /// Characters before each block of the text: a document on one line is not counted anew for every place.
    counts: Vec<u32>,
}

/// Bytes of a block in `Lines::counts`.
const BLOCK_BYTES: usize = 4096;

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let after_newline = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| narrow(at + 1));
        let starts = std::iter::once(0).chain(after_newline).collect();
        let blocks = text.as_bytes().chunks(BLOCK_BYTES).scan(0, |before, block| {
            let count = *before;
            *before += characters(block);
            Some(narrow(count))
        });
        Self { starts, counts: blocks.collect() }
    }

    /// Characters of `text` before `offset`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = (offset / BLOCK_BYTES).min(self.counts.len().saturating_sub(1));
        let before = self.counts.get(block).map_or(0, |&count| count as usize);
        before + characters(&text.as_bytes()[block * BLOCK_BYTES..offset])
    }

    /// Line, column and excerpt of the byte at `offset`; `length` counts bytes.
    pub(crate) fn place(&self, text: &str, offset: usize, length: Option<usize>) -> Place {
        let offset = boundary(text, offset);
        let line = self.starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.starts[line - 1] as usize;
        let end = self.starts.get(line).map_or(text.len(), |&next| next as usize);
        let content = text[start..end].trim_end_matches(['\n', '\r']);
        let within = boundary(text, offset + length.unwrap_or(0)).min(start + content.len());
        let length = length.and_then(|_| text.get(offset..within)).map(|part| narrow(part.chars().count()));
        Place {
            line: Some(narrow(line)),
            column: Some(narrow(self.characters_before(text, offset) - self.characters_before(text, start) + 1)),
            length: length.filter(|&length| length > 0),
            excerpt: (content.chars().nth(EXCERPT_CHARS_MAX).is_none()).then(|| content.to_owned()),
            ..Place::default()
        }
    }
}

/// Every value of a text in the order in which they begin; the children of a node follow it directly.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    nodes: Vec<Node>,
    /// All keys, decoded, one after the other.
    names: String,
    lines: Lines,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    value: Span,
    /// Where its key stands; empty for elements of arrays and for the root.
    key: Span,
    /// Its key in `names`.
    name: Span,
    kind: Kind,
    /// Number of the first node behind its children.
    next: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Scalar,
    Array,
    Object,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Span {
    start: u32,
    length: u32,
}

impl Index {
    /// `text` was read before as `syntax`; a text that was not gives an index of what was recognised.
    pub(crate) fn of(text: &str, syntax: Syntax) -> Self {
        let mut builder = Builder::default();
        match syntax {
            Syntax::Json => json_spans::scan(text, &mut builder),
            Syntax::Yaml => yaml_spans::scan(text, &mut builder),
        }
        Self { nodes: builder.nodes, names: builder.names, lines: Lines::of(text) }
    }

    /// The place of the value at `pointer`, or of its nearest ancestor.
    pub(crate) fn place(&self, text: &str, pointer: &str) -> Place {
        if self.nodes.is_empty() {
            return Place::default();
        }
        let parts: Vec<_> = pointer.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
        let node = self.nodes[self.nearest(0, &parts).1];
        let span = if node.kind != Kind::Scalar && node.key != Span::default() { node.key } else { node.value };
        let length = (node.kind == Kind::Scalar || span == node.key).then_some(span.length as usize);
        self.lines.place(text, span.start as usize, length)
    }

    /// How many of `parts` lead to a node below `at`, and the last of these nodes.
    fn nearest(&self, at: usize, parts: &[String]) -> (usize, usize) {
        let Some((part, rest)) = parts.split_first() else { return (0, at) };
        let mut nearest = (0, at);
        for child in self.children_called(at, part) {
            let (depth, found) = self.nearest(child, rest);
            if depth + 1 > nearest.0 {
                nearest = (depth + 1, found);
            }
            if nearest.0 == parts.len() {
                break;
            }
        }
        nearest
    }

    /// The children called `part`; of repeated keys the last first, because its value wins.
    fn children_called(&self, parent: usize, part: &str) -> Vec<usize> {
        let node = self.nodes[parent];
        let children = std::iter::successors(Some(parent + 1), |&at| Some(self.nodes.get(at)?.next as usize))
            .take_while(|&at| at < node.next as usize);
        match node.kind {
            Kind::Scalar => Vec::new(),
            Kind::Array => part.parse().ok().and_then(|index| children.into_iter().nth(index)).into_iter().collect(),
            Kind::Object => {
                let mut called: Vec<_> = children.into_iter().filter(|&at| self.name(at) == part).collect();
                called.reverse();
                called
            }
        }
    }

    fn name(&self, at: usize) -> &str {
        let Span { start, length } = self.nodes[at].name;
        &self.names[start as usize..(start + length) as usize]
    }
}

/// Fills an index from what a scanner meets.
#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    names: String,
    open: Vec<usize>,
    key: Option<(Span, Span)>,
}

impl Builder {
    /// Whether the next thing met is a key.
    fn expects_key(&self) -> bool {
        self.key.is_none() && self.open.last().is_some_and(|&at| self.nodes[at].kind == Kind::Object)
    }

    fn key(&mut self, start: usize, length: usize, name: &str) {
        let name_span = span(self.names.len(), name.len());
        self.names.push_str(name);
        self.key = Some((span(start, length), name_span));
    }

    fn scalar(&mut self, start: usize, length: usize) {
        self.push(span(start, length), Kind::Scalar);
    }

    fn open(&mut self, start: usize, kind: Kind) {
        self.open.push(self.nodes.len());
        self.push(span(start, 1), kind);
    }

    fn close(&mut self) {
        self.key = None;
        if let Some(at) = self.open.pop() {
            self.nodes[at].next = narrow(self.nodes.len());
        }
    }

    fn push(&mut self, value: Span, kind: Kind) {
        let (key, name) = self.key.take().unwrap_or_default();
        let next = narrow(self.nodes.len() + 1);
        self.nodes.push(Node { value, key, name, kind, next });
    }
}

/// Characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn span(start: usize, length: usize) -> Span {
    Span { start: narrow(start), length: narrow(length) }
}

/// Texts beyond 4 GiB are not read; their places would all be the last one.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
