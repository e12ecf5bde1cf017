//! Swagger 2.0, lifted to the shape of OpenAPI 3: servers, bodies, forms, styles, security schemes.

use std::borrow::Cow;
use std::rc::Rc;

use model::{Grant, Problem};
use serde_json::Value;

use crate::api::{
    Api, Content, Dialect, Found, Location, Media, NamedExample, Operation, Parameter, Response, Scheme, Server, Style,
};
use crate::reader::{Node, Reader};
use crate::{Base, access, address, import, media};

/// What stands at the top of a Swagger 2.0 document.
pub(crate) fn api<'a>(reader: &Reader<'a>, root: Node<'a>) -> Api<'a> {
    let schemes = root.get("securityDefinitions").into_iter().flat_map(Node::members);
    let schemes = schemes.filter_map(|(name, node)| Some((name, scheme(reader, reader.follow(node)?)))).collect();
    let security = access::requirements(reader, root);
    Api { dialect: Dialect::Swagger2, root, servers: servers(reader, root), schemes, security }
}

/// One server for each scheme; what is missing is taken from the document's own address.
fn servers<'a>(reader: &Reader<'a>, root: Node<'a>) -> Vec<Server<'a>> {
    let base_path = root.text("basePath").unwrap_or_default();
    let base_path = base_path.trim().trim_end_matches('/');
    if address::is_web(base_path) {
        let problem = Problem::warning("base_path_with_host", "`basePath` holds a whole address, not only a path");
        reader.report(root.get("basePath").unwrap_or(root), problem.with_hint("It was taken as the server's address."));
        return vec![Server { url: base_path.to_owned(), description: None, variables: Vec::new() }];
    }
    let slash = if base_path.is_empty() || base_path.starts_with('/') { "" } else { "/" };
    let own = match reader.base(root) {
        Base::Url(url) => address::origin(url).split_once("://"),
        _ => None,
    };
    let host = root.text("host").map(|host| host.trim().trim_matches('/').to_owned()).filter(|host| !host.is_empty());
    let mut schemes: Vec<Cow<'a, str>> = root.get("schemes").map_or(Vec::new(), |node| {
        node.texts()
            .into_iter()
            .map(|scheme| scheme.trim().trim_end_matches(['/', ':']))
            .filter(|scheme| !scheme.is_empty() && !scheme.starts_with("ws"))
            .map(Cow::Borrowed)
            .collect()
    });
    let host = match host.as_deref().map(|host| host.split_once("://").unwrap_or(("", host))) {
        Some(("", host)) => host.to_owned(),
        Some((scheme, host)) => {
            let problem = Problem::warning("host_with_scheme", "`host` holds a scheme, which belongs into `schemes`");
            reader.report(root.get("host").unwrap_or(root), problem.with_hint("It was read as both."));
            if schemes.is_empty() {
                schemes.push(Cow::Owned(scheme.to_owned()));
            }
            host.to_owned()
        }
        None => match own {
            Some((_, host)) => host.to_owned(),
            None => return vec![unknown_host(reader, root, &format!("{slash}{base_path}"))],
        },
    };
    if schemes.is_empty() {
        // “The default scheme to be used is the one used to access the Swagger definition itself.”
        let scheme = own.map_or("https", |(scheme, _)| scheme);
        schemes.push(Cow::Owned(scheme.to_owned()));
        if own.is_none() {
            let problem = Problem::note("assumed_scheme", "the document does not say whether its host speaks `https`");
            reader
                .report(root, problem.with_hint("`https` was assumed; change the variable `baseUrl` if it is `http`."));
        }
    }
    let server = |scheme: Cow<'a, str>| {
        let url = format!("{}://{host}{slash}{base_path}", scheme.to_ascii_lowercase());
        let url = access::server_url(reader, root.get("host").unwrap_or(root), url.trim_end_matches('/'), &[]);
        Server { url, description: None, variables: Vec::new() }
    };
    schemes.into_iter().map(server).collect()
}

