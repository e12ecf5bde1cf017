//! Attacks on the pages of the server, each by its name. User enumeration by time is in `password::tests`: it is shown
//! there that the same work is done, without a clock.

use jiff::SignedDuration;
use serde_json::json;
use waystation::gallery::{Caller, ROUTES};

use crate::browser::{Browser, refused};
use crate::site::Site;

/// An address of each route, with the id of somebody.
fn addresses(site: &Site) -> Vec<(String, String, Caller)> {
    let id = site.id_of("Zoë");
    let line = |method: &http::Method, path: &str| format!("{method} /gallery/api/{}", path.replace("{id}", &id));
    ROUTES.iter().map(|route| (line(&route.method, route.path), route.method.to_string(), route.caller)).collect()
}

#[test]
fn session_fixation() {
    let site = Site::started();
    let viewer = &site.credentials.users[1];
    let planted = format!("waystation_session={}", "a".repeat(64));
    let mut victim = Browser::at(&site);
    victim.cookie.clone_from(&planted);
    assert_eq!(victim.get("session").header("set-cookie"), "(absent)", "a cookie of nobody stays");
    assert_eq!(victim.sign_in(&viewer.email, &viewer.password).status, 200);
    assert_ne!(victim.cookie, planted, "another one at sign-in");
    let mut attacker = Browser::at(&site);
    attacker.cookie = planted;
    assert_eq!(refused(&attacker.get("profile")), "401 signed_out");
    let signed_in = victim.cookie.clone();
    assert_eq!(victim.post("POST sign-out").status, 200);
    assert_ne!(victim.cookie, signed_in, "another one at sign-out");
    attacker.cookie = signed_in;
    assert_eq!(refused(&attacker.get("profile")), "401 signed_out", "what was signed out is worth nothing");
}

#[test]
fn cookies_are_kept_from_scripts_and_other_sites() {
    let site = Site::with(None, true);
    let http = site.ask("GET /gallery/api/session");
    let cookie = http.header("set-cookie");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "plain http could not send it back");
    let https = site.ask("GET /gallery/api/session\nX-Forwarded-Proto: https");
    assert!(https.header("set-cookie").ends_with("; Secure"));
    assert_eq!(https.header("cache-control"), "no-store");
    let secret = cookie.split(['=', ';']).nth(1).unwrap();
    assert!(secret.len() == 64 && !http.body.contains(secret));
    let two = format!("GET /gallery/api/session\nCookie: waystation_session={secret}; waystation_session={secret}");
    assert_ne!(site.ask(&two).header("set-cookie"), "(absent)", "of two cookies neither is believed");
}

#[test]
fn csrf_on_every_changing_form() {
    let site = Site::started();
    let curator = Browser::of_curator(&site);
    let other = Browser::at(&site);
    let changing = addresses(&site).into_iter().filter(|(_, method, _)| method != "GET");
    let mut count = 0;
    for (line, _, _) in changing {
        let asked = |headers: &str| {
            let response = site.ask(&format!(
                "{line}\nCookie: {}\nContent-Type: application/json{headers}\n\n{{\"x\":1}}",
                curator.cookie
            ));
            refused(&response)
        };
        let token = &curator.csrf;
        assert_eq!(asked(""), "403 forged", "{line}");
        assert_eq!(asked(&format!("\nX-CSRF-Token: {}", other.csrf)), "403 forged", "{line}");
        for foreign in [
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://127.0.0.1:8080.evil.example",
            "Origin: http://127.0.0.1:8081",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
        ] {
            let refusal = asked(&format!("\nX-CSRF-Token: {token}\n{foreign}"));
            assert_eq!(refusal, "403 foreign_origin", "{line} with {foreign}");
        }
        count += 1;
    }
    assert!(count >= 16, "{count}");
    let mut curator = curator;
    let own = format!(
        "\nX-CSRF-Token: {}\nContent-Type: application/json\nOrigin: http://127.0.0.1:8080\nSec-Fetch-Site: same-origin",
        curator.csrf
    );
    let changed = curator.ask("PATCH /gallery/api/settings", &own, r#"{"default_role":"Member"}"#);
    assert_eq!(changed.status, 200, "{}", changed.body);
}

#[test]
fn get_changes_nothing() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let before = curator.audit("limit=1");
    for (line, method, _) in addresses(&site) {
        if method == "GET" {
            assert_eq!(curator.ask(&line, "", "").status, 200, "{line}");
        } else {
            let (_, address) = line.split_once(' ').unwrap();
            let asked = curator.ask(&format!("GET {address}"), "", "").status;
            assert!(asked == 405 || asked == 200, "{line}: {asked}");
        }
    }
    assert_eq!(curator.audit("limit=1"), before);
}

