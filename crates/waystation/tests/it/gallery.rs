//! The API of the pages: what each part is for.

use insta::assert_json_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::browser::{Browser, NEW_PASSWORD, refused};
use crate::site::Site;

fn new_user(email: &str) -> Value {
    json!({
        "first_name": "Leonie", "last_name": "Brandt", "email": email, "role": "Member", "schedules_jobs": true,
        "prioritizes_jobs": false, "assigns_jobs": false, "creates_collections": false, "is_api_enabled": false,
    })
}

/// Makes somebody and gives id and one-time password.
fn made(curator: &mut Browser<'_>, email: &str) -> (String, String) {
    let response = curator.send("POST users", &new_user(email));
    assert_eq!(response.status, 201, "{}", response.body);
    let response = response.json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&response["user"]["id"]), text(&response["one_time_password"]))
}

#[test]
fn the_first_curator_is_led_through_name_address_and_password() {
    let site = Site::started();
    let mut curator = Browser::of(&site, &site.credentials.email, &site.credentials.password);
    assert_eq!(curator.get("session").json()["user"]["first_step"], "introduction");
    for path in ["profile", "users", "server", "settings"] {
        assert_eq!(refused(&curator.get(path)), "403 first_sign_in", "{path}");
    }
    let form =
        |password: &str| json!({ "first_name": "Amira", "last_name": "", "email": "amira", "password": password });
    assert_json_snapshot!(curator.send("POST first-sign-in", &form(NEW_PASSWORD)).json(), @r#"
    {
      "code": "invalid",
      "message": "Some of the values are not valid.",
      "fields": {
        "last_name": "It must not be empty.",
        "email": "It is not an e-mail address."
      }
    }
    "#);
    let form = |password: &str| json!({ "first_name": "Amira", "last_name": "Okafor", "email": "amira.okafor@example.test", "password": password });
    for (password, complaint) in [
        ("short", "It has fewer than 12 characters."),
        ("amira.okafor@example.test", "It is your own address or name."),
        ("Amira.Okafor", "It is your own address or name."),
        ("password1234", "It is easily guessed: take less common words."),
        ("aaaaaaaaaaaaaaaa", "It is easily guessed: take less common words."),
        (&site.credentials.password, "It is your current password."),
        (&"long".repeat(33), "It has more than 128 characters."),
    ] {
        let response = curator.send("POST first-sign-in", &form(password)).json();
        assert_eq!(response["fields"]["password"], complaint, "{password}");
    }
    let cookie = curator.cookie.clone();
    let response = curator.send("POST first-sign-in", &form(NEW_PASSWORD));
    assert_eq!((response.status, &response.json()["user"]["first_step"]), (200, &json!("none")));
    assert_ne!(curator.cookie, cookie);
    assert_eq!(curator.get("users").status, 200);
    assert_eq!(refused(&curator.send("POST first-sign-in", &form("another one to try"))), "403 no_first_step");
    // The key of the first start keeps working, its password does not.
    assert_eq!(site.call("GET /v3/users?lastName=Okafor").json().as_array().unwrap().len(), 2);
    let mut other = Browser::at(&site);
    let old = other.sign_in("amira.okafor@example.test", &site.credentials.password);
    assert_eq!(refused(&old), "401 wrong_credentials");
    assert_eq!(other.sign_in("AMIRA.okafor@example.test", NEW_PASSWORD).status, 200);
}

#[test]
fn sign_in_is_noted_and_sign_out_everywhere_ends_all() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let mut here = Browser::of_role(&site, "Viewer");
    site.wait(SignedDuration::from_secs(5));
    let mut there = Browser::of_role(&site, "Viewer");
    let sessions = here.get("profile/sessions").json();
    let is_this: Vec<_> = sessions.as_array().unwrap().iter().map(|session| session["is_this"].clone()).collect();
    assert_eq!(is_this, [false, true], "latest first");
    assert_eq!(here.send("POST profile/sessions/end", &json!({ "includes_this": false })).status, 200);
    assert_eq!(here.get("profile").status, 200);
    assert_eq!(refused(&there.get("profile")), "401 signed_out");
    let response = here.send("POST profile/sessions/end", &json!({ "includes_this": true }));
    assert!(response.json().get("user").is_none());
    assert_eq!(refused(&here.get("profile")), "401 signed_out");
    assert_eq!(curator.audit("limit=4&kind=sessions_ended").len(), 2);
    let row = curator.get("users?search=zoe.van").json();
    assert_eq!(
        row["users"][0]["last_login_at_ms"],
        "2026-09-09T08:00:05.123Z".parse::<jiff::Timestamp>().unwrap().as_millisecond()
    );
}

