//! What a person may type for a request.

use super::*;

/// A collection of `METHOD path name` lines, two spaces of indent for a folder's content.
fn collection() -> Collection {
    let request = |method: &str, url: &str, name: &str| {
        let path = format!("{}.yml", name.to_lowercase().replace(' ', "-"));
        let request = Request { path, name: name.into(), method: method.into(), url: url.into(), ..Request::default() };
        Item::Request(Box::new(request))
    };
    let users = Folder {
        path: "v3/users".into(),
        name: "users".into(),
        items: vec![
            request("GET", "{{baseUrl}}/v3/users?view=Full", "List users"),
            request("GET", "{{baseUrl}}/v3/users/:id", "Get user"),
            request("PUT", "{{baseUrl}}/v3/users/:id", "Update user"),
            request("GET", "http://other/ping", "Ping"),
            request("GET", "http://third/ping", "Pong"),
        ],
        ..Folder::default()
    };
    let v3 = Folder { path: "v3".into(), name: "v3".into(), items: vec![Item::Folder(users)], ..Folder::default() };
    Collection { items: vec![Item::Folder(v3)], ..Collection::default() }
}

fn found(name: &str) -> String {
    match find_request(&collection(), name) {
        Ok(found) => found.request.name.clone(),
        Err(FindError::Several { candidates, .. }) => format!("several: {}", candidates.join(", ")),
        Err(FindError::Nothing { nearest, .. }) => format!("nothing; near: {}", nearest.join(", ")),
    }
}

#[test]
fn by_method_and_path() {
    for name in ["GET v3/users/{id}", "GET /v3/users/{id}", "GET /v3/users/:id", "get v3/users/:id"] {
        assert_eq!(found(name), "Get user", "{name}");
    }
    assert_eq!(found("GET v3/users"), "List users");
}

#[test]
fn by_folder_path_file_or_name() {
    for name in ["v3/users/Update user", "update-user.yml", "update-user", "Update user", "update USER"] {
        assert_eq!(found(name), "Update user", "{name}");
    }
}

#[test]
fn several_are_listed_so_that_they_can_be_typed() {
    assert_eq!(found("/v3/users/{id}"), "several: GET /v3/users/{id}, PUT /v3/users/{id}");
    assert_eq!(found("GET /ping"), "several: ping.yml, pong.yml");
}

#[test]
fn a_wrong_name_gets_the_nearest() {
    assert_eq!(found("GET v3/user"), "nothing; near: GET /v3/users, Get user");
    assert_eq!(found("Upadte user"), "nothing; near: Update user");
}

#[test]
fn a_folder_is_an_item_too() {
    let collection = collection();
    assert!(
        matches!(find_item(&collection, "v3/users").unwrap(), FoundItem::Folder(folder, _) if folder.path == "v3/users")
    );
    assert!(matches!(find_item(&collection, "GET v3/users").unwrap(), FoundItem::Request(_)));
    assert!(
        matches!(find_item(&collection, "users").unwrap(), FoundItem::Folder(folder, _) if folder.path == "v3/users")
    );
}
