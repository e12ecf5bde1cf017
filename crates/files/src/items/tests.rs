use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;
use crate::tests::files;

const TEXT: &str = "# A comment.\ninfo:\n  name: 'Get user' # by hand\n  type: http\nhttp:\n  method: GET\n  url: /\n";

fn collection() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("users")).unwrap();
    for (path, text) in [("opencollection.yml", "info:\n  name: Test\n"), ("users/get.yml", TEXT)] {
        atomic::write(&folder.path().join(path), text.as_bytes()).unwrap();
    }
    folder
}

fn text(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

fn request(name: &str) -> Request {
    Request { name: name.to_owned(), method: "GET".to_owned(), ..Request::default() }
}

#[test]
fn what_is_added_gets_a_free_file_of_its_name() {
    let folder = collection();
    assert_eq!(add_request(folder.path(), "users", &mut request("Get")).unwrap(), "users/Get 2.yml");
    assert_eq!(add_request(folder.path(), "", &mut request("a/b: c")).unwrap(), "a-b- c.yml");
    let made = Folder { name: "Users".to_owned(), ..Folder::default() };
    assert_eq!(add_folder(folder.path(), "", &made).unwrap(), "Users 2");
    assert_eq!(add_folder(folder.path(), "Users 2", &made).unwrap(), "Users 2/Users");
    assert!(matches!(add_folder(folder.path(), "../x", &made), Err(SaveError::BadPath { .. })));
    assert!(matches!(add_request(folder.path(), "nowhere", &mut request("a")), Err(SaveError::Read { .. })));
}

#[test]
fn a_label_changes_its_lines_alone() {
    let folder = collection();
    label(folder.path(), "users/get.yml", Some("One: user"), Some(20.0)).unwrap();
    assert_snapshot!(text(&folder, "users/get.yml"), @r##"
    # A comment.
    info:
      name: "One: user" # by hand
      type: http
      seq: 20
    http:
      method: GET
      url: /
    "##);
    label(folder.path(), "users", None, Some(10.0)).unwrap();
    assert_snapshot!(text(&folder, "users/folder.yml"), @r"
    info:
      name: users
      type: folder
      seq: 10

    request:
      auth: inherit
    ");
    label(folder.path(), "", Some("Other"), None).unwrap();
    assert_snapshot!(text(&folder, "opencollection.yml"), @r"
    info:
      name: Other
    ");
    atomic::write(&folder.path().join("users/get.yml"), b"- a list").unwrap();
    assert!(matches!(label(folder.path(), "users/get.yml", Some("a"), None), Err(SaveError::OtherKind { .. })));
}

#[test]
fn early_files_have_their_name_at_the_top() {
    let folder = collection();
    atomic::write(&folder.path().join("users/get.yml"), b"type: http\nname: Old\nseq: 1\nhttp:\n  url: /\n").unwrap();
    label(folder.path(), "users/get.yml", Some("New"), Some(5.0)).unwrap();
    assert_snapshot!(text(&folder, "users/get.yml"), @r"
    type: http
    name: New
    seq: 5
    http:
      url: /
    ");
}

#[test]
fn an_item_keeps_its_bytes_wherever_it_goes() {
    let folder = collection();
    assert_eq!(place(folder.path(), "users/get.yml", "users", "GET").unwrap(), "users/GET.yml");
    assert_eq!(place(folder.path(), "users/GET.yml", "", "Get user").unwrap(), "Get user.yml");
    assert_eq!(text(&folder, "Get user.yml"), TEXT);
    assert_eq!(place(folder.path(), "Get user.yml", "users", "get").unwrap(), "users/get.yml");
    assert_eq!(copy(folder.path(), "users/get.yml", "get copy").unwrap(), "users/get copy.yml");
    assert_eq!(copy(folder.path(), "users", "people").unwrap(), "people");
    assert_eq!(text(&folder, "people/get copy.yml"), TEXT);
    assert_eq!(files(folder.path()).len(), 5);
}

#[test]
fn what_was_taken_out_comes_back_or_beside_what_took_its_place() {
    let folder = collection();
    let kept = tempfile::tempdir().unwrap();
    let kept = kept.path().join("content");
    take_out(&folder.path().join("users"), &kept).unwrap();
    assert!(!folder.path().join("users").exists());
    assert_eq!(put_back(&kept, folder.path(), "users").unwrap(), "users");
    take_out(&folder.path().join("users/get.yml"), &kept).unwrap();
    atomic::write(&folder.path().join("users/get.yml"), b"other").unwrap();
    assert_eq!(put_back(&kept, folder.path(), "users/get.yml").unwrap(), "users/get 2.yml");
    assert_eq!(text(&folder, "users/get 2.yml"), TEXT);
}

#[test]
fn a_collection_is_copied_without_its_git_history() {
    let workspace = tempfile::tempdir().unwrap();
    let folder = workspace.path().join("One");
    fs::create_dir_all(folder.join(".git")).unwrap();
    atomic::write(&folder.join("opencollection.yml"), b"info:\n  name: One\n").unwrap();
    let copy = copy_collection(&folder, "One copy").unwrap();
    assert_eq!(files(&copy).keys().cloned().collect::<Vec<String>>(), ["/opencollection.yml"]);
    let kept = workspace.path().join(".kept");
    take_out(&folder, &kept).unwrap();
    assert_eq!(put_back_collection(&kept, &copy).unwrap(), workspace.path().join("One copy 2"));
}

#[test]
fn numbers_stand_between_their_neighbours() {
    let cases = [
        (None, None, Some(10.0)),
        (Some(Some(10.0)), None, Some(20.0)),
        (None, Some(Some(10.0)), Some(5.0)),
        (Some(Some(10.0)), Some(Some(20.0)), Some(15.0)),
        (Some(Some(10.0)), Some(None), Some(20.0)),
        (Some(Some(10.0)), Some(Some(11.0)), None),
        (None, Some(Some(1.0)), None),
        (Some(None), None, None),
        (Some(Some(f64::INFINITY)), None, None),
    ];
    for (before, after, wanted) in cases {
        assert_eq!(number_between(before, after), wanted, "{before:?} {after:?}");
    }
}
