//! No spelling of a secret survives.

use super::*;

#[test]
fn every_spelling_is_masked() {
    let mask = Mask::new(&[Secret::new("s3cr&t/\"x y")]);
    let spellings = "s3cr&t/\"x y | s3cr%26t%2F%22x%20y | s3cr%26t%2f%22x%20y | s3cr%26t%2F%22x+y | s3cr&t/\\\"x y | czNjciZ0LyJ4IHk=";
    assert_eq!(mask.text(spellings), [MASK; 6].join(" | "));
}

#[test]
fn a_secret_within_a_longer_one_does_not_break_it_up() {
    let mask = Mask::new(&[Secret::new("abcd"), Secret::new("abcd-efgh")]);
    assert_eq!(mask.text("x abcd-efgh y abcd z"), format!("x {MASK} y {MASK} z"));
}

#[test]
fn credential_headers_are_masked_whoever_wrote_them() {
    let mask = Mask::default();
    let head = "GET /x HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer abc.def\r\nCookie: a=1; b=2\r\nX-Key: k\r\nX-API-Key: abc\r\n\r\n";
    assert_eq!(
        mask.head(head.as_bytes()),
        format!(
            "GET /x HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {MASK}\r\nCookie: a={MASK}; b={MASK}\r\nX-Key: k\r\nX-API-Key: {MASK}\r\n\r\n"
        )
    );
    assert_eq!(mask.header("Set-Cookie", "sid=42; Path=/; HttpOnly"), format!("sid={MASK}; Path=/; HttpOnly"));
}
