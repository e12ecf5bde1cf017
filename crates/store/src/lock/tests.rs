//! Who may fetch, and when the next one may.

use std::io::{BufRead as _, BufReader, Read as _};
use std::sync::mpsc;

use super::*;
use crate::test_home::{Home, store_of_other_process};

#[test]
fn one_holds_the_lock_of_a_configuration() {
    let home = Home::new();
    let (one, other) = (home.store(), home.store());
    let held = one.fetch_lock("key").try_lock().unwrap().unwrap();
    assert!(other.fetch_lock("key").try_lock().unwrap().is_none());
    assert!(one.fetch_lock("key").try_lock().unwrap().is_none());
    assert!(other.fetch_lock("another key").try_lock().unwrap().is_some());
    drop(held);
    assert!(other.fetch_lock("key").try_lock().unwrap().is_some());
}

#[test]
fn whoever_waits_gets_the_lock_next() {
    let home = Home::new();
    let held = home.store().fetch_lock("key").lock().unwrap();
    let (give, given) = mpsc::channel();
    home.store().fetch_lock("key").lock_then(move |lock| drop(give.send(lock))).unwrap();
    assert!(given.try_recv().is_err());
    drop(held);
    assert!(given.recv().unwrap().is_ok());
}

#[test]
fn whoever_gave_up_does_not_keep_the_lock() {
    let home = Home::new();
    let held = home.store().fetch_lock("key").lock().unwrap();
    let (give, given) = mpsc::channel();
    home.store().fetch_lock("key").lock_then(move |lock| drop(give.send(lock))).unwrap();
    drop(given);
    drop(held);
    assert!(home.store().fetch_lock("key").lock().is_ok());
}

#[test]
fn a_killed_process_keeps_no_lock() {
    let home = Home::new();
    let mut child = home.spawn("lock::tests::holds_the_lock_as_another_process", &[]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().ends_with("held")));
    assert!(home.store().fetch_lock("key").try_lock().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(home.store().fetch_lock("key").try_lock().unwrap().is_some());
}

/// The work of the process that the test above kills.
#[test]
fn holds_the_lock_as_another_process() {
    let Some(store) = store_of_other_process() else { return };
    let _held = store.fetch_lock("key").lock().unwrap();
    println!("held");
    // Waits for the parent, which never writes.
    let _ = std::io::stdin().read(&mut [0]);
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let home = Home::new();
    drop(File::create(home.path().join("state")).unwrap());
    assert!(home.store().fetch_lock("key").try_lock().unwrap_err().to_string().starts_with("locking `"));
}
