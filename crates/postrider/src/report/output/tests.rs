//! Words and widths.

use super::*;

#[test]
fn shell_words() {
    assert_eq!(shell_word("Orders"), "Orders");
    assert_eq!(shell_word("Alteryx Server API V3"), "\"Alteryx Server API V3\"");
    assert_eq!(shell_word("a $b 'c'"), "'a $b '\\''c'\\'''");
}

#[test]
fn escape_sequences_of_others_are_shown_not_obeyed() {
    assert_eq!(printable("a\u{1b}[31mb\r\n\u{9b}c\té"), "a␛[31mb␍\n�c\té");
    assert_eq!(visible_width("\u{1b}[1mab\u{1b}[0m"), 2);
}
