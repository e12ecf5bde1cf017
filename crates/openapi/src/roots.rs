//! Which of several files is the API document that is meant, when a folder of them is handed in.

use document::Document;
use serde_json::Value;

use crate::reader::Node;
use crate::{Base, address, recognize};

/// The paths of those files that are API documents, the likeliest to be meant first: one that no other file refers to, then
/// one that lies higher up.
pub fn roots<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Vec<String> {
    let mut found = Vec::new();
    let mut referred = Vec::new();
    for (path, text) in files {
        let Ok((document, _)) = Document::parse(path, text) else { continue };
        targets(&document.value, &Base::File(path.to_owned()), &mut referred);
        if recognize::dialect(Node { file: 0, value: &document.value }).is_ok() {
            found.push(path.to_owned());
        }
    }
    found.sort_by_cached_key(|path| (referred.contains(path), path.matches('/').count(), path.clone()));
    found
}

/// The paths of all files that `$ref` members point to.
fn targets(value: &Value, base: &Base, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let file = reference.split('#').next().unwrap_or_default();
                into.extend(address::absolute(base, file).filter(|_| !file.is_empty()));
            }
            members.values().for_each(|member| targets(member, base, into));
        }
        Value::Array(elements) => elements.iter().for_each(|element| targets(element, base, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_that_nothing_refers_to_comes_first() {
        let files = [
            ("b/part.yaml", "openapi: 3.0.0\npaths: {}\n"),
            ("b/users.yaml", "type: object\n"),
            ("b/broken.yaml", "a: [\n"),
            ("b/deep/other.yaml", "openapi: 3.0.0\npaths: {}\n"),
            ("b/root.yaml", "openapi: 3.0.0\npaths:\n  /a: {$ref: './part.yaml#/paths/~1a'}\n"),
        ];
        assert_eq!(roots(files), ["b/root.yaml", "b/deep/other.yaml", "b/part.yaml"]);
        assert_eq!(roots([("a.yaml", "type: object\n")]), Vec::<String>::new());
    }
}
