use insta::assert_snapshot;
use model::{Environment, Folder, Request, Variable};

use super::*;
use serde_json::Map;

use crate::side::{BaseDocument, Source};
use crate::tests::files;

fn request(name: &str) -> Item {
    Item::Request(Box::new(Request {
        name: name.to_owned(),
        method: "GET".to_owned(),
        url: "/".to_owned(),
        ..Request::default()
    }))
}

fn folder(name: &str, items: Vec<Item>) -> Item {
    Item::Folder(Folder { name: name.to_owned(), items, ..Folder::default() })
}

fn collection() -> Collection {
    Collection {
        name: "Users: all".to_owned(),
        items: vec![
            folder("environments", vec![request("a"), request("A"), request("folder")]),
            request("GET /users"),
            request("Get users"),
            folder("GET /users.yml", vec![request("b")]),
        ],
        environments: vec![Environment {
            name: "Local".to_owned(),
            variables: vec![Variable::text("a", "1")],
            ..Environment::default()
        }],
        ..Collection::default()
    }
}

fn side(id: &str) -> Side {
    Side {
        id: id.to_owned(),
        source: Some(Source { address: "http://host/doc".to_owned(), options: Map::default() }),
        base_document: Some(BaseDocument { syntax: document::Syntax::Yaml, bytes: b"swagger: '2.0'".to_vec() }),
    }
}

fn paths(folder: &Path) -> String {
    files(folder).into_keys().collect::<Vec<_>>().join("\n")
}

