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

/// Pieces as one text, what is kept back as its length.
fn shown(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Shown(text) => text.clone(),
        Piece::Masked(characters) => format!("<{characters}>"),
    };
    pieces.iter().map(piece).collect()
}

#[test]
fn pieces_say_how_long_what_is_kept_back_was() {
    let mask = Mask::new(&[Secret::new("abcd"), Secret::new("abcd-efgh"), Secret::new("\u{e4}\u{e4}\u{e4}")]);
    assert_eq!(shown(&mask.pieces("x abcd-efgh abcd \u{e4}\u{e4}\u{e4}!", false)), "x <9> <4> <3>!");
    assert_eq!(shown(&mask.pieces("", true)), "");
    let head = "GET /abcd HTTP/1.1\r\nAuthorization: Basic abc\r\nCookie: a=1; b=22\r\nX-API-Key: k\r\nSet-Cookie: s=42; Path=/\r\n\r\n";
    assert_eq!(
        shown(&mask.head_pieces(head.as_bytes())),
        "GET /<4> HTTP/1.1\r\nAuthorization: Basic <3>\r\nCookie: a=<1>; b=<2>\r\nX-API-Key: <1>\r\nSet-Cookie: s=<2>; Path=/\r\n\r\n"
    );
}

#[test]
fn a_secret_that_is_cut_at_the_end_of_a_beginning_stays_back() {
    let mask = Mask::new(&[Secret::new("abcd-efgh"), Secret::new("\u{e4}\u{e4}\u{e4}")]);
    assert_eq!(shown(&mask.pieces("x abcd-e", true)), "x <6>");
    assert_eq!(shown(&mask.pieces("x abcd-e", false)), "x abcd-e");
    assert_eq!(shown(&mask.pieces("x \u{e4}\u{e4}", true)), "x <2>");
    assert_eq!(shown(&mask.pieces("nothing of it", true)), "nothing of it");
}
