//! OpenAPI 3 documents.

use super::*;

#[test]
fn openapi_3_goes_the_same_way() {
    let text = include_str!("../../../../../fixtures/api-documents/petstore-3.0.yaml");
    assert_snapshot!(rendered(text), @r#"
    # Swagger Petstore (3 requests, 3 operations)
    version 1.0.0
    auth No Auth
    variable baseUrl=http://petstore.swagger.io/v1
    10 pets/
      10 List all pets
        GET {{baseUrl}}/pets
        [ ] query limit=<integer> -- How many items to return at one time (max 100)
        [x] Accept: application/json
        auth Inherit auth from parent
        example "A paged array of pets" 200 OK
          < Content-Type: application/json
          < x-next: <string>
          < json [
            {
              "id": "<long>",
              "name": "<string>",
              "tag": "<string>"
            },
            {
              "id": "<long>",
              "name": "<string>",
              "tag": "<string>"
            }
          ]
        example "unexpected error"  
          < Content-Type: application/json
          < json {
            "code": "<integer>",
            "message": "<string>"
          }
      20 Create a pet
        POST {{baseUrl}}/pets
        [x] Content-Type: application/json
        [x] Accept: application/json
        body json {
          "id": "<long>",
          "name": "<string>",
          "tag": "<string>"
        }
        auth Inherit auth from parent
        example "Null response" 201 Created
        example "unexpected error"  
          < Content-Type: application/json
          < json {
            "code": "<integer>",
            "message": "<string>"
          }
      30 {petId}/
        10 Info for a specific pet
          GET {{baseUrl}}/pets/:petId
          [x] path petId=<string> -- (Required) The id of the pet to retrieve
          [x] Accept: application/json
          auth Inherit auth from parent
          example "Expected response to a valid request" 200 OK
            < Content-Type: application/json
            < json {
              "id": "<long>",
              "name": "<string>",
              "tag": "<string>"
            }
          example "unexpected error"  
            < Content-Type: application/json
            < json {
              "code": "<integer>",
              "message": "<string>"
            }
    "#);
}

#[test]
fn openapi_3_styles_and_bodies() {
    let document = json!({"openapi": "3.1.0", "servers": [{"url": "http://h"}], "paths": {"/p/{a}/{l}/{m}": {"post": {
        "servers": [{"url": "https://own/{v}/", "variables": {"v": {"default": "1"}}}],
        "parameters": [
            {"name": "a", "in": "path", "schema": {"type": "array", "items": {"type": "string"}}},
            {"name": "l", "in": "path", "style": "label", "schema": {"type": "integer"}},
            {"name": "m", "in": "path", "style": "matrix", "schema": {"type": "integer"}},
            {"name": "deep", "in": "query", "required": true, "style": "deepObject", "schema": {"properties": {"x": {"type": ["null", "boolean"]}, "y": {"const": 5}}}},
            {"name": "flat", "in": "query", "required": true, "explode": false, "schema": {"properties": {"x": {"type": "string"}}}},
            {"name": "list", "in": "query", "required": true, "schema": {"type": "array", "items": {"type": "string"}}},
            {"name": "json", "in": "query", "required": true, "content": {"application/json": {"schema": {"properties": {"x": {"type": "string"}}}}}}
        ],
        "requestBody": {"content": {"multipart/form-data": {"schema": {"properties": {
            "file": {"type": "string", "format": "binary"}, "meta": {"properties": {"x": {"type": "string"}}}, "tags": {"type": "array", "items": {"type": "string"}}
        }}}}},
        "responses": {"2XX": {"description": "Fine", "content": {"application/json": {"examples": {"one": {"value": {"a": 1}}, "two": {"summary": "Second", "value": [2]}}}}}, "default": {"description": ""}}
    }}}});
    assert_snapshot!(shown(&imported(&document)), @r#"
    # Imported from OpenAPI (1 requests, 1 operations)
    auth No Auth
    variable baseUrl=http://h
    variable v=1
    10 p/
      10 {a}/
        10 {l}/
          10 {m}/
            10 /p/{a}/{l}/{m}
              POST https://own/{{v}}/p/:a/:l/:m?deep[x]=<boolean>&deep[y]=5&flat=x,<string>&list=<string>&list=<string>&json={"x":"<string>"}
              [x] query deep[x]=<boolean> -- (Required)
              [x] query deep[y]=5 -- (Required)
              [x] query flat=x,<string> -- (Required)
              [x] query list=<string> -- (Required)
              [x] query list=<string> -- (Required)
              [x] query json={"x":"<string>"} -- (Required)
              [x] path a=<string>,<string> -- (Required)
              [x] path l=.<integer> -- (Required)
              [x] path m=;m=<integer> -- (Required)
              [x] Accept: application/json
              part file is a file
              part meta={"x":"<string>"}
              part tags=<string>
              part tags=<string>
              auth Inherit auth from parent
              example "Fine: one" 200 OK
                < Content-Type: application/json
                < json {
                  "a": 1
                }
              example "Fine: Second" 200 OK
                < Content-Type: application/json
                < json [
                  2
                ]
              example "default"
    "#);
}
