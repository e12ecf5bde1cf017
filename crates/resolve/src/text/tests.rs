//! Placeholders in one text.

use model::Variable;

use super::*;
use crate::scope::{Scope, ScopeKind};

fn inputs(keeps_unknown: bool) -> Inputs<'static> {
    Inputs {
        now_ms: 1_700_000_000_123,
        random: &|| 0x0123_4567_89ab_cdef,
        process_env: &|name| (name == "HOME_URL").then(|| "http://env".to_owned()),
        vault: &|name| match name {
            "key" | "staging/token" => Ok(Some(Secret::new(format!("secret-{name}")))),
            "locked" => Err("the keychain is locked".to_owned()),
            _ => Ok(None),
        },
        keeps_unknown,
    }
}

/// Resolves `text` in scopes written as `label: name=value …`, narrowest first; problems follow behind ` ! `.
fn resolved(text: &str, scopes: &[&str]) -> String {
    let scopes = scopes.iter().map(|line| {
        let (label, rows) = line.split_once(": ").unwrap();
        let rows = rows.split(' ').map(|row| match row.split_once('=') {
            Some((name, value)) => Variable::text(name, value),
            None => Variable { is_secret: true, ..Variable::text(row, "") },
        });
        match label.strip_prefix("environment ") {
            Some(name) => Scope::of_environment(ScopeKind::Environment, name, rows.collect()),
            None => Scope::new(ScopeKind::Collection, label, rows.collect()),
        }
    });
    let scopes = Scopes(scopes.collect());
    let inputs = inputs(false);
    let mut replacer = Text::new(&scopes, &inputs, None);
    let result = replacer.resolve(text, "the URL");
    let (_, problems) = replacer.finish();
    let problems: Vec<String> = problems
        .iter()
        .map(|problem| format!(" ! {} {}", problem.message, problem.hint.as_deref().unwrap_or("")))
        .collect();
    format!("{result}{}", problems.join(""))
}

#[test]
fn the_narrowest_scope_wins() {
    let scopes = ["local: a=1", "environment staging: a=2 b=3", "collection: b=4 c={{a}}{{b}}"];
    assert_eq!(resolved("{{a}}-{{ b }}-{{c}}", &scopes), "1-3-13");
}

#[test]
fn values_made_for_the_send() {
    assert_eq!(resolved("{{$timestamp}} {{$isoTimestamp}}", &[]), "1700000000 2023-11-14T22:13:20.123Z");
    assert_eq!(resolved("{{$guid}}", &[]), "01234567-89ab-4def-8123-456789abcdef");
    assert_eq!(resolved("{{$randomInt}}", &[]), (0x0123_4567_89ab_cdef_u64 % 1001).to_string());
    assert_eq!(resolved("{{process.env.HOME_URL}}/x", &[]), "http://env/x");
}

#[test]
fn secrets_come_from_the_vault() {
    assert_eq!(resolved("{{vault:key}} {{token}}", &["environment staging: token"]), "secret-key secret-staging/token");
    assert_eq!(
        resolved("{{vault:none}}", &[]),
        "{{vault:none}} ! secret `none` in the URL has no value on this machine Set it with: postrider secret set COLLECTION none"
    );
    assert!(resolved("{{vault:locked}}", &[]).contains("could not be read: the keychain is locked"));
}

#[test]
fn an_unknown_name_stays_and_is_reported_with_the_nearest() {
    assert_eq!(
        resolved("{{baesUrl}}/x", &["collection: baseUrl=http://h"]),
        "{{baesUrl}}/x ! variable `baesUrl` in the URL is unknown Did you mean `baseUrl`? Otherwise give it a value with --var baesUrl=VALUE."
    );
}

#[test]
fn a_circle_is_reported_once() {
    let text = resolved("{{a}}", &["collection: a={{b}} b={{a}}"]);
    assert!(text.ends_with("Give one of the variables in the circle a plain value."), "{text}");
    assert_eq!(text.matches('!').count(), 1);
}

#[test]
fn braces_that_are_no_placeholder_stay() {
    for text in ["{{", "}}", "{{}}", "{ {a} }", "{\"a\": {\"b\": 1}}", "{{a b\n}}"] {
        assert_eq!(resolved(text, &[]), text);
    }
    assert_eq!(resolved("{{{a}}}", &["local: a=1"]), "{1}");
}

#[test]
fn every_name_that_is_offered_is_made() {
    for name in crate::MADE_NAMES {
        let text = format!("{{{{${name}}}}}");
        assert_ne!(resolved(&text, &[]), text, "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_taken(text in "[{}a$: \\n]{0,40}") {
        let _ = resolved(&text, &["local: a={{a}}"]);
    }
}

#[test]
fn each_problem_has_a_code_and_the_file() {
    let variables = ["a", "b"].map(|name| Variable::text(name, "{{b}}"));
    let scopes = Scopes(vec![Scope::new(ScopeKind::Collection, "", variables.into())]);
    let inputs = inputs(false);
    let mut replacer = Text::new(&scopes, &inputs, Some("users/get.yml".to_owned()));
    let text = "{{c}} {{a}} {{vault:none}} {{vault:locked}}";
    assert_eq!(replacer.resolve(text, "the URL"), "{{c}} {{b}} {{vault:none}} {{vault:locked}}");
    let (_, problems) = replacer.finish();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes, ["unresolved_variable", "variable_cycle", "unresolved_secret", "unreadable_secret"]);
    assert!(problems.iter().all(|problem| problem.place.file.as_deref() == Some("users/get.yml")));
}
