//! OpenAPI 3.0, 3.1 and 3.2.

use std::borrow::Cow;

use model::{Grant, Problem};

use crate::api::{
    Api, Content, Dialect, Flow, Found, Location, Media, NamedExample, Operation, Parameter, Response, Scheme, Server,
    ServerVariable, Style,
};
use crate::reader::{Node, Reader};
use crate::{Base, access, address, import, media};

/// What stands at the top of an OpenAPI 3 document.
pub(crate) fn api<'a>(reader: &Reader<'a>, root: Node<'a>) -> Api<'a> {
    let schemes = root.get("components").and_then(|node| node.get("securitySchemes"));
    let schemes = schemes.into_iter().flat_map(Node::members);
    let schemes = schemes.filter_map(|(name, node)| Some((name, scheme(reader, reader.follow(node)?)))).collect();
    let mut servers = servers(reader, root);
    if servers.is_empty() {
        servers.push(no_server(reader, root));
    }
    if root.get("webhooks").is_some_and(|webhooks| webhooks.members().next().is_some()) {
        let problem = Problem::note("webhooks_left_out", "webhooks are calls to you, not requests; they were left out");
        reader.report(root.get("webhooks").unwrap_or(root), problem.with_hint("Nothing needs to be done."));
    }
    Api { dialect: Dialect::OpenApi3, root, servers, schemes, security: access::requirements(reader, root) }
}

fn no_server<'a>(reader: &Reader<'a>, root: Node<'a>) -> Server<'a> {
    let url = if let Base::Url(url) = reader.base(root) {
        address::origin(url).to_owned()
    } else {
        let problem = Problem::warning("no_server", "the document does not say at which host the API answers");
        reader.report(root, problem.with_hint("Set the collection's variable `baseUrl` to its address."));
        "/".to_owned()
    };
    Server { url, description: None, variables: Vec::new() }
}

/// The `servers` of a document, path item or operation.
fn servers<'a>(reader: &Reader<'a>, holder: Node<'a>) -> Vec<Server<'a>> {
    let servers = holder.get("servers").into_iter().flat_map(Node::elements);
    servers.filter_map(|node| server(reader, node)).collect()
}

fn server<'a>(reader: &Reader<'a>, node: Node<'a>) -> Option<Server<'a>> {
    let url = node.text("url")?;
    let variables = node.get("variables").into_iter().flat_map(Node::members);
    let variables: Vec<_> = variables
        .map(|(name, node)| ServerVariable {
            name,
            default: node
                .text("default")
                .or_else(|| node.get("enum")?.texts().first().copied().map(Cow::Borrowed))
                .unwrap_or_default(),
            description: node.str("description"),
        })
        .collect();
    let is_absolute = address::is_web(&url) || url.starts_with('{');
    let absolute = match reader.base(node) {
        Base::Url(base) if !is_absolute => address::join_url(base, url.trim()),
        _ => url.trim().to_owned(),
    };
    if !is_absolute && absolute == url.trim() {
        let problem = Problem::warning("no_server", format!("the server `{url}` names no host"));
        reader.report(node, problem.with_hint("Set the collection's variable `baseUrl` to its address."));
    }
    let trimmed = absolute.trim_end_matches('/');
    let known: Vec<&str> = variables.iter().map(|variable| variable.name).collect();
    let url = access::server_url(reader, node, if trimmed.is_empty() { "/" } else { trimmed }, &known);
    Some(Server { url, description: node.str("description"), variables })
}

fn scheme<'a>(reader: &Reader<'a>, node: Node<'a>) -> Scheme<'a> {
    match node.text("type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "http" => match node.text("scheme").unwrap_or_default().to_ascii_lowercase().as_str() {
            "basic" => Scheme::Basic,
            "bearer" => Scheme::Bearer,
            other => Scheme::Other(format!("http {other}"), node),
        },
        "apikey" => Scheme::ApiKey {
            name: node.text("name").unwrap_or(Cow::Borrowed("Authorization")),
            place: match node.text("in").unwrap_or_default().to_ascii_lowercase().as_str() {
                "query" => Location::Query,
                "cookie" => Location::Cookie,
                _ => Location::Header,
            },
        },
        "oauth2" => {
            let flows = node.get("flows").into_iter().flat_map(Node::members);
            let flows: Vec<_> = flows.filter_map(|(name, node)| flow(reader, name, node)).collect();
            if flows.is_empty() {
                let problem = Problem::warning("unknown_flow", "the OAuth 2.0 scheme has no flow that is known");
                reader.report(node, problem.with_hint("Choose the grant type and its addresses yourself."));
            }
            Scheme::OAuth2(flows)
        }
        kind => Scheme::Other(kind.to_owned(), node),
    }
}

