//! Reads the files of a crate into modules.

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use super::{Module, Use};
use crate::rust;
use crate::tree::Tree;

pub(crate) struct Reader<'t> {
    tree: &'t Tree,
    pub(crate) modules: Vec<Module>,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        Self { tree, modules: Vec::new() }
    }

    /// Reads a file and its children; `folder` is where the children's files stand. A file that is missing or that is not Rust
    /// gives nothing: the compiler says so.
    pub(crate) fn read_file(&mut self, path: &str, folder: &str, parent: Option<usize>) -> Option<usize> {
        let syntax = syn::parse_file(self.tree.text(path)?).ok()?;
        Some(self.read_module(&syntax.items, (path, folder), parent))
    }

    fn read_module(&mut self, items: &[syn::Item], (file, folder): (&str, &str), parent: Option<usize>) -> usize {
        let index = self.modules.len();
        self.modules.push(Module { file: file.to_owned(), parent, ..Module::default() });
        let mut seen = Seen::default();
        for item in items.iter().filter(|item| !rust::is_for_tests(rust::attributes(item))) {
            if let syn::Item::Mod(module) = item {
                let name = module.ident.to_string();
                let below = format!("{folder}/{name}");
                let child = match &module.content {
                    Some((_, items)) => Some(self.read_module(items, (file, &below), Some(index))),
                    None => self
                        .read_file(&format!("{below}.rs"), &below, Some(index))
                        .or_else(|| self.read_file(&format!("{below}/mod.rs"), &below, Some(index))),
                };
                self.modules[index].children.extend(child.map(|child| (name, child)));
            } else {
                self.modules[index].items.extend(rust::name(item));
                seen.visit_item(item);
            }
        }
        self.modules[index].uses = seen.uses;
        self.modules[index].paths = seen.paths;
        index
    }
}

/// What a module says about others.
#[derive(Default)]
struct Seen {
    uses: Vec<Use>,
    paths: Vec<(Vec<String>, usize)>,
}

impl Seen {
    fn read_use(&mut self, tree: &syn::UseTree, before: &[String], is_reexport: bool) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Vec<String>>();
        let line = tree.span().start().line;
        let (name, path) = match tree {
            syn::UseTree::Path(part) => return self.read_use(&part.tree, &with(&part.ident), is_reexport),
            syn::UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.read_use(tree, before, is_reexport));
            }
            syn::UseTree::Glob(_) => ("*".to_owned(), before.to_vec()),
            syn::UseTree::Rename(renamed) => (renamed.rename.to_string(), with(&renamed.ident)),
            // `use a::b::{self}` brings `b`.
            syn::UseTree::Name(named) if named.ident == "self" => {
                (before.last().cloned().unwrap_or_default(), before.to_vec())
            }
            syn::UseTree::Name(named) => (named.ident.to_string(), with(&named.ident)),
        };
        self.uses.push(Use { name, path, line, is_reexport });
    }

    /// Paths among the words of a macro's call, where no grammar is known.
    fn read_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut colons, mut line) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.take(&mut path, line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Group(group) => {
                    self.take(&mut path, line);
                    self.read_tokens(group.stream());
                }
                _ => self.take(&mut path, line),
            }
        }
        self.take(&mut path, line);
    }

    fn take(&mut self, path: &mut Vec<String>, line: usize) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.paths.push((path, line));
        }
    }
}

impl<'ast> Visit<'ast> for Seen {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !rust::is_for_tests(rust::attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !rust::is_for_tests(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_reexport = !matches!(item.vis, syn::Visibility::Inherited);
        self.read_use(&item.tree, &[], is_reexport);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.paths.push((names, path.span().start().line));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.read_tokens(call.tokens.clone());
    }

    /// `pub(in path)` needs nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}
