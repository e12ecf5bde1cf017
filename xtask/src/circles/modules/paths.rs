//! Follows a path to the module that defines what it names.

use super::Module;

/// A longer chain of re-exports goes round.
const REEXPORTS_MAX: usize = 8;

/// The module of this crate that defines what `path` names when it stands in module `from`; `None` for other crates and for
/// names of the module's own.
pub(crate) fn target(modules: &[Module], from: usize, path: &[String]) -> Option<usize> {
    Names { modules }.follow(from, path, 0)
}

/// The modules in which module `at` stands, the nearest first.
pub(crate) fn ancestors(modules: &[Module], at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(modules[at].parent, |above| modules[*above].parent)
}

#[derive(Clone, Copy)]
struct Names<'m> {
    modules: &'m [Module],
}

impl Names<'_> {
    fn follow(self, from: usize, path: &[String], depth: usize) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(self.descend(self.root_of(from), rest, depth)),
            "self" => Some(self.descend(from, rest, depth)),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let at = (0..ups).try_fold(from, |at, _| self.modules[at].parent)?;
                Some(self.descend(at, &path[ups..], depth))
            }
            name if self.modules[from].children.contains_key(name) => Some(self.descend(from, path, depth)),
            // Names that are re-exported can also be used here; that is no link of its own.
            name => {
                let one = self.modules[from].uses.iter().find(|one| one.name == name && !one.is_reexport)?;
                let whole: Vec<String> = one.path.iter().chain(rest).cloned().collect();
                (depth < REEXPORTS_MAX && whole != path).then(|| self.follow(from, &whole, depth + 1))?
            }
        }
    }

    /// Goes from module `at` down as far as `rest` names modules, then through re-exports.
    fn descend(self, mut at: usize, mut rest: &[String], depth: usize) -> usize {
        while let Some((first, behind)) = rest.split_first() {
            let module = &self.modules[at];
            if let Some(child) = module.children.get(first) {
                (at, rest) = (*child, behind);
                continue;
            }
            if depth < REEXPORTS_MAX && !module.items.contains(first) {
                return self.through_uses(at, rest, depth).unwrap_or(at);
            }
            return at;
        }
        at
    }

    /// Where a name leads that module `at` only passes on.
    fn through_uses(self, at: usize, path: &[String], depth: usize) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        let uses = &self.modules[at].uses;
        if let Some(one) = uses.iter().find(|one| one.name == *first) {
            let whole: Vec<String> = one.path.iter().chain(rest).cloned().collect();
            return self.follow(at, &whole, depth + 1);
        }
        uses.iter().filter(|one| one.name == "*").find_map(|glob| {
            let module = self.follow(at, &glob.path, depth + 1).filter(|module| *module != at)?;
            let has_name = self.modules[module].items.contains(first)
                || self.modules[module].children.contains_key(first)
                || self.modules[module].uses.iter().any(|one| one.name == *first);
            has_name.then(|| self.descend(module, path, depth + 1))
        })
    }

    fn root_of(self, at: usize) -> usize {
        ancestors(self.modules, at).last().unwrap_or(at)
    }
}
