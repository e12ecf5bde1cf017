//! Reading bodies: JSONPath, an index of lines, layouts, differences.
//!
//! Works on bytes and text that are handed in. Knows no request, no collection and no store, and neither reads nor waits:
//! work that may take long asks a closure whether to go on.

mod compare;
pub mod filter;
pub mod lines;
pub mod pretty;

pub use compare::{ComparedLine, Difference, compare};
