//! Why a command did not do what it was asked, on standard error.

use engine::{Error, FindError, Mask};
use exchange::Failure;

use crate::exit::CommandError;
use crate::report::paint::Paint;
use crate::report::{heads, output, problems};

pub(crate) fn print(error: &CommandError, paint: Paint) {
    match error {
        CommandError::Usage { message, hint } => line(message, Some(hint), paint),
        CommandError::File { message } => line(message, None, paint),
        CommandError::Engine(error) => print_engine(error, paint),
    }
}

fn print_engine(error: &Error, paint: Paint) {
    match error {
        Error::Unresolved(found) => problems::print_all(found, paint),
        Error::Document(problem) => problems::print_all(std::slice::from_ref(problem), paint),
        Error::Find(found) => {
            line(&error.to_string(), error.hint().as_deref(), paint);
            print_names(found);
        }
        Error::Token { exchange: Some(shown), .. } => {
            let (exchange, mask) = &**shown;
            heads::print(exchange, mask, paint);
            line(&mask.text(&error.to_string()), error.hint().as_deref(), paint);
            if let Error::Token { error: auth_error, .. } = error {
                print_answer(auth_error, mask);
            }
        }
        _ => line(&chain(error), error.hint().as_deref(), paint),
    }
}

/// What a token endpoint answered, when that was no OAuth 2.0 answer.
fn print_answer(error: &engine::TokenRefusal, mask: &Mask) {
    if let engine::TokenRefusal::Unreadable { body, .. } = error
        && !body.is_empty()
    {
        output::note(&output::printable(&mask.text(body)));
    }
}

fn print_names(found: &FindError) {
    let (title, names) = match found {
        FindError::Nothing { nearest, .. } if nearest.is_empty() => return,
        FindError::Nothing { nearest, .. } => ("Nearest:", nearest),
        FindError::Several { candidates, .. } => ("Say which one:", candidates),
    };
    output::note(title);
    for name in names {
        output::note(&format!("  {}", output::shell_word(name)));
    }
}

/// The message with what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let message = next.to_string();
        if !text.ends_with(&message) {
            text += &format!(": {message}");
        }
        cause = next.source();
    }
    text
}

fn line(message: &str, hint: Option<&str>, paint: Paint) {
    output::note(&format!("{} {message}", paint.error("error:")));
    if let Some(hint) = hint.filter(|hint| !hint.is_empty()) {
        output::note(&format!("{} {hint}", paint.hint("hint:")));
    }
}

/// Why there is no complete answer.
pub(crate) fn print_failure(failure: &Failure, mask: &Mask, paint: Paint) {
    line(&mask.text(&failure.message), failure.hint.as_deref(), paint);
}
