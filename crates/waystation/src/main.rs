//! The command line of Waystation.

mod arguments;
mod serve;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Serve(arguments) => match serve::run(&arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                serve::report(&error);
                error.exit_code()
            }
        },
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "waystation", &mut std::io::stdout());
            ExitCode::SUCCESS
        }
    }
}
