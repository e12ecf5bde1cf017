//! Exit codes, one per family, and the one place that maps failures to them.

use engine::Error;
use exchange::FailureKind;
use model::Problem;

/// Everything went well; a document imported with problems is well, too.
pub(crate) const OK: u8 = 0;
/// Wrong words: unknown flag, bad URL, method or header; also what would have been asked where nobody can answer.
pub(crate) const USAGE: u8 = 2;
/// The network: unknown host, refused, cut, TLS, timeout.
pub(crate) const NETWORK: u8 = 3;
/// An HTTP error: with `--fail`, and when a document or token was fetched.
pub(crate) const HTTP: u8 = 4;
/// Nothing, or several things, have that name.
pub(crate) const NOT_FOUND: u8 = 5;
/// A document or file that cannot be used.
pub(crate) const BAD_DOCUMENT: u8 = 6;
/// A variable or secret without a value.
pub(crate) const UNRESOLVED: u8 = 7;
/// Cancelled with Ctrl+C.
pub(crate) const CANCELLED: u8 = 130;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum CommandError {
    /// The engine says so.
    Engine(Box<Error>),
    /// The words do not fit together.
    Usage {
        /// What does not fit.
        message: String,
        /// What to do.
        hint: String,
    },
    /// Something of the person's own (a body file, standard input) cannot be read, or output cannot be written.
    File {
        /// What was being done, and why it failed.
        message: String,
    },
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self::Engine(Box::new(error))
    }
}

impl CommandError {
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Engine(error) => of_error(error),
            Self::Usage { .. } => USAGE,
            Self::File { .. } => BAD_DOCUMENT,
        }
    }
}

fn of_error(error: &Error) -> u8 {
    match error {
        Error::Find(_) => NOT_FOUND,
        // A token that cannot even be asked for lacks a setting.
        Error::Usage { .. } | Error::Exists { .. } | Error::Token { exchange: None, .. } => USAGE,
        Error::Unresolved(problems) => of_problems(problems),
        Error::Network { failure, .. } => of_failure(failure.kind),
        Error::HttpStatus { .. } | Error::Token { exchange: Some(_), .. } => HTTP,
        Error::Cancelled => CANCELLED,
        Error::Document(_)
        | Error::Conflict(_)
        | Error::File { .. }
        | Error::State(_)
        | Error::StoredTokens(_)
        | Error::Cookies(_)
        | Error::Secret(_)
        | Error::Lock(_)
        | Error::Folders(_) => BAD_DOCUMENT,
    }
}

/// A missing value first: it is what the person can mend without touching the request.
fn of_problems(problems: &[Problem]) -> u8 {
    let code_of = |problem: &Problem| match problem.code.as_str() {
        "unresolved_variable"
        | "unresolved_secret"
        | "unreadable_secret"
        | "variable_cycle"
        | "empty_path_variable" => UNRESOLVED,
        "unsupported_auth" | "no_body_file" => BAD_DOCUMENT,
        _ => USAGE,
    };
    problems.iter().filter(|problem| problem.severity == model::Severity::Error).map(code_of).max().unwrap_or(USAGE)
}

/// The code of a network failure.
pub(crate) fn of_failure(kind: FailureKind) -> u8 {
    match kind {
        FailureKind::Cancelled => CANCELLED,
        FailureKind::Input | FailureKind::Output => BAD_DOCUMENT,
        _ => NETWORK,
    }
}

/// What `postrider help exit-codes` prints.
pub(crate) const HELP: &str = "\
Exit codes of postrider

    0  ok; a document imported with problems is ok, and so is an HTTP error answer without --fail
    1  a check failed
    2  usage: unknown flag or word, bad URL, method or header; and what would have been asked without a terminal
    3  network: unknown host, connection refused or cut, TLS refused, timeout
    4  HTTP error: with --fail an answer of 400 and above; a document or token fetch that got one
    5  not found, or ambiguous: no collection, request, environment, token or secret of that name, or several
    6  bad document or file: an HTML page, no OpenAPI, truncated, binary, empty; a file that cannot be read or written
    7  unresolved: a variable or secret without a value
  130  cancelled with Ctrl+C
";
