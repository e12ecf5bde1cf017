//! Makes values of schemas: placeholders or examples, the same ones in every run.
//!
//! A sample is a tree whose parts are shared: what many operations refer to is made once. It becomes text at the end,
//! within a size, because two elements for each array double with every level.

mod print;
mod shape;
mod xml;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use crate::reader::{Node, Reader};
use crate::{ParametersResolution, pattern};

pub(crate) use print::{Indent, compact, json, scalar_text};
use shape::Shape;

/// Objects within objects; deeper ones become a marker.
const DEPTH_MAX: usize = 30;

/// Elements made for an array that wants many.
const ELEMENTS_MAX: usize = 20;

/// Values made for one body. Schemas that all refer to each other would otherwise never end.
const VALUES_MAX: usize = 1000;

/// What a value is made for: some properties only exist in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Purpose {
    Request,
    Response,
}

/// A made value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sample<'a> {
    /// A value of the document.
    Literal(&'a Value),
    /// Text that was made.
    Text(Cow<'static, str>),
    /// Number or boolean that was made, as JSON.
    Token(Cow<'static, str>),
    Object(Vec<(Cow<'a, str>, Rc<Sample<'a>>)>),
    /// One element and how often it stands.
    Array(Rc<Sample<'a>>, usize),
}

/// Makes samples and remembers those of referenced schemas.
pub(crate) struct Sampler<'r, 'a> {
    reader: &'r Reader<'a>,
    made: RefCell<HashMap<(usize, Purpose), Rc<Sample<'a>>>>,
}

/// The way from the schema asked for to the one at hand.
struct Walk {
    purpose: Purpose,
    /// Schemas being made, outermost first.
    open: Vec<usize>,
    values: usize,
    /// How far out the finished part was cut because of what is being made there; `usize::MAX` if it stands by itself.
    cut_at: usize,
}

impl<'r, 'a> Sampler<'r, 'a> {
    pub(crate) fn new(reader: &'r Reader<'a>) -> Self {
        Self { reader, made: RefCell::default() }
    }

    /// A value that fits `schema`.
    pub(crate) fn sample(&self, schema: Node<'a>, purpose: Purpose) -> Rc<Sample<'a>> {
        let mut walk = Walk { purpose, open: Vec::new(), values: 0, cut_at: usize::MAX };
        self.value(schema, &mut walk)
    }

    /// The properties of an object schema with their samples, for forms. Empty if it is no object.
    pub(crate) fn properties(&self, schema: Node<'a>, purpose: Purpose) -> Vec<Property<'a>> {
        let shape = Shape::of(self.reader, schema);
        let required: HashSet<&str> = shape.required.iter().copied().collect();
        shape
            .properties
            .into_iter()
            .filter_map(|(name, node)| {
                let schema = self.reader.follow(node)?;
                (!self.is_left_out(schema, purpose)).then(|| Property {
                    name,
                    schema,
                    is_required: required.contains(name),
                    sample: self.sample(node, purpose),
                })
            })
            .collect()
    }

    /// Whether it is an object or array, whatever it is called.
    pub(crate) fn is_structured(&self, schema: Node<'a>) -> bool {
        matches!(Shape::of(self.reader, schema).kind(), "object" | "array")
    }

    /// Whether its value is a file.
    pub(crate) fn is_binary(&self, schema: Node<'a>) -> bool {
        let shape = Shape::of(self.reader, schema);
        match shape.kind() {
            "file" => true,
            "string" => shape.format == Some("binary") || shape.media_type.is_some_and(crate::media::is_binary),
            "array" => shape.items.is_some_and(|items| items.id() != schema.id() && self.is_binary_item(items)),
            _ => false,
        }
    }

    fn is_binary_item(&self, items: Node<'a>) -> bool {
        let shape = Shape::of(self.reader, items);
        shape.kind() == "file" || (shape.kind() == "string" && shape.format == Some("binary"))
    }

    /// The values an array or a single value may have.
    pub(crate) fn choices(&self, schema: Node<'a>) -> Vec<&'a Value> {
        let shape = Shape::of(self.reader, schema);
        match shape.items {
            Some(items) if shape.choices.is_empty() && shape.kind() == "array" => Shape::of(self.reader, items).choices,
            _ => shape.choices,
        }
    }

    fn is_left_out(&self, property: Node<'a>, purpose: Purpose) -> bool {
        let is_of_other_direction = match purpose {
            Purpose::Request => property.is("readOnly"),
            Purpose::Response => property.is("writeOnly"),
        };
        is_of_other_direction || (!self.reader.options.include_deprecated && property.is("deprecated"))
    }

    fn value(&self, node: Node<'a>, walk: &mut Walk) -> Rc<Sample<'a>> {
        let reference = node.str("$ref");
        let Some(schema) = self.reader.follow(node) else {
            return Rc::new(Sample::Text(Cow::Borrowed("<any>")));
        };
        let id = schema.id();
        let known = self.made.borrow().get(&(id, walk.purpose)).map(Rc::clone);
        if let Some(known) = known {
            return known;
        }
        if let Some(at) = walk.open.iter().position(|&open| open == id) {
            walk.cut_at = walk.cut_at.min(at);
            return Rc::new(circle(reference.unwrap_or("this schema")));
        }
        walk.values += 1;
        if walk.open.len() >= DEPTH_MAX || walk.values > VALUES_MAX {
            walk.cut_at = 0;
            return Rc::new(marker("<nested too deeply to be shown>".to_owned()));
        }
        let cut_outside = std::mem::replace(&mut walk.cut_at, usize::MAX);
        walk.open.push(id);
        let sample = Rc::new(self.make(schema, walk));
        walk.open.pop();
        // A part that was cut because of something further out looks different elsewhere.
        if reference.is_some() && walk.cut_at >= walk.open.len() || walk.open.is_empty() {
            self.made.borrow_mut().insert((id, walk.purpose), Rc::clone(&sample));
        }
        walk.cut_at = if walk.cut_at >= walk.open.len() { cut_outside } else { walk.cut_at.min(cut_outside) };
        sample
    }

    fn make(&self, schema: Node<'a>, walk: &mut Walk) -> Sample<'a> {
        let shape = Shape::of(self.reader, schema);
        let is_example = self.reader.options.parameters_resolution == ParametersResolution::Example;
        if is_example && let Some(example) = shape.example {
            return Sample::Literal(example);
        }
        if let Some(value) = shape.default.or(shape.choices.first().copied()) {
            return Sample::Literal(value);
        }
        match shape.kind() {
            "object" => self.object(&shape, walk),
            "array" => {
                let element = shape
                    .items
                    .map_or_else(|| Rc::new(Sample::Text(Cow::Borrowed("<any>"))), |items| self.value(items, walk));
                let most = shape.limit("maxItems").unwrap_or(ELEMENTS_MAX).min(ELEMENTS_MAX);
                let least = shape.limit("minItems").unwrap_or(0);
                Sample::Array(element, if is_example { least.max(2).min(most) } else { 2 })
            }
            kind if is_example => generated(kind, &shape),
            kind => Sample::Text(placeholder(kind, shape.format)),
        }
    }

    fn object(&self, shape: &Shape<'a>, walk: &mut Walk) -> Sample<'a> {
        let mut members = Vec::with_capacity(shape.properties.len());
        for &(name, node) in &shape.properties {
            let is_left_out = self.reader.follow(node).is_some_and(|schema| self.is_left_out(schema, walk.purpose));
            if !is_left_out {
                members.push((Cow::Borrowed(name), self.value(node, walk)));
            }
        }
        if members.is_empty()
            && let Some(values) = shape.additional
        {
            members.push((Cow::Borrowed("key_0"), self.value(values, walk)));
        }
        Sample::Object(members)
    }
}

/// A property of a form.
pub(crate) struct Property<'a> {
    pub(crate) name: &'a str,
    pub(crate) schema: Node<'a>,
    pub(crate) is_required: bool,
    pub(crate) sample: Rc<Sample<'a>>,
}

fn circle(reference: &str) -> Sample<'static> {
    marker(format!("<Circular reference to {reference} detected>"))
}

fn marker(text: String) -> Sample<'static> {
    Sample::Object(vec![(Cow::Borrowed("value"), Rc::new(Sample::Text(Cow::Owned(text))))])
}

/// What stands for a value, by type and format.
pub(crate) fn placeholder(kind: &str, format: Option<&str>) -> Cow<'static, str> {
    Cow::Borrowed(match (kind, format) {
        ("integer", Some("int64")) => "<long>",
        ("integer", _) => "<integer>",
        ("number", Some("float")) => "<float>",
        ("number", Some("double")) => "<double>",
        ("number", _) => "<number>",
        ("boolean", _) => "<boolean>",
        ("file", _) => "<binary>",
        ("null", _) => "<null>",
        ("string", Some("date-time")) => "<dateTime>",
        ("string", Some(format)) if !format.is_empty() => return Cow::Owned(format!("<{format}>")),
        _ => "<string>",
    })
}

/// A value that fits, for `Example`.
fn generated<'a>(kind: &str, shape: &Shape<'a>) -> Sample<'a> {
    match kind {
        "integer" => Sample::Token(Cow::Owned(whole(shape).to_string())),
        "number" => {
            let number = shape.number("minimum").or(shape.number("maximum").map(|most| most.min(10.5))).unwrap_or(10.5);
            Sample::Token(
                serde_json::Number::from_f64(number).map_or(Cow::Borrowed("0"), |number| number.to_string().into()),
            )
        }
        "boolean" => Sample::Token(Cow::Borrowed("true")),
        "null" => Sample::Token(Cow::Borrowed("null")),
        _ => Sample::Text(text(shape)),
    }
}

fn whole(shape: &Shape<'_>) -> i64 {
    // Bounds are floats in the schema; the cast saturates, which is what is wanted.
    #[expect(clippy::cast_possible_truncation, reason = "saturates at the ends of the range")]
    let whole = |number: f64| number as i64;
    let least = shape.number("minimum").map(|least| whole(least.ceil()));
    let least = match shape.number("exclusiveMinimum") {
        Some(bound) => Some(whole(bound.floor()).saturating_add(1)),
        None if shape.flag("exclusiveMinimum") => least.map(|least| least.saturating_add(1)),
        None => least,
    };
    let most = shape.number("maximum").map(|most| whole(most.floor()));
    match (least, most) {
        (Some(least), _) => least,
        (None, Some(most)) => most.min(10),
        (None, None) => 10,
    }
}

fn text(shape: &Shape<'_>) -> Cow<'static, str> {
    let fixed = match shape.format.unwrap_or_default() {
        "date" => "2025-01-31",
        "date-time" => "2025-01-31T12:00:00Z",
        "time" => "12:00:00Z",
        "uuid" | "guid" => "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "email" => "user@example.com",
        "uri" | "url" => "https://example.com",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "dGV4dA==",
        _ => "",
    };
    if !fixed.is_empty() {
        return Cow::Borrowed(fixed);
    }
    if let Some(text) = shape.pattern.and_then(pattern::example) {
        return Cow::Owned(text);
    }
    let least = shape.limit("minLength").unwrap_or(0).min(256);
    let most = shape.limit("maxLength").unwrap_or(256).min(256);
    Cow::Owned("string".chars().cycle().take(6.max(least).min(most.max(least))).collect())
}
