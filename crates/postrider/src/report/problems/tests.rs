//! Problems as a person reads them.

use clap::ColorChoice;
use insta::assert_snapshot;
use model::Place;

use super::*;

fn plain(problem: &Problem) -> String {
    rendered(problem, Paint::for_stream(&std::io::stderr(), ColorChoice::Never))
}

#[test]
fn a_place_with_a_line_gets_a_caret() {
    let place = Place {
        file: Some("v3/users.yml".into()),
        line: Some(7),
        column: Some(8),
        length: Some(4),
        excerpt: Some("  url: \"{{x}}\"".into()),
        ..Place::default()
    };
    let problem = Problem::error("x", "variable `x` is unknown").with_hint("Set it.").at(place);
    assert_snapshot!(plain(&problem), @r#"
    error: variable `x` is unknown
      --> v3/users.yml:7:8
     7 |   url: "{{x}}"
       |        ^^^^
      hint: Set it.
    "#);
}

#[test]
fn of_a_long_line_the_part_around_the_caret_is_shown() {
    let excerpt = "x".repeat(400);
    let place = Place { line: Some(1), column: Some(300), excerpt: Some(excerpt), ..Place::default() };
    let text = plain(&Problem::warning("x", "odd").at(place));
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[2].chars().count() < 120 && lines[2].ends_with('…'));
    assert_eq!(lines[3].chars().position(|c| c == '^'), Some(56));
}

#[test]
fn a_pointer_alone_is_shown() {
    let place = Place { pointer: Some("/paths/~1x".into()), ..Place::default() };
    assert_eq!(plain(&Problem::note("x", "odd").at(place)), "note: odd\n  --> /paths/~1x".replace("--> /", "-->   /"));
}
