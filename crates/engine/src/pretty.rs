//! JSON text made readable without reading it: tokens are re-indented, digits and key order stay as they were sent.

use std::ops::Range;

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

/// Re-indents JSON by two blanks, handing out pieces in order. Gives `false` as soon as the text is no JSON; what was handed
/// out until then is to be thrown away.
pub fn indent(text: &str, mut piece: impl FnMut(Kind, &str)) -> bool {
    let mut scanner = Scanner { text, at: 0 };
    let mut open: Vec<u8> = Vec::new();
    let mut expects = Expects::Value;
    loop {
        scanner.skip_blanks();
        let Some(byte) = scanner.peek() else { return matches!(expects, Expects::End) };
        let in_object = open.last() == Some(&b'{');
        match (byte, expects) {
            (b'{' | b'[', Expects::Value | Expects::FirstOrClose)
                if !(in_object && expects == Expects::FirstOrClose) =>
            {
                scanner.at += 1;
                let close = if byte == b'{' { b'}' } else { b']' };
                scanner.skip_blanks();
                if scanner.peek() == Some(close) {
                    scanner.at += 1;
                    piece(Kind::Punctuation, if byte == b'{' { "{}" } else { "[]" });
                    expects = after_value(&open);
                } else {
                    piece(Kind::Punctuation, if byte == b'{' { "{" } else { "[" });
                    open.push(byte);
                    new_line(open.len(), &mut piece);
                    expects = Expects::FirstOrClose;
                }
            }
            (b'}' | b']', Expects::CommaOrClose)
                if open.last().is_some_and(|own| *own == if byte == b'}' { b'{' } else { b'[' }) =>
            {
                open.pop();
                scanner.at += 1;
                new_line(open.len(), &mut piece);
                piece(Kind::Punctuation, if byte == b'}' { "}" } else { "]" });
                expects = after_value(&open);
            }
            (b',', Expects::CommaOrClose) => {
                scanner.at += 1;
                piece(Kind::Punctuation, ",");
                new_line(open.len(), &mut piece);
                expects = if in_object { Expects::Key } else { Expects::Value };
            }
            (b'"', Expects::Key | Expects::FirstOrClose) if in_object => {
                let Some(range) = scanner.string() else { return false };
                piece(Kind::Key, &text[range]);
                scanner.skip_blanks();
                if scanner.peek() != Some(b':') {
                    return false;
                }
                scanner.at += 1;
                piece(Kind::Punctuation, ": ");
                expects = Expects::Value;
            }
            (_, Expects::Value | Expects::FirstOrClose) if !(in_object && expects == Expects::FirstOrClose) => {
                let Some((kind, range)) = scanner.scalar(byte) else { return false };
                piece(kind, &text[range]);
                expects = after_value(&open);
            }
            _ => return false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expects {
    Value,
    FirstOrClose,
    Key,
    CommaOrClose,
    End,
}

fn after_value(open: &[u8]) -> Expects {
    if open.is_empty() { Expects::End } else { Expects::CommaOrClose }
}

fn new_line(depth: usize, piece: &mut impl FnMut(Kind, &str)) {
    piece(Kind::Punctuation, "\n");
    for _ in 0..depth.min(INDENTED_LEVELS_MAX) {
        piece(Kind::Punctuation, "  ");
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(start..self.at);
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    fn scalar(&mut self, first: u8) -> Option<(Kind, Range<usize>)> {
        if first == b'"' {
            return self.string().map(|range| (Kind::Text, range));
        }
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        let kind = match word {
            "true" | "false" | "null" => Kind::Word,
            _ if first.is_ascii_digit() || first == b'-' => Kind::Number,
            _ => return None,
        };
        Some((kind, start..self.at))
    }
}

#[cfg(test)]
mod tests;
