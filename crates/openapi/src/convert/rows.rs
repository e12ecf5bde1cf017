//! The URL line and the rows: query, path, header and cookie parameters.

use std::rc::Rc;

use model::{Header, Param, ParamKind, Problem, Variable};
use serde_json::Value;

use super::{Maker, row};
use crate::ParametersResolution;
use crate::api::{Found, Location, Operation, Parameter, Style};
use crate::import::plain_name;
use crate::sample::{Purpose, Sample, compact, scalar_text};

/// Headers that other parts of a request decide.
const IMPLICIT: [&str; 3] = ["content-type", "accept", "authorization"];

/// What the parameters of an operation become.
pub(super) struct Rows {
    pub(super) url: String,
    pub(super) params: Vec<Param>,
    pub(super) headers: Vec<Header>,
}

impl<'a> Maker<'_, 'a> {
    pub(super) fn rows(&self, found: &Found<'a>, operation: &Operation<'a>) -> Rows {
        let base = operation.servers.first().map_or("{{baseUrl}}", |server| server.url.trim_end_matches('/'));
        for variable in operation.servers.first().into_iter().flat_map(|server| &server.variables) {
            self.need_variable(Variable::text(variable.name, variable.default.clone()));
        }
        let (path, own_query, fragment) = split(found.path);
        let (path, path_rows) = self.path(found, path, operation);
        let mut params = own_query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .filter_map(|(name, value)| self.own_pair(found, operation, name, value))
            .collect::<Vec<_>>();
        let mut headers = Vec::new();
        let mut cookies = Vec::new();
        for parameter in &operation.parameters {
            match parameter.location {
                Location::Query => self.query(parameter, &mut params),
                Location::Header => headers.extend(self.header(parameter)),
                Location::Cookie => cookies.push(parameter),
                Location::Path => {}
            }
        }
        headers.extend(self.cookies(&cookies));
        let query: Vec<String> = params.iter().filter(|row| row.is_enabled).map(|row| pair(row, own_query)).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        params.extend(path_rows);
        Rows { url: format!("{base}{path}{mark}{}{fragment}", query.join("&")), params, headers }
    }

    /// A pair that stands in the path itself, its placeholders filled in; `None` if a query parameter says the same.
    fn own_pair(&self, found: &Found<'a>, operation: &Operation<'a>, name: &str, value: &str) -> Option<Param> {
        let is_parameter = |parameter: &Parameter<'a>| parameter.location == Location::Query && parameter.name == name;
        if whole_placeholder(value).is_some() && operation.parameters.iter().any(is_parameter) {
            return None;
        }
        let mut filled = query_row(name.to_owned(), String::new(), None, true);
        for (text, is_name) in parts(value) {
            if is_name {
                let row = self.path_row(found, operation, text);
                filled.value.push_str(&in_query(&row.value, false));
                filled.description = filled.description.or(row.description);
            } else {
                filled.value.push_str(text);
            }
        }
        Some(filled)
    }

    /// The path of the URL line and its rows. Segments that mix placeholders with text get collection variables.
    fn path(&self, found: &Found<'a>, path: &str, operation: &Operation<'a>) -> (String, Vec<Param>) {
        let mut rows: Vec<Param> = Vec::new();
        let mut line = String::new();
        for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
            if path.is_empty() {
                break;
            }
            line.push('/');
            let router_style = segment.strip_prefix(':').filter(|name| declared(operation, name).is_some());
            if let Some(name) = whole_placeholder(segment).or(router_style) {
                let name = declared(operation, name).map_or(name, |parameter| parameter.name.as_ref());
                line.push(':');
                line.push_str(&marker(name));
                if !rows.iter().any(|row| row.name == marker(name)) {
                    rows.push(self.path_row(found, operation, name));
                }
                continue;
            }
            for (text, is_name) in parts(segment) {
                if is_name {
                    let Param { value, description, .. } = self.path_row(found, operation, text);
                    self.need_variable(Variable { description, ..Variable::text(text, value) });
                    line.push_str(&format!("{{{{{text}}}}}"));
                } else {
                    line.push_str(text);
                }
            }
        }
        (line, rows)
    }

    fn path_row(&self, found: &Found<'a>, operation: &Operation<'a>, name: &str) -> Param {
        let row = |value, description| Param {
            name: marker(name),
            value,
            kind: ParamKind::Path,
            description,
            is_enabled: true,
        };
        let Some(parameter) = declared(operation, name) else {
            let problem =
                Problem::warning("undeclared_path_parameter", format!("`{{{name}}}` in the path is not declared"));
            self.reader
                .report(found.operation, problem.with_hint("It got a row; declare it as a parameter in `path`."));
            return row("<string>".to_owned(), None);
        };
        let sample = self.value(parameter);
        let value = match parameter.style {
            Style::Label => {
                format!(".{}", joined(&sample, if parameter.explodes { "." } else { "," }, parameter.explodes))
            }
            Style::Matrix => format!(";{name}={}", joined(&sample, ",", false)),
            _ => joined(&sample, ",", parameter.explodes),
        };
        row(value, self.description(parameter))
    }

    fn query(&self, parameter: &Parameter<'a>, params: &mut Vec<Param>) {
        let is_enabled = parameter.is_required || self.reader.options.enable_optional_parameters;
        let description = self.description(parameter);
        let pairs = pairs(parameter, &self.value(parameter));
        params.extend(pairs.into_iter().map(|(name, value)| {
            let value = match parameter.style {
                Style::Space => in_query(&value, false).replace(' ', "%20"),
                Style::Tab => in_query(&value, false).replace('\t', "%09"),
                _ => in_query(&value, false),
            };
            query_row(in_query(&name, true), value, description.clone(), is_enabled)
        }));
    }

    fn header(&self, parameter: &Parameter<'a>) -> Option<Header> {
        let is_implicit = IMPLICIT.contains(&parameter.name.to_ascii_lowercase().as_str());
        if is_implicit && !self.reader.options.keep_implicit_headers {
            return None;
        }
        Some(Header {
            name: parameter.name.trim().to_owned(),
            value: joined(&self.value(parameter), ",", parameter.explodes),
            description: self.description(parameter),
            is_enabled: parameter.is_required || self.reader.options.enable_optional_parameters,
        })
    }

    /// Cookies share one header: the required ones in a row that is sent, the others in a row that is not.
    fn cookies(&self, cookies: &[&Parameter<'a>]) -> Vec<Header> {
        let is_sent = |cookie: &&&Parameter<'a>| cookie.is_required || self.reader.options.enable_optional_parameters;
        let (sent, unsent): (Vec<&&Parameter<'a>>, Vec<_>) = cookies.iter().partition(is_sent);
        [(sent, true), (unsent, false)]
            .into_iter()
            .filter(|(cookies, _)| !cookies.is_empty())
            .map(|(cookies, is_enabled)| {
                let pair = |cookie: &&Parameter<'a>| {
                    let value = joined(&self.value(cookie), ",", false);
                    format!("{}={value}", cookie.name)
                };
                let value = cookies.into_iter().map(pair).collect::<Vec<_>>().join("; ");
                Header { is_enabled, ..row("Cookie", value) }
            })
            .collect()
    }

    /// The value of a parameter: its example if examples are wanted, else one made of its schema.
    pub(super) fn value(&self, parameter: &Parameter<'a>) -> Rc<Sample<'a>> {
        let wants_examples = self.reader.options.parameters_resolution == ParametersResolution::Example;
        match (parameter.example, parameter.schema) {
            (Some(example), _) if wants_examples => Rc::new(Sample::Literal(example)),
            (_, Some(schema)) if parameter.is_json => {
                let sample = self.sampler.sample(schema, Purpose::Request);
                Rc::new(Sample::Text(compact(&sample).into()))
            }
            (_, Some(schema)) => self.sampler.sample(schema, Purpose::Request),
            (Some(example), None) => Rc::new(Sample::Literal(example)),
            (None, None) => Rc::new(Sample::Text("<string>".into())),
        }
    }

    /// “(Required) ” before, the allowed values behind.
    pub(super) fn description(&self, parameter: &Parameter<'a>) -> Option<String> {
        let choices = parameter.schema.map_or(Vec::new(), |schema| self.sampler.choices(schema));
        described(parameter.description, parameter.is_required, &choices)
    }
}

/// The path parameter that a placeholder means.
fn declared<'o, 'a>(operation: &'o Operation<'a>, placeholder: &str) -> Option<&'o Parameter<'a>> {
    let called = |name: &str| {
        operation.parameters.iter().find(|parameter| parameter.location == Location::Path && parameter.name == name)
    };
    called(placeholder).or_else(|| called(plain_name(placeholder)))
}

/// A description with what a table cannot show otherwise.
pub(super) fn described(text: Option<&str>, is_required: bool, choices: &[&Value]) -> Option<String> {
    let mut described = String::new();
    if is_required {
        described.push_str("(Required) ");
    }
    described.push_str(text.unwrap_or_default().trim());
    if !choices.is_empty() {
        let choices: Vec<_> = choices.iter().map(|value| scalar_text(&Sample::Literal(value))).collect();
        let gap = if described.is_empty() || described.ends_with(' ') { "" } else { " " };
        described.push_str(&format!("{gap}(This can only be one of {})", choices.join(", ")));
    }
    let described = described.trim();
    (!described.is_empty()).then(|| described.to_owned())
}

/// Path, query and fragment of a path of a document; what stands in braces is a name and not looked into.
pub(super) fn split(path: &str) -> (&str, &str, &str) {
    let outside = |mark: char| {
        let mut depth = 0_usize;
        move |&(_, c): &(usize, char)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && c == mark
        }
    };
    let at = |text: &str, mark: char| text.char_indices().find(outside(mark)).map(|(at, _)| at);
    let (path, fragment) = at(path, '#').map_or((path, ""), |at| path.split_at(at));
    let (path, query) = at(path, '?').map_or((path, ""), |at| (&path[..at], &path[at + 1..]));
    (path, query, fragment)
}

