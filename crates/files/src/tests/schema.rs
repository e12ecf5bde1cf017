//! The OpenCollection schema, for what is written.

use std::sync::LazyLock;

use document::Document;
use jsonschema::Validator;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../../../../fixtures/opencollection/opencollection-v1.0.0.schema.json");

/// What a file holds, as the schema names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    Folder,
    Environment,
    HttpRequest,
}

struct Validators {
    root: Validator,
    folder: Validator,
    environment: Validator,
    request: Validator,
}

static VALIDATORS: LazyLock<Validators> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let of = |name: &str| {
        let wrapped =
            json!({"$schema": schema["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"]});
        jsonschema::validator_for(&wrapped).unwrap()
    };
    Validators {
        root: jsonschema::validator_for(&schema).unwrap(),
        folder: of("Folder"),
        environment: of("Environment"),
        request: of("HttpRequest"),
    }
});

/// What the schema says against a file, or nothing.
pub(crate) fn complaints(kind: Kind, text: &str) -> Vec<String> {
    let (document, _) = Document::parse("file.yml", text).unwrap();
    let validator = match kind {
        Kind::Root => &VALIDATORS.root,
        Kind::Folder => &VALIDATORS.folder,
        Kind::Environment => &VALIDATORS.environment,
        Kind::HttpRequest => &VALIDATORS.request,
    };
    validator.iter_errors(&document.value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_refuses_what_it_should() {
    assert!(complaints(Kind::HttpRequest, "info: {name: a, type: http}\n").is_empty());
    assert!(!complaints(Kind::HttpRequest, "info: {name: a, type: http}\nhttp: {auth: {type: none}}\n").is_empty());
    assert!(!complaints(Kind::Folder, "info: {type: http}\n").is_empty());
}
