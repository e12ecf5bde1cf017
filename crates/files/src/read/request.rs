//! Requests, their bodies and examples, and the decision what kind of item a file holds.

use model::{
    Behavior, Body, Example, ExampleResponse, FileChoice, Foreign, FormPart, FormValue, Item, Param, ParamKind,
    Problem, Request,
};
use serde_json::Value;

use super::{Node, Reader, selected_variant};
use crate::query;

/// The item in a file. `None` when the file holds no item at all, such as a stray `docker-compose.yml`.
///
/// `stem` is the file's name without its ending, for items without a name.
pub(crate) fn item(reader: &mut Reader<'_>, path: &str, stem: &str) -> Option<Item> {
    let document = reader.document;
    let root = Node::root(&document.value);
    let info = root.child("info");
    // Early Bruno files have name, type and order at the top.
    let info = info.as_ref().filter(|info| info.value.is_object()).unwrap_or(&root);
    let kind = kind(&root, info);
    if kind.is_empty() {
        let hint = "Give it an `info` block with `type: http`, or move it out of the collection.";
        let place = document.place("");
        reader.problems.push(
            Problem::warning("not_an_item", "this file holds no request and is left out").with_hint(hint).at(place),
        );
        return None;
    }
    let name = reader.text(info, "name").filter(|name| !name.is_empty()).unwrap_or_else(|| stem.to_owned());
    let seq = reader.number(info, "seq");
    if kind == "http" {
        let mut request = reader.request(&root, info);
        path.clone_into(&mut request.path);
        request.name = name;
        request.seq = seq;
        return Some(Item::Request(Box::new(request)));
    }
    Some(Item::Foreign(Foreign { path: path.to_owned(), name, kind: kind.to_owned(), seq }))
}

fn kind<'a>(root: &'a Node<'_>, info: &'a Node<'_>) -> &'a str {
    match (info.word("type"), root.word("type")) {
        ("" | "http-request", "" | "http-request") if root.child("http").is_some() => "http",
        ("", "") => ["graphql", "grpc", "websocket"].into_iter().find(|key| root.child(key).is_some()).unwrap_or(""),
        ("", kind) | (kind, _) => kind,
    }
}

