//! Problems with their places: file, line, column, and a caret below the line.

use model::{Problem, Severity};

use crate::report::output::{note, printable};
use crate::report::paint::Paint;

/// Longest part of a line that is shown.
const EXCERPT_MAX: usize = 100;

pub(crate) fn print_all(problems: &[Problem], paint: Paint) {
    for problem in problems {
        note(&rendered(problem, paint));
    }
}

/// The problem in one to five lines.
pub(crate) fn rendered(problem: &Problem, paint: Paint) -> String {
    let word = match problem.severity {
        Severity::Error => paint.error("error:"),
        Severity::Warning => paint.warning("warning:"),
        Severity::Note => paint.hint("note:"),
    };
    let mut text = format!("{word} {}", problem.message);
    let place = &problem.place;
    let position = match (place.line, place.column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        (Some(line), None) => format!(":{line}"),
        _ => String::new(),
    };
    let pointer = place.pointer.as_deref().filter(|pointer| !pointer.is_empty());
    let file = place.file.as_deref().unwrap_or("");
    let located = format!("{file}{position}{}", pointer.map(|pointer| format!("  {pointer}")).unwrap_or_default());
    if !located.is_empty() {
        text += &format!("\n  {} {located}", paint.dim("-->"));
    }
    if let (Some(line), Some(column), Some(excerpt)) = (place.line, place.column, &place.excerpt) {
        text += &caret(line, column, place.length.unwrap_or(1), excerpt, paint);
    }
    if let Some(hint) = &problem.hint {
        text += &format!("\n  {} {hint}", paint.hint("hint:"));
    }
    text
}

/// The line and a caret below the wrong part. Of a long line only the part around it is shown.
fn caret(line: u32, column: u32, length: u32, excerpt: &str, paint: Paint) -> String {
    let characters: Vec<char> = printable(excerpt).replace(['\n', '\t'], " ").chars().collect();
    let at = (column as usize).saturating_sub(1).min(characters.len());
    let start = if characters.len() <= EXCERPT_MAX { 0 } else { at.saturating_sub(EXCERPT_MAX / 2) };
    let end = (start + EXCERPT_MAX).min(characters.len());
    let shown: String = characters[start..end].iter().collect();
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < characters.len() { "…" } else { "" });
    let number = line.to_string();
    let gutter = " ".repeat(number.len());
    let blanks = " ".repeat(at - start + usize::from(start > 0));
    let carets = "^".repeat((length as usize).clamp(1, (end - at).max(1)));
    let bar = paint.dim("|");
    format!("\n {} {bar} {before}{shown}{after}\n {gutter} {bar} {blanks}{}", paint.dim(&number), paint.error(&carets))
}

#[cfg(test)]
mod tests;
