//! Error responses: status, headers and body as clients compare them.

use insta::assert_snapshot;
use serde_json::json;

use crate::site::Site;

#[test]
fn an_unknown_address_is_404_whatever_the_token() {
    let site = Site::started();
    let response = site.ask("GET /webapi//v3/Wagons/7?x=1\nHost: server.test:80");
    assert_snapshot!(response.shown(&["content-type"]), @r#"
    404
    content-type: application/json; charset=utf-8
    {"message":"No HTTP resource was found that matches the request URI 'http://server.test/webapi//v3/Wagons/7?x=1'.","messageDetail":"No type was found that matches the controller named 'Wagons'."}
    "#);
}

#[test]
fn another_method_is_405_with_those_that_are_allowed() {
    let site = Site::started();
    assert_snapshot!(site.ask("PATCH /webapi/v3/users").shown(&["allow"]), @r#"
    405
    allow: GET, POST
    {"message":"The requested resource does not support http method 'PATCH'."}
    "#);
    for (line, allowed) in [
        ("HEAD /webapi/v3/users", "GET, POST"),
        ("OPTIONS /webapi//v3/Users/", "GET, POST"),
        ("BREW /webapi/v3/users/x", "GET, PUT, DELETE"),
        ("GET /webapi/v3/users/x/deactivate", "POST"),
        ("POST /webapi/swagger/docs/3", "GET"),
        ("HEAD /webapi/swagger/docs/3", "GET"),
        ("POST /healthz", "GET, HEAD"),
    ] {
        let response = site.ask(line);
        assert_eq!((response.status, response.header("allow")), (405, allowed), "{line}");
        assert!(line.starts_with("HEAD ") || response.json()["message"].is_string(), "{line}");
    }
}

#[test]
fn an_unknown_version_of_the_document_is_404() {
    assert_eq!(Site::started().ask("GET /webapi/swagger/docs/9").status, 404);
}

#[test]
fn authentication_comes_before_the_body() {
    let site = Site::started();
    assert_eq!(site.ask("POST /webapi/v3/users\nContent-Type: application/xml\n\n<a/>").status, 401);
    assert_eq!(site.ask("GET /webapi/v3/users?active=perhaps").status, 401);
}

#[test]
fn a_body_of_another_type_is_415() {
    let site = Site::started();
    let response = site.call("POST /v3/users\nContent-Type: application/xml\n\n<user/>");
    assert_snapshot!(response.shown(&[]), @r#"
    415
    {"message":"The request entity's media type 'application/xml' is not supported for this resource."}
    "#);
    for media in ["text/plain", "multipart/form-data; boundary=a", "application/json; charset=utf-16", "nonsense"] {
        let response = site.call(&format!("POST /v3/users\nContent-Type: {media}\n\n{{}}"));
        assert_eq!(response.status, 415, "{media}");
    }
    assert_eq!(site.call("POST /v3/users\n\nfirstName=a").status, 415, "no type, and no JSON");
    for media in ["text/json", "APPLICATION/JSON", "application/json;charset=\"UTF-8\""] {
        let response = site.call(&format!("POST /v3/users\nContent-Type: {media}\n\n{{}}"));
        assert_eq!(response.status, 400, "{media}: read, and incomplete");
    }
}

#[test]
fn what_is_no_json_object_is_told_at_the_parameter() {
    let site = Site::started();
    let reason = |body: &str| {
        let response = site.call(&format!("POST /v3/users\nContent-Type: application/json\n\n{body}"));
        assert_eq!(response.status, 400, "{body}");
        response.body
    };
    assert_snapshot!(reason("{\"firstName\": \"A\",}"), @r#"{"message":"The request is invalid.","modelState":{"userContract":["The request body is not JSON: trailing comma at line 1 column 19."]}}"#);
    assert_snapshot!(reason(""), @r#"{"message":"The request is invalid.","modelState":{"userContract":["A request body is required."]}}"#);
    assert_snapshot!(reason("[1]"), @r#"{"message":"The request is invalid.","modelState":{"userContract":["The request body must be a JSON object."]}}"#);
    reason("null");
    reason("\"text\"");
    reason(&"[".repeat(100_000));
    reason("{\"firstName\": \"\\ud800\"}");
}

#[test]
fn where_the_document_declares_a_string_the_error_is_one() {
    let site = Site::started();
    let id = site.id_of("Amara");
    let response = site.send(&format!("PUT /v3/users/{id}/assetTransfer"), &json!({"ownerId": 7}));
    assert_snapshot!(response.shown(&[]), @r#"
    400
    "The transferWorkflows field is required. The transferSchedules field is required. The transferCollections field is required."
    "#);
}

#[test]
fn each_response_names_its_request() {
    let site = Site::started();
    let (first, second) = (site.ask("GET /webapi/v3/users"), site.ask("GET /webapi/v3/users"));
    assert_eq!(first.header("x-request-id").len(), 16);
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    assert_eq!(site.ask("GET /healthz\nX-Request-Id: abc-1").header("x-request-id"), "abc-1");
    assert_ne!(site.ask(&format!("GET /healthz\nX-Request-Id: {}", "a".repeat(129))).header("x-request-id").len(), 129);
    assert_eq!(site.ask("GET /healthz").shown(&[]), "200\nok");
    assert_eq!(site.ask("HEAD /healthz").status, 200, "some probes ask like this");
}
