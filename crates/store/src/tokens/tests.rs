//! Tokens: which one is found, what a list shows, what stands on disk.

use insta::assert_snapshot;

use super::*;
use crate::test_home::{Home, shown};

const CANARY: &str = "canary-4ccfe5ac";

fn facts(name: &str, collection_id: &str, received_at_ms: i64) -> TokenFacts {
    TokenFacts {
        name: name.to_owned(),
        collection_id: Some(collection_id.to_owned()),
        config_key: format!("{collection_id} staging"),
        token_type: "bearer".to_owned(),
        received_at_ms,
        expires_at_ms: Some(received_at_ms + 1000),
        ..TokenFacts::default()
    }
}

fn content(access_token: &str) -> TokenContent {
    TokenContent {
        access_token: access_token.into(),
        extra: Secret::default(),
        configuration: None,
        refresh_token: None,
    }
}

fn access_token(found: Result<Option<Token>, TokenError>) -> String {
    match found {
        Ok(Some(token)) => token.content.access_token.expose().to_owned(),
        Ok(None) => "none".to_owned(),
        Err(error) => shown(&error, error.hint()),
    }
}

fn configuration() -> ResolvedOAuth2 {
    ResolvedOAuth2 {
        grant: exchange::ResolvedGrant::ClientCredentials,
        token_url: "http://localhost/token".to_owned(),
        client_id: "client".to_owned(),
        client_secret: CANARY.into(),
        client_authentication: exchange::ResolvedClientAuthentication::BasicHeaderUnencoded,
        scope: "a b".to_owned(),
        token_name: "admin".to_owned(),
        placement: exchange::ResolvedPlacement::Header {
            name: "Authorization".to_owned(),
            prefix: "Bearer".to_owned(),
        },
        fetches_automatically: true,
        parameters: vec![exchange::ResolvedParameter {
            name: "audience".to_owned(),
            value: "x".to_owned(),
            send_in: exchange::ResolvedSendIn::Url,
        }],
        refresh: exchange::ResolvedRefresh {
            is_wanted: true,
            url: "http://localhost/r".to_owned(),
            ..Default::default()
        },
    }
}

#[test]
fn the_newest_token_is_found() {
    let home = Home::new();
    let store = home.store();
    for (facts, value) in
        [(facts("admin", "a", 1), "old"), (facts("admin", "a", 3), "newest"), (facts("admin", "b", 2), "other")]
    {
        store.tokens().add(&facts, &content(value)).unwrap();
    }
    let tokens = store.tokens();
    assert_snapshot!(access_token(tokens.newest_named("admin", None)), @"newest");
    assert_snapshot!(access_token(tokens.newest_named("admin", Some("b"))), @"other");
    assert_snapshot!(access_token(tokens.newest_named("Admin", None)), @"none");
    assert_snapshot!(access_token(tokens.newest_for("a staging")), @"newest");
    assert_snapshot!(access_token(tokens.newest_for("a production")), @"none");
    let listed = tokens.list().unwrap();
    assert_eq!(listed.iter().map(|token| token.facts.received_at_ms).collect::<Vec<_>>(), [3, 2, 1]);
    assert_snapshot!(access_token(tokens.get(&listed[2].id)), @"old");
}

#[test]
fn what_fetched_a_token_is_kept_with_it() {
    let home = Home::new();
    let content = TokenContent {
        access_token: "token".into(),
        extra: r#"{"refresh_token":"r"}"#.into(),
        configuration: Some(configuration()),
        refresh_token: Some(CANARY.into()),
    };
    let id = home.store().tokens().add(&facts("admin", "a", 1), &content).unwrap();
    let token = home.store().tokens().get(&id).unwrap().unwrap();
    assert_eq!(token.facts, facts("admin", "a", 1));
    assert_eq!(token.content.extra, content.extra);
    let found = token.content.configuration.unwrap();
    assert_eq!(found.client_secret, configuration().client_secret);
    assert_eq!(format!("{found:?}"), format!("{:?}", configuration()));
}

