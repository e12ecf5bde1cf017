//! Samples as text: indented JSON for bodies, one line for rows.

use serde_json::Value;

use super::Sample;

/// Bodies end about here; what is deeper stays empty.
const TEXT_MAX: usize = 32 * 1024;

/// In a longer text arrays show one element: two would double it with every level.
const TWO_ELEMENTS_MAX: usize = 8 * 1024;

/// What one level is indented by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Indent {
    Blanks,
    Tab,
    /// Everything on one line.
    None,
}

/// A sample as JSON.
pub(crate) fn json(sample: &Sample<'_>, indent: Indent) -> String {
    let mut printer = Printer { text: String::new(), indent };
    printer.sample(sample, 0);
    printer.text
}

/// A sample as JSON on one line.
pub(crate) fn compact(sample: &Sample<'_>) -> String {
    json(sample, Indent::None)
}

/// A value as it stands in a row: text without quotes, everything else as JSON.
pub(crate) fn scalar_text(sample: &Sample<'_>) -> String {
    match sample {
        Sample::Text(text) | Sample::Token(text) => text.clone().into_owned(),
        Sample::Literal(Value::String(text)) => text.clone(),
        Sample::Literal(Value::Null) => String::new(),
        other => compact(other),
    }
}

struct Printer {
    text: String,
    indent: Indent,
}

impl Printer {
    fn sample(&mut self, sample: &Sample<'_>, depth: usize) {
        match sample {
            Sample::Literal(value) => self.value(value, depth),
            Sample::Text(text) => self.quoted(text),
            Sample::Token(token) => self.text.push_str(token),
            Sample::Object(members) if members.is_empty() || self.is_full() => self.text.push_str("{}"),
            Sample::Object(members) => {
                self.text.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    self.key(index, name, depth + 1);
                    self.sample(member, depth + 1);
                }
                self.close('}', depth);
            }
            Sample::Array(_, count) if *count == 0 || self.is_full() => self.text.push_str("[]"),
            Sample::Array(element, count) => {
                self.text.push('[');
                self.separate(0, depth + 1);
                let start = self.text.len();
                self.sample(element, depth + 1);
                let end = self.text.len();
                for index in 1..*count {
                    if end > TWO_ELEMENTS_MAX {
                        break;
                    }
                    self.separate(index, depth + 1);
                    // A nested array repeats as a whole: its text is the same at the same depth.
                    let element = self.text[start..end].to_owned();
                    self.text.push_str(&element);
                }
                self.close(']', depth);
            }
        }
    }

    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::String(text) => self.quoted(text),
            Value::Array(values) if !values.is_empty() => {
                self.text.push('[');
                for (index, value) in values.iter().enumerate() {
                    self.separate(index, depth + 1);
                    self.value(value, depth + 1);
                }
                self.close(']', depth);
            }
            Value::Object(map) if !map.is_empty() => {
                self.text.push('{');
                for (index, (name, value)) in map.iter().enumerate() {
                    self.key(index, name, depth + 1);
                    self.value(value, depth + 1);
                }
                self.close('}', depth);
            }
            scalar => self.text.push_str(&scalar.to_string()),
        }
    }

    fn is_full(&self) -> bool {
        self.text.len() > TEXT_MAX
    }

    fn quoted(&mut self, text: &str) {
        let is_plain = text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
        if is_plain {
            self.text.push('"');
            self.text.push_str(text);
            self.text.push('"');
        } else {
            self.text.push_str(&Value::from(text).to_string());
        }
    }

    fn key(&mut self, index: usize, name: &str, depth: usize) {
        self.separate(index, depth);
        self.quoted(name);
        self.text.push_str(if self.indent == Indent::None { ":" } else { ": " });
    }

    fn separate(&mut self, index: usize, depth: usize) {
        if index > 0 {
            self.text.push(',');
        }
        self.line(depth);
    }

    fn close(&mut self, bracket: char, depth: usize) {
        self.line(depth);
        self.text.push(bracket);
    }

    fn line(&mut self, depth: usize) {
        let level = match self.indent {
            Indent::Blanks => "  ",
            Indent::Tab => "\t",
            Indent::None => return,
        };
        self.text.push('\n');
        for _ in 0..depth {
            self.text.push_str(level);
        }
    }
}
