//! How often *answer* and *response* stand in names, comments and texts.

use crate::measure::{Figure, Sources};
use crate::pieces::{Kind, pieces};
use crate::tree::TextFile;

const WORDS: [&str; 2] = ["answer", "response"];

pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let tests = |extensions: &'static [&'static str]| {
        let is_code = move |file: &&TextFile| extensions.contains(&file.extension());
        sources.tree.files.iter().filter(is_code).filter(|file| file.is_test()).collect::<Vec<_>>()
    };
    let kinds: [(&str, Vec<&TextFile>); 4] = [
        ("Rust", sources.rust.clone()),
        ("page", sources.page.clone()),
        ("tests of Rust", tests(&["rs"])),
        ("tests of the page", tests(&["ts", "tsx"])),
    ];
    kinds.iter().map(|(name, files)| Figure::new(format!("answer | response, {name}"), counted(files))).collect()
}

fn counted(files: &[&TextFile]) -> String {
    let mut counts = [[0; 3]; 2];
    for file in files {
        for piece in pieces(&file.text, file.extension() == "rs") {
            let text = piece.text.to_ascii_lowercase();
            for (count, word) in counts.iter_mut().zip(WORDS) {
                count[piece.kind as usize] += text.matches(word).count();
            }
        }
    }
    let all = counts.map(|count| count.iter().sum::<usize>());
    let [[names, comments, texts], [names2, comments2, texts2]] = counts;
    debug_assert_eq!(Kind::Text as usize, 2, "the order of kinds is that of the counts");
    format!(
        "{} | {} (names {names} | {names2}, comments {comments} | {comments2}, texts {texts} | {texts2})",
        all[0], all[1]
    )
}