#[test]
fn files_are_named_after_their_items() {
    let workspace = tempfile::tempdir().unwrap();
    let workspace = workspace.path().join("not there yet");
    let mut collection = collection();
    let name = free_folder_name(&workspace, &collection.name).unwrap();
    let created = create(&workspace, &name, &mut collection, &side("1")).unwrap();
    assert_snapshot!(paths(&workspace), @r#"
    /Users- all/.postrider/base.yaml
    /Users- all/.postrider/collection.json
    /Users- all/.postrider/source.json
    /Users- all/GET -users.yml
    /Users- all/GET -users.yml 2/b.yml
    /Users- all/GET -users.yml 2/folder.yml
    /Users- all/Get users.yml
    /Users- all/environments 2/A 2.yml
    /Users- all/environments 2/a.yml
    /Users- all/environments 2/folder 2.yml
    /Users- all/environments 2/folder.yml
    /Users- all/environments/Local.yml
    /Users- all/opencollection.yml
    "#);
    assert_snapshot!(crate::tests::tree(&collection.items, 0), @r#"
    environments [environments 2] 10 folder auth=Inherit auth from parent
      a [environments 2/a.yml] 10 GET auth=No Auth
      A [environments 2/A 2.yml] 20 GET auth=No Auth
      folder [environments 2/folder 2.yml] 30 GET auth=No Auth
    GET /users [GET -users.yml] 20 GET auth=No Auth
    Get users [Get users.yml] 30 GET auth=No Auth
    GET /users.yml [GET -users.yml 2] 40 folder auth=Inherit auth from parent
      b [GET -users.yml 2/b.yml] 10 GET auth=No Auth
    "#);
    assert_eq!(free_folder_name(&workspace, "users- ALL").unwrap(), "users- ALL 2");

    let loaded = crate::load(&created).unwrap();
    assert_eq!(loaded.collection, collection);
    assert_eq!((loaded.id.as_deref(), loaded.problems), (Some("1"), Vec::new()));
    assert_eq!(side::read_source(&created).unwrap(), side("1").source);
    assert_eq!(side::read_base_document(&created).unwrap(), side("1").base_document);
}

#[test]
fn the_same_collection_gives_the_same_bytes() {
    let workspace = tempfile::tempdir().unwrap();
    let first = create(workspace.path(), "first", &mut collection(), &side("1")).unwrap();
    let second = create(workspace.path(), "second", &mut collection(), &side("1")).unwrap();
    assert_eq!(files(&first), files(&second));
    let before = files(&first);
    let kept = workspace.path().join("kept");
    replace(&first, &mut collection(), &side("another id"), &kept).unwrap();
    assert_eq!(files(&first), before);
    assert_eq!(files(&kept), before);
}

#[test]
fn numbers_that_rise_are_kept() {
    let workspace = tempfile::tempdir().unwrap();
    let mut kept =
        Collection { name: "a".to_owned(), items: vec![request("x"), request("y")], ..Collection::default() };
    for (item, seq) in kept.items.iter_mut().zip([1.5, 7.0]) {
        if let Item::Request(request) = item {
            request.seq = Some(seq);
        }
    }
    create(workspace.path(), "a", &mut kept, &side("1")).unwrap();
    assert_eq!(kept.items.iter().map(Item::seq).collect::<Vec<_>>(), [Some(1.5), Some(7.0)]);
}

#[test]
fn what_is_there_is_not_written_over() {
    let workspace = tempfile::tempdir().unwrap();
    fs::create_dir(workspace.path().join("taken")).unwrap();
    let error = create(workspace.path(), "taken", &mut collection(), &side("1")).unwrap_err();
    assert!(matches!(error, SaveError::Exists { .. }), "{error}");
    let error =
        replace(&workspace.path().join("taken"), &mut collection(), &side("1"), Path::new("/kept")).unwrap_err();
    assert!(matches!(error, SaveError::NotACollection { .. }), "{error}");
    assert_eq!(load::file_names(workspace.path()).unwrap(), ["taken"]);
}

#[test]
fn a_replacement_keeps_what_an_import_never_made() {
    let workspace = tempfile::tempdir().unwrap();
    let folder = create(workspace.path(), "a", &mut collection(), &side("kept")).unwrap();
    for path in [
        ".git/objects/ab",
        ".gitignore",
        "README.md",
        "environments 2/data.csv",
        "environments 2/gone.yml",
        "assets/logo.png",
        ".postrider/other.json",
        "inner/opencollection.yml",
        "inner/x.yml",
        "node_modules/m/a.yml",
        ".postrider-1-1.tmp",
    ] {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        write(&folder.join(path), path).unwrap();
    }
    write(&folder.join("environments/mine.yml"), "name: Mine # by hand\n").unwrap();
    write(&folder.join("environments/broken.yml"), "name: [\n").unwrap();
    let mut smaller = collection();
    smaller.items.truncate(1);
    smaller.environments[0].variables.clear();
    let away = tempfile::tempdir().unwrap();
    let side = Side { id: "new".to_owned(), ..Side::default() };
    replace(&folder, &mut smaller, &side, &away.path().join("kept")).unwrap();
    assert_snapshot!(paths(&folder), @r#"
    /.git/objects/ab
    /.gitignore
    /.postrider/collection.json
    /.postrider/other.json
    /README.md
    /assets/logo.png
    /environments 2/A 2.yml
    /environments 2/a.yml
    /environments 2/data.csv
    /environments 2/folder 2.yml
    /environments 2/folder.yml
    /environments/Local.yml
    /environments/broken.yml
    /environments/mine.yml
    /inner/opencollection.yml
    /inner/x.yml
    /node_modules/m/a.yml
    /opencollection.yml
    "#);
    assert_eq!(side::read_id(&folder).unwrap().as_deref(), Some("kept"));
    assert_eq!(fs::read_to_string(folder.join("environments/mine.yml")).unwrap(), "name: Mine # by hand\n");
    assert_eq!(fs::read_to_string(folder.join("environments/Local.yml")).unwrap(), "name: Local\n");
    assert_eq!(load::file_names(workspace.path()).unwrap(), ["a"]);
}

#[test]
fn an_old_collection_that_cannot_be_kept_stays() {
    let workspace = tempfile::tempdir().unwrap();
    let folder = create(workspace.path(), "a", &mut collection(), &side("1")).unwrap();
    let before = files(&folder);
    let mut other = Collection { name: "a".to_owned(), ..Collection::default() };
    replace(&folder, &mut other, &side("2"), &workspace.path().join("missing/kept")).unwrap_err();
    assert_eq!(files(&folder), before);
    assert_eq!(load::file_names(workspace.path()).unwrap(), ["a"]);
}

#[test]
fn a_failed_build_leaves_nothing() {
    let workspace = tempfile::tempdir().unwrap();
    let folder = create(workspace.path(), "a", &mut collection(), &side("1")).unwrap();
    let before = files(workspace.path());
    // A source of ids that cannot be read must not give the collection a second id.
    write_bytes(&folder.join(".postrider/collection.json.bak"), b"x").unwrap();
    fs::rename(folder.join(".postrider/collection.json.bak"), folder.join(".postrider/collection.json")).unwrap();
    replace(&folder, &mut collection(), &side("2"), &workspace.path().join("kept")).unwrap_err();
    assert_eq!(files(workspace.path()).len(), before.len());
}
