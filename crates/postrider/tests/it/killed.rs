//! `kill -9` at any moment leaves the old or the new, never something torn.

use std::process::Stdio;
use std::time::Duration;

use crate::program::Home;

/// A document whose import takes long enough to be hit.
fn document(title: &str, operations: usize) -> String {
    let paths: Vec<String> = (0..operations)
        .map(|n| format!("\"/group{}/item{n}\":{{\"get\":{{\"summary\":\"{title} {n}\",\"responses\":{{}}}}}}", n % 20))
        .collect();
    format!("{{\"swagger\":\"2.0\",\"info\":{{\"title\":\"Big\"}},\"paths\":{{{}}}}}", paths.join(","))
}

/// Starts a command, kills it after a while that grows from try to try, and hands over to `check` each time.
fn killed_at_many_moments(home: &Home, arguments: &[&str], tries: u32, check: impl Fn()) {
    let whole = {
        let started = std::time::Instant::now();
        home.ok(arguments);
        started.elapsed()
    };
    for n in 0..tries {
        let mut child = home.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let at = whole * n / tries;
        let started = std::time::Instant::now();
        while started.elapsed() < at && child.try_wait().unwrap().is_none() {
            std::thread::park_timeout(Duration::from_micros(200));
        }
        let _ = child.kill();
        let _ = child.wait();
        check();
    }
}

#[test]
fn an_import_that_replaces_is_whole_or_has_not_happened() {
    let home = Home::new();
    home.folder.write("old.json", document("old", 150));
    home.folder.write("new.json", document("new", 150));
    home.ok(&["import", "old.json"]);
    killed_at_many_moments(&home, &["import", "new.json", "--replace"], 20, || {
        let listed = home.json(&["list", "Big", "--json"]);
        let names: Vec<&str> = listed.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), 150);
        let word = names[0].split(' ').next().unwrap();
        assert!(names.iter().all(|name| name.starts_with(word)), "a mixture");
        assert_eq!(home.json(&["list", "--json"]).as_array().unwrap().len(), 1);
        // The other document goes in again, so that every try starts from `old`.
        home.ok(&["import", "old.json", "--replace"]);
    });
    let left: Vec<String> = home.folder.files().into_iter().filter(|path| path.contains("/.postrider-")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn an_environment_file_is_never_torn() {
    let home = Home::new();
    home.folder.write("home/workspace/a/opencollection.yml", "opencollection: 1.0.0\n\ninfo:\n  name: A\n");
    let value = "v".repeat(100_000);
    home.ok(&["env", "set", "A", "--env", "e", "keep=1", &format!("big={value}")]);
    let other = format!("big={}", "w".repeat(100_000));
    killed_at_many_moments(&home, &["env", "set", "A", "--env", "e", &other], 25, || {
        let rows = home.json(&["env", "list", "A", "--env", "e", "--json"]);
        assert_eq!(rows[0]["value"], "1");
        let big = rows[1]["value"].as_str().unwrap();
        assert!(big.len() == 100_000 && (big.starts_with("vv") || big.starts_with("ww")), "torn");
        home.ok(&["env", "set", "A", "--env", "e", &format!("big={value}")]);
    });
    let left: Vec<String> =
        home.folder.files().into_iter().filter(|path| path.starts_with("home/workspace/a/environments/")).collect();
    assert_eq!(left, ["home/workspace/a/environments/e.yml"]);
}
