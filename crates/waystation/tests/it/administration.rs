//! Settings, and who changed what.

use insta::{assert_json_snapshot, assert_snapshot};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::browser::{Browser, NEW_PASSWORD, refused};
use crate::site::Site;

#[test]
fn settings_out_of_the_box() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    assert_json_snapshot!(curator.get("settings").json(), @r#"
    {
      "default_role": {
        "value": "Viewer",
        "initial": "Viewer"
      },
      "default_role_count": 6,
      "users_can_register": {
        "value": false,
        "initial": false
      },
      "token_life_s": {
        "value": 3600,
        "initial": 3600,
        "least": 60,
        "greatest": 2592000
      },
      "idle_limit_s": {
        "value": 1800,
        "initial": 1800,
        "least": 60,
        "greatest": 86400
      },
      "absolute_limit_s": {
        "value": 43200,
        "initial": 43200,
        "least": 300,
        "greatest": 2592000
      },
      "failed_proofs_max": 20
    }
    "#);
}

#[test]
fn settings_hold_at_once() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let mut set = |change: Value| curator.send("PATCH settings", &change);
    let (key, secret) = (site.credentials.key.clone(), site.credentials.secret.clone());
    assert_eq!(set(json!({ "token_life_s": 90 })).json()["token_life_s"]["set_by"], "Amira Okafor");
    assert_eq!(site.ask_token(&key, &secret).json()["expires_in"], 89);
    // Nobody whose role is left open may have tokens from here on.
    let put = |role: &str| {
        let id = site.id_of("Amara");
        let mut user = site.call(&format!("GET /v3/users/{id}")).json();
        user["role"] = json!(role);
        assert_eq!(site.send(&format!("PUT /v3/users/{id}"), &user).status, 200);
    };
    let artisan = &site.credentials.users[0];
    put("Evaluated");
    assert_eq!(site.ask_token(&artisan.key, &artisan.secret).status, 200, "a Viewer");
    assert_eq!(set(json!({ "default_role": "NoAccess" })).status, 200);
    assert_eq!(site.ask_token(&artisan.key, &artisan.secret).json()["error"], "unauthorized_client");
    let mut registering = Browser::at(&site);
    let form = json!({ "first_name": "E", "last_name": "E", "email": "e@example.test", "password": NEW_PASSWORD });
    assert_eq!(refused(&registering.send("POST sign-up", &form)), "403 registration_closed");
    assert_eq!(set(json!({ "users_can_register": true, "idle_limit_s": 60 })).status, 200);
    assert_eq!(registering.send("POST sign-up", &form).status, 204);
    let response = registering.sign_in("e@example.test", NEW_PASSWORD).json();
    assert_eq!((&response["user"]["role"], &response["user"]["idle_limit_s"]), (&json!("NoAccess"), &json!(60)));
    site.wait(SignedDuration::from_secs(61));
    assert_eq!(refused(&registering.get("profile")), "401 signed_out");
    let mut curator = Browser::of(&site, "amira@example.test", NEW_PASSWORD);
    for (change, member) in [
        (json!({ "default_role": "Curator" }), "default_role"),
        (json!({ "default_role": "Evaluated" }), "default_role"),
        (json!({ "idle_limit_s": 0 }), "idle_limit_s"),
        (json!({ "token_life_s": 59, "users_can_register": false }), "token_life_s"),
    ] {
        let response = curator.send("PATCH settings", &change).json();
        assert!(response["fields"][member].is_string(), "{response}");
    }
    assert_eq!(curator.get("settings").json()["users_can_register"]["value"], true, "all or none");
    assert_eq!(
        curator.audit("kind=setting_changed&limit=2"),
        [
            "Amira Okafor|ui|setting_changed||idle_limit_s|1800|60",
            "Amira Okafor|ui|setting_changed||users_can_register|false|true"
        ]
    );
    assert_eq!(curator.audit("kind=user_registered"), ["E E|ui|user_registered|E E|role||Evaluated"]);
}

