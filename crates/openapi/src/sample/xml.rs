//! XML bodies: element names, attributes, namespaces and wrapping as the schema's `xml` says.

use std::fmt::Write as _;

use super::shape::Shape;
use super::{Indent, Purpose, Sampler, Walk, scalar_text};
use crate::reader::Node;

/// Bodies end about here.
const TEXT_MAX: usize = 32 * 1024;

/// Elements within elements.
const DEPTH_MAX: usize = 30;

impl<'a> Sampler<'_, 'a> {
    /// An XML text that fits `schema`, with its prolog.
    pub(crate) fn xml(&self, schema: Node<'a>, purpose: Purpose, indent: Indent) -> String {
        let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned();
        let name = schema.str("$ref").and_then(|reference| reference.rsplit('/').next()).unwrap_or("element");
        let mut writer = Writer { sampler: self, purpose, indent, open: Vec::new(), text: &mut text };
        writer.element(name, schema);
        text
    }

    fn leaf(&self, schema: Node<'a>, purpose: Purpose) -> String {
        let mut walk = Walk { purpose, open: Vec::new(), values: 0, cut_at: usize::MAX };
        scalar_text(&self.value(schema, &mut walk))
    }
}

struct Writer<'w, 'r, 'a> {
    sampler: &'w Sampler<'r, 'a>,
    purpose: Purpose,
    indent: Indent,
    open: Vec<usize>,
    text: &'w mut String,
}

impl<'a> Writer<'_, '_, 'a> {
    /// Writes `node` as an element called `name`, unless its `xml` calls it something else.
    fn element(&mut self, name: &str, node: Node<'a>) {
        let Some(schema) = self.sampler.reader.follow(node) else { return };
        let shape = Shape::of(self.sampler.reader, schema);
        let name = element_name(schema, name);
        if self.open.contains(&schema.id()) || self.open.len() >= DEPTH_MAX || self.text.len() > TEXT_MAX {
            self.open.push(schema.id());
            self.line();
            self.open.pop();
            let _ = write!(self.text, "<{name}/>");
            return;
        }
        self.open.push(schema.id());
        match shape.kind() {
            "array" => self.array(&name, schema, &shape),
            "object" => self.object(&name, schema, &shape),
            _ => {
                self.line();
                let value = escaped(&self.sampler.leaf(node, self.purpose));
                let _ = write!(self.text, "<{name}{}>{value}</{name}>", namespace(schema));
            }
        }
        self.open.pop();
    }

    fn array(&mut self, name: &str, schema: Node<'a>, shape: &Shape<'a>) {
        let Some(items) = shape.items else { return };
        // At the top there must be one element around the others.
        let is_wrapped = schema.get("xml").is_some_and(|xml| xml.is("wrapped")) || self.open.len() == 1;
        if !is_wrapped {
            // The elements take the array's place and depth.
            let own = self.open.pop();
            for _ in 0..2 {
                self.element(name, items);
            }
            self.open.extend(own);
            return;
        }
        self.line();
        let _ = write!(self.text, "<{name}{}>", namespace(schema));
        for _ in 0..2 {
            self.element(name, items);
        }
        self.close(name);
    }

    fn object(&mut self, name: &str, schema: Node<'a>, shape: &Shape<'a>) {
        self.line();
        let _ = write!(self.text, "<{name}{}", namespace(schema));
        let mut elements = Vec::new();
        for &(name, node) in &shape.properties {
            let Some(property) = self.sampler.reader.follow(node) else { continue };
            if self.sampler.is_left_out(property, self.purpose) {
                continue;
            }
            if property.get("xml").is_some_and(|xml| xml.is("attribute")) {
                let value = escaped(&self.sampler.leaf(node, self.purpose)).replace('"', "&quot;");
                let _ = write!(self.text, " {}=\"{value}\"", element_name(property, name));
            } else {
                elements.push((name, node));
            }
        }
        if elements.is_empty() {
            self.text.push_str("/>");
            return;
        }
        self.text.push('>');
        for (name, node) in elements {
            self.element(name, node);
        }
        self.close(name);
    }

    fn close(&mut self, name: &str) {
        self.line();
        let _ = write!(self.text, "</{name}>");
    }

    /// Begins the line of the element that is open.
    fn line(&mut self) {
        self.text.push('\n');
        for _ in 1..self.open.len().max(1) {
            self.text.push_str(if self.indent == Indent::Tab { "\t" } else { "  " });
        }
    }
}

fn element_name(schema: Node<'_>, fallback: &str) -> String {
    let xml = schema.get("xml");
    let name = xml.and_then(|xml| xml.str("name")).unwrap_or(fallback);
    // What cannot be a name in XML is replaced, so that the text can be parsed.
    let name: String = name.chars().map(|c| if c.is_alphanumeric() || "_-.:".contains(c) { c } else { '_' }).collect();
    match xml.and_then(|xml| xml.str("prefix")) {
        Some(prefix) if !prefix.is_empty() => format!("{prefix}:{name}"),
        _ => name,
    }
}

fn namespace(schema: Node<'_>) -> String {
    let Some(xml) = schema.get("xml") else { return String::new() };
    let Some(namespace) = xml.str("namespace") else { return String::new() };
    let prefix = xml.str("prefix").map_or(String::new(), |prefix| format!(":{prefix}"));
    format!(" xmlns{prefix}=\"{}\"", escaped(namespace))
}

/// Placeholders such as `<string>` are escaped too: unescaped they would be elements.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
