//! One module a command.

mod app;
mod auth;
mod environments;
mod explain;
mod history;
mod import;
mod list;
mod read;
mod secrets;
mod send;
mod tokens;

use std::future::Future;

use tokio_util::sync::CancellationToken;

use crate::args::Command;
use crate::context::Context;
use crate::exit::CommandError;

/// How a command ends: an exit code, or why it failed.
pub(crate) type Outcome = Result<u8, CommandError>;

pub(crate) fn run(command: Command, context: &Context) -> Outcome {
    match command {
        Command::App(app) => app::run(&app, context),
        Command::Import(import) => import::run(&import, context),
        Command::List(list) => list::run(&list, context),
        Command::Send(send) => send::run(&send, context),
        Command::Auth(auth) => auth::run(auth, context),
        Command::Token(token) => tokens::run(token, context),
        Command::Env(env) => environments::run(env, context),
        Command::Secret(secret) => secrets::run(secret, context),
        Command::History(history) => history::run(&history, context),
        Command::Completions { shell } => {
            explain::completions(shell);
            Ok(crate::exit::OK)
        }
        Command::Help { topic } => explain::help(&topic),
    }
}

/// Runs what waits for the network on this thread. The first Ctrl+C cancels, the second ends the process.
fn wait<F: Future<Output = Outcome>>(work: impl FnOnce(CancellationToken) -> F) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CommandError::File { message: format!("starting the network: {error}") })?;
    let outcome = runtime.block_on(async {
        let cancel = CancellationToken::new();
        let watched = cancel.clone();
        tokio::spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                if watched.is_cancelled() {
                    std::process::exit(i32::from(crate::exit::CANCELLED));
                }
                watched.cancel();
            }
        });
        work(cancel).await
    });
    // A name look-up that was given up on may still sit in a thread; nobody waits for it.
    runtime.shutdown_background();
    outcome
}
