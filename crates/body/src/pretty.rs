//! Text made readable without reading it: tokens are re-indented, digits, names and their order stay as they were sent.

mod markup;

pub use markup::{Dialect, Markup};

/// Lays out a text of some language that arrives in parts of any length.
#[derive(Debug)]
pub enum Layout {
    /// JSON.
    Json(Indenter),
    /// XML or HTML.
    Markup(Markup),
}

impl Layout {
    /// Reads the next part and writes what is known of it. `false`: it is of another language; feed no more.
    pub fn feed(&mut self, part: &[u8], out: &mut Vec<u8>) -> bool {
        match self {
            Self::Json(indenter) => indenter.feed(part, &mut |_, piece| out.extend_from_slice(piece)),
            Self::Markup(markup) => markup.feed(part, out),
        }
    }

    /// Nothing follows. `false`: what came is of another language, or not all of it; everything that came is written.
    pub fn end(&mut self, out: &mut Vec<u8>) -> bool {
        match self {
            Self::Json(indenter) => indenter.end(&mut |_, piece| out.extend_from_slice(piece)),
            Self::Markup(markup) => markup.end(out),
        }
    }
}

/// What a token is, for colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A member's name, with its quotes.
    Key,
    /// A text, with its quotes.
    Text,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Word,
    /// A bracket, comma or colon, and the white space that was put around it.
    Punctuation,
}

/// Deeper levels are indented no further: the blanks of ten thousand levels would outweigh any document.
const INDENTED_LEVELS_MAX: usize = 100;

/// Text that nests deeper is taken for no JSON: what is open takes a byte each.
const LEVELS_MAX: usize = 1_000_000;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Re-indents JSON by two blanks, handing out pieces in order. Gives `false` as soon as the text is no JSON; what was handed
/// out until then is to be thrown away.
pub fn indent(text: &str, mut piece: impl FnMut(Kind, &str)) -> bool {
    let mut indenter = Indenter::new();
    // Fed whole, tokens are never cut, and they begin and end at ASCII characters.
    let mut piece = |kind, bytes: &[u8]| piece(kind, std::str::from_utf8(bytes).unwrap_or_default());
    indenter.feed(text.as_bytes(), &mut piece) && indenter.end(&mut piece)
}

/// Re-indents JSON that arrives in parts of any length. Holds one byte for each open bracket and nothing of the text.
#[derive(Debug)]
pub struct Indenter {
    /// Brackets that are open, from the outside inwards.
    open: Vec<u8>,
    /// A bracket that was read and not handed out: its close may follow at once.
    opened: Option<u8>,
    expects: Expects,
    within: Within,
    /// The word that is being read.
    word: Vec<u8>,
    /// Bytes of a byte order mark that were passed over.
    mark_bytes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expects {
    Value,
    Key,
    Colon,
    CommaOrClose,
    End,
}

/// The token that a part may end in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Text { kind: Kind, is_escaped: bool },
    Number,
    Word,
}

impl Default for Indenter {
    fn default() -> Self {
        Self::new()
    }
}

impl Indenter {
    /// One that has read nothing.
    pub fn new() -> Self {
        Self {
            open: Vec::new(),
            opened: None,
            expects: Expects::Value,
            within: Within::Nothing,
            word: Vec::new(),
            mark_bytes: 0,
        }
    }

