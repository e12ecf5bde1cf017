//! Builds a `serde_json::Value` from either parser and notes the keys that stand more than once.
//!
//! `serde_json`'s own visitor would lose the repeats and refuse integers above 64 bits; those become floats here.

use std::cell::RefCell;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// More repeated keys than this are not reported: the text is then made by a faulty program, not by a person.
const REPEATED_MAX: usize = 50;

/// A key that stands more than once in one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeated {
    pub(crate) key: String,
    pub(crate) pointer: String,
}

/// Reads one value and what repeats in it.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(Value, Vec<Repeated>), D::Error> {
    let notes = RefCell::new(Vec::new());
    let value = Seed { notes: &notes, at: None }.deserialize(deserializer)?;
    Ok((value, notes.into_inner()))
}

/// One step of the way from the value being read up to the root; lives on the stack, so that paths cost nothing.
struct Step<'a> {
    parent: Option<&'a Step<'a>>,
    name: Name<'a>,
}

enum Name<'a> {
    Key(&'a str),
    Index(usize),
}

impl Step<'_> {
    fn write(&self, pointer: &mut String) {
        if let Some(parent) = self.parent {
            parent.write(pointer);
        }
        pointer.push('/');
        match self.name {
            Name::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Name::Index(index) => pointer.push_str(&index.to_string()),
        }
    }
}

struct Seed<'a> {
    notes: &'a RefCell<Vec<Repeated>>,
    at: Option<&'a Step<'a>>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or_else(|_| float(rounded(value.unsigned_abs(), value < 0)), Value::from))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(u64::try_from(value).map_or_else(|_| float(rounded(value, false)), Value::from))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_bytes<E>(self, value: &[u8]) -> Result<Value, E> {
        Ok(Value::String(String::from_utf8_lossy(value).into_owned()))
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            let step = Step { parent: self.at, name: Name::Index(values.len()) };
            let Some(value) = access.next_element_seed(Seed { notes: self.notes, at: Some(&step) })? else { break };
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(Key(key)) = access.next_key::<Key>()? {
            let step = Step { parent: self.at, name: Name::Key(&key) };
            let value = access.next_value_seed(Seed { notes: self.notes, at: Some(&step) })?;
            if let Some(known) = map.get_mut(&key) {
                self.note(&step, &key);
                put_together(known, value);
            } else {
                map.insert(key, value);
            }
        }
        Ok(Value::Object(map))
    }
}

impl Seed<'_> {
    fn note(&self, step: &Step<'_>, key: &str) {
        let mut notes = self.notes.borrow_mut();
        let mut pointer = String::new();
        step.write(&mut pointer);
        if notes.len() < REPEATED_MAX && notes.iter().all(|known| known.pointer != pointer) {
            notes.push(Repeated { key: key.to_owned(), pointer });
        }
    }
}

/// What a repeated key stands for: the later value, with what only the earlier one says. A path that stands twice, each
/// time with other operations, keeps them all.
fn put_together(known: &mut Value, later: Value) {
    match (known, later) {
        (Value::Object(known), Value::Object(later)) => {
            for (key, value) in later {
                match known.get_mut(&key) {
                    Some(known) => put_together(known, value),
                    None => {
                        known.insert(key, value);
                    }
                }
            }
        }
        (known, later) => *known = later,
    }
}

/// A key as text, whatever the parser takes it for (`200:` is `"200"`).
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(KeyVisitor).map(Self)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text as key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }
}

fn float(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// The nearest float; digits beyond 53 bits are lost, as in every JavaScript program.
fn rounded(magnitude: u128, is_negative: bool) -> f64 {
    let float: f64 = magnitude.to_string().parse().unwrap_or(f64::MAX);
    if is_negative { -float } else { float }
}
