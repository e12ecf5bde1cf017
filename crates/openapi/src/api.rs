//! The one shape of every API document, that of OpenAPI 3. Schemas stay where they are in the document.

use std::borrow::Cow;
use std::rc::Rc;

use serde_json::Value;

use crate::reader::Node;

/// Which rules a document follows; everything behind the two readers is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Swagger2,
    OpenApi3,
}

/// What stands at the top of a document.
#[derive(Debug)]
pub(crate) struct Api<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) root: Node<'a>,
    pub(crate) servers: Vec<Server<'a>>,
    pub(crate) schemes: Vec<(&'a str, Scheme<'a>)>,
    pub(crate) security: Option<Vec<Requirement<'a>>>,
}

/// An address the API answers at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server<'a> {
    /// Absolute where that can be known; without trailing slash; variables as `{{name}}`.
    pub(crate) url: String,
    pub(crate) description: Option<&'a str>,
    pub(crate) variables: Vec<ServerVariable<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServerVariable<'a> {
    pub(crate) name: &'a str,
    pub(crate) default: Cow<'a, str>,
    pub(crate) description: Option<&'a str>,
}

/// Schemes that are needed together, with their scopes. Empty: none is needed.
pub(crate) type Requirement<'a> = Vec<(&'a str, Vec<&'a str>)>;

#[derive(Debug)]
pub(crate) enum Scheme<'a> {
    Basic,
    Bearer,
    ApiKey {
        name: Cow<'a, str>,
        place: Location,
    },
    OAuth2(Vec<Flow<'a>>),
    /// Something a saved request cannot say; holds the word for messages and where it stands.
    Other(String, Node<'a>),
}

#[derive(Debug)]
pub(crate) struct Flow<'a> {
    pub(crate) grant: model::Grant,
    pub(crate) authorization_url: Option<&'a str>,
    pub(crate) token_url: Option<&'a str>,
    pub(crate) refresh_url: Option<&'a str>,
    /// All that the flow declares.
    pub(crate) scopes: Vec<&'a str>,
}

/// An operation before it is read: where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Found<'a> {
    pub(crate) path: &'a str,
    /// In capitals.
    pub(crate) method: String,
    pub(crate) item: Node<'a>,
    pub(crate) operation: Node<'a>,
}

/// One operation.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) parameters: Vec<Parameter<'a>>,
    /// Media types of the request body, in the order of the document.
    pub(crate) body: Vec<Media<'a>>,
    pub(crate) responses: Vec<Response<'a>>,
    /// Servers of its own.
    pub(crate) servers: Vec<Server<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Query,
    Header,
    Path,
    Cookie,
}

/// How an array or object becomes text, OpenAPI 3 “Style Values”; `Tab` is only in Swagger 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Form,
    Simple,
    Space,
    Pipe,
    Tab,
    Deep,
    Label,
    Matrix,
}

#[derive(Debug, Clone)]
pub(crate) struct Parameter<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) name: Cow<'a, str>,
    pub(crate) location: Location,
    pub(crate) is_required: bool,
    pub(crate) description: Option<&'a str>,
    /// In Swagger 2.0 the parameter itself.
    pub(crate) schema: Option<Node<'a>>,
    pub(crate) style: Style,
    pub(crate) explodes: bool,
    /// Whether its value is written as JSON (`content` of OpenAPI 3).
    pub(crate) is_json: bool,
    pub(crate) example: Option<&'a Value>,
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub(crate) struct Media<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) content: Content<'a>,
    pub(crate) examples: Vec<NamedExample<'a>>,
}

#[derive(Debug, Clone)]
pub(crate) enum Content<'a> {
    Unknown,
    Schema(Node<'a>),
    /// Form fields of Swagger 2.0.
    Fields(Rc<[Parameter<'a>]>),
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct NamedExample<'a> {
    pub(crate) name: Option<&'a str>,
    pub(crate) value: &'a Value,
}

#[derive(Debug)]
pub(crate) struct Response<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) code: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) headers: Vec<Parameter<'a>>,
    pub(crate) media: Vec<Media<'a>>,
}
