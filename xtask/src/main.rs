//! Automation of this repository, called by the Makefile: `cargo run -p xtask -- tidy`, `… run`, `… compare`.

mod compare;
mod run;
mod tidy;
mod workspace;

use std::io::Write as _;
use std::process::ExitCode;

use crate::workspace::Workspace;

const USAGE: &str = "\
usage: cargo run -p xtask -- COMMAND

    tidy   checks the rules of this repository that no compiler knows
    run    builds both programs and starts the server with sample data (environment: PORT, DATA)
    compare [FOLDER]   the same work by Postrider and its rivals; FOLDER holds API documents and their manifest.jsonl";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tidy"] => Workspace::read().and_then(|workspace| tidy::run(&workspace)),
        ["compare"] => Workspace::read().and_then(|workspace| compare::run(&workspace, None)),
        ["compare", folder] => Workspace::read().and_then(|workspace| compare::run(&workspace, Some(folder.into()))),
        ["run"] => run::Settings::of_environment().and_then(|settings| run::run(&Workspace::read()?, &settings)),
        _ => Err(anyhow::anyhow!("{USAGE}")),
    };
    outcome.unwrap_or_else(|error| {
        // Not left to `main`, which would add a backtrace. Where standard error is closed there is nobody to tell.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::FAILURE
    })
}
