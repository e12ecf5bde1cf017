//! One text as a YAML scalar: plain, quoted, or a block of lines.
//!
//! Readers differ: YAML 1.1 takes `yes`, `0777`, `12:30` or `2001-01-01` for other things than texts, 1.2 does not. What
//! any of them could take for something else is quoted, so that every reader sees the same text.

use std::fmt::Write as _;

/// Appends a mapping key; never a block.
pub(super) fn push_key(out: &mut String, key: &str) {
    if is_plain_safe(key) { out.push_str(key) } else { push_quoted(out, key) }
}

/// Appends a text and its line end. The lines of a block stand at `block_indent`, two columns inside their parent.
pub(super) fn push_text(out: &mut String, block_indent: usize, text: &str) {
    if text.contains('\n') && fits_a_block(text) {
        push_block(out, block_indent, text);
    } else {
        push_key(out, text);
        out.push('\n');
    }
}

/// Whether every reader gives `text` back from a literal block.
///
/// Not so for what a block cannot hold (control characters, other line ends), for a tab where the indentation is
/// found, and for whitespace in blank lines that libyaml and its ports refuse or drop.
fn fits_a_block(text: &str) -> bool {
    let body = text.trim_end_matches('\n');
    let Some(first) = body.split('\n').find(|line| !line.is_empty()) else {
        return false;
    };
    text.chars().all(|c| matches!(c, '\n' | '\t') || is_printable(c))
        && !first.starts_with('\t')
        && !is_blank(first)
        && !body.rsplit('\n').next().is_some_and(is_blank)
        && !body.split('\n').any(|line| is_blank(line) && line.contains('\t'))
}

fn is_blank(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, ' ' | '\t'))
}

fn push_block(out: &mut String, indent: usize, text: &str) {
    let body = text.trim_end_matches('\n');
    out.push('|');
    // Without the number a reader takes the blanks of the first line for indentation.
    if body.trim_start_matches('\n').starts_with(' ') {
        out.push('2');
    }
    let trailing_newlines = text.len() - body.len();
    match trailing_newlines {
        0 => out.push('-'),
        1 => {}
        _ => out.push('+'),
    }
    out.push('\n');
    for line in body.split('\n') {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
        out.push('\n');
    }
    out.extend(std::iter::repeat_n('\n', trailing_newlines.saturating_sub(1)));
}

fn push_quoted(out: &mut String, text: &str) {
    // Single quotes need no escapes, which keeps JSON on one line readable.
    if text.contains(['"', '\\']) && !text.contains('\'') && text.chars().all(is_printable) {
        let _ = write!(out, "'{text}'");
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                let _ = match code {
                    0..=0xFF => write!(out, "\\x{code:02X}"),
                    0x100..=0xFFFF => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
            }
        }
    }
    out.push('"');
}

/// Whether a character may stand unescaped on a line: not a control, not a line end of another kind (U+0085, U+2028,
/// U+2029), not a byte order mark, not a noncharacter, and not the replacement character, which readers take for
/// a sign of binary data.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}')
        && u32::from(c) & 0xFFFE != 0xFFFE
}

/// Whether every reader takes the bare `text` for exactly this text.
fn is_plain_safe(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    !matches!(
        first,
        '-' | '?'
            | ':'
            | ','
            | '['
            | ']'
            | '{'
            | '}'
            | '#'
            | '&'
            | '*'
            | '!'
            | '|'
            | '>'
            | '\''
            | '"'
            | '%'
            | '@'
            | '`'
    ) && text.trim().len() == text.len()
        && text.chars().all(is_printable)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.starts_with("...")
        && !is_other_word(text)
        && !is_like_a_number(text)
}

/// Words that YAML 1.1 or 1.2 reads as null, a boolean, a merge key or a default value.
fn is_other_word(text: &str) -> bool {
    const WORDS: [&str; 12] = ["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether `text` could be a number, a sexagesimal number, a date or a time for some reader: it starts like one and
/// holds no other characters. `1.0.0` and `127.0.0.1` are nobody's numbers and stay plain, as Bruno writes them.
fn is_like_a_number(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-', '.', '_']);
    if [".inf", ".nan", "inf", "nan", "infinity"]
        .iter()
        .any(|word| text.trim_start_matches(['+', '-']).eq_ignore_ascii_case(word))
    {
        return true;
    }
    // Some readers of 1.1 want few digits or none: `.`, `E1` and `._2` are numbers to them.
    let exponent = unsigned.trim_start_matches(['e', 'E']).trim_start_matches(['+', '-']);
    if exponent.bytes().all(|byte| byte.is_ascii_digit()) && exponent.len() < unsigned.len() || unsigned.is_empty() {
        return true;
    }
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_dotted = text.bytes().filter(|byte| *byte == b'.').count() > 1;
    if is_dotted && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return false;
    }
    let has_prefix = |prefix: &str| unsigned.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if has_prefix("0x") || has_prefix("0o") || has_prefix("0b") {
        return unsigned[2..].bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    text.bytes().all(|byte| byte.is_ascii_digit() || b"_+-.,: eEtTzZ".contains(&byte))
}
