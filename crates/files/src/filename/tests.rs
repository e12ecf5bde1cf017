use std::collections::HashSet;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

#[test]
fn names_become_portable() {
    let names = [
        "List users",
        "GET /v3/users/{id}",
        "a/b\\c:d*e?f\"g<h>i|j",
        "..hidden..",
        ".",
        "",
        "???",
        "con",
        "Con.txt",
        "COM1",
        "com¹.a",
        "console",
        "environments",
        "Folder",
        "opencollection",
        "node_modules",
        "  blanks  ",
        "trailing.",
        "tab\there",
        "über 日本",
        "\u{202E}evil",
        "-dash-",
    ];
    let lines: Vec<String> = names.iter().map(|name| format!("{name:?} -> {}", portable(name))).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    "List users" -> List users
    "GET /v3/users/{id}" -> GET -v3-users-{id}
    "a/b\\c:d*e?f\"g<h>i|j" -> a-b-c-d-e-f-g-h-i-j
    "..hidden.." -> hidden
    "." -> untitled
    "" -> untitled
    "???" -> untitled
    "con" -> con 2
    "Con.txt" -> Con-txt
    "COM1" -> COM1 2
    "com¹.a" -> com¹-a
    "console" -> console
    "environments" -> environments 2
    "Folder" -> Folder 2
    "opencollection" -> opencollection 2
    "node_modules" -> node_modules 2
    "  blanks  " -> blanks
    "trailing." -> trailing
    "tab\there" -> tab-here
    "über 日本" -> über 日本
    "\u{202e}evil" -> evil
    "-dash-" -> dash
    "#);
}

#[test]
fn a_taken_name_gets_a_number_behind_it() {
    let mut taken = HashSet::new();
    let names = ["Users", "users", "USERS", "users 2", "folder", "folder", &"x".repeat(90), &"x".repeat(90)];
    let mut lines = Vec::new();
    for name in names {
        let stem = free(name, |stem| taken.contains(stem));
        taken.insert(stem.to_lowercase());
        lines.push(stem);
    }
    assert_snapshot!(lines.join("\n"), @r#"
    Users
    users 2
    USERS 3
    users 2 2
    folder 2
    folder 3
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx 2
    "#);
}

proptest! {
    #[test]
    fn every_name_is_safe(name in any::<String>()) {
        let stem = portable(&name);
        prop_assert!(!stem.is_empty() && stem.chars().count() <= 82 && stem.len() <= 235);
        prop_assert!(!stem.starts_with('.') && !stem.ends_with(['.', ' ']));
        prop_assert!(!stem.chars().any(is_forbidden));
        prop_assert!(!is_device(&stem));
    }

    #[test]
    fn a_long_name_is_cut_between_characters(name in "[日é🙂a]{60,120}") {
        let stem = portable(&name);
        prop_assert!(name.starts_with(&stem) && stem.len() <= 230);
    }
}
