//! Foreign formats: one module each, with `read`, `write` or both.
//!
//! Pure: text in, model out, and back. What a format can say and Postrider cannot is a problem, never dropped silently.

#![expect(clippy::result_large_err, reason = "a text is refused once, so the size of the problem costs nothing")]

pub mod curl;
