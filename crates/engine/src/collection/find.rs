//! Finds what a person named: a collection by name or folder, a request by `METHOD path`, folder path or name.

use model::{Collection, Folder, Item, Request, edit_distance};
use resolve::{Lineage, Subject};

/// Why a name led nowhere, or to several places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// Nothing has that name.
    #[error("there is no {what} `{name}`")]
    Nothing {
        /// `collection`, `request`, `folder`, `environment`, `token`.
        what: &'static str,
        /// What was asked for.
        name: String,
        /// The names nearest to it, nearest first; at most five.
        nearest: Vec<String>,
    },
    /// Several have it.
    #[error("{what} `{name}` is ambiguous")]
    Several {
        /// As above.
        what: &'static str,
        /// What was asked for.
        name: String,
        /// Every candidate, spelled so that it can be typed.
        candidates: Vec<String>,
    },
}

impl FindError {
    /// Nothing has that name, and nothing is near it.
    pub(crate) fn nothing(what: &'static str, name: &str) -> Self {
        Self::Nothing { what, name: name.to_owned(), nearest: Vec::new() }
    }
}

/// A request with the folders that lead to it.
#[derive(Debug, Clone)]
pub struct FoundRequest<'a> {
    /// The request.
    pub request: &'a Request,
    /// Its folders from the outside inwards.
    pub folders: Vec<&'a Folder>,
}

impl<'a> FoundRequest<'a> {
    /// Where it stands; `collection` is the one that it was found in.
    pub fn lineage(self, collection: &'a Collection) -> Lineage<'a> {
        Lineage { collection, folders: self.folders, subject: Subject::Request(self.request) }
    }
}

/// A request or a folder.
#[derive(Debug, Clone)]
pub enum FoundItem<'a> {
    /// A request.
    Request(FoundRequest<'a>),
    /// A folder, with the folders around it.
    Folder(&'a Folder, Vec<&'a Folder>),
}

impl<'a> FoundItem<'a> {
    /// Where it stands; `collection` is the one that it was found in.
    pub fn lineage(self, collection: &'a Collection) -> Lineage<'a> {
        match self {
            Self::Request(found) => found.lineage(collection),
            Self::Folder(folder, folders) => Lineage { collection, folders, subject: Subject::Folder(folder) },
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Folder(folder, _) => &folder.name,
            Self::Request(found) => &found.request.name,
        }
    }

    /// Its path inside the collection.
    pub fn path(&self) -> &str {
        match self {
            Self::Request(found) => &found.request.path,
            Self::Folder(folder, _) => &folder.path,
        }
    }
}

/// The path of a request as an API document writes it: no base, no query, `{id}` for `:id` and `{{id}}`.
pub fn document_path(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let path = if let Some(rest) = url.strip_prefix("{{") {
        rest.split_once("}}").map_or(url, |(_, path)| path)
    } else if let Some((_, rest)) = url.split_once("://") {
        rest.find('/').map_or("", |at| &rest[at..])
    } else {
        url
    };
    let plain = path.replace("{{", "{").replace("}}", "}");
    let segments: Vec<String> = plain
        .split('/')
        .map(|segment| segment.strip_prefix(':').map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}")))
        .collect();
    let joined = segments.join("/");
    if joined.starts_with('/') { joined } else { format!("/{joined}") }
}

/// Every request in tree order, with its folders.
pub fn requests(collection: &Collection) -> Vec<FoundRequest<'_>> {
    let mut found = Vec::new();
    gather(&collection.items, &mut Vec::new(), &mut |item| {
        if let FoundItem::Request(request) = item {
            found.push(request);
        }
    });
    found
}

fn gather<'a>(items: &'a [Item], folders: &mut Vec<&'a Folder>, visit: &mut impl FnMut(FoundItem<'a>)) {
    for item in items {
        match item {
            Item::Request(request) => visit(FoundItem::Request(FoundRequest { request, folders: folders.clone() })),
            Item::Folder(folder) => {
                visit(FoundItem::Folder(folder, folders.clone()));
                folders.push(folder);
                gather(&folder.items, folders, visit);
                folders.pop();
            }
            Item::Foreign(_) => {}
        }
    }
}

/// The request that `name` means.
pub fn find_request<'a>(collection: &'a Collection, name: &str) -> Result<FoundRequest<'a>, FindError> {
    let all = requests(collection);
    let ways: [fn(&FoundRequest, &str) -> bool; 6] =
        [has_method_and_path, has_file_path, has_folder_path, has_name, has_path, matches_loosely];
    for way in ways {
        let mut hits: Vec<&FoundRequest> = all.iter().filter(|found| way(found, name)).collect();
        match hits.len() {
            0 => {}
            1 => return Ok(hits.remove(0).clone()),
            _ => {
                let candidates = hits.iter().map(|found| typed_name(found, &hits)).collect();
                return Err(FindError::Several { what: "request", name: name.to_owned(), candidates });
            }
        }
    }
    let names = all.iter().flat_map(|found| [method_and_path(found.request), found.request.name.clone()]);
    Err(FindError::Nothing { what: "request", name: name.to_owned(), nearest: nearest(name, names) })
}

