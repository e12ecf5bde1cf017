//! Placeholders, scopes, inheritance: a saved [`model::Request`] becomes an [`exchange::ResolvedRequest`].
//!
//! ```text
//! {{name}}               looked up in the scopes, narrowest first
//! {{$guid}} …            made for each send
//! {{process.env.NAME}}   environment of the process
//! {{vault:NAME}}         secret store
//! /:id                   path variable, percent-encoded as one segment
//! ```
//!
//! Pure: clock, randomness, process environment and secrets are handed in with [`Inputs`]. Nothing is sent here.

mod body;
mod chain;
mod generated;
mod lineage;
mod request;
mod scope;
mod text;
mod url;

pub use body::media_type_of;
pub use chain::{AuthSource, fetching_block, inherited_auth, inherited_settings};
pub use lineage::{EffectiveAuth, Lineage, Subject};
pub use request::{GivenBody, Outline, OutlinedRequest, Plan, Resolution, outline, resolve, with_defaults};
pub use scope::{Inputs, Scope, ScopeKind, Scopes, VaultAnswer};
pub use text::{MADE_NAMES, Text, placeholders};
pub use url::{path_variables, with_query_row, without_query};
