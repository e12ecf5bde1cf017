//! The types of the Server UI are those of the Rust structs: written on request, compared otherwise.

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
    one::<forms::UsersQuery>(config);
    one::<forms::NewUserForm>(config);
    one::<forms::ChangeUser>(config);
    one::<forms::ChangeSettings>(config);
    one::<forms::AuditQuery>(config);
}

#[test]
fn checked_in_types_are_those_of_the_structs() {
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/server/types");
    testkit::types_are_current(&checked_in, "waystation", |folder| {
        export(&Config::new().with_large_int("number").with_out_dir(folder));
    });
}
