//! The token endpoint, and when tokens live and die.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;

use crate::site::{Site, basic};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const HEADERS: [&str; 4] = ["content-type", "cache-control", "pragma", "expires"];

/// Checks the shape of a token, then hides it.
fn hidden(site: &Site, text: &str) -> String {
    let response = site.ask(text);
    let mut shown = response.shown(&HEADERS);
    if response.status == 200 {
        let token = response.json()["access_token"].as_str().unwrap().to_owned();
        assert!(token.len() < 4096 && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        shown = shown.replace(&token, "TOKEN");
    }
    shown
}

#[test]
fn key_and_secret_in_a_basic_header_give_a_token() {
    let site = Site::started();
    let authorization = basic(&site.credentials.key, &site.credentials.secret);
    let response = hidden(
        &site,
        &format!("POST /webapi/oauth2/token\nauthorization: {authorization}\n{FORM}\n\ngrant_type=client_credentials"),
    );
    assert_snapshot!(response, @r#"
    200
    content-type: application/json;charset=UTF-8
    cache-control: no-cache
    pragma: no-cache
    expires: -1
    {"access_token":"TOKEN","token_type":"bearer","expires_in":3599}
    "#);
}

#[test]
fn key_and_secret_in_the_form_give_a_token_and_other_parameters_are_ignored() {
    let site = Site::started();
    let (key, secret) = (&site.credentials.key, &site.credentials.secret);
    let form = format!("scope=admin&resource=x&grant_type=client_credentials&client_id={key}&client_secret={secret}");
    assert!(hidden(&site, &format!("POST /webapi/oauth2/token\n{FORM}\n\n{form}")).starts_with("200\n"));
    assert!(hidden(&site, &format!("POST /webapi/oauth2/token\n\n{form}")).starts_with("200\n"), "no Content-Type");
    for charset in ["UTF-8", "ISO-8859-1", "windows-1252"] {
        let head = format!("POST /webapi/oauth2/token\n{FORM}; charset={charset}");
        assert!(hidden(&site, &format!("{head}\n\n{form}")).starts_with("200\n"), "{charset}");
    }
    let scheme = basic(key, secret).replace("Basic", "bAsIc");
    let with_other_form = format!(
        "POST /webapi/oauth2/token\nauthorization: {scheme}\n{FORM}\n\ngrant_type=client_credentials&client_id=a&client_secret=b"
    );
    assert!(hidden(&site, &with_other_form).starts_with("200\n"), "the header is read first, its scheme in any case");
    let wrong_header = basic(key, "wrong");
    let wrong_first = format!("POST /webapi/oauth2/token\nauthorization: {wrong_header}\n{FORM}\n\n{form}");
    assert!(hidden(&site, &wrong_first).starts_with("400\n"), "a wrong header is not rescued by the form");
    let unreadable = format!("POST /webapi/oauth2/token\nauthorization: Basic ???\n{FORM}\n\n{form}");
    assert!(hidden(&site, &unreadable).starts_with("200\n"), "an unreadable header is ignored");
}

#[test]
fn each_refusal_is_400_with_its_code_and_a_description() {
    let site = Site::started();
    let good = basic(&site.credentials.key, &site.credentials.secret);
    let refusal = |head: &str, body: &str| {
        let response = site.ask(&format!("{head}\n\n{body}"));
        assert_eq!(response.status, 400, "{}", response.body);
        assert!(!response.json()["error_description"].as_str().unwrap().is_empty());
        response.json()["error"].as_str().unwrap().to_owned()
    };
    let post = format!("POST /webapi/oauth2/token\n{FORM}");
    assert_eq!(refusal(&post, ""), "invalid_client", "nothing at all");
    assert_eq!(refusal(&post, "grant_type=client_credentials"), "invalid_client", "no credentials");
    assert_eq!(refusal(&post, "grant_type=client_credentials&client_id=a"), "invalid_client", "half of them");
    assert_eq!(refusal(&format!("{post}\nauthorization: {}", basic("a", "b")), ""), "invalid_client", "unknown key");
    let wrong = basic(&site.credentials.key, &site.credentials.key[15..]);
    assert_eq!(refusal(&format!("{post}\nauthorization: {wrong}"), "grant_type=client_credentials"), "invalid_client");
    let proven = format!("{post}\nauthorization: {good}");
    assert_eq!(refusal(&proven, ""), "unsupported_grant_type");
    assert_eq!(refusal(&proven, "grant_type=password"), "unsupported_grant_type");
    assert_eq!(refusal(&proven, "grant_type=client_credentials&grant_type=password"), "invalid_request");
    assert_eq!(refusal("GET /webapi/oauth2/token", ""), "invalid_client", "any method gets here");
    assert_eq!(refusal(&format!("DELETE /webapi/oauth2/token\nauthorization: {good}"), ""), "unsupported_grant_type");
    let json = "POST /webapi/oauth2/token\nContent-Type: application/json";
    let body = json!({"grant_type": "client_credentials", "client_id": site.credentials.key, "client_secret": site.credentials.secret});
    assert_eq!(refusal(json, &body.to_string()), "invalid_client", "JSON is not understood");
    assert_eq!(refusal(&format!("{json}\nauthorization: {good}"), &body.to_string()), "unsupported_grant_type");
    assert_eq!(refusal(&proven, &"x".repeat(70_000)), "invalid_request", "too long");
}

#[test]
fn the_refusal_as_a_whole() {
    let response = Site::started().ask("POST /webapi/oauth2/token\n\ngrant_type=client_credentials");
    assert_snapshot!(response.shown(&HEADERS), @r#"
    400
    content-type: application/json;charset=UTF-8
    cache-control: no-cache
    pragma: no-cache
    expires: -1
    {"error":"invalid_client","error_description":"The API access key or secret is missing or wrong, or its owner has no API access."}
    "#);
}

#[test]
fn the_path_is_matched_exactly() {
    let site = Site::started();
    for path in ["/webapi/oauth2/token/", "/webapi//oauth2/token", "/webapi/OAuth2/token", "/webapi/oauth2"] {
        assert_eq!(site.ask(&format!("POST {path}")).status, 404, "{path}");
    }
    assert_eq!(site.ask("POST /webapi/oauth2/token?x=1").status, 400);
}

#[test]
fn every_token_is_another_one_and_all_are_good_until_they_run_out() {
    let site = Site::with_lifetime(SignedDuration::from_mins(20));
    let (first, second) = (site.token(), site.token());
    assert_ne!(first, second);
    let status = |token: &str| site.ask(&format!("GET /webapi/v3/users\nauthorization: Bearer {token}")).status;
    site.wait(SignedDuration::from_millis(20 * 60 * 1000 - 1));
    assert_eq!((status(&first), status(&second)), (200, 200));
    site.wait(SignedDuration::from_millis(1));
    assert_eq!((status(&first), status(&second)), (401, 401));
    assert_eq!(status(&site.token()), 200, "a new token works again");
}

#[test]
fn expires_in_is_rounded_down() {
    for (lifetime, expected) in [("60m", 3599), ("20m", 1199), ("2s", 1), ("1s", 0), ("1500ms", 1)] {
        let site = Site::with_lifetime(lifetime.parse().unwrap());
        let response = site.ask_token(&site.credentials.key, &site.credentials.secret);
        assert_eq!(response.json()["expires_in"], expected, "{lifetime}");
    }
}

#[test]
fn whatever_is_no_good_token_is_401() {
    let site = Site::started();
    let token = site.token();
    let mut flipped = token.clone().into_bytes();
    flipped[40] = if flipped[40] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).unwrap();
    let cases = [
        String::new(),
        "\nauthorization: Bearer".to_owned(),
        "\nauthorization: Bearer nonsense".to_owned(),
        format!("\nauthorization: Bearer {flipped}"),
        format!("\nauthorization: Bearer {}", &token[..60]),
        format!("\nauthorization: Basic {token}"),
        format!("\nauthorization: {token}"),
    ];
    for case in cases {
        let response = site.ask(&format!("GET /webapi/v3/users?access_token={token}{case}"));
        assert_eq!(
            response.shown(&["www-authenticate", "content-type"]),
            "401\nwww-authenticate: Bearer\ncontent-type: application/json; charset=utf-8\n\
             {\"message\":\"Authorization has been denied for this request.\"}",
            "{case}"
        );
    }
    for scheme in ["Bearer", "bearer", "BEARER", "bearer "] {
        assert_eq!(site.ask(&format!("GET /webapi/v3/users\nauthorization: {scheme} {token}")).status, 200, "{scheme}");
    }
}

#[test]
fn other_roles_get_tokens_but_may_not_touch_users() {
    let site = Site::started();
    for user in &site.credentials.users {
        let token = site.token_of(&user.key, &user.secret);
        let response = site.ask(&format!("GET /webapi/v3/users\nauthorization: Bearer {token}"));
        assert_eq!(response.status, 401, "{}", user.role);
    }
}

/// Changes one member of a user's record by PUT.
fn change(site: &Site, id: &str, member: &str, value: serde_json::Value) {
    let mut user = site.call(&format!("GET /v3/users/{id}")).json();
    user[member] = value;
    let response = site.send(&format!("PUT /v3/users/{id}"), &user);
    assert_eq!(response.status, 200, "{}", response.body);
}

#[test]
fn tokens_die_when_access_ends_and_do_not_come_back() {
    let steps = [("isActive", false, true), ("isAccountLocked", true, false), ("isApiEnabled", false, true)];
    for (member, off, on) in steps {
        let site = Site::started();
        let artisan = &site.credentials.users[0];
        let id = site.id_of("Amara");
        change(&site, &id, "role", json!("Curator"));
        let token = site.token_of(&artisan.key, &artisan.secret);
        let status = || site.ask(&format!("GET /webapi/v3/users\nauthorization: Bearer {token}")).status;
        assert_eq!(status(), 200, "{member}: a change of role counts at once");
        change(&site, &id, member, json!(off));
        assert_eq!(status(), 401, "{member}");
        assert_eq!(site.ask_token(&artisan.key, &artisan.secret).json()["error"], "invalid_client", "{member}");
        change(&site, &id, member, json!(on));
        assert_eq!(status(), 401, "{member}: earlier tokens stay dead");
        let expected = if member == "isApiEnabled" { 400 } else { 200 };
        assert_eq!(site.ask_token(&artisan.key, &artisan.secret).status, expected, "{member}: the old pair");
    }
}

#[test]
fn a_role_without_access_ends_tokens_and_gets_none() {
    let site = Site::started();
    let artisan = &site.credentials.users[0];
    let id = site.id_of("Amara");
    change(&site, &id, "role", json!("Curator"));
    let token = site.token_of(&artisan.key, &artisan.secret);
    change(&site, &id, "role", json!("NoAccess"));
    assert_eq!(site.ask(&format!("GET /webapi/v3/users\nauthorization: Bearer {token}")).status, 401);
    assert_eq!(site.ask_token(&artisan.key, &artisan.secret).json()["error"], "unauthorized_client");
}

#[test]
fn deactivated_and_deleted_people_are_out_at_once() {
    for line in ["POST /v3/users/ID/deactivate", "DELETE /v3/users/ID"] {
        let site = Site::started();
        let artisan = &site.credentials.users[0];
        let id = site.id_of("Amara");
        change(&site, &id, "role", json!("Curator"));
        let token = site.token_of(&artisan.key, &artisan.secret);
        assert_eq!(site.call(&line.replace("ID", &id)).status, 200);
        assert_eq!(site.ask(&format!("GET /webapi/v3/users\nauthorization: Bearer {token}")).status, 401, "{line}");
        assert_eq!(site.ask_token(&artisan.key, &artisan.secret).status, 400, "{line}");
    }
}
