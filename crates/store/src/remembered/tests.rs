//! Small things stay remembered for the next process.

use serde_json::json;

use super::*;
use crate::test_home::Home;

#[test]
fn settings_are_kept_as_they_were() {
    let home = Home::new();
    let value = json!({"b": [1, 2.50, null], "a": "ä"});
    home.store().remembered().set_setting("import_options", &value).unwrap();
    assert_eq!(home.store().remembered().setting("import_options").unwrap(), Some(value));
    home.store().remembered().delete_setting("import_options").unwrap();
    assert_eq!(home.store().remembered().setting("import_options").unwrap(), None);
}

#[test]
fn each_collection_has_its_active_environment() {
    let home = Home::new();
    let store = home.store();
    store.remembered().set_active_environment("a", Some("staging")).unwrap();
    store.remembered().set_active_environment("b", Some("production")).unwrap();
    store.remembered().set_active_environment("b", None).unwrap();
    assert_eq!(store.remembered().active_environment("a").unwrap().as_deref(), Some("staging"));
    assert_eq!(store.remembered().active_environment("b").unwrap(), None);
}

#[test]
fn current_values_belong_to_one_environment() {
    let home = Home::new();
    let store = home.store();
    store
        .remembered()
        .set_current_value("a", VariableSet::Environment("staging"), "baseUrl", Some("http://one"))
        .unwrap();
    store
        .remembered()
        .set_current_value("a", VariableSet::Environment("staging"), "baseUrl", Some("http://two"))
        .unwrap();
    store
        .remembered()
        .set_current_value("a", VariableSet::Environment("production"), "baseUrl", Some("http://three"))
        .unwrap();
    store.remembered().set_current_value("a", VariableSet::Environment("staging"), "id", Some("")).unwrap();
    let values = store.remembered().current_values("a", VariableSet::Environment("staging")).unwrap();
    assert_eq!(values, [("baseUrl".to_owned(), "http://two".to_owned()), ("id".to_owned(), String::new())]);
    store.remembered().set_current_value("a", VariableSet::Environment("staging"), "id", None).unwrap();
    assert_eq!(store.remembered().current_values("a", VariableSet::Environment("staging")).unwrap().len(), 1);
    assert!(store.remembered().current_values("a", VariableSet::Item("staging")).unwrap().is_empty());
}

#[test]
fn a_chosen_token_follows_its_item() {
    let home = Home::new();
    let store = home.store();
    let choice = TokenChoice::Name("admin".to_owned());
    store.remembered().choose_token("c", "v3/users/a.yml", Some(&choice)).unwrap();
    store.remembered().choose_token("c", "v3", Some(&TokenChoice::Id("17".to_owned()))).unwrap();
    store.remembered().move_item("c", "v3/users", "users").unwrap();
    assert_eq!(store.remembered().chosen_token("c", "users/a.yml").unwrap(), Some(choice));
    assert_eq!(store.remembered().chosen_token("c", "v3/users/a.yml").unwrap(), None);
    store.remembered().set_current_value("c", VariableSet::Item("v4/a"), "id", Some("7")).unwrap();
    store.remembered().move_item("c", "v4", "v5").unwrap();
    assert_eq!(store.remembered().current_values("c", VariableSet::Item("v5/a")).unwrap().len(), 1);
    store.remembered().choose_token("c", "v3", None).unwrap();
    assert_eq!(store.remembered().chosen_token("c", "v3").unwrap(), None);
}

#[test]
fn collections_opened_by_path_are_remembered_once() {
    let home = Home::new();
    let store = home.store();
    let workspace = Path::new("/w");
    for folder in ["/b", "/a", "/b"] {
        store.remembered().remember_collection(workspace, Path::new(folder)).unwrap();
    }
    assert_eq!(store.remembered().opened_collections(workspace).unwrap(), [Path::new("/a"), Path::new("/b")]);
    store.remembered().forget_collection(workspace, Path::new("/a")).unwrap();
    assert_eq!(store.remembered().opened_collections(workspace).unwrap(), [Path::new("/b")]);
    assert!(store.remembered().opened_collections(Path::new("/other")).unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_text_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let path = Path::new(std::ffi::OsStr::from_bytes(b"/\xff"));
    let error = Home::new().store().remembered().remember_collection(Path::new("/w"), path).unwrap_err();
    insta::assert_snapshot!(crate::test_home::shown(&error, error.hint()), @"the path `/�` is not UTF-8 | Rename the folder.");
}
