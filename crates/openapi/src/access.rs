//! What both dialects write alike about access: security requirements, flows of OAuth 2.0, addresses of servers.

use model::{Grant, Problem};

use crate::api::{Flow, Requirement};
use crate::reader::{Node, Reader};

/// The `security` of a document or operation; `None` if it says nothing that can be read.
pub(crate) fn requirements<'a>(reader: &Reader<'a>, holder: Node<'a>) -> Option<Vec<Requirement<'a>>> {
    let security = holder.get("security")?;
    // A single object or name instead of a list is a common slip.
    let alternatives = if security.value.is_array() { security.elements().collect() } else { vec![security] };
    let is_said = !alternatives.is_empty();
    let requirement = |node: Node<'a>| {
        if let Some(name) = node.value.as_str() {
            return Some(vec![(name, Vec::new())]);
        }
        if !node.is_object() {
            let problem = Problem::error("not_a_requirement", "this does not say which security scheme is needed");
            reader.report(node, problem.with_hint("It was left out; write an object with the scheme's name as key."));
            return None;
        }
        Some(node.members().map(|(name, scopes)| (name, scopes.texts())).collect())
    };
    let requirements: Vec<_> = alternatives.into_iter().filter_map(requirement).collect();
    // An empty list opens an operation; a list of nonsense does not.
    (!requirements.is_empty() || !is_said).then_some(requirements)
}

/// A flow of OAuth 2.0, whose members both dialects spell alike.
pub(crate) fn flow<'a>(reader: &Reader<'a>, grant: Grant, node: Node<'a>) -> Flow<'a> {
    let address = |key: &str| node.str(key).filter(|url| !url.trim().is_empty());
    let flow = Flow {
        grant,
        authorization_url: address("authorizationUrl"),
        token_url: address("tokenUrl"),
        refresh_url: address("refreshUrl").or_else(|| address("x-refreshUrl")),
        scopes: node.get("scopes").into_iter().flat_map(Node::members).map(|(name, _)| name).collect(),
    };
    let needed = [
        ("authorizationUrl", flow.authorization_url, matches!(grant, Grant::AuthorizationCode | Grant::Implicit)),
        ("tokenUrl", flow.token_url, grant != Grant::Implicit),
    ];
    for (key, _, _) in needed.into_iter().filter(|(_, url, is_needed)| *is_needed && url.is_none()) {
        let problem = Problem::warning("flow_without_address", format!("the OAuth 2.0 flow has no `{key}`"));
        reader.report(node, problem.with_hint("Fill in the address by hand; without it no token can be fetched."));
    }
    flow
}

/// A server's address with its placeholders as variables: `{x}` becomes `{{x}}`.
pub(crate) fn server_url<'a>(reader: &Reader<'a>, node: Node<'a>, url: &str, known: &[&str]) -> String {
    let mut line = String::with_capacity(url.len());
    let mut rest = url;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        if name.is_empty() || name.contains(['{', '/']) {
            // Something else, or a variable that is written as we write it.
            let end = if name.starts_with('{') { (open + length + 2).min(rest.len()) } else { open + 1 };
            let end = if rest.is_char_boundary(end) { end } else { open + 1 };
            line.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        if !known.contains(&name) {
            let problem = Problem::warning(
                "undeclared_server_variable",
                format!("`{{{name}}}` in the server's address is not declared"),
            );
            reader.report(node, problem.with_hint(format!("Set the variable `{name}` before you send.")));
        }
        line.push_str(&format!("{}{{{{{name}}}}}", &rest[..open]));
        rest = &rest[open + length + 1..];
    }
    line + rest
}
