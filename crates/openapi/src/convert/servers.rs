//! Servers as the variable `baseUrl`, and one environment for each when there are several.

use model::{Environment, Variable};

use crate::address;
use crate::api::{Api, Server};

/// `baseUrl` and the variables in it.
pub(super) fn variables(api: &Api<'_>) -> Vec<Variable> {
    api.servers.first().map_or(Vec::new(), of_server)
}

fn of_server(server: &Server<'_>) -> Vec<Variable> {
    let inner = server.variables.iter().map(|variable| Variable {
        description: variable.description.map(str::to_owned),
        ..Variable::text(variable.name, variable.default.clone())
    });
    std::iter::once(Variable::text("baseUrl", server.url.clone())).chain(inner).collect()
}

/// One environment for each server; none if there is only one.
pub(super) fn environments(api: &Api<'_>) -> Vec<Environment> {
    if api.servers.len() < 2 {
        return Vec::new();
    }
    let mut environments: Vec<Environment> = Vec::new();
    for (number, server) in api.servers.iter().enumerate() {
        let is_taken = |name: &String| environments.iter().any(|known| known.name.eq_ignore_ascii_case(name));
        let names = [described(server), short(api, server), Some(server.url.clone())];
        let name = names.into_iter().flatten().find(|name| !name.is_empty() && !is_taken(name));
        environments.push(Environment {
            name: name.unwrap_or_else(|| format!("{} {}", server.url, number + 1)),
            description: server.description.map(str::to_owned),
            variables: of_server(server),
            ..Environment::default()
        });
    }
    environments
}

/// The description if it is short enough to be typed.
fn described(server: &Server<'_>) -> Option<String> {
    let description = server.description?.trim().trim_end_matches('.');
    (description.chars().count() <= 60 && !description.contains('\n')).then(|| description.to_owned())
}

/// What tells the servers apart: the scheme if that is all, else the host.
fn short(api: &Api<'_>, server: &Server<'_>) -> Option<String> {
    let (scheme, host) = address::origin(&server.url).split_once("://")?;
    let is_same_host =
        |other: &Server<'_>| address::origin(&other.url).split_once("://").is_some_and(|(_, other)| other == host);
    Some(if api.servers.iter().all(is_same_host) { scheme.to_owned() } else { host.to_owned() })
}
