//! Collections, folders, environments and variables.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Auth, Header, Request, Settings};

/// A collection: one folder on disk with an `opencollection.yml`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collection {
    /// The name a person sees, `info.name`.
    pub name: String,
    /// Version of the API or of the collection, free text.
    pub version: Option<String>,
    /// Description in Markdown (`docs`).
    pub docs: Option<String>,
    /// What every request below takes over.
    pub defaults: Defaults,
    /// Folders and requests in their order.
    pub items: Vec<Item>,
    /// Environments of this collection, by file name.
    pub environments: Vec<Environment>,
}

/// What a collection or folder hands down to the requests in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Defaults {
    /// Sent with every request below, unless it has a row of that name.
    pub headers: Vec<Header>,
    /// Authorization of requests that inherit.
    pub auth: Auth,
    /// Variables of this scope.
    pub variables: Vec<Variable>,
    /// Settings of requests that inherit them.
    pub settings: Settings,
}

/// What a collection or folder says itself, without its children: what its tab edits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Parent {
    /// The name a person sees.
    pub name: String,
    /// Description in Markdown (`docs`).
    pub docs: Option<String>,
    /// What every request below takes over.
    pub defaults: Defaults,
}

/// One child of a collection or folder.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A folder with children.
    Folder(Folder),
    /// An HTTP request.
    Request(Box<Request>),
    /// An item of a kind that is not handled here (GraphQL, gRPC, WebSocket, script); kept as it is on disk.
    Foreign(Foreign),
}

impl Item {
    /// The name a person sees.
    pub fn name(&self) -> &str {
        match self {
            Self::Folder(folder) => &folder.name,
            Self::Request(request) => &request.name,
            Self::Foreign(foreign) => &foreign.name,
        }
    }

    /// Place among its siblings (`info.seq`); absent sorts behind the numbered ones, by name.
    pub fn seq(&self) -> Option<f64> {
        match self {
            Self::Folder(folder) => folder.seq,
            Self::Request(request) => request.seq,
            Self::Foreign(foreign) => foreign.seq,
        }
    }

    /// Path inside the collection, `/` between the parts: a directory for a folder, a `.yml` file for the others.
    pub fn path(&self) -> &str {
        match self {
            Self::Folder(folder) => &folder.path,
            Self::Request(request) => &request.path,
            Self::Foreign(foreign) => &foreign.path,
        }
    }
}

/// A folder of a collection. By default its authorization is inherited: a folder is there for order first.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// Path of its directory inside the collection (`v3/users`); empty until it was saved.
    pub path: String,
    /// The name a person sees.
    pub name: String,
    /// Place among its siblings.
    pub seq: Option<f64>,
    /// Tags, free text.
    pub tags: Vec<String>,
    /// Description in Markdown (`docs`).
    pub docs: Option<String>,
    /// What every request below takes over.
    pub defaults: Defaults,
    /// Folders and requests in their order.
    pub items: Vec<Item>,
}

impl Default for Folder {
    fn default() -> Self {
        Self {
            path: String::new(),
            name: String::new(),
            seq: None,
            tags: Vec::new(),
            docs: None,
            defaults: Defaults { auth: Auth::Inherit, ..Defaults::default() },
            items: Vec::new(),
        }
    }
}

/// An item of a kind that this program does not send.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreign {
    /// Path of its file inside the collection.
    pub path: String,
    /// The name a person sees.
    pub name: String,
    /// Its `info.type`, such as `graphql`.
    pub kind: String,
    /// Place among its siblings.
    pub seq: Option<f64>,
}

/// A set of variables, one of which is active at a time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Environment {
    /// The name a person sees and types (`--env staging`).
    pub name: String,
    /// Colour as `#RRGGBB`.
    pub color: Option<String>,
    /// Description in Markdown.
    pub description: Option<String>,
    /// Name of another environment whose variables show through.
    pub extends: Option<String>,
    /// The variables, in their order.
    pub variables: Vec<Variable>,
}

/// A named value. Never a secret's value: those stand in the secret store under the same name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Variable {
    /// Name between the braces.
    pub name: String,
    /// Value as text, placeholders allowed; empty for a secret one.
    pub value: String,
    /// Type word for values that are not text (`number`, `boolean`, `object`, `null`); absent means text.
    pub data_type: Option<String>,
    /// Description in Markdown.
    pub description: Option<String>,
    /// Whether it takes part; a switched-off one stays in the file.
    pub is_enabled: bool,
    /// Whether only the name is saved and the value is kept in the secret store.
    pub is_secret: bool,
}

impl Variable {
    /// An enabled text variable.
    pub fn text(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), is_enabled: true, ..Self::default() }
    }
}
