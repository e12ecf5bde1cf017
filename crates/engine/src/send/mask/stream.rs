//! Masks a body that comes in parts: a secret is found as well where two parts meet.
//!
//! Bytes are looked through, not characters: in a picture or an archive a secret is masked too where it stands as it was
//! sent. In a body whose encoding is neither ASCII nor UTF-8 it is not found, nor where the server packed it.

use exchange::Secret;
use regex::bytes::{Regex, RegexBuilder};

/// What stands in place of a secret.
pub const MASK: &str = "••••••••";

/// Programs of more secrets than this many bytes of search are not made.
const SEARCH_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A body on its way to where it is kept.
#[derive(Debug)]
pub(crate) struct MaskStream {
    /// What is looked for, longest first.
    secrets: Vec<Secret>,
    /// Finds the longest secret at a place; `None` when there is none to look for.
    search: Option<Regex>,
    /// What was fed and may hold the beginning of a secret.
    pending: Vec<u8>,
    /// How much of the beginning of `pending` a mask stands for that was given already.
    covered: usize,
}

impl MaskStream {
    /// Looks for these, longest first.
    pub(super) fn new<'a>(spellings: impl Iterator<Item = &'a str>) -> Option<Self> {
        let secrets: Vec<Secret> = spellings.filter(|spelling| !spelling.is_empty()).map(Secret::new).collect();
        let patterns: Vec<String> = secrets.iter().map(|secret| regex::escape(secret.expose())).collect();
        let search = match patterns.len() {
            0 => None,
            _ => Some(RegexBuilder::new(&patterns.join("|")).size_limit(SEARCH_BYTES_MAX).build().ok()?),
        };
        Some(Self { secrets, search, pending: Vec::new(), covered: 0 })
    }

    /// Takes a part and gives what is certain.
    pub(crate) fn feed(&mut self, part: &[u8]) -> Vec<u8> {
        self.pending.extend_from_slice(part);
        // A secret that begins before this place ends in what is here.
        let certain = (self.pending.len() + 1).saturating_sub(self.longest().max(1));
        self.take(certain)
    }

    /// Gives the rest. With `is_cut` the body would have gone on, so that a secret may have been cut at its end.
    pub(crate) fn finish(&mut self, is_cut: bool) -> Vec<u8> {
        let cut = if is_cut { self.cut_secret() } else { None };
        let mut masked = self.take(cut.unwrap_or(self.pending.len()));
        // What is left now is a secret's beginning; a mask that reaches into it stands for it as well.
        if !self.pending.is_empty() && self.covered == 0 {
            masked.extend_from_slice(MASK.as_bytes());
        }
        self.pending.clear();
        masked
    }

    fn longest(&self) -> usize {
        self.secrets.iter().map(|secret| secret.expose().len()).max().unwrap_or(0)
    }

    /// Where the longest end begins that is the beginning of a secret.
    fn cut_secret(&self) -> Option<usize> {
        let begins =
            |at: &usize| self.secrets.iter().any(|one| one.expose().as_bytes().starts_with(&self.pending[*at..]));
        (self.pending.len().saturating_sub(self.longest())..self.pending.len()).find(begins)
    }

    /// Gives everything that begins before `certain`. Secrets that overlap become one mask.
    fn take(&mut self, certain: usize) -> Vec<u8> {
        let Some(search) = &self.search else { return std::mem::take(&mut self.pending) };
        let mut masked = Vec::with_capacity(self.pending.len());
        let mut at = self.covered;
        let mut from = 0;
        while let Some(found) = search.find_at(&self.pending, from).filter(|found| found.start() < certain) {
            if found.start() >= at {
                masked.extend_from_slice(&self.pending[at..found.start()]);
                masked.extend_from_slice(MASK.as_bytes());
            }
            at = at.max(found.end());
            from = found.start() + 1;
        }
        if at < certain {
            masked.extend_from_slice(&self.pending[at..certain]);
        }
        self.pending.drain(..certain);
        self.covered = at.saturating_sub(certain);
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
            masked.extend(stream.finish(false));
            assert_eq!(String::from_utf8_lossy(&masked), wanted, "parts of {size}");
        }
    }

    /// The body masked, with parts of every size.
    fn masked(secrets: &[&str], body: &str, is_cut: bool) -> String {
        let of_parts = |size: usize| {
            let mut stream = MaskStream::new(secrets.iter().copied()).unwrap();
            let mut masked: Vec<u8> = body.as_bytes().chunks(size).flat_map(|part| stream.feed(part)).collect();
            masked.extend(stream.finish(is_cut));
            String::from_utf8(masked).unwrap()
        };
        let whole = of_parts(body.len());
        for size in 1..body.len() {
            assert_eq!(of_parts(size), whole, "parts of {size}");
        }
        whole
    }

    #[test]
    fn secrets_that_overlap_become_one_mask() {
        assert_eq!(masked(&["abcd", "cdef"], "xabcdefabcdx", false), format!("x{MASK}{MASK}x"));
        assert_eq!(masked(&["aa"], "baaaab", false), format!("b{MASK}b"));
    }

    #[test]
    fn a_secret_that_was_cut_at_the_end_is_masked() {
        assert_eq!(masked(&["secret"], "a secret, sec", true), format!("a {MASK}, {MASK}"));
        assert_eq!(masked(&["secret"], "a secret, sec", false), format!("a {MASK}, sec"));
        assert_eq!(masked(&["secret", "rets"], "a secret", true), format!("a {MASK}"));
    }

    #[test]
    fn bytes_that_are_no_text_stay_as_they_are() {
        let body = [0, 255, 128, b'\n', 7];
        for secrets in [&[][..], &["secret"]] {
            let mut stream = MaskStream::new(secrets.iter().copied()).unwrap();
            let masked = [stream.feed(&body), stream.finish(false)].concat();
            assert_eq!(masked, body);
        }
    }
}
