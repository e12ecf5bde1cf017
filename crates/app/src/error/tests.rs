//! Every code of the edge, with its status.

use engine::Error;
use exchange::{Failure, FailureKind};
use insta::assert_snapshot;

use super::*;

fn shown(error: Error) -> String {
    let refusal = Refusal::from(error);
    let Problem { code, message, hint, .. } = *refusal.problem;
    format!("{} {code}: {message} | {}", refusal.status.as_u16(), hint.unwrap_or_else(|| "-".to_owned()))
}

#[test]
fn a_person_is_told_what_to_do_on_the_page() {
    let nothing = FindError::Nothing { what: "request", name: "a".to_owned(), nearest: Vec::new() };
    assert_snapshot!(shown(nothing.into()), @"404 not_found: there is no request `a` | It may have been renamed or deleted meanwhile.");
    assert_snapshot!(shown(Error::Exists { name: "A".to_owned() }), @"409 exists: a collection `A` exists already | Replace it, or give the new one another name.");
    let unknown =
        Problem::error("unresolved_variable", "variable `x` in the URL is unknown").with_hint("--var x=VALUE");
    let unresolved = Error::Unresolved(vec![Problem::warning("w", "a warning"), unknown]);
    assert_snapshot!(shown(unresolved), @"422 unresolved_variable: variable `x` in the URL is unknown | Give it a value in the environment in use, or among the collection's variables.");
    let failure = Failure::new(FailureKind::Refused, "nothing listens there").with_hint("Start it.");
    let network = Error::Network { doing: "fetching http://h".to_owned(), failure };
    assert_snapshot!(shown(network), @"502 refused: fetching http://h: nothing listens there | Start it.");
    assert_snapshot!(shown(Error::Cancelled), @"409 cancelled: cancelled | -");
}
