//! What depends on what: the table of ARCHITECTURE.md, owners of heavy libraries, and what pure crates leave alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{Finding, source};
use crate::tree::Tree;
use crate::workspace::Workspace;

const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// Heavy libraries, and the only crates that may know them. Tests may use what they like.
const OWNERS: [(&str, &[&str]); 10] = [
    ("axum", &["app", "waystation"]),
    ("clap", &["postrider", "waystation"]),
    ("hyper", &["wire", "waystation"]),
    ("keyring", &["store"]),
    ("notify", &["files"]),
    ("rusqlite", &["store", "waystation-sqlite"]),
    ("rustls", &["wire", "testkit"]),
    ("serde-saphyr", &["document"]),
    ("tempfile", &["files", "store", "testkit", "waystation", "postrider", "engine", "app"]),
    ("tokio-rustls", &["wire"]),
];

/// Crates that neither read nor wait: clock, randomness and files are handed in.
const PURE: [&str; 8] = ["auth", "body", "document", "exchange", "formats", "model", "openapi", "resolve"];

/// What pure crates must not say.
const IMPURE: [&str; 10] = [
    "std::env",
    "std::fs",
    "std::process",
    "Instant::now",
    "SystemTime",
    "TcpStream",
    "ToSocketAddrs",
    "UdpSocket",
    "async fn",
    "tokio::",
];

pub(crate) fn check(tree: &Tree, workspace: &Workspace) -> Vec<Finding> {
    let graph = graph(workspace);
    let mut findings = check_table(&graph, &table(tree.text(ARCHITECTURE).unwrap_or_default()));
    findings.extend(check_unused(tree));
    findings.extend(check_owners(workspace));
    findings.extend(check_purity(tree));
    findings
}

/// Crate → crates of the workspace it needs. xtask is automation, no part of the products.
fn graph(workspace: &Workspace) -> BTreeMap<&str, BTreeSet<&str>> {
    let crates = || workspace.packages.iter().filter(|package| package.name != "xtask");
    let names: BTreeSet<&str> = crates().map(|package| package.name.as_str()).collect();
    let needs = |needs: &'_ BTreeSet<String>| names.iter().copied().filter(|name| needs.contains(*name)).collect();
    crates().map(|package| (package.name.as_str(), needs(&package.needs))).collect()
}

/// The table whose last column is `May depend on`: crate → crates.
fn table(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let rows =
        text.lines().skip_while(|line| !line.contains("| May depend on |")).take_while(|line| line.starts_with('|'));
    rows.skip(2).filter_map(row).collect()
}

/// A row of the table: the crate in its first cell, what it may depend on in its last.
fn row(line: &str) -> Option<(&str, BTreeSet<&str>)> {
    let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
    Some((*quoted(cells.first()?).first()?, quoted(cells.last()?).into_iter().collect()))
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn check_table(graph: &BTreeMap<&str, BTreeSet<&str>>, table: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Finding> {
    let finding = |message: String| Finding::new("dependency", ARCHITECTURE, message);
    let mut findings = Vec::new();
    for (name, needs) in graph {
        let Some(allowed) = table.get(name) else {
            findings.push(finding(format!("crate `{name}` has no row in the table of dependencies")));
            continue;
        };
        findings.extend(
            needs
                .difference(allowed)
                .map(|needed| finding(format!("`{name}` depends on `{needed}`, which its row does not allow"))),
        );
        findings.extend(allowed.difference(needs).map(|needed| {
            finding(format!("the row of `{name}` allows `{needed}`, on which it does not depend; take it out"))
        }));
    }
    let gone = table.keys().filter(|name| !graph.contains_key(*name));
    findings.extend(gone.map(|name| finding(format!("the table lists `{name}`, which is no crate"))));
    findings
}

/// A dependency of the workspace that no crate takes; cargo does not mind, but whoever reads the list does.
fn check_unused(tree: &Tree) -> Vec<Finding> {
    let manifests = || tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let is_taken = |name: &str| {
        let takes = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', ' ', '=']));
        manifests().any(|manifest| manifest.text.lines().any(takes))
    };
    let manifest = tree.text("Cargo.toml").unwrap_or_default().lines().enumerate();
    let listed = manifest.skip_while(|(_, line)| *line != "[workspace.dependencies]").skip(1);
    let listed = listed.take_while(|(_, line)| !line.starts_with('[')).filter(|(_, line)| !line.starts_with('#'));
    let names = listed.filter_map(|(index, line)| Some((index + 1, line.split_once(" = ")?.0)));
    let unused = names.filter(|(_, name)| !is_taken(name));
    unused
        .map(|(line, name)| {
            Finding::new("unused", "Cargo.toml", format!("no crate takes `{name}`; take it out")).at(line)
        })
        .collect()
}

fn check_owners(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in workspace.packages.iter().filter(|package| package.name != "xtask") {
        for (library, owners) in OWNERS {
            if package.needs.contains(library) && !owners.contains(&package.name.as_str()) {
                let message = format!("`{library}` belongs to {}; ask that crate instead", owners.join(" and "));
                findings.push(Finding::new("owner", format!("{}/Cargo.toml", package.folder), message));
            }
        }
    }
    findings
}

fn check_purity(tree: &Tree) -> Vec<Finding> {
    let is_pure = |path: &str| PURE.iter().any(|name| path.starts_with(&format!("crates/{name}/src/")));
    let mut findings = Vec::new();
    for file in tree.rust_files().filter(|file| is_pure(&file.path) && !file.is_test()) {
        for (line, code) in source::code_lines(&file.text) {
            if let Some(word) = IMPURE.iter().find(|word| code.contains(**word)) {
                let message =
                    format!("`{word}` in a crate without IO, clock and randomness; let the caller hand it in");
                findings.push(Finding::new("purity", &file.path, message).at(line));
            }
        }
    }
    findings
}
