//! The command line of Postrider: reads the words, calls the engine, prints, and says how it ended.

mod args;
mod commands;
mod context;
mod exit;
mod report;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::args::{App, Cli, Command};
use crate::context::Context;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            // Nobody is left to tell when the terminal is gone.
            let _ = error.print();
            return ExitCode::from(if is_answer { exit::OK } else { exit::USAGE });
        }
    };
    let context = Context::new(&cli);
    match commands::run(cli.command.unwrap_or(Command::App(App::default())), &context) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            let code = failure.code();
            report::error::print(&failure, context.err);
            ExitCode::from(code)
        }
    }
}
