//! `tidy`: the rules of this repository that neither compiler nor linter knows.
//!
//! ```text
//! Tree (every file git knows) ─┐
//! Workspace (cargo metadata) ──┴▶ checks ─▶ findings ─▶ ratchet ─▶ what is left is printed
//! ```
//!
//! A check is a pure function of the tree and the workspace. What a check finds may stand on `xtask/ratchet.txt`, with a
//! reason; that list only gets shorter.

mod circles;
mod codes;
mod crates;
mod english;
mod layout;
mod modules;
mod ratchet;
mod source;
mod words;

#[cfg(test)]
mod tests;

use std::io::Write as _;
use std::process::ExitCode;

use crate::tree::Tree;
use crate::workspace::Workspace;
use ratchet::Ratchet;

/// A rule that is broken somewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// The check that found it, as the ratchet names it.
    pub(crate) check: &'static str,
    /// What breaks the rule: mostly a file, with `/` between its parts.
    pub(crate) subject: String,
    /// Line in the file, counted from 1.
    pub(crate) line: Option<usize>,
    /// What is wrong, and what to do.
    pub(crate) message: String,
}

impl Finding {
    fn new(check: &'static str, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self { check, subject: subject.into(), line: None, message: message.into() }
    }

    fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(f, "{}{place}: {} [{}]", self.subject, self.message, self.check)
    }
}

/// Runs every check and prints what they find to standard error.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let tree = Tree::read(&workspace.root)?;
    let findings = check(&tree, workspace);
    let mut text = String::new();
    for finding in &findings {
        text.push_str(&format!("{finding}\n"));
    }
    text.push_str(&match findings.len() {
        0 => format!("tidy: {} files in order\n", tree.files.len()),
        1 => "tidy: 1 finding\n".to_owned(),
        count => format!("tidy: {count} findings\n"),
    });
    std::io::stderr().lock().write_all(text.as_bytes())?;
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is wrong and not excused, sorted by file.
fn check(tree: &Tree, workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(layout::check(tree, workspace));
    findings.extend(crates::check(tree, workspace));
    findings.extend(modules::check(tree));
    findings.extend(codes::check(tree));
    findings.extend(words::check(tree));
    findings.extend(circles::check(tree));
    findings.extend(english::check(tree));
    let mut left = Ratchet::read(tree.text(ratchet::FILE).unwrap_or_default()).apply(findings);
    left.sort_by(|a, b| (&a.subject, a.line).cmp(&(&b.subject, b.line)));
    left
}
