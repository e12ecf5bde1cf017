//! The tree: folders by path or by tag, collapsed if wanted, numbered at the end.

use std::collections::HashMap;

use model::{Folder, Item, Request};

use crate::FolderStrategy;
use crate::api::{Api, Found};
use crate::reader::{Node, Reader};

/// Puts the requests into their folders.
pub(super) fn arrange<'a>(reader: &Reader<'a>, api: &Api<'a>, made: Vec<(&Found<'a>, Request)>) -> Vec<Item> {
    match reader.options.folder_strategy {
        FolderStrategy::Paths => by_path(made),
        FolderStrategy::Tags if reader.options.nested_folder_hierarchy => by_nested_tags(api, made),
        FolderStrategy::Tags => by_tag(api, made),
    }
}

fn by_path(made: Vec<(&Found<'_>, Request)>) -> Vec<Item> {
    let mut items = Vec::new();
    for (found, request) in made {
        let (path, _, _) = super::rows::split(found.path);
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        let mut at = &mut items;
        for segment in segments {
            at = folder(at, segment);
        }
        at.push(Item::Request(Box::new(request)));
    }
    items
}

/// The children of the folder called `name`, which is made if there is none.
fn folder<'i>(items: &'i mut Vec<Item>, name: &str) -> &'i mut Vec<Item> {
    // From behind: documents keep the paths of one folder together.
    let known = items.iter().rposition(|item| matches!(item, Item::Folder(folder) if folder.name == name));
    let at = known.unwrap_or_else(|| {
        items.push(Item::Folder(Folder { name: name.to_owned(), ..Folder::default() }));
        items.len() - 1
    });
    match &mut items[at] {
        Item::Folder(folder) => &mut folder.items,
        Item::Request(_) | Item::Foreign(_) => unreachable!("only folders are looked for"),
    }
}

fn by_tag(api: &Api<'_>, made: Vec<(&Found<'_>, Request)>) -> Vec<Item> {
    let mut folders: Vec<Folder> = declared(api).map(|(name, docs)| tag_folder(name, docs)).collect();
    let mut numbers: HashMap<String, usize> =
        folders.iter().enumerate().map(|(number, folder)| (folder.name.clone(), number)).collect();
    let mut untagged = Vec::new();
    for (found, request) in made {
        let tags = tags(found);
        for tag in &tags {
            let number = *numbers.entry((*tag).to_owned()).or_insert_with(|| {
                folders.push(tag_folder(tag, None));
                folders.len() - 1
            });
            folders[number].items.push(Item::Request(Box::new(request.clone())));
        }
        if tags.is_empty() {
            untagged.push(Item::Request(Box::new(request)));
        }
    }
    folders.into_iter().map(Item::Folder).chain(untagged).collect()
}

fn by_nested_tags(api: &Api<'_>, made: Vec<(&Found<'_>, Request)>) -> Vec<Item> {
    let mut items = Vec::new();
    for (found, request) in made {
        let mut at = &mut items;
        for tag in tags(found) {
            at = folder(at, tag);
        }
        at.push(Item::Request(Box::new(request)));
    }
    let docs: HashMap<&str, &str> = declared(api).filter_map(|(name, docs)| Some((name, docs?))).collect();
    describe(&mut items, &docs);
    items
}

fn describe(items: &mut [Item], docs: &HashMap<&str, &str>) {
    for item in items {
        if let Item::Folder(folder) = item {
            folder.docs = docs.get(folder.name.as_str()).map(|docs| (*docs).to_owned());
            describe(&mut folder.items, docs);
        }
    }
}

/// The document's tag list without repeats.
fn declared<'a>(api: &Api<'a>) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
    let mut known = std::collections::HashSet::new();
    let tags = api.root.get("tags").into_iter().flat_map(Node::elements);
    tags.filter_map(|tag| Some((tag.str("name").or(tag.value.as_str())?, tag.str("description"))))
        .filter(move |(name, _)| !name.is_empty() && known.insert(*name))
}

/// The tags of an operation without repeats.
fn tags<'a>(found: &Found<'a>) -> Vec<&'a str> {
    let mut tags = Vec::new();
    for tag in found.operation.get("tags").map_or(Vec::new(), Node::texts) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn tag_folder(name: &str, docs: Option<&str>) -> Folder {
    Folder { name: name.to_owned(), docs: docs.map(str::to_owned), ..Folder::default() }
}

/// Joins each folder whose only child is a folder with that child.
pub(super) fn collapse(items: &mut [Item]) {
    for item in items {
        let Item::Folder(folder) = item else { continue };
        while let [Item::Folder(_)] = folder.items.as_slice() {
            let Some(Item::Folder(only)) = folder.items.pop() else { break };
            folder.name = format!("{}/{}", folder.name, only.name);
            folder.docs = folder.docs.take().or(only.docs);
            folder.items = only.items;
        }
        collapse(&mut folder.items);
    }
}

/// Numbers all siblings in steps of 10 and counts the requests.
pub(super) fn number(items: &mut [Item]) -> usize {
    let mut requests = 0;
    let mut seq = 0.0;
    for item in items {
        seq += 10.0;
        match item {
            Item::Folder(folder) => {
                folder.seq = Some(seq);
                requests += number(&mut folder.items);
            }
            Item::Request(request) => {
                request.seq = Some(seq);
                requests += 1;
            }
            Item::Foreign(_) => {}
        }
    }
    requests
}
