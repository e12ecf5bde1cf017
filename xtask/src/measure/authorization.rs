//! Places that know a kind of authorization: outside `auth` and `model`, a new kind must be told to each of them.
//!
//! A place is one `match`, `if let`, `let … else`, `matches!` or comparison whose patterns name a kind; in the page a `switch` or a
//! comparison. *Inherit* and *none* alone are no kinds.

use std::sync::LazyLock;

use regex::Regex;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use crate::measure::{Figure, Sources};
use crate::pieces::{Kind, pieces};

/// Types whose variants are kinds of authorization.
const TYPES: [&str; 5] = ["Auth", "ResolvedAuth", "AuthKind", "AuthChange", "Kind"];

/// Variants and words of the kinds there are, and of those that are planned.
const KINDS: [&str; 20] = [
    "bearer",
    "basic",
    "apikey",
    "headerkey",
    "querykey",
    "oauth2",
    "oauth1",
    "jwt",
    "digest",
    "hawk",
    "awsv4",
    "ntlm",
    "edgegrid",
    "asap",
    "wsse",
    "negotiate",
    "token",
    "api_key",
    "unsupported",
    "toy",
];

static IN_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "bearer|basic|api_key|apikey|oauth2|oauth1|jwt|digest|hawk|awsv4|ntlm|edgegrid|asap|wsse|negotiate";
    Regex::new(&format!(r#"(?:[!=]== |case )"(?:{kinds})""#)).expect("it is a constant")
});

pub(super) fn figures(sources: &Sources<'_>) -> Vec<Figure> {
    let mut places = Vec::new();
    for file in sources.rust.iter().filter(|file| !matches!(super::crate_of(file), "auth" | "model")) {
        let Ok(syntax) = syn::parse_file(&file.text) else { continue };
        let mut seen = Places::default();
        seen.visit_file(&syntax);
        seen.lines.sort_unstable();
        seen.lines.dedup();
        let text = |line: usize| file.text.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
        places.extend(seen.lines.iter().map(|line| format!("{}:{line} {}", file.path, text(*line))));
    }
    let in_page = page_places(sources);
    vec![
        Figure::count("matches on a kind of authorization outside auth and model", places),
        Figure::count("matches on a kind of authorization in the page", in_page),
    ]
}

/// Comparisons, and each run of `case` lines once.
fn page_places(sources: &Sources<'_>) -> Vec<String> {
    let mut places = Vec::new();
    let is_ours = |path: &str| !path.contains("/documentation/") && !path.ends_with("/fake.ts");
    for file in sources.page.iter().filter(|file| is_ours(&file.path)) {
        let comments: Vec<_> =
            pieces(&file.text, false).into_iter().filter(|piece| piece.kind == Kind::Comment).collect();
        let mut switch_line = None;
        let mut offset = 0;
        for (number, line) in (1..).zip(file.text.lines()) {
            if line.contains("switch (") {
                switch_line = Some(number);
            }
            let is_comment =
                comments.iter().any(|piece| (piece.start..piece.start + piece.text.len()).contains(&offset));
            if let Some(found) = IN_PAGE.find(line).filter(|_| !is_comment) {
                let place = if found.as_str().starts_with("case") { switch_line.unwrap_or(number) } else { number };
                places.push(format!(
                    "{}:{place} {}",
                    file.path,
                    file.text.lines().nth(place - 1).unwrap_or_default().trim()
                ));
            }
            offset += line.len() + 1;
        }
    }
    places.dedup();
    places
}

#[derive(Default)]
struct Places {
    lines: Vec<usize>,
}

impl Places {
    fn note(&mut self, names_kind: bool, span: proc_macro2::Span) {
        if names_kind {
            self.lines.push(span.start().line);
        }
    }
}

/// Looks for a kind in patterns.
#[derive(Default)]
struct Names {
    is_found: bool,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut last = path.segments.iter().rev().map(|segment| segment.ident.to_string());
        let (variant, of) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
        self.is_found |= TYPES.contains(&of.as_str()) && is_kind(&variant);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        // `"token"` and the like are words of many tables.
        self.is_found |= is_kind(&text.value())
            && !matches!(text.value().as_str(), "token" | "basic" | "Basic" | "Bearer" | "bearer" | "Digest");
    }
}

fn is_kind(name: &str) -> bool {
    KINDS.contains(&name.to_ascii_lowercase().as_str())
}

fn names_kind(pattern: &syn::Pat) -> bool {
    let mut names = Names::default();
    names.visit_pat(pattern);
    names.is_found
}

impl<'ast> Visit<'ast> for Places {
    fn visit_expr_match(&mut self, matched: &'ast syn::ExprMatch) {
        self.note(matched.arms.iter().any(|arm| names_kind(&arm.pat)), matched.span());
        visit::visit_expr_match(self, matched);
    }

    fn visit_expr_let(&mut self, bound: &'ast syn::ExprLet) {
        self.note(names_kind(&bound.pat), bound.span());
        visit::visit_expr_let(self, bound);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        self.note(names_kind(&local.pat), local.span());
        visit::visit_local(self, local);
    }

    fn visit_expr_binary(&mut self, compared: &'ast syn::ExprBinary) {
        if matches!(compared.op, syn::BinOp::Eq(_) | syn::BinOp::Ne(_)) {
            let mut names = Names::default();
            names.visit_expr(&compared.left);
            names.visit_expr(&compared.right);
            self.note(names.is_found, compared.span());
        }
        visit::visit_expr_binary(self, compared);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if call.path.is_ident("matches") {
            let text = call.tokens.to_string();
            let named = |kind: &str| {
                TYPES
                    .iter()
                    .any(|of| text.to_ascii_lowercase().contains(&format!("{} :: {kind}", of.to_ascii_lowercase())))
            };
            self.note(KINDS.iter().any(|kind| named(kind)), call.span());
        }
    }
}
