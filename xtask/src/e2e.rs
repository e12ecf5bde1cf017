//! `e2e`: the walk-throughs of the page in a real browser, against both real programs.
//!
//! ```text
//! a Chromium? ─▶ apt-get install ─▶ cargo build ─▶ playwright test
//! ```

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, ensure};

use crate::workspace::Workspace;

/// Names of the browser, the one of Debian first.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Runs all specs of `web/e2e`, or those which `words` select, as Playwright understands them.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> anyhow::Result<ExitCode> {
    let chromium = chromium()?;
    // The selection of `make test`: another one has other features, and would compile every crate a second time.
    must(
        Command::new(env!("CARGO")).args(["build", "--locked", "--workspace", "--lib", "--bins", "--tests"]),
        &workspace.root,
    )?;
    let programs = workspace.target.join("debug");
    let mut playwright = Command::new("npx");
    playwright.args(["--no-install", "playwright", "test"]).args(words);
    playwright.env("CHROMIUM", chromium);
    playwright.env("POSTRIDER_BIN", programs.join("postrider")).env("WAYSTATION_BIN", programs.join("waystation"));
    must(&mut playwright, &workspace.root.join("web"))?;
    Ok(ExitCode::SUCCESS)
}

/// The browser: named by `CHROMIUM`, found on the path, or installed.
#[expect(clippy::disallowed_methods, reason = "this is the edge where the environment is read")]
fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        return Ok(named.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    if let Some(found) = on_path(&path) {
        return Ok(found);
    }
    install().context("there is no Chromium; install one, or name it: CHROMIUM=/path/to/chromium make test")?;
    on_path(&path).context("apt-get installed no Chromium; name one: CHROMIUM=/path/to/chromium make test")
}

fn on_path(path: &OsStr) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(path).collect();
    BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// Debian's package; with `sudo` for whoever may not install.
fn install() -> anyhow::Result<()> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    for words in [&["update", "-qq"][..], &["install", "-y", "-qq", "--no-install-recommends", "chromium"]] {
        let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        must(command.args(words).env("DEBIAN_FRONTEND", "noninteractive"), Path::new("/"))?;
    }
    Ok(())
}

/// Runs a program whose messages the person sees.
fn must(command: &mut Command, folder: &Path) -> anyhow::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.current_dir(folder).status().with_context(|| format!("starting `{program}`"))?;
    ensure!(status.success(), "`{program}` ended with {status}; its messages stand above");
    Ok(())
}
