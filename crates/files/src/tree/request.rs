//! A request and its examples.

use model::{Behavior, Body, Example, FileChoice, FormPart, FormValue, Param, ParamKind, Request};
use serde_json::{Map, Value};

use super::{Entries, auth::auth, disabled, header, headers, number, secret_names, settings, variables};
use crate::query;

/// Raw languages that the schema knows.
const SCHEMA_LANGUAGES: [&str; 4] = ["json", "text", "xml", "sparql"];

/// The file of a request. Its `url` and `params` are brought into step first.
pub(crate) fn request(request: &Request) -> Map<String, Value> {
    let (url, params) = query::in_step(&request.url, &request.params);
    let (auth, auth_extension) = auth(&request.auth);
    let info = Entries::new()
        .with("name", request.name.as_str())
        .with("type", "http")
        .with_some("seq", number(request.seq))
        .with_list("tags", request.tags.iter().map(|tag| Value::from(tag.as_str())).collect());
    let http = Entries::new()
        .with("method", request.method.as_str())
        .with("url", url)
        .with_list("headers", headers(&request.headers))
        .with_list("params", params.iter().map(param).collect())
        .with_some("body", body(&request.body))
        .with_some("auth", auth);
    Entries::new()
        .with("info", info)
        .with("http", http)
        .with_map("runtime", Entries::new().with_list("variables", variables(&request.variables)))
        .with_map("settings", settings(&request.settings))
        .with_list("examples", request.examples.iter().map(example).collect())
        .with_description("docs", request.docs.as_ref())
        .with_extension(extension(request, auth_extension))
        .into_map()
}

fn extension(request: &Request, mut extension: Entries) -> Entries {
    extension = behavior(&request.behavior, extension);
    if let Body::Raw { language, .. } = &request.body
        && !SCHEMA_LANGUAGES.contains(&language.as_str())
    {
        extension = extension.with("bodyLanguage", language.as_str());
    }
    extension.with_list("secretVariables", secret_names(&request.variables))
}

fn behavior(behavior: &Behavior, extension: Entries) -> Entries {
    let mut system_headers = Entries::new();
    for name in &behavior.disabled_system_headers {
        system_headers = system_headers.with(name, true);
    }
    extension
        .with_some("strictSSL", behavior.verifies_certificates)
        .with_some("followOriginalHttpMethod", behavior.keeps_method_on_redirect)
        .with_some("removeRefererHeaderOnRedirect", behavior.removes_referer_on_redirect)
        .with_some("disableCookies", behavior.disables_cookies)
        .with_some("protocolVersion", behavior.protocol_version.as_deref())
        .with_map("disabledSystemHeaders", system_headers)
}

fn param(row: &Param) -> Value {
    Entries::new()
        .with("name", row.name.as_str())
        .with("value", row.value.as_str())
        .with(
            "type",
            match row.kind {
                ParamKind::Query => "query",
                ParamKind::Path => "path",
            },
        )
        .with_description("description", row.description.as_ref())
        .with_some("disabled", disabled(row.is_enabled))
        .into()
}

fn body(body: &Body) -> Option<Value> {
    let (kind, data) = match body {
        Body::None => return None,
        Body::Raw { language, text } => {
            let language = if SCHEMA_LANGUAGES.contains(&language.as_str()) { language } else { "text" };
            (language, Value::from(text.as_str()))
        }
        Body::FormUrlEncoded(rows) => ("form-urlencoded", rows.iter().map(header).collect()),
        Body::Multipart(parts) => ("multipart-form", parts.iter().map(part).collect()),
        Body::File(files) => ("file", files.iter().map(file).collect()),
    };
    Some(Entries::new().with("type", kind).with("data", data).into())
}

fn part(part: &FormPart) -> Value {
    let (kind, value) = match &part.value {
        FormValue::Text(text) => ("text", Value::from(text.as_str())),
        FormValue::Files(paths) => ("file", paths.iter().map(String::as_str).collect()),
    };
    Entries::new()
        .with("name", part.name.as_str())
        .with("type", kind)
        .with("value", value)
        .with_some("contentType", part.content_type.as_deref())
        .with_description("description", part.description.as_ref())
        .with_some("disabled", disabled(part.is_enabled))
        .into()
}

fn file(file: &FileChoice) -> Value {
    Entries::new()
        .with("filePath", file.path.as_str())
        .with("contentType", file.content_type.as_str())
        .with("selected", file.is_selected)
        .with_description("description", file.description.as_ref())
        .into()
}

fn example(example: &Example) -> Value {
    let (url, params) = query::in_step(&example.url, &example.params);
    let request = Entries::new()
        .with_text("url", &url)
        .with_text("method", &example.method)
        .with_list("headers", headers(&example.headers))
        .with_list("params", params.iter().map(param).collect())
        .with_some("body", body(&example.body));
    // The schema's answer headers have a name and a value and nothing else.
    let response_headers = example
        .response
        .headers
        .iter()
        .map(|row| Value::from(Entries::new().with("name", row.name.as_str()).with("value", row.value.as_str())));
    let response_body = example
        .response
        .body_type
        .as_deref()
        .map(|kind| Value::from(Entries::new().with("type", kind).with("data", example.response.body.as_str())));
    let response = Entries::new()
        .with_some("status", example.response.status)
        .with_text("statusText", &example.response.status_text)
        .with_list("headers", response_headers.collect())
        .with_some("body", response_body);
    Entries::new()
        .with("name", example.name.as_str())
        .with_description("description", example.description.as_ref())
        .with_map("request", request)
        .with_map("response", response)
        .into()
}
