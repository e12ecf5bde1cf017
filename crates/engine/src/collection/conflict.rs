//! A file that changed on disk after edits of it began: what each side says, field by field, and a result of both.
//!
//! ```text
//! base ──┬─▶ draft ─┐    same change, or on one side only: taken as it is
//!        └─▶ disk  ─┴─▶  other change on each side: the person chooses
//! ```
//! Fields are the members of the draft; rows of headers and variables are fields of their own while their names are unique.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use model::{Parent, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use store::Draft;

use crate::collection::Conflicts;
use crate::collection::drafts::{changed_on_disk, parent_at};
use crate::collection::find::request_at;
use crate::error::Error;
use crate::workspace::Opened;

/// Which side a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What was edited.
    Draft,
    /// What the file says.
    Disk,
    /// A text with the changes of both.
    Both,
}

/// A field that is another one on some side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictField {
    /// Names it in a choice: `name`, `headers/X-Ticket`.
    pub id: String,
    /// Its text as edited; empty when it is not there.
    pub draft: String,
    /// Its text on disk.
    pub disk: String,
    /// The side that alone has a change; `None` when both have one and they differ.
    pub only: Option<Side>,
    /// A text with the changes of both, where they do not touch.
    pub both: Option<String>,
}

/// Both sides of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What the file said when this was read; a result is refused when it says something else by then.
    pub seen: String,
    /// Fields that are not the same everywhere, in the order of a file.
    pub fields: Vec<ConflictField>,
    /// Number of fields that are.
    pub same: usize,
    /// The item's file.
    pub file: PathBuf,
    /// When the draft was last edited, milliseconds since 1970 UTC; `None` when there is none.
    pub edited_at_ms: Option<i64>,
    /// When the file was last changed, as its folder says.
    pub changed_at_ms: Option<i64>,
}

/// Fields by id, in order.
type Fields = Vec<(String, Value)>;