/// The path of a document as a URL line shows it: `/v3/users/:id`.
pub(super) fn path_with_markers(path: &str) -> String {
    let segment = |segment: &str| match whole_placeholder(segment) {
        Some(name) => format!(":{}", marker(name)),
        None => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// The name if the whole segment is one placeholder.
fn whole_placeholder(segment: &str) -> Option<&str> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    (!name.is_empty() && !name.contains(['{', '}'])).then_some(name)
}

/// A name that can stand behind a colon in a URL line.
fn marker(name: &str) -> String {
    name.replace(['?', '#', '&', '/'], "_")
}

/// Literal text and placeholder names of a segment, in order; braces that belong to no placeholder are text.
fn parts(segment: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        if name.is_empty() || name.contains('{') {
            parts.push((&rest[..=open], false));
            rest = &rest[open + 1..];
            continue;
        }
        parts.push((&rest[..open], false));
        parts.push((name, true));
        rest = &rest[open + length + 1..];
    }
    parts.push((rest, false));
    parts
}

fn query_row(name: String, value: String, description: Option<String>, is_enabled: bool) -> Param {
    Param { name, value, kind: ParamKind::Query, description, is_enabled }
}

/// A row in the URL line. A pair that the document wrote without `=` keeps that form.
fn pair(row: &Param, own_query: &str) -> String {
    if row.value.is_empty() && own_query.split('&').any(|pair| pair == row.name) {
        return row.name.clone();
    }
    format!("{}={}", row.name, row.value)
}

