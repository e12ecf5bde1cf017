//! How many public methods each type of the engine has.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};

use crate::measure::{Figure, Sources};
use crate::rust;

/// `Engine` itself, and the type with most methods beside it.
pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let mut seen = Methods::default();
    for file in sources.of_crates(&["engine"]) {
        let Ok(syntax) = syn::parse_file(&file.text) else { continue };
        seen.file.clone_from(&file.path);
        seen.visit_file(&syntax);
    }
    let mut types: Vec<(usize, String)> = Vec::new();
    let (mut on_engine, mut inner) = (0, 0);
    for ((name, file), (public, others)) in seen.counts() {
        if name == "Engine" {
            (on_engine, inner) = (on_engine + public, inner + others);
        } else if public > 0 {
            types.push((public, format!("{name} ({file})")));
        }
    }
    types.sort_by(|a, b| b.cmp(a));
    let value = types.first().map_or_else(|| "0".to_owned(), |(count, name)| format!("{count} on {name}"));
    let places = types.iter().take(12).map(|(count, name)| format!("{count} on {name}")).collect();
    vec![
        Figure::new("public methods on Engine", format!("{on_engine} (and {inner} inner)")),
        Figure { name: "most on another type of the engine".to_owned(), value, places },
    ]
}

#[derive(Default)]
struct Methods {
    file: String,
    /// Files in which a type of this name is defined.
    definitions: BTreeMap<String, BTreeSet<String>>,
    /// Type, file, whether public.
    found: Vec<(String, String, bool)>,
}

impl Methods {
    /// Public and other methods by the name of a type and the file that defines it; blocks in other files belong to it, if only
    /// one file defines that name.
    fn counts(&self) -> BTreeMap<(String, String), (usize, usize)> {
        let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
        for (name, file, is_public) in &self.found {
            let defining = self.definitions.get(name).filter(|files| !files.contains(file) && files.len() == 1);
            let file = defining.and_then(|files| files.first()).unwrap_or(file);
            let count = counts.entry((name.clone(), file.clone())).or_default();
            *(if *is_public { &mut count.0 } else { &mut count.1 }) += 1;
        }
        counts
    }

    fn define(&mut self, name: &syn::Ident) {
        self.definitions.entry(name.to_string()).or_default().insert(self.file.clone());
    }
}

impl<'ast> Visit<'ast> for Methods {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.define(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.define(&item.ident);
    }

    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        let syn::Type::Path(path) = &*block.self_ty else { return };
        if block.trait_.is_some() || rust::is_for_tests(&block.attrs) {
            return;
        }
        let name = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        for item in &block.items {
            if let syn::ImplItem::Fn(function) = item {
                let is_public = matches!(function.vis, syn::Visibility::Public(_));
                self.found.push((name.clone(), self.file.clone(), is_public));
            }
        }
        visit::visit_item_impl(self, block);
    }
}
