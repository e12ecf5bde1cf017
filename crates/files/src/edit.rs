//! Changes a YAML text so that it says another value, and keeps every byte that did not have to change: comments, blank
//! lines, key order and quoting of untouched parts.
//!
//! Where a change cannot be made line by line, the top-level block with it is written anew, and at worst the whole
//! file: that costs the comments inside and happens for texts whose structure is not that of plain blocks (flow
//! collections spread over lines, anchors, repeated keys, several documents).

use std::ops::Range;

use serde_json::{Map, Value};

use crate::merge::{Order, aligned};
use crate::outline::{Block, Entry, Outline};
use crate::yaml;

/// How much of a text was written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Only the lines that changed.
    Lines,
    /// The top-level blocks with a change in them.
    Blocks,
}

/// `text`, which says `old`, changed to say `new`. `None` when this cannot be done within `reach`.
///
/// The caller reads the result again and compares.
pub(crate) fn edited(text: &str, old: &Value, new: &Value, reach: Reach) -> Option<String> {
    let outline = Outline::of(text)?;
    let mut editor = Editor { text, lines: &outline.lines, reach, edits: Vec::new() };
    if !editor.change_block(&outline.root, old, new) {
        return None;
    }
    Some(editor.applied())
}

struct Editor<'t> {
    text: &'t str,
    lines: &'t [Range<usize>],
    reach: Reach,
    /// Bytes to replace and by what; insertions have an empty range.
    edits: Vec<(Range<usize>, String)>,
}