fn unknown_host<'a>(reader: &Reader<'a>, root: Node<'a>, base_path: &str) -> Server<'a> {
    let problem = Problem::warning("no_server", "the document does not say at which host the API answers");
    reader.report(root, problem.with_hint("Set the collection's variable `baseUrl` to its address."));
    let url = if base_path.is_empty() { "/" } else { base_path };
    Server { url: access::server_url(reader, root, url, &[]), description: None, variables: Vec::new() }
}

fn scheme<'a>(reader: &Reader<'a>, node: Node<'a>) -> Scheme<'a> {
    match node.text("type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "apikey" => Scheme::ApiKey {
            name: node.text("name").unwrap_or(Cow::Borrowed("Authorization")),
            place: if node.text("in").is_some_and(|place| place.eq_ignore_ascii_case("query")) {
                Location::Query
            } else {
                Location::Header
            },
        },
        "oauth2" => {
            let flow = node.text("flow").unwrap_or_default();
            let grant = match flow.as_ref() {
                "accessCode" | "authorizationCode" => Grant::AuthorizationCode,
                "password" => Grant::Password,
                "implicit" => Grant::Implicit,
                flow => {
                    if !matches!(flow, "application" | "clientCredentials") {
                        let problem = Problem::warning("unknown_flow", format!("there is no OAuth 2.0 flow `{flow}`"));
                        let hint = "Client credentials were assumed; choose the grant type yourself.";
                        reader.report(node, problem.with_hint(hint));
                    }
                    Grant::ClientCredentials
                }
            };
            Scheme::OAuth2(vec![access::flow(reader, grant, node)])
        }
        // Not in 2.0, but written.
        "http" if node.text("scheme").is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer")) => Scheme::Bearer,
        "basic" | "http" => Scheme::Basic,
        kind => Scheme::Other(kind.to_owned(), node),
    }
}

/// One operation of a Swagger 2.0 document.
pub(crate) fn operation<'a>(reader: &Reader<'a>, api: &Api<'a>, found: &Found<'a>) -> Operation<'a> {
    // A list of the operation's own replaces the global one, also when it is empty.
    let list = |key: &str| {
        let list = found.operation.get(key).or_else(|| api.root.get(key));
        list.map_or(Vec::new(), Node::texts)
    };
    let (consumes, produces) = (list("consumes"), list("produces"));
    let mut parameters = Vec::new();
    let mut fields = Vec::new();
    let mut body = None;
    for (node, name) in import::parameters(reader, found) {
        match node.text("in").unwrap_or_default().to_ascii_lowercase().as_str() {
            "body" => body = body.or(Some(node)),
            "formdata" | "form" => fields.push(parameter(node, name, Location::Query)),
            _ => {
                if let Some(location) = import::location(reader, found, node, &name) {
                    parameters.push(parameter(node, name, location));
                }
            }
        }
    }
    if let (Some(body), false) = (body, fields.is_empty()) {
        let problem = Problem::warning("body_and_form", "an operation has a body or form fields, not both");
        reader.report(body, problem.with_hint("The form fields were taken."));
    }
    let body = match body {
        Some(node) if fields.is_empty() => body_media(node, &consumes),
        _ => form_media(fields, &consumes),
    };
    Operation { parameters, body, responses: responses(reader, found.operation, &produces), servers: Vec::new() }
}

