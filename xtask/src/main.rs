//! Automation of this repository, called by the Makefile: `cargo run -p xtask -- tidy`, `… run`, `… e2e`, `… compare`.

mod circles;
mod compare;
mod e2e;
mod measure;
mod pieces;
mod run;
mod rust;
mod tidy;
mod tree;
mod workspace;

use std::io::Write as _;
use std::process::ExitCode;

use crate::workspace::Workspace;

const USAGE: &str = "\
usage: cargo run -p xtask -- COMMAND

    tidy   checks the rules of this repository that no compiler knows
    measure [--tree FOLDER]   prints figures of the sources: methods, floors, circles, words, sizes; of another checkout, too
    run    builds both programs and starts them, the server with sample data (environment: PORT, DATA)
    dev    the same as debug builds, with the page from Vite; follows changes of sources (environment: PORT, DATA)
    e2e [SPEC…]   the walk-throughs of the page in Chromium, which is installed if need be (environment: CHROMIUM, SHOTS)
    compare [FOLDER]   the same work by Postrider and its rivals; FOLDER holds API documents and their manifest.jsonl";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tidy"] => Workspace::read().and_then(|workspace| tidy::run(&workspace)),
        ["measure"] => Workspace::read().and_then(|workspace| measure::run(&workspace.root)),
        ["measure", "--tree", folder] => measure::run(folder.as_ref()),
        ["compare"] => Workspace::read().and_then(|workspace| compare::run(&workspace, None)),
        ["compare", folder] => Workspace::read().and_then(|workspace| compare::run(&workspace, Some(folder.into()))),
        ["e2e", specs @ ..] => Workspace::read().and_then(|workspace| e2e::run(&workspace, specs)),
        ["run"] => run::Settings::of_environment().and_then(|settings| run::run(&Workspace::read()?, &settings)),
        ["dev"] => run::Settings::of_environment().and_then(|settings| run::dev(&Workspace::read()?, &settings)),
        _ => Err(anyhow::anyhow!("{USAGE}")),
    };
    outcome.unwrap_or_else(|error| {
        // Not left to `main`, which would add a backtrace. Where standard error is closed there is nobody to tell.
        let _ = writeln!(std::io::stderr(), "error: {error:#}");
        ExitCode::FAILURE
    })
}
