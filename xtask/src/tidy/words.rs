//! Words that must not stand in any file: paths of one machine, secrets, left-overs.

use crate::tidy::Finding;
use crate::tree::{TextFile, Tree};

/// First folders of paths that exist on one machine only.
const MACHINE_ROOTS: [&str; 5] = ["work", "tmp", "root", "home", "Users"];

/// Starts of well-known keys and tokens, and how many letters and digits follow.
const KEYS: [(&str, usize); 6] =
    [("AKIA", 16), ("ghp_", 36), ("github_pat_", 22), ("glpat-", 20), ("xoxb-", 10), ("sk_live_", 16)];

/// What is left for later, in two halves so that this file does not find itself.
const LEFT_OVERS: [(&str, &str); 7] = [
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X:"),
    ("#[ig", "nore"),
    ("#[should_", "panic"),
    ("todo", "!("),
    ("unimple", "mented!("),
];

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for (index, line) in file.text.lines().enumerate() {
            findings.extend(check_line(file, line).into_iter().map(|finding| finding.at(index + 1)));
        }
    }
    findings
}

fn check_line(file: &TextFile, line: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(path) = machine_path(line) {
        let message = format!("`{path}…` is a path of one machine");
        findings.push(Finding::new("machine-path", &file.path, message));
    }
    if let Some(start) = secret(line) {
        let message = format!("`{start}…` looks like a key; make one in the test, or name an environment variable");
        findings.push(Finding::new("secret", &file.path, message));
    }
    let is_ours = file.extension() == "rs" || file.path == "Makefile";
    if let Some((start, end)) =
        LEFT_OVERS.iter().find(|(start, end)| is_ours && has_word(line, &format!("{start}{end}")))
    {
        let message = format!("`{start}{end}`: do it, or file an issue");
        findings.push(Finding::new("left-over", &file.path, message));
    }
    findings
}

/// The start of an absolute path whose first folder is one of [`MACHINE_ROOTS`]; part of a URL is none.
fn machine_path(line: &str) -> Option<String> {
    MACHINE_ROOTS.iter().map(|root| format!("/{root}/")).find(|start| {
        line.match_indices(start.as_str()).any(|(offset, _)| {
            let is_start = !line[..offset].ends_with(|c: char| c.is_alphanumeric() || "-_.}:~/".contains(c));
            is_start && line[offset + start.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}

fn secret(line: &str) -> Option<&'static str> {
    let is_block = line.trim_start().starts_with("-----BEGIN ") && line.trim_end().ends_with("PRIVATE KEY-----");
    let known = KEYS.iter().find(|(start, length)| {
        line.match_indices(start).any(|(offset, _)| {
            let rest = line[offset + start.len()..].bytes();
            rest.take_while(u8::is_ascii_alphanumeric).count() >= *length
        })
    });
    if is_block { Some("-----BEGIN") } else { known.map(|(start, _)| *start) }
}

/// Whether `word` stands in `line` and is no part of a longer word.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(offset, _)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let goes_on = word.ends_with(is_part) && line[offset + word.len()..].starts_with(is_part);
        !line[..offset].ends_with(is_part) && !goes_on
    })
}
