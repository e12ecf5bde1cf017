//! One import from start to end, and what both dialects read alike: operations, parameter lists, answers.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use model::{Collection, Place, Problem};

use crate::api::{Api, Dialect, Found, Location};
use crate::reader::{Node, Reader};
use crate::{Documents, Options, convert, lift, openapi3, recognize};

/// Methods of a path item; the last is of OpenAPI 3.2.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What became of an import.
#[derive(Debug)]
pub enum Read {
    /// Further documents are needed: their addresses (`http`, `https`) or file paths. Hand each to [`Documents::add`]
    /// or [`Documents::add_missing`] and import again.
    Needs(Vec<String>),
    /// A collection.
    Done(Box<Imported>),
}

/// A collection made of an API document.
#[derive(Debug)]
pub struct Imported {
    /// Which rules the document follows and in which version, such as `Swagger 2.0` or `OpenAPI 3.0.1`.
    pub format: String,
    /// The collection; items have no paths yet, environments are one for each server if there are several.
    pub collection: Collection,
    /// What was wrong in the documents, with places.
    pub problems: Vec<Problem>,
    /// Requests in the collection.
    pub requests: usize,
    /// Operations in the document; with tags one operation can be several requests.
    pub operations: usize,
}

/// Makes a collection of the main document.
///
/// Refuses what is no API document (`not_openapi`) and versions that are not known (`unsupported_version`).
/// Everything else is imported as far as it goes; the same documents and options give the same collection.
pub fn import(documents: &Documents, options: &Options) -> Result<Read, Problem> {
    let reader = Reader::new(documents, options);
    let root = reader.root(0).ok_or_else(|| Problem::error("not_openapi", "there is no document"))?;
    let place = || documents.files[0].content.as_ref().map_or_else(|_| Place::default(), |content| content.place(""));
    let (dialect, version) = recognize::dialect(root).map_err(|problem| problem.at(place()))?;
    let (api, format) = match dialect {
        Dialect::Swagger2 => (lift::api(&reader, root), format!("Swagger {version}")),
        Dialect::OpenApi3 => (openapi3::api(&reader, root), format!("OpenAPI {version}")),
    };
    let found = operations(&reader, &api);
    let (collection, requests) = convert::collection(&reader, &api, &found);
    let needs = reader.needs();
    if !needs.is_empty() {
        return Ok(Read::Needs(needs));
    }
    let operations = found.len();
    Ok(Read::Done(Box::new(Imported { format, collection, problems: reader.into_problems(), requests, operations })))
}

/// Every operation with a path and a method, in the order of the document.
fn operations<'a>(reader: &Reader<'a>, api: &Api<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let Some(paths) = api.root.get("paths").filter(|paths| paths.is_object()) else {
        if api.dialect == Dialect::Swagger2 || api.root.get("webhooks").is_none() {
            let problem = Problem::error("no_paths", "the document has no `paths`, so there are no operations in it");
            reader.report(api.root, problem.with_hint("Check whether it is the right document."));
        }
        return found;
    };
    for (path, item) in paths.members() {
        if path.starts_with("x-") {
            continue;
        }
        if !item.is_object() {
            if !item.value.is_null() {
                let problem = Problem::error("not_a_path_item", format!("`{path}` holds no operations"));
                reader.report(item, problem.with_hint("A path holds an object with a member for each method."));
            }
            continue;
        }
        if !path.starts_with('/') {
            let problem =
                Problem::warning("path_without_slash", format!("the path `{path}` does not begin with a slash"));
            reader.report(item, problem.with_hint("One was put before it."));
        }
        if item.str("$ref").is_some()
            && let Some(target) = reader.follow(item)
        {
            operations_of_item(reader, path, target, &mut found);
        }
        operations_of_item(reader, path, item, &mut found);
    }
    found
}

fn operations_of_item<'a>(reader: &Reader<'a>, path: &'a str, item: Node<'a>, found: &mut Vec<Found<'a>>) {
    for (key, operation) in item.members() {
        let method = key.to_ascii_lowercase();
        if key.starts_with("x-") || is_member_of_item(key) {
            continue;
        }
        if METHODS.contains(&method.as_str()) {
            push(reader, Found { path, method: method.to_ascii_uppercase(), item, operation }, found);
        } else {
            let problem =
                Problem::warning("unknown_member", format!("`{key}` is no method and nothing else of a path"));
            reader.report(operation, problem.with_hint("It was left out."));
        }
    }
    // OpenAPI 3.2: any other method, spelled as it is sent.
    for (method, operation) in item.get("additionalOperations").into_iter().flat_map(Node::members) {
        push(reader, Found { path, method: method.to_owned(), item, operation }, found);
    }
}

fn push<'a>(reader: &Reader<'a>, operation: Found<'a>, found: &mut Vec<Found<'a>>) {
    if !operation.operation.is_object() {
        let problem = Problem::warning("empty_operation", format!("`{}` describes nothing", operation.method));
        reader.report(operation.operation, problem.with_hint("A plain request was made of it."));
    }
    if !reader.options.include_deprecated && operation.operation.is("deprecated") {
        return;
    }
    // A path item that is a reference may repeat a method beside it: what stands nearer wins.
    let mut siblings = found.iter().enumerate().rev().take_while(|(_, known)| known.path == operation.path);
    match siblings.find(|(_, known)| known.method == operation.method).map(|(at, _)| at) {
        Some(at) if found[at].item.id() != operation.item.id() => found[at] = operation,
        Some(_) => {
            let problem =
                Problem::warning("repeated_operation", format!("`{}` stands more than once", operation.method));
            reader.report(operation.operation, problem.with_hint("Each became a request; remove one."));
            found.push(operation);
        }
        None => found.push(operation),
    }
}

