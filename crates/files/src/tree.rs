//! What stands in a file: `model` as an ordered tree of keys and values, in Bruno's key order.
//!
//! Empty lists and absent values are left out. What OpenCollection cannot say goes to `extensions.postrider` of the
//! item, and only when it is used, so that all other files satisfy the schema as they are.

mod auth;
mod collection;
mod request;

pub(crate) use auth::is_like_a_header_name;
pub(crate) use collection::{environment, folder, root};
pub(crate) use request::request;

use model::{Header, Inheritable, Settings, Variable};
use serde_json::{Map, Value};

/// A mapping under construction.
#[derive(Debug, Default)]
pub(crate) struct Entries(Map<String, Value>);

impl Entries {
    fn new() -> Self {
        Self::default()
    }

    /// Always there.
    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// There unless absent.
    fn with_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// There unless empty.
    fn with_text(self, key: &str, text: &str) -> Self {
        if text.is_empty() { self } else { self.with(key, text) }
    }

    /// There unless absent or empty; an empty description is no description.
    fn with_description(self, key: &str, text: Option<&String>) -> Self {
        self.with_text(key, text.map_or("", String::as_str))
    }

    /// There unless empty.
    fn with_list(self, key: &str, items: Vec<Value>) -> Self {
        if items.is_empty() { self } else { self.with(key, items) }
    }

    /// There unless empty.
    fn with_map(self, key: &str, entries: Self) -> Self {
        if entries.0.is_empty() { self } else { self.with(key, entries) }
    }

    /// The `extensions.postrider` block, unless empty.
    fn with_extension(self, entries: Self) -> Self {
        self.with_map("extensions", Self::new().with_map("postrider", entries))
    }

    fn into_map(self) -> Map<String, Value> {
        self.0
    }
}

impl From<Entries> for Value {
    fn from(entries: Entries) -> Self {
        Self::Object(entries.0)
    }
}

/// An order number without a needless fraction. Not a number and infinity have no spelling that the schema allows.
pub(crate) fn number(seq: Option<f64>) -> Option<Value> {
    let seq = seq.filter(|seq| seq.is_finite())?;
    let text = format!("{seq}");
    Some(text.parse::<i64>().map_or_else(|_| Value::from(seq), Value::from))
}

fn disabled(is_enabled: bool) -> Option<bool> {
    (!is_enabled).then_some(true)
}

fn headers(rows: &[Header]) -> Vec<Value> {
    rows.iter().map(header).collect()
}

fn header(row: &Header) -> Value {
    Entries::new()
        .with("name", row.name.as_str())
        .with("value", row.value.as_str())
        .with_description("description", row.description.as_ref())
        .with_some("disabled", disabled(row.is_enabled))
        .into()
}

/// Variables of a collection, folder or request. The schema has no secret ones there: their rows have no value, and
/// their names stand in the extension.
fn variables(rows: &[Variable]) -> Vec<Value> {
    rows.iter().map(variable).collect()
}

fn variable(row: &Variable) -> Value {
    let value = match &row.data_type {
        _ if row.is_secret => None,
        Some(data_type) => {
            Some(Value::from(Entries::new().with("type", data_type.as_str()).with("data", row.value.as_str())))
        }
        None => Some(Value::from(row.value.as_str())),
    };
    Entries::new()
        .with("name", row.name.as_str())
        .with_some("value", value)
        .with_description("description", row.description.as_ref())
        .with_some("disabled", disabled(row.is_enabled))
        .into()
}

fn secret_names(rows: &[Variable]) -> Vec<Value> {
    rows.iter().filter(|row| row.is_secret).map(|row| Value::from(row.name.as_str())).collect()
}

fn settings(settings: &Settings) -> Entries {
    Entries::new()
        .with_some("encodeUrl", value(settings.encodes_url))
        .with_some("timeout", value(settings.timeout_ms))
        .with_some("followRedirects", value(settings.follows_redirects))
        .with_some("maxRedirects", value(settings.max_redirects))
        .with_some("forwardAuthorizationHeader", value(settings.forwards_authorization))
}

fn value<T>(setting: Inheritable<T>) -> Option<T> {
    match setting {
        Inheritable::Inherit => None,
        Inheritable::Value(value) => Some(value),
    }
}