#[test]
fn a_profile_shows_keys_and_makes_new_ones() {
    let site = Site::started();
    let mut artisan = Browser::of_role(&site, "Artisan");
    let known = &site.credentials.users[0];
    let keys = artisan.get("profile/keys").json();
    assert_eq!((&keys["api_key"], keys.get("last_token_at_ms")), (&json!(known.key), None));
    assert!(!keys.to_string().contains(&known.secret));
    let token = site.token_of(&known.key, &known.secret);
    assert!(artisan.get("profile/keys").json()["last_token_at_ms"].is_i64());
    let server = artisan.get("server").json();
    assert_eq!(server["token_url"], "http://127.0.0.1:8080/webapi/oauth2/token");
    assert_eq!(server["documentation_url"], "http://127.0.0.1:8080/webapi//swagger/docs/3");
    assert_eq!(server["curators"].as_array().unwrap().len(), 5);
    let rolled = artisan.post("POST profile/keys/roll").json();
    assert_ne!(rolled["api_key"], known.key.as_str());
    assert_eq!(site.ask_token(&known.key, &known.secret).status, 400, "the old pair ends");
    let secret = artisan.post("POST profile/keys/reveal").json()["api_secret"].as_str().unwrap().to_owned();
    assert_eq!(site.ask_token(rolled["api_key"].as_str().unwrap(), &secret).status, 200);
    // An Artisan may not call this anyway; a Curator's token shows the end of tokens below.
    assert_eq!(site.ask(&format!("GET /webapi/v3/users\nAuthorization: Bearer {token}")).status, 401);
    let mut curator = Browser::of_curator(&site);
    let token = site.token();
    assert_eq!(curator.post("POST profile/keys/roll").status, 200);
    assert_eq!(site.ask(&format!("GET /webapi/v3/users\nAuthorization: Bearer {token}")).status, 401);
    assert_eq!(curator.audit("limit=1"), ["Amira Okafor|ui|keys_rolled|Amira Okafor"]);
}

#[test]
fn a_profile_is_changed_by_its_owner() {
    let site = Site::started();
    let mut viewer = Browser::of_role(&site, "Viewer");
    let profile = viewer.get("profile").json();
    let change = json!({ "if_version": profile["version"], "first_name": " Zoe ", "time_zone": "Europe/Oslo", "language": "de-DE" });
    let changed = viewer.send("PATCH profile", &change).json();
    assert_eq!((&changed["first_name"], &changed["language"]), (&json!("Zoe"), &json!("de-de")));
    assert_eq!(refused(&viewer.send("PATCH profile", &change)), "409 changed");
    let bad = json!({ "if_version": changed["version"], "last_name": "", "time_zone": "Moon/Base", "language": "xx" });
    assert_eq!(viewer.send("PATCH profile", &bad).json()["fields"].as_object().unwrap().len(), 3);
    let role = json!({ "if_version": changed["version"], "role": "Curator", "email": "root@example.test" });
    let same = viewer.send("PATCH profile", &role).json();
    assert_eq!((&same["role"], &same["email"]), (&json!("Viewer"), &profile["email"]), "not by oneself");
}

