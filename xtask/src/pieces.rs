//! Divides a source text, Rust or TypeScript, into code, comments and texts. No parser: words between tags (JSX) count as
//! code, and an apostrophe among them opens a text that ends with its line.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Code,
    Comment,
    /// A string or template, with its quotes.
    Text,
}

/// One stretch of a source text.
#[derive(Debug)]
pub(crate) struct Piece<'s> {
    pub(crate) kind: Kind,
    pub(crate) text: &'s str,
    /// Where it begins, in bytes.
    pub(crate) start: usize,
}

impl Piece<'_> {
    /// The line in which a place of this piece stands, counted from 1; `offset` is in bytes from the start of the piece.
    pub(crate) fn line(&self, source: &str, offset: usize) -> usize {
        source[..self.start + offset].matches('\n').count() + 1
    }
}

/// The stretches of `source`, without gaps. `is_rust`: an apostrophe opens no text, `r"…"` and `r#"…"#` do.
pub(crate) fn pieces(source: &str, is_rust: bool) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut code_start = 0;
    let mut at = 0;
    while at < source.len() {
        let Some((kind, range)) = piece_at(source, at, is_rust) else {
            at += source[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        pieces.push(Piece { kind: Kind::Code, text: &source[code_start..range.start], start: code_start });
        pieces.push(Piece { kind, text: &source[range.clone()], start: range.start });
        (code_start, at) = (range.end, range.end);
    }
    pieces.push(Piece { kind: Kind::Code, text: &source[code_start..], start: code_start });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The comment or text that begins at `at`.
fn piece_at(source: &str, at: usize, is_rust: bool) -> Option<(Kind, Range<usize>)> {
    let rest = &source[at..];
    let until = |end: &str| rest[2..].find(end).map_or(source.len(), |length| at + 2 + length);
    if rest.starts_with("//") && !source[..at].ends_with(':') {
        return Some((Kind::Comment, at..until("\n")));
    }
    if rest.starts_with("/*") {
        return Some((Kind::Comment, at..(until("*/") + 2).min(source.len())));
    }
    let is_word = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if is_rust && rest.starts_with('r') && !is_word {
        let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
        if rest[1 + hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let length = rest[2 + hashes..].find(&end).map_or(rest.len(), |length| 2 + hashes + length + end.len());
            return Some((Kind::Text, at..at + length));
        }
    }
    let quote = rest.chars().next()?;
    match quote {
        // A character, not a lifetime.
        '\'' if is_rust => {
            let length = rest[1..].char_indices().nth(1).map(|(length, _)| length)?;
            let escaped = rest.starts_with("'\\").then(|| rest[3..].find('\'').map(|length| length + 4)).flatten();
            let plain = rest[1 + length..].starts_with('\'').then_some(length + 2);
            escaped.or(plain).map(|length| (Kind::Text, at..at + length))
        }
        '"' | '`' | '\'' if !(is_rust && quote == '`') => {
            Some((Kind::Text, at..at + text_length(rest, quote, is_rust)))
        }
        _ => None,
    }
}

/// How long the text is that begins with `quote`. One in simple quotes ends with its line, but for Rust's.
fn text_length(rest: &str, quote: char, is_rust: bool) -> usize {
    let mut is_escaped = false;
    for (index, character) in rest.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' if quote != '`' && !is_rust => return index,
            _ if character == quote => return index + 1,
            _ => {}
        }
    }
    rest.len()
}
