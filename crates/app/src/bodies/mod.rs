//! Bodies of responses: in ranges and lines, searched, filtered, previewed, downloaded.

pub(crate) mod calls;
mod language;
pub(crate) mod previews;
pub(crate) mod representations;
mod types;

pub(crate) use language::language;
pub(crate) use types::*;
