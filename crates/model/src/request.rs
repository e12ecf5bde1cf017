//! A saved HTTP request, as `docs/formats/collection.md` describes its file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Auth, Variable};

/// A saved HTTP request: one `.yml` file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Request {
    /// Path of its file inside the collection (`v3/users/list-users.yml`); empty until it was saved.
    pub path: String,
    /// The name a person sees.
    pub name: String,
    /// Place among its siblings.
    pub seq: Option<f64>,
    /// Tags, free text.
    pub tags: Vec<String>,
    /// Description in Markdown (`docs`).
    pub docs: Option<String>,
    /// Method token, case kept; any token of RFC 9110 §5.6.2.
    pub method: String,
    /// The URL line as typed, with its enabled query.
    pub url: String,
    /// Typed or imported header rows, in order.
    pub headers: Vec<Header>,
    /// Query rows in table order (switched-off ones too), then path rows.
    pub params: Vec<Param>,
    /// Body.
    pub body: Body,
    /// Authorization.
    pub auth: Auth,
    /// Variables of this request.
    pub variables: Vec<Variable>,
    /// Settings.
    pub settings: Settings,
    /// What OpenCollection cannot say: `extensions.postrider`.
    pub behavior: Behavior,
    /// Saved examples.
    pub examples: Vec<Example>,
}

/// A header row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Header {
    /// Name, case kept.
    pub name: String,
    /// Value.
    pub value: String,
    /// Description.
    pub description: Option<String>,
    /// Whether it is sent.
    pub is_enabled: bool,
}

/// A query or path row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Param {
    /// Name; for a path row the word behind the colon.
    pub name: String,
    /// Value as it stands in the URL line (query) or before percent-encoding (path).
    pub value: String,
    /// Which table it belongs to.
    pub kind: ParamKind,
    /// Description.
    pub description: Option<String>,
    /// Whether it is sent. A path row is always sent.
    pub is_enabled: bool,
}

/// Which table a parameter row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ParamKind {
    /// `Query Params`.
    Query,
    /// `Path Variables`.
    Path,
}

/// A request body as it is saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "content", rename_all = "snake_case")]
pub enum Body {
    /// No body.
    #[default]
    None,
    /// Text, sent as it is after placeholders are replaced.
    Raw {
        /// `json`, `text`, `xml`, `html`, `javascript` or `sparql`: gives the generated `Content-Type`.
        language: String,
        /// The text.
        text: String,
    },
    /// `application/x-www-form-urlencoded` rows.
    FormUrlEncoded(Vec<Header>),
    /// `multipart/form-data` rows.
    Multipart(Vec<FormPart>),
    /// The content of a file.
    File(Vec<FileChoice>),
}

impl Body {
    /// The paths of the files that it names, relative to the collection or absolute.
    pub fn file_paths_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::None | Self::Raw { .. } | Self::FormUrlEncoded(_) => Vec::new(),
            Self::Multipart(parts) => parts.iter_mut().flat_map(|part| part.value.file_paths_mut()).collect(),
            Self::File(choices) => choices.iter_mut().map(|choice| &mut choice.path).collect(),
        }
    }
}

/// One row of a multipart form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FormPart {
    /// Field name.
    pub name: String,
    /// What it holds.
    pub value: FormValue,
    /// Media type of the part; absent means none for text and a guess for files.
    pub content_type: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Whether it is sent.
    pub is_enabled: bool,
}

/// What a multipart row holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "content", rename_all = "snake_case")]
pub enum FormValue {
    /// Text.
    Text(String),
    /// Paths of files, relative to the collection or absolute. Several make one part each.
    Files(Vec<String>),
}

impl FormValue {
    fn file_paths_mut(&mut self) -> &mut [String] {
        match self {
            Self::Text(_) => &mut [],
            Self::Files(paths) => paths,
        }
    }
}

/// One file offered as a body; the selected one is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileChoice {
    /// Path, relative to the collection or absolute.
    pub path: String,
    /// Media type.
    pub content_type: String,
    /// Whether this one is sent.
    pub is_selected: bool,
    /// Description.
    pub description: Option<String>,
}

/// A setting that a request may leave to its parent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Inheritable<T> {
    /// The parent's value (`inherit`), or the default at the top. In a file: absent or `inherit`.
    #[default]
    Inherit,
    /// This value.
    Value(T),
}

impl<T: Copy> Inheritable<T> {
    /// This value, or what the parent says.
    pub fn or(self, parent: T) -> T {
        match self {
            Self::Inherit => parent,
            Self::Value(value) => value,
        }
    }
}

/// Settings that OpenCollection can say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Percent-encode what a request line cannot hold; on by default.
    pub encodes_url: Inheritable<bool>,
    /// Follow redirects; on by default.
    pub follows_redirects: Inheritable<bool>,
    /// Send credentials on to another host when redirected; off by default.
    pub forwards_authorization: Inheritable<bool>,
    /// Longest wait for the whole exchange, in milliseconds; 0 means none.
    pub timeout_ms: Inheritable<u64>,
    /// Most redirects followed; 10 by default.
    pub max_redirects: Inheritable<u32>,
}

/// Keys of `extensions.postrider` on a request, named as Postman's `protocolProfileBehavior`. All absent by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Behavior {
    /// `strictSSL`: whether certificates are checked.
    pub verifies_certificates: Option<bool>,
    /// `followOriginalHttpMethod`: keep the method on 301, 302 and 303.
    pub keeps_method_on_redirect: Option<bool>,
    /// `removeRefererHeaderOnRedirect`.
    pub removes_referer_on_redirect: Option<bool>,
    /// `disableCookies`: neither send nor store cookies.
    pub disables_cookies: Option<bool>,
    /// `protocolVersion`: `auto`, `http1` or `http2`.
    pub protocol_version: Option<String>,
    /// `disabledSystemHeaders`: generated headers that are switched off, lower-case names.
    pub disabled_system_headers: Vec<String>,
}

/// A saved example: a request with its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Example {
    /// The name a person sees.
    pub name: String,
    /// Description.
    pub description: Option<String>,
    /// Method of the example's request.
    pub method: String,
    /// URL of the example's request.
    pub url: String,
    /// Headers of the example's request.
    pub headers: Vec<Header>,
    /// Rows of the example's request.
    pub params: Vec<Param>,
    /// Body of the example's request.
    pub body: Body,
    /// The answer.
    pub response: ExampleResponse,
}

/// The answer of a saved example.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExampleResponse {
    /// Status code; absent for `default` answers of an API document.
    pub status: Option<u16>,
    /// Reason phrase.
    pub status_text: String,
    /// Headers, all of them sent.
    pub headers: Vec<Header>,
    /// `json`, `text`, `xml`, `html` or `binary`; absent when there is no body.
    pub body_type: Option<String>,
    /// The body's text.
    pub body: String,
}
