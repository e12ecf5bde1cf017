//! One operation of the API as a row of a table: routes, document and tests come from it.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;

use http::{Method, StatusCode};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use waystation_store::{Actor, Id, Role, StoreError, Via};

use crate::model::{Field, Kind, Model, ModelState};
use crate::server::Server;

/// One method on one path.
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The path behind `/webapi`, with `{name}` for values.
    pub path: &'static str,
    /// The `operationId`.
    pub id: &'static str,
    /// The group in the document.
    pub tag: &'static str,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// What a caller must know; may be empty.
    pub description: &'static str,
    /// Who may call it.
    pub caller: Caller,
    /// Query parameters in the order of the document. Parameters of the path follow from the path.
    pub query: &'static [Field],
    /// The body, if it takes one.
    pub body: Option<BodyParameter>,
    /// Success first.
    pub responses: &'static [DeclaredResponse],
    /// Does the work.
    pub run: Handler,
}

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Only Curators.
    Curator,
}

impl Caller {
    /// Whether somebody with this effective role may call.
    pub(crate) fn admits(self, role: Role) -> bool {
        match self {
            Self::Curator => role == Role::Curator,
        }
    }
}

/// The body of an operation.
pub struct BodyParameter {
    /// The name in the document and in `modelState`.
    pub name: &'static str,
    /// The shape.
    pub model: &'static Model,
}

/// A declared response.
pub struct DeclaredResponse {
    /// The status.
    pub status: StatusCode,
    /// What the body holds; `None` for an empty or undeclared one.
    pub holds: Option<Kind>,
}

impl DeclaredResponse {
    /// A status whose body is not declared.
    pub const fn bare(status: StatusCode) -> Self {
        Self { status, holds: None }
    }

    /// A status with a body.
    pub const fn with(status: StatusCode, holds: Kind) -> Self {
        Self { status, holds: Some(holds) }
    }
}

/// Does the work of an operation.
pub type Handler = fn(Call) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send>>;

impl Operation {
    /// The names in braces, in order.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Whether errors of this status are a plain JSON string.
    pub(crate) fn declares_text(&self, status: StatusCode) -> bool {
        self.responses.iter().any(|response| response.status == status && matches!(response.holds, Some(Kind::Text)))
    }
}

/// A call that has passed all checks the table knows of.
pub struct Call {
    /// The parts of the server.
    pub server: Arc<Server>,
    /// When it came.
    pub now: Timestamp,
    /// Who calls.
    pub caller_id: Id,
    /// From where.
    pub address: IpAddr,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Map<String, Value>,
    pub(crate) body: Map<String, Value>,
}

impl Call {
    /// Who does it, for the audit list.
    pub(crate) fn by(&self) -> Actor {
        Actor { user_id: Some(self.caller_id), via: Via::Api, address: Some(self.address), at: self.now }
    }

    /// The id in the path; `None` if it is not even shaped like one, so that nothing can have it.
    pub(crate) fn path_id(&self, name: &str) -> Option<Id> {
        self.path.iter().find(|(known, _)| *known == name)?.1.parse().ok()
    }

    /// The query as a type. Its fields must be those of the row; a test compares them.
    pub(crate) fn query<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        serde_json::from_value(Value::Object(std::mem::take(&mut self.query))).map_err(Failure::Mismatch)
    }

    /// The body as a type. Its fields must be those of the model; a test compares them.
    pub(crate) fn body<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        serde_json::from_value(Value::Object(std::mem::take(&mut self.body))).map_err(Failure::Mismatch)
    }
}

/// A success.
pub struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// A response with JSON.
    pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Result<Self, Failure> {
        Ok(Self { status, body: serde_json::to_vec(value).map_err(Failure::Mismatch)? })
    }

    /// 200 and nothing else.
    pub(crate) fn empty() -> Self {
        Self { status: StatusCode::OK, body: Vec::new() }
    }
}

/// Why an operation does not succeed. `error` makes responses of it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// No good token, or the wrong role.
    #[error("the caller may not do this")]
    Unauthorized,
    /// Parameters or body are wrong.
    #[error("the request is invalid")]
    Invalid(ModelState),
    /// A rule of the domain forbids it.
    #[error("{message}")]
    Refused {
        /// The status of the response.
        status: StatusCode,
        /// For the caller to read.
        message: &'static str,
    },
    /// The body has a type which is not read.
    #[error("the media type `{0}` is not supported")]
    UnsupportedMedia(String),
    /// The body is longer than allowed.
    #[error("the body is too long")]
    TooLarge,
    /// The body did not come in time.
    #[error("the body did not come in time")]
    TooSlow,
    /// The connection broke within the body.
    #[error("the body is cut off")]
    CutOff,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system failed.
    #[error(transparent)]
    Randomness(#[from] crate::key::NoRandomness),
    /// API access was switched on, but there is no key pair for it.
    #[error(transparent)]
    NoKeyPair(#[from] waystation_store::users::NoKeyPair),
    /// Type and model do not fit.
    #[error("a type does not fit its model")]
    Mismatch(#[source] serde_json::Error),
}