impl Reader<'_> {
    fn request(&mut self, root: &Node<'_>, info: &Node<'_>) -> Request {
        let empty = Value::Null;
        let nothing = Node::root(&empty);
        let http = root.child("http");
        let http = http.as_ref().unwrap_or(&nothing);
        let runtime = root.child("runtime");
        let runtime = runtime.as_ref().unwrap_or(&nothing);
        // Until 2026-01 Bruno wrote `auth` under `runtime`.
        let auth_block = if http.child("auth").is_some() { http } else { runtime };
        let url = self.text_or_empty(http, "url");
        let params = self.params(http);
        let (url, params) = query::in_step(&url, &params);
        let mut variables = self.variables(runtime, "variables");
        self.mark_secrets(root, &mut variables);
        Request {
            path: String::new(),
            name: String::new(),
            seq: None,
            tags: self.texts(info, "tags"),
            docs: self.markdown(root, "docs"),
            method: self.text(http, "method").filter(|method| !method.is_empty()).unwrap_or_else(|| "GET".to_owned()),
            url,
            headers: self.headers(http, "headers"),
            params,
            body: self.body(http, root),
            auth: self.auth(Some(auth_block), root),
            variables,
            settings: self.settings(root, "settings"),
            behavior: self.extension(root, Self::behavior),
            examples: self.list(root, "examples", Self::example),
        }
    }

    fn params(&mut self, node: &Node<'_>) -> Vec<Param> {
        self.list(node, "params", |reader, row| {
            let kind = if row.word("type") == "path" { ParamKind::Path } else { ParamKind::Query };
            Param {
                name: reader.text_or_empty(row, "name"),
                value: reader.text_or_empty(row, "value"),
                kind,
                description: reader.markdown(row, "description"),
                is_enabled: reader.is_enabled(row),
            }
        })
    }

    fn body(&mut self, node: &Node<'_>, root: &Node<'_>) -> Body {
        let Some(body) = node.child("body") else {
            return Body::None;
        };
        // Several variants: the selected one is the body.
        if let Some(index) = selected_variant(body.value) {
            let variant = body.item(index);
            return variant.map_or(Body::None, |variant| self.body(&variant, root));
        }
        match body.word("type") {
            language @ ("json" | "text" | "xml" | "sparql") => {
                let own_language = self.extension(root, |reader, extension| reader.text(extension, "bodyLanguage"));
                let language = own_language.filter(|_| language == "text").unwrap_or_else(|| language.to_owned());
                Body::Raw { language, text: self.text_or_empty(&body, "data") }
            }
            "form-urlencoded" => Body::FormUrlEncoded(self.headers(&body, "data")),
            "multipart-form" => Body::Multipart(self.list(&body, "data", Self::part)),
            "file" => Body::File(self.list(&body, "data", |reader, row| FileChoice {
                path: reader.text_or_empty(row, "filePath"),
                content_type: reader.text_or_empty(row, "contentType"),
                is_selected: reader.flag(row, "selected").unwrap_or(false),
                description: reader.markdown(row, "description"),
            })),
            "none" => Body::None,
            "" if body.value.as_array().is_some_and(Vec::is_empty) => Body::None,
            "" => {
                self.warn(&body, "body_without_type", "this body has no `type`; it is read as no body".to_owned());
                Body::None
            }
            kind => {
                let message = format!("bodies of type `{kind}` are not known; the request is read without a body");
                self.warn(&body, "unknown_body", message);
                Body::None
            }
        }
    }

    fn part(&mut self, row: &Node<'_>) -> FormPart {
        let value = if row.word("type") == "file" {
            FormValue::Files(self.texts(row, "value"))
        } else {
            FormValue::Text(self.text_or_empty(row, "value"))
        };
        FormPart {
            name: self.text_or_empty(row, "name"),
            value,
            content_type: self.text(row, "contentType"),
            description: self.markdown(row, "description"),
            is_enabled: self.is_enabled(row),
        }
    }

    fn behavior(&mut self, extension: &Node<'_>) -> Behavior {
        Behavior {
            verifies_certificates: self.flag(extension, "strictSSL"),
            keeps_method_on_redirect: self.flag(extension, "followOriginalHttpMethod"),
            removes_referer_on_redirect: self.flag(extension, "removeRefererHeaderOnRedirect"),
            disables_cookies: self.flag(extension, "disableCookies"),
            protocol_version: self.text(extension, "protocolVersion"),
            disabled_system_headers: self.disabled_system_headers(extension),
        }
    }

    /// Postman's shape, `{name: true}`; a plain list of names is read too.
    fn disabled_system_headers(&mut self, extension: &Node<'_>) -> Vec<String> {
        let Some(headers) = extension.child("disabledSystemHeaders") else {
            return Vec::new();
        };
        let names = match headers.value {
            Value::Object(entries) => entries
                .iter()
                .filter(|(_, is_off)| **is_off == Value::Bool(true))
                .map(|(name, _)| name.clone())
                .collect(),
            _ => self.texts(extension, "disabledSystemHeaders"),
        };
        names.iter().map(|name| name.to_ascii_lowercase()).collect()
    }

    fn example(&mut self, row: &Node<'_>) -> Example {
        let empty = Value::Null;
        let nothing = Node::root(&empty);
        let request = row.child("request");
        let request = request.as_ref().unwrap_or(&nothing);
        let url = self.text_or_empty(request, "url");
        let params = self.params(request);
        let (url, params) = query::in_step(&url, &params);
        Example {
            name: self.text_or_empty(row, "name"),
            description: self.markdown(row, "description"),
            method: self.text_or_empty(request, "method"),
            url,
            headers: self.headers(request, "headers"),
            params,
            body: self.body(request, &nothing),
            response: row.child("response").map(|response| self.response(&response)).unwrap_or_default(),
        }
    }

    fn response(&mut self, response: &Node<'_>) -> ExampleResponse {
        let body = response.child("body");
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float cast saturates; a status out of range is no status"
        )]
        let status = self.number(response, "status").map(|number| number as u16).filter(|status| *status > 0);
        ExampleResponse {
            status,
            status_text: self.text_or_empty(response, "statusText"),
            headers: self.headers(response, "headers"),
            body_type: body.as_ref().map(|body| self.text(body, "type").unwrap_or_else(|| "text".to_owned())),
            body: body.as_ref().map(|body| self.text_or_empty(body, "data")).unwrap_or_default(),
        }
    }
}
