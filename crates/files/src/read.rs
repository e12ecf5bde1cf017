//! Values of a file to `model`, tolerant: everything that Bruno writes is read, whether the schema allows it or not
//! (see `docs/formats/collection.md`). What cannot be used becomes a problem at its place; the rest is read.

mod auth;
mod collection;
mod request;

use document::Document;
use model::{Header, Inheritable, Problem, Settings, Variable};
use serde_json::Value;

pub(crate) use collection::{environment, folder, ignored_names, root};
pub(crate) use request::item;

/// One value of the document and the way to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    above: Option<&'a Node<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    pub(crate) fn root(value: &'a Value) -> Self {
        Self { value, above: None, step: Step::Root }
    }

    /// The value under `key`; `None` when it is absent or null.
    pub(crate) fn child<'c>(&'c self, key: &'c str) -> Option<Node<'c>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Node { value, above: Some(self), step: Step::Key(key) })
    }

    fn item(&self, index: usize) -> Option<Node<'_>> {
        Some(Node { value: self.value.get(index)?, above: Some(self), step: Step::Index(index) })
    }

    fn pointer(&self) -> String {
        let above = self.above.map(Node::pointer).unwrap_or_default();
        match self.step {
            Step::Root => above,
            Step::Key(key) => format!("{above}/{}", key.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => format!("{above}/{index}"),
        }
    }

    /// The word under `key`, or an empty one; for deciding between kinds.
    fn word(&self, key: &str) -> &str {
        self.value.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Reads one document and collects what is wrong with it.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    document: &'a Document,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, problems: Vec::new() }
    }

    fn warn(&mut self, node: &Node<'_>, code: &str, message: String) {
        let place = self.document.place(&node.pointer());
        self.problems.push(Problem::warning(code, message).at(place));
    }

    fn wrong_type(&mut self, node: &Node<'_>, expected: &str) {
        let found = match node.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "a mapping",
        };
        let name = match node.step {
            Step::Root => "the file".to_owned(),
            Step::Key(key) => format!("`{key}`"),
            Step::Index(index) => format!("item {} of the list", index + 1),
        };
        self.warn(node, "wrong_type", format!("{name} is {found} where {expected} is expected"));
    }

    /// A text; a number or boolean as it is spelled in the file.
    fn text_of(&mut self, node: &Node<'_>) -> Option<String> {
        match node.value {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(self.spelling(node)),
            Value::Null => None,
            Value::Array(_) | Value::Object(_) => {
                self.wrong_type(node, "a text");
                None
            }
        }
    }

    /// A number or boolean as it stands in the file: `1.0` and `0x1F` are what the person typed, `1` and `31` are not.
    fn spelling(&self, node: &Node<'_>) -> String {
        let place = self.document.place(&node.pointer());
        let fallback = node.value.to_string();
        let (Some(line), Some(column)) = (place.line, place.column) else {
            return fallback;
        };
        let line = self.document.text().lines().nth(line.saturating_sub(1) as usize).unwrap_or_default();
        let word: String = line
            .chars()
            .skip(column.saturating_sub(1) as usize)
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'))
            .collect();
        let is_same = match node.value {
            Value::Bool(_) => word.eq_ignore_ascii_case(&fallback),
            _ => word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')),
        };
        if is_same { word } else { fallback }
    }

    fn text(&mut self, node: &Node<'_>, key: &str) -> Option<String> {
        node.child(key).and_then(|child| self.text_of(&child))
    }

    fn text_or_empty(&mut self, node: &Node<'_>, key: &str) -> String {
        self.text(node, key).unwrap_or_default()
    }

    /// A description: a text or `{content, type}`. An empty one is none.
    fn markdown(&mut self, node: &Node<'_>, key: &str) -> Option<String> {
        let child = node.child(key)?;
        let text = if child.value.is_object() { self.text(&child, "content") } else { self.text_of(&child) };
        text.filter(|text| !text.is_empty())
    }

    fn flag(&mut self, node: &Node<'_>, key: &str) -> Option<bool> {
        let child = node.child(key)?;
        match child.value {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => {
                self.wrong_type(&child, "true or false");
                None
            }
        }
    }

    fn number(&mut self, node: &Node<'_>, key: &str) -> Option<f64> {
        let child = node.child(key)?;
        let number = match child.value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.wrong_type(&child, "a number");
        }
        number
    }

    /// Reads each item of a list with `read`; what is no mapping is a problem and left out.
    fn list<T>(&mut self, node: &Node<'_>, key: &str, mut read: impl FnMut(&mut Self, &Node<'_>) -> T) -> Vec<T> {
        let Some(list) = node.child(key) else {
            return Vec::new();
        };
        let Value::Array(items) = list.value else {
            self.wrong_type(&list, "a list");
            return Vec::new();
        };
        let mut found = Vec::with_capacity(items.len());
        for index in 0..items.len() {
            let Some(item) = list.item(index) else { continue };
            if item.value.is_object() {
                found.push(read(self, &item));
            } else {
                self.wrong_type(&item, "a mapping");
            }
        }
        found
    }

    /// A list of texts; one text alone is a list of one, as older Bruno writes `tags`.
    fn texts(&mut self, node: &Node<'_>, key: &str) -> Vec<String> {
        let Some(list) = node.child(key) else {
            return Vec::new();
        };
        match list.value {
            Value::Array(items) => {
                (0..items.len()).filter_map(|index| list.item(index)).filter_map(|item| self.text_of(&item)).collect()
            }
            _ => self.text_of(&list).into_iter().collect(),
        }
    }

    /// `disabled`, or its older opposite `enabled`.
    fn is_enabled(&mut self, node: &Node<'_>) -> bool {
        match self.flag(node, "disabled") {
            Some(is_disabled) => !is_disabled,
            None => self.flag(node, "enabled").unwrap_or(true),
        }
    }

    fn headers(&mut self, node: &Node<'_>, key: &str) -> Vec<Header> {
        self.list(node, key, |reader, row| Header {
            name: reader.text_or_empty(row, "name"),
            value: reader.text_or_empty(row, "value"),
            description: reader.markdown(row, "description"),
            is_enabled: reader.is_enabled(row),
        })
    }

    fn variables(&mut self, node: &Node<'_>, key: &str) -> Vec<Variable> {
        self.list(node, key, Self::variable)
    }

    fn variable(&mut self, row: &Node<'_>) -> Variable {
        let is_secret = self.flag(row, "secret").unwrap_or(false);
        let (value, value_type) = row.child("value").map(|value| self.variable_value(&value)).unwrap_or_default();
        if is_secret && !value.is_empty() {
            self.warn(
                row,
                "secret_in_file",
                "a secret variable has a value in the file; the value is not used".to_owned(),
            );
        }
        Variable {
            name: self.text_or_empty(row, "name"),
            value: if is_secret { String::new() } else { value },
            data_type: if is_secret { self.text(row, "type") } else { value_type },
            description: self.markdown(row, "description"),
            is_enabled: self.is_enabled(row),
            is_secret,
        }
    }

    /// The text and the type word of a value: a text, `{type, data}`, or the selected one of several variants.
    fn variable_value(&mut self, value: &Node<'_>) -> (String, Option<String>) {
        match value.value {
            Value::Array(_) => {
                let selected = selected_variant(value.value).and_then(|index| value.item(index));
                match selected.as_ref().and_then(|variant| variant.child("value")) {
                    Some(inner) if !inner.value.is_array() => self.variable_value(&inner),
                    _ => (String::new(), None),
                }
            }
            Value::Object(_) => {
                let data_type = self.text(value, "type").filter(|word| word != "string");
                (self.text_or_empty(value, "data"), data_type)
            }
            _ => (self.text_of(value).unwrap_or_default(), None),
        }
    }

    fn settings(&mut self, node: &Node<'_>, key: &str) -> Settings {
        let Some(settings) = node.child(key) else {
            return Settings::default();
        };
        Settings {
            encodes_url: self.inheritable_flag(&settings, "encodeUrl"),
            follows_redirects: self.inheritable_flag(&settings, "followRedirects"),
            forwards_authorization: self.inheritable_flag(&settings, "forwardAuthorizationHeader"),
            timeout_ms: self.inheritable_count(&settings, "timeout"),
            max_redirects: match self.inheritable_count(&settings, "maxRedirects") {
                Inheritable::Inherit => Inheritable::Inherit,
                Inheritable::Value(count) => Inheritable::Value(u32::try_from(count).unwrap_or(u32::MAX)),
            },
        }
    }

    fn inheritable_flag(&mut self, node: &Node<'_>, key: &str) -> Inheritable<bool> {
        if node.word(key) == "inherit" {
            return Inheritable::Inherit;
        }
        self.flag(node, key).map_or(Inheritable::Inherit, Inheritable::Value)
    }

    fn inheritable_count(&mut self, node: &Node<'_>, key: &str) -> Inheritable<u64> {
        if node.word(key) == "inherit" {
            return Inheritable::Inherit;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float cast saturates, which is what a setting out of range should do"
        )]
        let count = self.number(node, key).map(|number| number.round() as u64);
        count.map_or(Inheritable::Inherit, Inheritable::Value)
    }

    /// The block `extensions.postrider`, handed to `read` when it is there.
    fn extension<T: Default>(&mut self, root: &Node<'_>, read: impl FnOnce(&mut Self, &Node<'_>) -> T) -> T {
        match root.child("extensions").as_ref().and_then(|extensions| extensions.child("postrider")) {
            Some(extension) => read(self, &extension),
            None => T::default(),
        }
    }

    /// Marks the variables named in the extension as secret.
    fn mark_secrets(&mut self, root: &Node<'_>, variables: &mut [Variable]) {
        let names = self.extension(root, |reader, extension| reader.texts(extension, "secretVariables"));
        for variable in variables.iter_mut().filter(|variable| names.contains(&variable.name)) {
            variable.is_secret = true;
            variable.value.clear();
            variable.data_type = None;
        }
    }
}

/// The index of the selected one of several variants, or of the first.
pub(crate) fn selected_variant(variants: &Value) -> Option<usize> {
    let variants = variants.as_array().filter(|variants| !variants.is_empty())?;
    let selected = variants.iter().position(|variant| variant.get("selected") == Some(&Value::Bool(true)));
    Some(selected.unwrap_or(0))
}
