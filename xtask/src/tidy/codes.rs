//! Each code of a problem must occur in a test, a snapshot or a fixture: what nobody has seen happen is not documented.
//!
//! Codes are found where problems are made: `Problem::error("code", …)`, calls of functions that take a `code`, and
//! `let code = …`.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{Finding, source};
use crate::tree::{TextFile, Tree};

/// Larger files are documents of other people, not ours.
const FIXTURE_BYTES_MAX: usize = 1_000_000;

pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let seen = words_of_tests(tree);
    let mut made: BTreeMap<&str, (&TextFile, usize)> = BTreeMap::new();
    for file in tree.rust_files().filter(|file| is_product(file)) {
        for (offset, code) in codes_of(&file.text, &functions_with_codes(tree, file)) {
            made.entry(code).or_insert_with(|| (file, line_of(&file.text, offset)));
        }
    }
    let unseen = made.iter().filter(|(code, _)| !seen.contains(*code));
    unseen
        .map(|(code, (file, line))| {
            let message = format!("made in {}:{line}, but no test, snapshot or fixture shows it", file.path);
            Finding::new("code", *code, message)
        })
        .collect()
}

fn is_product(file: &TextFile) -> bool {
    file.path.starts_with("crates/") && file.path.contains("/src/") && !file.is_test()
}

/// Every word with an underscore that stands in a test or what a test compares with.
fn words_of_tests(tree: &Tree) -> BTreeSet<&str> {
    let is_evidence =
        |file: &&TextFile| file.is_test() || file.extension() == "snap" || file.path.starts_with("fixtures/");
    let files = tree.files.iter().filter(is_evidence).filter(|file| file.text.len() < FIXTURE_BYTES_MAX);
    let words = files.flat_map(|file| file.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'));
    words.filter(|word| source::is_code(word)).collect()
}

/// Names of functions with a parameter `code`, in the crate of `file`. `Problem`'s own are found by that name.
fn functions_with_codes<'t>(tree: &'t Tree, file: &TextFile) -> BTreeSet<&'t str> {
    let folder = file.path.split_once("/src/").map_or("", |(folder, _)| folder);
    if folder == "crates/model" {
        return BTreeSet::new();
    }
    let files = tree.rust_files().filter(|other| other.path.starts_with(folder) && is_product(other));
    let heads = files.flat_map(|other| other.text.split("fn ").skip(1));
    let takes_code = |head: &str| {
        let name = &head[..head.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?];
        let parameters = source::arguments(head.get(head.find('(')?..)?);
        parameters.contains(" code: &").then_some(name.len())
    };
    heads.filter_map(|head| Some(&head[..takes_code(head)?])).collect()
}

/// The codes that a text makes, with where they stand.
fn codes_of<'t>(text: &'t str, functions: &BTreeSet<&str>) -> Vec<(usize, &'t str)> {
    let mut codes = Vec::new();
    for (offset, _) in text.match_indices("Problem::") {
        let call = &text[offset + "Problem::".len()..];
        if let Some(parenthesis) = call.find('(') {
            let first = source::arguments(&call[parenthesis..]).trim_start_matches('(').trim_start();
            // A code that comes in a variable was made elsewhere.
            codes.extend(
                first.starts_with('"').then(|| source::literals(first).next()).flatten().map(|code| (offset, code)),
            );
        }
    }
    for (offset, _) in text.match_indices("let code = ") {
        let statement = text[offset..].split(';').next().unwrap_or_default();
        codes.extend(source::literals(statement).map(|code| (offset, code)));
    }
    for function in functions {
        for (offset, found) in text.match_indices(&format!("{function}(")) {
            let arguments = source::arguments(&text[offset + found.len() - 1..]);
            codes.extend(
                source::literals(arguments).find(|literal| source::is_code(literal)).map(|code| (offset, code)),
            );
        }
    }
    codes.retain(|(_, code)| source::is_code(code));
    codes
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}
