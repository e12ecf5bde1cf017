//! What a person finds in the history.

use insta::assert_snapshot;

use super::*;
use crate::test_home::Home;

/// Records sends written as `METHOD URL [workspace=W] [collection=ID] [item=PATH]`, one a line, the oldest first.
fn home(sends: &str) -> Home {
    let home = Home::new();
    let store = home.store();
    for (at_ms, line) in (1..).zip(sends.lines()) {
        let words: Vec<&str> = line.split(' ').collect();
        let value = |name: &str| words.iter().find_map(|word| word.strip_prefix(name).map(str::to_owned));
        let entry = HistoryEntry {
            at_ms,
            workspace: value("workspace=").unwrap_or_default(),
            collection_id: value("collection="),
            collection_name: value("collection="),
            item_path: value("item="),
            method: words[0].to_owned(),
            url: words[1].to_owned(),
            ..HistoryEntry::default()
        };
        store.history().record(&entry).unwrap();
    }
    home
}

fn listed(home: &Home, filter: &HistoryFilter, limit: usize) -> String {
    let rows = home.store().history().list(filter, limit).unwrap();
    let line = |row: &HistoryRow| {
        format!("{} {} {} {}", row.id, row.entry.method, row.entry.url, row.entry.item_path.as_deref().unwrap_or("-"))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn newest_first_and_page_by_page() {
    let home = home("GET http://a/\nPUT http://b/\nDELETE http://c/");
    assert_snapshot!(listed(&home, &HistoryFilter::default(), 2), @"
    3 DELETE http://c/ -
    2 PUT http://b/ -
    ");
    assert_snapshot!(listed(&home, &HistoryFilter { before_id: Some(2), ..HistoryFilter::default() }, 2), @"1 GET http://a/ -");
}

#[test]
fn filters_narrow_the_list() {
    let home = home(
        "GET http://a/100%_x workspace=/w collection=c item=v3/a.yml\nGET http://b/ workspace=/w\nGET http://c/ workspace=/v",
    );
    let of = |filter: HistoryFilter| listed(&home, &filter, 10);
    assert_snapshot!(of(HistoryFilter { workspace: Some("/w".to_owned()), ..HistoryFilter::default() }), @"
    2 GET http://b/ -
    1 GET http://a/100%_x v3/a.yml
    ");
    assert_snapshot!(of(HistoryFilter { collection_id: Some("c".to_owned()), ..HistoryFilter::default() }), @"1 GET http://a/100%_x v3/a.yml");
    assert_snapshot!(of(HistoryFilter { item_path: Some("v3/a.yml".to_owned()), ..HistoryFilter::default() }), @"1 GET http://a/100%_x v3/a.yml");
    assert_snapshot!(of(HistoryFilter { text: Some("%_X".to_owned()), ..HistoryFilter::default() }), @"1 GET http://a/100%_x v3/a.yml");
}

#[test]
fn everything_recorded_is_read_again() {
    let home = Home::new();
    let entry = HistoryEntry {
        at_ms: 1_700_000_000_123,
        workspace: "/w".to_owned(),
        collection_id: Some("id".to_owned()),
        collection_name: Some("Näme".to_owned()),
        item_path: Some("v3/a.yml".to_owned()),
        method: "M-SEARCH".to_owned(),
        url: "http://a/?q={{x}}".to_owned(),
        status: Some(599),
        reason: Some(String::new()),
        duration_us: 7,
        body_bytes: u64::from(u32::MAX) + 1,
        failure: Some("cut".to_owned()),
        request: Some("{}".to_owned()),
        exchange: Some("[]".to_owned()),
    };
    let id = home.store().history().record(&entry).unwrap();
    assert_eq!(
        home.store().history().get(id).unwrap(),
        Some(HistoryRow { id, is_trimmed: false, body: KeptBody::Nothing, entry })
    );
    assert_eq!(home.store().history().get(id + 1).unwrap(), None);
}

#[test]
fn what_is_too_large_is_cut_between_characters_or_left_out() {
    let home = Home::new();
    let entry = HistoryEntry {
        url: format!("x{}", "ä".repeat(TEXT_BYTES_MAX)),
        request: Some("r".repeat(DETAIL_BYTES_MAX)),
        exchange: Some("e".repeat(DETAIL_BYTES_MAX + 1)),
        ..HistoryEntry::default()
    };
    let id = home.store().history().record(&entry).unwrap();
    let row = home.store().history().get(id).unwrap().unwrap();
    assert!(row.is_trimmed);
    assert_eq!(row.entry.url.len(), TEXT_BYTES_MAX - 1);
    assert_eq!((row.entry.request.is_some(), row.entry.exchange.is_some()), (true, false));
}

#[test]
fn a_number_is_never_used_again() {
    let home = home("GET http://a/\nGET http://b/");
    let store = home.store();
    assert!(store.history().delete(2).unwrap());
    assert!(!store.history().delete(2).unwrap());
    assert_eq!(store.history().record(&HistoryEntry::default()).unwrap(), 3);
    assert_eq!(store.history().clear(&HistoryFilter::default()).unwrap(), 2);
    assert_eq!(store.history().record(&HistoryEntry::default()).unwrap(), 4);
}

#[test]
fn only_what_the_filter_shows_is_cleared() {
    let home = home("GET http://a/ workspace=/w\nGET http://b/ workspace=/v");
    let filter = HistoryFilter { workspace: Some("/w".to_owned()), ..HistoryFilter::default() };
    assert_eq!(home.store().history().clear(&filter).unwrap(), 1);
    assert_snapshot!(listed(&home, &HistoryFilter::default(), 10), @"2 GET http://b/ -");
}

#[test]
fn old_entries_make_room() {
    let home = Home::new();
    let store = home.store();
    for _ in 0..ENTRIES_MAX + PRUNE_EVERY {
        store.history().record(&HistoryEntry::default()).unwrap();
    }
    let rows = store.history().list(&HistoryFilter::default(), usize::MAX).unwrap();
    let most = usize::try_from(ENTRIES_MAX + PRUNE_EVERY).unwrap();
    assert!((usize::try_from(ENTRIES_MAX).unwrap()..most).contains(&rows.len()), "{}", rows.len());

    // Half a year later all of them go at the next clean-up; the newest one stays.
    let late = HistoryEntry { at_ms: AGE_MAX_MS + 1, ..HistoryEntry::default() };
    for _ in 0..PRUNE_EVERY {
        store.history().record(&late).unwrap();
    }
    let rows = store.history().list(&HistoryFilter::default(), usize::MAX).unwrap();
    assert_eq!(rows.len(), usize::try_from(PRUNE_EVERY).unwrap());
}

#[test]
fn a_moved_folder_takes_its_entries_along() {
    let home = home(
        "GET http://a/ collection=c item=v3/users/a.yml\nGET http://b/ collection=c item=v3/users.yml\nGET http://c/ collection=d item=v3/users/a.yml",
    );
    home.store().remembered().move_item("c", "v3/users", "v4/people").unwrap();
    home.store().remembered().move_item("c", "v3/users.yml", "u.yml").unwrap();
    assert_snapshot!(listed(&home, &HistoryFilter::default(), 10), @"
    3 GET http://c/ v3/users/a.yml
    2 GET http://b/ u.yml
    1 GET http://a/ v4/people/a.yml
    ");
}
