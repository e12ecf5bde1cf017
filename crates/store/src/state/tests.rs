//! Opening, migrating, and several processes at once.

use std::collections::BTreeSet;
use std::thread;

use insta::assert_snapshot;

use super::*;
use crate::test_home::{Home, shown, store_of_other_process};
use crate::{HistoryEntry, HistoryFilter};

const PROCESSES: usize = 4;
const ENTRIES_EACH: usize = 50;

fn database(home: &Home) -> PathBuf {
    home.path().join("state/state.db")
}

fn entry(url: String) -> HistoryEntry {
    HistoryEntry { method: "GET".to_owned(), url, ..HistoryEntry::default() }
}

/// Opens the database of a home that it is put into by `prepare`, and shows what a person is told.
fn opened(prepare: impl FnOnce(&Path)) -> String {
    let home = Home::new();
    std::fs::create_dir(home.path().join("state")).unwrap();
    prepare(&database(&home));
    match home.store().history().list(&HistoryFilter::default(), 1) {
        Ok(rows) => format!("{} entries", rows.len()),
        Err(error) => shown(&error, error.hint()).replace(&database(&home).display().to_string(), "state.db"),
    }
}

#[test]
fn a_missing_or_empty_database_is_made() {
    assert_snapshot!(opened(|_| ()), @"0 entries");
    assert_snapshot!(opened(|path| drop(std::fs::File::create(path).unwrap())), @"0 entries");
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let home = Home::new();
    std::fs::create_dir(home.path().join("state")).unwrap();
    let content = "this is a shopping list\n".repeat(100);
    std::io::Write::write_all(&mut std::fs::File::create(database(&home)).unwrap(), content.as_bytes()).unwrap();
    let error = home.store().history().record(&entry("http://x/".to_owned())).unwrap_err();
    let text = shown(&error, error.hint()).replace(&database(&home).display().to_string(), "state.db");
    assert_snapshot!(text, @"opening the state database `state.db`: file is not a database: Error code 26: file is not a database | Move the file away: history, tokens and cookies are lost with it, collections and secrets are not.");
    assert_eq!(std::fs::read_to_string(database(&home)).unwrap(), content);
}

#[test]
fn a_database_of_a_later_program_is_left_alone() {
    let later = opened(|path| {
        let connection = Connection::open(path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
    });
    assert_snapshot!(later, @"the state database `state.db` has version 99, this program knows 3 | Update this program, or set POSTRIDER_HOME to another folder.");
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let home = Home::new();
    drop(std::fs::File::create(home.path().join("state")).unwrap());
    let error = home.store().history().list(&HistoryFilter::default(), 1).unwrap_err();
    let text = shown(&error, error.hint()).replace(&database(&home).display().to_string(), "state.db");
    assert_snapshot!(text, @"making the state database `state.db`: File exists (os error 17) | Check who owns the folder, or set POSTRIDER_HOME to another one.");
}

#[test]
fn nothing_is_touched_before_the_first_call() {
    let home = Home::new();
    let store = home.store();
    let _ = (store.history(), store.tokens(), store.cookies(), store.remembered(), store.fetch_lock("key"));
    drop(store);
    assert!(home.files().is_empty());
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_database() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let store = home.store();
    store.history().record(&entry("http://x/".to_owned())).unwrap();
    for name in ["state.db", "state.db-wal", "state.db-shm"] {
        let mode = home.path().join("state").join(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn the_log_does_not_grow_without_end() {
    let home = Home::new();
    let big = HistoryEntry { request: Some("x".repeat(100_000)), ..entry("http://x/".to_owned()) };
    for _ in 0..50 {
        home.store().history().record(&big).unwrap();
        let log = home.path().join("state/state.db-wal").metadata().unwrap().len();
        assert!(log < LOG_BYTES_MAX + 200_000, "{log}");
    }
    assert_eq!(home.store().history().list(&HistoryFilter::default(), 100).unwrap().len(), 50);
}

/// Two first starts at once: the one that found no file, and then could only read the other's, is not left with that.
#[test]
fn a_database_that_was_opened_for_reading_alone_is_opened_again() {
    let home = Home::new();
    home.store().history().record(&entry("http://x/".to_owned())).unwrap();
    let path = database(&home);
    let reading = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    assert!(reading.is_readonly(rusqlite::MAIN_DB).unwrap());
    let connection = writable(reading, &path).unwrap();
    assert_eq!(connection.execute("DELETE FROM history", []).unwrap(), 1);
}

#[test]
fn threads_with_connections_of_their_own_lose_nothing() {
    let home = Home::new();
    let ids: Vec<i64> = thread::scope(|scope| {
        let workers: Vec<_> = (0..PROCESSES)
            .map(|_| {
                scope.spawn(|| {
                    let record = |number| home.store().history().record(&entry(format!("http://x/{number}"))).unwrap();
                    (0..ENTRIES_EACH).map(record).collect::<Vec<_>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), PROCESSES * ENTRIES_EACH);
}

#[test]
fn threads_share_one_store() {
    let home = Home::new();
    let store = home.store();
    thread::scope(|scope| {
        for number in 0..PROCESSES {
            let store = &store;
            scope.spawn(move || store.history().record(&entry(format!("http://x/{number}"))).unwrap());
        }
    });
    assert_eq!(store.history().list(&HistoryFilter::default(), 100).unwrap().len(), PROCESSES);
}

#[test]
fn processes_lose_nothing_and_agree_on_the_key() {
    let home = Home::new();
    let test = "state::tests::records_as_another_process";
    let children: Vec<_> = (0..PROCESSES).map(|_| home.spawn(test, &[])).collect();
    for child in children {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    let store = home.store();
    let rows = store.history().list(&HistoryFilter::default(), usize::MAX).unwrap();
    assert_eq!(rows.len(), PROCESSES * ENTRIES_EACH);
    // Each opens: all of them sealed with the one key that the first of them made.
    for token in store.tokens().list().unwrap() {
        assert_eq!(store.tokens().get(&token.id).unwrap().unwrap().content.access_token.expose(), "canary");
    }
    assert_eq!(store.tokens().list().unwrap().len(), PROCESSES);
}

/// The work of one process of the test above.
#[test]
fn records_as_another_process() {
    let Some(store) = store_of_other_process() else { return };
    let content = crate::TokenContent {
        access_token: "canary".into(),
        extra: exchange::Secret::default(),
        configuration: None,
        refresh_token: None,
    };
    store.tokens().add(&crate::TokenFacts::default(), &content).unwrap();
    for number in 0..ENTRIES_EACH {
        store.history().record(&entry(format!("http://x/{number}"))).unwrap();
    }
}
