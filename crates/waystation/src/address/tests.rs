use insta::assert_snapshot;
use proptest::prelude::proptest;

use super::{meaning, rewritten};
use crate::operations;

fn shown(path: &str) -> String {
    meaning(path, operations::templates())
        .map_or_else(|| "nothing".to_owned(), |found| format!("{} {:?}", found.template, found.values))
}

#[test]
fn slashes_and_case_do_not_matter_and_values_keep_theirs() {
    assert_snapshot!(shown("/webapi//V3/users"), @"/webapi/v3/users []");
    assert_snapshot!(shown("//WEBAPI/v3/Users//A%20b%2Fc//ASSETS/"), @r#"/webapi/v3/users/{id}/assets [("id", "A b/c")]"#);
    assert_snapshot!(shown("/webapi/v3/users/Users"), @r#"/webapi/v3/users/{id} [("id", "Users")]"#);
    assert_snapshot!(shown("/webapi/swagger/docs/3"), @r#"/webapi/swagger/docs/{version} [("version", "3")]"#);
    assert_snapshot!(shown("/webapi/v3/%75s%45rs/%69d"), @r#"/webapi/v3/users/{id} [("id", "id")]"#);
    for path in [
        "",
        "/",
        "/webapi/v3",
        "/webapi/v3/users%2Fx",
        "/webapi/v3/%ffusers",
        "/webapi/v3/users/a/b",
        "/x/webapi/v3/users",
        "/webapi/oauth2/token",
    ] {
        assert_eq!(shown(path), "nothing", "{path}");
    }
}

#[test]
fn only_the_path_is_rewritten() {
    let uri = "http://a.test:81/WEBAPI//v3/users/x%2Fy?q=%20&q".parse().unwrap();
    assert_snapshot!(rewritten(&uri, "/webapi/v3/users/{id}").unwrap(), @"http://a.test:81/webapi/v3/users/id?q=%20&q");
}

proptest! {
    #[test]
    fn any_path_means_something_or_nothing(path in r"/?(webapi|WEBAPI|v3|users|/|%|\PC){0,12}") {
        meaning(&path, operations::templates());
    }
}
