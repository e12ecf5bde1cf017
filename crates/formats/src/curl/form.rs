//! The small language of `-F`: content, quotes, and attributes behind semicolons.

/// The content of a form field and what stands behind its semicolons. A content in quotes may hold semicolons.
pub(crate) fn part_content(value: &str) -> (String, Vec<(String, String)>) {
    let (sign, rest) = match value.strip_prefix(['@', '<']) {
        Some(rest) => value.split_at(value.len() - rest.len()),
        None => ("", value),
    };
    let (content, tail) = match rest.strip_prefix('"').and_then(quoted) {
        Some(found) => found,
        None => match rest.find(";type=").or_else(|| rest.find(";filename=")).or_else(|| rest.find(";headers=")) {
            Some(at) => (rest[..at].to_owned(), &rest[at..]),
            None => (rest.to_owned(), ""),
        },
    };
    let attributes = tail.split(';').filter_map(|attribute| attribute.split_once('='));
    let attributes = attributes.map(|(key, value)| (key.trim().to_owned(), value.trim_matches('"').to_owned()));
    (format!("{sign}{content}"), attributes.collect())
}

/// The text up to the closing quote, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut content = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((content, &text[at + 1..])),
            '\\' => content.push(chars.next()?.1),
            c => content.push(c),
        }
    }
    None
}
