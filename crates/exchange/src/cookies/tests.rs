//! Answers set cookies, requests carry them.

use super::*;

const NOW_S: i64 = 1_700_000_000;

fn at(url: &str) -> Address {
    Address::parse(url, true).unwrap()
}

/// A jar after these answers: address and `Set-Cookie`.
fn jar(answers: &[(&str, &str)]) -> CookieJar {
    let mut jar = CookieJar::default();
    for (url, set_cookie) in answers {
        jar.store(set_cookie, &at(url), NOW_S);
    }
    jar
}

/// What a request to `url` carries after one answer.
fn sent(answer: (&str, &str), url: &str) -> String {
    jar(&[answer]).header_for(&at(url), NOW_S).unwrap_or_else(|| "-".to_owned())
}

#[test]
fn without_a_domain_it_goes_to_that_host_alone() {
    let answer = ("http://example.com/", "a=1");
    assert_eq!(sent(answer, "http://example.com/x"), "a=1");
    assert_eq!(sent(answer, "http://EXAMPLE.com:8080/x"), "a=1");
    assert_eq!(sent(answer, "http://www.example.com/"), "-");
}

#[test]
fn with_a_domain_it_goes_to_names_under_it() {
    let answer = ("http://www.example.com/", "a=1; Domain=.Example.COM");
    assert_eq!(sent(answer, "http://example.com/"), "a=1");
    assert_eq!(sent(answer, "http://deep.api.example.com/"), "a=1");
    assert_eq!(sent(answer, "http://badexample.com/"), "-");
}

#[test]
fn a_strangers_domain_is_refused() {
    for domain in ["other.com", "api.www.example.com", "com", "xample.com"] {
        let set_cookie = format!("a=1; Domain={domain}");
        assert!(jar(&[("http://www.example.com/", &set_cookie)]).cookies().is_empty(), "{domain}");
    }
}

#[test]
fn a_public_suffix_is_refused_unless_it_is_the_host() {
    assert_eq!(sent(("http://a.co.uk/", "a=1; Domain=co.uk"), "http://a.co.uk/"), "-");
    assert_eq!(sent(("http://x.github.io/", "a=1; Domain=github.io"), "http://x.github.io/"), "-");
    let own = jar(&[("http://github.io/", "a=1; Domain=github.io")]);
    assert!(own.cookies()[0].is_host_only);
    assert_eq!(sent(("http://localhost/", "a=1; Domain=localhost"), "http://localhost/"), "a=1");
}

#[test]
fn an_ip_address_matches_only_itself() {
    assert_eq!(sent(("http://127.0.0.1/", "a=1; Domain=127.0.0.1"), "http://127.0.0.1/"), "a=1");
    assert_eq!(sent(("http://127.0.0.1/", "a=1; Domain=0.1"), "http://127.0.0.1/"), "-");
    assert_eq!(sent(("http://[::1]/", "a=1"), "http://[::1]:80/"), "a=1");
}

#[test]
fn paths_are_folders() {
    let answer = ("http://h.test/api/v3/users", "a=1");
    assert_eq!(sent(answer, "http://h.test/api/v3"), "a=1");
    assert_eq!(sent(answer, "http://h.test/api/v3/x?y"), "a=1");
    assert_eq!(sent(answer, "http://h.test/api/v33"), "-");
    assert_eq!(sent(("http://h.test/x", "a=1; Path=/api/"), "http://h.test/api/x"), "a=1");
    assert_eq!(sent(("http://h.test/x", "a=1; Path=api"), "http://h.test/"), "a=1");
}

#[test]
fn secure_cookies_go_over_tls_and_to_loopback() {
    let answer = ("https://h.test/", "a=1; Secure");
    assert_eq!(sent(answer, "https://h.test/"), "a=1");
    assert_eq!(sent(answer, "http://h.test/"), "-");
    assert_eq!(sent(("http://h.test/", "a=1; Secure"), "https://h.test/"), "-");
    assert_eq!(sent(("http://localhost:8080/", "a=1; Secure"), "http://localhost:8080/"), "a=1");
    assert_eq!(sent(("http://127.0.0.1/", "a=1; Secure"), "http://127.0.0.1/"), "a=1");
}

