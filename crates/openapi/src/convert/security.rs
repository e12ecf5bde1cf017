//! Authorization: what the collection has, and which requests differ from it.

use model::{
    ApiKey, ApiKeyPlacement, Auth, Basic, Example, Grant, Header, OAuth2, Param, ParamKind, Problem, Variable,
};

use crate::api::{Api, Flow, Found, Location, Requirement, Scheme};
use crate::reader::{Node, Reader};
use crate::{Base, access, address};

/// The rules of one document.
pub(super) struct Security<'m, 'a> {
    reader: &'m Reader<'a>,
    api: &'m Api<'a>,
    /// What the collection has; its scopes are all that the requests which inherit ask for.
    shared: Option<Chosen<'a>>,
    /// Whether operations that say nothing are open, because the shared requirement was gathered from the others.
    is_gathered: bool,
}

/// One scheme with the scopes it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen<'a> {
    scheme: &'a str,
    scopes: Vec<&'a str>,
}

/// What a list of requirements comes to.
enum Answer<'a> {
    Nothing,
    Open,
    Scheme(Chosen<'a>),
}

impl<'m, 'a> Security<'m, 'a> {
    pub(super) fn new(reader: &'m Reader<'a>, api: &'m Api<'a>, found: &[Found<'a>]) -> Self {
        let mut security = Self { reader, api, shared: None, is_gathered: false };
        for (name, scheme) in &api.schemes {
            if let Scheme::Other(kind, node) = scheme {
                let message = if kind.trim().is_empty() {
                    format!("the security scheme `{name}` does not say what kind it is")
                } else {
                    format!("the security scheme `{name}` is `{kind}`, which is not supported")
                };
                let hint = match kind.as_str() {
                    "mutualtls" | "http mutual" => "Set a client certificate for this host.",
                    "openidconnect" => {
                        "Choose OAuth 2.0 and take the addresses from the provider's discovery document."
                    }
                    _ => "Set the authorization of these requests by hand.",
                };
                security.reader.report(*node, Problem::warning("unsupported_scheme", message).with_hint(hint));
            }
        }
        match &api.security {
            Some(requirements) => {
                if let Answer::Scheme(chosen) = security.answer(api.root, requirements) {
                    security.shared = Some(chosen);
                }
            }
            None => security.gather(found),
        }
        security
    }

    /// Without a requirement of the document: what most operations repeat becomes the collection's; a scheme that no
    /// operation asks for is offered there.
    fn gather(&mut self, found: &[Found<'a>]) {
        let mut asked: Vec<Chosen<'a>> = Vec::new();
        let mut count = 0;
        let mut needs_other = false;
        for operation in found.iter().map(|found| found.operation) {
            let Some(requirements) = access::requirements(self.reader, operation) else { continue };
            let chosen = match self.answer(operation, &requirements) {
                Answer::Scheme(chosen) => chosen,
                Answer::Open => continue,
                Answer::Nothing => {
                    needs_other = true;
                    continue;
                }
            };
            count += 1;
            match asked.iter_mut().find(|known| known.scheme == chosen.scheme) {
                Some(known) => {
                    let further = chosen.scopes.into_iter().filter(|scope| !known.scopes.contains(scope));
                    known.scopes.extend(further.collect::<Vec<_>>());
                }
                None => asked.push(chosen),
            }
        }
        match asked.as_slice() {
            [] if !needs_other => {
                let usable = self.api.schemes.iter().find(|(_, scheme)| is_usable(scheme));
                self.shared = usable.map(|(scheme, _)| self.chosen(scheme, Vec::new()));
            }
            [only] if count * 2 > found.len() => {
                self.shared = Some(only.clone());
                self.is_gathered = true;
            }
            _ => {}
        }
    }

    /// The first requirement that can be expressed: by one scheme, else by one of those that are needed together.
    fn answer(&self, holder: Node<'a>, requirements: &[Requirement<'a>]) -> Answer<'a> {
        if requirements.is_empty() {
            return Answer::Open;
        }
        let mut part = None;
        for requirement in requirements {
            if requirement.is_empty() && part.is_none() {
                return Answer::Open;
            }
            let usable = requirement.iter().find(|(name, _)| self.scheme(name).is_some_and(is_usable));
            let Some((scheme, scopes)) = usable else { continue };
            let chosen = self.chosen(scheme, scopes.clone());
            // Flows of one provider are written as two schemes; one token serves both.
            let is_oauth2 = |(name, _): &(&str, Vec<&str>)| matches!(self.scheme(name), Some(Scheme::OAuth2(_)));
            if requirement.len() == 1 || requirement.iter().all(is_oauth2) {
                return Answer::Scheme(chosen);
            }
            part.get_or_insert((requirement, chosen));
        }
        let place = holder.get("security").unwrap_or(holder);
        if let Some((requirement, chosen)) = part {
            let names: Vec<_> = requirement.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("{} are needed together; only `{}` was set", names.join(" and "), chosen.scheme);
            let problem = Problem::warning("combined_schemes", message);
            self.reader.report(place, problem.with_hint("Add the others by hand, for example a key as a header row."));
            return Answer::Scheme(chosen);
        }
        for (name, _) in requirements.iter().flatten().filter(|(name, _)| self.scheme(name).is_none()) {
            let problem = Problem::warning("unknown_scheme", format!("the security scheme `{name}` is not declared"));
            self.reader.report(place, problem.with_hint("Declare it, or set the authorization by hand."));
        }
        Answer::Nothing
    }

