//! `dev`: both programs as debug builds, the page from Vite, and everything again when a source changes.
//!
//! ```text
//! cargo build ─▶ waystation ─▶ postrider app on 19100 ◀─ /api ─ vite on 5173 ◀─ the browser
//!      ▲                                                          └─ web/src changes: the page changes by itself
//!      └──────────────── a file under crates/ changes ─▶ build, then both programs start again
//! ```
//!
//! The app has a home of its own below the target folder, so that the collections of whoever works here are left alone.

use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, ensure};
use tokio::process::{Child, Command};

use super::app::App;
use super::signals::{self, Signals};
use super::{READY_WITHIN, Settings, check_port, health, start, stop};
use crate::workspace::Workspace;

/// Where the app listens; `web/vite.config.ts` knows it, too.
const APP_PORT: &str = "19100";
/// Where the page is.
const PAGE_PORT: &str = "5173";
/// Between two looks at the sources.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Returns when the person ends it.
pub(crate) fn dev(workspace: &Workspace, settings: &Settings) -> anyhow::Result<ExitCode> {
    check_port(settings)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(workspace, settings))
}

async fn serve(workspace: &Workspace, settings: &Settings) -> anyhow::Result<ExitCode> {
    let mut signals = Signals::listen().context("listening for signals")?;
    let mut seen = newest(&workspace.root.join("crates"));
    tokio::select! {
        biased;
        () = signals.next() => return Ok(ExitCode::SUCCESS),
        is_built = build(workspace) => ensure!(is_built?, "the build failed; its messages stand above"),
    }
    let mut page = page(workspace)?;
    loop {
        let (mut server, mut app) = programs(workspace, settings).await?;
        announce(settings, &app)?;
        let ended = tokio::select! {
            biased;
            () = signals.next() => Some(Ok(ExitCode::SUCCESS)),
            status = server.wait() => Some(Err(anyhow::anyhow!("Waystation ended by itself ({})", status?))),
            status = app.ended() => Some(Err(anyhow::anyhow!("the app ended by itself ({})", status?))),
            status = page.wait() => Some(Err(anyhow::anyhow!("Vite ended by itself ({})", status?))),
            built = changed_and_built(workspace, &mut seen) => built.map(|()| None)?,
        };
        app.stop().await?;
        stop(server, settings).await?;
        if let Some(ended) = ended {
            signals::terminate(&mut page)?;
            page.wait().await.context("waiting for Vite to end")?;
            return ended;
        }
    }
}

/// Returns once a source changed and the programs were built from it. While a build fails the old ones go on.
async fn changed_and_built(workspace: &Workspace, seen: &mut Option<SystemTime>) -> anyhow::Result<()> {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let now = newest(&workspace.root.join("crates"));
        if now != *seen {
            *seen = now;
            if build(workspace).await? {
                return Ok(());
            }
        }
    }
}

/// Whether both programs could be built. The page is not in them: it comes from Vite.
async fn build(workspace: &Workspace) -> anyhow::Result<bool> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--locked", "--bin", "postrider", "--bin", "waystation"])
        .env("UI_SKIP", "1")
        .current_dir(&workspace.root)
        .kill_on_drop(true)
        .status();
    Ok(status.await.context("starting `cargo build`")?.success())
}

async fn programs(workspace: &Workspace, settings: &Settings) -> anyhow::Result<(Child, App)> {
    let programs = workspace.target.join("debug");
    let server = start(&programs, settings)?;
    let ready = tokio::time::timeout(READY_WITHIN, health::until_healthy(settings.address())).await;
    ready.with_context(|| format!("Waystation did not answer at http://{}/healthz", settings.address()))?;
    let home = workspace.target.join("dev");
    let app = App::start_at(&programs, &["--port", APP_PORT], Some(&home)).await?;
    Ok((server, app))
}

/// Vite, which serves the page and follows its sources.
fn page(workspace: &Workspace) -> anyhow::Result<Child> {
    Command::new("node")
        .args(["node_modules/vite/bin/vite.js", "--port", PAGE_PORT, "--strictPort"])
        .args(["--logLevel", "warn", "--clearScreen", "false"])
        .env("POSTRIDER_APP", format!("http://127.0.0.1:{APP_PORT}"))
        .current_dir(workspace.root.join("web"))
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("starting Vite with `node`")
}

fn announce(settings: &Settings, app: &App) -> anyhow::Result<()> {
    use std::io::Write as _;
    let (_, session) = app.address.split_once('#').context("the app named no session")?;
    let mut stdout = std::io::stdout().lock();
    writeln!(
        stdout,
        "\nPage  http://127.0.0.1:{PAGE_PORT}/#{session}\nServer  http://{}/webapi//swagger/docs/3  (key: {})\n\
         The page follows web/src by itself; after a change under crates/ both programs start again, and the page has a \
         new address. Ctrl+C ends all.",
        settings.address(),
        settings.credentials().display(),
    )?;
    Ok(stdout.flush()?)
}

/// When a file below `folder` was last written; what cannot be read counts as unchanged.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let times = entries.filter_map(|entry| {
        let path = entry.path();
        if entry.file_type().ok()?.is_dir() { newest(&path) } else { entry.metadata().ok()?.modified().ok() }
    });
    times.max()
}
