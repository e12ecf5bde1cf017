use super::*;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_new_content_takes_the_place_of_the_old() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yml");
    write(&path, b"old").unwrap();
    write(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(folder.path()), ["a.yml"]);
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yml");
    assert!(write_if_changed(&path, b"x").unwrap());
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert!(!write_if_changed(&path, b"x").unwrap());
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    assert!(write_if_changed(&path, b"y").unwrap());
}

#[test]
fn an_abandoned_write_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yml");
    write(&path, b"old").unwrap();
    let mut pending = Pending::create(&path).unwrap();
    pending.write_all(b"half").unwrap();
    assert_eq!(names(folder.path()).len(), 2);
    drop(pending);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["a.yml"]);
}

#[test]
fn leftovers_of_dead_runs_go_and_those_of_living_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    File::create(folder.path().join(".postrider-1-0.tmp")).unwrap();
    for other in [".postrider-x-0.tmp", ".postrider-1.tmp", "postrider-1-0.tmp", ".hidden"] {
        File::create(folder.path().join(other)).unwrap();
    }
    let pending = Pending::create(&folder.path().join("a.yml")).unwrap();
    assert_eq!(remove_leftovers(folder.path()).unwrap(), 1);
    pending.commit().unwrap();
    assert_eq!(
        names(folder.path()),
        [".hidden", ".postrider-1.tmp", ".postrider-x-0.tmp", "a.yml", "postrider-1-0.tmp"]
    );
}

#[cfg(unix)]
#[test]
fn links_permissions_and_devices_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.yml"), folder.path().join("link.yml"));
    write(&real, b"old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.yml", &link).unwrap();
    write(&link, b"new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&real).unwrap(), b"new");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);

    write(Path::new("/dev/null"), b"gone").unwrap();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());

    symlink("loop.yml", folder.path().join("loop.yml")).unwrap();
    assert!(write(&folder.path().join("loop.yml"), b"x").is_err());
}