    /// Without scopes of its own a requirement asks for all that the flow declares.
    fn chosen(&self, scheme: &'a str, scopes: Vec<&'a str>) -> Chosen<'a> {
        let scopes = match self.scheme(scheme) {
            Some(Scheme::OAuth2(flows)) if scopes.is_empty() => {
                flows.first().map_or(Vec::new(), |flow| flow.scopes.clone())
            }
            _ => scopes,
        };
        Chosen { scheme, scopes }
    }

    fn scheme(&self, name: &str) -> Option<&'m Scheme<'a>> {
        self.api.schemes.iter().find(|(known, _)| *known == name).map(|(_, scheme)| scheme)
    }

    pub(super) fn collection_auth(&self) -> Auth {
        self.shared.as_ref().map_or(Auth::None, |chosen| self.auth(chosen))
    }

    pub(super) fn request_auth(&self, found: &Found<'a>) -> Auth {
        if self.reader.options.always_inherit_authentication {
            return Auth::Inherit;
        }
        let Some(requirements) = access::requirements(self.reader, found.operation) else {
            return if self.is_gathered { Auth::None } else { Auth::Inherit };
        };
        match self.answer(found.operation, &requirements) {
            Answer::Open => Auth::None,
            Answer::Nothing => Auth::Inherit,
            Answer::Scheme(chosen) if self.is_shared(&chosen) => Auth::Inherit,
            Answer::Scheme(chosen) => self.auth(&chosen),
        }
    }

    /// Whether the collection's authorization serves: the same scheme, and no further scope.
    fn is_shared(&self, chosen: &Chosen<'a>) -> bool {
        self.shared.as_ref().is_some_and(|shared| {
            shared.scheme == chosen.scheme && chosen.scopes.iter().all(|scope| shared.scopes.contains(scope))
        })
    }

    fn auth(&self, chosen: &Chosen<'a>) -> Auth {
        match self.scheme(chosen.scheme) {
            Some(Scheme::Basic) => Auth::Basic(Basic {
                username: "{{basicAuthUsername}}".to_owned(),
                password: "{{basicAuthPassword}}".to_owned(),
            }),
            Some(Scheme::Bearer) => Auth::Bearer { token: "{{bearerToken}}".to_owned() },
            // A key in a cookie is a `Cookie` header that holds it.
            Some(Scheme::ApiKey { name, place: Location::Cookie }) => Auth::ApiKey(ApiKey {
                key: "Cookie".to_owned(),
                value: format!("{name}={{{{{}}}}}", self.key_variable(chosen.scheme)),
                placement: ApiKeyPlacement::Header,
            }),
            Some(Scheme::ApiKey { name, place }) => Auth::ApiKey(ApiKey {
                key: name.clone().into_owned(),
                value: format!("{{{{{}}}}}", self.key_variable(chosen.scheme)),
                placement: if *place == Location::Query { ApiKeyPlacement::Query } else { ApiKeyPlacement::Header },
            }),
            Some(Scheme::OAuth2(flows)) => {
                flows.first().map_or(Auth::None, |flow| Auth::OAuth2(Box::new(self.oauth2(flow, &chosen.scopes))))
            }
            Some(Scheme::Other(..)) | None => Auth::None,
        }
    }

    fn oauth2(&self, flow: &Flow<'a>, scopes: &[&str]) -> OAuth2 {
        let absolute = |url: Option<&str>| url.map_or(String::new(), |url| self.absolute(url));
        OAuth2 {
            grant: flow.grant,
            access_token_url: absolute(flow.token_url),
            refresh_token_url: absolute(flow.refresh_url),
            authorization_url: absolute(flow.authorization_url),
            scope: scopes.join(" "),
            fetches_automatically: flow.grant == Grant::ClientCredentials,
            renews_automatically: true,
            ..OAuth2::default()
        }
    }

    /// A relative address belongs to the server, which is read as a folder; without a server to the document.
    fn absolute(&self, url: &str) -> String {
        let url = url.trim();
        if url.is_empty() || address::is_web(url) || url.starts_with("{{") {
            return url.to_owned();
        }
        let server = self.api.servers.first().map(|server| server.url.as_str()).filter(|server| server.contains("://"));
        match (server, self.reader.base(self.api.root)) {
            (Some(server), _) => address::join_url(&format!("{server}/"), url),
            (None, Base::Url(document)) => address::join_url(document, url),
            _ => url.to_owned(),
        }
    }

    /// `apiKey` for the first key of the document; the others carry their scheme's name.
    fn key_variable(&self, name: &str) -> String {
        let mut keys = self.api.schemes.iter().filter(|(_, scheme)| matches!(scheme, Scheme::ApiKey { .. }));
        if keys.next().is_some_and(|(first, _)| *first == name) {
            return "apiKey".to_owned();
        }
        let name: String = name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
        format!("apiKey_{name}")
    }

    /// The variables that the authorizations refer to. Secrets are names only.
    pub(super) fn variables(&self) -> Vec<Variable> {
        let secret = |name: String| Variable { is_secret: true, ..Variable::text(name, "") };
        let of_scheme = |(name, scheme): &(&'a str, Scheme<'a>)| match scheme {
            Scheme::Basic => {
                vec![Variable::text("basicAuthUsername", ""), secret("basicAuthPassword".to_owned())]
            }
            Scheme::Bearer => vec![secret("bearerToken".to_owned())],
            Scheme::ApiKey { .. } => vec![secret(self.key_variable(name))],
            Scheme::OAuth2(_) | Scheme::Other(..) => Vec::new(),
        };
        self.api.schemes.iter().flat_map(of_scheme).collect()
    }

    /// Shows in a saved example where the credentials go.
    pub(super) fn show_credentials(&self, found: &Found<'a>, asked: &mut Example) {
        let own = access::requirements(self.reader, found.operation)
            .map(|requirements| self.answer(found.operation, &requirements));
        let chosen = match own {
            Some(Answer::Scheme(chosen)) => Some(chosen),
            Some(Answer::Open) => None,
            None if self.is_gathered => None,
            Some(Answer::Nothing) | None => self.shared.clone(),
        };
        let Some(chosen) = chosen else { return };
        let description = Some(format!("Added as a part of security scheme: {}", chosen.scheme));
        let header = |name: &str, value: &str| Header {
            name: name.to_owned(),
            value: value.to_owned(),
            description: description.clone(),
            is_enabled: true,
        };
        match self.scheme(chosen.scheme) {
            Some(Scheme::Basic) => asked.headers.push(header("Authorization", "Basic <credentials>")),
            Some(Scheme::Bearer) => asked.headers.push(header("Authorization", "Bearer <token>")),
            Some(Scheme::OAuth2(_)) => asked.headers.push(header("Authorization", "<token>")),
            Some(Scheme::ApiKey { name, place: Location::Query }) => {
                let mark = if asked.url.contains('?') { '&' } else { '?' };
                asked.url.push_str(&format!("{mark}{name}=<API Key>"));
                let at = asked.params.iter().take_while(|row| row.kind == ParamKind::Query).count();
                let row = Param {
                    name: name.clone().into_owned(),
                    value: "<API Key>".to_owned(),
                    kind: ParamKind::Query,
                    description: description.clone(),
                    is_enabled: true,
                };
                asked.params.insert(at, row);
            }
            Some(Scheme::ApiKey { name, place: Location::Cookie }) => {
                asked.headers.push(header("Cookie", &format!("{name}=<API Key>")));
            }
            Some(Scheme::ApiKey { name, .. }) => asked.headers.push(header(name, "<API Key>")),
            Some(Scheme::Other(..)) | None => {}
        }
    }
}

fn is_usable(scheme: &Scheme<'_>) -> bool {
    match scheme {
        Scheme::OAuth2(flows) => !flows.is_empty(),
        Scheme::Other(..) => false,
        Scheme::Basic | Scheme::Bearer | Scheme::ApiKey { .. } => true,
    }
}

/// Adds what is not there by name.
pub(super) fn add_variables(variables: &mut Vec<Variable>, further: Vec<Variable>) {
    for variable in further {
        if variables.iter().all(|known| known.name != variable.name) {
            variables.push(variable);
        }
    }
}
