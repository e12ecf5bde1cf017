//! cURL command lines, as shells, documentation and the network panels of browsers write them.
//!
//! ```text
//! text ──words──▶ words ──read──▶ model::Request + problems
//! Command ──write──▶ text for a POSIX shell, every byte quoted
//! ```

mod form;
mod options;
mod read;
mod words;
mod write;

pub use read::{Curl, is_command, read};
pub use write::{Command, CommandBody, write};

#[cfg(test)]
mod tests;
