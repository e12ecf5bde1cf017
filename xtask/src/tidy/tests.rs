use std::collections::BTreeSet;

use insta::assert_snapshot;

use super::*;
use crate::tree::TextFile;
use crate::workspace::Package;

/// What tidy says about files, each written as a line `=== PATH` and its text. The root is complete, so that only the
/// files speak. `needs` lists crates as `name: needed needed`.
fn tidied(files: &str, needs: &[&str]) -> String {
    let mut tree = Tree::default();
    for file in files.split("=== ").skip(1) {
        let (path, text) = file.split_once('\n').unwrap_or((file, ""));
        tree.files.push(TextFile::new(path.trim(), text.as_bytes()));
    }
    for name in layout::ROOT.iter().filter(|name| !layout::OPTIONAL.contains(name)) {
        if !tree.files.iter().any(|file| file.path.split('/').next() == Some(name)) {
            tree.files.push(TextFile::new(name, b""));
        }
    }
    let packages = needs.iter().filter_map(|line| line.split_once(':')).map(|(name, needs)| Package {
        name: name.to_owned(),
        folder: format!("crates/{name}"),
        license: Some("MIT OR Apache-2.0".to_owned()),
        needs: needs.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>(),
    });
    let workspace = Workspace { root: "/".into(), target: "/target".into(), packages: packages.collect() };
    check(&tree, &workspace).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn this_repository_has_a_list_that_can_be_read() {
    let text = include_str!("../../ratchet.txt");
    assert_eq!(Ratchet::read(text).apply(Vec::new()).iter().filter(|finding| finding.line.is_none()).count(), 0);
}

#[test]
fn table_of_dependencies_equals_the_graph() {
    let table = "
=== ARCHITECTURE.md
| Crate | Knows | May depend on |
|---|---|---|
| `files` | folders | `model` `store` |
| `model` | words | – |
| `gone` | nothing | – |
";
    assert_snapshot!(tidied(table, &["files: model wire serde", "model:", "wire:"]), @"
    ARCHITECTURE.md: `files` depends on `wire`, which its row does not allow [dependency]
    ARCHITECTURE.md: the row of `files` allows `store`, on which it does not depend; take it out [dependency]
    ARCHITECTURE.md: crate `wire` has no row in the table of dependencies [dependency]
    ARCHITECTURE.md: the table lists `gone`, which is no crate [dependency]
    ");
}

#[test]
fn heavy_libraries_have_owners() {
    let table = "
=== ARCHITECTURE.md
| Crate | Knows | May depend on |
|---|---|---|
| `files` | folders | – |
";
    assert_snapshot!(tidied(table, &["files: rusqlite"]), @"crates/files/Cargo.toml: `rusqlite` belongs to store and waystation-sqlite; ask that crate instead [owner]");
}

#[test]
fn dependencies_that_no_crate_takes_are_found() {
    let files = r#"
=== Cargo.toml
[workspace.dependencies]
# Our own crates.
model = { path = "crates/model" }
http = "1"
http-body = "1"
url = "2"

[profile.release]
strip = "symbols"
=== crates/wire/Cargo.toml
[dependencies]
model.workspace = true
http-body = { workspace = true }
"#;
    assert_snapshot!(tidied(files, &[]), @"
    Cargo.toml:4: no crate takes `http`; take it out [unused]
    Cargo.toml:6: no crate takes `url`; take it out [unused]
    ");
}

#[test]
fn pure_crates_neither_read_nor_wait() {
    let files = "
=== crates/model/src/lib.rs
//! Words.
// Comments may say std::fs.
use std::fs::File;
mod tests;
=== crates/model/src/tests.rs
use std::fs;
";
    assert_snapshot!(tidied(files, &[]), @"crates/model/src/lib.rs:3: `std::fs` in a crate without IO, clock and randomness; let the caller hand it in [purity]");
}

#[test]
fn every_file_is_a_module_with_a_doc_and_a_name_that_says_something() {
    let files = "
=== crates/model/src/lib.rs
//! Words.
mod words;
pub(crate) mod form_data;
=== crates/model/src/words.rs
use std::fmt;
=== crates/model/src/words/tests.rs
#[test]
fn never_runs() {}
=== crates/model/src/form_data.rs
//! A term of the field.
=== crates/model/src/text_utils.rs
//! Says nothing.
=== crates/model/tests/it/main.rs
mod list;
=== crates/model/tests/it/list.rs
=== crates/model/tests/it/send.rs
";
    assert_snapshot!(tidied(files, &[]), @"
    crates/model/src/text_utils.rs: `utils` says nothing about what is inside; name it after that [name]
    crates/model/src/text_utils.rs: no module says `mod text_utils;`, so it is not compiled [forgotten]
    crates/model/src/words.rs: does not begin with `//!`: what is this module for? [module-doc]
    crates/model/src/words/tests.rs: no module says `mod tests;`, so it is not compiled [forgotten]
    crates/model/tests/it/send.rs: no module says `mod send;`, so it is not compiled [forgotten]
    ");
}

#[test]
fn long_files_give_a_reason_up_to_a_limit() {
    let lines = |count: usize| "fn f() {}\n".repeat(count);
    let file = |name: &str, doc: &str, count| format!("=== crates/model/src/{name}.rs\n//! {doc}\n{}", lines(count));
    let files = [
        "=== crates/model/src/lib.rs\n//! Words.\nmod a;\nmod b;\nmod c;\nmod d;\nmod e;\n".to_owned(),
        file("a", "Short enough.", 499),
        file("b", "Too long.", 500),
        file("c", "Long because all rules of a state machine stand together.", 700),
        file("d", "Long because nobody had time.", 800),
        file("e", "Data table of time zones.", 2000),
    ];
    assert_snapshot!(tidied(&files.concat(), &[]), @"
    crates/model/src/b.rs: 501 lines; above 500 a line `//! Long because …` gives the reason [size]
    crates/model/src/d.rs: 801 lines; 800 is the limit [size]
    ");
}

#[test]
fn codes_of_problems_are_shown_by_a_test() {
    let files = r#"
=== crates/model/src/lib.rs
//! Problems.
mod tests;
fn report(&mut self, node: &Node, code: &str) {}
fn f() {
    Problem::error("seen_code", "…");
    Problem::warning(
        "unseen_code",
        format!("{}", "not_a_code"),
    );
    Problem::note(fault.code, "not_this_one");
    let code = if is_cut { "cut_short" } else { "seen_code" };
}
=== crates/files/src/lib.rs
//! Reports.
fn warn(&mut self, node: &Node, code: &str) {}
fn f() {
    self.warn(node(")"), "wrong_type");
}
=== crates/model/src/tests.rs
assert_eq!(code, "seen_code");
"#;
    assert_snapshot!(tidied(files, &[]), @"
    cut_short: made in crates/model/src/lib.rs:11, but no test, snapshot or fixture shows it [code]
    unseen_code: made in crates/model/src/lib.rs:6, but no test, snapshot or fixture shows it [code]
    wrong_type: made in crates/files/src/lib.rs:4, but no test, snapshot or fixture shows it [code]
    ");
}

#[test]
fn paths_of_one_machine_and_left_overs_are_found() {
    // `+` divides what tidy would find in this test.
    let files = "
=== Makefile
# Look at /wo+rk/main, https://example.com/tmp/x and ~/tmp/x.
cd /ho+me/ada/src
# A TO+DO is one also here, but not in MASTODON or `/home/{id}`.
";
    let found = tidied(&files.replace('+', ""), &[]).replace("`TO", "`TO+");
    assert_snapshot!(found, @"
    Makefile:1: `/work/…` is a path of one machine [machine-path]
    Makefile:2: `/home/…` is a path of one machine [machine-path]
    Makefile:3: `TO+DO`: do it, or file an issue [left-over]
    ");
}

#[test]
fn keys_are_found() {
    let block = format!("-----BEGIN {}-----", "RSA PRIVATE KEY");
    let files =
        format!("=== fixtures/a.pem\n{block}\n=== docs/a.md\nAKIA{}\n`ghp_…` is how they begin\n", "A1".repeat(8));
    assert_snapshot!(tidied(&files, &[]), @"
    docs/a.md:1: `AKIA…` looks like a key; make one in the test, or name an environment variable [secret]
    fixtures/a.pem:1: `-----BEGIN…` looks like a key; make one in the test, or name an environment variable [secret]
    ");
}

#[test]
fn files_that_need_each_other_are_found() {
    let files = r##"
=== crates/model/src/lib.rs
//! Words.
mod a;
mod b;
mod c;
pub use a::A;
=== crates/model/src/a.rs
//! Needs `b` by the name that the crate gives it, and its own room.
mod room;
use crate::b;
pub struct A(room::Inner);
fn f() -> String { format!("{}", b::text()) }
=== crates/model/src/a/room.rs
//! May ask the module that holds it.
pub(super) struct Inner(Option<Box<super::A>>);
=== crates/model/src/b.rs
//! Needs `a` through a re-export.
pub fn text() -> &'static str { let _: Option<crate::A> = None; "" }
=== crates/model/src/c.rs
//! Needs both, but only its tests are needed.
use crate::{A, b};
#[cfg(test)]
fn f() {}
=== web/src/state/a.ts
import { b } from "#/state/b.ts";
=== web/src/state/b.ts
import type { C } from "./c.ts";
=== web/src/state/c.ts
import {
  a,
} from "./a.ts";
"##;
    assert_snapshot!(tidied(files, &[]), @"
    crates/model/src/a.rs: 2 files need each other: a.rs:3 needs b.rs, b.rs:2 needs a.rs; move what they share below them [circle]
    web/src/state/a.ts: 3 files need each other: state/a.ts:1 needs state/b.ts, state/b.ts:1 needs state/c.ts, state/c.ts:3 needs state/a.ts; move what they share below them [circle]
    ");
}

#[test]
fn turns_of_phrase_are_found_in_what_people_read() {
    let files = r#"
=== crates/model/src/lib.rs
//! Whoever reads this.
// Whoever reads this may: it documents nothing.
/// So many are kept; there is no limit, and it is no longer asked.
const MESSAGE: &str = "this is no command";
=== web/src/words/en/shell.ts
// It goes on.
export const goes = { on: "It goes on by itself" };
"#;
    assert_snapshot!(tidied(files, &[]), @"
    crates/model/src/lib.rs:1: `Whoever` is not English as people write it; name the thing or the person [english]
    crates/model/src/lib.rs:3: `So many` is not English as people write it; say `at most N …`, `kept for N days` [english]
    crates/model/src/lib.rs:4: `is no command` is not English as people write it; say `is not a …`, or `has no …` [english]
    web/src/words/en/shell.ts:2: `goes on` is not English as people write it; say `continues` [english]
    ");
}

#[test]
fn root_holds_only_what_is_listed() {
    assert_snapshot!(tidied("=== notes.txt\n", &[]), @"notes.txt: does not belong into the root; move it, or add it to `xtask/src/tidy/layout.rs` [root]");
}

#[test]
fn ratchet_excuses_and_only_gets_shorter() {
    let files = "
=== notes.txt
=== more.txt
=== xtask/ratchet.txt
# Comment.
entries: 4
machine-path docs/: all below the folder
root notes.txt: the reason
root other.txt: excuses nothing
root more.txt
=== docs/a.md
cd /ho+me/ada/src
";
    assert_snapshot!(tidied(&files.replace('+', ""), &[]), @"
    more.txt: does not belong into the root; move it, or add it to `xtask/src/tidy/layout.rs` [root]
    xtask/ratchet.txt: line 6 is not `CHECK SUBJECT: REASON` [ratchet]
    xtask/ratchet.txt: there are 3 entries where `entries: 4` is stated; the list only gets shorter [ratchet]
    xtask/ratchet.txt:5: `root other.txt` excuses nothing; remove the entry [ratchet]
    ");
}
