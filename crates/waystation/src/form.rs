//! Form bodies and queries (`application/x-www-form-urlencoded`).
//!
//! Reading never fails on odd percent signs: a `%` that begins no escape stands for itself. As a tree, `a.b` and `a[b]`
//! are members, and `a[0]`, `a[]` and a repeated `a` are lists.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// Nesting beyond this is taken as part of a name.
const DEPTH_MAX: usize = 16;

/// The pairs in order, decoded. Bytes that are not UTF-8 become replacement characters.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// The body as text; `None` if it, or what its escapes stand for, is not UTF-8: nothing garbled must be kept.
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    percent_decode_str(text).decode_utf8().is_ok().then_some(text)
}

/// The pairs as a tree whose leaves are text.
pub(crate) fn tree(text: &str) -> Map<String, Value> {
    let mut root = Value::Object(Map::new());
    for (name, value) in pairs(text) {
        put(&mut root, &steps(&name), value);
    }
    match root {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// `a[b].c` → `a`, `b`, `c`; an empty step or a number means a list.
fn steps(name: &str) -> Vec<String> {
    name.split(['.', '[']).take(DEPTH_MAX).map(|step| step.trim_end_matches(']').to_owned()).collect()
}

fn put(node: &mut Value, steps: &[String], value: String) {
    let Some((step, rest)) = steps.split_first() else {
        match node {
            Value::Null => *node = Value::String(value),
            Value::Array(items) => items.push(Value::String(value)),
            first => *first = Value::Array(vec![first.take(), Value::String(value)]),
        }
        return;
    };
    let is_list = step.is_empty() || step.bytes().all(|digit| digit.is_ascii_digit());
    if is_list && !node.is_object() {
        if !node.is_array() {
            *node = Value::Array(Vec::new());
        }
        if let Value::Array(items) = node {
            // Indexes are not trusted as places: `a[4000000000]` must not make four billion of them.
            let place = step.parse::<usize>().ok().filter(|place| *place < items.len());
            let place = place.unwrap_or_else(|| {
                items.push(Value::Null);
                items.len() - 1
            });
            put(&mut items[place], rest, value);
        }
        return;
    }
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    if let Value::Object(map) = node {
        put(map.entry(step.clone()).or_insert(Value::Null), rest, value);
    }
}

#[cfg(test)]
mod tests;