#[test]
fn expired_tokens_stay_until_deleted() {
    let home = Home::new();
    let store = home.store();
    let lasting = TokenFacts { expires_at_ms: None, ..facts("lasting", "a", 1) };
    for facts in [&facts("a", "a", 1), &facts("b", "a", 500), &lasting] {
        store.tokens().add(facts, &content("x")).unwrap();
    }
    let expired: Vec<_> =
        store.tokens().list().unwrap().into_iter().filter(|token| token.facts.is_expired(1001)).collect();
    assert_eq!(expired.iter().map(|token| token.facts.name.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(store.tokens().delete_expired(1001).unwrap(), 1);
    assert_eq!(store.tokens().list().unwrap().len(), 2);
}

#[test]
fn tokens_are_deleted_by_id_by_name_or_all() {
    let home = Home::new();
    let store = home.store();
    for (name, collection_id) in [("a", "1"), ("a", "2"), ("b", "1"), ("c", "1")] {
        store.tokens().add(&facts(name, collection_id, 1), &content("x")).unwrap();
    }
    let id = store.tokens().newest_named("c", None).unwrap().unwrap().id;
    assert!(store.tokens().delete(&id).unwrap());
    assert!(!store.tokens().delete(&id).unwrap());
    assert_eq!(store.tokens().delete_named("a", Some("2")).unwrap(), 1);
    assert_eq!(store.tokens().delete_named("a", None).unwrap(), 1);
    assert_eq!(store.tokens().delete_all().unwrap(), 1);
}

#[test]
fn no_value_stands_on_disk() {
    let home = Home::new();
    let content = TokenContent {
        access_token: CANARY.into(),
        extra: format!(r#"{{"refresh_token":"{CANARY}"}}"#).into(),
        configuration: Some(configuration()),
        refresh_token: Some(CANARY.into()),
    };
    home.store().tokens().add(&facts("admin", "a", 1), &content).unwrap();
    let files = home.files();
    assert!(files.iter().any(|(name, _)| name == "state/state.db-wal"), "the row is in the log");
    for (name, bytes) in files {
        assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "{name}");
    }
    assert!(!format!("{content:?}").contains(CANARY));
}

#[test]
fn a_row_that_was_changed_does_not_open() {
    let home = Home::new();
    home.store().tokens().add(&facts("admin", "a", 1), &content("x")).unwrap();
    let database = rusqlite::Connection::open(home.path().join("state/state.db")).unwrap();
    database.execute("UPDATE tokens SET config_key = 'the key of another server'", []).unwrap();
    assert_snapshot!(access_token(home.store().tokens().newest_for("the key of another server")), @"the stored token `admin` cannot be decrypted | Delete it with `postrider token delete` and get a new one.");
}

#[test]
fn a_lost_key_leaves_the_list_and_deleting() {
    let home = Home::new();
    home.store().tokens().add(&facts("admin", "a", 1), &content("x")).unwrap();
    std::fs::remove_file(home.path().join("secrets/secrets.key")).unwrap();
    let shown = access_token(home.store().tokens().newest_named("admin", None));
    let path = home.path().join("secrets/secrets.key").display().to_string();
    assert_snapshot!(shown.replace(&path, "secrets.key"), @"opening the key of the stored tokens: the key of the secrets file is missing: `secrets.key` | Put both `secrets.json` and `secrets.key` back from a backup, or move them away and set the secrets again.");
    assert_eq!(home.store().tokens().list().unwrap().len(), 1);
    assert_eq!(home.store().tokens().delete_all().unwrap(), 1);
}

#[test]
fn looking_in_vain_asks_for_no_key() {
    let home = Home::new();
    assert!(home.store().tokens().newest_named("admin", None).unwrap().is_none());
    assert!(!home.path().join("secrets").exists());
}
