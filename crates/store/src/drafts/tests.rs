//! Drafts stand until they are saved or discarded.

use super::*;
use crate::test_home::Home;

fn draft(item_path: &str, content: &str) -> Draft {
    Draft { item_path: item_path.to_owned(), base: "base".to_owned(), content: content.to_owned() }
}

#[test]
fn a_draft_survives_the_program_and_replaces_the_former_one() {
    let home = Home::new();
    home.store().drafts().set("c", &draft("v3/a.yml", "one"), 1).unwrap();
    home.store().drafts().set("c", &draft("v3/a.yml", "two"), 2).unwrap();
    home.store().drafts().set("c", &draft("", "root"), 3).unwrap();
    home.store().drafts().set("d", &draft("v3/a.yml", "other"), 4).unwrap();
    let store = home.store();
    assert_eq!(store.drafts().get("c", "v3/a.yml").unwrap(), Some(draft("v3/a.yml", "two")));
    assert_eq!(store.drafts().list("c").unwrap(), [draft("", "root"), draft("v3/a.yml", "two")]);
    assert!(store.drafts().delete("c", "v3/a.yml").unwrap());
    assert!(!store.drafts().delete("c", "v3/a.yml").unwrap());
    assert_eq!(store.drafts().get("d", "v3/a.yml").unwrap(), Some(draft("v3/a.yml", "other")));
}

#[test]
fn a_draft_follows_its_item() {
    let home = Home::new();
    let store = home.store();
    store.drafts().set("c", &draft("v3/users/a.yml", "edited"), 1).unwrap();
    store.remembered().move_item("c", "v3/users", "people").unwrap();
    assert_eq!(store.drafts().list("c").unwrap(), [draft("people/a.yml", "edited")]);
}
