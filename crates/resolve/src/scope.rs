//! Where variables are looked up, in which order, and what else a send may ask for.

use std::cell::RefCell;

use exchange::Secret;
use model::Variable;

/// One place where variables are looked up.
#[derive(Debug, Clone)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// Name of the request, folder, environment or collection; empty for the others.
    pub name: String,
    /// Its variables; the last of equal names wins, switched-off ones are passed over.
    pub variables: Vec<Variable>,
    /// Prefix of the vault names of its secret variables (`staging/` for an environment); empty for the others.
    pub vault_prefix: String,
}

/// What a place with variables is, from the narrowest to the widest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeKind {
    /// Given for one send.
    Local,
    /// The request itself.
    Request,
    /// A folder it lies in.
    Folder,
    /// The environment in use, or one that it extends.
    Environment,
    /// The collection.
    Collection,
    /// What all collections see.
    Global,
}

impl Scope {
    /// A scope without secrets of its own.
    pub fn new(kind: ScopeKind, name: impl Into<String>, variables: Vec<Variable>) -> Self {
        Self { kind, name: name.into(), variables, vault_prefix: String::new() }
    }

    /// A scope whose secrets stand under the name of their environment in the secret store.
    pub fn of_environment(kind: ScopeKind, name: &str, variables: Vec<Variable>) -> Self {
        Self { kind, name: name.to_owned(), variables, vault_prefix: format!("{name}/") }
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().rev().find(|variable| variable.is_enabled && variable.name == name)
    }
}

/// All scopes of a send, narrowest first.
#[derive(Debug, Clone, Default)]
pub struct Scopes(pub Vec<Scope>);

impl Scopes {
    pub(crate) fn find(&self, name: &str) -> Option<(&Scope, &Variable)> {
        self.0.iter().find_map(|scope| scope.find(name).map(|variable| (scope, variable)))
    }

    /// Every name that can be seen, for suggestions.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|scope| scope.variables.iter()).map(|variable| variable.name.as_str())
    }
}

/// What the secret store says to a name: the value, nothing, or why it cannot tell.
pub type VaultAnswer = Result<Option<Secret>, String>;

/// What a send needs from outside, as values and look-ups.
pub struct Inputs<'a> {
    /// Milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// Random bits; every call gives others.
    pub random: &'a dyn Fn() -> u64,
    /// Environment of the process.
    pub process_env: &'a dyn Fn(&str) -> Option<String>,
    /// The secret store, by vault name.
    pub vault: &'a dyn Fn(&str) -> VaultAnswer,
    /// Whether unknown names stay in the text instead of being a problem.
    pub keeps_unknown: bool,
}

/// A value that was put in and must be masked later.
#[derive(Debug, Default)]
pub(crate) struct Seen(RefCell<Vec<Secret>>);

impl Seen {
    pub(crate) fn add(&self, secret: Secret) {
        if !secret.is_empty() && !self.0.borrow().contains(&secret) {
            self.0.borrow_mut().push(secret);
        }
    }

    pub(crate) fn into_secrets(self) -> Vec<Secret> {
        self.0.into_inner()
    }
}
