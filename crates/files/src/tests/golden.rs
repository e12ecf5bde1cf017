//! Folders under `fixtures/collections`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use model::{Item, Problem};

use super::schema::{Kind, complaints};
use crate::{Side, side};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/collections").join(name)
}

/// Paths and bytes of all files below a folder.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn add(folder: &Path, path: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let inner = format!("{path}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                add(&entry.path(), &inner, files);
            } else {
                files.insert(inner, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    add(folder, "", &mut found);
    found
}

/// The tree of a collection, one item a line.
pub(crate) fn tree(items: &[Item], depth: usize) -> String {
    let mut out = String::new();
    for item in items {
        let seq = item.seq().map(|seq| format!(" {seq}")).unwrap_or_default();
        let kind = match item {
            Item::Folder(folder) => format!("folder auth={}", folder.defaults.auth.label()),
            Item::Request(request) => format!("{} auth={}", request.method, request.auth.label()),
            Item::Foreign(foreign) => foreign.kind.clone(),
        };
        out += &format!("{}{} [{}]{seq} {kind}\n", "  ".repeat(depth), item.name(), item.path());
        if let Item::Folder(folder) = item {
            out += &tree(&folder.items, depth + 1);
        }
    }
    out
}

/// Problems, one a line, with the folder's path taken out.
pub(crate) fn problems(folder: &Path, problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| {
        let without_folder = |text: &str| text.replace(&folder.display().to_string(), "");
        let file = without_folder(problem.place.file.as_deref().unwrap_or_default());
        let at = |part: Option<u32>| part.map(|part| format!(":{part}")).unwrap_or_default();
        let pointer = problem.place.pointer.as_deref().map(|pointer| format!(" {pointer}")).unwrap_or_default();
        format!(
            "{file}{}{}{pointer} {} {:?}: {}",
            at(problem.place.line),
            at(problem.place.column),
            problem.code,
            problem.severity,
            without_folder(&problem.message)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_canonical_folder_keeps_its_bytes() {
    let folder = fixture("gallery");
    let mut loaded = crate::load(&folder).unwrap();
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.id.as_deref(), Some("0a1b2c3d4e5f"));
    assert_snapshot!(tree(&loaded.collection.items, 0), @r#"
    v3 [v3] 10 folder auth=Inherit auth from parent
      users [v3/users] 10 folder auth=Inherit auth from parent
        Get all users [v3/users/Get all users.yml] 10 GET auth=Inherit auth from parent
        Update a user [v3/users/Update a user.yml] 20 PUT auth=OAuth 2.0
        Add a user [v3/users/Add a user.yml] 30 POST auth=Inherit auth from parent
      Upload: a file? [v3/Upload- a file.yml] 20 POST auth=API Key
    Sign out [Sign out.yml] 20 DELETE auth=No Auth
    "#);

    let workspace = tempfile::tempdir().unwrap();
    let before = loaded.collection.clone();
    let side = Side {
        id: loaded.id.unwrap(),
        source: side::read_source(&folder).unwrap(),
        base_document: side::read_base_document(&folder).unwrap(),
    };
    let created = crate::create(workspace.path(), "copy", &mut loaded.collection, &side).unwrap();
    assert_eq!(loaded.collection, before);
    let (expected, found) = (files(&folder), files(&created));
    assert_eq!(expected.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    for (path, bytes) in &expected {
        assert_eq!(String::from_utf8_lossy(&found[path]), String::from_utf8_lossy(bytes), "{path}");
    }
}

#[test]
fn canonical_files_satisfy_the_schema() {
    for (path, bytes) in files(&fixture("gallery")) {
        let text = String::from_utf8(bytes).unwrap();
        let kind = match path.as_str() {
            path if path.strip_suffix(".yml").is_none() || text.contains("\nextensions:") => continue,
            "/opencollection.yml" => Kind::Root,
            path if path.ends_with("/folder.yml") => Kind::Folder,
            path if path.starts_with("/environments/") => Kind::Environment,
            _ => Kind::HttpRequest,
        };
        assert_eq!(complaints(kind, &text), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn what_bruno_writes_is_read() {
    let folder = fixture("bruno");
    let loaded = crate::load(&folder).unwrap();
    assert_snapshot!(tree(&loaded.collection.items, 0), @r#"
    A query [graph.yml] 1 graphql
    From an OpenAPI import [import.yml] 2 GET auth=OAuth 2.0
    A mock [mock.yml] mock
    no folder file [no folder file] folder auth=Inherit auth from parent
      Form without data [no folder file/form.yml] POST auth=No Auth
    Older files [old] folder auth=Inherit auth from parent
      EdgeGrid [old/edgegrid.yml] 1 GET auth=akamai-edgegrid
      Everything at the top [old/flat.yml] 1.5 POST auth=Bearer Token
    "#);
    assert_snapshot!(problems(&folder, &loaded.problems), @r#"
    /broken.yml:5:8 truncated_document Error: the text ends in the middle of a YAML value
    /docker-compose.yml:1:1  not_an_item Warning: this file holds no request and is left out
    /environments/local.yml:11:5 /variables/2 secret_in_file Warning: a secret variable has a value in the file; the value is not used
    "#);
    let mut details = String::new();
    describe(&loaded.collection.items, &mut details);
    assert_snapshot!(details, @r#"
    import.yml: {{host}}/users?page=2 tags=["smoke"]
      headers []
      params [Param { name: "page", value: "2", kind: Query, description: None, is_enabled: true }, Param { name: "flag", value: "true", kind: Query, description: None, is_enabled: false }]
      body None
      auth OAuth2(OAuth2 { grant: ClientCredentials, access_token_url: "{{host}}/token", refresh_token_url: "", authorization_url: "", callback_url: "", client_id: "007", client_secret: "s", client_authentication: BasicHeader, sends_credentials_unencoded: false, resource_owner: Basic { username: "", password: "" }, scope: "", state: "", token_name: "", token_placement: Header { name: "Authorization", prefix: "Bearer" }, fetches_automatically: false, renews_automatically: true, authorization_parameters: [], token_parameters: [], refresh_parameters: [] })
      variables []
      settings Settings { encodes_url: Value(true), follows_redirects: Value(true), forwards_authorization: Value(true), timeout_ms: Value(0), max_redirects: Value(5) }
    no folder file/form.yml: http://localhost/form tags=[]
      headers [Header { name: "X-Number", value: "1.50", description: None, is_enabled: true }, Header { name: "X-Off", value: "1", description: None, is_enabled: false }]
      params []
      body FormUrlEncoded([])
      auth None
      variables []
      settings Settings { encodes_url: Inherit, follows_redirects: Inherit, forwards_authorization: Inherit, timeout_ms: Inherit, max_redirects: Inherit }
    old/edgegrid.yml: http://localhost/ tags=[]
      headers []
      params []
      body None
      auth Unsupported { kind: "akamai-edgegrid" }
      variables []
      settings Settings { encodes_url: Inherit, follows_redirects: Inherit, forwards_authorization: Inherit, timeout_ms: Inherit, max_redirects: Inherit }
    old/flat.yml: http://localhost/?a=1 tags=[]
      headers []
      params [Param { name: "a", value: "1", kind: Query, description: None, is_enabled: true }]
      body Raw { language: "json", text: "{}" }
      auth Bearer { token: "t" }
      variables [Variable { name: "choice", value: "two", data_type: None, description: None, is_enabled: true, is_secret: false }]
      settings Settings { encodes_url: Inherit, follows_redirects: Inherit, forwards_authorization: Inherit, timeout_ms: Inherit, max_redirects: Inherit }
    "#);
}

#[test]
fn environments_that_bruno_writes_are_read() {
    let (environments, _) = crate::load_environments(&fixture("bruno")).unwrap();
    assert_snapshot!(format!("{environments:?}"), @r#"
    [Environment { name: "Local", color: None, description: None, extends: None, variables: [Variable { name: "port", value: "8080", data_type: None, description: None, is_enabled: true, is_secret: false }, Variable { name: "off", value: "x", data_type: None, description: None, is_enabled: false, is_secret: false }, Variable { name: "key", value: "", data_type: None, description: None, is_enabled: true, is_secret: true }] }]
    "#);
}

fn describe(items: &[Item], out: &mut String) {
    for item in items {
        match item {
            Item::Folder(folder) => describe(&folder.items, out),
            Item::Request(request) => {
                *out += &format!(
                    "{}: {} tags={:?}\n  headers {:?}\n  params {:?}\n  body {:?}\n  auth {:?}\n  variables {:?}\n  settings {:?}\n",
                    request.path,
                    request.url,
                    request.tags,
                    request.headers,
                    request.params,
                    request.body,
                    request.auth,
                    request.variables,
                    request.settings
                );
            }
            Item::Foreign(_) => {}
        }
    }
}
