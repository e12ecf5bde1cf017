//! The root file, `folder.yml` and environments.

use model::{Auth, Collection, Defaults, Environment, Folder};
use serde_json::Value;

use super::{Node, Reader};

/// `opencollection.yml`, without items and environments. A missing name is `folder_name`.
pub(crate) fn root(reader: &mut Reader<'_>, folder_name: &str) -> Collection {
    let document = reader.document;
    let root = Node::root(&document.value);
    let empty = Value::Null;
    let nothing = Node::root(&empty);
    let info = root.child("info");
    let info = info.as_ref().unwrap_or(&nothing);
    if let Some(items) =
        root.child("items").filter(|items| items.value.as_array().is_some_and(|items| !items.is_empty()))
    {
        reader.warn(
            &items,
            "bundled_items",
            "items inside `opencollection.yml` are not read; each needs a file of its own".to_owned(),
        );
    }
    Collection {
        name: reader.text(info, "name").filter(|name| !name.is_empty()).unwrap_or_else(|| folder_name.to_owned()),
        version: reader.text(info, "version"),
        docs: reader.markdown(&root, "docs"),
        defaults: reader.defaults(&root),
        items: Vec::new(),
        environments: Vec::new(),
    }
}

/// Names and paths that the collection wants left out: `extensions.bruno.ignore`, or its older place.
pub(crate) fn ignored_names(root: &Value) -> Vec<String> {
    let lists = ["/extensions/bruno/ignore", "/extensions/ignore"].into_iter().filter_map(|at| root.pointer(at));
    lists
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| name.trim_matches('/').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// `folder.yml`, without items. A missing name is `folder_name`. Without an `auth` of its own a folder inherits, as in Bruno;
/// that it has none on purpose stands in the extension (or as the word `none`).
pub(crate) fn folder(reader: &mut Reader<'_>, folder_name: &str) -> Folder {
    let document = reader.document;
    let root = Node::root(&document.value);
    let info = root.child("info");
    let info = info.as_ref().filter(|info| info.value.is_object()).unwrap_or(&root);
    Folder {
        path: String::new(),
        name: reader.text(info, "name").filter(|name| !name.is_empty()).unwrap_or_else(|| folder_name.to_owned()),
        seq: reader.number(info, "seq"),
        tags: reader.texts(info, "tags"),
        docs: reader.markdown(&root, "docs"),
        defaults: reader.folder_defaults(&root),
        items: Vec::new(),
    }
}

/// `environments/NAME.yml`. A missing name is `stem`.
pub(crate) fn environment(reader: &mut Reader<'_>, stem: &str) -> Environment {
    let document = reader.document;
    let root = Node::root(&document.value);
    Environment {
        name: reader.text(&root, "name").filter(|name| !name.is_empty()).unwrap_or_else(|| stem.to_owned()),
        color: reader.text(&root, "color"),
        description: reader.markdown(&root, "description"),
        extends: reader.text(&root, "extends"),
        variables: reader.variables(&root, "variables"),
    }
}

impl Reader<'_> {
    fn folder_defaults(&mut self, root: &Node<'_>) -> Defaults {
        let mut defaults = self.defaults(root);
        let says_auth = root.child("request").is_some_and(|request| request.child("auth").is_some());
        match &defaults.auth {
            Auth::None if !says_auth => defaults.auth = Auth::Inherit,
            Auth::Unsupported { kind } if !says_auth && kind == "none" => defaults.auth = Auth::None,
            _ => {}
        }
        defaults
    }

    fn defaults(&mut self, root: &Node<'_>) -> Defaults {
        let Some(request) = root.child("request") else {
            return Defaults { auth: self.auth(None, root), ..Defaults::default() };
        };
        let mut variables = self.variables(&request, "variables");
        self.mark_secrets(root, &mut variables);
        let settings = request.child("settings").map(|settings| self.settings(&settings, "http")).unwrap_or_default();
        let auth: Auth = self.auth(Some(&request), root);
        Defaults { headers: self.headers(&request, "headers"), auth, variables, settings }
    }
}
