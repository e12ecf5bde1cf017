use rusqlite::Connection;
use tempfile::TempDir;
use waystation_store::contract::{self, by, create, somebody, update, with_key};
use waystation_store::{
    AccountName, FirstStep, Role, Store, StoreError, Transaction, User, UserFilter, UserSearch, users,
};

use super::SqliteStore;
use crate::OpenError;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap()
}

fn opened(folder: &TempDir) -> Store {
    Store::new(SqliteStore::open(&folder.path().join("waystation.db")).unwrap())
}

fn everybody(rows: &dyn Transaction) -> Result<Vec<User>, StoreError> {
    rows.users().list(&UserFilter::default())
}

#[test]
fn the_contract_of_all_stores_holds() {
    let folders = TempDir::new().unwrap();
    let made = std::sync::atomic::AtomicU32::new(0);
    runtime().block_on(contract::holds(async || {
        let number = made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Store::new(SqliteStore::open(&folders.path().join(format!("{number}.db"))).unwrap())
    }));
}

#[test]
fn what_was_stored_is_there_when_opened_again() {
    let folder = TempDir::new().unwrap();
    let curator = somebody(1, Role::Curator);
    runtime().block_on(async {
        create(&opened(&folder), &curator).await.unwrap();
        let id = curator.user.id;
        assert_eq!(opened(&folder).read(move |rows| rows.users().find(id)).await.unwrap(), Some(curator.user));
    });
}

#[test]
fn changes_whose_callers_have_gone_are_made_before_the_store_closes() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder);
    let runtime = runtime();
    for number in 0..50 {
        // Polled once, which hands the change over, then dropped.
        let new_user = somebody(number, Role::Viewer);
        let created = store.write(move |tx| users::create(tx, &new_user, None, by()));
        runtime.block_on(async {
            tokio::select! { biased; _ = created => {} () = std::future::ready(()) => {} }
        });
    }
    drop(store);
    let users = runtime.block_on(opened(&folder).scan(everybody)).unwrap();
    assert_eq!(users.len(), 50);
}

#[test]
fn many_writers_share_commits_and_a_refused_one_disturbs_nobody() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder);
    runtime().block_on(async {
        let tasks: Vec<_> = (0..500)
            .map(|number| {
                let store = store.clone();
                // Every fifth takes the address of the one before.
                let mut new_user = somebody(number, Role::Viewer);
                if number % 5 == 4 {
                    new_user.user.email = somebody(number - 1, Role::Viewer).user.email;
                }
                tokio::spawn(async move { create(&store, &new_user).await.is_ok() })
            })
            .collect();
        let mut made = 0;
        for task in tasks {
            made += usize::from(task.await.unwrap());
        }
        assert_eq!(made, 400, "of two with one address exactly one is made");
        assert_eq!(store.scan(everybody).await.unwrap().len(), 400);
    });
}

#[test]
fn a_reader_never_brings_back_access_that_has_ended() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder);
    runtime().block_on(async {
        let owner = with_key(somebody(1, Role::Artisan));
        create(&store, &owner).await.unwrap();
        let reading = {
            let (store, id) = (store.clone(), owner.user.id);
            tokio::spawn(async move {
                loop {
                    store.access(id).await.unwrap();
                    tokio::task::yield_now().await;
                }
            })
        };
        let mut user = owner.user;
        for _ in 0..200 {
            let switched = |user: User| User { is_api_enabled: !user.is_api_enabled, ..user };
            user = update(&store, user.id, switched).await.unwrap();
            assert_eq!(store.access(user.id).await.unwrap().unwrap().is_open, user.is_api_enabled);
        }
        reading.abort();
    });
}

