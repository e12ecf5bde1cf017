//! Real documents: those of the repository always, the large set beside it when it is there.

use std::path::{Path, PathBuf};

use super::*;

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs")
}

/// Imports twice, checks that both are alike, and gives one line.
fn line(name: &str, text: &str) -> (String, Imported) {
    let mut documents = Documents::read(at(&format!("https://example.com/{name}")), text).unwrap();
    for options in
        [Options::default(), options(&["folderStrategy=tags", "parametersResolution=example", "collapseFolders=true"])]
    {
        loop {
            match import(&documents, &options).unwrap() {
                Read::Needs(addresses) => {
                    for address in addresses {
                        documents.add_missing(&address, "not there");
                    }
                }
                Read::Done(first) => {
                    let Read::Done(second) = import(&documents, &options).unwrap() else { panic!("needs more") };
                    assert_eq!(first.collection, second.collection, "{name}");
                    assert_eq!(first.problems, second.problems, "{name}");
                    break;
                }
            }
        }
    }
    let Read::Done(imported) = import(&documents, &Options::default()).unwrap() else { panic!("needs more") };
    let bodies: usize = requests(&imported.collection).iter().map(|request| body(&request.body).len()).sum();
    let line = format!(
        "{name}: {} operations, {} requests, {} problems, {}, {bodies} bytes of bodies",
        imported.operations,
        imported.requests,
        imported.problems.len(),
        auth(&imported.collection.defaults.auth)
    );
    (line, *imported)
}

#[test]
fn the_documents_of_the_repository() {
    let petstore = line("petstore", include_str!("../../../../../fixtures/api-documents/petstore-expanded.json"));
    assert_snapshot!(petstore.0, @"petstore: 4 operations, 4 requests, 0 problems, No Auth, 56 bytes of bodies");
    let authentiq = line("authentiq", include_str!("../../../../../fixtures/api-documents/authentiq.yaml"));
    assert_snapshot!(authentiq.0, @"authentiq: 9 operations, 9 requests, 0 problems, No Auth, 1172 bytes of bodies");
}

#[test]
fn every_operation_of_the_large_set_becomes_a_request() {
    let Ok(manifest) = std::fs::read_to_string(specs().join("manifest.jsonl")) else { return };
    for entry in manifest.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let path = entry["path"].as_str().unwrap();
        let text = std::fs::read_to_string(specs().join(path)).unwrap();
        let (line, imported) = line(path, &text);
        println!("{line}");
        for problem in &imported.problems {
            println!("    {}", self::problem(problem).trim());
        }
        // The list does not count what a path item has by reference: two operations of this document.
        let by_reference = if path.contains("surevoip") { 2 } else { 0 };
        assert_eq!(entry["operations"], imported.operations - by_reference, "{path}");
        assert_eq!(imported.requests, imported.operations, "{path}");
    }
}
