//! Which folder follows from which variable.

use super::*;

fn folders(variables: &[(&str, &str)]) -> String {
    let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
    match Folders::from_variables(get) {
        Ok(folders) => format!(
            "{} {} {} keychain={}",
            folders.workspace.display(),
            folders.state.display(),
            folders.secrets.display(),
            folders.may_use_keychain
        ),
        Err(error) => format!("{error}. {}", error.hint()),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn variables_decide() {
    use insta::assert_snapshot;
    assert_snapshot!(folders(&[("POSTRIDER_HOME", "/p"), ("HOME", "/h")]), @"/p/workspace /p/state /p/secrets keychain=false");
    assert_snapshot!(folders(&[("HOME", "/h")]), @"/h/Postrider /h/.local/state/postrider /h/.local/state/postrider/secrets keychain=true");
    assert_snapshot!(folders(&[("HOME", "/h"), ("POSTRIDER_HOME", ""), ("XDG_STATE_HOME", "/s")]), @"/h/Postrider /s/postrider /s/postrider/secrets keychain=true");
    assert_snapshot!(folders(&[("HOME", "/h"), ("XDG_STATE_HOME", "relative")]), @"/h/Postrider /h/.local/state/postrider /h/.local/state/postrider/secrets keychain=true");
    assert_snapshot!(folders(&[]), @"the home folder is not known: `HOME` is not set. Set POSTRIDER_HOME to a folder of your choice.");
}

#[test]
fn a_relative_home_is_made_absolute() {
    assert!(Folders::under(Path::new("here")).state.is_absolute());
}

#[cfg(unix)]
#[test]
fn folders_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::under(&home.path().join("deep/home"));
    folders.create().unwrap();
    folders.create().unwrap();
    for path in [&folders.workspace, &folders.state, &folders.secrets, &home.path().join("deep/home")] {
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700, "{}", path.display());
    }
}