#[test]
fn brute_force_on_sign_in() {
    let site = Site::started();
    let viewer = &site.credentials.users[1];
    let mut browser = Browser::at(&site);
    for try_number in 1..=20 {
        let response = browser.sign_in(&viewer.email, "wrong");
        assert_eq!(refused(&response), "401 wrong_credentials");
        assert_eq!(response.json()["tries_left"], 20 - try_number);
        site.wait(SignedDuration::from_secs(1));
    }
    let response = browser.sign_in(&viewer.email.to_uppercase(), &viewer.password);
    assert_eq!(refused(&response), "429 too_many_tries", "a right guess is refused as well, in any spelling");
    assert_eq!((response.header("retry-after"), &response.json()["wait_s"]), ("40", &json!(40)));
    let mut elsewhere = Browser::at(&site);
    elsewhere.address = [10, 0, 0, 9];
    assert_eq!(elsewhere.sign_in(&viewer.email, &viewer.password).status, 200, "nobody is locked out from elsewhere");
    site.wait(SignedDuration::from_secs(40));
    assert_eq!(browser.sign_in(&viewer.email, &viewer.password).status, 200, "after the wait");
}

#[test]
fn brute_force_with_many_guesses_at_once() {
    let site = Site::started();
    let viewer = &site.credentials.users[1];
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let guess = || Browser::at(&site).sign_in(&viewer.email, "wrong").status;
        let guesses: Vec<_> = (0..40).map(|_| scope.spawn(guess)).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 20);
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 20);
}

#[test]
fn guesses_that_fill_the_audit_list() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let mut stranger = Browser::at(&site);
    stranger.address = [10, 0, 0, 9];
    for number in 0..25 {
        let response = stranger.sign_in(&format!("name{number}@example.test"), "guess");
        assert_eq!(refused(&response), "401 wrong_credentials");
    }
    assert_eq!(curator.audit("kind=sign_in_refused&limit=200").len(), 20, "a minute from one address");
}

#[test]
fn idor_between_two_users() {
    let site = Site::started();
    let mut viewer = Browser::of_role(&site, "Viewer");
    let artisan = &site.credentials.users[0];
    // No address of an own thing takes an id, and every address with an id is for Curators.
    for (line, method, caller) in addresses(&site) {
        let response = if method == "GET" {
            viewer.ask(&line, "", "")
        } else {
            let headers = format!("\nX-CSRF-Token: {}\nContent-Type: application/json", viewer.csrf);
            if caller == Caller::Curator { viewer.ask(&line, &headers, "{}") } else { continue }
        };
        if caller == Caller::Curator {
            assert_eq!(refused(&response), "403 not_curator", "{line}");
        } else {
            assert!(!response.body.contains(&artisan.key) && !response.body.contains(&artisan.secret), "{line}");
        }
    }
    let keys = viewer.get("profile/keys?id=5cb50cbc73616d706c000001").json();
    assert_eq!(keys["api_key"], site.credentials.users[1].key.as_str(), "one's own, whatever is asked for");
    let secret = viewer.post("POST profile/keys/reveal").json();
    assert_eq!(secret["api_secret"], site.credentials.users[1].secret.as_str());
}

#[test]
fn pages_of_curators_are_403_for_everybody_else() {
    let site = Site::started();
    let mut viewer = Browser::of_role(&site, "Viewer");
    for path in ["admin", "admin/", "admin/users", "admin/users/5cb50cbc73616d706c000001", "Admin/settings"] {
        assert_eq!(viewer.ask(&format!("GET /gallery/{path}"), "", "").status, 403, "{path}");
    }
    let page = viewer.ask("GET /gallery/profile", "", "");
    assert_eq!(page.status, 200);
    let again = format!("\nIf-None-Match: {}", page.header("etag"));
    assert_eq!(viewer.ask("GET /gallery/admin/users", &again, "").status, 403, "whatever the browser keeps");
    assert_eq!(site.ask("GET /gallery/admin/users").status, 200, "signed out: the page shows the sign-in");
    let mut curator = Browser::of_curator(&site);
    assert_eq!(curator.ask("GET /gallery/admin/users", "", "").status, 200);
}

#[test]
fn clickjacking() {
    let site = Site::started();
    for address in [
        "/gallery",
        "/gallery/",
        "/gallery/sign-in",
        "/gallery/admin/users/5cb50cbc73616d706c000001",
        "/gallery/api/session",
        "/gallery/api/no/such",
        "/webapi/swagger/ui/index",
    ] {
        let response = site.ask(&format!("GET {address}"));
        let policy = response.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
        assert_eq!(
            (response.header("x-frame-options"), response.header("x-content-type-options")),
            ("DENY", "nosniff")
        );
    }
}

