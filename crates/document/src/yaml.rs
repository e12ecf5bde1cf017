//! Reads YAML with the one set of options of this workspace, and knows how to repair two common mistakes.
//!
//! YAML 1.2 core schema: `no` and `on` are texts, `010` is a text, `.inf` and numbers beyond a float are texts,
//! since neither JSON nor a request could carry them.

use std::borrow::Cow;

use model::Problem;
use serde_json::Value;
use serde_saphyr::{DuplicateKeyPolicy, Error, NonFiniteFloatPolicy, Options};

use crate::value::{self, Repeated};

/// Deepest nesting that is read; real documents stay below 40.
const DEPTH_MAX: usize = 128;

/// Depth that fits on the smallest stack a caller may have, 2 MiB, without optimisation.
const DEPTH_ON_ANY_STACK: usize = 48;

/// Stack for `DEPTH_MAX`; only what is used of it takes memory.
const DEEP_STACK_BYTES: usize = 64 << 20;

/// Why a text is no YAML.
pub(crate) struct YamlFault {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Byte offset of the complaint.
    pub(crate) offset: usize,
}

/// Reads `text`, which must hold one YAML document.
pub(crate) fn read(text: &str) -> Result<(Value, Vec<Repeated>), YamlFault> {
    match read_to_depth(text, DEPTH_ON_ANY_STACK) {
        Err(fault) if fault.code == "nested_too_deeply" => read_deep(text).unwrap_or(Err(fault)),
        read => read,
    }
}

/// The parser recurses with large frames, so that what is nested deeply gets a stack of its own; `None` if there is no thread.
fn read_deep(text: &str) -> Option<Result<(Value, Vec<Repeated>), YamlFault>> {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(DEEP_STACK_BYTES);
        builder.spawn_scoped(scope, || read_to_depth(text, DEPTH_MAX)).ok()?.join().ok()
    })
}

fn read_to_depth(text: &str, depth_max: usize) -> Result<(Value, Vec<Repeated>), YamlFault> {
    serde_saphyr::with_deserializer_from_str_with_options(text, options(depth_max), |deserializer| {
        value::read(deserializer)
    })
    .map_err(|error| fault(text, &error))
}

fn options(depth_max: usize) -> Options {
    let mut budget = serde_saphyr::Budget::default();
    budget.max_depth = depth_max;
    budget.max_events = 100_000_000;
    budget.max_nodes = 50_000_000;
    budget.max_total_scalar_bytes = 1 << 30;
    budget.max_aliases = 500_000;
    budget.max_anchors = 500_000;
    budget.max_recorded_anchor_events = 2_000_000;
    // One anchor used a thousand times is how generators share a schema; `alias_limits` stops the bombs.
    budget.enforce_alias_anchor_ratio = false;
    // Keys of real documents (URL templates, regular expressions) are longer than the 1024 of the specification.
    budget.simple_key_max_lookahead = 64 * 1024;
    let mut options = serde_saphyr::options! {
        budget: Some(budget),
        emit_comments: false,
        // Repeats reach our visitor, where the last wins and each is noted.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        strict_booleans: true,
        null_as_string: true,
        ignore_binary_tag_for_string: true,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
    };
    options.alias_limits.max_total_replayed_events = 2_000_000;
    options
}

fn fault(text: &str, error: &Error) -> YamlFault {
    let error = error.without_snippet();
    let offset = error.location().map_or(0, |location| {
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        let column = usize::try_from(location.column()).unwrap_or(1).max(1);
        offset_of(text, line, column)
    });
    let cause = match error {
        Error::AliasError { error, .. } => error.without_snippet(),
        _ => error,
    };
    let code = match cause {
        Error::Budget { breach: serde_saphyr::budget::BudgetBreach::Depth { .. }, .. } => "nested_too_deeply",
        Error::Budget { .. } | Error::AliasReplayLimitExceeded { .. } | Error::AliasReplayStackDepthExceeded { .. } => {
            "document_too_large"
        }
        // The parser below has its own limit for block collections and no kind for it.
        _ if error.render().contains("recursion limit") => "nested_too_deeply",
        _ if is_mistake(error) => "yaml_syntax",
        _ if ends_early(text, offset) || is_quote_cut(error, &text[offset..]) => "truncated_document",
        _ => "yaml_syntax",
    };
    YamlFault { code, message: message(error), offset }
}

/// Whether the complaint is about something that stands there, so that its place in the last line says nothing.
fn is_mistake(error: &Error) -> bool {
    let rendered = error.render();
    [
        "multiple YAML documents",
        "recursive references",
        "unknown anchor",
        "not allowed",
        "unexpected character",
        "misplaced",
    ]
    .iter()
    .any(|word| rendered.contains(word))
}

/// Whether the complaint is about the end of the text: what should follow never came.
fn ends_early(text: &str, offset: usize) -> bool {
    let text = text.trim_end();
    let last_line = text.rfind('\n').map_or(0, |newline| newline + 1);
    // A faulty text of one line is a faulty text.
    offset >= text.len() || (last_line > 0 && offset >= last_line)
}

/// Whether a quote stays open because the text was cut inside it. A forgotten quote swallows further keys.
fn is_quote_cut(error: &Error, rest: &str) -> bool {
    error.render().contains("unclosed quote")
        && !rest.lines().skip(1).any(|line| line.contains(": ") || line.ends_with(':'))
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &text[line_start..];
    line_start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(offset, _)| offset)
}

/// The parser's sentence without the place, which stands in the problem already.
fn message(error: &Error) -> String {
    if matches!(error, Error::MultipleDocuments { .. }) {
        return "more than one document in one text".to_owned();
    }
    let rendered = error.render();
    if rendered.contains("recursive references") {
        return "an alias stands inside what it repeats".to_owned();
    }
    let first = rendered.lines().next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let first = match first.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest,
        _ => first,
    };
    let first = first.split(" at line ").next().unwrap_or(first);
    first.trim_end_matches('.').to_owned()
}

/// Replaces tabs in indentations, which YAML forbids and people type.
pub(crate) fn without_tabs(text: &str) -> Option<(String, Problem)> {
    let is_indented_by_tab = |line: &str| line.trim_start_matches(' ').starts_with('\t');
    if !text.lines().any(is_indented_by_tab) {
        return None;
    }
    let mut repaired = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t']);
        for blank in line[..line.len() - content.len()].chars() {
            repaired.push_str(if blank == '\t' { "    " } else { " " });
        }
        repaired.push_str(content);
    }
    let problem = Problem::warning("tab_indentation", "lines are indented by tabs, which YAML does not allow")
        .with_hint("Each tab was read as four blanks; replace the tabs.");
    Some((repaired, problem))
}

/// Replaces control characters that YAML forbids; they arrive when text of another encoding is read as UTF-8.
pub(crate) fn without_controls(text: &str) -> Option<(String, Problem)> {
    let is_forbidden = |c: char| matches!(c, '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(is_forbidden) {
        return None;
    }
    let without_controls = text.replace(is_forbidden, "\u{fffd}");
    let repaired = match without_tabs(&without_controls) {
        Some((repaired, _)) if read(&without_controls).is_err() => Cow::Owned(repaired),
        _ => Cow::Owned::<str>(without_controls),
    };
    let problem =
        Problem::warning("control_characters", "the text holds control characters, which YAML does not allow")
            .with_hint("They were read as `\u{fffd}`; save the text as UTF-8 without them.");
    Some((repaired.into_owned(), problem))
}
