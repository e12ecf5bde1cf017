//! Where the value of a name comes from.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Server;

use crate::program::{LIST, Program, encoded};

/// Places, then each name with its values; `>` marks the one that is sent, `-` one that is switched off.
fn shown(view: &Value) -> String {
    let mut text = String::new();
    for place in view["places"].as_array().unwrap() {
        text += &format!("[{} {}]", place["kind"].as_str().unwrap(), place["name"].as_str().unwrap());
    }
    for variable in view["variables"].as_array().unwrap() {
        text += &format!("\n{}", variable["name"].as_str().unwrap());
        for value in variable["values"].as_array().unwrap() {
            let sign = match (value["place"] == variable["wins"], value["is_enabled"].as_bool()) {
                (true, _) => ">",
                (_, Some(false)) => "-",
                _ => "",
            };
            let shown = if value["is_secret"] == true { "(secret)" } else { value["value"].as_str().unwrap() };
            text += &format!(" {sign}{}:{shown}", value["place"]);
        }
    }
    text
}

fn variable(name: &str, value: &str, is_enabled: bool, is_secret: bool) -> Value {
    json!({"name": name, "value": value, "data_type": null, "description": null,
           "is_enabled": is_enabled, "is_secret": is_secret})
}

#[test]
fn every_place_is_named_and_the_narrowest_wins() {
    let program = Program::start();
    let collection = program.gallery(&Server::answering([]));
    let edit = |path: &str, variables: Value| {
        let at = format!("/api/collection?collection={collection}&path={}", encoded(path));
        let mut content = program.ask(&at)["content"].clone();
        content["defaults"]["variables"] = variables;
        program.tell("/api/collection/draft", &json!({"collection": collection, "path": path, "content": content}));
    };
    edit("", json!([variable("host", "h", true, false), variable("key", "", true, true)]));
    edit("v3", json!([variable("host", "folder", true, false), variable("off", "x", false, false)]));
    let mut request = program.request(&collection, LIST)["request"].clone();
    request["variables"] = json!([variable("host", "own", false, false)]);
    program.tell("/api/request/draft", &json!({"collection": collection, "path": LIST, "request": request}));
    let ask = |path: &str| program.ask(&format!("/api/variables?collection={collection}&path={}", encoded(path)));
    assert_snapshot!(shown(&ask(LIST)), @r"
    [request List users][folder users][folder v3][collection Gallery][globals ]
    host -0:own >2:folder 3:h
    key >3:(secret)
    off -2:x
    ");
    assert_snapshot!(shown(&ask("")), @r"
    [collection Gallery][globals ]
    host >0:h
    key >0:(secret)
    ");
    let gone = program.get(&format!("/api/variables?collection={collection}&path=gone.yml"));
    assert_eq!(gone.refusal(), "404 not_found");
}
