//! Documents with faults: the rest comes in, and no operation is lost.

use proptest::prelude::*;

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "one document with all of its problems")]
fn each_fault_is_a_problem_and_the_rest_comes_in() {
    let text = r"
swagger: 2.0
info: nothing
host: h
schemes: [https]
x-paths: ignored
paths:
  /a/{id}/{other}:
    parameters:
    - {name: id, in: path, type: string}
    - {name: id, in: path, type: integer}
    x-internal: {get: {}}
    GET:
      operationId: same
      parameters:
      - {$ref: '#/parameters/missing'}
      - {$ref: '#/parameters/circle'}
      - {in: query, type: string}
      - {name: nowhere, in: body-part}
      - {name: lost, type: string}
      - {name: ghost, in: path, type: string}
      - just text
      - {name: q, in: query, type: 17, enum: no, default: {a: 1}}
      responses: {200: {description: 5, schema: {$ref: '#/definitions/Missing'}}, abc: {description: odd}, x-r: 1}
    put: null
    fetch: {}
    post:
      operationId: same
      parameters: {name: q}
      consumes: application/json
      responses: [1]
      security: {key: []}
  noslash: {get: {tags: oops, summary: {a: 1}}}
  /ref: {$ref: '#/x-paths/none', get: {}}
  /list: [get]
  /empty:
  x-path: {get: {}}
parameters:
  circle: {$ref: '#/parameters/circle'}
securityDefinitions:
  key: {type: apiKey}
  odd: {type: kerberos}
";
    let imported = imported_with(text, &Options::default());
    let made: Vec<_> =
        requests(&imported.collection).iter().map(|request| format!("{} {}", request.method, request.url)).collect();
    assert_snapshot!(format!("{}\n{}", made.join("\n"), problems(&imported)), @"
    GET {{baseUrl}}/a/:id/:other
    PUT {{baseUrl}}/a/:id/:other
    POST {{baseUrl}}/a/:id/:other
    GET {{baseUrl}}/noslash
    GET {{baseUrl}}/ref
    Warning repeated_parameter /paths/~1a~1{id}~1{other}/parameters/1:11 the parameter `id` stands more than once
    Warning undeclared_path_parameter /paths/~1a~1{id}~1{other}/GET:13 `{other}` in the path is not declared
    Error unresolved_reference /paths/~1a~1{id}~1{other}/GET/parameters/0:16 `#/parameters/missing` leads nowhere
    Error reference_cycle /paths/~1a~1{id}~1{other}/GET/parameters/1:17 this reference leads back to itself
    Error parameter_without_name /paths/~1a~1{id}~1{other}/GET/parameters/2:18 this parameter has no name
    Error unknown_location /paths/~1a~1{id}~1{other}/GET/parameters/3:19 the parameter `nowhere` goes nowhere: `in` is `body-part`
    Warning parameter_without_in /paths/~1a~1{id}~1{other}/GET/parameters/4:20 the parameter `lost` does not say where it goes
    Warning parameter_not_in_path /paths/~1a~1{id}~1{other}/GET/parameters/5:21 `ghost` is not in the path `/a/{id}/{other}`
    Error not_a_parameter /paths/~1a~1{id}~1{other}/GET/parameters/6:22 this is no parameter, but a plain value
    Error unresolved_reference /paths/~1a~1{id}~1{other}/GET/responses/200/schema:24 `#/definitions/Missing` leads nowhere
    Warning not_a_status /paths/~1a~1{id}~1{other}/GET/responses/abc:24 `abc` is no status code
    Warning empty_operation /paths/~1a~1{id}~1{other}/put:25 `PUT` describes nothing
    Warning undeclared_path_parameter /paths/~1a~1{id}~1{other}/put:25 `{other}` in the path is not declared
    Warning unknown_member /paths/~1a~1{id}~1{other}/fetch:26 `fetch` is no method and nothing else of a path
    Warning undeclared_path_parameter /paths/~1a~1{id}~1{other}/post:27 `{other}` in the path is not declared
    Error not_a_list /paths/~1a~1{id}~1{other}/post/parameters:29 `parameters` is not a list
    Warning not_responses /paths/~1a~1{id}~1{other}/post/responses:31 `responses` is not an object
    Warning path_without_slash /paths/noslash:33 the path `noslash` does not begin with a slash
    Note no_responses /paths/noslash/get:33 the operation does not say what it answers
    Error unresolved_reference /paths/~1ref:34 `#/x-paths/none` leads nowhere
    Note no_responses /paths/~1ref/get:34 the operation does not say what it answers
    Error not_a_path_item /paths/~1list:35 `/list` holds no operations
    Warning unsupported_scheme /securityDefinitions/odd:42 the security scheme `odd` is `kerberos`, which is not supported
    ");
    assert!(imported.problems.iter().all(|problem| problem.hint.is_some() && problem.place.line.is_some()));
}

#[test]
fn a_document_without_paths_is_an_empty_collection() {
    let imported = imported(&json!({"swagger": "2.0", "host": "h", "info": {}}));
    assert_eq!(imported.collection.name, "Imported from OpenAPI");
    assert_eq!((imported.requests, imported.problems[0].code.as_str()), (0, "no_paths"));
}

/// The operations of `document`, counted without the importer.
fn counted(document: &Value) -> usize {
    let is_method = |key: &&String| {
        ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
            .contains(&key.to_ascii_lowercase().as_str())
    };
    let paths = document["paths"].as_object().into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"));
    paths.map(|(_, item)| item.as_object().map_or(0, |item| item.keys().filter(is_method).count())).sum()
}

/// Every place in `value` that can be replaced.
fn spots(value: &Value, pointer: &str, spots: &mut Vec<String>) {
    spots.push(pointer.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            self::spots(value, &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), spots);
        }),
        Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(index, value)| self::spots(value, &format!("{pointer}/{index}"), spots));
        }
        _ => {}
    }
}

