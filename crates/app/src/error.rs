//! What went wrong, as the page gets it: an HTTP status and one `Problem`.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use engine::{Error, FindError, TokenRefusal};
use exchange::{Failure, FailureKind};
use model::{Problem, Severity};

/// An answer that says no.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) problem: Box<Problem>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, problem: Problem) -> Self {
        Self { status, problem: Box::new(problem) }
    }

    /// Nothing is at that name.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, Problem::error("not_found", message))
    }

    /// What was sent cannot be read.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Problem::error("bad_request", message))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(*self.problem)).into_response()
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let (status, mut problems) = problems_of(error);
        let at = problems.iter().position(|problem| problem.severity == Severity::Error).unwrap_or(0);
        Self::new(status, problems.swap_remove(at))
    }
}

/// The status and every problem of an engine's error; at least one.
pub(crate) fn problems_of(error: Error) -> (StatusCode, Vec<Problem>) {
    let message = error.to_string();
    let hint = error.hint();
    let (status, code) = match error {
        Error::Unresolved(problems) if !problems.is_empty() => {
            return (StatusCode::UNPROCESSABLE_ENTITY, problems.into_iter().map(in_words_of_the_page).collect());
        }
        Error::Document(problem) => return (StatusCode::UNPROCESSABLE_ENTITY, vec![*problem]),
        Error::Conflict(problem) => return (StatusCode::CONFLICT, vec![*problem]),
        Error::Network { failure, .. } => (StatusCode::BAD_GATEWAY, failure_code(failure.kind)),
        Error::Find(FindError::Nothing { .. }) => (StatusCode::NOT_FOUND, "not_found"),
        Error::Find(FindError::Several { .. }) => (StatusCode::CONFLICT, "ambiguous"),
        Error::Usage { .. } => (StatusCode::BAD_REQUEST, "usage"),
        Error::Exists { .. } => (StatusCode::CONFLICT, "exists"),
        Error::HttpStatus { .. } => (StatusCode::BAD_GATEWAY, "http_status"),
        Error::Token { error: TokenRefusal::Incomplete(_) | TokenRefusal::Address(_), .. } => {
            (StatusCode::UNPROCESSABLE_ENTITY, "token_incomplete")
        }
        Error::Token { error: TokenRefusal::Unreadable { .. }, .. } => (StatusCode::BAD_GATEWAY, "token_unreadable"),
        Error::Token { .. } => (StatusCode::BAD_GATEWAY, "token_refused"),
        Error::Cancelled => (StatusCode::CONFLICT, "cancelled"),
        Error::Unresolved(_) => (StatusCode::UNPROCESSABLE_ENTITY, "unresolved"),
        Error::File { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "file"),
        Error::Secret(_) => (StatusCode::INTERNAL_SERVER_ERROR, "secret_store"),
        Error::State(_) | Error::StoredTokens(_) | Error::Cookies(_) | Error::Lock(_) | Error::Folders(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "state")
        }
    };
    let problem = Problem { hint, ..Problem::error(code, message) };
    (status, vec![in_words_of_the_page(problem)])
}

/// A failed send as a problem.
pub(crate) fn failure_problem(failure: &Failure, message: String) -> Problem {
    Problem { hint: failure.hint.clone(), ..Problem::error(failure_code(failure.kind), message) }
}

fn failure_code(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::UnknownHost => "unknown_host",
        FailureKind::Refused => "refused",
        FailureKind::Unreachable => "unreachable",
        FailureKind::Cut => "cut",
        FailureKind::Tls => "tls",
        FailureKind::Timeout => "timeout",
        FailureKind::TooLarge => "too_large",
        FailureKind::Protocol => "protocol",
        FailureKind::Proxy => "proxy",
        FailureKind::Redirect => "redirect",
        FailureKind::Input => "input",
        FailureKind::Output => "output",
        FailureKind::Cancelled => "cancelled",
    }
}

/// Hints of the engine name flags and commands; on the page they name its controls.
pub(crate) fn in_words_of_the_page(mut problem: Problem) -> Problem {
    let hint = match problem.code.as_str() {
        "unresolved_variable" => "Give it a value in the environment in use, or among the collection's variables.",
        "unresolved_secret" => "Type its value again under Authorization: it never leaves the machine it was typed on.",
        "empty_path_variable" => "Type its value into the Path Variables table under Params.",
        "token_incomplete" => "Fill it in under Configure New Token, on the tab Authorization.",
        "usage" if problem.hint.as_ref().is_some_and(|hint| hint.contains("standard input")) => {
            "Paste the address of an API document, its text, or a cURL command."
        }
        "exists" => "Replace it, or give the new one another name.",
        "not_found" => "It may have been renamed or deleted meanwhile.",
        "usage" if problem.hint.as_ref().is_some_and(|hint| hint.contains("postrider ")) => "Choose OAuth 2.0 as Type.",
        "token_refused" => "Compare Client ID, Client Secret and Client Authentication with what the server expects.",
        _ => return problem,
    };
    problem.hint = Some(hint.to_owned());
    problem
}

#[cfg(test)]
mod tests;
