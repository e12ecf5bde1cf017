//! No parameter that names an item, folder or file leads out of a collection, at any address.
//!
//! A table says for every address which parameters name something. An address without a row fails.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use testkit::{Answer, Server};

use crate::attacks::routes;
use crate::program::{LIST, Program, encoded};

/// Stands in files that lie outside of every collection.
const MARK: &str = "mark-of-a-file-outside";

/// Addresses whose honest command would do something only in another state than that of [`Scene`].
const OTHER_STATE: [&str; 4] = ["GET /conflict", "POST /conflict/resolve", "POST /tokens/new", "POST /tokens/use"];

/// What an attacked parameter leads to.
#[derive(Debug, Clone, Copy)]
enum Slot {
    /// It names something that is there: anything else is refused. A JSON pointer, or `{id}` in the path.
    Refused(&'static str),
    /// It may say anything, such as the name of something new, and leads nowhere.
    Harmless(&'static str),
}
use Slot::{Harmless, Refused};

const ITEM: &[Slot] = &[Refused("/collection"), Refused("/path")];
const UNDO: &[Slot] = &[Refused("/undo")];
const ID: &[Slot] = &[Refused("{id}")];
const ENVIRONMENT: &[Slot] = &[Refused("/collection"), Refused("/name")];
const PLACE: &[Slot] = &[Refused("/place/collection"), Refused("/place/name")];

/// An address: what an honest page would ask, and which of it is attacked.
struct Row {
    address: &'static str,
    honest: Value,
    slots: Vec<Slot>,
}

/// A program with a collection, an exchange, an example and an environment.
struct Scene {
    program: Program,
    _server: Server,
    collection: String,
    exchange: String,
    request: Value,
    content: Value,
    example: Value,
}

impl Scene {
    fn new() -> Self {
        let server = Server::handling(|_| Answer::json("{\"id\":1}"));
        let program = Program::start();
        let collection = program.gallery(&server);
        let secret = format!("info:\n  name: {MARK}\n  type: http\nhttp:\n  method: GET\n  url: http://{MARK}\n");
        for folder in ["", "home/", "home/workspace/"] {
            program.folder.write(&format!("{folder}secret.yml"), &secret);
            program.folder.write(&format!("{folder}outside/secret.yml"), &secret);
        }
        program.set_auth(&collection, &json!({"type": "none"}));
        program.tell("/api/collection/save", &json!({"collection": collection}));
        program.tell("/api/environments/create", &json!({"collection": collection, "name": "Local"}));
        let exchange = program.send(&collection, LIST)["id"].as_str().unwrap().to_owned();
        let save = json!({"collection": collection, "path": LIST, "exchange_id": exchange, "name": "Kept"});
        let example = program.tell("/api/request/examples", &save)["example"].clone();
        let request = program.request(&collection, LIST)["request"].clone();
        let content = program.ask(&format!("/api/collection?collection={collection}"))["content"].clone();
        Self { program, _server: server, collection, exchange, request, content, example }
    }

    /// Everything that lies neither in a collection nor in the program's own state.
    fn outside(&self) -> Vec<(String, String)> {
        let files = self.program.folder.files().into_iter();
        let is_outside = |file: &String| {
            let parts: Vec<&str> = file.split('/').collect();
            match parts.as_slice() {
                ["home", "workspace", folder, ..] => parts.len() == 3 || *folder == "outside",
                ["home", folder, ..] => parts.len() == 2 || *folder == "outside",
                _ => true,
            }
        };
        let outside = files.filter(is_outside);
        outside.map(|file| (self.program.folder.read_text(&file), file)).map(|(text, file)| (file, text)).collect()
    }

    /// Asks an address; `id` stands for the number or name in its path.
    fn ask(&self, address: &str, command: &Value, id: &str) -> (u16, Value) {
        let (verb, path) = address.split_once(' ').unwrap();
        let path = ["{id}", "{number}"].iter().fold(format!("/api{path}"), |path, name| path.replace(name, id));
        let reply = if verb == "GET" {
            let pairs = command
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| format!("{name}={}", value.as_str().map_or_else(|| value.to_string(), query)));
            self.program.get(&format!("{path}?{}", pairs.collect::<Vec<_>>().join("&")))
        } else {
            self.program.post(&path, command)
        };
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(!text.contains("root:x:0"), "{address} read a file of the system: {command}");
        // What was asked may be repeated in a refusal; what stands in a file may not.
        assert!(!text.contains(MARK), "{address} read a file outside: {command}: {text}");
        (reply.status, reply.json())
    }
}

/// Anything as a value of a query, or as a part of a path.
fn query(text: &str) -> String {
    let text = encoded(text);
    [("/", "%2F"), ("\\", "%5C"), ("\0", "%00")].iter().fold(text, |text, (from, to)| text.replace(from, to))
}

fn attacks(scene: &Scene) -> Vec<String> {
    let absolute = scene.program.folder.path("outside/secret.yml").display().to_string();
    let own = [
        "../secret.yml",
        "../outside",
        "../../secret.yml",
        "v3/../../secret.yml",
        "..%2fsecret.yml",
        "%2e%2e/secret.yml",
        "%2e%2e%2fsecret.yml",
        "..\\secret.yml",
        "/etc/passwd",
        "../secret.yml\0",
        "v3\0/../../secret.yml",
        "..",
    ];
    own.into_iter().map(str::to_owned).chain([absolute]).collect()
}

/// The table. `Value::Null` as the honest command: there is none that would do without an earlier step.
#[expect(clippy::too_many_lines, reason = "a table: a row for every address")]
fn table(scene: &Scene) -> Vec<Row> {
    let Scene { collection, exchange, request, content, example, .. } = scene;
    let item = json!({"collection": collection, "path": LIST});
    let with = |more: Value| {
        let mut command = item.clone();
        for (name, value) in more.as_object().unwrap() {
            command[name] = value.clone();
        }
        command
    };
    let environment = json!({"collection": collection, "name": "Local"});
    let place = json!({"kind": "environment", "collection": collection, "name": "Local"});
    let known = example["name"].clone();
    let at = with(json!({"at": 0, "known": known, "name": "Other", "content": example}));
    let cookie = json!({"name": "a", "value": "b", "domain": "x.test", "is_host_only": true, "path": "/",
        "is_secure": false, "is_http_only": false});
    let row = |address, honest, slots: &[Slot]| Row { address, honest, slots: slots.to_vec() };
    vec![
        row("GET /app", json!({}), &[]),
        row("GET /workspace", json!({}), &[]),
        row("GET /request", item.clone(), ITEM),
        row("POST /request/draft", with(json!({"request": request})), ITEM),
        row("POST /request/save", item.clone(), ITEM),
        row("POST /request/discard", item.clone(), ITEM),
        row("POST /request/curl", item.clone(), ITEM),
        row("POST /request/from-curl", with(json!({"text": "curl http://127.0.0.1/"})), ITEM),
        row("GET /collection", json!({"collection": collection, "path": "v3"}), ITEM),
        row("POST /collection/draft", json!({"collection": collection, "path": "", "content": content}), ITEM),
        row("POST /collection/save", json!({"collection": collection, "path": "v3"}), ITEM),
        row("POST /collection/discard", json!({"collection": collection, "path": "v3"}), ITEM),
        row("GET /conflict", item.clone(), ITEM),
        row("POST /conflict/resolve", with(json!({"seen": "x", "choices": {}})), ITEM),
        row(
            "POST /items/add",
            json!({"kind": "request", "name": "New", "collection": collection, "parent": "v3"}),
            &[Refused("/collection"), Refused("/parent"), Harmless("/name")],
        ),
        row("POST /items/rename", with(json!({"name": "New"})), &[ITEM[0], ITEM[1], Harmless("/name")]),
        row(
            "POST /items/move",
            with(json!({"parent": "v3", "to_collection": collection})),
            &[ITEM[0], ITEM[1], Refused("/parent"), Refused("/to_collection"), Harmless("/before")],
        ),
        row("POST /items/duplicate", item.clone(), ITEM),
        row("POST /items/delete", item.clone(), ITEM),
        row("GET /items/deleted", json!({}), &[]),
        row("POST /items/restore", Value::Null, UNDO),
        row(
            "POST /request/save-as",
            with(json!({"to_collection": collection, "parent": "v3", "name": "New"})),
            &[ITEM[0], ITEM[1], Refused("/to_collection"), Refused("/parent"), Harmless("/name")],
        ),
        row("GET /auth", item.clone(), ITEM),
        row("GET /tokens", json!({}), &[]),
        row("GET /tokens/{id}", Value::Null, ID),
        row("POST /tokens/new", item.clone(), ITEM),
        row("POST /tokens/use", with(json!({"token": "x"})), &[ITEM[0], ITEM[1], Refused("/token")]),
        row("POST /tokens/delete", json!({"which": {"ids": ["x"]}}), &[Harmless("/which/ids/0")]),
        row("POST /tokens/restore", Value::Null, UNDO),
        row("POST /secrets/reveal", json!({"collection": collection, "name": "x"}), &[ITEM[0], Harmless("/name")]),
        row(
            "POST /imports",
            json!({"text": "{\"swagger\":\"2.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{}}", "name": "T", "settings": []}),
            &[Harmless("/text"), Harmless("/name")],
        ),
        // An address is fetched, and nothing else is: a path is the name of a host that nobody knows.
        row("POST /imports/preview", Value::Null, &[Harmless("/text")]),
        row("GET /imports/{id}", Value::Null, ID),
        row("POST /imports/{id}/cancel", Value::Null, ID),
        row("GET /layout", json!({}), &[]),
        row("POST /layout", json!({"text": "{}"}), &[Harmless("/text")]),
        row("GET /events", json!({}), &[]),
        row("POST /send", item.clone(), ITEM),
        row("GET /exchanges/{id}", json!({}), ID),
        row("POST /exchanges/{id}/cancel", Value::Null, ID),
        row("POST /exchanges/{id}/trust-certificate", Value::Null, ID),
        row("GET /exchanges/{id}/body", json!({"from": 0}), &[ID[0], Refused("/form")]),
        row("GET /exchanges/{id}/lines", json!({"from": 0, "count": 1}), &[ID[0], Refused("/form")]),
        row("GET /exchanges/{id}/fold", json!({"row": 0, "form": "json"}), &[ID[0], Refused("/form")]),
        row("GET /exchanges/{id}/folds", json!({"from": 0, "form": "json"}), &[ID[0], Refused("/form")]),
        row("GET /exchanges/{id}/search", json!({"text": "a"}), &[ID[0], Refused("/form")]),
        row("POST /exchanges/{id}/filter", json!({"path": "$"}), &[ID[0], Refused("/path")]),
        row("POST /exchanges/{id}/preview", json!({}), ID),
        row("POST /exchanges/{id}/download", json!({}), ID),
        row("GET /request/example", with(json!({"at": 0})), ITEM),
        row(
            "POST /request/examples",
            with(json!({"exchange_id": exchange, "name": "n"})),
            &[ITEM[0], ITEM[1], Refused("/exchange_id"), Harmless("/name")],
        ),
        row("POST /request/examples/rename", at.clone(), &[ITEM[0], ITEM[1], Refused("/known"), Harmless("/name")]),
        row("POST /request/examples/delete", at.clone(), &[ITEM[0], ITEM[1], Refused("/known")]),
        row("POST /request/examples/restore", at.clone(), ITEM),
        row("POST /laid-out", json!({"language": "xml", "text": "<a/>"}), &[Refused("/language"), Refused("/text")]),
        row("GET /variables", item.clone(), ITEM),
        // A file that a person typed may lie anywhere: its size and date are told, never what is in it.
        row("POST /files", json!({"collection": collection, "paths": ["a"]}), &[ITEM[0], Harmless("/paths/0")]),
        row("GET /folders", json!({"collection": collection, "folder": "v3"}), &[ITEM[0], Refused("/folder")]),
        row("GET /environments", json!({"collection": collection}), &[ITEM[0]]),
        row("POST /environments/use", environment.clone(), ENVIRONMENT),
        row("GET /environments/all", json!({}), &[]),
        row(
            "POST /environments/create",
            json!({"collection": collection, "name": "New"}),
            &[ITEM[0], Harmless("/name")],
        ),
        row(
            "POST /environments/rename",
            json!({"collection": collection, "name": "Local", "new_name": "New"}),
            &[ENVIRONMENT[0], ENVIRONMENT[1], Harmless("/new_name")],
        ),
        row("POST /environments/duplicate", environment.clone(), ENVIRONMENT),
        row("POST /environments/delete", environment.clone(), ENVIRONMENT),
        row("POST /environments/restore", Value::Null, UNDO),
        row(
            "POST /environment/save",
            json!({"collection": collection, "name": "Local", "base": [], "variables": []}),
            ENVIRONMENT,
        ),
        row("GET /settings", json!({}), &[]),
        row("POST /settings/save", Value::Null, &[Refused("/settings")]),
        row("POST /settings/way", json!({"url": "http://h.test/"}), &[Harmless("/url")]),
        row("GET /variables/table", place.clone(), ENVIRONMENT),
        row(
            "POST /variables/set",
            json!({"place": place, "name": "v", "value": "1"}),
            &[PLACE[0], PLACE[1], Harmless("/name")],
        ),
        row("POST /variables/persist", json!({"place": place, "names": []}), PLACE),
        row("POST /variables/reset", json!({"place": place, "names": []}), PLACE),
        row(
            "POST /variables/reveal",
            json!({"place": place, "name": "v"}),
            &[PLACE[0], Harmless("/place/name"), Harmless("/name")],
        ),
        row("GET /cookies", json!({}), &[]),
        row("POST /cookies/reveal", Value::Null, &[Refused("/domain"), Refused("/path"), Refused("/name")]),
        row("POST /cookies/set", cookie, &[Harmless("/domain"), Harmless("/path"), Harmless("/name")]),
        row("POST /cookies/delete", json!({"which": {"domain": "x.test"}}), &[Harmless("/which/domain")]),
        row("POST /cookies/restore", Value::Null, UNDO),
        row("GET /console", json!({}), &[]),
        row("GET /console/{number}", Value::Null, ID),
        row("POST /console/clear", json!({}), &[]),
        row("GET /history", json!({"text": ""}), &[Harmless("/text")]),
        row("GET /history/compare", Value::Null, &[Refused("/before"), Refused("/after")]),
        row("POST /history/delete", Value::Null, &[Refused("/id")]),
        row("POST /history/restore", Value::Null, UNDO),
        row("GET /history/{id}/request", Value::Null, ID),
        row("GET /history/{id}", Value::Null, ID),
    ]
}

/// The command with the attack in it, and what stands in the path.
fn attacked(row: &Row, pointer: &str, attack: &str, exchange: &str) -> (Value, String) {
    let mut command = if row.honest.is_object() { row.honest.clone() } else { json!({}) };
    if pointer == "{id}" {
        return (command, query(attack));
    }
    match command.pointer_mut(pointer) {
        Some(value) => *value = json!(attack),
        None => command[&pointer[1..]] = json!(attack),
    }
    (command, exchange.to_owned())
}

#[test]
fn every_address_has_a_row() {
    let scene = Scene::new();
    let rows: BTreeSet<String> = table(&scene).iter().map(|row| row.address.to_owned()).collect();
    let known: BTreeSet<String> = routes().into_iter().map(|(verb, path)| format!("{verb} {path}")).collect();
    let missing: Vec<_> = known.symmetric_difference(&rows).collect();
    assert!(missing.is_empty(), "rows without an address, or addresses without a row: {missing:?}");
}

#[test]
fn the_honest_commands_of_the_table_work() {
    // Otherwise a refusal below would prove nothing.
    let rows = table(&Scene::new()).len();
    for at in 0..rows {
        let scene = Scene::new();
        let row = &table(&scene)[at];
        if row.honest.is_null() || row.slots.is_empty() || OTHER_STATE.contains(&row.address) {
            continue;
        }
        let (command, id) = (row.honest.clone(), scene.exchange.clone());
        let (status, answer) = scene.ask(row.address, &command, &id);
        assert!(status < 300, "{} {command}: {status} {answer}", row.address);
    }
}

#[test]
fn a_name_that_leads_outside_is_refused_at_every_address() {
    let scene = Scene::new();
    let before = (scene.outside(), scene.program.folder.files());
    let mut taken = Vec::new();
    for row in table(&scene) {
        for slot in &row.slots {
            let Refused(pointer) = *slot else { continue };
            for attack in attacks(&scene) {
                let (command, id) = attacked(&row, pointer, &attack, &scene.exchange);
                let (status, answer) = scene.ask(row.address, &command, &id);
                // A token that cannot be had is told in an answer of its own.
                let says_no = status == 200 && answer["problem"]["code"] == "not_found";
                let is_refused = [400, 403, 404, 409, 422].contains(&status);
                if !says_no && !is_refused {
                    taken.push(format!("{} {pointer} {attack:?}: {status} {answer}", row.address));
                }
            }
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
    assert_eq!(before, (scene.outside(), scene.program.folder.files()));
}

#[test]
fn a_raw_path_that_climbs_reaches_no_address() {
    let scene = Scene::new();
    for (verb, path) in routes().into_iter().filter(|(_, path)| path.contains('{')) {
        for attack in
            ["../secret.yml", "..%2fsecret.yml", "%2e%2e/secret.yml", "%2e%2e%2fsecret.yml", "/etc/passwd", "%00"]
        {
            let path = ["{id}", "{number}"].iter().fold(path.to_owned(), |path, name| path.replace(name, attack));
            let lines = scene.program.lines();
            let reply = scene.program.raw(&format!("{verb} /api{path}"), &lines, b"{\"path\":\"$\"}");
            assert!([400, 404].contains(&reply.status), "{verb} {path}: {}", reply.status);
        }
    }
}

#[test]
fn a_new_name_that_leads_outside_stays_inside() {
    for (at, row) in table(&Scene::new()).into_iter().enumerate() {
        for slot in &row.slots {
            let Harmless(pointer) = *slot else { continue };
            // Each attack goes to what the one before it made: only the item of a renamed file is gone by then.
            let mut scene = Scene::new();
            for attack in attacks(&scene) {
                if row.address.contains("rename") {
                    scene = Scene::new();
                }
                let before = scene.outside();
                let (command, id) = attacked(&table(&scene)[at], pointer, &attack, &scene.exchange);
                let status = if row.address == "POST /imports" {
                    scene.program.import(&command);
                    200
                } else {
                    scene.ask(row.address, &command, &id).0
                };
                let is_answered = status < 300 || [400, 403, 404, 409, 422, 502].contains(&status);
                assert!(is_answered, "{} {pointer} {attack:?}: {status}", row.address);
                assert_eq!(before, scene.outside(), "{} {pointer} {attack:?}", row.address);
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_a_collection_is_neither_read_nor_written_as_an_item() {
    use std::os::unix::fs::symlink;
    let scene = Scene::new();
    let Scene { program, collection, .. } = &scene;
    let inside = |path: &str| program.folder.path(&format!("home/workspace/Gallery/{path}"));
    let outside = program.folder.path("outside");
    symlink(outside.join("secret.yml"), inside("v3/Linked.yml")).unwrap();
    symlink(&outside, inside("v3/linked")).unwrap();
    symlink(outside.join("not-there.yml"), inside("v3/New.yml")).unwrap();
    let before = scene.outside();
    let tree = program.ask("/api/workspace").to_string();
    assert!(!tree.contains(MARK) && !tree.contains("\"v3/Linked.yml\""), "{tree}");
    for path in ["v3/Linked.yml", "v3/linked/secret.yml", "v3/linked", "v3/New.yml"] {
        let command = json!({"collection": collection, "path": path, "request": scene.request, "name": "Other",
            "parent": "", "to_collection": collection});
        assert_eq!(scene.ask("GET /request", &json!({"collection": collection, "path": path}), "").0, 404, "{path}");
        for address in
            ["request/draft", "request/save", "send", "items/rename", "items/move", "items/delete", "request/save-as"]
        {
            assert_eq!(scene.ask(&format!("POST /{address}"), &command, "").0, 404, "{address} {path}");
        }
    }
    for parent in ["v3/linked", "v3"] {
        let add = json!({"kind": "request", "name": "New", "collection": collection, "parent": parent});
        let status = scene.ask("POST /items/add", &add, "").0;
        assert_eq!(status, if parent == "v3" { 200 } else { 404 });
    }
    assert_eq!(before, scene.outside());
    // What holds for a body: its file is the path that a person typed, and that may lead anywhere, through a link, too.
    // The page is told size and date of it; the bytes go to the server that the request names and nowhere else.
    let wanted = json!({"collection": collection, "paths": ["v3/linked/secret.yml"]});
    let (_, known) = scene.ask("POST /files", &wanted, "");
    assert!(known[0]["bytes"].as_u64().is_some(), "{known}");
    // Looking around for one ends at the workspace.
    let looked = json!({"collection": collection, "folder": "v3/linked"});
    assert_eq!(scene.ask("GET /folders", &looked, "").0, 400);
}
