//! Recognises texts that are something else altogether, before a parser complains about their first character.

use model::{Place, Problem};

/// How much of a text is looked at; pages and binary files show themselves early.
const LOOKED_AT: usize = 4096;

/// Refuses empty texts, binary data, HTML and XML, each with its own code.
pub(crate) fn refuse(name: &str, text: &str) -> Result<(), Problem> {
    let start = start_of(text);
    let problem = if start.trim().is_empty() && text.trim().is_empty() {
        Problem::error("empty_document", "the text is empty")
            .with_hint("Check the address or file; the answer may have had no body.")
    } else if is_binary(start) {
        Problem::error("binary_document", "this is binary data, not text")
            .with_hint("Unpack it first if it is an archive; a document in JSON or YAML is wanted.")
    } else if is_html(start) {
        Problem::error("html_document", "this is an HTML page, not a JSON or YAML document").with_hint(
            "The address shows a page for people, perhaps a sign-in page; use the address of the document itself.",
        )
    } else if start.trim_start().starts_with('<') {
        Problem::error("xml_document", "this is XML, not a JSON or YAML document")
            .with_hint("Ask for the JSON or YAML form of the document.")
    } else {
        return Ok(());
    };
    Err(problem.at(Place { file: Some(name.to_owned()), ..Place::default() }))
}

/// Whether the first character announces JSON. A YAML text may begin the same way and is tried afterwards.
pub(crate) fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[', '"'])
}

fn start_of(text: &str) -> &str {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn is_binary(start: &str) -> bool {
    let odd = start.chars().filter(|c| matches!(c, '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{fffd}')).count();
    start.contains('\0') || odd * 10 > start.chars().count()
}

fn is_html(start: &str) -> bool {
    let start = start.trim_start();
    if !start.starts_with('<') {
        return false;
    }
    let start = start.to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<script", "<title", "<div"].iter().any(|tag| start.contains(tag))
}
