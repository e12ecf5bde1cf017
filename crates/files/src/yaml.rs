//! Writes the canonical YAML form: 2-space indent, no folding, strings quoted only where another reader could take them
//! for something else, a blank line before the blocks that Bruno sets apart.
//!
//! Knows nothing of collections but those block names; what is written stands in `tree`.

mod scalar;

use serde_json::{Map, Value};

/// Blocks at the top of a file that get a blank line before them, as Bruno writes them, so that a file saved by
/// either program gives an empty diff.
const SPACED_BLOCKS: [&str; 8] = ["info", "config", "request", "http", "runtime", "settings", "examples", "docs"];

/// A whole file.
pub(crate) fn document(root: &Map<String, Value>) -> String {
    let mut out = String::new();
    for (key, value) in root {
        // A text that keeps its trailing newlines (`|+`) has left blank lines already; one more would belong to it.
        if !out.is_empty() && is_spaced_block(key) && !out.ends_with("\n\n") {
            out.push('\n');
        }
        push_entry(&mut out, 0, key, value);
    }
    out
}

/// Whether a top-level block has a blank line before it.
pub(crate) fn is_spaced_block(key: &str) -> bool {
    SPACED_BLOCKS.contains(&key)
}

/// Appends `key: value` and its line end; further lines are indented below `indent`.
pub(crate) fn push_entry(out: &mut String, indent: usize, key: &str, value: &Value) {
    push_indent(out, indent);
    push_unindented_entry(out, indent, key, value);
}

/// Appends `- item` and its line end.
pub(crate) fn push_item(out: &mut String, indent: usize, item: &Value) {
    push_indent(out, indent);
    out.push('-');
    match item {
        Value::Object(entries) if !entries.is_empty() => {
            out.push(' ');
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 {
                    push_indent(out, indent + 2);
                }
                push_unindented_entry(out, indent + 2, key, value);
            }
        }
        other => push_value(out, indent, other),
    }
}

/// A value that fits behind `key:` on the same line, or `None` when it needs lines of its own.
pub(crate) fn inline(value: &Value) -> Option<String> {
    let mut out = String::new();
    push_value(&mut out, 0, value);
    let line = out.strip_prefix(' ')?.strip_suffix('\n')?;
    (!line.contains('\n')).then(|| line.to_owned())
}

fn push_unindented_entry(out: &mut String, indent: usize, key: &str, value: &Value) {
    scalar::push_key(out, key);
    out.push(':');
    push_value(out, indent, value);
}

fn push_value(out: &mut String, indent: usize, value: &Value) {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            out.push('\n');
            for (key, value) in entries {
                push_entry(out, indent + 2, key, value);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            for item in items {
                push_item(out, indent + 2, item);
            }
        }
        Value::String(text) => {
            out.push(' ');
            scalar::push_text(out, indent + 2, text);
        }
        // Numbers, booleans, null and empty containers are spelled alike in JSON and YAML.
        other => {
            out.push(' ');
            out.push_str(&other.to_string());
            out.push('\n');
        }
    }
}

fn push_indent(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests;