impl Conflicts<'_> {
    /// Both sides of the item at `path`; no fields when it has no draft.
    pub fn of(self, opened: &Opened, path: &str) -> Result<Conflict, Error> {
        let Sides { base, draft, disk } = self.sides(opened, path)?;
        let seen = text(&disk);
        let (base, draft, disk) = (fields(&base), fields(&draft), fields(&disk));
        let lists = split_lists(&[&base, &draft, &disk]);
        let [base, draft, disk] = [base, draft, disk].map(|side| split(side, &lists));
        let mut found = Vec::new();
        let mut same = 0;
        for id in ids(&[&draft, &disk, &base]) {
            let [was, mine, theirs] = [&base, &draft, &disk].map(|side| value(side, id));
            if mine == theirs {
                same += 1;
                continue;
            }
            let only = match () {
                () if was == theirs => Some(Side::Draft),
                () if was == mine => Some(Side::Disk),
                () => None,
            };
            let both = if only.is_none() { merged(was, mine, theirs).map(|both| shown(Some(&both))) } else { None };
            found.push(ConflictField { id: id.to_owned(), draft: shown(mine), disk: shown(theirs), only, both });
        }
        let file = match path {
            "" => opened.folder.join("opencollection.yml"),
            path if opened.folder.join(path).is_dir() => opened.folder.join(path).join("folder.yml"),
            path => opened.folder.join(path),
        };
        let edited_at_ms = match &opened.id {
            Some(id) => self.engine.store.drafts().changed_at_ms(id, path)?,
            None => None,
        };
        Ok(Conflict { seen, fields: found, same, edited_at_ms, changed_at_ms: changed_at_ms(&file), file })
    }

    /// Saves a result of both sides: of a field that both changed what `choices` say (the draft's without a choice), otherwise the
    /// change. `seen` is the disk's side as it was shown.
    pub fn resolve(
        self,
        opened: &Opened,
        path: &str,
        choices: &BTreeMap<String, Side>,
        seen: &str,
    ) -> Result<(), Error> {
        let sides = self.sides(opened, path)?;
        if text(&sides.disk) != seen {
            return Err(changed_on_disk(path));
        }
        let known = self.of(opened, path)?.fields;
        let side_of = |id: &str| {
            let field = known.iter().find(|field| field.id == id)?;
            Some(field.only.or_else(|| choices.get(id).copied()).unwrap_or(Side::Draft))
        };
        let (base, draft, disk) = (fields(&sides.base), fields(&sides.draft), fields(&sides.disk));
        let lists = split_lists(&[&base, &draft, &disk]);
        let [base, draft, disk] = [base, draft, disk].map(|side| split(side, &lists));
        let result: Fields = ids(&[&draft, &disk])
            .into_iter()
            .filter_map(|id| {
                let [was, mine, theirs] = [&base, &draft, &disk].map(|side| value(side, id));
                let chosen = match side_of(id) {
                    Some(Side::Disk) => theirs.cloned(),
                    Some(Side::Both) => merged(was, mine, theirs).or_else(|| mine.cloned()),
                    Some(Side::Draft) | None => mine.cloned(),
                };
                Some((id.to_owned(), chosen?))
            })
            .collect();
        let content = joined(result, &lists);
        let content = match request_at(&opened.collection, path) {
            Ok(found) => request_of(content, found.request).map(|request| serde_json::to_string(&request)),
            Err(_) => serde_json::from_value::<Parent>(content).ok().map(|parent| serde_json::to_string(&parent)),
        };
        let (Some(Ok(content)), Some(id)) = (content, &opened.id) else { return Err(changed_on_disk(path)) };
        let draft = Draft { item_path: path.to_owned(), base: seen.to_owned(), content };
        self.engine.store.drafts().set(id, &draft, self.engine.now_ms())?;
        self.engine.drafts().save(opened, path, true)
    }

    fn sides(self, opened: &Opened, path: &str) -> Result<Sides, Error> {
        if let Ok(found) = request_at(&opened.collection, path) {
            let edited = self.engine.drafts().request(opened, path)?.content;
            return self.sides_of(opened, path, found.request, &edited);
        }
        let edited = self.engine.drafts().parent(opened, path)?.content;
        self.sides_of(opened, path, &parent_at(&opened.collection, path)?, &edited)
    }

    fn sides_of<T: Serialize + DeserializeOwned>(
        self,
        opened: &Opened,
        path: &str,
        disk: &T,
        edited: &T,
    ) -> Result<Sides, Error> {
        let draft = match &opened.id {
            Some(id) => self.engine.store.drafts().get(id, path)?,
            None => None,
        };
        let base = draft.and_then(|draft| serde_json::from_str::<T>(&draft.base).ok());
        let value = |content: &T| serde_json::to_value(content).unwrap_or_default();
        Ok(Sides { base: base.as_ref().map_or_else(|| value(disk), value), draft: value(edited), disk: value(disk) })
    }
}

fn changed_at_ms(file: &Path) -> Option<i64> {
    let changed = fs::metadata(file).and_then(|file| file.modified()).ok()?;
    i64::try_from(changed.duration_since(UNIX_EPOCH).ok()?.as_millis()).ok()
}

struct Sides {
    base: Value,
    draft: Value,
    disk: Value,
}

/// The members of a request or parent as fields. URL line and parameters say the same thing twice and are one field.
fn fields(content: &Value) -> Fields {
    let mut found = Fields::new();
    for (name, value) in content.as_object().into_iter().flatten() {
        match name.as_str() {
            // Where an item stands is no edit.
            "path" | "seq" | "params" => {}
            "url" => {
                let params = content.get("params").cloned().unwrap_or_default();
                found.push((name.clone(), serde_json::json!({"url": value, "params": params})));
            }
            "defaults" => {
                let inner = value.as_object().into_iter().flatten();
                found.extend(inner.map(|(name, value)| (format!("defaults.{name}"), value.clone())));
            }
            _ => found.push((name.clone(), value.clone())),
        }
    }
    found
}

