//! What each part of a document becomes: folders, names, rows, bodies, values.

use super::*;

#[test]
fn folders_follow_tags_when_wanted() {
    let document = json!({
        "swagger": "2.0", "host": "h", "tags": [{"name": "B", "description": "Second letter"}, {"name": "Empty"}],
        "paths": {
            "/a": {"get": {"tags": ["A", "B"], "summary": "One"}, "post": {"summary": "Two"}},
            "/b": {"get": {"tags": ["B"], "summary": "Three"}}
        }
    })
    .to_string();
    let tree = |settings: &[&str]| {
        let imported = imported_with(&document, &options(settings));
        let mut text = format!("{}/{}\n", imported.requests, imported.operations);
        outline(&imported.collection.items, 0, &mut text);
        text
    };
    assert_snapshot!(tree(&["folderStrategy=tags"]), @"
    4/3
    B/ Second letter
      One
      Three
    Empty/ 
    A/ 
      One
    Two
    ");
    assert_snapshot!(tree(&["folderStrategy=tags", "nestedFolderHierarchy=true"]), @"
    3/3
    A/ 
      B/ Second letter
        One
    Two
    B/ Second letter
      Three
    ");
}

fn outline(items: &[Item], depth: usize, text: &mut String) {
    for item in items {
        let _ = write!(text, "{}{}", "  ".repeat(depth), item.name());
        match item {
            Item::Folder(folder) => {
                let _ = writeln!(text, "/ {}", folder.docs.as_deref().unwrap_or_default());
                outline(&folder.items, depth + 1, text);
            }
            _ => text.push('\n'),
        }
    }
}

#[test]
fn redundant_folders_are_collapsed_when_wanted() {
    let document = json!({"swagger": "2.0", "host": "h", "paths": {
        "/a/b/c": {"get": {}}, "/a/b/d/e": {"get": {}}, "/": {"get": {"summary": "Root"}}
    }});
    let imported = imported_with(&document.to_string(), &options(&["collapseFolders=true"]));
    let mut text = String::new();
    outline(&imported.collection.items, 0, &mut text);
    assert_snapshot!(text, @"
    a/b/ 
      c/ 
        /a/b/c
      d/e/ 
        /a/b/d/e
    Root
    ");
}

#[test]
fn names_fall_back() {
    let name = |operation: Value| request(&with_operation(&operation)).name;
    assert_eq!(name(json!({"summary": " List\n things "})), "List things");
    assert_eq!(name(json!({"operationId": "Users_GetHTTPStatus_byID2"})), "Users Get HTTP Status by ID2");
    assert_eq!(name(json!({"description": "What it does"})), "What it does");
    assert_eq!(name(json!({})), "/things/{id}");
    assert_eq!(name(json!({"summary": "ü".repeat(300)})).chars().count(), 255);
    let by_url =
        imported_with(&with_operation(&json!({"summary": "x"})).to_string(), &options(&["requestNameSource=url"]));
    assert_eq!(requests(&by_url.collection)[0].name, "/things/:id");
}

#[test]
fn arrays_are_written_by_their_format() {
    let parameter = |format: &str, more: Value| {
        let mut parameter =
            json!({"name": "p", "in": "query", "required": true, "type": "array", "items": {"type": "integer"}});
        if !format.is_empty() {
            parameter["collectionFormat"] = json!(format);
        }
        parameter.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request(&with_operation(&json!({"parameters": [parameter]}))).url
    };
    assert_eq!(parameter("multi", json!({})), "{{baseUrl}}/things/:id?p=<integer>&p=<integer>");
    assert_eq!(parameter("", json!({})), "{{baseUrl}}/things/:id?p=<integer>,<integer>");
    assert_eq!(parameter("ssv", json!({})), "{{baseUrl}}/things/:id?p=<integer>%20<integer>");
    assert_eq!(parameter("pipes", json!({})), "{{baseUrl}}/things/:id?p=<integer>|<integer>");
    assert_eq!(parameter("tsv", json!({})), "{{baseUrl}}/things/:id?p=<integer>%09<integer>");
    assert_eq!(parameter("multi", json!({"default": [1, 2, 3]})), "{{baseUrl}}/things/:id?p=1&p=2&p=3");
    assert_eq!(parameter("multi", json!({"items": {"enum": ["a", "b"]}})), "{{baseUrl}}/things/:id?p=a&p=a");
}

#[test]
fn rows_say_what_is_required_and_allowed() {
    let document = with_operation(&json!({"parameters": [
        {"name": "id", "in": "path", "required": true, "type": "integer", "format": "int64", "description": "Which"},
        {"name": "q&=#[]", "in": "query", "required": true, "type": "string", "default": "a&b#c+d%20=e f"},
        {"name": "sort", "in": "query", "type": "string", "enum": ["up", "down"], "description": "Order"},
        {"name": "X-Trace", "in": "header", "type": "string", "format": "uuid"},
        {"name": "X-Tenant", "in": "header", "required": true, "type": "string"},
        {"name": "Authorization", "in": "header", "required": true, "type": "string"},
        {"name": "session", "in": "cookie", "required": true, "type": "string"},
        {"name": "theme", "in": "cookie", "type": "string"}
    ]}));
    assert_snapshot!(shown_request(&request(&document)), @r#"
    GET {{baseUrl}}/things/:id?q%26%3D%23[]=a%26b%23c%2Bd%2520=e f
    [x] query q%26%3D%23[]=a%26b%23c%2Bd%2520=e f -- (Required)
    [ ] query sort=up -- Order (This can only be one of up, down)
    [x] path id=<long> -- (Required) Which
    [ ] X-Trace: <uuid>
    [x] X-Tenant: <string> -- (Required)
    [x] Cookie: session=<string>
    [ ] Cookie: theme=<string>
    auth Inherit auth from parent
    example "Done" 204 No Content
    "#);
    let kept = imported_with(&document.to_string(), &options(&["keepImplicitHeaders=true"]));
    assert!(requests(&kept.collection)[0].headers.iter().any(|header| header.name == "Authorization"));
}

#[test]
fn paths_keep_what_they_are() {
    let url = |path: &str| {
        let document = json!({"swagger": "2.0", "host": "h", "paths": {path: {"get": {"parameters": [
            {"name": "q", "in": "query", "required": true, "type": "string"}
        ]}}}});
        let imported = imported(&document);
        let request = requests(&imported.collection)[0].clone();
        let names: Vec<_> =
            imported.collection.defaults.variables[1..].iter().map(|variable| variable.name.clone()).collect();
        let rows: Vec<_> = request.params.iter().map(|row| format!("{}={}", row.name, row.value)).collect();
        format!("{} | {} | {}", request.url, rows.join(" "), names.join(" "))
    };
    assert_snapshot!([
        "/a//b/", "/a/{x}/{y}.{z}", "/{name}:cancel", "/a?b=c&d", "/#Action=Go", "no/slash", "/{x?}/{}/{a{b}", "/", ""
    ].map(url).join("\n"), @"
    {{baseUrl}}/a//b/?q=<string> | q=<string> | 
    {{baseUrl}}/a/:x/{{y}}.{{z}}?q=<string> | q=<string> x=<string> | y z
    {{baseUrl}}/{{name}}:cancel?q=<string> | q=<string> | name
    {{baseUrl}}/a?b=c&d&q=<string> | b=c d= q=<string> | 
    {{baseUrl}}/?q=<string>#Action=Go | q=<string> | 
    {{baseUrl}}/no/slash?q=<string> | q=<string> | 
    {{baseUrl}}/:x_/{}/{a{{b}}?q=<string> | q=<string> x_=<string> | b
    {{baseUrl}}/?q=<string> | q=<string> | 
    {{baseUrl}}?q=<string> | q=<string> |
    ");
}

#[test]
fn bodies_prefer_json_for_things_with_parts() {
    let body = |consumes: Value, schema: Value, setting: &str| {
        let document = with_operation(&json!({
            "consumes": consumes, "parameters": [{"in": "body", "name": "b", "schema": schema}]
        }));
        let imported = imported_with(&document.to_string(), &options(&[setting]));
        let request = requests(&imported.collection)[0].clone();
        format!("{}{}", rows(&[], &request.headers), self::body(&request.body))
    };
    let object = json!({"properties": {"a": {"type": "string"}, "n": {"type": "array", "items": {"type": "number"}}}});
    let default = "preferredRequestBodyType=first-listed";
    let form_first = json!(["application/x-www-form-urlencoded", "application/xml", "text/json", "application/json"]);
    assert_snapshot!(body(form_first.clone(), object.clone(), default), @r#"
    [x] Content-Type: application/json
    body json {
      "a": "<string>",
      "n": [
        "<number>",
        "<number>"
      ]
    }
    "#);
    assert_snapshot!(body(form_first.clone(), object.clone(), "preferredRequestBodyType=x-www-form-urlencoded"), @"
    [x] Content-Type: application/x-www-form-urlencoded
    field a=<string>
    field n=<number>
    field n=<number>
    ");
    assert_snapshot!(body(json!(["application/xml"]), object.clone(), default), @r#"
    [x] Content-Type: application/xml
    body xml <?xml version="1.0" encoding="UTF-8"?>
    <element>
      <a>&lt;string&gt;</a>
      <n>&lt;number&gt;</n>
      <n>&lt;number&gt;</n>
    </element>
    "#);
    assert_snapshot!(body(json!(["text/plain", "application/json"]), json!({"type": "string"}), default), @"
    [x] Content-Type: text/plain
    body text <string>
    ");
    assert_snapshot!(body(json!(["application/octet-stream"]), json!({"type": "string", "format": "binary"}), default), @"
    [x] Content-Type: application/octet-stream
    body file application/octet-stream
    ");
    assert_snapshot!(body(json!([]), json!({"type": "boolean"}), default), @r#"
    [x] Content-Type: application/json
    body json "<boolean>"
    "#);
    assert_snapshot!(body(json!(["application/*+json"]), object, "indentCharacter=tab"), @r#"
    [x] Content-Type: application/json
    body json {
    	"a": "<string>",
    	"n": [
    		"<number>",
    		"<number>"
    	]
    }
    "#);
}

#[test]
fn forms_become_rows() {
    let body = |consumes: Value, kind: &str| {
        let request = request(&with_operation(&json!({"consumes": consumes, "parameters": [
            {"name": "f", "in": "formData", "type": kind},
            {"name": "l", "in": "formData", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"}
        ]})));
        format!("{}{}", rows(&[], &request.headers), self::body(&request.body))
    };
    assert_snapshot!(body(json!(["application/form-data"]), "file"), @"
    part f is a file
    part l=<string>
    part l=<string>
    ");
    assert_snapshot!(body(json!(["multipart/form-data"]), "string"), @"
    part f=<string>
    part l=<string>
    part l=<string>
    ");
    assert_snapshot!(body(json!(["application/json"]), "string"), @"
    [x] Content-Type: application/x-www-form-urlencoded
    field f=<string>
    field l=<string>
    field l=<string>
    ");
}

#[test]
fn schemas_are_followed_to_their_ends() {
    let text = |schema: Value, setting: &str| {
        let mut document = with_operation(&json!({"parameters": [{"in": "body", "name": "b", "schema": schema}]}));
        document["definitions"] = json!({
            "Node": {"properties": {"id": {"type": "string", "readOnly": true}, "next": {"$ref": "#/definitions/Node"}}},
            "A": {"properties": {"b": {"$ref": "#/definitions/B"}}}, "B": {"properties": {"a": {"$ref": "#/definitions/A"}}},
            "Base": {"type": "object", "properties": {"kind": {"type": "string"}}},
            "Derived": {"allOf": [{"$ref": "#/definitions/Base"}, {"properties": {"more": {"type": "integer"}}}]},
            "Loop": {"allOf": [{"$ref": "#/definitions/Loop"}, {"properties": {"x": {"type": "string"}}}]}
        });
        let imported = imported_with(&document.to_string(), &options(&[setting]));
        match &requests(&imported.collection)[0].body {
            Body::Raw { text, .. } => text.split_whitespace().collect::<Vec<_>>().join(" "),
            other => format!("{other:?}"),
        }
    };
    let schema = "parametersResolution=schema";
    assert_snapshot!(text(json!({"$ref": "#/definitions/Node"}), schema), @r#"{ "next": { "value": "<Circular reference to #/definitions/Node detected>" } }"#);
    assert_snapshot!(text(json!({"properties": {"x": {"$ref": "#/definitions/B"}, "y": {"$ref": "#/definitions/A"}}}), schema), @r#"{ "x": { "a": { "b": { "value": "<Circular reference to #/definitions/B detected>" } } }, "y": { "b": { "a": { "b": { "value": "<Circular reference to #/definitions/B detected>" } } } } }"#);
    assert_snapshot!(text(json!({"$ref": "#/definitions/Derived"}), schema), @r#"{ "kind": "<string>", "more": "<integer>" }"#);
    assert_snapshot!(text(json!({"$ref": "#/definitions/Loop"}), schema), @r#"{ "x": "<string>" }"#);
    assert_snapshot!(text(json!({"type": "object", "additionalProperties": {"type": "integer", "format": "int64"}}), schema), @r#"{ "key_0": "<long>" }"#);
    assert_snapshot!(text(json!({"type": "array", "items": {"type": "array", "items": {"enum": ["a\"b"]}}}), schema), @r#"[ [ "a\"b", "a\"b" ], [ "a\"b", "a\"b" ] ]"#);
    let everything = json!({"properties": {
        "s": {"type": "string", "minLength": 8}, "p": {"type": "string", "pattern": "^[A-Z]{2}\\d$"}, "i": {"type": "integer", "minimum": 3},
        "n": {"type": "number", "maximum": 1.5}, "d": {"type": "string", "format": "date"}, "b": {"type": "boolean"}, "e": {"example": {"k": [1]}},
        "l": {"type": "array", "minItems": 3, "items": {"type": "string", "maxLength": 3}}
    }});
    assert_snapshot!(text(everything, "parametersResolution=example"), @r#"{ "s": "stringst", "p": "AA1", "i": 3, "n": 1.5, "d": "2025-01-31", "b": true, "e": { "k": [ 1 ] }, "l": [ "str", "str", "str" ] }"#);
}

#[test]
fn schemas_that_all_refer_to_each_other_end() {
    let names: Vec<String> = (0..60).map(|number| format!("D{number}")).collect();
    let definitions: serde_json::Map<String, Value> = names
        .iter()
        .map(|name| {
            let properties: serde_json::Map<String, Value> = names
                .iter()
                .map(|other| {
                    (other.clone(), json!({"type": "array", "items": {"$ref": format!("#/definitions/{other}")}}))
                })
                .collect();
            (name.clone(), json!({"properties": properties}))
        })
        .collect();
    let mut document =
        with_operation(&json!({"parameters": [{"in": "body", "name": "b", "schema": {"$ref": "#/definitions/D0"}}]}));
    document["definitions"] = Value::Object(definitions);
    match request(&document).body {
        Body::Raw { text, .. } => {
            assert!(text.len() < 400_000, "{}", text.len());
            let _: Value = serde_json::from_str(&text).unwrap();
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn placeholders_are_found_however_routers_spell_them() {
    let url = |path: &str| {
        let document = json!({"swagger": "2.0", "host": "h", "schemes": ["https"], "paths": {path: {"get": {"parameters": [
            {"name": "id", "in": "path", "required": true, "type": "integer"},
            {"name": "q", "in": "query", "required": true, "type": "string"}
        ], "responses": {"204": {}}}}}});
        let imported = imported(&document);
        let request = requests(&imported.collection)[0].clone();
        let rows: Vec<_> = request.params.iter().map(|row| format!("{}={}", row.name, row.value)).collect();
        format!("{} | {} | {}", request.url, rows.join(" "), problems(&imported).trim())
    };
    assert_snapshot!([
        "/a/:id", "/a/:other/{id}", "/{+id}", "/{id:int}/b", "/{*id}", "/a?do={id}", "/a?do=x-{id}", "/a/{id}?q={q}"
    ].map(url).join("\n"), @"
    {{baseUrl}}/a/:id?q=<string> | q=<string> id=<integer> | 
    {{baseUrl}}/a/:other/:id?q=<string> | q=<string> id=<integer> | 
    {{baseUrl}}/:id?q=<string> | q=<string> id=<integer> | 
    {{baseUrl}}/:id/b?q=<string> | q=<string> id=<integer> | 
    {{baseUrl}}/:id?q=<string> | q=<string> id=<integer> | 
    {{baseUrl}}/a?do=<integer>&q=<string> | do=<integer> q=<string> | 
    {{baseUrl}}/a?do=x-<integer>&q=<string> | do=x-<integer> q=<string> | 
    {{baseUrl}}/a/:id?q=<string> | q=<string> id=<integer> |
    ");
}

#[test]
fn a_file_without_a_media_type_is_sent_as_bytes() {
    let request =
        request(&with_operation(&json!({"parameters": [{"in": "body", "name": "b", "schema": {"type": "file"}}]})));
    assert_snapshot!(rows(&[], &request.headers), @"[x] Content-Type: application/octet-stream");
}

#[test]
fn an_object_of_very_many_properties_takes_no_time() {
    let properties: serde_json::Map<String, Value> =
        (0..50_000).map(|number| (format!("p{number}"), json!({"type": "string"}))).collect();
    let document =
        with_operation(&json!({"parameters": [{"in": "body", "name": "b", "schema": {"properties": properties}}]}));
    let start = std::time::Instant::now();
    assert!(matches!(request(&document).body, Body::Raw { .. }));
    // Looking each property up among all the others took minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
