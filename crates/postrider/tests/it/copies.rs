//! Collections that were copied or moved, by a file manager or Git.

use testkit::{Answer, Server};

use crate::program::Home;

fn copy(home: &Home, from: &str, to: &str) {
    let inside = home.folder.files().into_iter().filter(|path| path.starts_with(from));
    for path in inside.collect::<Vec<_>>() {
        home.folder.write(&path.replacen(from, to, 1), home.folder.read(&path));
    }
}

fn id(home: &Home, folder: &str) -> String {
    home.folder.read_text(&format!("home/workspace/{folder}/.postrider/collection.json"))
}

#[test]
fn a_copy_gets_an_id_and_secrets_of_its_own() {
    let server = Server::handling(|request| Answer::ok(request.header("x-key").unwrap_or_default()));
    let home = Home::new().with("KEY", "one").with("OTHER", "two");
    let root = "opencollection: 1.0.0\n\ninfo:\n  name: A\n";
    home.folder.write("home/workspace/a/opencollection.yml", root);
    let request = format!(
        "info:\n  name: X\n  type: http\nhttp:\n  method: GET\n  url: {}\n  headers:\n    - name: X-Key\n      value: \"{{{{vault:key}}}}\"\n",
        server.url("/")
    );
    home.folder.write("home/workspace/a/x.yml", request);
    home.ok(&["secret", "set", "A", "key", "--value-env", "KEY"]);
    assert_eq!(home.ok(&["send", "A", "X"]), "one");
    copy(&home, "home/workspace/a/", "home/workspace/b/");
    let second = home.folder.path("home/workspace/b");
    let second = second.to_str().unwrap();
    assert_eq!(home.ok(&["send", second, "X"]), "one");
    assert_ne!(id(&home, "a"), id(&home, "b"));
    home.ok(&["secret", "set", second, "key", "--value-env", "OTHER"]);
    assert_eq!(home.ok(&["send", second, "X"]), "two");
    let first = home.folder.path("home/workspace/a");
    assert_eq!(home.ok(&["send", first.to_str().unwrap(), "X"]), "one");
}

#[test]
fn a_moved_collection_keeps_its_id_and_secrets() {
    let home = Home::new().with("KEY", "one");
    home.folder.write("home/workspace/a/opencollection.yml", "opencollection: 1.0.0\n\ninfo:\n  name: A\n");
    home.ok(&["secret", "set", "A", "key", "--value-env", "KEY"]);
    let before = id(&home, "a");
    std::fs::rename(home.folder.path("home/workspace/a"), home.folder.path("home/workspace/moved")).unwrap();
    assert_eq!(home.ok(&["secret", "list", "A"]), "key\n");
    assert_eq!(id(&home, "moved"), before);
}
