//! `compare`: the same work by Postrider and by its rivals, in one run on one machine.
//!
//! ```text
//! send     start to exit of one GET: postrider, curl, xh (hyperfine)
//! import   time and memory for each Swagger 2.0 document: postrider, openapi-to-postmanv2 under Node
//! ```
//!
//! Rivals that a package manager brings are installed under `target/rivals`; what is missing is named and left out. Numbers
//! mean something on a quiet machine only.

mod import;
mod measure;
mod send;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, ensure};

use crate::workspace::Workspace;

/// Builds the release binaries and compares. `documents` is the folder of API documents with a `manifest.jsonl`.
pub(crate) fn run(workspace: &Workspace, documents: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let cargo = Command::new(env!("CARGO"))
        .args(["build", "--release", "--locked", "--bin", "postrider", "--bin", "waystation"])
        .current_dir(&workspace.root)
        .status();
    ensure!(cargo.context("starting cargo")?.success(), "the build failed");
    let binaries = workspace.root.join("target/release");
    let rivals = workspace.root.join("target/rivals");
    let scratch = workspace.root.join("target/compare");
    let _ = std::fs::remove_dir_all(&scratch);
    std::fs::create_dir_all(&scratch).context("making target/compare")?;
    send::compare(&binaries, &rivals, &scratch)?;
    let documents = documents.unwrap_or_else(|| workspace.root.join("../shared/specs"));
    import::compare(&binaries, &rivals, &scratch, &documents)?;
    Ok(ExitCode::SUCCESS)
}

fn say(text: &str) {
    // Where standard output is closed there is nobody to tell.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Whether a command can be started.
fn exists(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}
