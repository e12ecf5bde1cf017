use super::*;
use crate::{Documents, Options, Source, import};

fn refused(text: &str) -> String {
    let source = Source { name: "api".to_owned(), base: Base::Url("http://host/webapi/swagger/ui/index?x".to_owned()) };
    let problem = match Documents::read(source, text) {
        Ok(documents) => import(&documents, &Options::default()).unwrap_err(),
        Err(problem) => problem,
    };
    format!("{}: {}\n{}", problem.code, problem.message, problem.hint.unwrap_or_default())
}

#[test]
fn what_is_no_api_document_is_named() {
    for (text, expected) in [
        ("[1, 2]", "a JSON array"),
        ("just words", "a plain text or value"),
        ("{}", "an empty object"),
        (r#"{"info": {"_postman_id": "x", "name": "y"}, "item": []}"#, "a Postman collection"),
        (r#"{"name": "x", "version": "1.0.0", "dependencies": {}}"#, "a package.json"),
        (r#"{"error": "unauthorized"}"#, "an error answer of a server"),
        (r#"{"info": {}, "paths": {}}"#, "something without a version"),
        ("asyncapi: 2.0.0\nchannels: {}", "an AsyncAPI document"),
    ] {
        let refused = refused(text);
        assert!(refused.starts_with("not_openapi: ") && refused.contains(expected), "{refused}");
    }
}

#[test]
fn versions_that_are_not_known_are_refused() {
    insta::assert_snapshot!(refused("swaggerVersion: '1.2'\napis: []\n"), @"
    unsupported_version: version `1.2` of the format is not supported
    Swagger 2.0 and OpenAPI 3.0 to 3.2 can be imported; convert the document first.
    ");
    insta::assert_snapshot!(refused("openapi: 4.0.0\npaths: {}\n"), @"
    unsupported_version: version `4.0.0` of the format is not supported
    Swagger 2.0 and OpenAPI 3.0 to 3.2 can be imported; convert the document first.
    ");
}

#[test]
fn the_format_is_told_with_its_version() {
    let format = |text: &str| {
        let source = Source { name: "api".to_owned(), base: Base::Url("http://host/api".to_owned()) };
        match import(&Documents::read(source, text).unwrap(), &Options::default()).unwrap() {
            crate::Read::Done(imported) => imported.format,
            crate::Read::Needs(addresses) => panic!("{addresses:?}"),
        }
    };
    assert_eq!(format("swagger: '2.0'\npaths: {}\n"), "Swagger 2.0");
    assert_eq!(format("swagger: 2\npaths: {}\n"), "Swagger 2");
    assert_eq!(format("openapi: ' 3.1.0 '\npaths: {}\n"), "OpenAPI 3.1.0");
}

#[test]
fn texts_that_are_no_documents_keep_their_codes() {
    for (text, code) in [
        ("", "empty_document"),
        ("\0\u{1}\u{2}PK", "binary_document"),
        ("{\"swagger\": \"2.0\", \"paths\": {", "truncated_document"),
        ("<!doctype html><h1>Sign in</h1>", "html_document"),
        ("{\"swagger\": \"2.0\" \"paths\": {}}", "json_syntax"),
    ] {
        assert!(refused(text).starts_with(&format!("{code}: ")), "{}", refused(text));
    }
}

#[test]
fn a_documentation_page_names_its_documents() {
    let classic = "<!DOCTYPE html><script>window.swashbuckleConfig = { rootUrl: 'http://host/webapi',\n discoveryPaths: arrayFrom('swagger/docs/2|swagger/docs/3'), booleanValues: arrayFrom('true|false') };</script>";
    insta::assert_snapshot!(refused(classic), @"
    html_document: this is an HTML page, not a JSON or YAML document
    The page shows API documents; import one of: http://host/webapi/swagger/docs/2, http://host/webapi/swagger/docs/3
    ");
    let links = |page: &str| page_links(&Base::Url("https://host/swagger/index.html".to_owned()), page);
    let core = r#"<html><script>var configObject = JSON.parse('{"urls":[{"url":"v1/swagger.json","name":"V1"},{"url":"/other/swagger.json","name":"V2"}],"deepLinking":false}');</script>"#;
    assert_eq!(links(core).documents, ["https://host/swagger/v1/swagger.json", "https://host/other/swagger.json"]);
    let escaped = r#"<html><script>JSON.parse("{\"url\":\"\/v3\/api-docs\"}")</script>"#;
    assert_eq!(links(escaped).documents, ["https://host/v3/api-docs"]);
    let redoc = "<html><redoc spec-url='https://other/openapi.yaml'></redoc><link href='x.css'>";
    assert_eq!(links(redoc).documents, ["https://other/openapi.yaml"]);
    let modern = r#"<html><script src="./swagger-ui-bundle.js"></script><script src="./swagger-initializer.js" charset="UTF-8">"#;
    assert_eq!(
        links(modern),
        PageLinks { documents: vec![], scripts: vec!["https://host/swagger/swagger-initializer.js".to_owned()] }
    );
    let initializer =
        "window.ui = SwaggerUIBundle({ url: \"https://petstore.swagger.io/v2/swagger.json\", dom_id: '#swagger-ui' })";
    assert_eq!(links(initializer).documents, ["https://petstore.swagger.io/v2/swagger.json"]);
}
