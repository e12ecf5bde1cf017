//! What counts as an e-mail address.

/// RFC 5321 §4.5.3.1.3 with both angle brackets taken off.
const BYTES_MAX: usize = 254;

/// Something, `@`, something, without white space: more is only known by the mail server.
pub fn is_address(text: &str) -> bool {
    text.len() <= BYTES_MAX
        && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control())
        && text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.contains('@') && !domain.starts_with('.')
        })
}
