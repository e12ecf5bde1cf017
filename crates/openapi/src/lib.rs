//! Swagger 2.0 and OpenAPI 3 documents in one shape, and the collection that is made of them.
//!
//! ```text
//! text ─▶ Documents ─▶ lift (2.0) ┐
//!                      openapi3   ┴▶ Api, Operation ─▶ convert ─▶ model::Collection
//! ```
//!
//! A Swagger 2.0 document is lifted to the shape of OpenAPI 3 operation by operation; everything behind that knows
//! one shape. Nothing is read or fetched here: [`import`] names the further documents it needs ([`Read::Needs`]).
//! Documents have faults; each becomes a problem with its place, and every operation with a path and a method becomes
//! a request.

#![expect(clippy::result_large_err, reason = "a document is refused once, so the size of the problem costs nothing")]

mod access;
mod address;
mod api;
mod convert;
mod import;
mod lift;
mod media;
mod openapi3;
mod options;
mod pattern;
mod reader;
mod recognize;
mod roots;
mod sample;
mod source;

pub use import::{Imported, Read, import};
pub use options::{
    BodyPreference, FolderStrategy, IndentCharacter, NameSource, OPTIONS, OptionSpec, Options, ParametersResolution,
};
pub use recognize::{PageLinks, page_links};
pub use roots::roots;
pub use source::{Base, Documents, Source};
