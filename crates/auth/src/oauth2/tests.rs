//! Token requests and answers, by RFC 6749.

use exchange::ResolvedPlacement;
use insta::assert_snapshot;

use super::*;

fn settings(client_authentication: ResolvedClientAuthentication) -> ResolvedOAuth2 {
    ResolvedOAuth2 {
        grant: ResolvedGrant::ClientCredentials,
        token_url: "http://h/webapi//oauth2/token".into(),
        client_id: "id:1".into(),
        client_secret: Secret::new("s/e c&r"),
        client_authentication,
        scope: "a b".into(),
        token_name: "admin".into(),
        placement: ResolvedPlacement::Header { name: "Authorization".into(), prefix: "Bearer".into() },
        fetches_automatically: true,
        parameters: Vec::new(),
        refresh: exchange::ResolvedRefresh::default(),
    }
}

fn asked(settings: &ResolvedOAuth2) -> String {
    shown(&token_request(settings, &SendOptions::default()).unwrap())
}

fn shown(request: &ResolvedRequest) -> String {
    let mut text = format!("{} {}\n", request.method, request.address);
    for row in &request.headers {
        text += &format!("{}: {}\n", row.name, row.value);
    }
    let Some(Chunk::Bytes(body)) = request.body.as_deref().and_then(<[Chunk]>::first) else { return text };
    text + &String::from_utf8_lossy(body)
}

#[test]
fn basic_header_form_encodes_id_and_secret_first() {
    // base64("id%3A1:s%2Fe+c%26r")
    assert_snapshot!(asked(&settings(ResolvedClientAuthentication::BasicHeader)), @r"
    POST http://h/webapi//oauth2/token
    Authorization: Basic aWQlM0ExOnMlMkZlK2MlMjZy
    Content-Type: application/x-www-form-urlencoded
    Accept: application/json
    User-Agent: Postrider/0.1.0
    grant_type=client_credentials&scope=a+b
    ");
    // base64("id:1:s/e c&r")
    assert!(asked(&settings(ResolvedClientAuthentication::BasicHeaderUnencoded)).contains("Basic aWQ6MTpzL2UgYyZy\n"));
}

#[test]
fn body_authentication_and_extra_parameters() {
    let mut settings = settings(ResolvedClientAuthentication::Body);
    let parameter = |name: &str, send_in| ResolvedParameter { name: name.into(), value: "x&y".into(), send_in };
    settings.parameters = vec![
        parameter("resource", ResolvedSendIn::Body),
        parameter("tenant", ResolvedSendIn::Url),
        parameter("X-T", ResolvedSendIn::Header),
    ];
    assert_snapshot!(asked(&settings), @r"
    POST http://h/webapi//oauth2/token?tenant=x%26y
    X-T: x&y
    Content-Type: application/x-www-form-urlencoded
    Accept: application/json
    User-Agent: Postrider/0.1.0
    grant_type=client_credentials&client_id=id%3A1&client_secret=s%2Fe+c%26r&scope=a+b&resource=x%26y
    ");
}

use exchange::ResolvedParameter;

#[test]
fn an_answer_becomes_a_token_without_its_other_secrets() {
    let body = br#"{"access_token":"abc","token_type":"bearer","expires_in":"3599","refresh_token":"r","custom":[1]}"#;
    let token = read_token(200, body, 1000).unwrap();
    assert_eq!((token.value.expose(), token.token_type.as_str()), ("abc", "bearer"));
    assert_eq!(token.expires_at_ms, Some(1000 + 3_599_000));
    assert_eq!(
        serde_json::to_string(&token.details).unwrap(),
        r#"{"token_type":"bearer","expires_in":"3599","custom":[1]}"#
    );
    assert_eq!(read_token(200, br#"{"access_token":"abc"}"#, 0).unwrap().expires_at_ms, None);
}

#[test]
fn a_refusal_is_shown_whole() {
    let refused = |status, body: &str| read_token(status, body.as_bytes(), 0).unwrap_err().to_string();
    assert_snapshot!(refused(400, r#"{"error":"invalid_client","error_description":"no such key","error_uri":"http://h/e"}"#),
        @"the token endpoint refused: 400 `invalid_client` – no such key (see http://h/e)");
    assert_snapshot!(refused(502, "<html>"), @"the token endpoint answered 502 without a token: the body is not a JSON object");
    assert_snapshot!(refused(200, "{}"), @"the token endpoint answered 200 without a token: the answer has no `access_token`");
    assert_snapshot!(refused(200, ""), @"the token endpoint answered 200 without a token: the body is empty");
}

#[test]
fn a_token_is_due_when_ten_seconds_or_a_tenth_of_its_life_are_left() {
    assert_eq!(freshness(0, Some(3_600_000), 3_589_999), Freshness::Fresh);
    assert_eq!(freshness(0, Some(3_600_000), 3_590_000), Freshness::Due);
    assert_eq!(freshness(0, Some(2_000), 1_799), Freshness::Fresh);
    assert_eq!(freshness(0, Some(2_000), 1_800), Freshness::Due);
    assert_eq!(freshness(0, Some(2_000), 2_000), Freshness::Expired);
    assert_eq!(freshness(0, None, i64::MAX), Freshness::Fresh);
    assert_eq!(freshness(i64::MIN, Some(i64::MAX), 0), Freshness::Fresh);
}

#[test]
fn the_key_follows_configuration_and_environment_but_not_the_secret() {
    let one = settings(ResolvedClientAuthentication::BasicHeader);
    let rotated = ResolvedOAuth2 { client_secret: Secret::new("other"), ..one.clone() };
    let elsewhere = ResolvedOAuth2 { token_url: "http://other/t".into(), ..one.clone() };
    assert_eq!(config_key(&one, ""), config_key(&rotated, ""));
    assert_ne!(config_key(&one, ""), config_key(&elsewhere, ""));
    assert_ne!(config_key(&one, ""), config_key(&one, "staging"));
}

#[test]
fn a_refresh_token_goes_to_its_own_address_with_its_own_parameters() {
    let mut settings = settings(ResolvedClientAuthentication::Body);
    let token = Secret::new("r/1");
    let asked = |settings: &ResolvedOAuth2| shown(&refresh_request(settings, &token, &SendOptions::default()).unwrap());
    assert!(asked(&settings).starts_with("POST http://h/webapi//oauth2/token\n"));
    settings.refresh.url = "http://h/refresh".into();
    let send_in = ResolvedSendIn::Body;
    settings.refresh.parameters = vec![ResolvedParameter { name: "a".into(), value: "1".into(), send_in }];
    assert_snapshot!(asked(&settings), @"
    POST http://h/refresh
    Content-Type: application/x-www-form-urlencoded
    Accept: application/json
    User-Agent: Postrider/0.1.0
    grant_type=refresh_token&refresh_token=r%2F1&client_id=id%3A1&client_secret=s%2Fe+c%26r&a=1
    ");
    let answer = br#"{"access_token":"a","refresh_token":"r2","id_token":"i","x":1}"#;
    let token = read_token(200, answer, 0).unwrap();
    assert_eq!(token.refresh_token.as_ref().map(Secret::expose), Some("r2"));
    assert_eq!(token.details.keys().collect::<Vec<_>>(), ["x"]);
}
