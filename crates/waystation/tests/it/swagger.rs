//! The API document, and that it, the routes and the responses agree.

use insta::{assert_json_snapshot, assert_snapshot};
use waystation::{models, operations};

use crate::site::Site;

fn document(site: &Site, head: &str) -> serde_json::Value {
    let response = site.ask(head);
    assert_eq!((response.status, response.header("content-type")), (200, "application/json; charset=utf-8"), "{head}");
    response.json()
}

#[test]
fn the_document_as_a_whole() {
    let document = document(&Site::started(), "GET /webapi//swagger/docs/3\nHost: localhost:8080");
    assert_json_snapshot!("document", document);
}

#[test]
fn both_spellings_give_the_same_without_authorization() {
    let site = Site::started();
    let double = site.ask("GET /webapi//swagger/docs/3\nHost: a.test");
    for spelling in ["/webapi/swagger/docs/3", "/WEBAPI/Swagger/Docs/3/", "/webapi/swagger//docs/3?x=1"] {
        assert_eq!(site.ask(&format!("GET {spelling}\nHost: a.test")).body, double.body, "{spelling}");
    }
}

#[test]
fn host_and_token_url_are_as_the_client_addressed_the_server() {
    let shown = |site: &Site, head: &str| {
        let document = document(site, head);
        format!(
            "{} {} {}",
            document["host"], document["schemes"], document["securityDefinitions"]["oauth2"]["tokenUrl"]
        )
    };
    let path = "/webapi//swagger/docs/3";
    let site = Site::started();
    assert_snapshot!(shown(&site, &format!("GET {path}\nHost: localhost")), @r#""localhost" ["http"] "http://localhost/webapi/oauth2/token""#);
    assert_snapshot!(shown(&site, &format!("GET {path}\nHost: Server:80")), @r#""Server" ["http"] "http://Server/webapi/oauth2/token""#);
    assert_snapshot!(shown(&site, &format!("GET {path}\nHost: [::1]:8080")), @r#""[::1]:8080" ["http"] "http://[::1]:8080/webapi/oauth2/token""#);
    assert_snapshot!(shown(&site, &format!("GET {path}")), @r#""127.0.0.1:8080" ["http"] "http://127.0.0.1:8080/webapi/oauth2/token""#);
    let forwarded = format!("GET {path}\nHost: inner\nX-Forwarded-Proto: https\nX-Forwarded-Host: outer.test:443");
    assert_snapshot!(shown(&site, &forwarded), @r#""inner" ["http"] "http://inner/webapi/oauth2/token""#);
    for no_host in ["", "a b", "a<\"", "user@a", "a/b", "a?b", ":80"] {
        assert_eq!(
            shown(&site, &format!("GET {path}\nHost: {no_host}")),
            shown(&site, &format!("GET {path}")),
            "{no_host}"
        );
    }
    let behind_proxy = Site::with(None, true);
    assert_snapshot!(shown(&behind_proxy, &forwarded), @r#""outer.test" ["https"] "https://outer.test/webapi/oauth2/token""#);
    let empty = format!("GET {path}\nHost: inner\nX-Forwarded-Host:\nX-Forwarded-Proto:");
    assert_snapshot!(shown(&behind_proxy, &empty), @r#""inner" ["http"] "http://inner/webapi/oauth2/token""#);
}

#[test]
fn every_operation_is_routed_and_in_the_document_and_nothing_else_is() {
    let site = Site::started();
    let document = document(&site, "GET /webapi/swagger/docs/3");
    let mut documented = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let row = operations::ALL.iter().find(|row| row.id == operation["operationId"]).unwrap();
            assert_eq!((row.path, row.method.as_str()), (path.as_str(), method.to_uppercase().as_str()));
            documented += 1;
            // Without a token a routed operation says 401; anything else would be 404 or 405.
            let address = path.replace("{id}", "64b0f0c2d3e4f5a6b7c8d9e0");
            assert_eq!(site.ask(&format!("{} /webapi{address}", row.method)).status, 401, "{}", row.id);
        }
    }
    assert_eq!(documented, operations::ALL.len());
}

#[test]
fn the_list_of_users_has_its_eight_parameters_in_order() {
    let document = document(&Site::started(), "GET /webapi/swagger/docs/3");
    let parameters = document["paths"]["/v3/users"]["get"]["parameters"].as_array().unwrap();
    let names: Vec<&str> = parameters.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["view", "active", "email", "role", "firstName", "lastName", "createdAfter", "createdBefore"]);
    assert!(parameters.iter().all(|parameter| parameter["required"] == false && parameter["default"].is_null()));
}

#[test]
fn every_reference_has_its_definition() {
    let document = document(&Site::started(), "GET /webapi/swagger/docs/3");
    let text = document.to_string();
    let references = text.split("\"#/definitions/").skip(1).map(|rest| rest.split('"').next().unwrap());
    for name in references {
        assert!(document["definitions"].get(name).is_some(), "{name}");
    }
    assert_eq!(document["definitions"].as_object().unwrap().len(), models::ALL.len());
}

fn model(name: &str) -> &'static waystation::model::Model {
    models::ALL.iter().find(|model| model.name == name).unwrap()
}

/// The members of a JSON object against a model: all of them, in order, of the declared kind.
fn fits(value: &serde_json::Value, model: &waystation::model::Model) {
    use waystation::model::Kind;
    let members: Vec<&String> = value.as_object().unwrap().keys().collect();
    let declared: Vec<&str> = model.fields.iter().map(|field| field.name).collect();
    assert_eq!(members, declared, "{}", model.name);
    for field in model.fields {
        let member = &value[field.name];
        let is_of_kind = match &field.kind {
            Kind::Text => member.is_string(),
            Kind::Words(words) => member.as_str().is_some_and(|word| words.contains(&word)),
            Kind::Date => member.is_null() && !field.is_required || member.as_str().is_some_and(|at| at.ends_with('Z')),
            Kind::Boolean => member.is_boolean(),
            Kind::List(_) => member.is_array(),
            Kind::Object(_) | Kind::TextLists => member.is_object(),
        };
        assert!(is_of_kind, "{}.{}: {member}", model.name, field.name);
    }
}

#[test]
fn what_is_sent_is_what_the_models_declare() {
    let site = Site::started();
    for user in site.call("GET /v3/users").json().as_array().unwrap() {
        fits(user, model("ReducedUserView"));
    }
    for user in site.call("GET /v3/users?view=Full").json().as_array().unwrap() {
        fits(user, model("UserView"));
    }
    let id = site.id_of("Amara");
    fits(&site.call(&format!("GET /v3/users/{id}")).json(), model("UserView"));
    fits(&site.call(&format!("GET /v3/users/{id}/assets")).json(), model("AssetsView"));
    fits(&site.send("POST /v3/users", &serde_json::json!({})).json(), model("InvalidRequestResponseBody"));
}