fn flow<'a>(reader: &Reader<'a>, name: &str, node: Node<'a>) -> Option<Flow<'a>> {
    let grant = match name {
        "authorizationCode" => Grant::AuthorizationCode,
        "clientCredentials" => Grant::ClientCredentials,
        "password" => Grant::Password,
        "implicit" => Grant::Implicit,
        _ => return None,
    };
    Some(access::flow(reader, grant, node))
}

/// One operation of an OpenAPI 3 document.
pub(crate) fn operation<'a>(reader: &Reader<'a>, found: &Found<'a>) -> Operation<'a> {
    let mut parameters = Vec::new();
    for (node, name) in import::parameters(reader, found) {
        if let Some(location) = import::location(reader, found, node, &name) {
            parameters.push(parameter(reader, node, name, location));
        }
    }
    let body = found.operation.get("requestBody").and_then(|node| reader.follow(node));
    let body = body.map_or(Vec::new(), |node| content(reader, node));
    let responses = import::responses(reader, found.operation).into_iter().map(|(code, node)| {
        let Some(resolved) = reader.follow(node) else {
            return Response { node, code, description: None, headers: Vec::new(), media: Vec::new() };
        };
        let headers = resolved.get("headers").into_iter().flat_map(Node::members);
        let headers = headers.filter_map(|(name, node)| {
            let node = reader.follow(node).filter(|node| node.is_object())?;
            Some(parameter(reader, node, Cow::Borrowed(name), Location::Header))
        });
        Response {
            node: resolved,
            code,
            description: resolved.str("description"),
            headers: headers.collect(),
            media: content(reader, resolved),
        }
    });
    let responses = responses.collect();
    let mut own = servers(reader, found.operation);
    if own.is_empty() {
        own = servers(reader, found.item);
    }
    Operation { parameters, body, responses, servers: own }
}

fn parameter<'a>(reader: &Reader<'a>, node: Node<'a>, name: Cow<'a, str>, location: Location) -> Parameter<'a> {
    let content = content(reader, node).into_iter().next();
    let default = if matches!(location, Location::Query | Location::Cookie) { Style::Form } else { Style::Simple };
    let style = match node.str("style") {
        Some("form") => Style::Form,
        Some("simple") => Style::Simple,
        Some("spaceDelimited") => Style::Space,
        Some("pipeDelimited") => Style::Pipe,
        Some("deepObject") => Style::Deep,
        Some("label") => Style::Label,
        Some("matrix") => Style::Matrix,
        _ => default,
    };
    let explodes = node.value.get("explode").and_then(serde_json::Value::as_bool).unwrap_or(style == Style::Form);
    let schema = match &content {
        Some(Media { content: Content::Schema(schema), .. }) => Some(*schema),
        _ => node.get("schema"),
    };
    let named = examples(reader, node);
    let example =
        named.first().or(content.as_ref().and_then(|media| media.examples.first())).map(|example| example.value);
    Parameter {
        node,
        name,
        location,
        is_required: node.is("required") || location == Location::Path,
        description: node.str("description"),
        schema,
        style,
        explodes,
        is_json: content.is_some_and(|media| media::is_json(&media.name)),
        example,
    }
}

fn content<'a>(reader: &Reader<'a>, holder: Node<'a>) -> Vec<Media<'a>> {
    let media = |(media_type, node): (&'a str, Node<'a>)| Media {
        name: Cow::Borrowed(media_type),
        content: node.get("schema").or_else(|| node.get("itemSchema")).map_or(Content::Unknown, Content::Schema),
        examples: examples(reader, node),
    };
    holder.get("content").into_iter().flat_map(Node::members).map(media).collect()
}

/// `example`, then `examples`.
fn examples<'a>(reader: &Reader<'a>, node: Node<'a>) -> Vec<NamedExample<'a>> {
    let single = node.value.get("example").map(|value| NamedExample { name: None, value });
    let named = node.get("examples").into_iter().flat_map(Node::members).filter_map(|(name, node)| {
        let resolved = reader.follow(node)?;
        let value = resolved.value.get("value").or_else(|| resolved.value.get("dataValue"))?;
        Some(NamedExample { name: Some(resolved.str("summary").unwrap_or(name)), value })
    });
    single.into_iter().chain(named).collect()
}
