//! Documents that cannot be had.

use store::{Folders, Store};
use wire::WireSettings;

use super::*;

#[tokio::test]
async fn a_file_that_is_not_there_is_named_and_nothing_is_made() {
    let home = tempfile::tempdir().unwrap();
    let missing = home.path().join("swagger.json");
    let outside = Outside { now_ms: || 0, random: || 7, variable: |_| None };
    let store = Store::new(Folders::under(home.path()), None);
    let engine = Engine::new(store, None, WireSettings::default(), outside);
    let plan = ImportPlan {
        imports: Imports::File(missing.clone()),
        into: None,
        name: None,
        replaces: false,
        settings: Vec::new(),
        fetching: Fetching::default(),
    };
    let refused = engine.imports().run(plan, &mut |_| {}, &CancellationToken::new()).await;
    let Err(Error::Document(problem)) = refused else { panic!("{refused:?}") };
    assert_eq!(problem.code, "no_such_file");
    assert_eq!(problem.message, format!("there is no file `{}`", missing.display()));
    let hint = "Give a file, a URL that begins with http:// or https://, or - for standard input.";
    assert_eq!(problem.hint.as_deref(), Some(hint));
    assert_eq!(engine.collections().list().unwrap().0, []);
}