fn is_member_of_item(key: &str) -> bool {
    matches!(key, "parameters" | "$ref" | "summary" | "description" | "servers" | "additionalOperations")
}

/// The parameters of an operation with their names: its own, then those of its path item that it does not repeat.
pub(crate) fn parameters<'a>(reader: &Reader<'a>, found: &Found<'a>) -> Vec<(Node<'a>, Cow<'a, str>)> {
    let mut parameters = Vec::new();
    let mut known = HashMap::new();
    for holder in [found.operation, found.item] {
        let Some(list) = holder.get("parameters") else { continue };
        if !list.value.is_array() {
            let problem = Problem::error("not_a_list", "`parameters` is not a list");
            reader.report(list, problem.with_hint("It was left out; write a list of parameters."));
        }
        for node in list.elements() {
            let Some(resolved) = reader.follow(node) else { continue };
            if !resolved.is_object() {
                let problem = Problem::error("not_a_parameter", "this is no parameter, but a plain value");
                reader
                    .report(node, problem.with_hint("It was left out; a parameter is an object with `name` and `in`."));
                continue;
            }
            let place = resolved.text("in").unwrap_or_default().to_ascii_lowercase();
            let name = resolved.text("name").filter(|name| !name.is_empty());
            let Some(name) = name.or_else(|| (place == "body").then_some(Cow::Borrowed("body"))) else {
                let problem = Problem::error("parameter_without_name", "this parameter has no name");
                reader.report(resolved, problem.with_hint("It was left out; give it a `name`."));
                continue;
            };
            let key = if place == "header" { name.to_ascii_lowercase() } else { name.to_string() };
            match known.entry((key, place)) {
                Entry::Vacant(vacant) => {
                    vacant.insert(holder.id());
                    parameters.push((resolved, name));
                }
                // The operation's own replaces that of the path item; twice in one list is a fault.
                Entry::Occupied(occupied) if *occupied.get() != holder.id() => {}
                Entry::Occupied(_) => {
                    let problem =
                        Problem::warning("repeated_parameter", format!("the parameter `{name}` stands more than once"));
                    reader.report(node, problem.with_hint("The first was taken; remove the others."));
                }
            }
        }
    }
    if !reader.options.include_deprecated {
        parameters.retain(|(node, _)| !node.is("deprecated"));
    }
    parameters
}

/// Where a parameter goes; guessed when the document does not say, `None` (and a problem) when it says nonsense.
pub(crate) fn location<'a>(reader: &Reader<'a>, found: &Found<'a>, node: Node<'a>, name: &str) -> Option<Location> {
    let is_in_path = has_place(found.path, name);
    match node.text("in").unwrap_or_default().to_ascii_lowercase().as_str() {
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        "path" if is_in_path => Some(Location::Path),
        "path" => {
            let problem =
                Problem::warning("parameter_not_in_path", format!("`{name}` is not in the path `{}`", found.path));
            reader.report(node, problem.with_hint(format!("It was left out; write `{{{name}}}` into the path.")));
            None
        }
        "" => {
            let (word, location) = if is_in_path { ("path", Location::Path) } else { ("query", Location::Query) };
            let problem =
                Problem::warning("parameter_without_in", format!("the parameter `{name}` does not say where it goes"));
            reader.report(node, problem.with_hint(format!("`{word}` was assumed; add `in`.")));
            Some(location)
        }
        other => {
            let problem =
                Problem::error("unknown_location", format!("the parameter `{name}` goes nowhere: `in` is `{other}`"));
            reader.report(
                node,
                problem.with_hint("It was left out; `in` is `query`, `header`, `path`, `cookie` and the like."),
            );
            None
        }
    }
}

/// The answers of an operation with their codes.
pub(crate) fn responses<'a>(reader: &Reader<'a>, operation: Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    let Some(responses) = operation.get("responses") else {
        if operation.is_object() {
            let problem = Problem::note("no_responses", "the operation does not say what it answers");
            reader.report(operation, problem.with_hint("The request has no saved examples."));
        }
        return Vec::new();
    };
    if !responses.is_object() {
        let problem = Problem::warning("not_responses", "`responses` is not an object");
        reader.report(responses, problem.with_hint("It was left out; it has a member for each status code."));
    }
    let responses = responses.members().filter(|(code, _)| !code.starts_with("x-"));
    let is_response = |(code, node): &(&str, Node<'a>)| {
        if !node.is_object() {
            let problem = Problem::warning("not_a_response", format!("the answer `{code}` is no object"));
            reader.report(*node, problem.with_hint("It was left out; an answer is an object with a `description`."));
        }
        node.is_object()
    };
    responses.filter(is_response).collect()
}

/// The name in a placeholder without what routers and RFC 6570 put around it: `{+path}`, `{id?}`, `{id:int}`.
pub(crate) fn plain_name(placeholder: &str) -> &str {
    let name = placeholder.split(':').next().unwrap_or_default();
    name.trim_matches(['+', '*', '?'])
}

/// Whether a path has a place for the parameter: `{name}`, a spelling of it, or a whole segment `:name`.
fn has_place(path: &str, name: &str) -> bool {
    let placeholders = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    path.contains(&format!("{{{name}}}"))
        || placeholders.map(|(inner, _)| inner).any(|inner| plain_name(inner) == name)
        || path.split('/').any(|segment| segment.strip_prefix(':') == Some(name))
}
