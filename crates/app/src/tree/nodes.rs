//! Rows of the tree, made of items.

use engine::{DraftTrouble, Drafted};
use model::Item;

use super::{ExampleNode, FolderNode, NodeTrouble, RequestNode, TreeNode};

/// Requests and folders at any depth.
pub(crate) fn counts(items: &[Item]) -> (usize, usize) {
    items.iter().fold((0, 0), |(requests, folders), item| match item {
        Item::Request(_) => (requests + 1, folders),
        Item::Foreign(_) => (requests, folders),
        Item::Folder(folder) => {
            let (inner_requests, inner_folders) = counts(&folder.items);
            (requests + inner_requests, folders + inner_folders + 1)
        }
    })
}

fn example(example: &model::Example) -> ExampleNode {
    ExampleNode { name: example.name.clone(), status: example.response.status }
}

fn find<'a>(drafted: &'a [Drafted], path: &str) -> Option<&'a Drafted> {
    drafted.binary_search_by(|one| one.path.as_str().cmp(path)).ok().map(|at| &drafted[at])
}

pub(crate) fn trouble(drafted: &[Drafted], path: &str) -> Option<NodeTrouble> {
    find(drafted, path)?.trouble.map(|trouble| match trouble {
        DraftTrouble::ChangedOnDisk => NodeTrouble::ChangedOnDisk,
        DraftTrouble::Gone => NodeTrouble::Gone,
    })
}

/// The rows below a collection; `drafted` says which of them have unsaved edits.
pub(crate) fn nodes(items: &[Item], drafted: &[Drafted]) -> Vec<TreeNode> {
    let is_changed = |path: &String| find(drafted, path).is_some();
    let node = |item: &Item| match item {
        Item::Folder(folder) => Some(TreeNode::Folder(FolderNode {
            path: folder.path.clone(),
            name: folder.name.clone(),
            is_changed: is_changed(&folder.path),
            trouble: trouble(drafted, &folder.path),
            items: nodes(&folder.items, drafted),
        })),
        Item::Request(request) => Some(TreeNode::Request(RequestNode {
            path: request.path.clone(),
            name: request.name.clone(),
            method: request.method.clone(),
            url_path: engine::document_path(&request.url).trim_start_matches('/').to_owned(),
            is_changed: is_changed(&request.path),
            trouble: trouble(drafted, &request.path),
            examples: request.examples.iter().map(example).collect(),
        })),
        // Kept in the file; this program can neither show nor send it.
        Item::Foreign(_) => None,
    };
    items.iter().filter_map(node).collect()
}