#[test]
fn a_stored_script_in_a_name() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let script = "<script>alert(1)</script>";
    let form = json!({
        "first_name": script, "last_name": "\"><img src=x onerror=alert(1)>", "email": "eve@example.test",
        "role": "Viewer", "schedules_jobs": false, "prioritizes_jobs": false, "assigns_jobs": false,
        "creates_collections": false, "is_api_enabled": false,
    });
    assert_eq!(curator.send("POST users", &form).status, 201);
    for path in ["users?search=script", "audit"] {
        let response = curator.get(path);
        assert!(response.body.contains("<script>alert(1)</script>"), "kept as it was typed");
        assert_eq!(response.header("content-type"), "application/json; charset=utf-8", "and never taken for a page");
        assert!(response.header("content-security-policy").starts_with("default-src 'none'"));
    }
    // The page is the same for everybody: nothing anybody typed stands in it.
    assert_eq!(curator.ask("GET /gallery/admin/users", "", "").body, site.ask("GET /gallery").body);
}

#[test]
fn open_redirect_after_sign_in() {
    let site = Site::started();
    let viewer = &site.credentials.users[1];
    for address in [
        "/gallery/sign-in?next=https://evil.example",
        "/gallery//evil.example",
        "/gallery/sign-in?return_to=//evil.example",
        "/gallery/%2F%2Fevil.example",
    ] {
        let response = site.ask(&format!("GET {address}"));
        assert_eq!((response.status < 300, response.header("location")), (true, "(absent)"), "{address}");
    }
    let mut browser = Browser::at(&site);
    let body = json!({ "email": viewer.email, "password": viewer.password, "next": "https://evil.example" });
    let response = browser.send("POST sign-in?next=https://evil.example", &body);
    assert_eq!((response.status, response.header("location")), (200, "(absent)"));
    assert!(!response.body.contains("evil"), "the server says nothing about where to go");
}

#[test]
fn user_enumeration_by_response() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let viewer = &site.credentials.users[1];
    let known = site.id_of("Zoë");
    let mut told = Vec::new();
    let mut try_as = |email: &str| {
        let mut browser = Browser::at(&site);
        let response = browser.sign_in(email, "wrong password");
        told.push((response.status, response.body, response.headers.len()));
    };
    try_as("nobody@example.test");
    try_as("not even an address");
    try_as(&viewer.email);
    // Somebody without a password, then somebody inactive.
    try_as("hiroshi.tanaka@example.com");
    assert_eq!(curator.post(&format!("POST users/{known}/deactivate")).status, 200);
    let mut browser = Browser::at(&site);
    // The second try with this account and address, so it is told the second count.
    let response = browser.sign_in(&viewer.email, &viewer.password);
    assert_eq!(response.json()["message"], serde_json::from_str::<serde_json::Value>(&told[0].1).unwrap()["message"]);
    assert_eq!(refused(&response), "401 wrong_credentials", "inactive");
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    assert_eq!(curator.send("PATCH settings", &json!({ "users_can_register": true })).status, 200);
    let mut sign_up = |email: &str| {
        let form =
            json!({ "first_name": "E", "last_name": "E", "email": email, "password": "violet harbour 88 lamps" });
        let response = browser.send("POST sign-up", &form);
        (response.status, response.body)
    };
    assert_eq!(sign_up(&viewer.email), sign_up("new@example.test"));
}

#[test]
fn a_session_ends_with_idleness_with_age_and_with_its_owner() {
    let site = Site::started();
    let mut curator = Browser::of_curator(&site);
    let mut viewer = Browser::of_role(&site, "Viewer");
    site.wait(SignedDuration::from_mins(29));
    assert_eq!(viewer.get("profile").status, 200);
    assert_eq!(curator.get("profile").status, 200);
    site.wait(SignedDuration::from_mins(29));
    assert_eq!(viewer.get("profile").status, 200, "each call keeps it");
    site.wait(SignedDuration::from_mins(31));
    assert_eq!(refused(&viewer.get("profile")), "401 signed_out");
    let mut viewer = Browser::of_role(&site, "Viewer");
    for _ in 0..(12 * 3) {
        assert_eq!(viewer.get("profile").status, 200);
        site.wait(SignedDuration::from_mins(20));
    }
    assert_eq!(refused(&viewer.get("profile")), "401 signed_out", "after twelve hours in any case");
    let mut curator = Browser::of(&site, "amira@example.test", crate::browser::NEW_PASSWORD);
    let id = site.id_of("Zoë");
    for end in ["POST users/ID/password", "POST users/ID/deactivate"] {
        let password = curator.post(&format!("POST users/{id}/password")).json()["one_time_password"].clone();
        let mut viewer = Browser::of(&site, &site.credentials.users[1].email, password.as_str().unwrap());
        assert_eq!(refused(&viewer.get("profile")), "403 first_sign_in");
        assert_eq!(curator.post(&end.replace("ID", &id)).status, 200);
        assert_eq!(refused(&viewer.get("profile")), "401 signed_out", "{end}");
    }
}
