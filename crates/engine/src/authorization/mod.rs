//! Authorization: setting it, tokens, secrets.

pub(crate) mod kept_secrets;
pub(crate) mod need;
pub(crate) mod secrets;
pub(crate) mod settings;
pub(crate) mod token_list;
pub(crate) mod tokens;

use crate::workspace::Engine;

/// The authorization of collections, folders and requests.
#[derive(Clone, Copy)]
pub struct Authorization<'a> {
    pub(crate) engine: &'a Engine,
}

/// Access tokens.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    pub(crate) engine: &'a Engine,
}

/// Secrets of a collection, by name.
#[derive(Clone, Copy)]
pub struct Secrets<'a> {
    pub(crate) engine: &'a Engine,
}

impl Engine {
    /// The authorization of collections, folders and requests.
    pub fn authorization(&self) -> Authorization<'_> {
        Authorization { engine: self }
    }

    /// Access tokens.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens { engine: self }
    }

    /// Secrets of a collection, by name.
    pub fn secrets(&self) -> Secrets<'_> {
        Secrets { engine: self }
    }
}
