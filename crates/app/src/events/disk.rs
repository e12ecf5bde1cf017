//! What changed on disk, by an editor, Git or this program, as events for every page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use crate::events::Event;
use crate::state::App;

/// When more items than this change at once, the pages ask for everything again.
const ITEMS_MAX: usize = 200;

/// Begins to watch the collections of this program. The watch ends with the value.
pub(crate) fn watch(app: &Arc<App>) -> engine::FolderWatch {
    let watched: Weak<App> = Arc::downgrade(app);
    engine::watch_folders(app.engine.collections().watched_folders(), move |paths| {
        if let Some(app) = watched.upgrade() {
            tell(&app, paths);
        }
    })
}

fn tell(app: &App, paths: &BTreeSet<PathBuf>) {
    let _rest = app.rows_at_rest();
    // Whoever cannot be asked now is asked by the page, which says what is wrong.
    let Ok(listing) = app.collections() else { return };
    let is_whole = |path: &PathBuf| {
        path == app.engine.workspace() || listing.collections.iter().any(|listed| listed.entry.folder == *path)
    };
    if paths.iter().any(is_whole) {
        return app.tell(Event::Resync);
    }
    let mut events = Vec::new();
    for path in paths {
        let inside = listing.collections.iter().find_map(|listed| {
            let inner = path.strip_prefix(&listed.entry.folder).ok()?;
            Some((listed.id.clone(), inner.to_str()?.to_owned()))
        });
        match inside {
            Some((collection, inner)) => events.push(event(collection, &inner)),
            // Environments of the workspace show in every collection.
            None if path.parent().is_some_and(|folder| folder == app.engine.workspace().join("environments")) => {
                let ids = listing.collections.iter().map(|listed| listed.id.clone());
                events.extend(ids.map(|collection| Event::EnvironmentsChanged { collection }));
            }
            None => {}
        }
    }
    if events.len() > ITEMS_MAX {
        return app.tell(Event::Resync);
    }
    app.tell(Event::WorkspaceChanged);
    for event in events {
        app.tell(event);
    }
}

/// The event of a changed path inside a collection.
fn event(collection: String, inner: &str) -> Event {
    if Path::new(inner).starts_with("environments") {
        return Event::EnvironmentsChanged { collection };
    }
    let path = match inner.rsplit_once('/') {
        _ if inner == "opencollection.yml" => "",
        Some((folder, "folder.yml")) => folder,
        _ => inner,
    };
    Event::ItemChanged { collection, path: path.to_owned(), window: String::new() }
}
