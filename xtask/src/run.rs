//! `run`: builds both programs, starts Waystation with sample data and the app, says where everything is, and waits.
//!
//! ```text
//! port free? ─▶ cargo build ─▶ waystation serve ─▶ /healthz answers 200 ─▶ postrider app ─▶ announcement ─▶ Ctrl+C ─▶ both ended
//! ```
//!
//! Both are children in the same terminal: Ctrl+C reaches all three, and this program waits until the others have
//! finished what they were doing.

mod announcement;
mod app;
mod dev;
mod health;
mod signals;

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use tokio::process::Child;

use crate::workspace::Workspace;
use announcement::{Announcement, Credentials};
use app::App;
pub(crate) use dev::dev;
use signals::Signals;

/// The first start hashes passwords and writes the sample data; on a slow machine that takes seconds.
const READY_WITHIN: Duration = Duration::from_mins(1);

/// A server that was told to stop no longer listens after this time.
const DEAF_WITHIN: Duration = Duration::from_millis(300);

/// What a person may choose.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Port on 127.0.0.1.
    port: u16,
    /// The server's data folder; made if missing.
    data: PathBuf,
}

impl Settings {
    /// `PORT` (default 8080) and `DATA` (default `./data`).
    #[expect(clippy::disallowed_methods, reason = "this is the edge where the environment is read")]
    pub(crate) fn of_environment() -> anyhow::Result<Self> {
        let port = std::env::var("PORT").ok().filter(|port| !port.is_empty()).unwrap_or_else(|| "8080".to_owned());
        let port = port.parse().ok().filter(|port| *port != 0);
        let data = std::env::var_os("DATA").filter(|data| !data.is_empty()).unwrap_or_else(|| "./data".into());
        Ok(Self {
            port: port.context("PORT is not a number from 1 to 65535; write: PORT=8081 make run")?,
            data: PathBuf::from(data),
        })
    }

    fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    fn credentials(&self) -> PathBuf {
        self.data.join("credentials.json")
    }
}

/// Returns when the server has ended.
pub(crate) fn run(workspace: &Workspace, settings: &Settings) -> anyhow::Result<ExitCode> {
    // Asked before the build, which takes minutes the first time.
    check_port(settings)?;
    build(workspace)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(workspace, settings))
}

fn check_port(settings: &Settings) -> anyhow::Result<()> {
    let Err(error) = TcpListener::bind(settings.address()) else { return Ok(()) };
    let Settings { port, .. } = settings;
    match error.kind() {
        std::io::ErrorKind::AddrInUse => bail!(
            "port {port} is in use, perhaps by an earlier `make run`\n\
             Stop that program, or take another port and data folder: PORT={other} DATA=./data-{other} make run",
            other = if *port == u16::MAX { port - 1 } else { port + 1 },
        ),
        std::io::ErrorKind::PermissionDenied => {
            bail!("port {port} may not be used by you\nTake one above 1023: PORT=8081 make run")
        }
        _ => Err(error).with_context(|| format!("listening on port {port}")),
    }
}

fn build(workspace: &Workspace) -> anyhow::Result<()> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--locked", "--bin", "postrider", "--bin", "waystation"])
        .current_dir(&workspace.root)
        .status()
        .context("starting `cargo build`")?;
    ensure!(
        status.success(),
        "the build failed; its messages stand above\nIt needs Rust {}, a C compiler (apt-get install build-essential) and Node.js 20 or newer with npm.",
        env!("CARGO_PKG_RUST_VERSION"),
    );
    Ok(())
}

async fn serve(workspace: &Workspace, settings: &Settings) -> anyhow::Result<ExitCode> {
    let programs = workspace.target.join("release");
    // Listened for before the server starts, so that there is no moment in which a signal would leave it alone.
    let mut signals = Signals::listen().context("listening for signals")?;
    let mut server = start(&programs, settings)?;
    tokio::select! {
        biased;
        () = signals.next() => return stop(server, settings).await,
        status = server.wait() => return Err(ended_early(status?, settings)),
        ready = tokio::time::timeout(READY_WITHIN, health::until_healthy(settings.address())) => {
            if ready.is_err() {
                stop(server, settings).await?;
                bail!("Waystation did not answer http://{}/healthz within {} s", settings.address(), READY_WITHIN.as_secs());
            }
        }
    }
    let app = tokio::select! {
        biased;
        () = signals.next() => return stop(server, settings).await,
        app = App::start(&programs) => app?,
    };
    announce(&programs, workspace, settings, &app)?;
    let mut app = app;
    let ended = tokio::select! {
        biased;
        () = signals.next() => None,
        status = server.wait() => Some(anyhow::anyhow!("Waystation ended by itself ({})", status?)),
        status = app.ended() => Some(anyhow::anyhow!("the app ended by itself ({})", status?)),
    };
    app.stop().await?;
    let stopped = stop(server, settings).await;
    ended.map_or(stopped, Err)
}

fn start(programs: &Path, settings: &Settings) -> anyhow::Result<Child> {
    let program = programs.join("waystation");
    tokio::process::Command::new(&program)
        // Each call logged would stand in the middle of the announcement.
        .args(["serve", "--quiet", "--log", "warn", "--sample-data"])
        .args(["--listen", &settings.address().to_string(), "--data"])
        .arg(&settings.data)
        .arg("--credentials-file")
        .arg(settings.credentials())
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("starting `{}`", program.display()))
}

/// The server said why on standard error; this says what to type.
fn ended_early(status: ExitStatus, settings: &Settings) -> anyhow::Error {
    let data = settings.data.display();
    anyhow::anyhow!(
        "Waystation stopped before it was ready ({status}); its message stands above\n\
         Another port: PORT=8081 make run. Another data folder than {data}: DATA=./data-2 make run."
    )
}

fn announce(programs: &Path, workspace: &Workspace, settings: &Settings, app: &App) -> anyhow::Result<()> {
    let credentials = settings.credentials();
    let announcement = Announcement {
        address: settings.address().to_string(),
        credentials: Credentials::of_file(&credentials),
        credentials_file: credentials,
        postrider: programs.strip_prefix(&workspace.root).unwrap_or(programs).join("postrider"),
        programs: programs.to_owned(),
        app: app.address.clone(),
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(announcement.to_string().as_bytes())?;
    Ok(stdout.flush()?)
}

/// Waits for the end of a server that is told to stop.
///
/// Ctrl+C in a terminal and the end of a process group reach the server, too. A signal to this program alone does not, and a
/// second one would make the server end at once; so it is passed on only to a server which still takes calls.
async fn stop(mut server: Child, settings: &Settings) -> anyhow::Result<ExitCode> {
    if tokio::time::timeout(DEAF_WITHIN, server.wait()).await.is_err() && !health::is_deaf(settings.address()).await {
        signals::terminate(&mut server)?;
    }
    let status = server.wait().await.context("waiting for Waystation to end")?;
    // 130: the person could not wait and pressed Ctrl+C again.
    ensure!(status.success() || status.code() == Some(130), "Waystation did not stop cleanly ({status})");
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests;