#[test]
fn plain_http_cannot_hide_a_secure_cookie() {
    let jar = jar(&[("https://h.test/", "a=secure; Secure"), ("http://h.test/", "a=forged")]);
    assert_eq!(jar.header_for(&at("https://h.test/"), NOW_S).unwrap(), "a=secure");
}

#[test]
fn max_age_beats_expires_and_both_end_it() {
    let jar = jar(&[
        ("http://h.test/", "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
        ("http://h.test/", "b=2; Expires=Wed, 15 Nov 2023 00:00:00 GMT"),
        ("http://h.test/", "c=3"),
        ("http://h.test/", "d=4; Max-Age=99999999999999999999"),
    ]);
    let at_time = |now_s| jar.header_for(&at("http://h.test/"), now_s).unwrap();
    assert_eq!(at_time(NOW_S + 59), "a=1; b=2; c=3; d=4");
    assert_eq!(at_time(NOW_S + 60), "b=2; c=3; d=4");
    assert_eq!(at_time(1_700_006_400), "c=3; d=4");
    assert_eq!(jar.cookies()[2].expires_at, None);
}

#[test]
fn a_date_in_the_past_deletes() {
    let mut jar = jar(&[("http://h.test/", "a=1"), ("http://h.test/", "b=2")]);
    jar.take_changes();
    jar.store("a=; Max-Age=0", &at("http://h.test/"), NOW_S);
    jar.store("never=; Max-Age=-1", &at("http://h.test/"), NOW_S);
    let deleted = CookieChange::Deleted { name: "a".into(), domain: "h.test".into(), path: "/".into() };
    assert_eq!(jar.take_changes(), [deleted]);
    assert_eq!(jar.header_for(&at("http://h.test/"), NOW_S).unwrap(), "b=2");
}

#[test]
fn replacing_keeps_the_place_and_is_a_change() {
    let mut jar = jar(&[("http://h.test/", "a=1"), ("http://h.test/", "b=2"), ("http://h.test/", "a=3; HttpOnly")]);
    assert_eq!(jar.header_for(&at("http://h.test/"), NOW_S).unwrap(), "a=3; b=2");
    assert_eq!(jar.take_changes().len(), 3);
    jar.store("b=2", &at("http://h.test/"), NOW_S);
    assert!(jar.take_changes().is_empty());
}

#[test]
fn longer_paths_stand_first() {
    let jar = jar(&[
        ("http://h.test/", "a=root; Path=/"),
        ("http://h.test/", "a=deep; Path=/x/y"),
        ("http://h.test/", "b=x; Path=/x"),
    ]);
    assert_eq!(jar.header_for(&at("http://h.test/x/y"), NOW_S).unwrap(), "a=deep; b=x; a=root");
}

#[test]
fn prefixes_keep_their_promise() {
    let is_kept = |url: &str, set_cookie: &str| !jar(&[(url, set_cookie)]).cookies().is_empty();
    assert!(is_kept("https://h.test/", "__Host-a=1; Secure; Path=/"));
    assert!(!is_kept("https://h.test/", "__Host-a=1; Secure"));
    assert!(!is_kept("https://h.test/", "__Host-a=1; Path=/"));
    assert!(!is_kept("https://www.h.test/", "__host-a=1; Secure; Path=/; Domain=h.test"));
    assert!(is_kept("https://www.h.test/", "__Secure-a=1; Secure; Domain=h.test"));
    assert!(!is_kept("https://h.test/", "__Secure-a=1"));
    assert!(!is_kept("https://h.test/", "=__Secure-a=1; Secure"));
}

#[test]
fn values_stay_as_received() {
    let jar = jar(&[("http://h.test/", "  a = \"x y\"=z ; SameSite=Lax; unknown=1; HttpOnly")]);
    let cookie = &jar.cookies()[0];
    assert_eq!((cookie.name.as_str(), cookie.value.as_str()), ("a", "\"x y\"=z"));
    assert_eq!((cookie.same_site.as_deref(), cookie.is_http_only), (Some("Lax"), true));
    assert_eq!(sent(("http://h.test/", "alone"), "http://h.test/"), "alone");
}

#[test]
fn what_is_no_cookie_is_passed_over() {
    let long = format!("a={}", "x".repeat(5000));
    for set_cookie in ["", "=", ";Path=/", "a=\u{0}", long.as_str()] {
        assert!(jar(&[("http://h.test/", set_cookie)]).cookies().is_empty(), "{set_cookie:.20}");
    }
}
