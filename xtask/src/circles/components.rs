//! Strongly connected components of a graph whose nodes are names (Tarjan 1972).

use std::collections::BTreeMap;

/// The components of more than one node, each sorted. `needs` holds every node as a key.
pub(crate) fn find<'n>(needs: &BTreeMap<&'n str, Vec<&'n str>>) -> Vec<Vec<&'n str>> {
    let mut search = Search { needs, seen: BTreeMap::new(), path: Vec::new(), found: Vec::new() };
    for node in needs.keys() {
        if !search.seen.contains_key(node) {
            search.visit(node);
        }
    }
    search.found
}

struct Search<'g, 'n> {
    needs: &'g BTreeMap<&'n str, Vec<&'n str>>,
    seen: BTreeMap<&'n str, Mark>,
    /// Nodes whose component is not complete.
    path: Vec<&'n str>,
    found: Vec<Vec<&'n str>>,
}

#[derive(Clone, Copy)]
struct Mark {
    number: usize,
    is_on_path: bool,
}

impl<'n> Search<'_, 'n> {
    /// Gives the lowest number that can be reached from `node`. As deep as the longest chain of files: a few dozen.
    fn visit(&mut self, node: &'n str) -> usize {
        let number = self.seen.len();
        self.seen.insert(node, Mark { number, is_on_path: true });
        self.path.push(node);
        let mut lowest = number;
        for next in &self.needs[node] {
            match self.seen.get(next) {
                None => lowest = lowest.min(self.visit(next)),
                Some(mark) if mark.is_on_path => lowest = lowest.min(mark.number),
                Some(_) => {}
            }
        }
        if lowest == number {
            self.close(node);
        }
        lowest
    }

    /// Takes the component that begins at `node` from the path.
    fn close(&mut self, node: &'n str) {
        let start = self.path.iter().rposition(|other| *other == node).expect("the node was put on the path");
        let mut component = self.path.split_off(start);
        for member in &component {
            self.seen.entry(member).and_modify(|mark| mark.is_on_path = false);
        }
        component.sort_unstable();
        if component.len() > 1 {
            self.found.push(component);
        }
    }
}
