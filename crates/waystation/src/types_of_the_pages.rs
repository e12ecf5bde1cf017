//! The types of the Server UI are those of the Rust structs: written on request, compared otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ts_rs::{Config, TS};

use crate::gallery::{forms, views};

fn export(config: &Config) {
    fn one<T: TS + 'static>(config: &Config) {
        T::export_all(config).expect("the folder can be written");
    }
    one::<views::ErrorView>(config);
    one::<views::SessionView>(config);
    one::<views::ServerView>(config);
    one::<views::ProfileView>(config);
    one::<views::KeysView>(config);
    one::<views::SecretView>(config);
    one::<views::OwnSessionView>(config);
    one::<views::UsersView>(config);
    one::<views::CreatedUser>(config);
    one::<views::PasswordView>(config);
    one::<views::SettingsView>(config);
    one::<views::AuditView>(config);
    one::<forms::SignIn>(config);
    one::<forms::SignUp>(config);
    one::<forms::FirstSignIn>(config);
    one::<forms::ChangeProfile>(config);
    one::<forms::ChangePassword>(config);
    one::<forms::EndSessions>(config);
    one::<forms::UsersWanted>(config);
    one::<forms::NewUserForm>(config);
    one::<forms::ChangeUser>(config);
    one::<forms::ChangeSettings>(config);
    one::<forms::AuditWanted>(config);
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| {
            let text = fs::read_to_string(file.path()).expect("a text file");
            (file.file_name().to_string_lossy().into_owned(), text)
        })
        .collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says whether to write")]
fn checked_in_types_are_those_of_the_structs() {
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/server/types");
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let writes = std::env::var("TYPES").is_ok_and(|word| word == "write");
    if writes {
        let _ = fs::remove_dir_all(&checked_in);
    }
    let target = if writes { &checked_in } else { fresh.path() };
    export(&Config::new().with_large_int("number").with_out_dir(target));
    let wanted = texts(target);
    assert!(wanted.len() > 20, "only {} types", wanted.len());
    assert_eq!(texts(&checked_in), wanted, "run `TYPES=write cargo test -p waystation types`");
}
