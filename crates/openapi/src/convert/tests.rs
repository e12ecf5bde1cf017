//! The rules of the import, on small documents.

use std::fmt::Write as _;

use insta::assert_snapshot;
use model::{Auth, Body, Collection, Example, FormValue, Header, Item, Param, ParamKind, Problem, Request, Variable};
use serde_json::{Value, json};

use crate::{Base, Documents, Imported, Options, Read, Source, import};

mod access;
mod documents;
mod faults;
mod fixture;
mod openapi3;
mod real;
mod rules;

const FIXTURE: &str = include_str!("../../../../fixtures/api-documents/swashbuckle-users.json");

fn at(address: &str) -> Source {
    Source { name: address.to_owned(), base: Base::Url(address.to_owned()) }
}

fn imported_with(text: &str, options: &Options) -> Imported {
    let documents = Documents::read(at("http://localhost/webapi//swagger/docs/3"), text).unwrap();
    match import(&documents, options).unwrap() {
        Read::Done(imported) => *imported,
        Read::Needs(addresses) => panic!("needs {addresses:?}"),
    }
}

fn imported(document: &Value) -> Imported {
    imported_with(&document.to_string(), &Options::default())
}

/// Options with settings such as `folderStrategy=tags`.
fn options(settings: &[&str]) -> Options {
    let mut options = Options::default();
    for setting in settings {
        let (id, value) = setting.split_once('=').unwrap();
        options.set(id, value).unwrap();
    }
    options
}

/// A document with one operation `GET /things/{id}` that has the given members besides its answers.
fn with_operation(operation: &Value) -> Value {
    let mut operation = operation.clone();
    operation["responses"] = json!({"204": {"description": "Done"}});
    json!({"swagger": "2.0", "info": {"title": "T"}, "host": "h", "paths": {"/things/{id}": {"get": operation}}})
}

/// The whole of what came out, as text.
fn rendered(text: &str) -> String {
    shown(&imported_with(text, &Options::default()))
}

fn shown(imported: &Imported) -> String {
    let Imported { format: _, collection, problems, requests, operations } = imported;
    let mut text = format!("# {} ({requests} requests, {operations} operations)\n", collection.name);
    if let Some(version) = &collection.version {
        let _ = writeln!(text, "version {version}");
    }
    if let Some(docs) = &collection.docs {
        let _ = writeln!(text, "docs {docs:?}");
    }
    let _ = writeln!(text, "auth {}", auth(&collection.defaults.auth));
    collection.defaults.variables.iter().for_each(|variable| text += &shown_variable(variable));
    for environment in &collection.environments {
        let _ = writeln!(text, "environment {}", environment.name);
        environment.variables.iter().for_each(|variable| text += &shown_variable(variable));
    }
    items(&collection.items, 0, &mut text);
    text += &problems.iter().map(problem).collect::<String>();
    text
}

fn problem(problem: &Problem) -> String {
    let pointer = problem.place.pointer.as_deref().unwrap_or("-");
    let line = problem.place.line.unwrap_or_default();
    format!("{:?} {} {pointer}:{line} {}\n", problem.severity, problem.code, problem.message)
}

fn problems(imported: &Imported) -> String {
    imported.problems.iter().map(problem).collect()
}

fn shown_variable(variable: &Variable) -> String {
    let secret = if variable.is_secret { " (secret)" } else { "" };
    format!("variable {}={}{secret}\n", variable.name, variable.value)
}

fn items(items: &[Item], depth: usize, text: &mut String) {
    for item in items {
        let indent = "  ".repeat(depth);
        match item {
            Item::Folder(folder) => {
                let _ = writeln!(text, "{indent}{} {}/", folder.seq.unwrap(), folder.name);
                self::items(&folder.items, depth + 1, text);
            }
            Item::Request(request) => {
                let _ = writeln!(text, "{indent}{} {}", request.seq.unwrap(), request.name);
                for line in shown_request(request).lines() {
                    let _ = writeln!(text, "{indent}  {line}");
                }
            }
            Item::Foreign(_) => unreachable!("an import makes none"),
        }
    }
}

