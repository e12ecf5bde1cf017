//! The sample API: for who has no API at hand. Its document comes with the program, and the program answers it.
//!
//! It listens on loopback, on a port of its own that has nothing to do with the page's: what it answers is never of the page's
//! origin. It begins with its import, or with the start of a program whose workspace has it, and ends with the program. The
//! collection finds it through its variable `baseUrl`. When somebody else has the port meanwhile, another one is taken, which
//! becomes the current value of the variable; a value that a person put there is left alone.

mod listening;
mod port;
mod responses;

pub(crate) use listening::{begin, document, ready};
pub(crate) use port::Sample;