fn junk() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(-1.5e300)),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[], {}, null, "x", 1])),
        Just(json!({"$ref": "#/definitions/UserView"})),
        Just(json!({"$ref": "#"})),
        Just(json!({"$ref": "#/paths"})),
        Just(json!({"$ref": "other.json#/x"})),
        Just(json!({"allOf": [{"$ref": "#/definitions/Group"}, {"$ref": "#/definitions/UserContract"}]})),
        "\\PC{0,12}".prop_map(Value::String),
        "[{}/?#&%:$.~]{0,8}".prop_map(Value::String),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn no_operation_is_lost_and_nothing_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), junk()), 1..6),
        choices in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..4),
    ) {
        let mut document: Value = serde_json::from_str(FIXTURE).unwrap();
        for (spot, junk) in changes {
            let mut pointers = Vec::new();
            spots(&document, "", &mut pointers);
            let pointer = &pointers[1 + spot.index(pointers.len() - 1)];
            if pointer != "/swagger" {
                *document.pointer_mut(pointer).unwrap() = junk;
            }
            document["swagger"] = json!("2.0");
        }
        let mut options = Options::default();
        for (spec, value) in choices {
            let spec = spec.get(crate::OPTIONS);
            options.set(spec.id, spec.values[value.index(spec.values.len())]).unwrap();
        }
        options.include_deprecated = true;
        let mut documents = Documents::read(at("http://localhost/api.json"), &document.to_string()).unwrap();
        loop {
            match import(&documents, &options).unwrap() {
                Read::Needs(addresses) => {
                    for address in addresses {
                        documents.add_missing(&address, "404");
                    }
                }
                Read::Done(imported) => {
                    // A path item that became a reference to others has theirs.
                    prop_assert!(imported.operations >= counted(&document));
                    if options.folder_strategy == crate::FolderStrategy::Paths {
                        prop_assert_eq!(imported.requests, imported.operations);
                    }
                    break;
                }
            }
        }
    }
}

