use std::sync::Arc;

use rusqlite::Connection;
use waystation_store::StoreError;

use super::{Change, Writer};
use crate::access_cache::AccessCache;

fn add(change: &mut Change<'_>, name: &str) -> Result<usize, StoreError> {
    change
        .connection
        .execute("INSERT INTO names VALUES (?1)", [name])
        .map_err(|error| crate::rows::failed("adding", error))
}

#[test]
fn a_change_that_panics_is_undone_and_the_next_ones_are_made() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("names.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE names (name TEXT NOT NULL)").unwrap();
    let writer = Writer::start(connection, Arc::new(AccessCache::default())).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    // All three are handed over before any of them is awaited, so that they may share one commit.
    let (before, panicking, after) = runtime.block_on(async {
        tokio::join!(
            writer.change("adding", |change| add(change, "before")),
            writer.change("panicking", |change| -> Result<usize, StoreError> {
                add(change, "half done")?;
                panic!("as a mistake in the code would");
            }),
            writer.change("adding", |change| add(change, "after")),
        )
    });
    assert!(before.is_ok() && after.is_ok());
    assert!(matches!(panicking, Err(StoreError::Closed)), "the caller hears that it was not made");
    drop(writer);
    let names: Vec<String> = Connection::open(&path)
        .unwrap()
        .prepare("SELECT name FROM names")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(names, ["before", "after"]);
}
