//! The root file, `folder.yml` and environments.

use model::{Auth, Collection, Defaults, Environment, Folder, Variable};
use serde_json::{Map, Value};

use super::{Entries, auth::auth, disabled, headers, number, secret_names, settings, variable, variables};

/// `opencollection.yml`.
pub(crate) fn root(collection: &Collection) -> Map<String, Value> {
    let (request, extension) = defaults(&collection.defaults);
    Entries::new()
        .with("opencollection", "1.0.0")
        .with(
            "info",
            Entries::new().with("name", collection.name.as_str()).with_some("version", collection.version.as_deref()),
        )
        .with_map("request", request)
        .with_map("docs", markdown(collection.docs.as_ref()))
        .with("bundled", false)
        .with_extension(extension)
        .into_map()
}

/// `folder.yml`.
pub(crate) fn folder(folder: &Folder) -> Map<String, Value> {
    let (request, mut extension) = defaults(&folder.defaults);
    // A folder without `auth` inherits; the schema has no word for none.
    if folder.defaults.auth == Auth::None {
        extension = extension.with("auth", Entries::new().with("type", "none"));
    }
    let info = Entries::new()
        .with("name", folder.name.as_str())
        .with("type", "folder")
        .with_some("seq", number(folder.seq))
        .with_list("tags", folder.tags.iter().map(|tag| Value::from(tag.as_str())).collect());
    Entries::new()
        .with("info", info)
        .with_map("request", request)
        .with_map("docs", markdown(folder.docs.as_ref()))
        .with_extension(extension)
        .into_map()
}

/// `environments/NAME.yml`.
pub(crate) fn environment(environment: &Environment) -> Map<String, Value> {
    Entries::new()
        .with("name", environment.name.as_str())
        .with_some("extends", environment.extends.as_deref())
        .with_some("color", environment.color.as_deref())
        .with_description("description", environment.description.as_ref())
        .with_list("variables", environment.variables.iter().map(environment_variable).collect())
        .into_map()
}

fn environment_variable(row: &Variable) -> Value {
    if !row.is_secret {
        return variable(row);
    }
    Entries::new()
        .with("secret", true)
        .with("name", row.name.as_str())
        .with_some("type", row.data_type.as_deref())
        .with_description("description", row.description.as_ref())
        .with_some("disabled", disabled(row.is_enabled))
        .into()
}

fn defaults(defaults: &Defaults) -> (Entries, Entries) {
    let (auth, extension) = auth(&defaults.auth);
    let request = Entries::new()
        .with_list("headers", headers(&defaults.headers))
        .with_some("auth", auth)
        .with_list("variables", variables(&defaults.variables))
        .with_map("settings", Entries::new().with_map("http", settings(&defaults.settings)));
    (request, extension.with_list("secretVariables", secret_names(&defaults.variables)))
}

/// Bruno writes the documentation of collections and folders in this form, that of requests as a text.
fn markdown(docs: Option<&String>) -> Entries {
    match docs {
        Some(docs) if !docs.is_empty() => Entries::new().with("content", docs.as_str()).with("type", "text/markdown"),
        _ => Entries::new(),
    }
}
