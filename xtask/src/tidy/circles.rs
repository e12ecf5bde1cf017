//! Files of a crate, or of the page, that need each other in a circle share a room without saying so.

use crate::circles;
use crate::tidy::Finding;
use crate::tree::Tree;

/// One finding a circle, for its first file; grammars that are recursive by nature stand on the ratchet.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let finding = |circle: circles::Circle| {
        let name = |path: &str| path.split_once("/src/").map_or(path, |(_, rest)| rest).to_owned();
        let link = |link: &circles::Link| format!("{}:{} needs {}", name(&link.from), link.line, name(&link.to));
        let links: Vec<String> = circle.links.iter().map(link).collect();
        let message = format!(
            "{} files need each other: {}; move what they share below them",
            circle.files.len(),
            links.join(", ")
        );
        Finding::new("circle", &circle.files[0], message)
    };
    circles::find(tree).into_iter().map(finding).collect()
}
