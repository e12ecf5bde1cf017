//! Names of files in bodies after an item went elsewhere: they stand for the same files as before.
//!
//! A body names a file by its path from the folder of its collection. What lies in the item went with it; everything else stays
//! where it is.

use std::path::Path;

use model::{Body, Request};
use store::Draft;

use crate::collection::Items;
use crate::collection::find::{is_in, requests};
use crate::error::Error;
use crate::workspace::Opened;

/// From where to where an item went.
pub(crate) struct Way<'a> {
    pub(crate) path: &'a str,
    pub(crate) new_path: &'a str,
    /// Folder of the collection that it left; `None` when it is in the same one.
    pub(crate) left: Option<&'a Path>,
}

impl Items<'_> {
    /// Saves what the bodies of requests and of edits say of files now. `opened` is the collection before the item went, `home`
    /// the one in which it is.
    pub(crate) fn follow_in_bodies(self, opened: &Opened, way: &Way<'_>, home: &Opened) -> Result<(), Error> {
        for found in requests(&opened.collection) {
            let request = found.request;
            let sends_files = matches!(request.body, Body::File(_) | Body::Multipart(_));
            if !sends_files || (way.left.is_some() && !is_in(&request.path, way.path)) {
                continue;
            }
            let path = way.path_of(&request.path);
            let followed = Request { path, ..way.followed(request.clone()) };
            if followed.body != request.body {
                files::save_request(&home.folder, &followed).map_err(|error| self.engine.unsaved(&error))?;
            }
        }
        home.id.as_ref().map_or(Ok(()), |id| self.follow_in_drafts(id, way))
    }

    /// Edits began at what the file said before and go on from what it says now.
    fn follow_in_drafts(self, id: &str, way: &Way<'_>) -> Result<(), Error> {
        let drafts = self.engine.store.drafts();
        for draft in drafts.list(id)? {
            if way.left.is_some() && !is_in(&draft.item_path, way.new_path) {
                continue;
            }
            let followed = |text: &str| {
                let request = serde_json::from_str::<Request>(text).ok()?;
                serde_json::to_string(&way.followed(request)).ok()
            };
            let (Some(base), Some(content)) = (followed(&draft.base), followed(&draft.content)) else { continue };
            if (&base, &content) != (&draft.base, &draft.content) {
                drafts.set(id, &Draft { base, content, ..draft }, (self.engine.outside.now_ms)())?;
            }
        }
        Ok(())
    }
}

impl Way<'_> {
    /// The request with a body that names the same files as before.
    fn followed(&self, mut request: Request) -> Request {
        for name in request.body.file_paths_mut() {
            let is_relative = !name.is_empty() && !name.starts_with("{{") && Path::new(name.as_str()).is_relative();
            if is_relative {
                *name = self.path_of(name);
            }
        }
        request
    }

    fn path_of(&self, path: &str) -> String {
        match (path.strip_prefix(self.path).filter(|rest| rest.is_empty() || rest.starts_with('/')), self.left) {
            (Some(rest), _) => format!("{}{rest}", self.new_path),
            (None, Some(left)) => left.join(path).display().to_string(),
            (None, None) => path.to_owned(),
        }
    }
}
