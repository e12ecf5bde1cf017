//! Hints below the edges: what to do is said by the command line and the page, each in its own words.

use std::sync::LazyLock;

use regex::Regex;

use crate::measure::{Figure, Sources};
use crate::pieces::{Kind, pieces};

/// Crates that know neither flags nor controls.
const BELOW: [&str; 12] = [
    "model", "exchange", "document", "body", "files", "openapi", "formats", "resolve", "auth", "wire", "store",
    "engine",
];

/// Where flags are a grammar that is read and written: cURL's.
const GRAMMAR: &str = "crates/formats/src/curl";

static HINT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\b(\w+_)?hints?\b").expect("it is a constant"));
static FLAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"["\s`(]--[a-z][a-z-]+"#).expect("it is a constant"));
/// A command in a sentence; a text that is nothing but `postrider token` names a key of the state.
static COMMAND: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"postrider [a-z]+").expect("it is a constant"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"^"postrider [a-z ]+"$"#).expect("it is a constant"));

pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let (mut hints, mut flags, mut commands) = (Vec::new(), Vec::new(), Vec::new());
    for file in sources.of_crates(&BELOW) {
        for piece in pieces(&file.text, true) {
            let place = |at: usize| {
                let line = piece.line(&file.text, at);
                let text = file.text.lines().nth(line - 1).unwrap_or_default().trim();
                format!("{}:{line} {text}", file.path)
            };
            match piece.kind {
                Kind::Code => hints.extend(HINT.find_iter(piece.text).map(|found| place(found.start()))),
                Kind::Text => {
                    let is_grammar = file.path.starts_with(GRAMMAR);
                    flags.extend(FLAG.find_iter(piece.text).filter(|_| !is_grammar).map(|found| place(found.start())));
                    let is_label = LABEL.is_match(piece.text);
                    commands
                        .extend(COMMAND.find_iter(piece.text).filter(|_| !is_label).map(|found| place(found.start())));
                }
                Kind::Comment => {}
            }
        }
    }
    // A line that says it twice is one place.
    [&mut hints, &mut flags, &mut commands].into_iter().for_each(Vec::dedup);
    vec![
        Figure::count("hints below the edges: lines of code with `hint`", hints),
        Figure::count("hints below the edges: flags in texts (cURL's grammar apart)", flags),
        Figure::count("hints below the edges: commands in texts", commands),
    ]
}