/// Lists whose rows can be told apart by name on every side.
fn split_lists(sides: &[&Fields]) -> Vec<&'static str> {
    let lists = ["headers", "variables", "defaults.headers", "defaults.variables"];
    let is_unique = |side: &&Fields, list: &str| {
        let rows = value(side, list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let mut names: Vec<&str> = rows.iter().filter_map(row_name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() == rows.len() && count == rows.len()
    };
    lists.into_iter().filter(|list| sides.iter().all(|side| is_unique(side, list))).collect()
}

fn row_name(row: &Value) -> Option<&str> {
    row.get("name").and_then(Value::as_str)
}

/// Rows of these lists as fields of their own.
fn split(side: Fields, lists: &[&'static str]) -> Fields {
    let mut out = Fields::new();
    for (id, value) in side {
        match value {
            Value::Array(rows) if lists.contains(&id.as_str()) => {
                out.extend(rows.into_iter().map(|row| (format!("{id}/{}", row_name(&row).unwrap_or_default()), row)));
            }
            value => out.push((id, value)),
        }
    }
    out
}

/// The opposite of `fields` and `split`.
fn joined(merged: Fields, lists: &[&'static str]) -> Value {
    let mut root = Map::new();
    let mut defaults = Map::new();
    for list in lists {
        match list.strip_prefix("defaults.") {
            Some(name) => defaults.insert(name.to_owned(), Value::Array(Vec::new())),
            None => root.insert((*list).to_owned(), Value::Array(Vec::new())),
        };
    }
    for (id, value) in merged {
        let (list, is_row) = match id.split_once('/') {
            Some((list, _)) if lists.contains(&list) => (list.to_owned(), true),
            _ => (id, false),
        };
        let (target, name) = match list.strip_prefix("defaults.") {
            Some(name) => (&mut defaults, name.to_owned()),
            None => (&mut root, list),
        };
        if is_row {
            if let Some(Value::Array(rows)) = target.get_mut(&name) {
                rows.push(value);
            }
        } else if name == "url" {
            for part in ["url", "params"] {
                target.insert(part.to_owned(), value.get(part).cloned().unwrap_or_default());
            }
        } else {
            target.insert(name, value);
        }
    }
    root.insert("defaults".to_owned(), Value::Object(defaults));
    Value::Object(root)
}

/// A text of several lines with the changes of both sides. `None` where they touch, or where more than the text differs.
fn merged(was: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
    let (was, mine, theirs) = (was?, mine?, theirs?);
    let text = diffy::merge(text_in(was)?, text_in(mine)?, text_in(theirs)?).ok()?;
    let merged = with_text(mine, &text);
    let is_text_alone = [was, theirs].iter().all(|side| with_text(side, &text) == merged);
    (text.contains('\n') && is_text_alone).then_some(merged)
}

/// The text that a field is, or that a body holds.
fn text_in(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.pointer("/content/text")?.as_str())
}

fn with_text(value: &Value, text: &str) -> Value {
    let mut value = value.clone();
    match value.pointer_mut("/content/text") {
        Some(inner) => *inner = Value::from(text),
        None => value = Value::from(text),
    }
    value
}

fn ids<'a>(sides: &[&'a Fields]) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for (id, _) in sides.iter().flat_map(|side| side.iter()) {
        if !ids.contains(&id.as_str()) {
            ids.push(id);
        }
    }
    ids
}

fn value<'a>(side: &'a Fields, id: &str) -> Option<&'a Value> {
    side.iter().find(|(own, _)| own == id).map(|(_, value)| value)
}

/// A value as a person reads it: text as it is, rows as `name: value`, anything else as JSON.
fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(members)) => {
            let word = |name: &str| members.get(name).and_then(Value::as_str);
            if let (Some(name), Some(value), Some(is_enabled)) =
                (word("name"), word("value"), members.get("is_enabled").and_then(Value::as_bool))
            {
                return if is_enabled { value.to_owned() } else { format!("// {name}: {value}") };
            }
            if let Some(url) = word("url") {
                let rows = members.get("params").and_then(Value::as_array).into_iter().flatten();
                return rows.fold(url.to_owned(), |text, row| format!("{text}\n{}", param(row)));
            }
            if let Some(text) = members.get("content").and_then(|content| content.get("text")).and_then(Value::as_str) {
                return text.to_owned();
            }
            format!("{:#}", Value::Object(members.clone()))
        }
        Some(other) => format!("{other:#}"),
    }
}

fn param(row: &Value) -> String {
    let word = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    let is_off = row.get("is_enabled") == Some(&Value::Bool(false));
    format!("{}{}: {}", if is_off { "// " } else { "" }, word("name"), word("value"))
}

fn text(value: &Value) -> String {
    value.to_string()
}

fn request_of(content: Value, saved: &Request) -> Option<Request> {
    let mut request = content;
    let members = request.as_object_mut()?;
    members.insert("path".to_owned(), Value::from(saved.path.as_str()));
    members.insert("seq".to_owned(), serde_json::to_value(saved.seq).ok()?);
    serde_json::from_value(request).ok()
}

#[cfg(test)]
mod tests;
