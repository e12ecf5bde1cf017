//! The app beside the server: its address is the first line that it prints.

use std::path::Path;
use std::process::{ExitStatus, Stdio};

use anyhow::Context as _;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Child;

use super::signals;

/// The app, running as a child, or as the program of somebody who started it before.
#[derive(Debug)]
pub(crate) struct App {
    /// Where it is, with the session of its start.
    pub(crate) address: String,
    /// `None` if it ran already: then it is not ours to end.
    child: Option<Child>,
}

impl App {
    /// Returns once the app answers at its address.
    pub(crate) async fn start(programs: &Path) -> anyhow::Result<Self> {
        Self::start_at(programs, &[], None).await
    }

    /// With more flags, and with a home of its own.
    pub(crate) async fn start_at(programs: &Path, flags: &[&str], home: Option<&Path>) -> anyhow::Result<Self> {
        let program = programs.join("postrider");
        let mut child = tokio::process::Command::new(&program)
            // The browser is the person's choice here: a second line in the middle of the announcement would help nobody.
            .args(["app", "--no-open"])
            .args(flags)
            .envs(home.map(|home| ("POSTRIDER_HOME", home)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting `{}`", program.display()))?;
        let output = child.stdout.take().context("the app has no standard output")?;
        let address = BufReader::new(output).lines().next_line().await.context("reading the app's address")?;
        let address = address.filter(|line| line.starts_with("http://"));
        let address = address
            .with_context(|| format!("the app did not start; to see why: {} app --no-open", program.display()))?;
        // A second start on one folder names the address of the first and ends.
        let child = if is_over(&mut child).await { None } else { Some(child) };
        Ok(Self { address, child })
    }

    /// Waits for the app's own end; for ever if it is not ours.
    pub(crate) async fn ended(&mut self) -> std::io::Result<ExitStatus> {
        match &mut self.child {
            Some(child) => child.wait().await,
            None => std::future::pending().await,
        }
    }

    /// Tells it to end and waits for that. Ctrl+C in a terminal has told it already; being told twice does no harm.
    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        let Some(mut child) = self.child else { return Ok(()) };
        signals::terminate(&mut child)?;
        child.wait().await.context("waiting for the app to end")?;
        Ok(())
    }
}

/// Whether a program that has said its address ends by itself. It has nothing left to do, so a moment is enough.
async fn is_over(child: &mut Child) -> bool {
    tokio::time::timeout(super::DEAF_WITHIN, child.wait()).await.is_ok()
}
