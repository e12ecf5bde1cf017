//! Circles: files of one crate, or of the page, that need each other.
//!
//! ```text
//! files of a crate ─▶ modules (syn) ─┐
//! imports of the page ───────────────┴▶ links between files ─▶ strongly connected components of more than one file
//! ```
//!
//! A link is a `use` or a path in code that is not for tests. A module does not link to what stands below it: it holds that
//! room together, and the room may ask it back. Re-exports are not links either: a name is followed through them to the file
//! that defines it.

mod components;
pub(crate) mod modules;
mod page;

use std::collections::BTreeMap;

use crate::tree::Tree;

/// One file that needs another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    /// The file that needs, as [`Tree`] names it.
    pub(crate) from: String,
    /// The file that it needs.
    pub(crate) to: String,
    /// Line of the first place that says so, counted from 1.
    pub(crate) line: usize,
    /// What stands there.
    pub(crate) says: String,
}

/// Files that need each other, at least two.
#[derive(Debug)]
pub(crate) struct Circle {
    /// In the order of their paths.
    pub(crate) files: Vec<String>,
    /// The links between them.
    pub(crate) links: Vec<Link>,
}

/// The circles of every crate and of the page, in the order of their first files.
pub(crate) fn find(tree: &Tree) -> Vec<Circle> {
    let mut circles = Vec::new();
    for folder in modules::crate_folders(tree) {
        circles.extend(circles_of(&modules::links(tree, &folder)));
    }
    circles.extend(circles_of(&page::links(tree)));
    circles.sort_by(|a, b| a.files.cmp(&b.files));
    circles
}

fn circles_of(links: &[Link]) -> Vec<Circle> {
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in links {
        needs.entry(&link.from).or_default().push(&link.to);
        needs.entry(&link.to).or_default();
    }
    let within = |files: Vec<&str>| {
        let is_inside = |link: &&Link| files.contains(&link.from.as_str()) && files.contains(&link.to.as_str());
        Circle {
            links: links.iter().filter(is_inside).cloned().collect(),
            files: files.iter().map(|file| (*file).to_owned()).collect(),
        }
    };
    components::find(&needs).into_iter().map(within).collect()
}