#[test]
fn a_password_is_changed_with_the_present_one() {
    let site = Site::started();
    let known = &site.credentials.users[1];
    let mut viewer = Browser::of_role(&site, "Viewer");
    let mut there = Browser::of_role(&site, "Viewer");
    let change = |current: &str, new: &str| json!({ "current_password": current, "new_password": new });
    let response = viewer.send("POST profile/password", &change("wrong", NEW_PASSWORD));
    assert_eq!((refused(&response).as_str(), &response.json()["tries_left"]), ("401 wrong_password", &json!(19)));
    let response = viewer.send("POST profile/password", &change(&known.password, "short"));
    assert_eq!(response.json()["fields"]["new_password"], "It has fewer than 12 characters.");
    let cookie = viewer.cookie.clone();
    assert_eq!(viewer.send("POST profile/password", &change(&known.password, NEW_PASSWORD)).status, 200);
    assert_ne!(viewer.cookie, cookie);
    assert_eq!(viewer.get("profile").status, 200);
    assert_eq!(refused(&there.get("profile")), "401 signed_out", "sessions elsewhere end");
    assert_eq!(refused(&there.sign_in(&known.email, &known.password)), "401 wrong_credentials");
}

#[test]
fn people_are_listed_in_pieces() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let list = curator.get("users?sort=created&limit=2").json();
    assert_eq!((&list["total"], &list["count"], list["users"].as_array().unwrap().len()), (&json!(65), &json!(65), 2));
    assert_json_snapshot!(list["users"][1], @r#"
    {
      "id": "5cb50cbc73616d706c000001",
      "version": 1,
      "first_name": "Zoë",
      "last_name": "van den Berg",
      "email": "zoe.vandenberg@example.com",
      "role": "Viewer",
      "is_api_enabled": true,
      "schedules_jobs": false,
      "prioritizes_jobs": false,
      "assigns_jobs": false,
      "is_active": true,
      "is_account_locked": false,
      "last_login_at_ms": 1704157805636,
      "created_at_ms": 1555369148110
    }
    "#);
    let mut first_names = |query: &str| -> Vec<String> {
        let list = curator.get(&format!("users?{query}")).json();
        let name = |user: &Value| user["first_name"].as_str().unwrap().to_owned();
        list["users"].as_array().unwrap().iter().map(name).collect()
    };
    assert_eq!(first_names("limit=2&role=&search="), ["Abebe", "Amara"]);
    assert_eq!(first_names("search=VAN+DEN"), ["Zoë"]);
    assert_eq!(first_names("search=%C5%82ukasz"), ["Łukasz"]);
    assert_eq!(first_names("api_access=true&role=Viewer"), ["Zoë"]);
    assert_eq!(first_names("last_name=Okafor&sort=email&descending=true"), ["Amira", "Amara"]);
    assert_eq!(first_names("created_after=2019-04-15&created_before=2019-04-16"), ["Zoë"]);
    assert_eq!(first_names("active=false&limit=200").len(), 9);
    for (query, member) in [("role=King", "role"), ("sort=age", "sort"), ("created_after=soon", "created_after")] {
        let response = curator.get(&format!("users?{query}"));
        assert!(response.json()["fields"][member].is_string(), "{}", response.body);
    }
    assert_eq!(refused(&curator.get("users?limit=many")), "400 unreadable");
}

#[test]
fn somebody_made_signs_in_with_a_password_used_once() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let (id, password) = made(&mut curator, "leonie@example.test");
    let taken = curator.send("POST users", &new_user("LEONIE@example.test"));
    assert_eq!((refused(&taken).as_str(), &taken.json()["taken_by"]["id"]), ("409 email_taken", &json!(id)));
    let typed = json!({ "password": "password1234", "email": "x@example.test" });
    let mut form = new_user("x@example.test");
    form["password"] = typed["password"].clone();
    assert!(curator.send("POST users", &form).json()["fields"]["password"].is_string());
    form["password"] = json!("violet harbour 88 lamps");
    assert!(curator.send("POST users", &form).json().get("one_time_password").is_none());
    let mut person = Browser::of(&site, "leonie@example.test", &password);
    assert_eq!(person.get("session").json()["user"]["first_step"], "password");
    let response = person.send("POST first-sign-in", &json!({ "password": password }));
    assert_eq!(response.json()["fields"]["password"], "It is your current password.");
    assert_eq!(person.send("POST first-sign-in", &json!({ "password": NEW_PASSWORD })).status, 200);
    assert_eq!(refused(&person.get("profile/keys/reveal")), "405 wrong_method");
    assert_eq!(refused(&person.post("POST profile/keys/reveal")), "409 api_access_off");
    assert_eq!(refused(&person.post("POST profile/keys/roll")), "409 api_access_off");
    let reset = curator.post(&format!("POST users/{id}/password")).json();
    assert_eq!(refused(&person.get("profile")), "401 signed_out");
    assert_eq!(person.sign_in("leonie@example.test", reset["one_time_password"].as_str().unwrap()).status, 200);
}

