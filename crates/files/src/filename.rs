//! File names from names that people give: portable to Windows and macOS, unique without regard to case.
//!
//! The true name stands in the file (`info.name`), so a file name may lose characters.

/// Longest file name without its ending, in characters.
const LENGTH_MAX: usize = 80;
/// The same in bytes: file systems allow 255 for the whole name, and 80 characters may be 320 bytes.
const BYTES_MAX: usize = 230;

/// Names that mean something else inside a collection or workspace.
const RESERVED: [&str; 4] = ["environments", "folder", "opencollection", "node_modules"];

/// A portable file name (without ending) for `name`: never empty, never hidden, at most 80 characters.
///
/// The same name always gives the same file name. Whether it is taken is up to the caller, see [`free`].
pub fn portable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if is_forbidden(c) {
            if !out.ends_with('-') {
                out.push('-');
            }
        } else {
            out.push(c);
        }
    }
    let trimmed = trim(&out);
    let cut = trim(cut(trimmed, LENGTH_MAX, BYTES_MAX));
    if cut.is_empty() {
        return "untitled".to_owned();
    }
    if is_device(cut) {
        // A device name with an ending is still a device, so the dot has to go.
        return match cut.split_once('.') {
            Some((device, rest)) => format!("{device}-{rest}"),
            None => format!("{cut} 2"),
        };
    }
    if RESERVED.iter().any(|reserved| cut.eq_ignore_ascii_case(reserved)) {
        return format!("{cut} 2");
    }
    cut.to_owned()
}

/// [`portable`], with a number behind it when `is_taken` says so. `is_taken` gets names in lower case, because
/// names that differ only in case are one file on Windows and macOS.
pub fn free(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let stem = portable(name);
    if !is_taken(&stem.to_lowercase()) {
        return stem;
    }
    // A reserved name has its number already.
    let base = stem.strip_suffix(" 2").filter(|base| portable(base) == stem).unwrap_or(&stem);
    let mut number: usize = 2;
    loop {
        let suffix = format!(" {number}");
        let base = trim(cut(base, LENGTH_MAX - suffix.len(), BYTES_MAX - suffix.len()));
        let candidate = format!("{base}{suffix}");
        if !is_taken(&candidate.to_lowercase()) {
            return candidate;
        }
        number += 1;
    }
}

/// What Windows refuses, what ends a line or hides, and what turns the reading direction.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Dots hide a file or are dropped by Windows, blanks are dropped, and a dash at an end stands for nothing.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-'))
}

fn cut(text: &str, characters: usize, bytes: usize) -> &str {
    let end = text
        .char_indices()
        .map(|(start, c)| start + c.len_utf8())
        .take(characters)
        .take_while(|end| *end <= bytes)
        .last();
    &text[..end.unwrap_or(0)]
}

/// Device names of Windows, <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    number.is_some_and(|number| {
        let mut chars = number.chars();
        matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    })
}

#[cfg(test)]
mod tests;
