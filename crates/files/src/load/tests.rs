use insta::assert_snapshot;

use super::*;
use crate::tests::{problems, tree};

/// A collection folder of these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("opencollection.yml", "opencollection: 1.0.0\ninfo:\n  name: Test\n")].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        crate::atomic::write(&path, text.as_bytes()).unwrap();
    }
    folder
}

fn request(name: &str, seq: &str) -> String {
    let seq = if seq.is_empty() { String::new() } else { format!("  seq: {seq}\n") };
    format!("info:\n  name: {name}\n  type: http\n{seq}http:\n  url: /\n")
}

#[test]
fn items_stand_in_their_order() {
    let files = [
        ("a.yml", request("without, b", "")),
        ("b.yml", request("without, A", "")),
        ("c.yml", request("second", "10.5")),
        ("d.yml", request("first", "-1")),
        ("e/folder.yml", "info:\n  name: third\n  type: folder\n  seq: 20\n".to_owned()),
        ("e/x.yml", request("inner", "1")),
        ("f.yml", request("as text", "'15'")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = folder(&files);
    let loaded = load(folder.path()).unwrap();
    assert_eq!(loaded.problems, []);
    assert_snapshot!(tree(&loaded.collection.items, 0), @r#"
    first [d.yml] -1 GET auth=No Auth
    second [c.yml] 10.5 GET auth=No Auth
    as text [f.yml] 15 GET auth=No Auth
    third [e] 20 folder auth=Inherit auth from parent
      inner [e/x.yml] 1 GET auth=No Auth
    without, A [b.yml] GET auth=No Auth
    without, b [a.yml] GET auth=No Auth
    "#);
}

#[test]
fn a_bad_file_is_a_problem_and_the_rest_is_read() {
    let good = request("good", "1");
    let folder = folder(&[
        ("good.yml", &good),
        ("broken.yml", "info:\n  name: a\n  type: http\nhttp: {url: [\n"),
        ("empty.yml", ""),
        ("list.yml", "- a\n"),
        (
            "types.yml",
            "info:\n  name: types\n  type: http\nhttp:\n  url: [1]\n  headers:\n    - plain\n    - name: ok\n  body: text\n",
        ),
        ("stray.yml", "services: {}\n"),
        ("environments/bad.yml", "name: \"\n"),
        (".postrider/collection.json", "{"),
    ]);
    let bytes: &[u8] = &[b'a', 0xFF];
    crate::atomic::write(&folder.path().join("latin.yml"), bytes).unwrap();
    let loaded = load(folder.path()).unwrap();
    assert_snapshot!(tree(&loaded.collection.items, 0), @r#"
    good [good.yml] 1 GET auth=No Auth
    types [types.yml] GET auth=No Auth
    "#);
    assert_snapshot!(problems(folder.path(), &loaded.problems), @r#"
    /broken.yml:4:13 truncated_document Error: the text ends in the middle of a YAML value
    /empty.yml empty_document Error: the text is empty
    /latin.yml not_utf8 Error: this file is not UTF-8 text
    /list.yml:1:1  not_an_item Warning: this file holds no request and is left out
    /stray.yml:1:1  not_an_item Warning: this file holds no request and is left out
    /types.yml:5:3 /http/url wrong_type Warning: `url` is a list where a text is expected
    /types.yml:7:7 /http/headers/0 wrong_type Warning: item 1 of the list is a text where a mapping is expected
    /types.yml:9:9 /http/body body_without_type Warning: this body has no `type`; it is read as no body
    /environments/bad.yml:1:7 truncated_document Error: the text ends in the middle of a YAML value
    /.postrider/collection.json unreadable_file Error: this file cannot be read: `/.postrider/collection.json`: EOF while parsing an object at line 1 column 1
    "#);
    let broken = loaded
        .problems
        .iter()
        .find(|problem| problem.place.file.as_deref().is_some_and(|file| file.ends_with("broken.yml")));
    assert!(broken.unwrap().place.excerpt.is_some());
}

#[test]
fn a_broken_root_file_still_shows_its_requests() {
    let good = request("good", "1");
    let folder = folder(&[("good.yml", &good), ("opencollection.yml", "info: [\n")]);
    let loaded = load(folder.path()).unwrap();
    assert_eq!(loaded.collection.name, name_of(folder.path()));
    assert_eq!((loaded.collection.items.len(), loaded.problems.len()), (1, 1));
}

#[test]
fn a_folder_without_a_root_file_is_no_collection() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(load(folder.path()), Err(LoadError::NotACollection { .. })));
    assert!(matches!(load(&folder.path().join("missing")), Err(LoadError::NotACollection { .. })));
}

#[test]
fn what_is_no_item_is_left_out() {
    let inner = request("inner", "");
    let folder = folder(&[
        (".hidden/a.yml", &inner),
        (".dot.yml", &inner),
        ("node_modules/a.yml", &inner),
        ("deep/node_modules/a.yml", &inner),
        ("nested/opencollection.yml", "info:\n  name: nested\n"),
        ("nested/a.yml", &inner),
        ("other.yaml", &inner),
        ("pictures/a.png", ""),
        ("environments/sub/a.yml", &inner),
        ("sub/environments/a.yml", &inner),
    ]);
    let loaded = load(folder.path()).unwrap();
    assert_eq!(loaded.problems, []);
    assert_snapshot!(tree(&loaded.collection.items, 0), @r#"
    sub [sub] folder auth=Inherit auth from parent
      environments [sub/environments] folder auth=Inherit auth from parent
        inner [sub/environments/a.yml] GET auth=No Auth
    "#);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let inner = request("inner", "");
    let folder = folder(&[("sub/a.yml", &inner)]);
    symlink("..", folder.path().join("sub/loop")).unwrap();
    symlink("/", folder.path().join("everything")).unwrap();
    symlink("sub/a.yml", folder.path().join("b.yml")).unwrap();
    let loaded = load(folder.path()).unwrap();
    assert_snapshot!(tree(&loaded.collection.items, 0), @r#"
    inner [b.yml] GET auth=No Auth
    sub [sub] folder auth=Inherit auth from parent
      inner [sub/a.yml] GET auth=No Auth
    "#);
    assert_snapshot!(problems(folder.path(), &loaded.problems), @r#"
    /everything link_not_followed Note: links to folders and out of the collection are not followed
    /sub/loop link_not_followed Note: links to folders and out of the collection are not followed
    "#);
}

#[test]
fn what_is_not_known_is_read_as_the_nearest_and_said() {
    let block = |auth: &str| format!("info:\n  name: a\n  type: http\nhttp:\n  url: /\n  auth:\n{auth}");
    let without_type = block("    token: abc\n");
    let flow = block("    type: oauth2\n    flow: device_code\n");
    let body = "info:\n  name: b\n  type: http\nhttp:\n  url: /\n  body:\n    type: graphql\n    data: '{a}'\n";
    let folder = folder(&[
        ("opencollection.yml", "info:\n  name: Test\nitems:\n  - info:\n      name: inside\n"),
        ("auth.yml", &without_type),
        ("body.yml", body),
        ("flow.yml", &flow),
    ]);
    let loaded = load(folder.path()).unwrap();
    assert_snapshot!(tree(&loaded.collection.items, 0), @"
    a [auth.yml] GET auth=No Auth
    a [flow.yml] GET auth=OAuth 2.0
    b [body.yml] GET auth=No Auth
    ");
    assert_snapshot!(problems(folder.path(), &loaded.problems), @"
    /opencollection.yml:3:1 /items bundled_items Warning: items inside `opencollection.yml` are not read; each needs a file of its own
    /auth.yml:6:3 /http/auth auth_without_type Warning: this auth block has no `type`; it is read as no auth
    /body.yml:6:3 /http/body unknown_body Warning: bodies of type `graphql` are not known; the request is read without a body
    /flow.yml:8:11 /http/auth/flow unknown_flow Warning: the flow `device_code` is not known; it is read as `client_credentials`
    ");
}
