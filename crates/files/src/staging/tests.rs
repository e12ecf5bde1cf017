use super::*;

/// A workspace with collection `a` (holding `old`) and a staging folder as a killed replacement leaves it.
fn killed(renames: usize) -> tempfile::TempDir {
    let workspace = tempfile::tempdir().unwrap();
    let target = workspace.path().join("a");
    fs::create_dir(&target).unwrap();
    File::create(target.join("old")).unwrap();
    let staging = workspace.path().join(".postrider-import-1-0");
    fs::create_dir_all(staging.join(NEW)).unwrap();
    File::create(staging.join(NEW).join("new")).unwrap();
    File::create(staging.join(LOCK)).unwrap().write_all(b"a").unwrap();
    if renames > 0 {
        fs::rename(&target, staging.join(OLD)).unwrap();
    }
    if renames > 1 {
        fs::rename(staging.join(NEW), &target).unwrap();
    }
    workspace
}

fn names(folder: &Path) -> Vec<String> {
    crate::load::file_names(folder).unwrap()
}

#[test]
fn a_killed_replacement_is_undone_or_finished() {
    for (renames, expected) in [(0, "old"), (1, "new"), (2, "new")] {
        let workspace = killed(renames);
        let recovered = recover(workspace.path()).unwrap();
        assert_eq!(names(workspace.path()), ["a"]);
        assert_eq!(names(&workspace.path().join("a")), [expected]);
        assert_eq!(recovered.len(), usize::from(renames == 1));
    }
}

#[test]
fn without_a_new_collection_the_old_one_comes_back() {
    let workspace = killed(1);
    fs::remove_dir_all(workspace.path().join(".postrider-import-1-0/new")).unwrap();
    recover(workspace.path()).unwrap();
    assert_eq!(names(&workspace.path().join("a")), ["old"]);
}

#[test]
fn loading_and_listing_recover_first() {
    let broken = || {
        let workspace = killed(1);
        let new = workspace.path().join(".postrider-import-1-0/new/opencollection.yml");
        File::create(new).unwrap().write_all(b"info:\n  name: Recovered\n").unwrap();
        workspace
    };
    let workspace = broken();
    assert_eq!(crate::load(&workspace.path().join("a")).unwrap().collection.name, "Recovered");
    let workspace = broken();
    assert_eq!(crate::list(workspace.path()).unwrap()[0].name, "Recovered");
}

#[test]
fn an_import_that_lives_is_left_alone() {
    let workspace = tempfile::tempdir().unwrap();
    let staging = Staging::create(workspace.path(), "a").unwrap();
    File::create(staging.new_folder().join("half")).unwrap();
    assert_eq!(recover(workspace.path()).unwrap(), Vec::<PathBuf>::new());
    assert_eq!(names(&staging.new_folder()), ["half"]);
    staging.place().unwrap();
    drop(staging);
    assert_eq!(names(workspace.path()), ["a"]);
}

#[test]
fn an_empty_staging_folder_goes_and_a_strange_lock_reaches_nowhere() {
    let workspace = tempfile::tempdir().unwrap();
    fs::create_dir(workspace.path().join(".postrider-import-1-0")).unwrap();
    let strange = workspace.path().join("w");
    fs::create_dir_all(strange.join(".postrider-import-1-1/old")).unwrap();
    File::create(strange.join(".postrider-import-1-1/lock")).unwrap().write_all(b"../escaped").unwrap();
    recover(workspace.path()).unwrap();
    recover(&strange).unwrap();
    assert_eq!(names(workspace.path()), ["w"]);
    assert_eq!(names(&strange), Vec::<String>::new());
}
