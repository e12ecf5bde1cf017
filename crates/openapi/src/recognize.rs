//! Tells API documents from what people hand in instead, and finds the documents behind a page.

use model::Problem;
use serde_json::Value;

use crate::api::Dialect;
use crate::reader::Node;
use crate::{Base, address};

/// Which rules the document follows, by its `swagger` or `openapi` member, and what stands there.
pub(crate) fn dialect(root: Node<'_>) -> Result<(Dialect, String), Problem> {
    let version = ["openapi", "swagger", "openApi", "Swagger", "swaggerVersion"].iter().find_map(|key| root.text(key));
    let Some(version) = version else {
        return Err(Problem::error(
            "not_openapi",
            format!("this is no OpenAPI document, but {}", looks_like(root.value)),
        )
        .with_hint(
            "A Swagger 2.0 document begins with `swagger: \"2.0\"`, an OpenAPI 3 document with `openapi: 3…`.",
        ));
    };
    let version = version.trim();
    let dialect = match version {
        "2" => Dialect::Swagger2,
        _ if version.starts_with("2.") => Dialect::Swagger2,
        "3" => Dialect::OpenApi3,
        _ if version.starts_with("3.") => Dialect::OpenApi3,
        _ => {
            return Err(Problem::error(
                "unsupported_version",
                format!("version `{version}` of the format is not supported"),
            )
            .with_hint("Swagger 2.0 and OpenAPI 3.0 to 3.2 can be imported; convert the document first."));
        }
    };
    Ok((dialect, version.to_owned()))
}

/// What the thing is, in words.
fn looks_like(value: &Value) -> &'static str {
    let Value::Object(map) = value else {
        return match value {
            Value::Array(values) if values.iter().any(|value| value.get("swaggerVersion").is_some()) => {
                "a list of Swagger documents (import the address in its `url` or `location`)"
            }
            Value::Array(_) => "a JSON array",
            _ => "a plain text or value",
        };
    };
    let has = |key: &str| map.contains_key(key);
    let info = |key: &str| map.get("info").and_then(|info| info.get(key));
    let is_postman = info("_postman_id").is_some()
        || info("schema").and_then(Value::as_str).is_some_and(|schema| schema.contains("getpostman.com"))
        || map.get("collection").is_some_and(|collection| collection.get("item").is_some());
    match () {
        () if is_postman => "a Postman collection",
        () if has("_postman_variable_scope") => "a Postman environment",
        () if has("opencollection") => "an OpenCollection file",
        () if has("asyncapi") => "an AsyncAPI document",
        () if has("arazzo") => "an Arazzo document",
        () if map.get("_type").is_some_and(|kind| kind == "export") => "an Insomnia export",
        () if map.get("log").is_some_and(|log| log.get("entries").is_some()) => "an HTTP archive (HAR)",
        () if has("__schema") || map.get("data").is_some_and(|data| data.get("__schema").is_some()) => {
            "a GraphQL schema"
        }
        () if has("name") && has("version") && (has("dependencies") || has("scripts") || has("devDependencies")) => {
            "a package.json"
        }
        () if has("compilerOptions") => "a tsconfig.json",
        () if has("services") && !has("paths") => "a Compose file",
        () if has("apiVersion") && has("kind") => "a Kubernetes manifest",
        () if has("discoveryVersion") => "a Google discovery document",
        () if has("paths") => "something without a version: `swagger` or `openapi` is missing",
        () if has("$schema") || has("$defs") => "a JSON Schema",
        () if has("error") || has("errors") || has("message") || has("Message") || has("detail") => {
            "an error answer of a server"
        }
        () if map.is_empty() => "an empty object",
        () => "an object of another kind",
    }
}

/// What a page for people says about the documents behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// Absolute addresses of API documents, the first shown one first.
    pub documents: Vec<String>,
    /// Absolute addresses of scripts that may name them: read one and ask [`page_links`] again with its text.
    pub scripts: Vec<String>,
}

/// Finds the API documents that a Swagger UI, Redoc or similar page (or its set-up script) points to.
///
/// `base` is where the page came from; addresses that stay relative are left out.
pub fn page_links(base: &Base, page: &str) -> PageLinks {
    let mut links = PageLinks::default();
    let mut add = |address: Option<String>| {
        if let Some(address) = address.filter(|address| !links.documents.contains(address)) {
            links.documents.push(address);
        }
    };
    // Swashbuckle for classic ASP.NET: `rootUrl` and `discoveryPaths` apart.
    let root = value_after(page, "rootUrl").next().map(|root| format!("{}/", root.trim_end_matches('/')));
    for paths in value_after(page, "discoveryPaths") {
        for path in paths.split('|').filter(|path| !path.is_empty()) {
            let absolute = root.as_ref().map_or_else(|| path.to_owned(), |root| format!("{root}{path}"));
            add(address::absolute(base, &absolute));
        }
    }
    // JSON inside a quoted script text has its quotes escaped.
    let unescaped = page.replace("\\\"", "\"").replace("\\/", "/").replace("&quot;", "\"").replace("&amp;", "&");
    for key in ["url", "spec-url", "specUrl", "data-url", "apiDescriptionUrl", "spec_url", "swaggerUrl", "openapiUrl"] {
        for value in value_after(&unescaped, key).filter(|value| is_document(value)) {
            add(address::absolute(base, value));
        }
    }
    for source in value_after(page, "src").filter(|source| is_set_up(source)) {
        links.scripts.extend(address::absolute(base, source));
    }
    links
}

/// The quoted texts that follow `key` and a colon, an equals sign or a bracket: `key: "value"`, `key='value'`.
fn value_after<'t>(text: &'t str, key: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(key).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-') {
            return None;
        }
        let rest = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        let rest = rest.strip_prefix([':', '='])?.trim_start();
        let rest = rest.strip_prefix("arrayFrom(").unwrap_or(rest).trim_start_matches(['[', ' ', '\n', '\r', '\t']);
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        rest[1..].split(quote).next().filter(|value| value.len() < 2000)
    })
}

fn is_document(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ending = path.rsplit('/').next().unwrap_or_default().rsplit_once('.').map(|(_, ending)| ending);
    let is_page_part = matches!(ending, Some("js" | "css" | "png" | "ico" | "svg" | "html" | "htm" | "woff2"));
    !address.is_empty()
        && !is_page_part
        && !address.contains(['<', '>', ' ', '{'])
        && (matches!(ending, Some("json" | "yaml" | "yml"))
            || ["swagger", "openapi", "api-docs", "docs", "spec"].iter().any(|word| path.contains(word)))
}

fn is_set_up(source: &str) -> bool {
    let source = source.to_ascii_lowercase();
    source.contains("swagger-initializer") || source.contains("swagger-ui-init") || source.contains("index.js")
}

/// The same problem with the documents that the page names.
pub(crate) fn with_links(problem: Problem, base: &Base, text: &str) -> Problem {
    if problem.code != "html_document" {
        return problem;
    }
    let links = page_links(base, text);
    match links.documents.as_slice() {
        [] => problem,
        [only] => problem.with_hint(format!("The page shows an API document; import its address: {only}")),
        several => problem.with_hint(format!("The page shows API documents; import one of: {}", several.join(", "))),
    }
}

#[cfg(test)]
mod tests;
