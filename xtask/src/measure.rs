//! `measure`: figures of the sources that show whether the house stays in shape. It judges nothing; `tidy` does.
//!
//! A figure is a pure function of the sources, so that another checkout, an old one too, is measured by the same rules:
//! `git worktree add FOLDER COMMIT`, then `measure --tree FOLDER`. Tests are never counted.

mod authorization;
mod calls;
mod english;
mod floors;
mod hints;
mod methods;
mod sizes;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use crate::circles::{self, modules};
use crate::tree::{TextFile, Tree};

/// One figure.
#[derive(Debug)]
pub(crate) struct Figure {
    name: String,
    value: String,
    /// What was counted, one a line; may be empty.
    places: Vec<String>,
}

impl Figure {
    fn new(name: impl Into<String>, value: impl Display) -> Self {
        Self { name: name.into(), value: value.to_string(), places: Vec::new() }
    }

    /// A figure that counts places.
    fn count(name: impl Into<String>, places: Vec<String>) -> Self {
        Self { name: name.into(), value: places.len().to_string(), places }
    }
}

/// The files that are measured: what is compiled outside tests, and what people wrote of the page.
#[derive(Debug)]
struct Sources<'t> {
    tree: &'t Tree,
    /// Rust files of the crates, without `xtask` and `testkit`.
    rust: Vec<&'t TextFile>,
    page: Vec<&'t TextFile>,
}

impl<'t> Sources<'t> {
    fn of(tree: &'t Tree) -> Self {
        let folders = modules::crate_folders(tree);
        let of_product = folders.iter().filter(|folder| !matches!(folder.as_str(), "xtask" | "crates/testkit"));
        let paths: Vec<String> = of_product.flat_map(|folder| modules::product_files(tree, folder)).collect();
        let rust = tree.rust_files().filter(|file| paths.contains(&file.path)).collect();
        let page = tree.page_files().filter(|file| !file.is_test()).collect();
        Self { tree, rust, page }
    }

    /// The Rust files of some crates.
    fn of_crates(&self, names: &[&str]) -> impl Iterator<Item = &'t TextFile> {
        self.rust.iter().copied().filter(move |file| names.contains(&crate_of(file)))
    }
}

/// The name of the crate to which a file belongs; empty for a file of no crate.
fn crate_of(file: &TextFile) -> &str {
    file.path.strip_prefix("crates/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
}

/// Measures the checkout in `root` and prints the figures: first all values, then what was counted.
pub(crate) fn run(root: &Path) -> anyhow::Result<ExitCode> {
    let tree = Tree::read(root)?;
    std::io::stdout().lock().write_all(report(&figures(&tree)).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn figures(tree: &Tree) -> Vec<Figure> {
    let sources = Sources::of(tree);
    let mut figures = methods::figures(&sources);
    figures.extend(floors::figures(&sources));
    figures.extend(circle_figures(tree));
    figures.extend(calls::figures(&sources));
    figures.extend(hints::figures(&sources));
    figures.extend(english::figures(&sources));
    figures.extend(authorization::figures(&sources));
    figures.extend(vocabulary::figures(&sources));
    figures.extend(sizes::figures(&sources));
    figures
}

fn circle_figures(tree: &Tree) -> Vec<Figure> {
    let (page, rust): (Vec<_>, Vec<_>) =
        circles::find(tree).into_iter().partition(|circle| circle.files.iter().all(|file| file.starts_with("web/")));
    let figure = |name: &str, circles: Vec<circles::Circle>| {
        let files: usize = circles.iter().map(|circle| circle.files.len()).sum();
        let value = format!("{} in {files} files", circles.len());
        let mut places = Vec::new();
        for circle in circles {
            places.push(format!("{} files", circle.files.len()));
            let link =
                |link: &circles::Link| format!("  {}:{} needs {} ({})", link.from, link.line, link.to, link.says);
            places.extend(circle.links.iter().map(link));
        }
        Figure { name: name.to_owned(), value, places }
    };
    vec![figure("circles, Rust", rust), figure("circles, page", page)]
}

fn report(figures: &[Figure]) -> String {
    let width = figures.iter().map(|figure| figure.name.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for figure in figures {
        text.push_str(&format!("{:width$}  {}\n", figure.name, figure.value));
    }
    for figure in figures.iter().filter(|figure| !figure.places.is_empty()) {
        text.push_str(&format!("\n== {}: {}\n", figure.name, figure.value));
        for place in &figure.places {
            text.push_str(&format!("{place}\n"));
        }
    }
    text
}