fn shown_request(request: &Request) -> String {
    let mut text = format!("{} {}\n", request.method, request.url);
    if let Some(docs) = &request.docs {
        let _ = writeln!(text, "docs {docs:?}");
    }
    text += &rows(&request.params, &request.headers);
    text += &body(&request.body);
    let _ = writeln!(text, "auth {}", auth(&request.auth));
    request.examples.iter().for_each(|example| text += &shown_example(request, example));
    text
}

fn rows(params: &[Param], headers: &[Header]) -> String {
    let mut text = String::new();
    for row in params {
        let kind = if row.kind == ParamKind::Query { "query" } else { "path" };
        let mark = if row.is_enabled { "[x]" } else { "[ ]" };
        let description =
            row.description.as_deref().map(|description| format!(" -- {description}")).unwrap_or_default();
        let _ = writeln!(text, "{mark} {kind} {}={}{description}", row.name, row.value);
    }
    for row in headers {
        let mark = if row.is_enabled { "[x]" } else { "[ ]" };
        let description =
            row.description.as_deref().map(|description| format!(" -- {description}")).unwrap_or_default();
        let _ = writeln!(text, "{mark} {}: {}{description}", row.name, row.value);
    }
    text
}

fn body(body: &Body) -> String {
    match body {
        Body::None => String::new(),
        Body::Raw { language, text } => format!("body {language} {text}\n"),
        Body::FormUrlEncoded(rows) => rows.iter().fold(String::new(), |mut text, row| {
            let _ = writeln!(text, "field {}={}", row.name, row.value);
            text
        }),
        Body::Multipart(parts) => parts.iter().fold(String::new(), |mut text, part| {
            let _ = match &part.value {
                FormValue::Text(value) => writeln!(text, "part {}={value}", part.name),
                FormValue::Files(_) => writeln!(text, "part {} is a file", part.name),
            };
            text
        }),
        Body::File(choices) => format!("body file {}\n", choices[0].content_type),
    }
}

fn shown_example(request: &Request, example: &Example) -> String {
    let response = &example.response;
    let status = response.status.map(|status| status.to_string()).unwrap_or_default();
    let mut text = format!("example {:?} {status} {}\n", example.name, response.status_text);
    let extra: Vec<_> = example.headers.iter().filter(|header| !request.headers.contains(header)).cloned().collect();
    text += &rows(&[], &extra);
    for header in &response.headers {
        let _ = writeln!(text, "  < {}: {}", header.name, header.value);
    }
    if let Some(body_type) = &response.body_type {
        let _ = writeln!(text, "  < {body_type} {}", response.body.replace('\n', "\n  "));
    }
    text
}

fn auth(auth: &Auth) -> String {
    match auth {
        Auth::Basic(basic) => format!("basic {} {}", basic.username, basic.password),
        Auth::Bearer { token } => format!("bearer {token}"),
        Auth::ApiKey(key) => format!("apikey {:?} {}={}", key.placement, key.key, key.value),
        Auth::OAuth2(oauth2) => {
            let mut text = format!("oauth2 {:?} token={}", oauth2.grant, oauth2.access_token_url);
            for (name, value) in [
                ("refresh", &oauth2.refresh_token_url),
                ("authorization", &oauth2.authorization_url),
                ("scope", &oauth2.scope),
            ] {
                if !value.is_empty() {
                    let _ = write!(text, " {name}={value}");
                }
            }
            if oauth2.fetches_automatically {
                text += " auto";
            }
            text
        }
        other => other.label().to_owned(),
    }
}

/// Every request in tree order.
fn requests(collection: &Collection) -> Vec<&Request> {
    fn gather<'c>(items: &'c [Item], requests: &mut Vec<&'c Request>) {
        for item in items {
            match item {
                Item::Folder(folder) => gather(&folder.items, requests),
                Item::Request(request) => requests.push(request),
                Item::Foreign(_) => {}
            }
        }
    }
    let mut requests = Vec::new();
    gather(&collection.items, &mut requests);
    requests
}

/// The only request of a document.
fn request(document: &Value) -> Request {
    let imported = imported(document);
    let requests = requests(&imported.collection);
    assert_eq!(requests.len(), 1);
    requests[0].clone()
}
