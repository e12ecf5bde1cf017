//! Reading Rust text as far as the checks need it: lines, comments, literals. No parser.

/// Lines that are no comment, with their numbers, counted from 1.
pub(crate) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The doc comment of a module: its leading `//!` lines without the marks.
pub(crate) fn module_doc(text: &str) -> Vec<&str> {
    text.lines().map_while(|line| line.strip_prefix("//!")).collect()
}

/// The text between the parenthesis at the start of `text` and its counterpart; what stands in quotes is skipped.
pub(crate) fn arguments(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut is_quoted = false;
    let mut is_escaped = false;
    for (index, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return &text[..index];
        }
    }
    text
}

/// String literals without escapes, in order.
pub(crate) fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// Whether a text could be a code: lower-case words joined by underscores.
pub(crate) fn is_code(text: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.contains('_') && text.split('_').all(is_word)
}
