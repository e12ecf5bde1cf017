//! A cURL command becomes a request: in place of one, in a collection that is there, or in one of its own.

use std::path::Path;

use model::{Auth, Collection, Defaults, Item, Request};

use crate::collection::find::request_at;
use crate::collection::items::NewItem;
use crate::collection::url_and_params::{EditedSide, bring_into_step};
use crate::error::Error;
use crate::import::Importer;
use crate::import::plan::{ImportPlan, ImportReport};
use crate::workspace::Opened;

impl Importer<'_> {
    /// Makes a collection of a command. Its credentials go to the secret store before the file is written.
    pub(crate) fn curl(self, command: &str, plan: &ImportPlan) -> Result<ImportReport, Error> {
        let (mut collection, problems) = collection_of_curl(command)?;
        if let Some(name) = &plan.name {
            collection.name.clone_from(name);
        }
        let Some(Item::Request(request)) = collection.items.first_mut() else {
            return Err(not_curl());
        };
        let auth = std::mem::take(&mut request.auth);
        let side = files::Side { id: self.engine.outside.new_id(), ..files::Side::default() };
        let (folder, replaced) = self.place(&mut collection, &side, plan.replaces)?;
        if let Some(Item::Request(saved)) = collection.items.first() {
            self.save_credentials(&folder, &saved.path, auth)?;
        }
        let path = String::new();
        Ok(ImportReport { collection: collection.name, folder, path, requests: 1, problems, replaced })
    }

    /// Adds the request of a command at the end of the folder `parent` of a collection.
    pub(crate) fn curl_into(self, command: &str, opened: &Opened, parent: &str) -> Result<ImportReport, Error> {
        let (mut made, problems) = collection_of_curl(command)?;
        let Some(Item::Request(mut request)) = made.items.pop() else { return Err(not_curl()) };
        let auth = std::mem::take(&mut request.auth);
        let path = self.engine.items().add(opened, parent, NewItem::Request(request))?;
        self.save_credentials(&opened.folder, &path, auth)?;
        let (collection, folder) = (opened.collection.name.clone(), opened.folder.clone());
        Ok(ImportReport { collection, folder, path, requests: 1, problems, replaced: None })
    }

    /// Gives a saved request its authorization: secrets go to the secret store, their references to the file.
    fn save_credentials(self, folder: &Path, path: &str, auth: Auth) -> Result<(), Error> {
        let mut opened = self.engine.collections().open_in(folder)?;
        let request = Request { auth, ..request_at(&opened.collection, path)?.request.clone() };
        self.engine.drafts().keep_request(&mut opened, path, request)?;
        self.engine.drafts().save(&opened, path, true)
    }
}

/// Reads a cURL command into `request`: name, place, description, variables and examples stay its own.
pub fn curl_into(request: &Request, text: &str) -> Result<(Request, Vec<model::Problem>), Error> {
    let read = formats::curl::read(text).map_err(|problem| Error::Document(Box::new(problem)))?;
    let Request { path, name, seq, tags, docs, variables, examples, .. } = request.clone();
    let mut taken = Request { path, name, seq, tags, docs, variables, examples, ..read.request };
    bring_into_step(&mut taken, EditedSide::Line);
    Ok((taken, read.problems))
}

/// A collection of the one request that a command sends, named after its host.
pub(crate) fn collection_of_curl(command: &str) -> Result<(Collection, Vec<model::Problem>), Error> {
    let read = formats::curl::read(command).map_err(|problem| Error::Document(Box::new(problem)))?;
    let mut request = read.request;
    bring_into_step(&mut request, EditedSide::Line);
    let name = request.name.split('/').next().unwrap_or_default().to_owned();
    let items = vec![Item::Request(Box::new(request))];
    let defaults = Defaults { auth: Auth::None, ..Defaults::default() };
    Ok((Collection { name, items, defaults, ..Collection::default() }, read.problems))
}

fn not_curl() -> Error {
    Error::Document(Box::new(model::Problem::error("not_curl", "this is no cURL command")))
}
