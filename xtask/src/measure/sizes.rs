//! Lengths of files and functions.

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use crate::measure::{Figure, Sources};
use crate::tree::TextFile;

pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let lines = |files: &[&TextFile]| files.iter().map(|file| (file.text.lines().count(), file.path.clone())).collect();
    let components: Vec<&TextFile> = sources.page.iter().copied().filter(|file| file.extension() == "tsx").collect();
    vec![
        summary("lines of files, Rust", lines(&sources.rust)),
        summary("lines of functions, Rust", sources.rust.iter().flat_map(|file| rust_functions(file)).collect()),
        summary("lines of files, page", lines(&sources.page)),
        summary("lines of components' files, page", lines(&components)),
        summary("lines of functions, page", sources.page.iter().flat_map(|file| page_functions(file)).collect()),
    ]
}

fn summary(name: &str, mut sizes: Vec<(usize, String)>) -> Figure {
    sizes.sort();
    let at = |share: usize| {
        sizes.get((sizes.len() * share / 100).min(sizes.len().saturating_sub(1))).map_or(0, |size| size.0)
    };
    let value = format!("median {}, p90 {}, p99 {}, max {} of {}", at(50), at(90), at(99), at(100), sizes.len());
    let longest = sizes.iter().rev().take(8).map(|(size, place)| format!("{size} {place}")).collect();
    Figure { name: name.to_owned(), value, places: longest }
}

/// Lines from `fn` to the closing brace, without doc and attributes. Tests are left out.
fn rust_functions(file: &TextFile) -> Vec<(usize, String)> {
    let Ok(syntax) = syn::parse_file(&file.text) else { return Vec::new() };
    let mut functions = Functions::default();
    functions.visit_file(&syntax);
    functions.found.into_iter().map(|(lines, at)| (lines, format!("{}:{at}", file.path))).collect()
}

#[derive(Default)]
struct Functions {
    found: Vec<(usize, usize)>,
}

impl Functions {
    fn note(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let start = signature.span().start().line;
        self.found.push((block.span().end().line - start + 1, start));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.note(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.note(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.note(&function.sig, block);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !crate::rust::is_for_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }
}

/// Named functions and methods, by the formatter's indentation: a head that ends with `{`, up to a line that begins with the
/// closing brace under it.
fn page_functions(file: &TextFile) -> Vec<(usize, String)> {
    let lines: Vec<&str> = file.text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let head = line.trim_start();
        let starts =
            ["function ", "async function ", "export function ", "export async function ", "export default function "];
        let is_arrow = (head.starts_with("const ") || head.starts_with("export const ")) && head.ends_with("=> {");
        if !is_arrow && !starts.iter().any(|start| head.starts_with(start)) {
            continue;
        }
        let end = lines[index + 1..].iter().position(|next| {
            indent(next) == indent(line)
                && next.trim_start().starts_with('}')
                && !next.contains("}: ")
                && !next.ends_with('{')
        });
        if line.ends_with('}') {
            found.push((1, format!("{}:{}", file.path, index + 1)));
        } else if let Some(end) = end {
            found.push((end + 2, format!("{}:{}", file.path, index + 1)));
        }
    }
    found
}
