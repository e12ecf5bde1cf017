//! Variables in, proxy out.

use super::*;

/// The proxy for `url` under these variables.
fn chosen(variables: &[(&str, &str)], url: &str) -> String {
    let get = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    match ProxySettings::from_variables(get).choose(&Address::parse(url, true).unwrap()) {
        Ok((Some(proxy), _)) => proxy.to_string(),
        Ok((None, _)) => "-".to_owned(),
        Err(failure) => format!("! {failure}"),
    }
}

#[test]
fn each_scheme_has_its_own_variable() {
    let variables = [("http_proxy", "http://a:1"), ("HTTPS_PROXY", "b:2"), ("ALL_PROXY", "socks5h://c:3")];
    assert_eq!(chosen(&variables, "http://h.test/"), "http://a:1");
    assert_eq!(chosen(&variables, "https://h.test/"), "http://b:2");
    assert_eq!(chosen(&variables[2..], "https://h.test/"), "socks5h://c:3");
    assert_eq!(chosen(&[], "https://h.test/"), "-");
    assert_eq!(chosen(&[("http_proxy", " ")], "http://h.test/"), "-");
}

#[test]
fn lower_case_wins_and_cgi_is_not_trusted() {
    let variables = [("http_proxy", "low:1"), ("HTTP_PROXY", "up:1")];
    assert_eq!(chosen(&variables, "http://h.test/"), "http://low:1");
    assert_eq!(chosen(&[("HTTP_PROXY", "up:1")], "http://h.test/"), "http://up:1");
    assert_eq!(chosen(&[("HTTP_PROXY", "up:1"), ("REQUEST_METHOD", "GET")], "http://h.test/"), "-");
}

#[test]
fn exceptions() {
    let is_direct = |list: &str, url: &str| chosen(&[("all_proxy", "p:1"), ("no_proxy", list)], url) == "-";
    assert!(is_direct("*", "http://h.test/"));
    assert!(is_direct("other, h.test", "http://www.H.test./"));
    assert!(is_direct(".h.test", "http://h.test/"));
    assert!(!is_direct("h.test", "http://badh.test/"));
    assert!(is_direct("h.test:8080", "http://h.test:8080/"));
    assert!(!is_direct("h.test:8080", "http://h.test/"));
    assert!(is_direct("127.0.0.1", "http://127.0.0.1:8080/"));
    assert!(!is_direct("0.0.1", "http://127.0.0.1/"));
    assert!(is_direct("10.0.0.0/8 192.168.0.0/16", "http://192.168.3.4/"));
    assert!(!is_direct("192.168.0.0/16", "http://192.169.0.1/"));
    assert!(is_direct("0.0.0.0/0", "http://8.8.8.8/"));
    assert!(is_direct("::1", "http://[::1]:80/"));
    assert!(is_direct("[::1]:80", "http://[::1]/"));
    assert!(is_direct("fd00::/8", "http://[fd12::1]/"));
    assert!(!is_direct("10.0.0.0/x", "http://10.0.0.1/"));
}

#[test]
fn credentials_are_used_and_never_shown() {
    let text = Secret::new("http://user:p%40ss@proxy.test:3128");
    let proxy = Proxy::parse(&text).unwrap();
    assert_eq!(proxy.to_string(), "http://proxy.test:3128");
    assert_eq!(proxy.authorization().unwrap(), "Basic dXNlcjpwQHNz");
    let named = NamedProxy { address: text, variable: None };
    let settings = ProxySettings { http: Some(named), ..ProxySettings::default() };
    assert!(!format!("{settings:?}").contains("p%40ss"));
    let secrets: Vec<String> = settings.secrets().iter().map(|secret| secret.expose().to_owned()).collect();
    assert_eq!(secrets, ["p@ss", "dXNlcjpwQHNz"]);
}

#[test]
fn other_kinds_are_refused_in_words() {
    assert_eq!(chosen(&[("all_proxy", "socks4://p:1")], "http://h/"), "! proxies of kind `socks4` are not supported");
}

#[test]
fn what_decides_is_told() {
    let variables = [("HTTP_PROXY", "u:p@a:1"), ("all_proxy", "b:2"), ("no_proxy", "x.test, .h.test:80 h.test")];
    let get = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    let settings = ProxySettings::from_variables(get);
    let rule = |url: &str| settings.choose(&Address::parse(url, true).unwrap()).unwrap().1;
    assert_eq!(rule("http://far.test/"), WayRule::Named(Some("HTTP_PROXY".to_owned())));
    assert_eq!(rule("https://far.test/"), WayRule::Named(Some("all_proxy".to_owned())));
    assert_eq!(rule("http://a.h.test/"), WayRule::Exception(".h.test:80".to_owned()));
    assert_eq!(rule("https://a.h.test/"), WayRule::Exception("h.test".to_owned()));
    let none = ProxySettings::default().choose(&Address::parse("http://h.test/", true).unwrap()).unwrap();
    assert_eq!(none.1, WayRule::NoProxy);
}
