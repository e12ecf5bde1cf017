//! `postrider app`: the page on loopback, until somebody ends it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use app::{Instance, InstanceError, Settings, StartError};
use engine::{Engine, WireSettings};
use exchange::Secret;

use crate::args::{App, Theme};
use crate::commands::Outcome;
use crate::context::{Context, now_ms, random};
use crate::exit::{self, CommandError};
use crate::report::output;

/// How often a second start looks for the address of a first one that is just starting, and how many times.
const LOOK_EVERY: Duration = Duration::from_millis(50);
const LOOKS_MAX: usize = 60;

pub(crate) fn run(wanted: &App, context: &Context) -> Outcome {
    let (folder, engine) = opened(wanted.folder.as_deref(), context)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| CommandError::File { message: format!("starting the app: {error}") })?;
    let outcome = runtime.block_on(serve(wanted, &folder, engine));
    // Name look-ups that were given up on may still sit in threads; nobody waits for them.
    runtime.shutdown_background();
    outcome
}

/// The folder that the app runs on, and its engine. A collection is shown in the workspace that is the default one.
fn opened(typed: Option<&Path>, context: &Context) -> Result<(PathBuf, Engine), CommandError> {
    let Some(typed) = typed else {
        let engine = context.engine(WireSettings::default())?;
        return Ok((engine.workspace().to_owned(), engine));
    };
    let folder = std::path::absolute(typed).unwrap_or_else(|_| typed.to_owned());
    if !folder.is_dir() {
        let hint = "Name a folder with collections in it, the folder of one collection, or none for the default one.";
        return Err(CommandError::usage(format!("there is no folder `{}`", typed.display()), hint));
    }
    if folder.join("opencollection.yml").is_file() {
        let engine = context.engine(WireSettings::default())?;
        engine.collections().remember(&folder)?;
        return Ok((folder, engine));
    }
    let engine = Context::engine_in(Some(folder.clone()), WireSettings::default())?;
    Ok((folder, engine))
}

async fn serve(wanted: &App, folder: &Path, engine: Engine) -> Outcome {
    let state = engine.store().folders().state.clone();
    let instance = Instance::claim(&state, folder).map_err(|error| unremembered(&error))?;
    if instance.is_none()
        && wanted.port.is_none()
        && let Some(address) = address_of_first(&state, folder).await
    {
        return join(&address, wanted);
    }
    let theme = match wanted.theme {
        Theme::Light => Some("light".to_owned()),
        Theme::Dark => Some("dark".to_owned()),
        Theme::System => None,
    };
    let settings = Settings { port: wanted.port.unwrap_or(0), theme };
    let running = app::start(engine, settings).await.map_err(|error| not_started(&error))?;
    if let Some(instance) = &instance {
        instance.publish(&running.address).map_err(|error| unremembered(&error))?;
    }
    let ending = Ending::listen();
    output::text(&format!("{}\n", running.address.expose()))?;
    output::note(&format!("Postrider runs on {}. Ctrl+C ends it.", folder.display()));
    show(&running.address, wanted);
    ending.came().await;
    running.stop().await;
    Ok(exit::OK)
}

/// The address of the app that runs on this folder; it may need a moment to say it.
async fn address_of_first(state: &Path, folder: &Path) -> Option<Secret> {
    for _ in 0..LOOKS_MAX {
        if let Some(address) = Instance::find(state, folder) {
            return Some(address);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    None
}

/// Shows the app that runs already.
fn join(address: &Secret, wanted: &App) -> Outcome {
    output::text(&format!("{}\n", address.expose()))?;
    output::note("Postrider runs on this folder already; this is its address.");
    show(address, wanted);
    Ok(exit::OK)
}

fn show(address: &Secret, wanted: &App) {
    let is_open = || app::opening_address(address, now_ms(), random()).is_some_and(|address| browse(&address));
    if !wanted.no_open && !is_open() {
        output::note("No browser could be opened. Open the address above.");
    }
}

fn browse(address: &str) -> bool {
    let words: &[&str] = match std::env::consts::OS {
        "macos" => &["open"],
        "windows" => &["rundll32", "url.dll,FileProtocolHandler"],
        _ => &["xdg-open"],
    };
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}

/// Ctrl+C, and where there is one the system's wish that the program ends.
struct Ending {
    #[cfg(unix)]
    terminated: Option<tokio::signal::unix::Signal>,
}

impl Ending {
    /// Listens from now on: who reads the address may end the program at once.
    fn listen() -> Self {
        Self {
            #[cfg(unix)]
            terminated: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok(),
        }
    }

    #[cfg(unix)]
    async fn came(mut self) {
        let terminated = async {
            match &mut self.terminated {
                Some(terminated) => terminated.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated => {}
        }
    }

    #[cfg(not(unix))]
    async fn came(self) {
        // Without signals there is only the end of the process.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn not_started(error: &StartError) -> CommandError {
    let message = format!("{error}: {}", error.source);
    CommandError::usage(message, "Choose another --port, or none: then a free one is taken.")
}

fn unremembered(error: &InstanceError) -> CommandError {
    CommandError::File { message: format!("{error}: {}", error.source) }
}
