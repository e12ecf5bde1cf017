//! Masks a body that comes in parts: a secret is found as well where two parts meet.
//!
//! Bytes are looked through, not characters: in a picture or an archive a secret is masked too where it stands as it was
//! sent. In a body whose encoding is neither ASCII nor UTF-8 it is not found, nor where the server packed it.

use regex::bytes::{Regex, RegexBuilder};

use crate::mask::MASK;

/// Programs of more secrets than this many bytes of search are not made.
const SEARCH_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A body on its way to where it is kept.
#[derive(Debug)]
pub(crate) struct MaskStream {
    /// Finds the longest secret at a place; `None` when there is none to look for.
    search: Option<Regex>,
    /// Length of the longest secret.
    longest: usize,
    /// What was fed and may hold the beginning of a secret.
    pending: Vec<u8>,
}

impl MaskStream {
    /// Looks for these, longest first.
    pub(super) fn new<'a>(spellings: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut longest = 0;
        let mut patterns = Vec::new();
        for spelling in spellings.filter(|spelling| !spelling.is_empty()) {
            longest = longest.max(spelling.len());
            patterns.push(regex::escape(spelling));
        }
        let search = match patterns.len() {
            0 => None,
            _ => Some(RegexBuilder::new(&patterns.join("|")).size_limit(SEARCH_BYTES_MAX).build().ok()?),
        };
        Some(Self { search, longest, pending: Vec::new() })
    }

    /// Takes a part and gives what is certain.
    pub(crate) fn feed(&mut self, part: &[u8]) -> Vec<u8> {
        self.pending.extend_from_slice(part);
        // A secret that begins before this place ends in what is here.
        let certain = (self.pending.len() + 1).saturating_sub(self.longest.max(1));
        self.take(certain)
    }

    /// Gives the rest.
    pub(crate) fn finish(&mut self) -> Vec<u8> {
        self.take(self.pending.len())
    }

    /// Gives everything that begins before `certain`.
    fn take(&mut self, certain: usize) -> Vec<u8> {
        let Some(search) = &self.search else { return std::mem::take(&mut self.pending) };
        let mut masked = Vec::with_capacity(self.pending.len());
        let mut at = 0;
        for found in search.find_iter(&self.pending).take_while(|found| found.start() < certain) {
            masked.extend_from_slice(&self.pending[at..found.start()]);
            masked.extend_from_slice(MASK.as_bytes());
            at = found.end();
        }
        if at < certain {
            masked.extend_from_slice(&self.pending[at..certain]);
            at = certain;
        }
        self.pending.drain(..at);
        masked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_wherever_the_body_is_parted() {
        let body = "a secret, a secretive one, sec and a secret".as_bytes();
        let wanted = format!("a {MASK}, a {MASK} one, sec and a {MASK}");
        for size in 1..=body.len() {
            let mut stream = MaskStream::new(["secretive", "secret"].into_iter()).unwrap();
            let mut masked: Vec<u8> = body.chunks(size).flat_map(|part| stream.feed(part)).collect();
            masked.extend(stream.finish());
            assert_eq!(String::from_utf8_lossy(&masked), wanted, "parts of {size}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_stay_as_they_are() {
        let body = [0, 255, 128, b'\n', 7];
        for secrets in [&[][..], &["secret"]] {
            let mut stream = MaskStream::new(secrets.iter().copied()).unwrap();
            let masked = [stream.feed(&body), stream.finish()].concat();
            assert_eq!(masked, body);
        }
    }
}
