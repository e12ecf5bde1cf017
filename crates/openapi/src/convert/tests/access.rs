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

/// The authorization of the collection, then that of each request, for requirements that stand at one operation each.
fn authorized(requirements: &[Value], schemes: &Value) -> String {
    let paths: serde_json::Map<String, Value> = requirements
        .iter()
        .enumerate()
        .map(|(number, security)| {
            (format!("/{number}"), json!({"get": {"security": security, "responses": {"204": {}}}}))
        })
        .collect();
    let imported = imported(
        &json!({"swagger": "2.0", "host": "h", "schemes": ["https"], "paths": paths, "securityDefinitions": schemes}),
    );
    let requests: Vec<_> = requests(&imported.collection).iter().map(|request| auth(&request.auth)).collect();
    format!("{} | {}\n{}", auth(&imported.collection.defaults.auth), requests.join(" | "), problems(&imported))
}

#[test]
fn what_no_operation_asks_for_is_offered_by_the_collection() {
    let schemes = json!({"basic": {"type": "basic"}, "key": {"type": "apiKey", "name": "K", "in": "header"}});
    assert_snapshot!(authorized(&[json!([]), json!([{}])], &schemes), @"basic {{basicAuthUsername}} {{basicAuthPassword}} | No Auth | No Auth");
    assert_snapshot!(authorized(&[json!([]), json!([{"other": []}])], &schemes), @"
    No Auth | No Auth | Inherit auth from parent
    Warning unknown_scheme /paths/~11/get/security:1 the security scheme `other` is not declared
    ");
}

#[test]
fn schemes_that_are_needed_together_are_said() {
    let schemes = json!({
        "id": {"type": "apiKey", "name": "Id", "in": "header"}, "key": {"type": "apiKey", "name": "Key", "in": "header"}, "basic": {"type": "basic"}
    });
    assert_snapshot!(authorized(&[json!([{"id": [], "key": []}])], &schemes), @"
    apikey Header Id={{apiKey}} | Inherit auth from parent
    Warning combined_schemes /paths/~10/get/security:1 `id` and `key` are needed together; only `id` was set
    ");
    assert_snapshot!(authorized(&[json!([{"id": [], "key": []}, {"basic": []}])], &schemes), @"basic {{basicAuthUsername}} {{basicAuthPassword}} | Inherit auth from parent");
    let flows = json!({
        "a": {"type": "oauth2", "flow": "application", "tokenUrl": "https://t/token"}, "b": {"type": "oauth2", "flow": "password", "tokenUrl": "https://t/token"}
    });
    assert_snapshot!(authorized(&[json!([{"a": ["x"], "b": ["x"]}])], &flows), @"oauth2 ClientCredentials token=https://t/token scope=x auto | Inherit auth from parent");
    assert_snapshot!(authorized(&[json!([{"id": [], "key": []}, {}])], &schemes), @"
    apikey Header Id={{apiKey}} | Inherit auth from parent
    Warning combined_schemes /paths/~10/get/security:1 `id` and `key` are needed together; only `id` was set
    ");
}

#[test]
fn requirements_that_cannot_be_read_open_nothing() {
    let schemes = json!({"key": {"type": "apiKey", "name": "K", "in": "header"}, "odd": {"name": "x"}});
    assert_snapshot!(authorized(&[json!("key"), json!(["key"]), json!(7), json!([1]), json!({"key": []})], &schemes), @"
    apikey Header K={{apiKey}} | Inherit auth from parent | Inherit auth from parent | No Auth | No Auth | Inherit auth from parent
    Error not_a_requirement /paths/~12/get/security:1 this does not say which security scheme is needed
    Error not_a_requirement /paths/~13/get/security/0:1 this does not say which security scheme is needed
    Warning unsupported_scheme /securityDefinitions/odd:1 the security scheme `odd` does not say what kind it is
    ");
}

#[test]
fn a_flow_asks_for_what_it_declares_and_says_what_it_lacks() {
    let schemes = json!({
        "app": {"type": "oauth2", "flow": "application", "tokenUrl": "https://t/token", "scopes": {"a": "", "b": ""}},
        "code": {"type": "oauth2", "flow": "accessCode", "tokenUrl": " "}
    });
    assert_snapshot!(authorized(&[json!([{"app": []}]), json!([{"app": ["a"]}])], &schemes), @"
    oauth2 ClientCredentials token=https://t/token scope=a b auto | Inherit auth from parent | Inherit auth from parent
    Warning flow_without_address /securityDefinitions/code:1 the OAuth 2.0 flow has no `authorizationUrl`
    Warning flow_without_address /securityDefinitions/code:1 the OAuth 2.0 flow has no `tokenUrl`
    ");
    let imported = imported(
        &json!({"openapi": "3.0.0", "servers": [{"url": "{scheme}://h/v1", "variables": {"scheme": {"default": "https"}}}],
        "paths": {}, "components": {"securitySchemes": {
            "none": {"type": "oauth2", "flows": {"device": {}}},
            "app": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {}}}}
        }}}),
    );
    assert_snapshot!(format!("{}\n{}", auth(&imported.collection.defaults.auth), problems(&imported)), @"
    oauth2 ClientCredentials token={{scheme}}://h/token auto
    Warning unknown_flow /components/securitySchemes/none:1 the OAuth 2.0 scheme has no flow that is known
    ");
}

#[test]
fn odd_spellings_of_a_server_are_understood() {
    let server = |members: Value| {
        let mut document = json!({"swagger": "2.0", "paths": {}, "host": "h", "schemes": ["https"]});
        document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        let imported = imported(&document);
        let said: Vec<_> =
            imported.problems.iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect();
        format!("{}{}", shown_variable(&imported.collection.defaults.variables[0]), said.join("\n"))
    };
    assert_snapshot!(server(json!({"basePath": "//webapi/"})), @"variable baseUrl=https://h//webapi");
    assert_snapshot!(server(json!({"basePath": "//"})), @"variable baseUrl=https://h");
    assert_snapshot!(server(json!({"basePath": "https://other/v2/"})), @"
    variable baseUrl=https://other/v2
    base_path_with_host: `basePath` holds a whole address, not only a path
    ");
    assert_snapshot!(server(json!({"host": "//h:8/", "schemes": ["HTTP://"]})), @"variable baseUrl=http://h:8");
    assert_snapshot!(server(json!({"host": "{tenant}.h", "basePath": "{{v}}/{api"})), @"
    variable baseUrl=https://{{tenant}}.h/{{v}}/{api
    undeclared_server_variable: `{tenant}` in the server's address is not declared
    ");
}
