//! Names and descriptions.

use crate::NameSource;
use crate::api::Found;
use crate::reader::Node;

/// Longer names are cut.
const NAME_CHARS_MAX: usize = 255;

pub(super) fn collection(info: Option<Node<'_>>) -> String {
    let title = info.and_then(|info| info.text("title")).map(|title| one_line(&title));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| "Imported from OpenAPI".to_owned())
}

/// The description, then who to ask.
pub(super) fn collection_docs(info: Option<Node<'_>>) -> Option<String> {
    let info = info?;
    let mut docs = info.str("description").unwrap_or_default().trim().to_owned();
    let contact = info.get("contact");
    let part = |key: &str| contact.and_then(|contact| contact.text(key)).filter(|text| !text.trim().is_empty());
    let lines: Vec<_> = [("Name", part("name")), ("Email", part("email"))]
        .into_iter()
        .filter_map(|(label, text)| Some(format!(" {label}: {}", text?.trim())))
        .collect();
    if !lines.is_empty() {
        let gap = if docs.is_empty() { "" } else { "\n\n" };
        docs = format!("{docs}{gap}Contact Support:\n{}", lines.join("\n"));
    }
    (!docs.is_empty()).then_some(docs)
}

pub(super) fn request(found: &Found<'_>, source: NameSource) -> String {
    let text = |key: &str| found.operation.text(key).map(|text| one_line(&text)).filter(|text| !text.is_empty());
    let name = match source {
        NameSource::Url => super::rows::path_with_markers(found.path),
        NameSource::Fallback => text("summary")
            .or_else(|| text("operationId").map(|id| words(&id)))
            .or_else(|| text("description"))
            .unwrap_or_else(|| found.path.to_owned()),
    };
    name.chars().take(NAME_CHARS_MAX).collect()
}

/// An operation id as words: `Users_GetUser` → `Users Get User`, `getHTTPStatus` → `get HTTP Status`.
fn words(id: &str) -> String {
    let chars: Vec<char> = id.chars().collect();
    let mut words = String::with_capacity(id.len() + 8);
    for (index, &c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| chars[index]);
        let after = chars.get(index + 1);
        let begins_word = c.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
            });
        if begins_word {
            words.push(' ');
        }
        words.push(if c == '_' { ' ' } else { c });
    }
    one_line(&words)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