#[test]
fn api_access_comes_and_goes_at_once() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let (id, password) = made(&mut curator, "leonie@example.test");
    let mut person = Browser::of(&site, "leonie@example.test", &password);
    person.send("POST first-sign-in", &json!({ "password": NEW_PASSWORD }));
    let mut switch = |is_on: bool| {
        let version = curator.get(&format!("users/{id}")).json()["version"].clone();
        let response = curator.send(
            &format!("PATCH users/{id}"),
            &json!({ "if_version": version, "is_api_enabled": is_on, "role": "Curator" }),
        );
        assert_eq!(response.status, 200, "{}", response.body);
        response.json()
    };
    let details = switch(true);
    assert_eq!(details["api_key_start"].as_str().unwrap().len(), 15);
    let key = person.get("profile/keys").json()["api_key"].as_str().unwrap().to_owned();
    let secret = person.post("POST profile/keys/reveal").json()["api_secret"].as_str().unwrap().to_owned();
    let token = site.token_of(&key, &secret);
    let users = |token: &str| site.ask(&format!("GET /webapi/v3/users\nAuthorization: Bearer {token}")).status;
    assert_eq!(users(&token), 200);
    assert!(switch(false).get("api_key_start").is_none());
    assert_eq!((users(&token), site.ask_token(&key, &secret).status), (401, 400), "at once");
}

#[test]
fn two_curators_do_not_overwrite_each_other() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let id = site.id_of("Zoë");
    let version = curator.get(&format!("users/{id}")).json()["version"].clone();
    let change = |member: &str, value: Value| json!({ "if_version": version, member: value });
    let response = curator.send(&format!("PATCH users/{id}"), &change("first_name", json!("Zoe")));
    assert_eq!((response.status, &response.json()["last_name"]), (200, &json!("van den Berg")));
    let late = curator.send(&format!("PATCH users/{id}"), &change("last_name", json!("Berg")));
    assert_eq!(refused(&late), "409 changed");
    let version = response.json()["version"].clone();
    let all = json!({
        "if_version": version, "email": "zoe@example.test", "is_validated": false, "role": "Artisan",
        "default_worker_tag": "w", "schedules_jobs": true, "prioritizes_jobs": true, "assigns_jobs": true,
        "creates_collections": true, "manages_dcm": true, "shares_dcm_for_execution": true,
        "shares_dcm_for_collaboration": true, "manages_dcm_vaults": true, "is_account_locked": true,
        "time_zone": "", "language": "ja-jp",
    });
    let changed = curator.send(&format!("PATCH users/{id}"), &all).json();
    for (member, value) in all.as_object().unwrap() {
        let known = if changed[member].is_null() { &changed["permissions"][member] } else { &changed[member] };
        assert!(member == "if_version" || known == value, "{member}: {known}");
    }
    // The Server API V3 shows the same person.
    assert_eq!(site.call(&format!("GET /v3/users/{id}")).json()["canManageGenericVaultsDcm"], true);
    let version = changed["version"].clone();
    let bad = json!({
        "if_version": version, "email": "no", "role": "King", "default_credential_id": "x", "time_zone": "x",
        "language": "x", "first_name": "", "last_name": "x".repeat(256),
    });
    let response = curator.send(&format!("PATCH users/{id}"), &bad).json();
    assert_eq!(response["fields"].as_object().unwrap().len(), 7, "{response}");
    let taken = json!({ "if_version": version, "email": "amira@example.test" });
    assert_eq!(refused(&curator.send(&format!("PATCH users/{id}"), &taken)), "409 email_taken");
}