#[test]
fn a_database_of_a_later_program_is_refused() {
    let folder = TempDir::new().unwrap();
    drop(opened(&folder));
    let path = folder.path().join("waystation.db");
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = SqliteStore::open(&path).err().unwrap();
    assert!(matches!(error, OpenError::Newer { found: 99, .. }), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("waystation.db");
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), &[b'x'; 4096]).unwrap();
    assert!(matches!(SqliteStore::open(&path).err().unwrap(), OpenError::Database { .. }));
    let error = SqliteStore::open(&folder.path().join("no/such/folder.db")).err().unwrap();
    assert!(matches!(error, OpenError::File { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_database() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let files = ["waystation.db", "waystation.db-wal", "waystation.db-shm"].map(|name| folder.path().join(name));
    let modes = || files.each_ref().map(|file| file.metadata().unwrap().permissions().mode() & 0o777);
    let store = opened(&folder);
    runtime().block_on(create(&store, &somebody(1, Role::Viewer))).unwrap();
    assert_eq!(modes(), [0o600; 3]);
    // As a copy or a restored backup may come.
    for file in &files {
        std::fs::set_permissions(file, Permissions::from_mode(0o666)).unwrap();
    }
    let again = opened(&folder);
    runtime().block_on(create(&again, &somebody(2, Role::Viewer))).unwrap();
    assert_eq!(modes(), [0o600; 3]);
}

#[test]
fn commits_are_synced_and_the_log_is_a_wal() {
    let folder = TempDir::new().unwrap();
    let connection = crate::migrations::open_for_writing(&folder.path().join("waystation.db")).unwrap();
    let pragma = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, String>(0));
    assert_eq!(pragma("journal_mode").unwrap(), "wal");
    let full: i64 = connection.query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap();
    assert_eq!(full, 2);
}

#[test]
fn every_filter_has_an_index() {
    let folder = TempDir::new().unwrap();
    let connection = crate::migrations::open_for_writing(&folder.path().join("waystation.db")).unwrap();
    for condition in
        ["email_folded = 'a'", "first_name_folded = 'a'", "last_name_folded = 'a'", "role = 'a'", "api_key = 'a'"]
    {
        let plan: String = connection
            .query_row(&format!("EXPLAIN QUERY PLAN SELECT id FROM users WHERE {condition}"), [], |row| row.get(3))
            .unwrap();
        assert!(plan.contains("USING") && plan.contains("INDEX"), "{condition}: {plan}");
    }
}

/// A database as the first version of the program left it, with one person in it.
fn first_version(path: &std::path::Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(include_str!("../../migrations/0001_users.sql")).unwrap();
    connection
        .execute_batch(
            "INSERT INTO users VALUES ('64b0f0c2d3e4f5a6b7c8d9e0', 'Ada', 'ada', 'Stone', 'stone', 'ada@example.test', \
             'ada@example.test', 'Curator', '', 0, 0, 0, 0, 0, 0, 0, 0, 1, '', 0, 1, 1, NULL, '', 'en-us', 5, 7, 'KEY', \
             x'01', '$argon2id$hash'); PRAGMA user_version = 1;",
        )
        .unwrap();
}

#[test]
fn a_database_of_an_earlier_program_keeps_working() {
    let folder = TempDir::new().unwrap();
    first_version(&folder.path().join("waystation.db"));
    let store = opened(&folder);
    runtime().block_on(async {
        let name = AccountName::Email("ADA@example.test".to_owned());
        let account = store.read(move |rows| rows.users().account(&name)).await.unwrap().unwrap();
        assert_eq!(
            (account.version, account.first_step),
            (1, FirstStep::None),
            "everybody who had a password keeps it"
        );
        assert_eq!(account.password_hash.as_deref(), Some("$argon2id$hash"));
        assert_eq!((account.password_set_at, account.key_made_at), (None, None), "not noted then");
        assert_eq!(store.access(account.user.id).await.unwrap().unwrap().key_generation, 7, "tokens keep working");
        let search = UserSearch { limit: 5, ..UserSearch::default() };
        let found = store.scan(move |rows| rows.users().page(&search)).await.unwrap();
        assert_eq!(found[0].user.first_name, "Ada");
    });
}

#[test]
fn an_entry_of_the_audit_list_never_changes() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder);
    runtime().block_on(create(&store, &somebody(1, Role::Viewer))).unwrap();
    let connection = Connection::open(folder.path().join("waystation.db")).unwrap();
    for statement in ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"] {
        let refused = connection.execute(statement, []).unwrap_err().to_string();
        assert!(refused.contains("audit list"), "{refused}");
    }
}

#[test]
fn a_list_reads_no_wide_row_it_leaves_out() {
    let folder = TempDir::new().unwrap();
    let connection = crate::migrations::open_for_writing(&folder.path().join("waystation.db")).unwrap();
    let ids = "SELECT id FROM users INDEXED BY users_listed WHERE role = 'a' AND instr(email_folded, 'b') > 0 ORDER BY";
    for (order, sorts) in [
        ("first_name_folded, last_name_folded, email_folded LIMIT 1", false),
        ("first_name_folded DESC, last_name_folded DESC, email_folded DESC LIMIT 1", false),
        ("created_at, first_name_folded LIMIT 1", true),
    ] {
        let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {ids} {order}")).unwrap();
        let plan: Vec<String> = plan.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(plan[0].contains("COVERING INDEX users_listed"), "{plan:?}");
        assert_eq!(plan.len() > 1, sorts, "{plan:?}");
    }
}
