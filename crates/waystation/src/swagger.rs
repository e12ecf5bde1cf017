//! The API document (Swagger 2.0), written from the table of operations and the models.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::address::Origin;
use crate::model::Model;
use crate::operation::{DeclaredResponse, Operation};
use crate::{models, operations, token_endpoint};

/// What bodies may be sent as. The form type stays in the list although JSON is meant: importers look for it.
const CONSUMES: &[&str] =
    &["application/json", "text/json", "application/xml", "text/xml", "application/x-www-form-urlencoded"];

const PRODUCES: &[&str] = &["application/json", "text/json", "application/xml", "text/xml"];

/// The document for a client that addressed the server like this.
pub(crate) fn document(origin: &Origin) -> Value {
    let Origin { scheme, host } = origin;
    json!({
        "swagger": "2.0",
        "info": {"version": "3", "title": "Alteryx Server API V3"},
        "host": host,
        "basePath": "/webapi/",
        "schemes": [scheme],
        "paths": paths(),
        "definitions": models::ALL.iter().map(|model| (model.name.to_owned(), definition(model))).collect::<Map<_, _>>(),
        "securityDefinitions": {
            "oauth2": {
                "type": "oauth2",
                "description": "OAuth2 Client Credentials Grant",
                "flow": "application",
                "tokenUrl": format!("{scheme}://{host}{}", token_endpoint::PATH),
                "scopes": {},
            },
        },
    })
}

fn paths() -> Map<String, Value> {
    let mut paths: Map<String, Value> = Map::new();
    for row in operations::ALL {
        let path = paths.entry(row.path).or_insert_with(|| json!({}));
        path[row.method.as_str().to_ascii_lowercase()] = operation(row);
    }
    paths
}

fn operation(row: &Operation) -> Value {
    let mut operation = json!({"tags": [row.tag], "summary": row.summary});
    if !row.description.is_empty() {
        operation["description"] = json!(row.description);
    }
    operation["operationId"] = json!(row.id);
    operation["consumes"] = if row.body.is_some() { json!(CONSUMES) } else { json!([]) };
    operation["produces"] = json!(PRODUCES);
    operation["parameters"] = parameters(row);
    operation["responses"] = row
        .responses
        .iter()
        .map(|declared| (declared.status.as_str().to_owned(), response(declared)))
        .collect::<Map<_, _>>()
        .into();
    operation["security"] = json!([{"oauth2": []}]);
    operation
}

fn parameters(row: &Operation) -> Value {
    let path =
        row.path_parameters().map(|name| json!({"name": name, "in": "path", "required": true, "type": "string"}));
    let body = row.body.iter().map(|body| {
        let schema = json!({"$ref": format!("#/definitions/{}", body.model.name)});
        json!({"name": body.name, "in": "body", "required": true, "schema": schema})
    });
    let query = row.query.iter().map(|field| {
        let mut parameter = Map::from_iter([
            ("name".to_owned(), json!(field.name)),
            ("in".to_owned(), json!("query")),
            ("required".to_owned(), json!(field.is_required)),
        ]);
        parameter.extend(field.schema());
        Value::Object(parameter)
    });
    path.chain(body).chain(query).collect()
}

fn response(declared: &DeclaredResponse) -> Value {
    let mut response = json!({"description": status_name(declared.status)});
    if let Some(kind) = &declared.holds {
        response["schema"] = Value::Object(kind.schema());
    }
    response
}

/// The name of a status as one word, as `BadRequest`.
fn status_name(status: StatusCode) -> String {
    status.canonical_reason().unwrap_or_default().replace(' ', "")
}

fn definition(model: &Model) -> Value {
    let required: Vec<&str> = model.fields.iter().filter(|field| field.is_required).map(|field| field.name).collect();
    let properties: Map<String, Value> =
        model.fields.iter().map(|field| (field.name.to_owned(), Value::Object(field.schema()))).collect();
    let mut definition = json!({});
    if !required.is_empty() {
        definition["required"] = json!(required);
    }
    definition["type"] = json!("object");
    definition["properties"] = Value::Object(properties);
    definition
}