fn body_media<'a>(node: Node<'a>, consumes: &[&'a str]) -> Vec<Media<'a>> {
    let content = node.get("schema").map_or(Content::Unknown, Content::Schema);
    let example = node.value.get("example").or_else(|| node.value.get("x-example"));
    let examples: Vec<_> = example.into_iter().map(|value| NamedExample { name: None, value }).collect();
    let media =
        |media_type| Media { name: Cow::Borrowed(media_type), content: content.clone(), examples: examples.clone() };
    let is_file = node.get("schema").is_some_and(|schema| schema.str("type") == Some("file"));
    let unsaid = if is_file { "application/octet-stream" } else { "application/json" };
    if consumes.is_empty() { vec![media(unsaid)] } else { consumes.iter().copied().map(media).collect() }
}

fn form_media<'a>(fields: Vec<Parameter<'a>>, consumes: &[&'a str]) -> Vec<Media<'a>> {
    if fields.is_empty() {
        return Vec::new();
    }
    let has_file = fields.iter().any(|field| field.node.text("type").is_some_and(|kind| kind == "file"));
    // `application/form-data` is no media type, but some generators write it for uploads.
    let is_multipart = |media_type: &&str| media_type.to_ascii_lowercase().contains("form-data");
    let mut media_types = Vec::new();
    if has_file {
        media_types.push(media::MULTIPART);
    } else {
        for media_type in consumes {
            let form = if is_multipart(media_type) { media::MULTIPART } else { media::URL_ENCODED };
            if media::is_form(media_type) && !media_types.contains(&form) {
                media_types.push(form);
            }
        }
        if media_types.is_empty() {
            media_types.push(media::URL_ENCODED);
        }
    }
    let fields: Rc<[_]> = fields.into();
    let media = |media_type| Media {
        name: Cow::Borrowed(media_type),
        content: Content::Fields(Rc::clone(&fields)),
        examples: Vec::new(),
    };
    media_types.into_iter().map(media).collect()
}

fn parameter<'a>(node: Node<'a>, name: Cow<'a, str>, location: Location) -> Parameter<'a> {
    let (style, explodes) = match node.str("collectionFormat").unwrap_or("csv") {
        "multi" => (Style::Form, true),
        "ssv" => (Style::Space, false),
        "pipes" => (Style::Pipe, false),
        "tsv" => (Style::Tab, false),
        _ if matches!(location, Location::Query | Location::Cookie) => (Style::Form, false),
        _ => (Style::Simple, false),
    };
    Parameter {
        node,
        name,
        location,
        is_required: node.is("required") || location == Location::Path,
        description: node.str("description"),
        // Some documents wrap the type as OpenAPI 3 does.
        schema: Some(node.get("schema").unwrap_or(node)),
        style,
        explodes,
        is_json: false,
        example: node.value.get("example").or_else(|| node.value.get("x-example")),
    }
}

fn responses<'a>(reader: &Reader<'a>, operation: Node<'a>, produces: &[&'a str]) -> Vec<Response<'a>> {
    let response = |(code, node): (&'a str, Node<'a>)| {
        let Some(resolved) = reader.follow(node) else {
            return Response { node, code, description: None, headers: Vec::new(), media: Vec::new() };
        };
        let headers = resolved.get("headers").into_iter().flat_map(Node::members);
        let headers = headers.filter(|(_, node)| node.is_object());
        let headers = headers.map(|(name, node)| parameter(node, Cow::Borrowed(name), Location::Header)).collect();
        let media = response_media(resolved, produces);
        Response { node: resolved, code, description: resolved.str("description"), headers, media }
    };
    import::responses(reader, operation).into_iter().map(response).collect()
}

fn response_media<'a>(response: Node<'a>, produces: &[&'a str]) -> Vec<Media<'a>> {
    let schema = response.get("schema");
    let examples: Vec<(&'a str, &'a Value)> =
        response.get("examples").into_iter().flat_map(Node::members).map(|(name, node)| (name, node.value)).collect();
    if schema.is_none() && examples.is_empty() {
        return Vec::new();
    }
    let content = schema.map_or(Content::Unknown, Content::Schema);
    let mut media_types = produces.to_vec();
    media_types
        .extend(examples.iter().map(|(name, _)| *name).filter(|name| name.contains('/') && !produces.contains(name)));
    if media_types.is_empty() {
        media_types.push("*/*");
    }
    let media = |media_type: &'a str| Media {
        name: Cow::Borrowed(media_type),
        content: content.clone(),
        examples: examples
            .iter()
            .filter(|(name, _)| *name == media_type)
            .map(|&(_, value)| NamedExample { name: None, value })
            .collect(),
    };
    media_types.into_iter().map(media).collect()
}
