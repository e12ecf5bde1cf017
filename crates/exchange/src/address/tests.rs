//! What stays, what is encoded, what is refused.

use super::*;

fn asked(text: &str) -> String {
    match Address::parse(text, true) {
        Ok(address) => address.to_string(),
        Err(error) => format!("! {error}"),
    }
}

#[test]
fn what_was_typed_stays() {
    for text in [
        "http://h/webapi//swagger/docs/3",
        "http://h/a/../b/./c",
        "http://h/a%2Fb?x=%2f+1",
        "http://h/a?",
        "http://h:8080/:id;v=1?a=b&&c",
        "https://[::1]:8443/x",
        "http://UPPER/Case",
        "http://h/[a]'(b)!*~",
    ] {
        assert_eq!(asked(text), text);
    }
}

#[test]
fn only_what_a_request_line_cannot_hold_is_encoded() {
    assert_eq!(asked("http://h/a b?q=<é>|\"{x}"), "http://h/a%20b?q=%3C%C3%A9%3E%7C%22%7Bx%7D");
    assert_eq!(asked("http://h?x=1"), "http://h/?x=1");
    assert_eq!(asked("127.0.0.1:8080/healthz"), "http://127.0.0.1:8080/healthz");
    assert_eq!(asked("http://h/a#part"), "http://h/a");
    assert_eq!(asked("http://bücher.example/"), "http://xn--bcher-kva.example/");
}

#[test]
fn what_cannot_be_sent_is_named() {
    assert_eq!(asked(""), "! the URL is empty");
    assert_eq!(asked("ftp://h/"), "! `ftp:` addresses cannot be sent to; only `http:` and `https:`");
    assert_eq!(asked("http:///x"), "! the URL `http:///x` has no host");
    assert_eq!(asked("http://h:99999/"), "! `99999` is not a port number; ports go from 1 to 65535");
    assert_eq!(asked("http://a b/"), "! `a b` is not a valid host name");
    assert_eq!(asked("http://[::1/"), "! `[::1` is not a valid host name");
    let unencoded = Address::parse("http://h/a b", false);
    assert_eq!(unencoded, Err(AddressError::Character(' ')));
}

#[test]
fn a_redirect_is_joined_as_the_rfc_says() {
    let base = Address::parse("http://h:1/a/b/c?q=1", true).unwrap();
    let joined = |location: &str| base.join(location).unwrap().to_string();
    assert_eq!(joined("/x//y"), "http://h:1/x//y");
    assert_eq!(joined("d"), "http://h:1/a/b/d");
    assert_eq!(joined("../d?e"), "http://h:1/a/d?e");
    assert_eq!(joined(".."), "http://h:1/a/");
    assert_eq!(joined("?z"), "http://h:1/a/b/c?z");
    assert_eq!(joined("//other/x"), "http://other/x");
    assert_eq!(joined("https://other:2/x y"), "https://other:2/x%20y");
    assert_eq!(joined("../../../../d"), "http://h:1/d");
}

#[test]
fn credentials_in_front_of_the_host_are_read_and_never_shown() {
    let address = Address::parse("http://ada:s%40crt@h/x", true).unwrap();
    let (name, password) = address.user.clone().unwrap();
    assert_eq!((name.as_str(), password.expose()), ("ada", "s@crt"));
    assert_eq!(address.to_string(), "http://h/x");
    assert!(!format!("{address:?}").contains("s@crt"));
}
