//! Makes the collection: names, folders, requests with their rows, bodies, authorization and saved examples.

mod body;
mod examples;
mod folders;
mod names;
mod rows;
mod security;
mod servers;

use std::cell::RefCell;

use model::{Collection, Defaults, Header, Request, Variable};

use crate::api::{Api, Dialect, Found, Operation, Response};
use crate::reader::Reader;
use crate::sample::{Indent, Sampler};
use crate::{IndentCharacter, lift, media, openapi3};

use rows::Rows;
use security::Security;

/// What the makers of the parts share.
struct Maker<'m, 'a> {
    reader: &'m Reader<'a>,
    api: &'m Api<'a>,
    sampler: Sampler<'m, 'a>,
    security: Security<'m, 'a>,
    /// Collection variables, in the order in which they are first needed.
    variables: RefCell<Vec<Variable>>,
}

/// The collection and the number of its requests. Operations whose references lead into documents that are not loaded
/// yet come without those parts; the caller asks for the documents and starts again.
pub(crate) fn collection<'a>(reader: &Reader<'a>, api: &Api<'a>, found: &[Found<'a>]) -> (Collection, usize) {
    let security = Security::new(reader, api, found);
    let maker = Maker {
        reader,
        api,
        sampler: Sampler::new(reader),
        security,
        variables: RefCell::new(servers::variables(api)),
    };
    let auth = maker.security.collection_auth();
    let made: Vec<(&Found<'a>, Request)> = found.iter().map(|found| (found, maker.request(found))).collect();
    let mut items = folders::arrange(reader, api, made);
    if reader.options.collapse_folders {
        folders::collapse(&mut items);
    }
    let requests = folders::number(&mut items);
    let info = api.root.get("info");
    let mut variables = maker.variables.take();
    security::add_variables(&mut variables, maker.security.variables());
    let collection = Collection {
        name: names::collection(info),
        version: info.and_then(|info| info.text("version")).map(|version| version.trim().to_owned()),
        docs: names::collection_docs(info),
        defaults: Defaults { auth, variables, ..Defaults::default() },
        items,
        environments: servers::environments(api),
    };
    (collection, requests)
}

impl<'a> Maker<'_, 'a> {
    fn operation(&self, found: &Found<'a>) -> Operation<'a> {
        match self.api.dialect {
            Dialect::Swagger2 => lift::operation(self.reader, self.api, found),
            Dialect::OpenApi3 => openapi3::operation(self.reader, found),
        }
    }

    fn request(&self, found: &Found<'a>) -> Request {
        let operation = self.operation(found);
        let Rows { url, params, mut headers } = self.rows(found, &operation);
        let (body, content_type) = self.body(&operation.body);
        let accept = operation.responses.iter().find_map(accept);
        let fixed = [("Content-Type", content_type), ("Accept", accept)];
        for (name, value) in fixed {
            let is_kept = headers.iter().any(|header| header.name.eq_ignore_ascii_case(name));
            if let Some(value) = value.filter(|_| !is_kept) {
                headers.push(row(name, value));
            }
        }
        let mut request = Request {
            name: names::request(found, self.reader.options.request_name_source),
            docs: found.operation.str("description").map(str::trim).filter(|docs| !docs.is_empty()).map(str::to_owned),
            method: found.method.clone(),
            url,
            headers,
            params,
            body,
            auth: self.security.request_auth(found),
            ..Request::default()
        };
        request.examples = self.examples(&request, &operation.responses, found);
        request
    }

    fn indent(&self) -> Indent {
        match self.reader.options.indent_character {
            IndentCharacter::Space => Indent::Blanks,
            IndentCharacter::Tab => Indent::Tab,
        }
    }

    /// Adds a variable to the collection unless it has one of that name.
    fn need_variable(&self, variable: Variable) {
        security::add_variables(&mut self.variables.borrow_mut(), vec![variable]);
    }
}

/// The media type to ask for: the first of the first answer that has any.
fn accept(response: &Response<'_>) -> Option<String> {
    let media = response.media.iter().find(|media| !media::is_range(&media.name))?;
    Some(media.name.trim().to_owned())
}

/// A header row that is switched on.
fn row(name: impl Into<String>, value: impl Into<String>) -> Header {
    Header { name: name.into(), value: value.into(), description: None, is_enabled: true }
}

#[cfg(test)]
mod tests;
