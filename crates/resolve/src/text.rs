//! Replaces placeholders in one text.

use exchange::Secret;
use model::{Place, Problem};

use crate::scope::{Inputs, Scopes, Seen};

/// Deepest nesting of variables in variables.
const DEPTH_MAX: usize = 16;

/// Names of the values that are made for each send, without the `$` before them.
pub const MADE_NAMES: [&str; 5] = ["guid", "isoTimestamp", "randomInt", "randomUUID", "timestamp"];

/// Replaces placeholders and gathers what could not be replaced.
pub struct Text<'a> {
    scopes: &'a Scopes,
    inputs: &'a Inputs<'a>,
    file: Option<String>,
    seen: Seen,
    problems: Vec<Problem>,
}

/// The names between `{{` and `}}` in a text, in order, each with its byte range (braces included).
pub fn placeholders(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| at + from) {
        let Some(close) = text[open + 2..].find("}}").map(|at| at + open + 2) else { break };
        // `{{{name}}}` is a brace around a placeholder: the innermost opening counts.
        let start = text[open..close].rfind("{{").map_or(open, |at| at + open);
        let inside = &text[start + 2..close];
        let name = inside.trim();
        if !name.is_empty() && !inside.contains(['{', '}', '\n', '"']) {
            found.push((start..close + 2, name));
        }
        from = close + 2;
    }
    found
}

impl<'a> Text<'a> {
    /// A replacer for the texts of one request; `file` is named in problems.
    pub fn new(scopes: &'a Scopes, inputs: &'a Inputs<'a>, file: Option<String>) -> Self {
        Self { scopes, inputs, file, seen: Seen::default(), problems: Vec::new() }
    }

    /// `text` with every placeholder replaced. `field` is where the text stands, in words (``header `X-Key` ``).
    pub fn resolve(&mut self, text: &str, field: &str) -> String {
        let mut open_names = Vec::new();
        self.replace(text, field, &mut open_names)
    }

    /// As [`Text::resolve`], for a text that is secret as a whole: its value will be masked.
    pub fn resolve_secret(&mut self, text: &str, field: &str) -> Secret {
        let secret = Secret::new(self.resolve(text, field));
        self.seen.add(secret.clone());
        secret
    }

    /// Marks a value as secret.
    pub fn mask(&self, secret: Secret) {
        self.seen.add(secret);
    }

    /// Adds a problem found elsewhere in the request.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Whether something is wrong that a value for an unknown name would not mend.
    pub(crate) fn has_error_beside_unknown_names(&self) -> bool {
        let is_unknown = |problem: &Problem| matches!(&*problem.code, "unresolved_variable" | "unresolved_secret");
        let is_error = |problem: &Problem| problem.severity == model::Severity::Error;
        self.problems.iter().any(|problem| is_error(problem) && !is_unknown(problem))
    }

    /// A place in this request's file.
    pub fn place(&self) -> Place {
        Place { file: self.file.clone(), ..Place::default() }
    }

    /// Every secret that was put in, and every problem.
    pub fn finish(self) -> (Vec<Secret>, Vec<Problem>) {
        (self.seen.into_secrets(), self.problems)
    }

    fn replace(&mut self, text: &str, field: &str, open_names: &mut Vec<String>) -> String {
        let found = placeholders(text);
        if found.is_empty() {
            return text.to_owned();
        }
        let mut result = String::with_capacity(text.len() + 32);
        let mut from = 0;
        for (range, name) in found {
            result.push_str(&text[from..range.start]);
            match self.value(name, field, open_names) {
                Some(value) => result.push_str(&value),
                None => result.push_str(&text[range.clone()]),
            }
            from = range.end;
        }
        result.push_str(&text[from..]);
        result
    }

