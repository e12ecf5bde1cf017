//! Real documents: every operation becomes a request, and every file satisfies the OpenCollection schema.
//!
//! The small ones in `fixtures/` always; the collection of real ones beside the repository where it is there.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::Home;

const SCHEMA: &str = include_str!("../../../../fixtures/opencollection/opencollection-v1.0.0.schema.json");

/// Validators for the kinds of files that are written.
struct Schema {
    root: jsonschema::Validator,
    folder: jsonschema::Validator,
    request: jsonschema::Validator,
    environment: jsonschema::Validator,
}

impl Schema {
    fn new() -> Self {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let of = |kind: &str| {
            let mut schema = schema.clone();
            let object = schema.as_object_mut().unwrap();
            object.retain(|key, _| key == "$defs" || key == "$schema");
            object.insert("$ref".into(), format!("#/$defs/{kind}").into());
            jsonschema::validator_for(&schema).unwrap()
        };
        let root = jsonschema::validator_for(&schema).unwrap();
        Self { root, folder: of("Folder"), request: of("HttpRequest"), environment: of("Environment") }
    }

    /// Checks one written file; its path is relative to the collection.
    fn check(&self, path: &str, text: &str) {
        let (document, problems) = document::Document::parse(path, text).unwrap();
        assert!(problems.is_empty(), "{path}: {problems:?}");
        let validator = match path.rsplit('/').next().unwrap() {
            "opencollection.yml" => &self.root,
            "folder.yml" => &self.folder,
            _ if path.starts_with("environments/") => &self.environment,
            _ => &self.request,
        };
        let refused: Vec<String> = validator
            .iter_errors(&document.value)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(refused.is_empty(), "{path}: {refused:?}\n{text}");
    }
}

/// All files of a folder, relative, with their bytes.
fn files(home: &Home, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let root = home.folder.root();
    let inside = |path: String| {
        let full = root.join(&path);
        let relative = full.strip_prefix(folder).ok()?.to_str()?.to_owned();
        Some((relative, home.folder.read(&path)))
    };
    home.folder.files().into_iter().filter_map(inside).collect()
}

/// Imports a document and gives the number of requests, after checking every file and a second import.
fn imported(schema: &Schema, document: &Path) -> u64 {
    let home = Home::new();
    let source = document.to_str().unwrap();
    let report = home.json(&["import", source, "--json"]);
    let folder = PathBuf::from(report["folder"].as_str().unwrap());
    let folder = folder.canonicalize().unwrap_or(folder);
    let written = files(&home, &folder);
    for (path, bytes) in
        written.iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "yml"))
    {
        schema.check(path, std::str::from_utf8(bytes).unwrap());
    }
    let name = report["collection"].as_str().unwrap();
    assert_eq!(
        home.json(&["list", name, "--json"]).as_array().unwrap().len() as u64,
        report["requests"].as_u64().unwrap()
    );
    home.ok(&["import", source, "--replace"]);
    assert_eq!(files(&home, &folder), written, "a second import differs");
    report["requests"].as_u64().unwrap()
}

#[test]
fn documents_of_the_repository_come_in_whole() {
    let schema = Schema::new();
    let fixtures = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/api-documents"));
    assert_eq!(imported(&schema, &fixtures.join("swashbuckle-users.json")), 6);
    assert_eq!(imported(&schema, &fixtures.join("petstore-expanded.json")), 4);
    assert_eq!(imported(&schema, &fixtures.join("authentiq.yaml")), 9);
}

#[test]
fn real_swagger_documents_come_in_whole() {
    let specs = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/specs"));
    // Only more cases: without them the test above stands alone.
    let Ok(manifest) = std::fs::read_to_string(specs.join("manifest.jsonl")) else { return };
    let schema = Schema::new();
    let rows = manifest.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    for row in rows.filter(|row| row["version"] == "2.0") {
        let path = row["path"].as_str().unwrap();
        assert_eq!(imported(&schema, &specs.join(path)), row["operations"].as_u64().unwrap(), "{path}");
    }
}
