//! What is written satisfies the schema, reads back equal, and keeps its bytes: over random models and golden folders.

mod golden;
mod random;
mod schema;

use document::Document;
use model::{Collection, Environment, Folder, Item, Request};

pub(crate) use golden::{files, problems, tree};

use crate::read::{self, Reader};
use crate::{tree, yaml};

/// The request in a canonical text; the text must be in order.
fn read_request(text: &str) -> Request {
    let (document, problems) = Document::parse("request.yml", text).unwrap();
    let mut reader = Reader::new(&document);
    let item = read::item(&mut reader, "", "stem");
    assert!(problems.is_empty() && reader.problems.is_empty(), "{problems:?} {:?}\n{text}", reader.problems);
    match item {
        Some(Item::Request(request)) => *request,
        other => panic!("{other:?}"),
    }
}

fn read_folder(text: &str) -> Folder {
    let (document, _) = Document::parse("folder.yml", text).unwrap();
    read::folder(&mut Reader::new(&document), "stem")
}

fn read_root(text: &str) -> Collection {
    let (document, _) = Document::parse("opencollection.yml", text).unwrap();
    read::root(&mut Reader::new(&document), "stem")
}

fn read_environment(text: &str) -> Environment {
    let (document, _) = Document::parse("environment.yml", text).unwrap();
    read::environment(&mut Reader::new(&document), "stem")
}

fn written(request: &Request) -> String {
    yaml::document(&tree::request(request))
}
