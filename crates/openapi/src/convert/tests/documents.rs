//! Documents in several files.

use super::*;

const MAIN: &str = r#"{"swagger": "2.0", "host": "h", "paths": {
    "/a": {"$ref": "paths/a.yaml#/item"},
    "/b": {"get": {"parameters": [{"$ref": "common.yaml#/parameters/page%20size"}], "responses": {"200": {"description": "OK", "schema": {"$ref": "models/user.json"}}}}}
}}"#;
const PATHS: &str =
    "item:\n  get:\n    summary: Outside\n    parameters:\n    - {$ref: '../common.yaml#/parameters/page size'}\n";
const COMMON: &str = "parameters:\n  page size: {name: size, in: query, required: true, type: integer}\n";
const USER: &str = r##"{"properties": {"name": {"type": "string"}, "boss": {"$ref": "#"}, "group": {"$ref": "./group.json#/definitions/Group"}}}"##;

fn read_all(source: Source, files: &[(&str, &str)]) -> (Vec<Vec<String>>, Imported) {
    let mut documents = Documents::read(source, MAIN).unwrap();
    let mut asked = Vec::new();
    loop {
        match import(&documents, &Options::default()).unwrap() {
            Read::Done(imported) => return (asked, *imported),
            Read::Needs(addresses) => {
                for address in &addresses {
                    match files.iter().find(|(known, _)| known == address) {
                        Some((_, text)) => documents.add(address, text),
                        None => documents.add_missing(address, "404 Not Found"),
                    }
                }
                asked.push(addresses);
            }
        }
    }
}

#[test]
fn relative_references_are_followed_from_where_they_stand() {
    let files = [
        ("http://host/api//v1/paths/a.yaml", PATHS),
        ("http://host/api//v1/common.yaml", COMMON),
        ("http://host/api//v1/models/user.json", USER),
        (
            "http://host/api//v1/models/group.json",
            r#"{"definitions": {"Group": {"properties": {"id": {"type": "integer"}}}}}"#,
        ),
    ];
    let (asked, imported) = read_all(at("http://host/api//v1/main.json?token=x"), &files);
    assert_eq!(asked.len(), 2);
    assert_snapshot!(shown(&imported), @r#"
    # Imported from OpenAPI (2 requests, 2 operations)
    auth No Auth
    variable baseUrl=http://h
    10 a/
      10 Outside
        GET {{baseUrl}}/a?size=<integer>
        [x] query size=<integer> -- (Required)
        auth Inherit auth from parent
    20 b/
      10 /b
        GET {{baseUrl}}/b?size=<integer>
        [x] query size=<integer> -- (Required)
        auth Inherit auth from parent
        example "OK" 200 OK
          < Content-Type: application/json
          < json {
            "name": "<string>",
            "boss": {
              "value": "<Circular reference to # detected>"
            },
            "group": {
              "id": "<integer>"
            }
          }
    Note no_responses /item/get:2 the operation does not say what it answers
    "#);
}

#[test]
fn files_and_missing_documents() {
    let source = Source { name: "apis/main.json".to_owned(), base: Base::File("apis/main.json".to_owned()) };
    let files = [("apis/paths/a.yaml", PATHS), ("apis/common.yaml", "nothing: here\n")];
    let (asked, imported) = read_all(source, &files);
    assert_eq!(asked, [["apis/common.yaml", "apis/models/user.json", "apis/paths/a.yaml"]]);
    assert_eq!((imported.requests, imported.operations), (2, 2));
    let mut shown = String::new();
    for problem in &imported.problems {
        let file = problem.place.file.as_deref().unwrap_or("-");
        let _ = writeln!(shown, "{} {file} {}", problem.code, problem.message);
    }
    assert_snapshot!(shown, @"
    missing_document apis/models/user.json `apis/models/user.json` could not be read: 404 Not Found
    assumed_scheme apis/main.json the document does not say whether its host speaks `https`
    unresolved_reference apis/main.json `common.yaml#/parameters/page%20size` leads nowhere
    unresolved_reference apis/main.json `models/user.json` is in a document that could not be read: 404 Not Found
    no_responses apis/paths/a.yaml the operation does not say what it answers
    unresolved_reference apis/paths/a.yaml `../common.yaml#/parameters/page size` leads nowhere
    ");
}

#[test]
fn standard_input_cannot_be_followed() {
    let documents = Documents::read(Source { name: "-".to_owned(), base: Base::None }, MAIN).unwrap();
    let Read::Done(imported) = import(&documents, &Options::default()).unwrap() else {
        panic!("nothing can be needed")
    };
    assert_snapshot!(problems(&imported), @"
    Note assumed_scheme :1 the document does not say whether its host speaks `https`
    Error unresolved_reference /paths/~1a:2 `paths/a.yaml#/item` is in another document that cannot be found from here
    Error unresolved_reference /paths/~1b/get/parameters/0:3 `common.yaml#/parameters/page%20size` is in another document that cannot be found from here
    Error unresolved_reference /paths/~1b/get/responses/200/schema:3 `models/user.json` is in another document that cannot be found from here
    ");
}
