//! What every command works with: the engine, and how to print.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use engine::{Engine, Folders, Outside, ProxySettings, WireSettings};
use exchange::Secret;
use store::Store;

use crate::args::Cli;
use crate::exit::CommandError;
use crate::report::paint::Paint;

/// What every command works with.
pub(crate) struct Context {
    workspace: Option<PathBuf>,
    /// Whether results are printed as JSON.
    pub(crate) as_json: bool,
    /// Colours of standard output.
    pub(crate) out: Paint,
    /// Colours of standard error.
    pub(crate) err: Paint,
    /// Whether somebody can be asked: standard input and standard error are terminals.
    pub(crate) can_ask: bool,
    /// Whether standard output is a terminal.
    pub(crate) out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub(crate) err_is_terminal: bool,
}

impl Context {
    pub(crate) fn new(cli: &Cli) -> Self {
        let out_is_terminal = std::io::stdout().is_terminal();
        let err_is_terminal = std::io::stderr().is_terminal();
        Self {
            workspace: cli.workspace.clone(),
            as_json: cli.json,
            out: Paint::for_stream(&std::io::stdout(), cli.color),
            err: Paint::for_stream(&std::io::stderr(), cli.color),
            can_ask: std::io::stdin().is_terminal() && err_is_terminal,
            out_is_terminal,
            err_is_terminal,
        }
    }

    /// The engine; `settings` holds trust and certificates of this command, proxies come from the environment.
    pub(crate) fn engine(&self, settings: WireSettings) -> Result<Engine, CommandError> {
        Self::engine_in(self.workspace.clone(), settings)
    }

    /// As [`Context::engine`], on another workspace.
    pub(crate) fn engine_in(workspace: Option<PathBuf>, settings: WireSettings) -> Result<Engine, CommandError> {
        let folders = Folders::from_variables(|name| variable(name).map(Into::into)).map_err(engine::Error::from)?;
        let passphrase = variable("POSTRIDER_PASSPHRASE").map(Secret::new);
        let store = Store::new(folders, passphrase);
        let settings = WireSettings { proxy: ProxySettings::from_variables(variable_of), ..settings };
        Ok(Engine::new(store, workspace, settings, outside()))
    }

    /// The engine of a command that sends nothing.
    pub(crate) fn quiet_engine(&self) -> Result<Engine, CommandError> {
        self.engine(WireSettings::default())
    }
}

fn outside() -> Outside {
    Outside { now_ms, random, variable }
}

/// The time now, milliseconds since 1970 UTC.
#[expect(clippy::disallowed_methods, reason = "the one place of this program that reads the clock")]
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Random bits of the system.
pub(crate) fn random() -> u64 {
    getrandom::u64().expect("the system gives random bytes")
}

/// A variable of this process's environment; one that is no Unicode counts as absent.
#[expect(clippy::disallowed_methods, reason = "the one place of this program that reads the environment")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn variable_of(name: &str) -> Option<String> {
    variable(name)
}
