//! The rows of a table of variables.

use model::Variable;
use store::VariableSet;

use crate::workspace::Opened;

/// Which table of variables.
#[derive(Debug, Clone, Copy)]
pub struct VariablePlace<'a> {
    /// The collection, as saved; `None` for environments that all collections share, `Globals` among them.
    pub opened: Option<&'a Opened>,
    /// The set in it.
    pub set: VariableSet<'a>,
}

impl VariablePlace<'_> {
    /// What stands before the name of a secret in the secret store.
    pub(crate) fn vault_prefix(&self) -> String {
        match self.set {
            VariableSet::Environment(name) => format!("{name}/"),
            VariableSet::Item(_) => String::new(),
        }
    }
}

/// One variable of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct VariableRow {
    /// As the file says; an empty value when only a current one is there.
    pub variable: Variable,
    /// The current value, where it is another one than the initial.
    pub current: Option<String>,
    /// Whether the file has this variable.
    pub is_saved: bool,
    /// Whether the value of a secret is kept on this machine.
    pub has_secret: bool,
    /// What a person should know about it.
    pub notes: Vec<Note>,
}

impl VariableRow {
    /// What is sent, before its own placeholders are replaced; empty for a secret.
    pub fn effective(&self) -> &str {
        self.current.as_deref().unwrap_or(&self.variable.value)
    }
}

/// One thing to know about a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Its value names variables that stand nowhere.
    Unresolved(Vec<String>),
    /// A narrower scope has a variable of this name.
    Overridden(ScopeName),
    /// It takes the place of one in a wider scope.
    Overrides(ScopeName),
    /// The current value is another one than the initial.
    Differs,
    /// It has a current value only: other computers do not know it.
    OnlyHere,
    /// A later row has the same name and is used instead.
    NamedTwice,
    /// It is switched off.
    NotUsed,
    /// It is a secret whose value is not on this machine.
    NoSecret,
}

/// A place where variables are looked up, as a person calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScopeName {
    /// A folder.
    Folder(String),
    /// An environment.
    Environment(String),
    /// The collection.
    Collection,
    /// The global ones.
    Globals,
}
