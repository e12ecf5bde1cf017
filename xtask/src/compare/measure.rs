//! Time and memory of one command.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, ensure};

/// What a command took and said.
#[derive(Debug, Default)]
pub(super) struct Measured {
    /// Start to exit, milliseconds.
    pub(super) ms: f64,
    /// Largest resident memory, megabytes.
    pub(super) megabytes: f64,
    /// Standard output.
    pub(super) output: String,
}

/// Runs a command under GNU `time`, which tells the largest resident memory of a child.
pub(super) fn measured(command: &Command) -> anyhow::Result<Measured> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["--format", "%M", "--quiet"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            timed.env(name, value);
        }
    }
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let started = Instant::now();
    let output = timed.stdin(Stdio::null()).output().context("starting /usr/bin/time (apt-get install time)")?;
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{} failed: {said}", command.get_program().display());
    let kilobytes: f64 =
        said.lines().last().and_then(|line| line.trim().parse().ok()).context("reading what time says")?;
    Ok(Measured { ms, megabytes: kilobytes / 1000.0, output: String::from_utf8_lossy(&output.stdout).into_owned() })
}
