//! Ids of all objects: 12 bytes, written as 24 lower-case hex digits.
//!
//! The layout is MongoDB's ObjectId (4 bytes of seconds, 5 random bytes of the process, 3 bytes of a counter), so that
//! ids sort by the time of creation and two nodes never make the same one.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;

/// The id of one object. Sorts by the second of creation, then by node, then by order on that node.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id([u8; 12]);

impl Id {
    /// Puts an id together from its three parts. Of `counter` the lower 24 bits count.
    pub fn from_parts(seconds: u32, node: [u8; 5], counter: u32) -> Self {
        let mut bytes = [0; 12];
        bytes[..4].copy_from_slice(&seconds.to_be_bytes());
        bytes[4..9].copy_from_slice(&node);
        bytes[9..].copy_from_slice(&counter.to_be_bytes()[1..]);
        Self(bytes)
    }

    /// The twelve bytes, as they go into a ticket.
    pub fn from_bytes(bytes: [u8; 12]) -> Self {
        Self(bytes)
    }

    /// The twelve bytes, as they go into a ticket.
    pub fn as_bytes(&self) -> &[u8; 12] {
        &self.0
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A long list writes a hundred thousand of these: one piece of text is much cheaper than twelve.
        let mut digits = [0; 24];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 0xF)]];
        }
        f.write_str(std::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

/// The text is not 24 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id has 24 hex digits")]
pub struct UnreadableId;

impl FromStr for Id {
    type Err = UnreadableId;

    /// Reads 24 hex digits of either case.
    fn from_str(text: &str) -> Result<Self, UnreadableId> {
        let digits = text.as_bytes();
        if digits.len() != 24 {
            return Err(UnreadableId);
        }
        let mut bytes = [0; 12];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

fn hex_digit(digit: u8) -> Result<u8, UnreadableId> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(UnreadableId),
    }
}

/// Makes ids for one process. Time and randomness are handed in.
#[derive(Debug)]
pub struct IdGenerator {
    node: [u8; 5],
    counter: AtomicU32,
}

impl IdGenerator {
    /// `node` should be random; `first` (lower 24 bits count) is where the counter starts.
    pub fn new(node: [u8; 5], first: u32) -> Self {
        Self { node, counter: AtomicU32::new(first) }
    }

    /// An id for something created `now`. Never the same twice within 16 million ids a second.
    pub fn next(&self, now: Timestamp) -> Id {
        let seconds = u32::try_from(now.as_second().max(0)).unwrap_or(u32::MAX);
        Id::from_parts(seconds, self.node, self.counter.fetch_add(1, Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests;
