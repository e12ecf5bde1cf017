//! Addresses and types of calls that pages write by hand outside the one folder for calls.

use std::sync::LazyLock;

use regex::Regex;

use crate::measure::{Figure, Sources};
use crate::pieces::{Kind, pieces};
use crate::tree::TextFile;

/// An address, at the start of a text.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"^["`'](/gallery)?/api/"#).expect("it is a constant"));

/// A call whose result is typed where it is called.
static TYPED_CALL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(get|post|put|patch|send|call|request)<[^=>(]+>+\(").expect("it is a constant"));

pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let outside = |folder: &'static str| {
        sources.page.iter().copied().filter(move |file| {
            file.path.starts_with("web/src/server/") == folder.contains("/server/") && !file.path.starts_with(folder)
        })
    };
    let mut addresses = Vec::new();
    let mut types = Vec::new();
    let mut of_server = Vec::new();
    for file in outside("web/src/api/") {
        find(file, Kind::Text, &ADDRESS, &mut addresses);
        find(file, Kind::Code, &TYPED_CALL, &mut types);
    }
    for file in outside("web/src/server/api/") {
        find(file, Kind::Text, &ADDRESS, &mut of_server);
        find(file, Kind::Code, &TYPED_CALL, &mut of_server);
    }
    vec![
        Figure::count("\"/api/ outside web/src/api", addresses),
        Figure::count("type arguments at calls outside web/src/api", types),
        Figure::count("both in the Server UI, outside web/src/server/api", of_server),
    ]
}

fn find(file: &TextFile, kind: Kind, wanted: &Regex, places: &mut Vec<String>) {
    for piece in pieces(&file.text, false).iter().filter(|piece| piece.kind == kind) {
        for found in wanted.find_iter(piece.text) {
            let text = if kind == Kind::Text { piece.text } else { found.as_str() };
            places.push(format!("{}:{} {text}", file.path, piece.line(&file.text, found.start())));
        }
    }
}