/// Text as it stands in a URL line so that a server reads it as it is: what would end the pair or mean something else
/// is percent-encoded; everything else is encoded when it is sent.
fn in_query(text: &str, is_name: bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_escape =
            c == '%' && text.get(at + 1..at + 3).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match c {
            '&' => encoded.push_str("%26"),
            '#' => encoded.push_str("%23"),
            '+' => encoded.push_str("%2B"),
            '=' if is_name => encoded.push_str("%3D"),
            '%' if is_escape => encoded.push_str("%25"),
            c => encoded.push(c),
        }
    }
    encoded
}

/// The name-value pairs of a query parameter or form field.
pub(super) fn pairs<'a>(parameter: &Parameter<'a>, sample: &Sample<'a>) -> Vec<(String, String)> {
    let name = parameter.name.as_ref();
    let one = |value: String| vec![(name.to_owned(), value)];
    if parameter.is_json {
        return one(scalar_text(sample));
    }
    match (elements(sample), members(sample)) {
        (Some(elements), _) => match parameter.style {
            _ if parameter.explodes => elements.into_iter().map(|value| (name.to_owned(), value)).collect(),
            Style::Space => one(elements.join(" ")),
            Style::Pipe => one(elements.join("|")),
            Style::Tab => one(elements.join("\t")),
            _ => one(elements.join(",")),
        },
        (None, Some(members)) => match parameter.style {
            Style::Deep => members.into_iter().map(|(key, value)| (format!("{name}[{key}]"), value)).collect(),
            _ if parameter.explodes => members,
            _ => one(members.into_iter().map(|(key, value)| format!("{key},{value}")).collect::<Vec<_>>().join(",")),
        },
        (None, None) => one(scalar_text(sample)),
    }
}

/// A value in one text: elements or members joined, `key=value` for exploded members.
fn joined(sample: &Sample<'_>, separator: &str, explodes: bool) -> String {
    if let Some(elements) = elements(sample) {
        return elements.join(separator);
    }
    let Some(members) = members(sample) else { return scalar_text(sample) };
    let between = if explodes { "=" } else { separator };
    members.into_iter().map(|(key, value)| format!("{key}{between}{value}")).collect::<Vec<_>>().join(separator)
}

fn elements(sample: &Sample<'_>) -> Option<Vec<String>> {
    match sample {
        Sample::Array(element, count) => Some(vec![scalar_text(element); *count]),
        Sample::Literal(Value::Array(values)) => {
            Some(values.iter().map(|value| scalar_text(&Sample::Literal(value))).collect())
        }
        _ => None,
    }
}

fn members(sample: &Sample<'_>) -> Option<Vec<(String, String)>> {
    match sample {
        Sample::Object(members) => {
            Some(members.iter().map(|(name, value)| (name.clone().into_owned(), scalar_text(value))).collect())
        }
        Sample::Literal(Value::Object(map)) => {
            Some(map.iter().map(|(name, value)| (name.clone(), scalar_text(&Sample::Literal(value)))).collect())
        }
        _ => None,
    }
}
