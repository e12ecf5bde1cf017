//! What comes from outside the program: clock, randomness, environment of the process.

/// Clock, randomness and environment, read through functions that the binary (or a test) hands in.
#[derive(Clone, Copy)]
pub struct Outside {
    /// Milliseconds since 1970 UTC.
    pub now_ms: fn() -> i64,
    /// Random bits, other ones at each call.
    pub random: fn() -> u64,
    /// A variable of the process.
    pub variable: fn(&str) -> Option<String>,
}

impl Outside {
    /// A new id: 128 random bits as 32 hex digits.
    pub(crate) fn new_id(&self) -> String {
        format!("{:016x}{:016x}", (self.random)(), (self.random)())
    }
}
