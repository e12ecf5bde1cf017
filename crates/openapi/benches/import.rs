//! How fast a document becomes a collection: the fixture, and a large one with schemas that refer to each other.

use divan::Bencher;
use divan::counter::BytesCount;
use openapi::{Base, Documents, Options, Source, import};

const FIXTURE: &str = include_str!("../../../fixtures/api-documents/swashbuckle-users.json");

fn main() {
    divan::main();
}

/// A Swagger 2.0 document with four operations and a schema of ten properties for each thing. Tangled schemas lead to
/// every other one; else each leads to one of a few.
fn large(things: usize, is_tangled: bool) -> String {
    let mut paths = Vec::new();
    let mut definitions = Vec::new();
    for thing in 0..things {
        let parameters: Vec<_> = (0..8)
            .map(|number| {
                format!(r#"{{"name":"filter{number}","in":"query","description":"Filter {number}","type":"string"}}"#)
            })
            .collect();
        let body = format!(
            r##"{{"name":"thing","in":"body","required":true,"schema":{{"$ref":"#/definitions/Thing{thing}"}}}}"##
        );
        let id = r#"{"name":"id","in":"path","required":true,"type":"string"}"#;
        let answer = format!(
            r##""responses":{{"200":{{"description":"OK","schema":{{"$ref":"#/definitions/Thing{thing}"}}}},"404":{{"description":"Not found"}}}},"security":[{{"oauth2":[]}}]"##
        );
        paths.push(format!(
            r#""/v3/things{thing}":{{"get":{{"summary":"List {thing}","parameters":[{}],{answer}}},"post":{{"summary":"Add {thing}","parameters":[{body}],{answer}}}}},"/v3/things{thing}/{{id}}":{{"get":{{"summary":"Get {thing}","parameters":[{id}],{answer}}},"put":{{"summary":"Change {thing}","parameters":[{id},{body}],{answer}}}}}"#,
            parameters.join(",")
        ));
        let properties: Vec<_> = (0..8)
            .map(|number| format!(r#""property{number}":{{"type":"string","description":"Property {number}"}}"#))
            .collect();
        definitions.push(format!(
            r##""Thing{thing}":{{"type":"object","properties":{{{},"next":{{"$ref":"#/definitions/Thing{}"}},"list":{{"type":"array","items":{{"$ref":"#/definitions/Thing{}"}}}}}}}}"##,
            properties.join(","),
            if is_tangled { (thing + 1) % things } else { thing % 4 },
            if is_tangled { thing / 2 } else { 4 + thing % 3 },
        ));
    }
    format!(
        r#"{{"swagger":"2.0","info":{{"title":"Large","version":"1"}},"host":"localhost","basePath":"/webapi","schemes":["http"],"securityDefinitions":{{"oauth2":{{"type":"oauth2","flow":"application","tokenUrl":"/token","scopes":{{}}}}}},"paths":{{{}}},"definitions":{{{}}}}}"#,
        paths.join(",\n"),
        definitions.join(",\n")
    )
}

fn documents(text: &str) -> Documents {
    let address = "http://localhost/api.json".to_owned();
    Documents::read(Source { name: address.clone(), base: Base::Url(address) }, text).expect("a valid document")
}

#[divan::bench]
fn fixture_with_parsing(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(FIXTURE)).bench(|| import(&documents(FIXTURE), &Options::default()).is_ok());
}

#[divan::bench(args = [10, 100, 1000])]
fn large_with_parsing(bencher: Bencher<'_, '_>, things: usize) {
    let text = large(things, false);
    bencher.counter(BytesCount::of_str(&text)).bench(|| import(&documents(&text), &Options::default()).is_ok());
}

#[divan::bench(args = [10, 100, 1000])]
fn large_without_parsing(bencher: Bencher<'_, '_>, things: usize) {
    let text = large(things, false);
    let documents = documents(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| import(&documents, &Options::default()).is_ok());
}

#[divan::bench(args = [100])]
fn tangled_without_parsing(bencher: Bencher<'_, '_>, things: usize) {
    let text = large(things, true);
    let documents = documents(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| import(&documents, &Options::default()).is_ok());
}
