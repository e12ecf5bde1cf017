use super::*;

#[test]
fn an_id_is_made_once_and_further_members_stay() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read_id(folder.path()).unwrap(), None);
    assert_eq!(ensure_id(folder.path(), "first").unwrap(), "first");
    assert_eq!(ensure_id(folder.path(), "second").unwrap(), "first");

    let file = folder.path().join(".postrider/collection.json");
    atomic::write(&file, br#"{"color": "blue", "id": "first"}"#).unwrap();
    write_id(folder.path(), "third").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "{\n  \"color\": \"blue\",\n  \"id\": \"third\"\n}\n");
}

#[test]
fn a_broken_file_is_no_missing_id() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(FOLDER)).unwrap();
    atomic::write(&folder.path().join(".postrider/collection.json"), b"{\"id\": ").unwrap();
    let error = ensure_id(folder.path(), "new").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
}

#[test]
fn everybody_gets_the_same_id() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let ids: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..8).map(|id| scope.spawn(move || ensure_id(path, &id.to_string()).unwrap())).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(fs::read_dir(path.join(FOLDER)).unwrap().count(), 1);
}
