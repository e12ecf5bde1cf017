//! The tests of a filter, RFC 9535 §2.3.5 and §2.4: comparison, existence, logic, functions.

use regex::Regex;

use super::path::{Path, PathError, Reader};

/// A test of one value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Or(Vec<Test>),
    And(Vec<Test>),
    Not(Box<Test>),
    Exists(Path),
    Compare {
        left: Operand,
        by: Comparison,
        right: Operand,
    },
    /// `match` tests the whole text, `search` any part.
    Matches {
        text: Operand,
        pattern: Pattern,
        is_whole: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Text(String),
    Number(f64),
    Bool(bool),
    Null,
    /// At most one value.
    Path(Path),
    /// Characters of a text, members of an object, elements of an array.
    Length(Box<Operand>),
    /// How many values a path gives.
    Count(Path),
    /// The only value of a path.
    Value(Path),
}

/// A regular expression, known beforehand or found in the text.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// `None`: an expression that cannot be read matches nothing.
    Known(Option<Regex>),
    Found(Operand),
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(left), Self::Known(right)) => {
                left.as_ref().map(Regex::as_str) == right.as_ref().map(Regex::as_str)
            }
            (Self::Found(left), Self::Found(right)) => left == right,
            _ => false,
        }
    }
}

/// An I-Regexp (RFC 9485) as this library reads it.
pub(super) fn expression(pattern: &str, is_whole: bool) -> Option<Regex> {
    let pattern = if is_whole { format!("^(?:{pattern})$") } else { pattern.to_owned() };
    regex::RegexBuilder::new(&pattern).size_limit(1024 * 1024).build().ok()
}

impl Reader<'_> {
    /// `a || b || c`
    pub(super) fn test(&mut self) -> Result<Test, PathError> {
        let mut tests = vec![self.conjunction()?];
        while self.takes_token("||") {
            tests.push(self.conjunction()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::Or(tests) })
    }

    fn conjunction(&mut self) -> Result<Test, PathError> {
        let mut tests = vec![self.basic()?];
        while self.takes_token("&&") {
            tests.push(self.basic()?);
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { Test::And(tests) })
    }

    fn basic(&mut self) -> Result<Test, PathError> {
        self.blanks();
        if self.text[self.at..].starts_with('!') && !self.text[self.at..].starts_with("!=") {
            self.at += 1;
            return self.nested(|reader| Ok(Test::Not(Box::new(reader.basic()?))));
        }
        if self.takes("(") {
            let test = self.nested(Reader::test)?;
            if !self.takes_token(")") {
                return Err(self.error("`)` is missing"));
            }
            return Ok(test);
        }
        if let Some(test) = self.matching()? {
            return Ok(test);
        }
        let begin = self.at;
        let left = self.operand()?;
        let Some(by) = self.comparison() else {
            return match left {
                Operand::Path(path) => Ok(Test::Exists(path)),
                _ => Err(self.error("a comparison is missing")),
            };
        };
        self.blanks();
        let right = self.operand()?;
        for side in [&left, &right] {
            if matches!(side, Operand::Path(path) if !path.is_singular()) {
                self.at = begin;
                return Err(self.error("only a path to one value can be compared"));
            }
        }
        Ok(Test::Compare { left, by, right })
    }

    /// `match(…)` and `search(…)`.
    fn matching(&mut self) -> Result<Option<Test>, PathError> {
        let is_whole = match () {
            () if self.takes("match(") => true,
            () if self.takes("search(") => false,
            () => return Ok(None),
        };
        self.blanks();
        let text = self.nested(Reader::operand)?;
        if !self.takes_token(",") {
            return Err(self.error("`,` is missing"));
        }
        self.blanks();
        let pattern = match self.nested(Reader::operand)? {
            Operand::Text(pattern) => Pattern::Known(expression(&pattern, is_whole)),
            other => Pattern::Found(other),
        };
        self.closes_call()?;
        Ok(Some(Test::Matches { text, pattern, is_whole }))
    }

    fn operand(&mut self) -> Result<Operand, PathError> {
        match self.peek() {
            Some('\'' | '"') => Ok(Operand::Text(self.quoted()?)),
            Some('@' | '$') => Ok(Operand::Path(self.path()?)),
            Some('-' | '0'..='9') => self.number(),
            _ if self.takes("true") => Ok(Operand::Bool(true)),
            _ if self.takes("false") => Ok(Operand::Bool(false)),
            _ if self.takes("null") => Ok(Operand::Null),
            _ if self.takes("length(") => {
                self.blanks();
                let of = self.nested(Reader::operand)?;
                self.closes_call()?;
                Ok(Operand::Length(Box::new(of)))
            }
            _ if self.takes("count(") => Ok(Operand::Count(self.argument()?)),
            _ if self.takes("value(") => Ok(Operand::Value(self.argument()?)),
            _ => Err(self.error("a value, a path or a function is missing")),
        }
    }

    fn argument(&mut self) -> Result<Path, PathError> {
        self.blanks();
        let path = self.nested(Reader::path)?;
        self.closes_call()?;
        Ok(path)
    }

    fn path(&mut self) -> Result<Path, PathError> {
        let from_root = self.takes("$");
        if !from_root && !self.takes("@") {
            return Err(self.error("a path begins with `$` or `@`"));
        }
        let steps = self.nested(Reader::steps)?;
        Ok(Path { from_root, steps })
    }

    fn number(&mut self) -> Result<Operand, PathError> {
        let rest = &self.text[self.at..];
        let is_of_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
        let length = rest.bytes().take_while(is_of_number).count();
        let number = serde_json::from_str::<f64>(&rest[..length]).map_err(|_| self.error("this is no number"))?;
        self.at += length;
        Ok(Operand::Number(number))
    }

    fn comparison(&mut self) -> Option<Comparison> {
        let before = self.at;
        self.blanks();
        let all = [
            ("==", Comparison::Equal),
            ("!=", Comparison::Unequal),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let found = all.into_iter().find(|(token, _)| self.takes(token)).map(|(_, by)| by);
        if found.is_none() {
            self.at = before;
        }
        found
    }

    fn closes_call(&mut self) -> Result<(), PathError> {
        if self.takes_token(")") { Ok(()) } else { Err(self.error("`)` is missing")) }
    }

    /// A token after blanks; where it is not, nothing is read.
    fn takes_token(&mut self, token: &str) -> bool {
        let before = self.at;
        self.blanks();
        let is_here = self.takes(token);
        if !is_here {
            self.at = before;
        }
        is_here
    }
}
