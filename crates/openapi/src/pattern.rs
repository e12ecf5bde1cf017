//! A text that a regular expression accepts, for examples. Knows the everyday part of the syntax; gives up on the rest.

use std::iter::Peekable;
use std::str::Chars;

/// Longer examples help nobody.
const LENGTH_MAX: usize = 256;

/// The simplest text that fits `pattern`; `None` if the pattern uses what is not known here.
pub(crate) fn example(pattern: &str) -> Option<String> {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let mut chars = pattern.chars().peekable();
    let text = alternatives(&mut chars, 0)?;
    (chars.next().is_none() && text.len() <= LENGTH_MAX).then_some(text)
}

/// The first alternative; the others are read and dropped.
fn alternatives(chars: &mut Peekable<Chars<'_>>, depth: usize) -> Option<String> {
    if depth > 20 {
        return None;
    }
    let first = sequence(chars, depth)?;
    while chars.next_if_eq(&'|').is_some() {
        sequence(chars, depth)?;
    }
    Some(first)
}

fn sequence(chars: &mut Peekable<Chars<'_>>, depth: usize) -> Option<String> {
    let mut text = String::new();
    while let Some(&c) = chars.peek() {
        if matches!(c, '|' | ')') {
            break;
        }
        chars.next();
        let atom = match c {
            '(' => group(chars, depth)?,
            '[' => class(chars)?.to_string(),
            '\\' => match chars.next()? {
                'b' | 'A' | 'z' | 'Z' => String::new(),
                c => escape(c)?.to_string(),
            },
            '.' => "a".to_owned(),
            '^' | '$' => String::new(),
            '*' | '+' | '?' | '{' => return None,
            literal => literal.to_string(),
        };
        let count = quantity(chars)?;
        if text.len() + atom.len() * count > LENGTH_MAX {
            return None;
        }
        text.push_str(&atom.repeat(count));
    }
    Some(text)
}

fn group(chars: &mut Peekable<Chars<'_>>, depth: usize) -> Option<String> {
    if chars.next_if_eq(&'?').is_some() {
        match chars.next()? {
            ':' => {}
            '<' | 'P' => {
                // A name; look-behinds are not known.
                let name: String = chars.by_ref().take_while(|&c| c != '>').collect();
                if name.starts_with(['=', '!']) {
                    return None;
                }
            }
            _ => return None,
        }
    }
    let text = alternatives(chars, depth + 1)?;
    chars.next_if_eq(&')')?;
    Some(text)
}

/// A character that is meant by a backslash and `c`.
fn escape(c: char) -> Option<char> {
    match c {
        'd' => Some('1'),
        'w' | 'S' | 'D' => Some('a'),
        's' => Some(' '),
        'W' => Some('-'),
        't' => Some('\t'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        c if c.is_alphanumeric() => None,
        c => Some(c),
    }
}

/// A character of the class, the first one that is named.
fn class(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    let is_negated = chars.next_if_eq(&'^').is_some();
    let mut members = Vec::new();
    loop {
        match chars.next()? {
            ']' if !members.is_empty() => break,
            '[' if chars.peek() == Some(&':') => return None,
            '\\' => members.push(escape(chars.next()?)?),
            c => members.push(c),
        }
    }
    if !is_negated {
        return members.first().copied();
    }
    ('a'..='z').chain('A'..='Z').chain('0'..='9').find(|c| !members.contains(c) && !in_range(&members, *c))
}

fn in_range(members: &[char], c: char) -> bool {
    members.windows(3).any(|range| range[1] == '-' && (range[0]..=range[2]).contains(&c))
}

/// How often the atom before stands: as rarely as allowed, but once where nothing is allowed too.
fn quantity(chars: &mut Peekable<Chars<'_>>) -> Option<usize> {
    let count = match chars.peek() {
        Some('*' | '+' | '?') => {
            chars.next();
            1
        }
        Some('{') => {
            chars.next();
            let bounds: String = chars.by_ref().take_while(|&c| c != '}').collect();
            let (least, most) =
                bounds.split_once(',').map_or((bounds.as_str(), None), |(least, most)| (least, Some(most)));
            let least: usize = if least.is_empty() { 0 } else { least.trim().parse().ok()? };
            if most.is_some_and(|most| most.trim() != "0") { least.max(1) } else { least }
        }
        _ => return Some(1),
    };
    chars.next_if(|c| matches!(c, '?' | '+'));
    (count <= LENGTH_MAX).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::example;

    #[test]
    fn everyday_patterns_get_an_example() {
        for (pattern, expected) in [
            ("^[A-Z]{3}$", "AAA"),
            (r"^\d{4}-\d{2}$", "1111-11"),
            ("^(red|green)+$", "red"),
            (r"^[^a]\.[0-9a-f]{1,}$", "b.0"),
            ("^(?:x|y)?z*$", "xz"),
            ("^[a-fA-F0-9]{24}$", "aaaaaaaaaaaaaaaaaaaaaaaa"),
        ] {
            assert_eq!(example(pattern).as_deref(), Some(expected), "{pattern}");
        }
    }

    #[test]
    fn what_is_not_known_gives_nothing() {
        for pattern in ["(?=x)y", r"\p{L}", "[[:alpha:]]", "a{1000}", "(a", "*", "[", r"(\d", r"\"] {
            assert_eq!(example(pattern), None, "{pattern}");
        }
    }
}