    /// Reads the next part and hands out what is known of it. `false`: this is no JSON; feed no more.
    pub fn feed(&mut self, part: &[u8], piece: &mut impl FnMut(Kind, &[u8])) -> bool {
        let mut at = 0;
        while let Some(&byte) = part.get(at) {
            match self.within {
                Within::Text { kind, is_escaped } => at += self.text(kind, is_escaped, &part[at..], piece),
                Within::Number => {
                    let rest = &part[at..];
                    let length = rest.iter().position(|byte| !is_word_byte(*byte)).unwrap_or(rest.len());
                    if length > 0 {
                        piece(Kind::Number, &rest[..length]);
                    }
                    at += length;
                    if length < rest.len() {
                        self.value_is_over();
                    }
                }
                Within::Word if is_word_byte(byte) => {
                    self.word.push(byte);
                    at += 1;
                    if self.word.len() > "false".len() {
                        return false;
                    }
                }
                Within::Word => {
                    if !self.word_is_over(piece) {
                        return false;
                    }
                }
                Within::Nothing => {
                    at += 1;
                    if !self.begin(byte, piece) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Nothing follows. `false`: what came is no JSON, or not all of it; every token that came is handed out.
    pub fn end(&mut self, piece: &mut impl FnMut(Kind, &[u8])) -> bool {
        match self.within {
            Within::Word => {
                if !self.word_is_over(piece) {
                    return false;
                }
            }
            Within::Number => self.value_is_over(),
            Within::Nothing | Within::Text { .. } => {}
        }
        if let Some(bracket) = self.opened {
            piece(Kind::Punctuation, &[bracket]);
        }
        self.within == Within::Nothing && self.opened.is_none() && self.expects == Expects::End
    }

    /// What a byte between tokens begins or is.
    fn begin(&mut self, byte: u8, piece: &mut impl FnMut(Kind, &[u8])) -> bool {
        if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            return true;
        }
        if let Some(bracket) = self.opened.take() {
            if byte == close_of(bracket) {
                piece(Kind::Punctuation, if bracket == b'{' { b"{}" } else { b"[]" });
                self.value_is_over();
                return true;
            }
            if self.open.len() == LEVELS_MAX {
                return false;
            }
            piece(Kind::Punctuation, &[bracket]);
            self.open.push(bracket);
            self.new_line(piece);
            self.expects = if bracket == b'{' { Expects::Key } else { Expects::Value };
        }
        match (byte, self.expects) {
            (b'{' | b'[', Expects::Value) => self.opened = Some(byte),
            (b'}' | b']', Expects::CommaOrClose) if self.open.last().is_some_and(|own| close_of(*own) == byte) => {
                self.open.pop();
                self.new_line(piece);
                piece(Kind::Punctuation, &[byte]);
                self.value_is_over();
            }
            (b',', Expects::CommaOrClose) => {
                piece(Kind::Punctuation, b",");
                self.new_line(piece);
                self.expects = if self.open.last() == Some(&b'{') { Expects::Key } else { Expects::Value };
            }
            (b':', Expects::Colon) => {
                piece(Kind::Punctuation, b": ");
                self.expects = Expects::Value;
            }
            (b'"', Expects::Key | Expects::Value) => {
                let kind = if self.expects == Expects::Key { Kind::Key } else { Kind::Text };
                piece(kind, b"\"");
                self.within = Within::Text { kind, is_escaped: false };
            }
            (b'0'..=b'9' | b'-', Expects::Value) => {
                piece(Kind::Number, &[byte]);
                self.within = Within::Number;
            }
            (b'a'..=b'z', Expects::Value) => {
                self.word.push(byte);
                self.within = Within::Word;
            }
            _ => return self.is_mark(byte),
        }
        true
    }

    /// Reads on in a string; gives how many bytes.
    fn text(&mut self, kind: Kind, is_escaped: bool, rest: &[u8], piece: &mut impl FnMut(Kind, &[u8])) -> usize {
        let mut at = usize::from(is_escaped);
        while let Some(found) = memchr::memchr2(b'"', b'\\', &rest[at.min(rest.len())..]) {
            at += found + 1;
            if rest[at - 1] == b'"' {
                piece(kind, &rest[..at]);
                self.within = Within::Nothing;
                if kind == Kind::Key {
                    self.expects = Expects::Colon;
                } else {
                    self.value_is_over();
                }
                return at;
            }
            // What is escaped may stand in the next part.
            at += 1;
        }
        piece(kind, rest);
        self.within = Within::Text { kind, is_escaped: at > rest.len() };
        rest.len()
    }

    fn word_is_over(&mut self, piece: &mut impl FnMut(Kind, &[u8])) -> bool {
        let is_known = matches!(self.word.as_slice(), b"true" | b"false" | b"null");
        piece(Kind::Word, &self.word);
        self.word.clear();
        self.value_is_over();
        is_known
    }

    fn value_is_over(&mut self) {
        self.within = Within::Nothing;
        self.expects = if self.open.is_empty() { Expects::End } else { Expects::CommaOrClose };
    }

    /// Whether the byte belongs to a byte order mark before everything.
    fn is_mark(&mut self, byte: u8) -> bool {
        let is_first = self.open.is_empty() && self.opened.is_none() && self.expects == Expects::Value;
        let is_mark = is_first && BYTE_ORDER_MARK.get(self.mark_bytes) == Some(&byte);
        self.mark_bytes += 1;
        is_mark
    }

    fn new_line(&self, piece: &mut impl FnMut(Kind, &[u8])) {
        piece(Kind::Punctuation, new_line(self.open.len()));
    }
}

/// The end of a line and the blanks before one of that level.
fn new_line(level: usize) -> &'static [u8] {
    const BLANKS: [u8; 1 + 2 * INDENTED_LEVELS_MAX] = {
        let mut blanks = [b' '; 1 + 2 * INDENTED_LEVELS_MAX];
        blanks[0] = b'\n';
        blanks
    };
    &BLANKS[..=2 * level.min(INDENTED_LEVELS_MAX)]
}

fn close_of(bracket: u8) -> u8 {
    if bracket == b'{' { b'}' } else { b']' }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

#[cfg(test)]
mod tests;
