use insta::assert_snapshot;

use super::*;
use crate::pieces;

/// The value of each figure that is not zero for some files, each written as a line `=== PATH` and its text.
fn measured(files: &str) -> String {
    let mut tree = Tree::default();
    for file in files.split("\n=== ").skip(1) {
        let (path, text) = file.split_once('\n').unwrap_or((file, ""));
        tree.files.push(TextFile::new(path.trim(), text.as_bytes()));
    }
    report(&figures(&tree))
}

/// One place for each figure.
const FILES: &str = r#"
=== crates/engine/src/lib.rs
//! The order of the steps.
mod send;
pub use send::Engine;
=== crates/engine/src/send.rs
//! Sends.
/// Who answers.
pub struct Engine;
impl Engine {
    pub fn send(&self, auth: &Auth) -> String {
        if hint.contains("no such file") {
            return format!("Try `postrider send --fail`, answer {}", 1);
        }
        match auth {
            Auth::Basic(_) => "a".to_owned(),
            _ => "b".to_owned(),
        }
    }
    fn response(&self) {}
}
=== web/src/state/tabs.ts
// The answer of the program.
export function open(): Promise<View> {
  if (label === "No Auth" || auth.type === "oauth2") return get<View>("/api/tabs");
}
"#;

#[test]
fn what_is_counted() {
    assert_snapshot!(measured(FILES), @r#"
    public methods on Engine                                      1 (and 1 inner)
    most on another type of the engine                            0
    files on crates/engine/src                                    2
    files on crates/app/src                                       0
    files on web/src/state                                        1
    fullest floor, Rust                                           2 in crates/engine/src
    fullest floor, page (styles not counted)                      1 in web/src/state
    circles, Rust                                                 0 in 0 files
    circles, page                                                 0 in 0 files
    "/api/ outside web/src/api                                    1
    type arguments at calls outside web/src/api                   1
    both in the Server UI, outside web/src/server/api             0
    hints below the edges: lines of code with `hint`              1
    hints below the edges: flags in texts (cURL's grammar apart)  1
    hints below the edges: commands in texts                      1
    matches on English text                                       1
    matches on the text of a library that gives no code           0
    matches on a kind of authorization outside auth and model     1
    matches on a kind of authorization in the page                1
    answer | response, Rust                                       2 | 1 (names 0 | 1, comments 1 | 0, texts 1 | 0)
    answer | response, page                                       1 | 0 (names 0 | 0, comments 1 | 0, texts 0 | 0)
    answer | response, tests of Rust                              0 | 0 (names 0 | 0, comments 0 | 0, texts 0 | 0)
    answer | response, tests of the page                          0 | 0 (names 0 | 0, comments 0 | 0, texts 0 | 0)
    lines of files, Rust                                          median 15, p90 15, p99 15, max 15 of 2
    lines of functions, Rust                                      median 9, p90 9, p99 9, max 9 of 2
    lines of files, page                                          median 4, p90 4, p99 4, max 4 of 1
    lines of components' files, page                              median 0, p90 0, p99 0, max 0 of 0
    lines of functions, page                                      median 3, p90 3, p99 3, max 3 of 1

    == "/api/ outside web/src/api: 1
    web/src/state/tabs.ts:3 "/api/tabs"

    == type arguments at calls outside web/src/api: 1
    web/src/state/tabs.ts:3 get<View>(

    == hints below the edges: lines of code with `hint`: 1
    crates/engine/src/send.rs:6 if hint.contains("no such file") {

    == hints below the edges: flags in texts (cURL's grammar apart): 1
    crates/engine/src/send.rs:7 return format!("Try `postrider send --fail`, answer {}", 1);

    == hints below the edges: commands in texts: 1
    crates/engine/src/send.rs:7 return format!("Try `postrider send --fail`, answer {}", 1);

    == matches on English text: 1
    crates/engine/src/send.rs:6 if hint.contains("no such file") {

    == matches on a kind of authorization outside auth and model: 1
    crates/engine/src/send.rs:9 match auth {

    == matches on a kind of authorization in the page: 1
    web/src/state/tabs.ts:3 if (label === "No Auth" || auth.type === "oauth2") return get<View>("/api/tabs");

    == lines of files, Rust: median 15, p90 15, p99 15, max 15 of 2
    15 crates/engine/src/send.rs
    3 crates/engine/src/lib.rs

    == lines of functions, Rust: median 9, p90 9, p99 9, max 9 of 2
    9 crates/engine/src/send.rs:5
    1 crates/engine/src/send.rs:14

    == lines of files, page: median 4, p90 4, p99 4, max 4 of 1
    4 web/src/state/tabs.ts

    == lines of functions, page: median 3, p90 3, p99 3, max 3 of 1
    3 web/src/state/tabs.ts:2
    "#);
}

#[test]
fn texts_comments_and_code_are_told_apart() {
    let kinds = |source: &str, is_rust| {
        let all = pieces::pieces(source, is_rust);
        all.iter().map(|piece| format!("{:?} {}", piece.kind, piece.text)).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(kinds(r##"let a: &'a str = r#"x " // "#; let b = '"'; let c = '\''; // "end""##, true), @r##"
    Code let a: &'a str = 
    Text r#"x " // "#
    Code ; let b = 
    Text '"'
    Code ; let c = 
    Text '\''
    Code ; 
    Comment // "end"
    "##);
    assert_snapshot!(kinds("const a = `x ${b} // `; /* y */ const c = 'it\\'s'; // end", false), @r"
    Code const a = 
    Text `x ${b} // `
    Code ; 
    Comment /* y */
    Code  const c = 
    Text 'it\'s'
    Code ; 
    Comment // end
    ");
}