impl Editor<'_> {
    fn applied(mut self) -> String {
        // Stable: insertions at one place keep their order.
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let has_crlf = self.text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n"));
        let mut out = String::with_capacity(self.text.len() + 256);
        let mut at = 0;
        for (range, replacement) in &self.edits {
            // Two removals next to each other may both claim the blank lines between them.
            out.push_str(&self.text[at..range.start.max(at)]);
            if !replacement.is_empty() && range.is_empty() && !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            if has_crlf {
                out.push_str(&replacement.replace('\n', "\r\n"));
            } else {
                out.push_str(replacement);
            }
            at = range.end.max(at);
        }
        out.push_str(&self.text[at..]);
        out
    }

    /// Changes a block from `old` to `new`; `false` when it has to be replaced as a whole. Then it left no edits.
    fn change_block(&mut self, block: &Block, old: &Value, new: &Value) -> bool {
        let before = self.edits.len();
        let is_done = match (block, old, new) {
            (Block::Mapping { indent, entries }, Value::Object(old), Value::Object(new)) if !new.is_empty() => {
                self.change_mapping(*indent, entries, old, new)
            }
            (Block::Sequence { indent, items }, Value::Array(old), Value::Array(new)) if !new.is_empty() => {
                self.change_sequence(*indent, items, old, new)
            }
            _ => false,
        };
        if !is_done {
            self.edits.truncate(before);
        }
        is_done
    }

    fn change_mapping(
        &mut self,
        indent: usize,
        entries: &[Entry],
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> bool {
        let is_known = entries.len() == old.len() && entries.iter().all(|entry| old.contains_key(&entry.key));
        let Some(first_kept) = entries.iter().find(|entry| new.contains_key(&entry.key)) else {
            return false;
        };
        if !is_known {
            return false;
        }
        for entry in entries {
            match new.get(&entry.key) {
                None if entry.is_behind_a_dash => return false,
                None => self.delete(indent, entry),
                Some(value) if *value == old[&entry.key] => {}
                Some(value) => {
                    let mut rendered = String::new();
                    yaml::push_entry(&mut rendered, indent, &entry.key, value);
                    self.change_entry(entry, &old[&entry.key], value, &rendered[indent..]);
                }
            }
        }
        let mut last_kept: Option<&Entry> = None;
        for (key, value) in new {
            if let Some(entry) = entries.iter().find(|entry| entry.key == *key) {
                last_kept = Some(entry);
                continue;
            }
            let is_spaced = indent == 0 && yaml::is_spaced_block(key);
            let mut rendered = String::new();
            if let Some(entry) = last_kept.or(first_kept.is_behind_a_dash.then_some(first_kept)) {
                if is_spaced {
                    rendered.push('\n');
                }
                yaml::push_entry(&mut rendered, indent, key, value);
                self.insert(self.end(entry), rendered);
            } else {
                yaml::push_entry(&mut rendered, indent, key, value);
                if is_spaced {
                    rendered.push('\n');
                }
                self.insert(self.lines[first_kept.lines.start].start, rendered);
            }
        }
        true
    }

    fn change_sequence(&mut self, indent: usize, items: &[Entry], old: &[Value], new: &[Value]) -> bool {
        let partners = aligned(old, new, Order::Kept);
        let Some(first_kept) = partners.iter().flatten().next().filter(|_| items.len() == old.len()) else {
            return false;
        };
        for (at, item) in items.iter().enumerate().filter(|(at, _)| !partners.contains(&Some(*at))) {
            if item.is_behind_a_dash && at == 0 {
                return false;
            }
            self.delete(indent, item);
        }
        let mut last_kept: Option<&Entry> = None;
        for (value, partner) in new.iter().zip(partners.iter().copied()) {
            let mut rendered = String::new();
            yaml::push_item(&mut rendered, indent, value);
            if let Some(at) = partner {
                if old[at] != *value {
                    self.change_entry(&items[at], &old[at], value, &rendered[indent..]);
                }
                last_kept = Some(&items[at]);
                continue;
            }
            let at = match last_kept {
                Some(item) => self.end(item),
                None if items[*first_kept].is_behind_a_dash => return false,
                None => self.lines[items[*first_kept].lines.start].start,
            };
            self.insert(at, rendered);
        }
        true
    }

    /// Changes what is behind a key or dash; where that cannot be done in place, puts `rendered` (key or dash and value,
    /// the first line without its indentation) there.
    fn change_entry(&mut self, entry: &Entry, old: &Value, new: &Value, rendered: &str) {
        if self.reach == Reach::Lines {
            if self.change_block(&entry.value, old, new) {
                return;
            }
            if let (Some(range), Some(value)) = (&entry.inline, yaml::inline(new)) {
                self.edits.push((range.clone(), value));
                return;
            }
        }
        let start = self.lines[entry.lines.start].start + entry.column;
        let mut replacement = String::new();
        if let Some(comment) = self.comment_of(entry) {
            replacement.push_str(comment);
            replacement.push('\n');
            replacement.extend(std::iter::repeat_n(' ', entry.column));
        }
        replacement.push_str(rendered);
        self.edits.push((start..self.end(entry), replacement));
    }

    /// The comment behind a value on one line, when the line can give it up to a line of its own above.
    fn comment_of(&self, entry: &Entry) -> Option<&str> {
        let inline = entry.inline.as_ref().filter(|_| !entry.is_behind_a_dash)?;
        let rest = self.text[inline.end..self.lines[entry.lines.start].end].trim();
        rest.starts_with('#').then_some(rest)
    }

    fn insert(&mut self, at: usize, rendered: String) {
        self.edits.push((at..at, rendered));
    }

    /// Removes an entry, and at the top level the blank lines that would double with it gone.
    fn delete(&mut self, indent: usize, entry: &Entry) {
        let Range { mut start, mut end } = entry.lines.clone();
        if indent == 0 {
            while end < self.lines.len() && self.is_blank(end) && (start == 0 || self.is_blank(start - 1)) {
                end += 1;
            }
            while end == self.lines.len() && start > 0 && self.is_blank(start - 1) {
                start -= 1;
            }
        }
        self.edits.push((self.lines[start].start..self.lines[end - 1].end, String::new()));
    }

    fn is_blank(&self, line: usize) -> bool {
        self.text[self.lines[line].clone()].trim().is_empty()
    }

    /// The byte behind the last line of an entry.
    fn end(&self, entry: &Entry) -> usize {
        self.lines[entry.lines.end - 1].end
    }
}

#[cfg(test)]
mod tests;
