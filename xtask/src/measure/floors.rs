//! How many files stand on one floor: in one folder, without those below.

use std::collections::BTreeMap;

use crate::measure::{Figure, Sources};
use crate::tree::TextFile;

/// Folders whose loose files are counted.
const TOPS: [&str; 3] = ["crates/engine/src", "crates/app/src", "web/src/state"];

pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let count = |files: &[&TextFile]| {
        let mut floors: BTreeMap<String, usize> = BTreeMap::new();
        for file in files {
            let (folder, _) = file.path.rsplit_once('/').unwrap_or_default();
            *floors.entry(folder.to_owned()).or_default() += 1;
        }
        floors
    };
    let (rust, page) = (count(&sources.rust), count(&sources.page));
    let on = |folder: &str| rust.get(folder).or_else(|| page.get(folder)).copied().unwrap_or_default();
    let mut figures: Vec<Figure> =
        TOPS.iter().map(|folder| Figure::new(format!("files on {folder}"), on(folder))).collect();
    for (name, floors) in [("fullest floor, Rust", rust), ("fullest floor, page (styles not counted)", page)] {
        let mut sorted: Vec<(usize, String)> = floors.into_iter().map(|(folder, count)| (count, folder)).collect();
        sorted.sort_by(|a, b| b.cmp(a));
        let words: Vec<String> = sorted.iter().map(|(count, folder)| format!("{count} in {folder}")).collect();
        let places = sorted.iter().zip(&words).filter(|((count, _), _)| *count > 12).map(|(_, words)| words.clone());
        figures.push(Figure {
            name: name.to_owned(),
            value: words.first().cloned().unwrap_or_default(),
            places: places.collect(),
        });
    }
    figures
}
