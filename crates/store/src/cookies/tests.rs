//! What a jar holds for the next process.

use insta::assert_snapshot;

use super::*;
use crate::test_home::{Home, shown};

const CANARY: &str = "canary-4ccfe5ac";
const NOW_MS: i64 = 1_700_000_000_000;
const NOW: i64 = NOW_MS / 1000;

fn cookie(name: &str, domain: &str, expires_at: Option<i64>) -> Cookie {
    Cookie {
        name: name.to_owned(),
        value: CANARY.to_owned(),
        domain: domain.to_owned(),
        is_host_only: true,
        path: "/".to_owned(),
        expires_at,
        is_secure: true,
        is_http_only: false,
        same_site: Some("Lax".to_owned()),
    }
}

fn home(cookies: &[Cookie]) -> Home {
    let home = Home::new();
    let changes: Vec<_> = cookies.iter().cloned().map(CookieChange::Set).collect();
    home.store().cookies().apply("/w", &changes, NOW_MS).unwrap();
    home
}

fn names(home: &Home, workspace: &str, now_ms: i64) -> String {
    match home.store().cookies().load(workspace, now_ms) {
        Ok(cookies) => {
            cookies.iter().map(|cookie| format!("{} {}", cookie.domain, cookie.name)).collect::<Vec<_>>().join(", ")
        }
        Err(error) => shown(&error, error.hint()),
    }
}

#[test]
fn cookies_are_read_as_they_were_set() {
    let cookies = [cookie("a", "a.test", Some(NOW + 10)), cookie("b", "b.test", None)];
    assert_eq!(home(&cookies).store().cookies().load("/w", NOW_MS).unwrap(), cookies);
}

#[test]
fn a_cookie_is_replaced_and_deleted_by_name_domain_and_path() {
    let home = home(&[cookie("a", "a.test", None), cookie("b", "a.test", None)]);
    let deleted = CookieChange::Deleted { name: "a".to_owned(), domain: "a.test".to_owned(), path: "/".to_owned() };
    let other_path = CookieChange::Deleted { name: "b".to_owned(), domain: "a.test".to_owned(), path: "/x".to_owned() };
    let replaced = Cookie { value: "other".to_owned(), ..cookie("b", "a.test", None) };
    home.store().cookies().apply("/w", &[deleted, other_path, CookieChange::Set(replaced.clone())], NOW_MS).unwrap();
    assert_eq!(home.store().cookies().load("/w", NOW_MS).unwrap(), [replaced]);
}

#[test]
fn cookies_end_at_their_date_and_session_cookies_after_a_day() {
    let home = home(&[cookie("dated", "a.test", Some(NOW + 10)), cookie("session", "a.test", None)]);
    assert_snapshot!(names(&home, "/w", NOW_MS + 9_999), @"a.test dated, a.test session");
    assert_snapshot!(names(&home, "/w", NOW_MS + 10_000), @"a.test session");
    assert_snapshot!(names(&home, "/w", NOW_MS + SESSION_COOKIE_LIFE_MS - 1), @"a.test session");
    assert_snapshot!(names(&home, "/w", NOW_MS + SESSION_COOKIE_LIFE_MS), @"");
    // What has ended goes for good when the jar is changed next.
    let changes = [CookieChange::Set(cookie("late", "a.test", None))];
    home.store().cookies().apply("/w", &changes, NOW_MS + SESSION_COOKIE_LIFE_MS).unwrap();
    assert_snapshot!(names(&home, "/w", NOW_MS), @"a.test late");
}

#[test]
fn workspaces_have_jars_of_their_own() {
    let home = home(&[cookie("a", "a.test", None)]);
    assert_snapshot!(names(&home, "/other", NOW_MS), @"");
    assert_eq!(home.store().cookies().delete_all("/other").unwrap(), 0);
}

#[test]
fn cookies_are_deleted_one_by_domain_or_all() {
    let home = home(&[
        cookie("a", "a.test", None),
        cookie("b", "a.test", None),
        cookie("a", "b.test", None),
        cookie("b", "b.test", None),
    ]);
    let store = home.store();
    assert!(store.cookies().delete("/w", "a.test", "/", "a").unwrap());
    assert!(!store.cookies().delete("/w", "a.test", "/", "a").unwrap());
    assert_eq!(store.cookies().delete_domain("/w", "b.test").unwrap(), 2);
    assert_eq!(store.cookies().delete_all("/w").unwrap(), 1);
}

#[test]
fn no_value_stands_on_disk() {
    for (name, bytes) in home(&[cookie("a", "a.test", None)]).files() {
        assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "{name}");
    }
}

#[test]
fn an_empty_jar_asks_for_no_key() {
    let home = home(&[]);
    assert_snapshot!(names(&home, "/w", NOW_MS), @"");
    let deleted = CookieChange::Deleted { name: "a".to_owned(), domain: "a.test".to_owned(), path: "/".to_owned() };
    home.store().cookies().apply("/w", &[deleted], NOW_MS).unwrap();
    assert!(!home.path().join("secrets").exists());
}

#[test]
fn a_cookie_made_to_reach_further_does_not_open() {
    let home = home(&[cookie("a", "a.test", None)]);
    let database = rusqlite::Connection::open(home.path().join("state/state.db")).unwrap();
    database.execute("UPDATE cookies SET is_secure = 0", []).unwrap();
    assert_snapshot!(names(&home, "/w", NOW_MS), @"the stored cookie `a` of `a.test` cannot be decrypted | Delete the cookies of this workspace, or send with `--no-cookies`.");
}
