//! The request body: which media type is taken, and what is written in it.

use std::rc::Rc;

use model::{Body, FileChoice, FormPart, FormValue, Header};

use super::Maker;
use super::rows::pairs;
use crate::api::{Content, Media, Parameter, Style};
use crate::media;
use crate::sample::{Property, Purpose, Sample, json, scalar_text};
use crate::{BodyPreference, ParametersResolution};

impl<'a> Maker<'_, 'a> {
    /// The body and the value of its `Content-Type` row; multipart has none, because only a send knows its boundary.
    pub(super) fn body(&self, offered: &[Media<'a>]) -> (Body, Option<String>) {
        let Some(media) = self.choice(offered) else { return (Body::None, None) };
        let essence = media::essence(&media.name);
        if essence.contains("form-data") {
            return (Body::Multipart(self.parts(media)), None);
        }
        if essence.contains("form-urlencoded") {
            return (Body::FormUrlEncoded(self.fields(media)), Some(media::URL_ENCODED.to_owned()));
        }
        let content_type = media::concrete(&media.name).to_owned();
        let is_file = media::is_binary(&content_type)
            || matches!(media.content, Content::Schema(schema) if self.sampler.is_binary(schema));
        if is_file {
            let choice = FileChoice { content_type: content_type.clone(), is_selected: true, ..FileChoice::default() };
            return (Body::File(vec![choice]), Some(content_type));
        }
        let text = self.text(media, Purpose::Request);
        (Body::Raw { language: media::language(&content_type).to_owned(), text }, Some(content_type))
    }

    fn choice<'o>(&self, offered: &'o [Media<'a>]) -> Option<&'o Media<'a>> {
        let first = |accepts: &dyn Fn(&str) -> bool| offered.iter().find(|media| accepts(&media.name));
        let preferred = match self.reader.options.preferred_request_body_type {
            BodyPreference::FirstListed => None,
            BodyPreference::FormUrlEncoded => first(&|name| media::essence(name).contains("form-urlencoded")),
            BodyPreference::FormData => first(&|name| media::essence(name).contains("form-data")),
            BodyPreference::Raw => {
                let is_kind = |kind: &'static str| move |name: &str| media::essence(name).ends_with(kind);
                first(&is_kind("/javascript"))
                    .or_else(|| first(&is_kind("/json")))
                    .or_else(|| first(&is_kind("/html")))
                    .or_else(|| first(&|name| media::essence(name).starts_with("text/plain")))
                    .or_else(|| first(&is_kind("/xml")))
                    .or_else(|| first(&is_kind("+json")))
                    .or_else(|| first(&|name| !media::is_form(name)))
            }
        };
        preferred.or_else(|| self.json(offered)).or_else(|| {
            let is_type = |media: &&Media<'a>| !media::is_range(&media.name);
            offered.iter().find(is_type).or(offered.first())
        })
    }

    /// The JSON form of something that has parts: `application/json` itself, else its nearest kin.
    fn json<'o>(&self, offered: &'o [Media<'a>]) -> Option<&'o Media<'a>> {
        let is_structured = |media: &&Media<'a>| match media.content {
            Content::Schema(schema) => self.sampler.is_structured(schema) && !self.sampler.is_binary(schema),
            Content::Unknown | Content::Fields(_) => false,
        };
        let rank = |media: &&Media<'a>| {
            let is_range = media::is_range(&media.name);
            (media::essence(&media.name) != "application/json", is_range)
        };
        offered.iter().filter(|media| media::is_json(&media.name)).filter(is_structured).min_by_key(rank)
    }

    /// The text of a body: the document's example if examples are wanted, else made of the schema.
    pub(super) fn text(&self, media: &Media<'a>, purpose: Purpose) -> String {
        let wants_example =
            purpose == Purpose::Response || self.reader.options.parameters_resolution == ParametersResolution::Example;
        let example = media.examples.first().filter(|_| wants_example);
        if let Some(example) = example {
            return self.example_text(&Sample::Literal(example.value), &media.name);
        }
        match media.content {
            Content::Schema(schema) if media::is_xml(&media.name) => self.sampler.xml(schema, purpose, self.indent()),
            Content::Schema(schema) => self.example_text(&self.sampler.sample(schema, purpose), &media.name),
            Content::Unknown | Content::Fields(_) => String::new(),
        }
    }

    /// A text that is the whole body stands without quotes, unless it is JSON that was not written out.
    pub(super) fn example_text(&self, sample: &Sample<'a>, media_type: &str) -> String {
        match sample {
            Sample::Literal(serde_json::Value::String(text)) if is_written_out(text) => text.clone(),
            Sample::Object(_) | Sample::Array(..) => json(sample, self.indent()),
            _ if media::is_json(media_type) => json(sample, self.indent()),
            Sample::Literal(value) if value.is_object() || value.is_array() => json(sample, self.indent()),
            _ => scalar_text(sample),
        }
    }

    fn fields(&self, media: &Media<'a>) -> Vec<Header> {
        let mut rows = Vec::new();
        self.each_field(media, |parameter, sample, _| {
            let description = self.description(parameter);
            rows.extend(pairs(parameter, sample).into_iter().map(|(name, value)| Header {
                name,
                value,
                description: description.clone(),
                is_enabled: true,
            }));
        });
        rows
    }

    fn parts(&self, media: &Media<'a>) -> Vec<FormPart> {
        let mut rows = Vec::new();
        self.each_field(media, |parameter, sample, is_file| {
            let description = self.description(parameter);
            let part = |name, value| FormPart {
                name,
                value,
                content_type: None,
                description: description.clone(),
                is_enabled: true,
            };
            if is_file {
                rows.push(part(parameter.name.clone().into_owned(), FormValue::Files(Vec::new())));
            } else {
                let pairs = pairs(parameter, sample).into_iter();
                rows.extend(pairs.map(|(name, value)| part(name, FormValue::Text(value))));
            }
        });
        rows
    }

    /// Calls `visit` with each field, its value, and whether it is a file.
    fn each_field(&self, media: &Media<'a>, mut visit: impl FnMut(&Parameter<'a>, &Sample<'a>, bool)) {
        match &media.content {
            Content::Fields(fields) => {
                for field in fields.iter() {
                    let is_file = field.schema.is_some_and(|schema| self.sampler.is_binary(schema));
                    visit(field, &self.value(field), is_file);
                }
            }
            Content::Schema(schema) => {
                for property in self.sampler.properties(*schema, Purpose::Request) {
                    let is_file = self.sampler.is_binary(property.schema);
                    let sample = Rc::clone(&property.sample);
                    visit(&as_field(&property), &sample, is_file);
                }
            }
            Content::Unknown => {}
        }
    }
}

/// A property of a form schema, as the form fields of Swagger 2.0 are.
fn as_field<'a>(property: &Property<'a>) -> Parameter<'a> {
    // Objects in a field are JSON; arrays repeat the field (OpenAPI 3 Encoding Object).
    let is_json = matches!(*property.sample, Sample::Object(_));
    Parameter {
        node: property.schema,
        name: property.name.into(),
        location: crate::api::Location::Query,
        is_required: property.is_required,
        description: property.schema.str("description"),
        schema: Some(property.schema),
        style: Style::Form,
        explodes: !is_json,
        is_json,
        example: None,
    }
}

/// Whether a text example holds the body itself: JSON or XML as text.
fn is_written_out(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '<', '"'])
}
