//! `postrider import`.

use std::io::Read as _;

use engine::{Fetching, ImportPlan, ImportReport, Imports, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use model::Severity;
use serde_json::json;

use crate::args::{Connection, Import};
use crate::commands::{Outcome, read, wait};
use crate::context::Context;
use crate::exit::{self, CommandError};
use crate::report::amount;
use crate::report::output;
use crate::report::problems;

/// So many problems are shown in full; the rest is counted.
const SHOWN_MAX: usize = 12;

pub(crate) fn run(import: &Import, context: &Context) -> Outcome {
    let connection = Connection { cacert: import.cacert.clone(), insecure: import.insecure, ..Connection::default() };
    let engine = context.engine(read::wire_settings(&connection)?)?;
    let plan = ImportPlan {
        imports: source(&import.source)?,
        into: None,
        name: import.name.clone(),
        replaces: import.replace,
        settings: import.settings.given().into_iter().map(|(id, value)| (id.to_owned(), value)).collect(),
        fetching: Fetching { headers: read::headers(&import.headers)?, options: read::option_changes(&connection)? },
    };
    let bar = progress_bar(context);
    wait(|cancel| async move {
        let mut show = |progress: Progress| show(&bar, &progress);
        let report = engine.imports().run(plan, &mut show, &cancel).await;
        bar.finish_and_clear();
        print(&report?, context)
    })
}

fn source(text: &str) -> Result<Imports, CommandError> {
    if text == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| CommandError::File {
            message: format!("reading the document from standard input: {error}"),
        })?;
        return Ok(Imports::Text(bytes));
    }
    let has_scheme = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if has_scheme("http://") || has_scheme("https://") {
        return Ok(Imports::Url(text.to_owned()));
    }
    Ok(Imports::File(text.into()))
}

/// A bar on the terminal; where there is none, nothing.
fn progress_bar(context: &Context) -> ProgressBar {
    if !context.err_is_terminal {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.set_style(ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar
}

fn show(bar: &ProgressBar, progress: &Progress) {
    bar.set_message(match progress {
        Progress::Fetching(url) => format!("Fetching {url} (Ctrl+C cancels)"),
        Progress::Received(bytes, Some(length)) => {
            format!("Received {} of {}", amount::bytes(*bytes), amount::bytes(*length))
        }
        Progress::Received(bytes, None) => format!("Received {}", amount::bytes(*bytes)),
        Progress::Converting => "Reading the document".to_owned(),
        Progress::Writing => "Writing the collection".to_owned(),
    });
}

fn print(report: &ImportReport, context: &Context) -> Outcome {
    if context.as_json {
        let problems: Vec<_> = report
            .problems
            .iter()
            .map(|problem| {
                json!({
                    "code": problem.code,
                    "message": problem.message,
                    "hint": problem.hint,
                    "pointer": problem.place.pointer,
                    "line": problem.place.line,
                    "column": problem.place.column,
                    "file": problem.place.file,
                    "severity": problem.severity,
                })
            })
            .collect();
        return output::json(&json!({
            "collection": report.collection,
            "folder": report.folder,
            "requests": report.requests,
            "problems": problems,
        }));
    }
    let worst_first = |severity| report.problems.iter().filter(move |problem| problem.severity == severity);
    let ordered: Vec<_> =
        [Severity::Error, Severity::Warning, Severity::Note].into_iter().flat_map(worst_first).cloned().collect();
    problems::print_all(&ordered[..ordered.len().min(SHOWN_MAX)], context.err);
    if ordered.len() > SHOWN_MAX {
        output::note(&format!("… and {} more problems; see all with --json", ordered.len() - SHOWN_MAX));
    }
    let verb = if report.replaced.is_some() { "Replaced" } else { "Imported" };
    let requests = amount::count(report.requests, "request");
    output::text(&format!("{verb} {}: {requests}\n", context.out.bold(&report.collection)))?;
    let found = if report.problems.is_empty() {
        String::new()
    } else {
        format!(", {}", amount::count(report.problems.len(), "problem"))
    };
    output::note(&format!("{}{found}", report.folder.display()));
    output::note(&format!("Next: postrider list {}", output::shell_word(&report.collection)));
    Ok(exit::OK)
}
