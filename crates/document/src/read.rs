//! Reads a text as the syntax it looks like, and repairs what can be repaired.

use std::borrow::Cow;
use std::sync::OnceLock;

use model::{Place, Problem};
use serde_json::Value;

use crate::json::JsonFault;
use crate::places::{Index, Lines};
use crate::value::Repeated;
use crate::{json, sniff, yaml};

/// Which of the two syntaxes a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// RFC 8259.
    Json,
    /// YAML 1.2, core schema.
    Yaml,
}

/// A parsed text: its value, and where each part of it stands.
#[derive(Debug, Clone)]
pub struct Document {
    /// The value; key order as in the text. Of repeated keys the last wins; objects are put together.
    pub value: Value,
    /// The syntax it was read as. JSON with small mistakes (comments, trailing commas) is read as YAML.
    pub syntax: Syntax,
    name: String,
    text: String,
    /// The text that was read when it differs from `text`: same lines, other indentation.
    repaired: Option<String>,
    places: OnceLock<Index>,
}

/// A text that one of the parsers took.
struct Taken {
    value: Value,
    syntax: Syntax,
    repaired: Option<String>,
    repeated: Vec<Repeated>,
    problems: Vec<Problem>,
}

impl Document {
    /// Reads `text` as JSON if it looks like it, else as YAML. `name` is the file or address, for places.
    ///
    /// The second part holds what was repaired on the way (repeated keys, tabs). An `Err` is what makes the whole text unreadable.
    /// A byte order mark before the text is passed over.
    pub fn parse(name: &str, text: &str) -> Result<(Self, Vec<Problem>), Problem> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        sniff::refuse(name, text)?;
        let taken = if sniff::looks_like_json(text) { read_json(name, text)? } else { read_yaml(name, text)? };
        let Taken { value, syntax, repaired, repeated, mut problems } = taken;
        let document =
            Self { value, syntax, name: name.to_owned(), text: text.to_owned(), repaired, places: OnceLock::new() };
        problems.extend(repeated.iter().map(|repeated| document.repeated_key(repeated)));
        Ok((document, problems))
    }

    /// The name it was read under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of the value at `pointer` (RFC 6901); of its nearest known ancestor when there is none.
    ///
    /// A member that holds an object or an array stands where its key stands. The first call reads the text once more
    /// to find where everything is; later calls are cheap.
    pub fn place(&self, pointer: &str) -> Place {
        let text = self.repaired.as_deref().unwrap_or(&self.text);
        let index = self.places.get_or_init(|| Index::of(text, self.syntax));
        let mut place = index.place(text, pointer);
        place.file = Some(self.name.clone());
        place.pointer = Some(pointer.to_owned());
        place
    }

    fn repeated_key(&self, repeated: &Repeated) -> Problem {
        Problem::warning("repeated_key", format!("the key `{}` stands more than once in one object", repeated.key))
            .with_hint("The last one counts, with what only the others hold; write them as one.")
            .at(self.place(&repeated.pointer))
    }
}

fn read_json(name: &str, text: &str) -> Result<Taken, Problem> {
    let fault = match json::read(text) {
        Ok((value, repeated)) => {
            return Ok(Taken { value, syntax: Syntax::Json, repaired: None, repeated, problems: Vec::new() });
        }
        Err(fault) => fault,
    };
    let problem = json_problem(name, text, &fault);
    if !fault.may_be_loose {
        return Err(problem);
    }
    // Trailing commas, single quotes, `NaN`: YAML's flow style knows most of what people write into JSON, but not `//`.
    let blanked = json::without_comments(text);
    let Ok(mut taken) = read_yaml(name, blanked.as_deref().unwrap_or(text)) else { return Err(problem) };
    taken.repaired = taken.repaired.or(blanked);
    let mut loose = Problem::warning("loose_json", format!("not strictly JSON: {}", fault.message));
    loose.place = problem.place;
    taken.problems.insert(0, loose.with_hint("It was read nevertheless; other programs may refuse it."));
    Ok(taken)
}

fn json_problem(name: &str, text: &str, fault: &JsonFault) -> Problem {
    let problem = match fault.code {
        "truncated_document" => Problem::error(fault.code, "the text ends in the middle of a JSON value")
            .with_hint("The file or download is incomplete; fetch it again."),
        "nested_too_deeply" => Problem::error(fault.code, "arrays and objects are nested more than 127 deep")
            .with_hint("A text like this is hardly an API document; check where it comes from."),
        code => Problem::error(code, format!("not valid JSON: {}", fault.message))
            .with_hint("Correct the text at the marked place; the mistake may stand just before it."),
    };
    problem.at(place_in(name, text, fault.offset))
}

fn read_yaml(name: &str, text: &str) -> Result<Taken, Problem> {
    let fault = match yaml::read(text) {
        Ok((value, repeated)) => {
            return Ok(Taken { value, syntax: Syntax::Yaml, repaired: None, repeated, problems: Vec::new() });
        }
        Err(fault) => fault,
    };
    for repair in [yaml::without_tabs, yaml::without_controls] {
        let Some((repaired, problem)) = repair(text) else { continue };
        if let Ok((value, repeated)) = yaml::read(&repaired) {
            let problem = problem.at(place_in(name, text, fault.offset));
            let repaired = Some(repaired);
            return Ok(Taken { value, syntax: Syntax::Yaml, repaired, repeated, problems: vec![problem] });
        }
    }
    let message = match fault.code {
        "truncated_document" => Cow::Borrowed("the text ends in the middle of a YAML value"),
        "document_too_large" => Cow::Borrowed("more values or aliases than are read from one text"),
        "nested_too_deeply" => Cow::Borrowed("lists and maps are nested more than 128 deep"),
        _ => Cow::Owned(format!("not valid YAML: {}", fault.message)),
    };
    let hint = match fault.code {
        "truncated_document" => "The file or download is incomplete; fetch it again.",
        "document_too_large" | "nested_too_deeply" => "Check where the text comes from; split it into several files.",
        _ => "Correct the text at the marked place; indentation and colons are the usual suspects.",
    };
    Err(Problem::error(fault.code, message).with_hint(hint).at(place_in(name, text, fault.offset)))
}

fn place_in(name: &str, text: &str, offset: usize) -> Place {
    Place { file: Some(name.to_owned()), ..Lines::of(text).place(text, offset, None) }
}

#[cfg(test)]
mod tests;
