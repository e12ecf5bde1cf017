//! What is looked for: a JSONPath as RFC 9535 writes it, read into steps.

use super::expression::Test;

/// A query: steps from the root `$` or, inside a filter, from the current value `@`.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    pub(super) from_root: bool,
    pub(super) steps: Vec<Step>,
}

/// One segment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// `..`: the value and everything in it, not the value alone.
    pub(super) descends: bool,
    pub(super) selectors: Vec<Selector>,
}

/// What a segment takes of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Selector {
    Name(String),
    All,
    Index(i64),
    Slice { start: Option<i64>, end: Option<i64>, step: i64 },
    Filter(Test),
}

/// A path that cannot be read: what is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} at character {at}")]
pub struct PathError {
    /// What is wrong.
    pub message: String,
    /// Character from 1.
    pub at: usize,
}

/// Filters in filters, and brackets in them.
const DEPTH_MAX: usize = 32;
/// Numbers of indexes stay inside what every JSON reader holds exactly, RFC 9535 §2.1.
const INDEX_MAX: i64 = (1 << 53) - 1;

impl Path {
    /// Reads a path; it begins with `$`.
    pub fn read(text: &str) -> Result<Self, PathError> {
        let mut reader = Reader { text: text.trim(), at: 0, depth: 0 };
        if !reader.takes("$") {
            return Err(reader.error("a path begins with `$`"));
        }
        let path = Self { from_root: true, steps: reader.steps()? };
        if reader.at < reader.text.len() {
            return Err(reader.error("this does not belong to a path"));
        }
        Ok(path)
    }

    /// Whether it gives at most one value, RFC 9535 §2.3.5.1.
    pub(super) fn is_singular(&self) -> bool {
        self.steps
            .iter()
            .all(|step| !step.descends && matches!(step.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)]))
    }
}

/// Reads a path from left to right; expressions go on with it.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    depth: usize,
}

impl Reader<'_> {
    pub(super) fn steps(&mut self) -> Result<Vec<Step>, PathError> {
        let mut steps = Vec::new();
        loop {
            let before = self.at;
            self.blanks();
            let descends = self.takes("..");
            let is_dot = !descends && self.takes(".");
            let selectors = if !is_dot && self.takes("[") {
                self.bracket()?
            } else if !descends && !is_dot {
                self.at = before;
                return Ok(steps);
            } else if self.takes("*") {
                vec![Selector::All]
            } else {
                vec![Selector::Name(self.shorthand()?)]
            };
            steps.push(Step { descends, selectors });
        }
    }

    /// Inside the brackets, `[` read.
    fn bracket(&mut self) -> Result<Vec<Selector>, PathError> {
        let mut selectors = Vec::new();
        loop {
            self.blanks();
            selectors.push(self.selector()?);
            self.blanks();
            if self.takes("]") {
                return Ok(selectors);
            }
            if !self.takes(",") {
                return Err(self.error("`,` or `]` is missing"));
            }
        }
    }

    fn selector(&mut self) -> Result<Selector, PathError> {
        match self.peek() {
            Some('\'' | '"') => Ok(Selector::Name(self.quoted()?)),
            Some('*') => {
                self.at += 1;
                Ok(Selector::All)
            }
            Some('?') => {
                self.at += 1;
                self.nested(|reader| Ok(Selector::Filter(reader.test()?)))
            }
            _ => self.index_or_slice(),
        }
    }

    fn index_or_slice(&mut self) -> Result<Selector, PathError> {
        let start = self.integer()?;
        self.blanks();
        if !self.takes(":") {
            return start.map(Selector::Index).ok_or_else(|| self.error("a name, an index, `*` or `?` is missing"));
        }
        self.blanks();
        let end = self.integer()?;
        self.blanks();
        let mut step = None;
        if self.takes(":") {
            self.blanks();
            step = self.integer()?;
        }
        Ok(Selector::Slice { start, end, step: step.unwrap_or(1) })
    }

    /// An integer, when one begins here.
    fn integer(&mut self) -> Result<Option<i64>, PathError> {
        let rest = &self.text[self.at..];
        let sign = usize::from(rest.starts_with('-'));
        let digits = rest[sign..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return if sign == 1 { Err(self.error("a digit is missing")) } else { Ok(None) };
        }
        let written = &rest[..sign + digits];
        let is_odd = (digits > 1 && rest[sign..].starts_with('0')) || written == "-0";
        match written.parse::<i64>() {
            Ok(number) if !is_odd && number.abs() <= INDEX_MAX => {
                self.at += written.len();
                Ok(Some(number))
            }
            _ => Err(self.error("this is no index")),
        }
    }

    fn shorthand(&mut self) -> Result<String, PathError> {
        let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        let rest = &self.text[self.at..];
        let length: usize = rest
            .char_indices()
            .take_while(|(at, c)| is_first(*c) || (*at > 0 && c.is_ascii_digit()))
            .map(|(_, c)| c.len_utf8())
            .sum();
        if length == 0 {
            return Err(self.error("a name is missing"));
        }
        self.at += length;
        Ok(rest[..length].to_owned())
    }

    /// A name or text in quotes.
    pub(super) fn quoted(&mut self) -> Result<String, PathError> {
        let Some(quote) = self.next() else { return Err(self.error("a quote is missing")) };
        let mut read = String::new();
        loop {
            match self.next() {
                None => return Err(self.error("the closing quote is missing")),
                Some(c) if c == quote => return Ok(read),
                Some('\\') => read.push(self.escaped(quote)?),
                Some(c) if c < ' ' => return Err(self.error("a control character must be escaped")),
                Some(c) => read.push(c),
            }
        }
    }

    fn escaped(&mut self, quote: char) -> Result<char, PathError> {
        Ok(match self.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('/') => '/',
            Some('\\') => '\\',
            Some(c) if c == quote => c,
            Some('u') => {
                let first = self.hex()?;
                let code = match first {
                    0xd800..=0xdbff if self.takes("\\u") => {
                        let second = self.hex()?;
                        if !(0xdc00..=0xdfff).contains(&second) {
                            return Err(self.error("half a character"));
                        }
                        0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                    }
                    _ => first,
                };
                char::from_u32(code).ok_or_else(|| self.error("half a character"))?
            }
            _ => return Err(self.error("this cannot be escaped")),
        })
    }

    fn hex(&mut self) -> Result<u32, PathError> {
        let digits = self.text[self.at..].get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += if code.is_some() { 4 } else { 0 };
        code.ok_or_else(|| self.error("four hexadecimal digits are missing"))
    }

    /// Runs a part that may hold itself.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, PathError>) -> Result<T, PathError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(self.error("too deep"));
        }
        let value = read(self);
        self.depth -= 1;
        value
    }

    pub(super) fn takes(&mut self, token: &str) -> bool {
        let is_here = self.text[self.at..].starts_with(token);
        if is_here {
            self.at += token.len();
        }
        is_here
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn blanks(&mut self) {
        while matches!(self.peek(), Some(' ' | '\n' | '\r' | '\t')) {
            self.at += 1;
        }
    }

    pub(super) fn error(&self, message: &str) -> PathError {
        PathError { message: message.to_owned(), at: self.text[..self.at].chars().count() + 1 }
    }
}
