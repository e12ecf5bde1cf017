//! The shapes of the API as data: one definition of each model makes the document and reads what clients send.
//!
//! [`read`] turns what came (JSON, or a form as a tree of text) into exactly the declared members: names in any letter
//! case, words in their listed spelling, booleans out of words, dates in UTC. Everything wrong is reported at once.

pub(crate) mod definition;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::dates;

/// One named shape.
#[derive(Debug)]
pub struct Model {
    /// The name in the document.
    pub name: &'static str,
    /// The members in their order.
    pub fields: &'static [Field],
}

/// One member of a model, or one query parameter.
#[derive(Debug)]
pub struct Field {
    /// The spelling on the wire.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub is_required: bool,
    /// Least and greatest number of characters.
    pub length: Option<(usize, usize)>,
    /// A sentence for the reader of the document; may be empty.
    pub description: &'static str,
}

/// What a member holds.
#[derive(Debug)]
pub enum Kind {
    /// Text.
    Text,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A point in time.
    Date,
    /// Yes or no.
    Boolean,
    /// A list of one kind.
    List(&'static Kind),
    /// Another model.
    Object(&'static Model),
    /// Lists of text under free names.
    TextLists,
}

impl Field {
    /// A member that may be left out.
    pub const fn optional(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, is_required: false, length: None, description: "" }
    }

    /// A member that must be there.
    pub const fn required(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, is_required: true, length: None, description: "" }
    }

    /// The same with limits on its length.
    #[must_use]
    pub const fn of_length(self, least: usize, greatest: usize) -> Self {
        Self { length: Some((least, greatest)), ..self }
    }

    /// The same with a sentence for the reader.
    #[must_use]
    pub const fn meaning(self, description: &'static str) -> Self {
        Self { description, ..self }
    }

    /// The field in Swagger's words.
    pub(crate) fn schema(&self) -> Map<String, Value> {
        let mut schema = self.kind.schema();
        if let Some((least, greatest)) = self.length {
            schema.insert("maxLength".to_owned(), json!(greatest));
            schema.insert("minLength".to_owned(), json!(least));
        }
        if !self.description.is_empty() {
            schema.insert("description".to_owned(), json!(self.description));
        }
        schema
    }
}

impl Kind {
    /// The kind in Swagger's words.
    pub(crate) fn schema(&self) -> Map<String, Value> {
        let schema = match self {
            Self::Text => json!({"type": "string"}),
            Self::Words(words) => json!({"type": "string", "enum": words}),
            Self::Date => json!({"type": "string", "format": "date-time"}),
            Self::Boolean => json!({"type": "boolean"}),
            Self::List(item) => json!({"type": "array", "items": item.schema()}),
            Self::Object(model) => json!({"$ref": format!("#/definitions/{}", model.name)}),
            Self::TextLists => {
                json!({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}})
            }
        };
        match schema {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}

/// What is wrong with input, by the name of the member: the `modelState` of a response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModelState(Vec<(String, Vec<String>)>);

impl ModelState {
    /// One complaint.
    pub fn one(key: &str, reason: &str) -> Self {
        let mut state = Self::default();
        state.add(key, reason);
        state
    }

    /// Adds a complaint.
    pub fn add(&mut self, key: &str, reason: &str) {
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, reasons)) => reasons.push(reason.to_owned()),
            None => self.0.push((key.to_owned(), vec![reason.to_owned()])),
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As it goes into a response.
    fn to_json(&self) -> Value {
        Value::Object(self.0.iter().map(|(key, reasons)| (key.clone(), json!(reasons))).collect())
    }

