//! Servers and authorization.

use super::*;

#[test]
fn authorization_is_set_once() {
    let collection = |security: Value, operations: &[Value], schemes: Value| {
        let paths: serde_json::Map<String, Value> = operations
            .iter()
            .enumerate()
            .map(|(number, security)| {
                let mut operation = json!({});
                if !security.is_null() {
                    operation["security"] = security.clone();
                }
                (format!("/{number}"), json!({"get": operation}))
            })
            .collect();
        let mut document = json!({"swagger": "2.0", "host": "h", "basePath": "/b", "schemes": ["https"], "paths": paths, "securityDefinitions": schemes});
        if !security.is_null() {
            document["security"] = security;
        }
        let imported = imported(&document);
        let requests: Vec<_> = requests(&imported.collection).iter().map(|request| auth(&request.auth)).collect();
        format!("{} | {}", auth(&imported.collection.defaults.auth), requests.join(" | "))
    };
    let schemes = json!({
        "basic": {"type": "basic"}, "key": {"type": "apiKey", "name": "X-Key", "in": "header"}, "key 2": {"type": "apiKey", "name": "k", "in": "query"},
        "code": {"type": "oauth2", "flow": "accessCode", "tokenUrl": "/token", "authorizationUrl": "auth", "x-refreshUrl": "https://r/refresh", "scopes": {}},
        "app": {"type": "oauth2", "flow": "application", "tokenUrl": "https://t/token", "scopes": {}}
    });
    let none = Value::Null;
    assert_snapshot!(collection(json!([{"key": []}]), &[none.clone(), json!([]), json!([{}]), json!([{"basic": []}]), json!([{"key": []}])], schemes.clone()), @"apikey Header X-Key={{apiKey}} | Inherit auth from parent | No Auth | No Auth | basic {{basicAuthUsername}} {{basicAuthPassword}} | Inherit auth from parent");
    assert_snapshot!(collection(none.clone(), &[json!([{"app": ["a"]}]), json!([{"app": ["b", "a"]}])], schemes.clone()), @"oauth2 ClientCredentials token=https://t/token scope=a b auto | Inherit auth from parent | Inherit auth from parent");
    assert_snapshot!(collection(none.clone(), &[json!([{"app": []}]), json!([{"app": []}]), none.clone()], schemes.clone()), @"oauth2 ClientCredentials token=https://t/token auto | Inherit auth from parent | Inherit auth from parent | No Auth");
    assert_snapshot!(collection(none.clone(), &[json!([{"code": ["x"]}]), none.clone(), none.clone()], schemes.clone()), @"No Auth | oauth2 AuthorizationCode token=https://h/token refresh=https://r/refresh authorization=https://h/b/auth scope=x | Inherit auth from parent | Inherit auth from parent");
    assert_snapshot!(collection(none.clone(), std::slice::from_ref(&none), schemes.clone()), @"basic {{basicAuthUsername}} {{basicAuthPassword}} | Inherit auth from parent");
    assert_snapshot!(collection(json!([{"app": ["a"]}]), &[json!([{"app": ["a", "b"]}]), json!([{"unknown": []}, {"key 2": []}])], schemes.clone()), @"oauth2 ClientCredentials token=https://t/token scope=a auto | oauth2 ClientCredentials token=https://t/token scope=a b auto | apikey Query k={{apiKey_key_2}}");
    assert_snapshot!(collection(json!([{"unknown": []}]), &[json!([{"unknown": []}])], schemes), @"No Auth | Inherit auth from parent");
}

#[test]
fn variables_of_authorizations_are_made_and_secret() {
    let imported = imported(&json!({"swagger": "2.0", "host": "h", "paths": {}, "securityDefinitions": {
        "b": {"type": "basic"}, "k": {"type": "apiKey", "name": "K", "in": "header"}, "k-2": {"type": "apiKey", "name": "K2", "in": "header"}
    }}));
    let variables: String = imported.collection.defaults.variables.iter().map(shown_variable).collect();
    assert_snapshot!(variables, @"
    variable baseUrl=http://h
    variable basicAuthUsername=
    variable basicAuthPassword= (secret)
    variable apiKey= (secret)
    variable apiKey_k_2= (secret)
    ");
}

#[test]
fn servers_become_base_url_and_environments() {
    let servers = |document: Value| {
        let imported = imported(&document);
        let mut text: String = imported.collection.defaults.variables.iter().map(shown_variable).collect();
        for environment in &imported.collection.environments {
            let _ = writeln!(
                text,
                "{}: {}",
                environment.name,
                environment.variables.iter().map(shown_variable).collect::<String>().trim()
            );
        }
        text + &problems(&imported)
    };
    assert_snapshot!(servers(json!({"swagger": "2.0", "paths": {}, "host": "h:8", "basePath": "/v1/", "schemes": ["http", "https"]})), @"
    variable baseUrl=http://h:8/v1
    http: variable baseUrl=http://h:8/v1
    https: variable baseUrl=https://h:8/v1
    ");
    assert_snapshot!(servers(json!({"swagger": "2.0", "paths": {}, "basePath": "v1"})), @"variable baseUrl=http://localhost/v1");
    assert_snapshot!(servers(json!({"swagger": "2.0", "paths": {}, "host": "https://h"})), @"
    variable baseUrl=https://h
    Warning host_with_scheme /host:1 `host` holds a scheme, which belongs into `schemes`
    ");
    assert_snapshot!(servers(json!({"openapi": "3.0.0", "paths": {}, "servers": [
        {"url": "https://{region}.h/v1/", "description": "Production", "variables": {"region": {"default": "eu"}}}, {"url": "/v2"}, {"url": "https://s/v1"}
    ]})), @"
    variable baseUrl=https://{{region}}.h/v1
    variable region=eu
    Production: variable baseUrl=https://{{region}}.h/v1
    variable region=eu
    localhost: variable baseUrl=http://localhost/v2
    s: variable baseUrl=https://s/v1
    ");
}
