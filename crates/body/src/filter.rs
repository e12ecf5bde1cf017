//! JSONPath (RFC 9535) over the bytes of a JSON text: what matches is cut out of the text as it was sent.
//!
//! The text is read once into a list of nodes that hold only places, 24 bytes a value; numbers are compared as numbers but
//! never written anew. What is looked for is read before, so that a mistake in it costs nothing.

mod evaluate;
mod expression;
mod path;
mod tape;

use std::ops::Range;

pub use path::{Path, PathError};
pub use tape::{Tape, TapeError};

/// Places of everything that the path selects, in the order of RFC 9535. `is_cancelled` is asked now and then; `None` when
/// it said so.
pub fn select(tape: &Tape<'_>, path: &Path, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Range<usize>>> {
    let nodes = evaluate::Evaluation::new(tape, is_cancelled).select(path)?;
    Some(nodes.into_iter().map(|node| tape.place(node)).collect())
}

#[cfg(test)]
mod tests;
