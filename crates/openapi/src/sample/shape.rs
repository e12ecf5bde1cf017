//! One schema with everything that `allOf` and the first of `oneOf` and `anyOf` add to it.

use std::collections::HashMap;

use serde_json::Value;

use crate::reader::{Node, Reader};

/// Parts of parts are looked into this far; real ones stay below 10.
const PARTS_MAX: usize = 64;

#[derive(Default)]
pub(super) struct Shape<'a> {
    kind: Option<&'a str>,
    pub(super) format: Option<&'a str>,
    pub(super) pattern: Option<&'a str>,
    pub(super) media_type: Option<&'a str>,
    pub(super) default: Option<&'a Value>,
    pub(super) example: Option<&'a Value>,
    pub(super) choices: Vec<&'a Value>,
    pub(super) properties: Vec<(&'a str, Node<'a>)>,
    /// Where each property stands in `properties`.
    numbers: HashMap<&'a str, usize>,
    pub(super) required: Vec<&'a str>,
    pub(super) items: Option<Node<'a>>,
    pub(super) additional: Option<Node<'a>>,
    /// The schema and its parts, for bounds.
    parts: Vec<Node<'a>>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(reader: &Reader<'a>, schema: Node<'a>) -> Self {
        let mut shape = Self::default();
        if let Some(schema) = reader.follow(schema) {
            shape.add(reader, schema);
        }
        shape
    }

    /// The type word; guessed from what the schema says when it has none.
    pub(super) fn kind(&self) -> &'a str {
        match self.kind {
            Some(kind) => kind,
            None if !self.properties.is_empty() || self.additional.is_some() => "object",
            None if self.items.is_some() => "array",
            None => "string",
        }
    }

    pub(super) fn number(&self, bound: &str) -> Option<f64> {
        self.parts.iter().find_map(|part| part.value.get(bound)?.as_f64())
    }

    pub(super) fn limit(&self, bound: &str) -> Option<usize> {
        let limit = self.parts.iter().find_map(|part| part.value.get(bound)?.as_u64())?;
        usize::try_from(limit).ok()
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.parts.iter().any(|part| part.is(key))
    }

    fn add(&mut self, reader: &Reader<'a>, schema: Node<'a>) {
        if self.parts.len() >= PARTS_MAX || self.parts.iter().any(|part| part.id() == schema.id()) {
            return;
        }
        self.parts.push(schema);
        self.kind = self.kind.or_else(|| kind(schema));
        self.format = self.format.or_else(|| schema.str("format"));
        self.pattern = self.pattern.or_else(|| schema.str("pattern"));
        self.media_type = self.media_type.or_else(|| schema.str("contentMediaType"));
        self.default = self.default.or_else(|| schema.value.get("default").filter(|value| !value.is_null()));
        let examples = || schema.value.get("examples").and_then(|examples| examples.as_array()?.first());
        self.example = self.example.or_else(|| schema.value.get("example")).or_else(examples);
        if self.choices.is_empty() {
            let constant = schema.value.get("const").into_iter();
            let listed = schema.value.get("enum").and_then(Value::as_array).into_iter().flatten();
            self.choices = constant.chain(listed).filter(|value| !value.is_null()).collect();
        }
        if let Some(required) = schema.get("required") {
            self.required.extend(required.texts());
        }
        self.items = self.items.or_else(|| items(schema));
        self.additional =
            self.additional.or_else(|| schema.get("additionalProperties").filter(|node| node.is_object()));
        for (name, node) in schema.get("properties").into_iter().flat_map(Node::members) {
            if !node.is_object() {
                continue;
            }
            // `allOf` narrows: the last word on a property counts, its place is that of the first.
            if let Some(&number) = self.numbers.get(name) {
                self.properties[number].1 = node;
            } else {
                self.numbers.insert(name, self.properties.len());
                self.properties.push((name, node));
            }
        }
        self.add_parts(reader, schema);
    }

    fn add_parts(&mut self, reader: &Reader<'a>, schema: Node<'a>) {
        for part in schema.get("allOf").into_iter().flat_map(Node::elements) {
            if let Some(part) = reader.follow(part) {
                self.add(reader, part);
            }
        }
        for key in ["oneOf", "anyOf"] {
            let branches = schema.get(key).into_iter().flat_map(Node::elements);
            let mut branches =
                branches.filter_map(|branch| reader.follow(branch)).filter(|branch| kind(*branch) != Some("null"));
            if let Some(branch) = branches.next() {
                self.add(reader, branch);
            }
        }
    }
}

/// The type word; of a list (OpenAPI 3.1) the first that is not `null`.
fn kind(schema: Node<'_>) -> Option<&str> {
    let kind = schema.get("type")?;
    let kinds = kind.texts();
    kinds.iter().copied().find(|kind| *kind != "null").or_else(|| kinds.first().copied())
}

/// The schema of the elements; some documents write a list of one.
fn items(schema: Node<'_>) -> Option<Node<'_>> {
    let items = schema.get("items").or_else(|| schema.get("prefixItems"))?;
    if items.is_object() { Some(items) } else { items.elements().next().filter(|node| node.is_object()) }
}
