//! Masks secrets where an exchange leaves for history, log, report or console.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use exchange::Secret;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

mod stream;

pub use stream::MASK;
pub(crate) use stream::MaskStream;

/// Secrets shorter than this are masked only where they stand alone in a header: as part of a longer text they would
/// blot out ordinary words.
const LENGTH_MIN: usize = 4;

/// Headers whose value is a credential whoever wrote it: those of the standards, and the names keys usually go by.
const CREDENTIAL_HEADERS: [&str; 10] = [
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "x-api-key",
    "api-key",
    "apikey",
    "x-auth-token",
    "x-access-token",
    "private-token",
];

/// A piece of a text that leaves: as it is, or masked with its length said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Shown.
    Shown(String),
    /// This many characters are kept back.
    Masked(usize),
}

/// The secrets of one send, in each spelling that may have been sent.
#[derive(Debug, Default)]
pub struct Mask {
    /// Longest first, so that a secret inside a longer one does not break it up.
    spellings: Vec<Secret>,
}

impl Mask {
    /// Masks these secrets: plain, percent-encoded (both cases), form-encoded, JSON-escaped and in Base64.
    pub fn new(secrets: &[Secret]) -> Self {
        let mut spellings: Vec<Secret> = Vec::new();
        for secret in secrets.iter().filter(|secret| secret.expose().len() >= LENGTH_MIN) {
            let plain = secret.expose();
            let encoded = utf8_percent_encode(plain, NON_ALPHANUMERIC).to_string();
            let unreserved = encoded.replace("%2D", "-").replace("%2E", ".").replace("%5F", "_").replace("%7E", "~");
            let form = unreserved.replace("%20", "+");
            let json = serde_json::to_string(plain).unwrap_or_default();
            let base64 = STANDARD.encode(plain);
            let forms = [plain, &encoded, &encoded.to_lowercase(), &unreserved, &form, json.trim_matches('"'), &base64];
            for form in forms {
                if !spellings.iter().any(|known| known.expose() == form) {
                    spellings.push(Secret::new(form));
                }
            }
        }
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.expose().len()));
        Self { spellings }
    }

    /// `text` with every secret replaced.
    pub fn text(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        for spelling in &self.spellings {
            if masked.contains(spelling.expose()) {
                masked = masked.replace(spelling.expose(), MASK);
            }
        }
        masked
    }

    /// Masks a body of any length, part by part; `None` when there are too many secrets to look for at once.
    pub(crate) fn stream(&self) -> Option<MaskStream> {
        MaskStream::new(self.spellings.iter().map(Secret::expose))
    }

    /// The value of a header, masked; of a credential header only the scheme word and cookie names stay.
    pub fn header(&self, name: &str, value: &str) -> String {
        if !is_credential(name) {
            return self.text(value);
        }
        match name.to_ascii_lowercase().as_str() {
            "cookie" => value.split(';').map(mask_pair).collect::<Vec<_>>().join(";"),
            "set-cookie" => match value.split_once(';') {
                Some((pair, attributes)) => format!("{};{attributes}", mask_pair(pair)),
                None => mask_pair(value),
            },
            _ => match value.trim().split_once(' ') {
                Some((scheme, _)) => format!("{scheme} {MASK}"),
                None => MASK.to_owned(),
            },
        }
    }

    /// `text` in pieces: what is shown, and how much is kept back between. With `is_cut` the text goes on behind its end, so
    /// that a secret may have been cut there.
    pub fn pieces(&self, text: &str, is_cut: bool) -> Vec<Piece> {
        let mut spans = Vec::new();
        self.find(text, 0, &mut spans);
        if is_cut {
            spans.extend(self.cut_secret(text));
        }
        split(text, spans)
    }

    /// A whole head in pieces.
    pub fn head_pieces(&self, head: &[u8]) -> Vec<Piece> {
        let text = String::from_utf8_lossy(head);
        let mut spans = Vec::new();
        let mut at = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let content = line.trim_end_matches(['\r', '\n']);
            match content.split_once(':') {
                Some((name, value)) if index > 0 && is_credential(name) => {
                    let start = at + content.len() - value.trim_start().len();
                    spans.extend(credential_spans(name, value.trim_start(), start));
                }
                _ => self.find(content, at, &mut spans),
            }
            at += line.len();
        }
        split(&text, spans)
    }

    /// Where secrets stand in `text`, which itself begins at `base`.
    fn find(&self, text: &str, base: usize, spans: &mut Vec<Range<usize>>) {
        for spelling in &self.spellings {
            let found = text.match_indices(spelling.expose());
            spans.extend(found.map(|(at, secret)| base + at..base + at + secret.len()));
        }
    }

    /// The longest end of `text` with which a secret begins.
    fn cut_secret(&self, text: &str) -> Option<Range<usize>> {
        let longest = self.spellings.first().map_or(0, |spelling| spelling.expose().len());
        let mut from = text.len().saturating_sub(longest);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let starts = text[from..].char_indices().map(|(at, _)| from + at);
        let begins = |at: &usize| self.spellings.iter().any(|spelling| spelling.expose().starts_with(&text[*at..]));
        starts.into_iter().find(begins).map(|at| at..text.len())
    }

    /// A whole head (request or status line, then fields), masked.
    pub fn head(&self, head: &[u8]) -> String {
        let text = String::from_utf8_lossy(head);
        let mut masked = String::with_capacity(text.len());
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let content = line.trim_end_matches(['\r', '\n']);
            let ending = &line[content.len()..];
            match content.split_once(':') {
                Some((name, value)) if index > 0 => {
                    let blank = &value[..value.len() - value.trim_start().len()];
                    masked += &format!("{name}:{blank}{}", self.header(name, value.trim_start()));
                }
                _ => masked += &self.text(content),
            }
            masked += ending;
        }
        masked
    }
}

