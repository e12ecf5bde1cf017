//! How long remembering takes: what every send pays, and what lists and tokens cost.
//!
//! `send_process` is what one short-lived command does with the database: open, insert, close.

use divan::Bencher;
use exchange::{Cookie, CookieChange, Secret};
use store::{Folders, HistoryEntry, HistoryFilter, Store, TokenContent, TokenFacts};
use tempfile::TempDir;

const NOW_MS: i64 = 1_800_000_000_000;

fn main() {
    divan::main();
}

/// A store in a fresh folder, its database already made.
fn store() -> (TempDir, Store) {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let store = open(&home);
    store.history().record(&entry()).expect("an entry can be recorded");
    (home, store)
}

fn open(home: &TempDir) -> Store {
    Store::new(Folders::under(home.path()), None)
}

fn entry() -> HistoryEntry {
    HistoryEntry {
        at_ms: NOW_MS,
        workspace: "/srv/someone/Postrider".to_owned(),
        collection_id: Some("0123456789abcdef".to_owned()),
        collection_name: Some("Server API V3".to_owned()),
        item_path: Some("v3/users/get-users.yml".to_owned()),
        method: "GET".to_owned(),
        url: "http://127.0.0.1:8080/webapi/v3/users?view=Full".to_owned(),
        status: Some(200),
        reason: Some("OK".to_owned()),
        duration_us: 1234,
        body_bytes: 54321,
        request: Some("{}".repeat(400)),
        exchange: Some("{}".repeat(600)),
        ..HistoryEntry::default()
    }
}

#[divan::bench(sample_count = 1000)]
fn send_process(bencher: Bencher) {
    let (home, _) = store();
    let entry = entry();
    bencher.bench_local(|| open(&home).history().record(&entry).expect("an entry can be recorded"));
}

#[divan::bench(sample_count = 1000)]
fn send_process_with_jar(bencher: Bencher) {
    let (home, store) = store();
    let cookie = Cookie {
        name: "session".to_owned(),
        value: "0123456789abcdef0123456789abcdef".to_owned(),
        domain: "127.0.0.1".to_owned(),
        is_host_only: true,
        path: "/".to_owned(),
        expires_at: None,
        is_secure: false,
        is_http_only: true,
        same_site: None,
    };
    store.cookies().apply("/w", &[CookieChange::Set(cookie)], NOW_MS).expect("a cookie can be stored");
    drop(store);
    let entry = entry();
    bencher.bench_local(|| {
        let store = open(&home);
        let cookies = store.cookies().load("/w", NOW_MS).expect("the jar can be read");
        store.history().record(&entry).expect("an entry can be recorded");
        cookies
    });
}

#[divan::bench(sample_count = 1000)]
fn record_in_open_store(bencher: Bencher) {
    let (_home, store) = store();
    let entry = entry();
    bencher.bench_local(|| store.history().record(&entry).expect("an entry can be recorded"));
}

#[divan::bench]
fn list_1000(bencher: Bencher) {
    let (_home, store) = store();
    for _ in 0..1_000 {
        store.history().record(&entry()).expect("an entry can be recorded");
    }
    bencher.bench_local(|| store.history().list(&HistoryFilter::default(), 1_000).expect("the history can be listed"));
}

#[divan::bench]
fn token_process(bencher: Bencher) {
    let (home, store) = store();
    let facts = TokenFacts { name: "admin".to_owned(), config_key: "key".to_owned(), ..TokenFacts::default() };
    let content = TokenContent {
        access_token: Secret::new("t".repeat(600)),
        extra: Secret::default(),
        configuration: None,
        refresh_token: None,
    };
    store.tokens().add(&facts, &content).expect("a token can be stored");
    drop(store);
    bencher.bench_local(|| open(&home).tokens().newest_for("key").expect("a token can be read"));
}

#[divan::bench]
fn first_start(bencher: Bencher) {
    bencher
        .with_inputs(|| tempfile::tempdir().expect("a temporary folder can be made"))
        .bench_local_refs(|home| open(home).history().record(&entry()).expect("an entry can be recorded"));
}