#[test]
fn a_flag_fixes_how_long_tokens_live() {
    let site = Site::with_lifetime(SignedDuration::from_mins(20));
    let mut curator = Browser::of_curator(&site);
    let setting = curator.get("settings").json()["token_life_s"].clone();
    assert_eq!((&setting["value"], &setting["fixed_by"]), (&json!(1200), &json!("--token-lifetime")));
    assert_eq!(refused(&curator.send("PATCH settings", &json!({ "token_life_s": 90 }))), "409 fixed");
}

#[test]
fn the_audit_list_tells_changes_of_pages_and_of_programs() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let id = site.id_of("Zoë");
    let mut user = site.call(&format!("GET /v3/users/{id}")).json();
    user["lastName"] = json!("Berg");
    assert_eq!(site.send(&format!("PUT /v3/users/{id}"), &user).status, 200);
    assert_eq!(site.call(&format!("POST /v3/users/{id}/passwordReset\nContent-Length: 0")).status, 200);
    let mut stranger = Browser::at(&site);
    stranger.sign_in("zoe.vandenberg@example.com", "guess");
    stranger.sign_in("my secret passphrase", "guess");
    let mut lines = curator.audit("");
    lines.reverse();
    assert_snapshot!(lines.join("\n"), @r"
    First Curator|ui|signed_in|First Curator
    Amira Okafor|ui|user_changed|Amira Okafor|first_name|First|Amira
    Amira Okafor|ui|user_changed|Amira Okafor|last_name|Curator|Okafor
    Amira Okafor|ui|user_changed|Amira Okafor|email|curator@example.com|amira@example.test
    Amira Okafor|ui|password_changed|Amira Okafor
    Amira Okafor|api|user_changed|Zoë Berg|last_name|van den Berg|Berg
    Amira Okafor|api|password_mail_queued|Zoë Berg
    |ui|sign_in_refused|zoe.vandenberg@example.com
    |ui|sign_in_refused
    ");
    assert_eq!(curator.audit(&format!("subject={id}&days=1")).len(), 3, "sign-ins that failed, too");
    assert_eq!(curator.audit("search=berg&kind=user_changed").len(), 1);
    assert_eq!(curator.audit(&format!("who={}&limit=3&offset=6", site.id_of("Amira"))).len(), 1);
    site.wait(SignedDuration::from_hours(1));
    let mut curator = Browser::of(&site, "amira@example.test", NEW_PASSWORD);
    let all = curator.get("audit?days=0").json();
    assert_eq!((&all["total"], &all["count"], all["since_ms"].is_i64()), (&json!(1), &json!(10), true));
    for query in ["kind=party", "who=me", "subject=x"] {
        assert_eq!(refused(&curator.get(&format!("audit?{query}"))), "400 invalid", "{query}");
    }
    for hidden in [&site.credentials.password, &site.credentials.secret, NEW_PASSWORD, "argon2", "passphrase"] {
        assert!(!curator.get("audit?limit=200").body.contains(hidden), "no secret stands in it");
    }
}

#[test]
fn sessions_and_settings_hold_on_every_node() {
    let mut site = Site::started();
    let curator = Browser::of_curator(&site);
    let (cookie, csrf) = (curator.cookie.clone(), curator.csrf.clone());
    let other = site.another_node();
    let first = std::mem::replace(&mut site.app, other);
    let mut curator = Browser::at(&site);
    (curator.cookie, curator.csrf) = (cookie, csrf);
    let response = curator.send("PATCH settings", &json!({ "token_life_s": 90, "default_role": "NoAccess" }));
    assert_eq!(response.status, 200, "{}", response.body);
    site.app = first;
    let token = site.ask_token(&site.credentials.key, &site.credentials.secret).json();
    assert_eq!(token["expires_in"], 89, "what was set on one holds on the other with the next call");
}
