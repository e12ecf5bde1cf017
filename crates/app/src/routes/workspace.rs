//! The app itself, and the tree.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use engine::{DraftTrouble, Drafted};
use model::Item;

use crate::api::{
    AppView, CollectionNode, ExampleNode, FolderNode, ImportOption, NodeTrouble, RequestNode, TreeNode, WorkspaceView,
};
use crate::error::Refusal;
use crate::state::{App, Listed, Listing, away};

pub(crate) async fn app(State(app): State<Arc<App>>) -> Json<AppView> {
    let workspace = app.engine.workspace();
    let import_options = engine::OPTIONS.iter().map(|spec| ImportOption {
        id: spec.id.to_owned(),
        label: spec.label.to_owned(),
        help: spec.help.to_owned(),
        values: spec.values.iter().map(|value| (*value).to_owned()).collect(),
        default_value: spec.default.to_owned(),
    });
    Json(AppView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        workspace: workspace.display().to_string(),
        workspace_short: app.engine.short_path(workspace),
        workspace_name: workspace.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        import_options: import_options.collect(),
    })
}

pub(crate) async fn tree(State(app): State<Arc<App>>) -> Result<Json<WorkspaceView>, Refusal> {
    away(&app, |app| {
        let Listing { collections: listed, mut problems } = app.collections()?;
        let mut collections = Vec::new();
        for Listed { id, entry } in listed {
            let opened = match app.engine.open_to_edit(&entry.folder) {
                Ok(opened) => opened,
                // One that cannot be read must not hide the others.
                Err(error) => {
                    problems.push(*Refusal::from(error).problem);
                    continue;
                }
            };
            let (edited, drafted) = app.engine.with_drafts(&opened)?;
            problems.extend(opened.problems);
            collections.push(CollectionNode {
                id,
                name: edited.collection.name.clone(),
                folder: entry.folder.display().to_string(),
                is_changed: drafted.iter().any(|drafted| drafted.path.is_empty()),
                trouble: trouble(&drafted, ""),
                active_environment: app.engine.active_environment(&edited)?,
                items: nodes(&edited.collection.items, &drafted),
            });
        }
        Ok(Json(WorkspaceView { collections, problems }))
    })
    .await
}

fn example(example: &model::Example) -> ExampleNode {
    ExampleNode { name: example.name.clone(), status: example.response.status }
}

fn find<'a>(drafted: &'a [Drafted], path: &str) -> Option<&'a Drafted> {
    drafted.binary_search_by(|one| one.path.as_str().cmp(path)).ok().map(|at| &drafted[at])
}

fn trouble(drafted: &[Drafted], path: &str) -> Option<NodeTrouble> {
    find(drafted, path)?.trouble.map(|trouble| match trouble {
        DraftTrouble::ChangedOnDisk => NodeTrouble::ChangedOnDisk,
        DraftTrouble::Gone => NodeTrouble::Gone,
    })
}

fn nodes(items: &[Item], drafted: &[Drafted]) -> Vec<TreeNode> {
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