    /// All complaints as one sentence each, for responses that are a plain string.
    pub fn to_sentence(&self) -> String {
        self.0.iter().flat_map(|(_, reasons)| reasons).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

impl Serialize for ModelState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

/// Where a value comes from, which decides what an empty text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A body: empty text is a value.
    Body,
    /// A query: empty text counts as absent.
    Query,
}

/// Reads the fields out of what came. Keys of complaints are `prefix` plus the field's name.
pub(crate) fn read(
    fields: &[Field],
    given: &Map<String, Value>,
    prefix: &str,
    origin: Origin,
) -> (Map<String, Value>, ModelState) {
    let mut state = ModelState::default();
    let mut read = Map::new();
    for field in fields {
        let key = format!("{prefix}{}", field.name);
        // The last one counts, as when a member is repeated in JSON.
        let value = given.iter().rev().find(|(name, _)| name.eq_ignore_ascii_case(field.name)).map(|(_, value)| value);
        if let Some(value) = read_field(field, value, &key, origin, &mut state) {
            read.insert(field.name.to_owned(), value);
        }
    }
    (read, state)
}

fn read_field(
    field: &Field,
    value: Option<&Value>,
    key: &str,
    origin: Origin,
    state: &mut ModelState,
) -> Option<Value> {
    let is_text = matches!(field.kind, Kind::Text | Kind::Words(_));
    let empty = Value::String(String::new());
    let value = match value {
        Some(Value::Null) if field.is_required && is_text && origin == Origin::Body => Some(&empty),
        Some(Value::Null) => None,
        Some(Value::String(text)) if text.is_empty() && (origin == Origin::Query || !is_text) => None,
        other => other,
    };
    let Some(value) = value else {
        if field.is_required {
            state.add(key, &format!("The {} field is required.", field.name));
        }
        return None;
    };
    match of_kind(&field.kind, value, key, state) {
        Ok(Value::String(text)) => fits(field, &text, key, state).then_some(Value::String(text)),
        Ok(value) => Some(value),
        Err(expected) => {
            state.add(key, &format!("The value of {} is not {expected}.", field.name));
            None
        }
    }
}

fn fits(field: &Field, text: &str, key: &str, state: &mut ModelState) -> bool {
    let Some((least, greatest)) = field.length else { return true };
    let length = text.chars().count();
    if (least..=greatest).contains(&length) {
        return true;
    }
    state.add(key, &format!("The {} field must have {least} to {greatest} characters.", field.name));
    false
}

/// The value as its kind wants it, or what was expected instead.
fn of_kind(kind: &Kind, value: &Value, key: &str, state: &mut ModelState) -> Result<Value, String> {
    match (kind, value) {
        (Kind::Text, Value::String(_)) | (Kind::Boolean, Value::Bool(_)) => Ok(value.clone()),
        (Kind::Text, Value::Number(_) | Value::Bool(_)) => Ok(Value::String(value.to_string())),
        (Kind::Text, _) => Err("text".to_owned()),
        (Kind::Words(words), Value::String(text)) => words
            .iter()
            .find(|word| word.eq_ignore_ascii_case(text))
            .map(|word| json!(word))
            .ok_or_else(|| format!("one of {}", words.join(", "))),
        (Kind::Words(words), _) => Err(format!("one of {}", words.join(", "))),
        (Kind::Boolean, Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err("true or false".to_owned()),
        },
        (Kind::Boolean, _) => Err("true or false".to_owned()),
        (Kind::Date, Value::String(text)) => {
            dates::parse(text).map(|at| json!(at.to_string())).ok_or_else(|| "a date and time of ISO 8601".to_owned())
        }
        (Kind::Date, _) => Err("a date and time of ISO 8601".to_owned()),
        (Kind::List(item), Value::Array(values)) => {
            values.iter().map(|value| of_kind(item, value, key, state)).collect::<Result<Vec<_>, _>>().map(Value::Array)
        }
        // A form gives a list of one as the one.
        (Kind::List(item), Value::String(_)) => of_kind(item, value, key, state).map(|value| Value::Array(vec![value])),
        (Kind::List(_), _) => Err("a list".to_owned()),
        (Kind::Object(model), Value::Object(given)) => {
            let (read, complaints) = read(model.fields, given, &format!("{key}."), Origin::Body);
            state.0.extend(complaints.0);
            Ok(Value::Object(read))
        }
        (Kind::Object(_) | Kind::TextLists, _) => Err("an object".to_owned()),
    }
}
