//! Masks secrets where an exchange leaves for history, log, report or console.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use exchange::Secret;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in place of a secret.
pub const MASK: &str = "••••••••";

/// Secrets shorter than this are masked only where they stand alone in a header: as part of a longer text they would
/// blot out ordinary words.
const LENGTH_MIN: usize = 4;

/// Headers whose value is a credential whoever wrote it: those of the standards, and the names keys usually go by.
const CREDENTIAL_HEADERS: [&str; 10] = [
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "x-api-key",
    "api-key",
    "apikey",
    "x-auth-token",
    "x-access-token",
    "private-token",
];

/// The secrets of one send, in each spelling that may have been sent.
#[derive(Debug, Default)]
pub struct Mask {
    /// Longest first, so that a secret inside a longer one does not break it up.
    spellings: Vec<Secret>,
}

impl Mask {
    /// Masks these secrets: plain, percent-encoded (both cases), form-encoded, JSON-escaped and in Base64.
    pub fn new(secrets: &[Secret]) -> Self {
        let mut spellings: Vec<Secret> = Vec::new();
        for secret in secrets.iter().filter(|secret| secret.expose().len() >= LENGTH_MIN) {
            let plain = secret.expose();
            let encoded = utf8_percent_encode(plain, NON_ALPHANUMERIC).to_string();
            let unreserved = encoded.replace("%2D", "-").replace("%2E", ".").replace("%5F", "_").replace("%7E", "~");
            let form = unreserved.replace("%20", "+");
            let json = serde_json::to_string(plain).unwrap_or_default();
            let base64 = STANDARD.encode(plain);
            let forms = [plain, &encoded, &encoded.to_lowercase(), &unreserved, &form, json.trim_matches('"'), &base64];
            for form in forms {
                if !spellings.iter().any(|known| known.expose() == form) {
                    spellings.push(Secret::new(form));
                }
            }
        }
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.expose().len()));
        Self { spellings }
    }

    /// `text` with every secret replaced.
    pub fn text(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        for spelling in &self.spellings {
            if masked.contains(spelling.expose()) {
                masked = masked.replace(spelling.expose(), MASK);
            }
        }
        masked
    }

    /// The value of a header, masked; of a credential header only the scheme word and cookie names stay.
    pub fn header(&self, name: &str, value: &str) -> String {
        let lower = name.to_ascii_lowercase();
        if !CREDENTIAL_HEADERS.contains(&lower.as_str()) {
            return self.text(value);
        }
        match lower.as_str() {
            "cookie" => value.split(';').map(mask_pair).collect::<Vec<_>>().join(";"),
            "set-cookie" => match value.split_once(';') {
                Some((pair, attributes)) => format!("{};{attributes}", mask_pair(pair)),
                None => mask_pair(value),
            },
            _ => match value.trim().split_once(' ') {
                Some((scheme, _)) => format!("{scheme} {MASK}"),
                None => MASK.to_owned(),
            },
        }
    }

    /// A whole head (request or status line, then fields), masked.
    pub fn head(&self, head: &[u8]) -> String {
        let text = String::from_utf8_lossy(head);
        let mut masked = String::with_capacity(text.len());
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let content = line.trim_end_matches(['\r', '\n']);
            let ending = &line[content.len()..];
            match content.split_once(':') {
                Some((name, value)) if index > 0 => {
                    let blank = &value[..value.len() - value.trim_start().len()];
                    masked += &format!("{name}:{blank}{}", self.header(name, value.trim_start()));
                }
                _ => masked += &self.text(content),
            }
            masked += ending;
        }
        masked
    }
}

fn mask_pair(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, _)) => format!("{name}={MASK}"),
        None => MASK.to_owned(),
    }
}

#[cfg(test)]
mod tests;
