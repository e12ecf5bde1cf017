//! How fast texts become values: JSON, YAML, and the first place of a document.

use divan::Bencher;
use divan::counter::BytesCount;
use document::Document;

fn main() {
    divan::main();
}

/// A text like an API document: many small objects with the same keys.
fn json(operations: usize) -> String {
    let operations: Vec<_> = (0..operations)
        .map(|number| {
            format!(
                r##""/v3/things{number}":{{"get":{{"tags":["things"],"summary":"List things {number}","operationId":"Things_List{number}","parameters":[{{"name":"view","in":"query","type":"string","enum":["Default","Full"],"required":false}}],"responses":{{"200":{{"description":"OK","schema":{{"$ref":"#/definitions/Thing{number}"}}}}}}}}}}"##
            )
        })
        .collect();
    format!("{{\"swagger\":\"2.0\",\"paths\":{{{}}}}}", operations.join(",\n"))
}

#[divan::bench(args = [10, 10_000])]
fn json_document(bencher: Bencher<'_, '_>, operations: usize) {
    let text = json(operations);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Document::parse("bench.json", &text).is_ok());
}

#[divan::bench(args = [10, 2_000])]
fn yaml_document(bencher: Bencher<'_, '_>, operations: usize) {
    let text = format!("# read as YAML\n{}", json(operations));
    bencher.counter(BytesCount::of_str(&text)).bench(|| Document::parse("bench.yaml", &text).is_ok());
}

#[divan::bench(args = [10, 10_000])]
fn first_place(bencher: Bencher<'_, '_>, operations: usize) {
    let text = json(operations);
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| Document::parse("bench.json", &text).expect("valid JSON").0)
        .bench_values(|document| document.place("/paths/~1v3~1things5/get/summary"));
}
