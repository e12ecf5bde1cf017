//! Loading, creating and saving a large collection: 5 000 requests in 100 folders.

use std::path::PathBuf;

use files::Side;
use model::{Auth, Body, Collection, Defaults, Folder, Header, Item, Param, ParamKind, Request};
use tempfile::TempDir;

const FOLDERS: usize = 100;
const REQUESTS_PER_FOLDER: usize = 50;

fn main() {
    divan::main();
}

fn request(number: usize) -> Item {
    let param = |name: &str| Param {
        name: name.to_owned(),
        value: "{{value}}".to_owned(),
        kind: ParamKind::Query,
        description: Some("What the document says about it, one line or so.".to_owned()),
        is_enabled: false,
    };
    let header = |name: &str, value: &str| Header {
        name: name.to_owned(),
        value: value.to_owned(),
        description: None,
        is_enabled: true,
    };
    Item::Request(Box::new(Request {
        name: format!("Request number {number}"),
        method: "POST".to_owned(),
        url: "{{baseUrl}}/v3/users/:id/things".to_owned(),
        headers: vec![header("Accept", "application/json"), header("Content-Type", "application/json")],
        params: ["view", "role", "lastName", "createdAfter"].map(param).to_vec(),
        body: Body::Raw {
            language: "json".to_owned(),
            text: "{\n  \"id\": \"<string>\",\n  \"firstName\": \"<string>\",\n  \"isActive\": \"<boolean>\"\n}"
                .to_owned(),
        },
        auth: Auth::Inherit,
        docs: Some("Some lines of documentation.\n\nAs documents have them.".to_owned()),
        ..Request::default()
    }))
}

fn collection() -> Collection {
    let folder = |number: usize| {
        Item::Folder(Folder {
            name: format!("folder {number}"),
            defaults: Defaults { auth: Auth::Inherit, ..Defaults::default() },
            items: (0..REQUESTS_PER_FOLDER).map(|request_number| request(number * 1000 + request_number)).collect(),
            ..Folder::default()
        })
    };
    Collection { name: "Large".to_owned(), items: (0..FOLDERS).map(folder).collect(), ..Collection::default() }
}

fn created() -> (TempDir, PathBuf) {
    let workspace = tempfile::tempdir().expect("a temporary folder");
    let folder = files::create(workspace.path(), "large", &mut collection(), &Side::default()).expect("created");
    (workspace, folder)
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn load_5000(bencher: divan::Bencher<'_, '_>) {
    let (_workspace, folder) = created();
    bencher.bench_local(|| files::load(&folder).expect("loaded"));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn create_5000(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| (tempfile::tempdir().expect("a temporary folder"), collection())).bench_local_values(
        |(workspace, mut collection)| {
            files::create(workspace.path(), "large", &mut collection, &Side::default()).expect("created");
            workspace
        },
    );
}

fn first_request(items: &[Item]) -> Option<Box<Request>> {
    items.iter().find_map(|item| match item {
        Item::Folder(folder) => first_request(&folder.items),
        Item::Request(request) => Some(request.clone()),
        Item::Foreign(_) => None,
    })
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn save_one(bencher: divan::Bencher<'_, '_>) {
    let (_workspace, folder) = created();
    let collection = files::load(&folder).expect("loaded").collection;
    let Some(request) = first_request(&collection.items) else {
        return;
    };
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let mut request = request.clone();
        request.name = format!("Renamed {number}");
        files::save_request(&folder, &request).expect("saved")
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn list_workspace(bencher: divan::Bencher<'_, '_>) {
    let (workspace, _folder) = created();
    bencher.bench_local(|| files::list(workspace.path()).expect("listed"));
}