/// The request or folder that `name` means: a folder by its path first, then a request, then a folder by its name.
pub fn find_item<'a>(collection: &'a Collection, name: &str) -> Result<FoundItem<'a>, FindError> {
    let mut folders = Vec::new();
    gather(&collection.items, &mut Vec::new(), &mut |item| {
        if let FoundItem::Folder(folder, around) = item {
            folders.push((folder, around));
        }
    });
    let wanted = name.trim_matches('/');
    let has_path = |folder: &Folder, around: &[&Folder]| {
        let names: Vec<&str> = around.iter().map(|outer| outer.name.as_str()).chain([folder.name.as_str()]).collect();
        folder.path == wanted || names.join("/") == wanted
    };
    if let Some(at) = folders.iter().position(|(folder, around)| has_path(folder, around)) {
        let (folder, around) = folders.swap_remove(at);
        return Ok(FoundItem::Folder(folder, around));
    }
    let missing = match find_request(collection, name) {
        Ok(found) => return Ok(FoundItem::Request(found)),
        Err(several @ FindError::Several { .. }) => return Err(several),
        Err(missing) => missing,
    };
    let mut named: Vec<_> = folders.into_iter().filter(|(folder, _)| folder.name == wanted).collect();
    match named.len() {
        0 => Err(missing),
        1 => {
            let (folder, around) = named.remove(0);
            Ok(FoundItem::Folder(folder, around))
        }
        _ => {
            let candidates = named.iter().map(|(folder, _)| folder.path.clone()).collect();
            Err(FindError::Several { what: "folder", name: name.to_owned(), candidates })
        }
    }
}

/// The request or folder at exactly this path inside the collection.
pub fn item_at<'a>(collection: &'a Collection, path: &str) -> Result<FoundItem<'a>, FindError> {
    let mut folders: Vec<&Folder> = Vec::new();
    let mut items = &collection.items;
    loop {
        let is_on_the_way = |item: &&Item| is_in(path, item.path());
        match items.iter().find(is_on_the_way) {
            Some(Item::Request(request)) if request.path == path => {
                return Ok(FoundItem::Request(FoundRequest { request, folders }));
            }
            Some(Item::Folder(folder)) if folder.path == path => return Ok(FoundItem::Folder(folder, folders)),
            Some(Item::Folder(folder)) => {
                items = &folder.items;
                folders.push(folder);
            }
            _ => return Err(FindError::nothing("request or folder", path)),
        }
    }
}

/// Whether `path` is the item or stands in it.
pub(crate) fn is_in(path: &str, item: &str) -> bool {
    item.is_empty() || path == item || path.strip_prefix(item).is_some_and(|rest| rest.starts_with('/'))
}

/// Where the item at exactly this path stands; an empty path means the collection.
pub fn lineage_at<'a>(collection: &'a Collection, path: &str) -> Result<Lineage<'a>, FindError> {
    match path {
        "" => Ok(Lineage::of_collection(collection)),
        path => Ok(item_at(collection, path)?.lineage(collection)),
    }
}

/// The request at exactly this path inside the collection.
pub fn request_at<'a>(collection: &'a Collection, path: &str) -> Result<FoundRequest<'a>, FindError> {
    match item_at(collection, path) {
        Ok(FoundItem::Request(found)) => Ok(found),
        _ => Err(FindError::nothing("request", path)),
    }
}

/// `GET /v3/users/{id}`.
pub fn method_and_path(request: &Request) -> String {
    format!("{} {}", request.method, document_path(&request.url))
}

/// How a candidate is typed: by method and path, or by its file where several share those.
fn typed_name(found: &FoundRequest, hits: &[&FoundRequest]) -> String {
    let name = method_and_path(found.request);
    let sharing = hits.iter().filter(|other| method_and_path(other.request) == name).count();
    if sharing > 1 { found.request.path.clone() } else { name }
}

fn has_method_and_path(found: &FoundRequest, name: &str) -> bool {
    let Some((method, path)) = name.trim().split_once(char::is_whitespace) else { return false };
    found.request.method.eq_ignore_ascii_case(method) && document_path(&found.request.url) == document_path(path.trim())
}

fn has_path(found: &FoundRequest, name: &str) -> bool {
    name.contains('/') && document_path(&found.request.url) == document_path(name.trim())
}

fn has_file_path(found: &FoundRequest, name: &str) -> bool {
    !found.request.path.is_empty()
        && (found.request.path == name || found.request.path.strip_suffix(".yml") == Some(name))
}

fn has_folder_path(found: &FoundRequest, name: &str) -> bool {
    if found.folders.is_empty() || !name.contains('/') {
        return false;
    }
    let names: Vec<&str> =
        found.folders.iter().map(|folder| folder.name.as_str()).chain([found.request.name.as_str()]).collect();
    names.join("/") == name.trim_start_matches('/')
}

fn has_name(found: &FoundRequest, name: &str) -> bool {
    found.request.name == name
}

/// Letter case and repeated slashes are passed over.
fn matches_loosely(found: &FoundRequest, name: &str) -> bool {
    let wanted = name.to_lowercase();
    let (method, path) = wanted.split_once(' ').unwrap_or(("", &wanted));
    let squeezed = |path: String| path.split('/').filter(|segment| !segment.is_empty()).collect::<Vec<_>>().join("/");
    let has_path = squeezed(document_path(&found.request.url).to_lowercase()) == squeezed(document_path(path.trim()));
    found.request.name.to_lowercase() == wanted || (has_path && found.request.method.to_lowercase() == method)
}

/// The names nearest to `name`: those that contain it, then those few letters away; at most five.
pub fn nearest(name: &str, names: impl Iterator<Item = String>) -> Vec<String> {
    let wanted = name.to_lowercase();
    let limit = (wanted.chars().count() / 3).max(2);
    let mut near: Vec<(usize, String)> = names
        .filter_map(|other| {
            let distance = edit_distance(&wanted, &other);
            let holds_it = !wanted.is_empty() && other.to_lowercase().contains(&wanted);
            (holds_it || distance <= limit).then_some((if holds_it { 0 } else { distance }, other))
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().map(|(_, other)| other).take(5).collect()
}

#[cfg(test)]
mod tests;
