//! Places that decide by an English text, found by patterns. What a library says without a code is listed apart.

use std::sync::LazyLock;

use regex::Regex;

use crate::measure::{Figure, Sources};
use crate::pieces::{Kind, pieces};

/// Files that read the messages of a library or of the system, where nothing else tells what went wrong.
const FOREIGN: [&str; 3] = ["crates/document/src/", "crates/wire/src/happy", "crates/wire/src/connect/happy"];

/// Rust: a text of several words, or a label, that a text is compared with or searched for.
static IN_RUST: LazyLock<Regex> = LazyLock::new(|| {
    let call = r#"\b(contains|starts_with|ends_with|strip_prefix|strip_suffix|find|rfind|split_once|eq)\(\s*""#;
    let sentence = r#"[A-Za-z`'][^"]*[a-z.,`'] ?[^"]*""#;
    Regex::new(&format!(r#"(?:{call}|[!=]= ?")({sentence})"#)).expect("it is a constant")
});

/// The page: the same, and expressions that take a message or a hint apart.
static IN_PAGE: [LazyLock<Regex>; 2] = [
    LazyLock::new(|| {
        let comparison = r#"(?:[!=]==|case|startsWith\(|endsWith\(|includes\(|indexOf\() ?"([^"]+)""#;
        Regex::new(comparison).expect("it is a constant")
    }),
    LazyLock::new(|| {
        let taken_apart =
            r"\b(?:message|hint)\.(?:match|matchAll|search|split|replace|replaceAll|includes|startsWith)\(";
        let searched = r"/[^/]*[A-Za-z(][^/]*/[a-z]*\.(?:exec|test)\((?:\w+\.)?(?:message|hint)\b";
        Regex::new(&format!("{taken_apart}|{searched}")).expect("it is a constant")
    }),
];

/// Names of keys of the keyboard and of nodes of a grammar.
const NAMES: [&str; 16] = [
    "ArrowDown",
    "ArrowUp",
    "ArrowLeft",
    "ArrowRight",
    "PageDown",
    "PageUp",
    "Home",
    "End",
    "Enter",
    "Escape",
    "Delete",
    "Backspace",
    "ContextMenu",
    "String",
    "PropertyName",
    "Files",
];

/// Starts of header values and of other formats: part of a protocol, not of a language.
const OF_PROTOCOLS: [&str; 6] = ["Bearer ", "Basic ", "HTTP/", "data:", "bearer ", "basic "];

pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let (mut ours, mut foreign) = (Vec::new(), Vec::new());
    for file in &sources.rust {
        for (number, line) in (1..).zip(file.text.lines()) {
            if line.trim_start().starts_with("//") {
                continue;
            }
            let words = IN_RUST.captures_iter(line).filter_map(|found| found.get(2)).map(|found| found.as_str());
            let sentences = words.filter(|text| text.contains(' ') && !is_of_protocol(text));
            let is_foreign = FOREIGN.iter().any(|start| file.path.starts_with(start));
            let places = sentences.map(|_| format!("{}:{number} {}", file.path, line.trim()));
            if is_foreign { foreign.extend(places) } else { ours.extend(places) }
        }
    }
    for file in &sources.page {
        let comments: Vec<usize> = comment_lines(&file.text);
        for (number, line) in (1..).zip(file.text.lines()).filter(|(number, _)| !comments.contains(number)) {
            let is_label = IN_PAGE[0]
                .captures_iter(line)
                .any(|found| is_english(line, found.get(1).map_or("", |text| text.as_str())));
            if is_label || IN_PAGE[1].is_match(line) {
                ours.push(format!("{}:{number} {}", file.path, line.trim()));
            }
        }
    }
    vec![
        Figure::count("matches on English text", ours),
        Figure::count("matches on the text of a library that gives no code", foreign),
    ]
}

fn is_of_protocol(text: &str) -> bool {
    OF_PROTOCOLS.iter().any(|start| text.starts_with(start))
}

/// Whether a text that is compared with is English: several words, or one that begins like a label. Names of keys, roles and
/// methods are no labels.
fn is_english(line: &str, text: &str) -> bool {
    let is_name = [".key ", ".code ", "role ", "event.", ".type ", "types."].iter().any(|name| line.contains(name));
    let has_words = text.contains(' ') && text.contains(|c: char| c.is_ascii_lowercase()) && !text.contains("; ");
    let is_label =
        text.starts_with(|c: char| c.is_ascii_uppercase()) && text[1..].contains(|c: char| c.is_ascii_lowercase());
    (has_words || is_label) && !NAMES.contains(&text) && !is_name && !is_of_protocol(text)
}

/// Lines that hold nothing but a comment, as far as the first piece of the line tells.
fn comment_lines(text: &str) -> Vec<usize> {
    let all = pieces(text, false);
    let comments = all.iter().filter(|piece| piece.kind == Kind::Comment);
    comments
        .flat_map(|piece| {
            let first = piece.line(text, 0);
            first..first + piece.text.lines().count()
        })
        .collect()
}
