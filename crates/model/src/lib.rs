//! What people write: collections, folders, requests, authorization settings, environments, variables.
//!
//! Plain data. Every text may hold placeholders (`{{name}}`), so nothing here is a URL, a number or a secret yet:
//! `resolve` makes values of it. No IO, no clock, no randomness.

mod auth;
mod collection;
mod near;
mod problem;
mod request;
mod settings;

pub use auth::{
    ApiKey, ApiKeyPlacement, Auth, Basic, ClientAuthentication, ExtraParameter, Grant, OAuth2, SendIn, TokenPlacement,
};
pub use collection::{Collection, Defaults, Environment, Folder, Foreign, Item, Parent, Variable};
pub use near::edit_distance;
pub use problem::{Place, Problem, Severity};
pub use request::{
    Behavior, Body, Example, ExampleResponse, FileChoice, FormPart, FormValue, Header, Param, ParamKind,
};
pub use request::{Inheritable, Request, Settings};
pub use settings::{AppSettings, CertificateSetting, ProxySetting, TrustedCertificateSetting};
