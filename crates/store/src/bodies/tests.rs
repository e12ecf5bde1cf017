//! What becomes of answers beside their rows.

use std::io::Read as _;

use crate::test_home::Home;
use crate::{HistoryEntry, HistoryFilter, KeptBody, Store};

fn record(store: &Store, text: &str, bytes_max: u64) -> i64 {
    let mut body = store.history().new_body().unwrap();
    body.write(text.as_bytes()).unwrap();
    let id = store.history().record(&HistoryEntry::default()).unwrap();
    store.history().keep_body(id, body, bytes_max).unwrap();
    id
}

fn read(store: &Store, id: i64) -> Option<String> {
    let mut file = store.history().body(id).unwrap()?;
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    Some(text)
}

/// Names in the folder of bodies.
fn names(home: &Home) -> Vec<String> {
    let names = home.files().into_iter().filter_map(|(name, _)| name.split_once("bodies/").map(|(_, n)| n.to_owned()));
    names.collect()
}

#[test]
fn a_body_lies_beside_its_row_and_goes_with_it() {
    let home = Home::new();
    let store = home.store();
    let (first, second) = (record(&store, "one", 100), record(&store, "second", 100));
    assert_eq!(read(&store, first).as_deref(), Some("one"));
    assert_eq!(store.history().get(second).unwrap().unwrap().body, KeptBody::File { bytes: 6 });
    assert!(store.history().delete(first).unwrap());
    assert_eq!(read(&store, first), None);
    assert_eq!(names(&home), [second.to_string()]);
    assert_eq!(store.history().clear(&HistoryFilter::default()).unwrap(), 1);
    assert!(names(&home).is_empty());
}

#[test]
fn the_oldest_bodies_make_room_and_their_rows_stay() {
    let home = Home::new();
    let store = home.store();
    let ids: Vec<i64> = ["aaaa", "bbb", "cccc", "dd"].iter().map(|text| record(&store, text, 8)).collect();
    let bodies: Vec<KeptBody> = ids.iter().map(|id| store.history().get(*id).unwrap().unwrap().body).collect();
    let file = |bytes| KeptBody::File { bytes };
    assert_eq!(bodies, [KeptBody::Gone, KeptBody::Gone, file(4), file(2)]);
    assert_eq!(names(&home), [ids[2].to_string(), ids[3].to_string()]);
    let alone = record(&store, "longer than all", 8);
    assert_eq!(store.history().get(alone).unwrap().unwrap().body, KeptBody::Gone);
    assert!(names(&home).is_empty());
}

#[test]
fn a_deleted_entry_comes_back_with_its_body() {
    let home = Home::new();
    let store = home.store();
    let id = record(&store, "text", 100);
    let row = store.history().get(id).unwrap().unwrap();
    store.history().delete(id).unwrap();
    let mut body = store.history().new_body().unwrap();
    body.write(b"text").unwrap();
    store.history().restore(&row, Some(body)).unwrap();
    assert_eq!(store.history().get(id).unwrap().unwrap(), row);
    assert_eq!(read(&store, id).as_deref(), Some("text"));
    store.history().delete(id).unwrap();
    store.history().restore(&row, None).unwrap();
    assert_eq!(store.history().get(id).unwrap().unwrap().body, KeptBody::Gone);
}

#[test]
fn what_a_killed_program_left_is_removed_and_what_is_being_written_is_not() {
    let home = Home::new();
    let store = home.store();
    let id = record(&store, "text", 100);
    let mut writing = store.history().new_body().unwrap();
    writing.write(b"on its way").unwrap();
    let folder = store.folders().state.join("bodies");
    for name in ["9999", ".new-left"] {
        std::fs::File::create(folder.join(name)).unwrap();
    }
    assert_eq!(store.history().remove_orphans().unwrap(), 2);
    assert_eq!(names(&home).len(), 2);
    assert_eq!(read(&store, id).as_deref(), Some("text"));
    let other = store.history().record(&HistoryEntry::default()).unwrap();
    store.history().keep_body(other, writing, 100).unwrap();
    assert_eq!(read(&store, other).as_deref(), Some("on its way"));
}