fn is_credential(name: &str) -> bool {
    CREDENTIAL_HEADERS.contains(&name.to_ascii_lowercase().as_str())
}

/// What of a credential header's value is kept back: all but the scheme word and cookie names.
fn credential_spans(name: &str, value: &str, start: usize) -> Vec<Range<usize>> {
    let value_of = |pair: &str, at: usize| {
        let from = pair.find('=').map_or(0, |equals| equals + 1);
        at + from..at + pair.len()
    };
    match name.to_ascii_lowercase().as_str() {
        "cookie" => {
            let mut at = start;
            let pairs = value.split(';').map(|pair| {
                let span = value_of(pair, at);
                at += pair.len() + 1;
                span
            });
            pairs.collect()
        }
        "set-cookie" => vec![value_of(value.split(';').next().unwrap_or_default(), start)],
        _ => {
            let from = value.find(' ').map_or(0, |blank| blank + 1);
            let whole = start + from..start + value.len();
            vec![whole]
        }
    }
}

/// Cuts `text` along the spans; those that touch each other become one.
fn split(text: &str, mut spans: Vec<Range<usize>>) -> Vec<Piece> {
    spans.retain(|span| !span.is_empty());
    spans.sort_by_key(|span| (span.start, span.end));
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut rest = spans.into_iter().peekable();
    while let Some(mut span) = rest.next() {
        while let Some(next) = rest.next_if(|next| next.start <= span.end) {
            span.end = span.end.max(next.end);
        }
        if span.start > at {
            pieces.push(Piece::Shown(text[at..span.start].to_owned()));
        }
        pieces.push(Piece::Masked(text[span.clone()].chars().count()));
        at = span.end;
    }
    if at < text.len() {
        pieces.push(Piece::Shown(text[at..].to_owned()));
    }
    pieces
}

fn mask_pair(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, _)) => format!("{name}={MASK}"),
        None => MASK.to_owned(),
    }
}

#[cfg(test)]
mod tests;
