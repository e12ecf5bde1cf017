//! `postrider help` and `postrider completions`.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::args::Cli;
use crate::commands::Outcome;
use crate::exit::{self, CommandError};
use crate::report::output;

const VARIABLES: &str = "\
Variables: {{name}} in any field of a request

Looked up narrowest first: --var, request, folder (inner first), environment, collection, global.

    {{vault:NAME}}          a secret: postrider secret set COLLECTION NAME
    {{process.env.NAME}}    a variable of the command's environment
    {{$guid}}               a random UUID
    {{$timestamp}}          seconds since 1970
    {{$isoTimestamp}}       the time now, such as 2026-11-24T21:30:00.000Z
    {{$randomInt}}          a number from 0 to 1000
    :name in a URL's path   a path variable: --path name=VALUE, percent-encoded as one segment

An unknown name stops the send and says where it stands; --allow-unresolved sends it as it is.
";

pub(crate) fn help(topic: &[String]) -> Outcome {
    match topic.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => {
            let _ = Cli::command().print_help();
            Ok(exit::OK)
        }
        ["exit-codes"] => output::text(exit::HELP),
        ["variables"] => output::text(VARIABLES),
        words => command_help(words),
    }
}

fn command_help(words: &[&str]) -> Outcome {
    let mut command = Cli::command();
    command.build();
    for word in words {
        let Some(found) = command.find_subcommand(word) else {
            let message = format!("there is no command or topic `{}`", words.join(" "));
            return Err(CommandError::usage(message, "See `postrider --help`; topics are exit-codes and variables."));
        };
        command = found.clone();
    }
    let _ = command.print_long_help();
    Ok(exit::OK)
}

/// Prints the script that completes `postrider` in a shell.
pub(crate) fn completions(shell: Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "postrider", &mut script);
    let _ = std::io::stdout().lock().write_all(&script);
}