    fn value(&mut self, name: &str, field: &str, open_names: &mut Vec<String>) -> Option<String> {
        if let Some(vault_name) = name.strip_prefix("vault:") {
            return self.vault_value(vault_name.trim(), field);
        }
        if let Some(variable) = name.strip_prefix("process.env.") {
            let value = (self.inputs.process_env)(variable);
            if value.is_none() {
                self.unknown(name, field, &format!("Set {variable} in the environment of this command."));
            }
            return value;
        }
        let Some((scope, variable)) = self.scopes.find(name) else {
            if let Some(made) = name.strip_prefix('$').and_then(|word| self.made(word)) {
                return Some(made);
            }
            self.unknown_variable(name, field);
            return None;
        };
        if variable.is_secret {
            let own_name = format!("{}{name}", scope.vault_prefix);
            return self.vault_value(&own_name, field);
        }
        if open_names.iter().any(|open| open == name) || open_names.len() >= DEPTH_MAX {
            let problem = Problem::error("variable_cycle", format!("variable `{name}` in {field} refers to itself"))
                .with_hint("Give one of the variables in the circle a plain value.")
                .at(self.place());
            self.problems.push(problem);
            return None;
        }
        open_names.push(name.to_owned());
        let value = variable.value.clone();
        let resolved = self.replace(&value, field, open_names);
        open_names.pop();
        Some(resolved)
    }

    fn vault_value(&mut self, vault_name: &str, field: &str) -> Option<String> {
        match (self.inputs.vault)(vault_name) {
            Ok(Some(secret)) => {
                self.seen.add(secret.clone());
                Some(secret.expose().to_owned())
            }
            Ok(None) => {
                let hint = format!("Set it with: postrider secret set COLLECTION {vault_name}");
                let message = format!("secret `{vault_name}` in {field} has no value on this machine");
                self.keep_or_report(Problem::error("unresolved_secret", message).with_hint(hint));
                None
            }
            Err(reason) => {
                let message = format!("secret `{vault_name}` in {field} could not be read: {reason}");
                let problem = Problem::error("unreadable_secret", message)
                    .with_hint("Unlock the keychain, or see whether the files of the secret store may be read.");
                self.problems.push(problem.at(self.place()));
                None
            }
        }
    }

    fn unknown_variable(&mut self, name: &str, field: &str) {
        let hint = match nearest(name, self.scopes.names()) {
            Some(near) => format!("Did you mean `{near}`? Otherwise give it a value with --var {name}=VALUE."),
            None => format!("Give it a value with --var {name}=VALUE, or in an environment or the collection."),
        };
        self.unknown(name, field, &hint);
    }

    fn unknown(&mut self, name: &str, field: &str, hint: &str) {
        let message = format!("variable `{name}` in {field} is unknown");
        self.keep_or_report(Problem::error("unresolved_variable", message).with_hint(hint));
    }

    fn keep_or_report(&mut self, problem: Problem) {
        if !self.inputs.keeps_unknown {
            let place = self.place();
            self.problems.push(problem.at(place));
        }
    }

    /// Values made for each send, named as in Postman.
    fn made(&self, word: &str) -> Option<String> {
        match word {
            "guid" | "randomUUID" => Some(uuid_v4((self.inputs.random)(), (self.inputs.random)())),
            "timestamp" => Some(self.inputs.now_ms.div_euclid(1000).to_string()),
            "isoTimestamp" => jiff::Timestamp::from_millisecond(self.inputs.now_ms).ok().map(|at| format!("{at:.3}")),
            "randomInt" => Some(((self.inputs.random)() % 1001).to_string()),
            _ => None,
        }
    }
}

/// RFC 9562 §5.4.
fn uuid_v4(high: u64, low: u64) -> String {
    let high = (high & 0xffff_ffff_ffff_0fff) | 0x4000;
    let low = (low & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

/// The name that differs least from `name`, if any is close enough to be meant.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = (name.chars().count() / 3).max(1);
    names
        .map(|other| (model::edit_distance(name, other), other))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests;
