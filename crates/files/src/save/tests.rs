use std::fs::File;

use insta::assert_snapshot;
use model::Variable;

use super::*;

const FILE: &str = "users/get.yml";
const TEXT: &str = "# A comment.\ninfo:\n  name: 'Get user'\n  type: http\nhttp:\n  method: GET\n  url: /\n";

/// A collection folder with one request of this text in it.
fn collection(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("users")).unwrap();
    atomic::write(&folder.path().join(ROOT_FILE), b"opencollection: 1.0.0\n\ninfo:\n  name: Test\n").unwrap();
    atomic::write(&folder.path().join(FILE), text.as_bytes()).unwrap();
    folder
}

fn loaded(folder: &Path) -> Request {
    let collection = load::load(folder).unwrap().collection;
    match &collection.items[..] {
        [model::Item::Folder(folder)] => match &folder.items[..] {
            [model::Item::Request(request)] => (**request).clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_save_writes_what_changed_and_only_then() {
    let folder = collection(TEXT);
    let path = folder.path().join(FILE);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let mut request = loaded(folder.path());
    assert_eq!(save_request(folder.path(), &request).unwrap(), Saved { path: path.clone(), extent: Extent::Nothing });
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);

    "PUT".clone_into(&mut request.method);
    assert_eq!(save_request(folder.path(), &request).unwrap().extent, Extent::Lines);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT.replace("GET", "PUT"));
    assert_eq!(loaded(folder.path()), request);
}

#[test]
fn roots_and_folders_are_saved_in_their_files() {
    let folder = collection(TEXT);
    let mut collection = load::load(folder.path()).unwrap().collection;
    collection.defaults.auth = model::Auth::Bearer { token: "{{vault:t}}".to_owned() };
    assert_eq!(save_root(folder.path(), &collection).unwrap().extent, Extent::Lines);
    let Some(Item::Folder(users)) = collection.items.first_mut() else { panic!("a folder") };
    users.docs = Some("Everybody".to_owned());
    assert_eq!(save_folder(folder.path(), users).unwrap().extent, Extent::Created);
    assert_eq!(save_folder(folder.path(), users).unwrap().extent, Extent::Nothing);
    assert_eq!(load::load(folder.path()).unwrap().collection, collection);
    assert_snapshot!(fs::read_to_string(folder.path().join(ROOT_FILE)).unwrap(), @r#"
    opencollection: 1.0.0

    info:
      name: Test

    request:
      auth:
        type: bearer
        token: "{{vault:t}}"
    "#);
}

#[test]
fn a_file_that_cannot_be_read_is_not_written_over() {
    let broken = "info:\n  name: [a\nhttp: {\n";
    let folder = collection(broken);
    let request = Request { path: FILE.to_owned(), ..Request::default() };
    let error = save_request(folder.path(), &request).unwrap_err();
    assert!(matches!(error, SaveError::Unreadable { .. }), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), broken);

    let foreign = "info:\n  name: a\n  type: graphql\n";
    atomic::write(&folder.path().join(FILE), foreign.as_bytes()).unwrap();
    let error = save_request(folder.path(), &request).unwrap_err();
    assert!(matches!(error, SaveError::OtherKind { .. }), "{error}");
}

#[test]
fn a_path_cannot_lead_out_of_the_collection() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["", "/etc/a.yml", "../a.yml", "a/../../b.yml", "a//b.yml", "./a.yml", "C:\\a.yml"] {
        let error = save_request(folder.path(), &Request { path: path.to_owned(), ..Request::default() }).unwrap_err();
        assert_eq!(error.to_string(), format!("`{path}` is no path inside the collection"));
    }
}

#[test]
fn a_save_removes_what_a_killed_one_left() {
    let folder = collection(TEXT);
    let leftover = folder.path().join("users/.postrider-1-1.tmp");
    File::create(&leftover).unwrap();
    save_request(folder.path(), &loaded(folder.path())).unwrap();
    assert!(!leftover.exists());
}

#[test]
fn environments_are_found_by_their_name() {
    let folder = tempfile::tempdir().unwrap();
    let directory = environments_folder(folder.path());
    let mut environment = Environment { name: "Staging/EU".to_owned(), ..Environment::default() };
    environment.variables = vec![
        Variable::text("baseUrl", "http://127.0.0.1:8081/webapi"),
        Variable { is_secret: true, ..Variable::text("key", "") },
    ];
    let saved = save_environment(&directory, &environment).unwrap();
    assert_eq!((load::name_of(&saved.path), saved.extent), ("Staging-EU.yml".to_owned(), Extent::Created));
    // Another name that gives the same file name.
    let other = Environment { name: "staging:eu".to_owned(), ..Environment::default() };
    assert_eq!(load::name_of(&save_environment(&directory, &other).unwrap().path), "staging-eu 2.yml");
    environment.variables[0].value = "http://127.0.0.1:8082/webapi".to_owned();
    assert_eq!(save_environment(&directory, &environment).unwrap().extent, Extent::Lines);
    assert_snapshot!(fs::read_to_string(&saved.path).unwrap(), @r#"
    name: Staging/EU
    variables:
      - name: baseUrl
        value: http://127.0.0.1:8082/webapi
      - secret: true
        name: key
    "#);
    assert_eq!(crate::load_environments(folder.path()).unwrap().0, [environment, other]);
}
