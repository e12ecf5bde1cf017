//! Where credentials go.

use exchange::{Address, SendOptions};

use super::*;

fn signed(url: &str, auth: ResolvedAuth, typed: &[(&str, &str)]) -> (String, Vec<String>) {
    let row = |name: &str, value: &str, origin| HeaderRow { name: name.into(), value: value.into(), origin };
    let mut headers: Vec<HeaderRow> = typed.iter().map(|(name, value)| row(name, value, Origin::Typed)).collect();
    headers.push(row("Accept", "*/*", Origin::Generated));
    let mut request = ResolvedRequest {
        method: "GET".into(),
        address: Address::parse(url, true).unwrap(),
        headers,
        suppressed_headers: Vec::new(),
        body: None,
        auth,
        options: SendOptions::default(),
        secrets: Vec::new(),
    };
    sign(&mut request);
    sign(&mut request);
    (request.address.to_string(), request.headers.iter().map(|row| format!("{}: {}", row.name, row.value)).collect())
}

#[test]
fn headers_stand_between_typed_and_generated_rows_once() {
    let bearer = ResolvedAuth::Bearer { token: Secret::new("t") };
    assert_eq!(signed("h", bearer.clone(), &[("X", "1")]).1, ["X: 1", "Authorization: Bearer t", "Accept: */*"]);
    assert_eq!(signed("h", bearer, &[("authorization", "mine")]).1, ["authorization: mine", "Accept: */*"]);
    let basic = ResolvedAuth::Basic { username: "Aladdin".into(), password: Secret::new("open sesame") };
    // The example of RFC 7617 §2.
    assert_eq!(signed("h", basic, &[]).1[0], "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let key = ResolvedAuth::HeaderKey { name: "X-Key".into(), value: Secret::new("k") };
    assert_eq!(signed("h", key, &[]).1[0], "X-Key: k");
}

#[test]
fn a_query_key_is_appended_encoded() {
    let mut request = ResolvedRequest {
        method: "GET".into(),
        address: Address::parse("http://h//x?a=1", true).unwrap(),
        headers: Vec::new(),
        suppressed_headers: Vec::new(),
        body: None,
        auth: ResolvedAuth::QueryKey { name: "api key".into(), value: Secret::new("k&1") },
        options: SendOptions::default(),
        secrets: Vec::new(),
    };
    sign(&mut request);
    assert_eq!(request.address.to_string(), "http://h//x?a=1&api%20key=k%261");
}