#[test]
fn nobody_takes_themselves_or_the_last_curator_away() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let own = site.id_of("Amira");
    for line in ["DELETE users/ID", "POST users/ID/deactivate", "POST users/ID/password"] {
        assert_eq!(refused(&curator.post(&line.replace("ID", &own))), "409 own_account", "{line}");
    }
    let others = curator.get("users?role=Curator&active=true&limit=200").json();
    let others: Vec<String> =
        others["users"].as_array().unwrap().iter().map(|user| user["id"].as_str().unwrap().to_owned()).collect();
    for other in others.iter().filter(|id| **id != own) {
        assert_eq!(curator.get(&format!("users/{own}")).json()["is_last_curator"], false);
        assert_eq!(curator.post(&format!("DELETE users/{other}")).status, 204);
    }
    let details = curator.get(&format!("users/{own}")).json();
    assert_eq!((&details["is_last_curator"], &details["is_own"]), (&json!(true), &json!(true)));
    for change in [json!({ "role": "Viewer" }), json!({ "is_account_locked": true })] {
        let mut form = change;
        form["if_version"] = details["version"].clone();
        assert_eq!(refused(&curator.send(&format!("PATCH users/{own}"), &form)), "409 last_curator");
    }
    for line in ["GET users/nobody", "DELETE users/5cb50cbc73616d706cffffff", "POST users/x/reactivate"] {
        let response = if line.starts_with("GET") { curator.get(&line[4..]) } else { curator.post(line) };
        assert_eq!(refused(&response), "404 unknown_user", "{line}");
    }
    let id = site.id_of("Zoë");
    assert_eq!(curator.post(&format!("POST users/{id}/deactivate")).json()["is_active"], false);
    assert_eq!(curator.post(&format!("POST users/{id}/reactivate")).json()["is_active"], true);
    assert_eq!(curator.post(&format!("POST users/{id}/keys/roll")).status, 200);
}

#[test]
fn what_is_no_call_of_the_pages_is_refused_in_one_shape() {
    let site = Site::started();
    let mut viewer = Browser::of_role(&site, "Viewer");
    assert_json_snapshot!(viewer.get("no/such").json(), @r#"
    {
      "code": "unknown_address",
      "message": "Nothing is at this address."
    }
    "#);
    let response = viewer.post("POST profile");
    assert_eq!((refused(&response).as_str(), response.header("allow")), ("405 wrong_method", "GET, PATCH"));
    let csrf = format!("\nX-CSRF-Token: {}", viewer.csrf);
    let typed = format!("{csrf}\nContent-Type: application/json");
    let line = "PATCH /gallery/api/profile";
    assert_eq!(refused(&viewer.ask(line, &csrf, "{}")), "415 not_json");
    assert_eq!(refused(&viewer.ask(line, &typed, "{")), "400 unreadable");
    assert_eq!(refused(&viewer.ask(line, &typed, "{}")), "400 unreadable");
    assert_eq!(refused(&viewer.ask(line, &typed, &"x".repeat(70_000))), "413 too_large");
    assert_eq!(refused(&site.ask("GET /gallery/api/profile")), "401 signed_out");
}

#[test]
fn each_address_of_the_pages_is_the_one_page() {
    let site = Site::started();
    let page = site.ask("GET /gallery");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    for path in ["/", "/sign-in", "/profile/keys", "/admin/users/5cb50cbc73616d706c000001", "/help/roles", "/no/such"] {
        assert_eq!(site.ask(&format!("GET /gallery{path}")).body, page.body, "{path}");
    }
    assert_eq!(site.ask("GET /webapi/swagger/ui/server.html").status, 404, "it has no second address");
    assert_eq!(site.ask("GET /").header("location"), "/gallery");
    assert_eq!(site.ask("POST /gallery/sign-in").status, 405);
    assert_eq!(site.ask("GET /gallery2").status, 404);
}