#[test]
fn what_was_assumed_or_left_out_is_said() {
    let text = r"
swagger: 2.0
schemes: [https]
security: [{nowhere: []}]
paths:
  /form:
    post:
      parameters:
      - {name: whole, in: body, schema: {type: object}}
      - {name: part, in: formData, type: string}
      responses: {204: {description: Done}}
    POST:
      responses: {204: {description: Done}}
securityDefinitions:
  login: {type: oauth2, flow: device, tokenUrl: https://h/token}
";
    let source = Source { name: "api.yaml".to_owned(), base: Base::None };
    assert_snapshot!(said(source.clone(), text), @"
    2 requests
    Warning no_server :2 the document does not say at which host the API answers
      Set the collection's variable `baseUrl` to its address.
    Warning unknown_scheme /security:4 the security scheme `nowhere` is not declared
      Declare it, or set the authorization by hand.
    Warning body_and_form /paths/~1form/post/parameters/0:9 an operation has a body or form fields, not both
      The form fields were taken.
    Warning repeated_operation /paths/~1form/POST:12 `POST` stands more than once
      Each became a request; remove one.
    Warning unknown_flow /securityDefinitions/login:15 there is no OAuth 2.0 flow `device`
      Client credentials were assumed; choose the grant type yourself.
    ");
    let text = r"
openapi: 3.1.0
paths: {}
webhooks:
  hired: {post: {responses: {204: {description: Done}}}}
";
    assert_snapshot!(said(source.clone(), text), @"
    0 requests
    Warning no_server :2 the document does not say at which host the API answers
      Set the collection's variable `baseUrl` to its address.
    Note webhooks_left_out /webhooks:4 webhooks are calls to you, not requests; they were left out
      Nothing needs to be done.
    ");
    let text = r"
openapi: 3.1.0
servers: [{url: /v1}]
paths: {}
";
    assert_snapshot!(said(source, text), @"
    0 requests
    Warning no_server /servers/0:3 the server `/v1` names no host
      Set the collection's variable `baseUrl` to its address.
    ");
}

#[test]
fn of_very_many_problems_the_first_are_listed_and_the_others_counted() {
    let paths: serde_json::Map<String, Value> = (0..1003).map(|number| (format!("/{number}"), json!([]))).collect();
    let imported = imported(&json!({"swagger": "2.0", "host": "h", "schemes": ["http"], "paths": paths}));
    assert_eq!(imported.problems.len(), 1001);
    let last = imported.problems.last().unwrap();
    assert_snapshot!(problem(last), @"Note more_problems -:0 3 more problems are not listed");
    assert_eq!(last.hint.as_deref(), Some("Correct the listed ones first."));
}

/// How many requests a document gives, and its problems with their hints.
fn said(source: Source, text: &str) -> String {
    let documents = Documents::read(source, text).unwrap();
    let Read::Done(imported) = import(&documents, &Options::default()).unwrap() else { panic!("needs more") };
    let line = |found: &Problem| format!("{}  {}\n", problem(found), found.hint.as_deref().unwrap());
    format!("{} requests\n{}", imported.requests, imported.problems.iter().map(line).collect::<String>())
}

#[test]
fn a_path_that_stands_twice_keeps_all_its_operations() {
    let text = r"
swagger: 2.0
host: h
schemes: [https]
paths:
  /a:
    get: {responses: {204: {description: Done}}}
  /a:
    put: {responses: {200: wrong}}
";
    let source = Source { name: "api.yaml".to_owned(), base: Base::None };
    assert_snapshot!(said(source, text), @"
    2 requests
    Warning repeated_key /paths/~1a:8 the key `/a` stands more than once in one object
      The last one counts, with what only the others hold; write them as one.
    Warning not_a_response /paths/~1a/put/responses/200:9 the answer `200` is no object
      It was left out; an answer is an object with a `description`.
    ");
}
