//! `postrider list`.

use engine::{document_path, requests};
use model::{Collection, Item, Request};
use serde_json::{Value, json};

use crate::args::List;
use crate::commands::Outcome;
use crate::context::Context;
use crate::report::output;
use crate::report::paint::Paint;
use crate::report::problems;

pub(crate) fn run(list: &List, context: &Context) -> Outcome {
    match &list.collection {
        None => collections(context),
        Some(name) => collection(name, context),
    }
}

fn collections(context: &Context) -> Outcome {
    let engine = context.quiet_engine()?;
    let (entries, found) = engine.collections().list()?;
    problems::print_all(&found, context.err);
    if context.as_json {
        let rows = entries.iter().map(|entry| json!({"collection": entry.name, "folder": entry.folder}));
        return output::json(&Value::Array(rows.collect()));
    }
    if entries.is_empty() {
        return output::text(&format!(
            "There is no collection in {} yet. Make one of an API document: postrider import URL\n",
            engine.workspace().display()
        ));
    }
    let rows: Vec<Vec<String>> =
        entries.iter().map(|entry| vec![context.out.bold(&entry.name), entry.folder.display().to_string()]).collect();
    output::table(&["COLLECTION", "FOLDER"], &rows, context.out)
}

fn collection(name: &str, context: &Context) -> Outcome {
    let opened = context.quiet_engine()?.collections().open(name)?;
    problems::print_all(&opened.problems, context.err);
    if context.as_json {
        let rows = requests(&opened.collection).into_iter().map(|found| {
            let folders: Vec<&str> = found.folders.iter().map(|folder| folder.name.as_str()).collect();
            json!({
                "method": found.request.method,
                "path": document_path(&found.request.url),
                "name": found.request.name,
                "folder": folders.join("/"),
                "file": found.request.path,
            })
        });
        return output::json(&Value::Array(rows.collect()));
    }
    output::text(&tree(&opened.collection, context.out))
}

/// The tree, folders indented, method, path and name in columns.
fn tree(collection: &Collection, paint: Paint) -> String {
    let all = requests(collection);
    let method_width = all.iter().map(|found| found.request.method.chars().count()).max().unwrap_or(0);
    let path_width = |request: &Request, depth: usize| document_path(&request.url).chars().count() + depth * 2;
    let widest = all.iter().map(|found| path_width(found.request, found.folders.len())).max().unwrap_or(0).min(64);
    let mut text = format!("{}\n", paint.bold(&collection.name));
    branch(&collection.items, 1, (method_width, widest), paint, &mut text);
    if all.is_empty() {
        text += "  (no requests yet)\n";
    }
    text
}

fn branch(items: &[Item], depth: usize, widths: (usize, usize), paint: Paint, text: &mut String) {
    let indent = "  ".repeat(depth);
    for item in items {
        match item {
            Item::Folder(folder) => {
                *text += &format!("{indent}{}/\n", folder.name);
                branch(&folder.items, depth + 1, widths, paint, text);
            }
            Item::Request(request) => {
                let method = format!("{:<width$}", request.method, width = widths.0);
                let path = document_path(&request.url);
                let room = (widths.1 + 2).saturating_sub(depth * 2);
                *text += &format!("{indent}{}  {path:<room$}  {}\n", paint.method(&method), paint.dim(&request.name));
            }
            Item::Foreign(foreign) => *text += &format!("{indent}({})  {}\n", foreign.kind, foreign.name),
        }
    }
}
