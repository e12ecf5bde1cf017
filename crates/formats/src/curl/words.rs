//! A command line as words: quoting of POSIX shells with `$'…'`, and of the Windows command prompt.
//!
//! A variable of the shell becomes a placeholder for the same variable of the process: `$TOKEN` is
//! `{{process.env.TOKEN}}`.

use std::iter::Peekable;
use std::str::Chars;

use model::Problem;

/// The words of a command line, and what of it was no part of the command.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) words: Vec<String>,
    /// What followed: a pipe, a redirection, a second command.
    pub(crate) rest: Option<String>,
}

/// Splits a command line; which shell it was written for shows in its carets.
pub(crate) fn split(text: &str) -> Result<Words, Problem> {
    if is_for_windows(text) { Ok(windows(text)) } else { Posix::new(text).split() }
}

/// Carets before quotes or at the ends of lines are those of the Windows command prompt, where no quote is a `'`.
fn is_for_windows(text: &str) -> bool {
    let start = text.split('\'').next().unwrap_or_default();
    start.contains("^\"") || start.lines().any(|line| line.trim_end().ends_with(" ^"))
}

fn unclosed(quote: char) -> Problem {
    Problem::error("curl_quote", format!("the command ends inside a quote that began with `{quote}`"))
        .with_hint("Copy the whole command, its last line too.")
}

/// Reads what a POSIX shell would make of it.
struct Posix<'a> {
    rest: Peekable<Chars<'a>>,
    done: Words,
    /// The word that is being read; `None` between words.
    word: Option<String>,
}

