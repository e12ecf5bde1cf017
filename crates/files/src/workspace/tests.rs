use super::*;

#[test]
fn collections_are_listed_by_name() {
    let workspace = tempfile::tempdir().unwrap();
    let root = |folder: &str, text: &str| {
        fs::create_dir_all(workspace.path().join(folder)).unwrap();
        crate::atomic::write(&workspace.path().join(folder).join(ROOT_FILE), text.as_bytes()).unwrap();
    };
    root("b", "info:\n  name: first\n");
    root("a", "info:\n  name: Second\n");
    root("broken", "info: [\n");
    root(".hidden", "info:\n  name: hidden\n");
    fs::create_dir(workspace.path().join("no collection")).unwrap();
    side::write_id(&workspace.path().join("a"), "1").unwrap();
    let found = list(workspace.path()).unwrap();
    let lines: Vec<_> =
        found.iter().map(|found| (found.name.as_str(), found.id.as_deref(), found.problems.len())).collect();
    assert_eq!(lines, [("broken", None, 1), ("first", None, 0), ("Second", Some("1"), 0)]);
    assert_eq!(list(&workspace.path().join("missing")).unwrap(), []);
}

#[test]
fn the_globals_are_an_environment_of_the_workspace() {
    let workspace = tempfile::tempdir().unwrap();
    let globals = Environment { name: GLOBALS.to_owned(), ..Environment::default() };
    let saved = crate::save_environment(&crate::environments_folder(workspace.path()), &globals).unwrap();
    assert_eq!(saved.path, workspace.path().join("environments/Globals.yml"));
    assert_eq!(load_environments(workspace.path()).unwrap(), (vec![globals], Vec::new()));
    assert_eq!(list(workspace.path()).unwrap(), []);
}
