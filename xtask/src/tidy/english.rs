//! Turns of phrase that no native speaker uses, in what people read: the words of the pages, texts of the programs, doc comments.
//!
//! CONTRIBUTING has the rules of English; these are the patterns that break them most often and that are never right.

use std::sync::LazyLock;

use regex::Regex;

use crate::pieces::{Kind, Piece, pieces};
use crate::tidy::Finding;
use crate::tree::{TextFile, Tree};

/// Data table: what to look for, and what to say.
const PATTERNS: [(&str, &str); 10] = [
    (r"\b(?:is|are|was|were) no \w+", "say `is not a …`, or `has no …`"),
    (r"\b(?:is|are|was|were) none\b", "say what it is not"),
    (r"\b[Ww]hoever\b", "name the thing or the person"),
    (r"\bSo (?:many|long|few|much)\b", "say `at most N …`, `kept for N days`"),
    (r"\ball the same\b", "say `anyway`, `still`"),
    (r"\bonce more\b", "say `again`"),
    (r"\bmeanwhile\b", "say `since then`, `in the meantime`, or when"),
    (r"\bgoes on\b", "say `continues`"),
    (r"\b(?:the other side|what goes out)\b", "say `the server`, `the request`"),
    (r"\b(?:takes?|took|taking) the place of\b", "say `replaces`"),
];

static EXPRESSIONS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let compiled = |(pattern, advice)| (Regex::new(pattern).expect("it is a constant"), advice);
    PATTERNS.map(compiled).into()
});

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let is_read = |file: &&TextFile| {
        let is_product = file.path.starts_with("crates/") && file.path.contains("/src/") && file.extension() == "rs";
        !file.is_test() && (is_product || file.path.starts_with("web/src/words/"))
    };
    tree.files.iter().filter(is_read).flat_map(check_file).collect()
}

fn check_file(file: &TextFile) -> Vec<Finding> {
    let is_rust = file.extension() == "rs";
    let mut findings = Vec::new();
    for piece in pieces(&file.text, is_rust).iter().filter(|piece| is_prose(piece, is_rust)) {
        for (expression, advice) in EXPRESSIONS.iter() {
            findings.extend(
                expression
                    .find_iter(piece.text)
                    .filter(|found| !is_right(&piece.text[..found.start()], found.as_str()))
                    .map(|found| {
                        let message = format!("`{}` is not English as people write it; {advice}", found.as_str());
                        Finding::new("english", &file.path, message).at(piece.line(&file.text, found.start()))
                    }),
            );
        }
    }
    findings
}

/// `there is no …` and `is no longer …` are English.
fn is_right(before: &str, found: &str) -> bool {
    let before = before.trim_end().to_ascii_lowercase();
    let is_comparison = ["longer", "more", "less", "fewer"].iter().any(|word| found.ends_with(&format!(" no {word}")));
    is_comparison || before.ends_with("there") && found.contains(" no ")
}

/// Texts, and in Rust the comments that document something.
fn is_prose(piece: &Piece<'_>, is_rust: bool) -> bool {
    match piece.kind {
        Kind::Text => true,
        Kind::Comment => is_rust && (piece.text.starts_with("///") || piece.text.starts_with("//!")),
        Kind::Code => false,
    }
}
