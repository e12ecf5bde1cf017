//! Spellings of addresses that clients are known to use.

use crate::site::Site;

#[test]
fn all_spellings_of_an_address_reach_the_same_operation() {
    let site = Site::started();
    let id = site.id_of("Zoë");
    let token = site.token();
    let spellings = [
        "/webapi/v3/users",
        "/webapi//v3/users",
        "//webapi///v3//users//",
        "/webapi/v3/users/",
        "/WebApi/V3/Users",
        "/webapi//v3/users?",
        "/webapi/v3/users/?email=",
        "/webapi/v3/users?view=&active=&email=&role=&firstName=&lastName=&createdAfter=&createdBefore=",
        "/webapi/v3/users?verbose=false&skip=0&take=100&page=1",
    ];
    for spelling in spellings {
        let response = site.ask(&format!(
            "GET {spelling}\nAuthorization: bearer {token}\nContent-Type: application/json\nAccept: application/xml"
        ));
        assert_eq!((response.status, response.json().as_array().unwrap().len()), (200, 65), "{spelling}");
    }
    for spelling in ["/webapi/v3/users/ID", "/webapi//V3/USERS/ID/", "/webapi/v3/users/ID?x"] {
        let spelling = spelling.replace("ID", &id);
        let response = site.ask(&format!("GET {spelling}\nAuthorization: Bearer {token}"));
        assert_eq!((response.status, &response.json()["firstName"]), (200, &"Zoë".into()), "{spelling}");
    }
    let upper = site.ask(&format!("GET /webapi/v3/users/{}\nAuthorization: Bearer {token}", id.to_uppercase()));
    assert_eq!(upper.status, 200);
    for spelling in ["ASSETTRANSFER", "assettransfer/"] {
        let line = format!("PUT /v3/users/{id}/{spelling}");
        assert_eq!(site.send(&line, &serde_json::json!({})).status, 400, "{spelling}: reached, the body is wrong");
    }
}

#[test]
fn nothing_is_ever_redirected_and_strange_addresses_are_404() {
    let site = Site::started();
    for path in ["/webapi", "/webapi/", "/webapi/v3", "/webapi/v3/users/a/b/c", "/v3/users", "/webapi/v3/users%2Fx"] {
        assert_eq!(site.ask(&format!("GET {path}")).status, 404, "{path}");
    }
    for id in ["nonsense", "%00", "%ff", "..", "64b0f0c2d3e4f5a6b7c8d9e", "{id}", "%2F"] {
        let id = id.replace('{', "%7B").replace('}', "%7D");
        assert_eq!(site.call(&format!("GET /v3/users/{id}")).status, 404, "{id}");
    }
}

#[test]
fn an_absolute_address_is_understood() {
    let site = Site::started();
    let token = site.token();
    let response = site.ask(&format!("GET http://server.test/webapi//v3/users\nAuthorization: Bearer {token}"));
    assert_eq!(response.status, 200);
}