impl<'a> Posix<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text.chars().peekable(), done: Words::default(), word: None }
    }

    fn split(mut self) -> Result<Words, Problem> {
        while let Some(c) = self.rest.next() {
            match c {
                '\\' => self.escaped(),
                '\'' => self.single()?,
                '"' => self.double()?,
                '$' => self.dollar()?,
                '\n' if self.done.words.is_empty() && self.word.is_none() => {}
                '\n' => {
                    self.end_word();
                    if self.rest.clone().any(|c| !c.is_whitespace()) {
                        self.stop('\n');
                    }
                }
                c if c.is_whitespace() => self.end_word(),
                '#' if self.word.is_none() => self.skip_line(),
                '|' | ';' | '>' | '<' | '&' if self.word.is_none() => self.stop(c),
                c => self.push(c),
            }
        }
        self.end_word();
        Ok(self.done)
    }

    fn push(&mut self, c: char) {
        self.word.get_or_insert_default().push(c);
    }

    fn end_word(&mut self) {
        // `2>file` redirects, wherever it stands.
        match self.word.take() {
            Some(word) if word.starts_with("2>") => self.done.rest = Some(word),
            Some(word) => self.done.words.push(word),
            None => {}
        }
    }

    fn skip_line(&mut self) {
        while self.rest.next_if(|c| *c != '\n').is_some() {}
    }

    /// The command is over; what follows is kept for the message.
    fn stop(&mut self, first: char) {
        let rest: String = std::iter::once(first).chain(self.rest.by_ref()).collect();
        self.done.rest = Some(rest.trim().to_owned());
    }

    fn escaped(&mut self) {
        match self.rest.next() {
            Some('\n') | None => {}
            // A line goes on, also where the copy brought blanks or a carriage return behind the backslash.
            Some(c) if c.is_whitespace() && self.ends_line() => {}
            Some(c) => self.push(c),
        }
    }

    /// Whether only blanks are left on the line; they are passed over then.
    fn ends_line(&mut self) -> bool {
        let mut ahead = self.rest.clone();
        while ahead.next_if(|c| c.is_whitespace() && *c != '\n').is_some() {}
        let ends = ahead.next().is_none_or(|c| c == '\n');
        if ends {
            self.rest = ahead;
        }
        ends
    }

    fn single(&mut self) -> Result<(), Problem> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next() {
                Some('\'') => return Ok(()),
                Some(c) => self.push(c),
                None => return Err(unclosed('\'')),
            }
        }
    }

    fn double(&mut self) -> Result<(), Problem> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next() {
                Some('"') => return Ok(()),
                Some('\\') => match self.rest.next() {
                    Some('\n') => {}
                    Some(c @ ('"' | '\\' | '$' | '`')) => self.push(c),
                    Some(c) => {
                        self.push('\\');
                        self.push(c);
                    }
                    None => return Err(unclosed('"')),
                },
                Some('$') => self.variable(),
                Some(c) => self.push(c),
                None => return Err(unclosed('"')),
            }
        }
    }

    fn dollar(&mut self) -> Result<(), Problem> {
        if self.rest.next_if_eq(&'\'').is_some() {
            return self.ansi_c();
        }
        if self.rest.next_if_eq(&'"').is_some() {
            return self.double();
        }
        self.variable();
        Ok(())
    }

    /// `$NAME` and `${NAME}`; any other dollar stands for itself.
    fn variable(&mut self) {
        let mut ahead = self.rest.clone();
        let is_braced = ahead.next_if_eq(&'{').is_some();
        let mut name = String::new();
        while let Some(c) = ahead.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
            name.push(c);
        }
        let is_name = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
        if !is_name || (is_braced && ahead.next() != Some('}')) {
            self.push('$');
            return;
        }
        self.rest = ahead;
        self.word.get_or_insert_default().push_str(&format!("{{{{process.env.{name}}}}}"));
    }

    /// `$'…'` with the escapes of C.
    fn ansi_c(&mut self) -> Result<(), Problem> {
        self.word.get_or_insert_default();
        // Escapes below give bytes; several may make one character.
        let mut bytes = Vec::new();
        loop {
            match self.rest.next() {
                Some('\'') => break,
                Some('\\') => self.ansi_escape(&mut bytes),
                Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                None => return Err(unclosed('\'')),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        self.word.get_or_insert_default().push_str(&text);
        Ok(())
    }

    fn ansi_escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(c) = self.rest.next() else { return };
        let byte = match c {
            'n' => b'\n',
            't' => b'\t',
            'r' => b'\r',
            'a' => 7,
            'b' => 8,
            'e' | 'E' => 27,
            'f' => 12,
            'v' => 11,
            'x' => self.digits(16, 2).and_then(|code| u8::try_from(code).ok()).unwrap_or(b'x'),
            'u' | 'U' => {
                let code = self.digits(16, if c == 'u' { 4 } else { 8 });
                let character = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
            '0'..='7' => {
                let first = c.to_digit(8).unwrap_or_default();
                let code = (0..2).fold(first, |code, _| self.digits(8, 1).map_or(code, |digit| code * 8 + digit));
                code.to_le_bytes()[0]
            }
            other => {
                if !"\\'\"?".contains(other) {
                    bytes.push(b'\\');
                }
                bytes.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
        };
        bytes.push(byte);
    }

    /// Up to `count` digits; `None` where there is none.
    fn digits(&mut self, radix: u32, count: usize) -> Option<u32> {
        let mut value = None;
        for _ in 0..count {
            let Some(digit) = self.rest.next_if(|c| c.is_digit(radix)).and_then(|c| c.to_digit(radix)) else { break };
            value = Some(value.unwrap_or(0) * radix + digit);
        }
        value
    }
}

/// What the command prompt and then the C runtime of Windows would make of it. An open quote ends with the text.
fn windows(text: &str) -> Words {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    let mut rest = without_carets(text);
    rest.reverse();
    while let Some(c) = rest.pop() {
        match c {
            '\\' => {
                let mut count = 1;
                while rest.last() == Some(&'\\') {
                    rest.pop();
                    count += 1;
                }
                // Backslashes are ordinary, but in front of a quote two make one, and an odd one makes the quote ordinary.
                let is_before_quote = rest.last() == Some(&'"');
                let shown = if is_before_quote { count / 2 } else { count };
                word.get_or_insert_default().extend(std::iter::repeat_n('\\', shown));
                if is_before_quote && count % 2 == 1 {
                    rest.pop();
                    word.get_or_insert_default().push('"');
                }
            }
            '"' if is_quoted && rest.last() == Some(&'"') => {
                rest.pop();
                word.get_or_insert_default().push('"');
            }
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && !is_quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Words { words, rest: None }
}

/// Carets of the command prompt resolved: outside its own quotes a caret takes the meaning of what follows.
fn without_carets(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut is_quoted = false;
    let mut chars = text.chars().filter(|c| *c != '\r').peekable();
    while let Some(c) = chars.next() {
        match c {
            '^' if !is_quoted => match chars.next() {
                // The line goes on; a second line end behind it is meant.
                Some('\n') => out.extend(chars.next_if_eq(&'\n')),
                Some(next) => out.push(next),
                None => {}
            },
            '"' => {
                is_quoted = !is_quoted;
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
