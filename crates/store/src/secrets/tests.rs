//! Secrets in the encrypted file, and what happens where no keychain answers.

use std::ffi::OsStr;

use insta::assert_snapshot;

use super::*;
use crate::test_home::{Home, shown, store_of_other_process};

const CANARY: &str = "canary-4ccfe5ac";

fn at<'a>(collection_id: &'a str, name: &'a str) -> SecretAddress<'a> {
    SecretAddress { collection_id, name }
}

fn folder(home: &Home) -> PathBuf {
    home.path().join("secrets")
}

fn secrets(home: &Home, passphrase: Option<&str>) -> SecretStore {
    SecretStore::new(folder(home), false, passphrase.map(Secret::from))
}

/// A home with one secret.
fn home() -> Home {
    let home = Home::new();
    secrets(&home, None).set(at("c", "NAME"), &CANARY.into()).unwrap();
    home
}

/// What a person is told or given who asks for that secret.
fn asked(home: &Home, passphrase: Option<&str>) -> String {
    match secrets(home, passphrase).get(at("c", "NAME")) {
        Ok(Some(secret)) => secret.expose().to_owned(),
        Ok(None) => "none".to_owned(),
        Err(error) => shown(&error, error.hint()).replace(&folder(home).display().to_string(), ""),
    }
}

fn put(path: &Path, content: &str) {
    private_file::replace(path, content.as_bytes()).unwrap();
}

#[test]
fn a_secret_is_kept_replaced_and_deleted() {
    let home = home();
    assert_snapshot!(asked(&home, None), @"canary-4ccfe5ac");
    secrets(&home, None).set(at("c", "NAME"), &"ä\n\0".into()).unwrap();
    assert_eq!(secrets(&home, None).get(at("c", "NAME")).unwrap().unwrap().expose(), "ä\n\0");
    assert_eq!(secrets(&home, None).keeping().unwrap(), Some(Keeping::KeyFile));
    assert!(secrets(&home, None).delete(at("c", "NAME")).unwrap());
    assert!(!secrets(&home, None).delete(at("c", "NAME")).unwrap());
    assert_snapshot!(asked(&home, None), @"none");
}

#[test]
fn asking_in_vain_makes_nothing() {
    let home = Home::new();
    let secrets = secrets(&home, None);
    assert_snapshot!(asked(&home, None), @"none");
    assert_eq!(secrets.keeping().unwrap(), None);
    assert!(secrets.list("c").unwrap().is_empty());
    assert!(!secrets.delete(at("c", "NAME")).unwrap());
    assert_eq!(secrets.copy_all("c", "d").unwrap(), 0);
    assert!(home.files().is_empty());
}

#[test]
fn names_are_listed_per_collection() {
    let home = home();
    let secrets = secrets(&home, None);
    secrets.set(at("c", "A"), &"1".into()).unwrap();
    secrets.set(at("d", "B"), &"2".into()).unwrap();
    assert_eq!(secrets.list("c").unwrap(), ["A", "NAME"]);
    assert_eq!(secrets.copy_all("c", "d").unwrap(), 2);
    assert_eq!(secrets.list("d").unwrap(), ["A", "B", "NAME"]);
    assert_eq!(secrets.get(at("d", "NAME")).unwrap().unwrap().expose(), CANARY);
    assert_eq!(secrets.delete_all("c").unwrap(), 2);
    assert_eq!(secrets.list("c").unwrap(), [""; 0]);
    assert_eq!(secrets.get(at("d", "A")).unwrap().unwrap().expose(), "1");
}

#[test]
fn no_value_stands_on_disk() {
    let home = home();
    let passphrase_home = Home::new();
    secrets(&passphrase_home, Some("open sesame")).set(at("c", "NAME"), &CANARY.into()).unwrap();
    for (name, bytes) in home.files().into_iter().chain(passphrase_home.files()) {
        for text in [CANARY, "open sesame"] {
            assert!(!bytes.windows(text.len()).any(|window| window == text.as_bytes()), "{name}");
        }
    }
}

#[test]
fn a_passphrase_opens_what_it_locked() {
    let home = Home::new();
    secrets(&home, Some("open sesame")).set(at("c", "NAME"), &CANARY.into()).unwrap();
    assert_eq!(secrets(&home, None).keeping().unwrap(), Some(Keeping::Passphrase));
    assert!(!folder(&home).join("secrets.key").exists());
    assert_snapshot!(asked(&home, Some("open sesame")), @"canary-4ccfe5ac");
    assert_snapshot!(asked(&home, Some("open barley")), @"the passphrase does not open the secrets file | Check POSTRIDER_PASSPHRASE.");
    assert_snapshot!(asked(&home, Some("")), @"the secrets are locked with a passphrase | Set POSTRIDER_PASSPHRASE.");
    // A list needs no passphrase.
    assert_eq!(secrets(&home, None).list("c").unwrap(), ["NAME"]);
}

#[test]
fn a_damaged_file_is_said_and_never_overwritten() {
    for content in ["", "{", "{}", r#"{"version":1,"kept_in":"key_file"}"#, r#"{"version":2,"new":[]}"#] {
        let home = home();
        let path = folder(&home).join("secrets.json");
        put(&path, content);
        assert!(secrets(&home, None).set(at("c", "NAME"), &"x".into()).is_err(), "{content}");
        assert!(secrets(&home, None).delete(at("c", "NAME")).is_err(), "{content}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
    }
    let home = home();
    put(&folder(&home).join("secrets.json"), "{");
    assert_snapshot!(asked(&home, None), @"the secrets file `/secrets.json` is damaged: EOF while parsing an object at line 1 column 1 | Put both `secrets.json` and `secrets.key` back from a backup, or move them away and set the secrets again.");
    put(&folder(&home).join("secrets.json"), r#"{"version":2,"new":[]}"#);
    assert_snapshot!(asked(&home, None), @"the secrets file `/secrets.json` has version 2, which this program does not know | Update this program.");
}

#[test]
fn a_wrong_or_missing_key_is_told_from_damage() {
    let home = home();
    let path = folder(&home).join("secrets.key");
    put(&path, &SealingKey::generate().unwrap().to_text());
    assert_snapshot!(asked(&home, None), @"the key `/secrets.key` does not open the secrets file | Put both `secrets.json` and `secrets.key` back from a backup, or move them away and set the secrets again.");
    put(&path, "not a key");
    assert_snapshot!(asked(&home, None), @"the key of the secrets file is missing: `/secrets.key` | Put both `secrets.json` and `secrets.key` back from a backup, or move them away and set the secrets again.");
    std::fs::remove_file(&path).unwrap();
    assert_snapshot!(asked(&home, None), @"the key of the secrets file is missing: `/secrets.key` | Put both `secrets.json` and `secrets.key` back from a backup, or move them away and set the secrets again.");
    // Not even a secret that is set makes a new key: the old ones would be lost.
    assert!(secrets(&home, None).set(at("c", "OTHER"), &"x".into()).is_err());
    assert!(!path.exists());
}

#[test]
fn a_secret_moved_to_another_place_does_not_open() {
    let home = home();
    let path = folder(&home).join("secrets.json");
    let moved = std::fs::read_to_string(&path).unwrap().replace("\"c\"", "\"d\"");
    put(&path, &moved);
    let error = secrets(&home, None).get(at("d", "NAME")).unwrap_err();
    assert_snapshot!(shown(&error, error.hint()), @"the secret `NAME` is damaged | Set it again with `postrider secret set`.");
}

#[test]
fn costs_that_no_program_of_ours_asked_for_are_refused() {
    let home = Home::new();
    secrets(&home, Some("open sesame")).set(at("c", "NAME"), &CANARY.into()).unwrap();
    let path = folder(&home).join("secrets.json");
    let costly = std::fs::read_to_string(&path).unwrap().replace("65536", "4294967295");
    put(&path, &costly);
    assert_snapshot!(asked(&home, Some("open sesame")), @"the secrets file `/secrets.json` is damaged | Put both `secrets.json` and `secrets.key` back from a backup, or move them away and set the secrets again.");
}

#[test]
fn the_keychain_is_not_used_under_a_home() {
    let home = Home::new();
    std::fs::create_dir(folder(&home)).unwrap();
    put(&folder(&home).join("secrets.json"), r#"{"version":1,"kept_in":"keychain","secrets":{"c":{"NAME":null}}}"#);
    assert_snapshot!(asked(&home, None), @"`/secrets.json` says that the secrets are in the keychain, which is not used under POSTRIDER_HOME | Move that file away and set the secrets again.");
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = home();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let files = ["secrets.json", "secrets.key", "secrets.lock"].map(|name| folder(&home).join(name));
    for path in &files {
        assert_eq!(mode(path), 0o600, "{}", path.display());
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    // What a copy opened to others is closed again by the next use.
    assert_snapshot!(asked(&home, None), @"canary-4ccfe5ac");
    assert_eq!((mode(&files[0]), mode(&files[1])), (0o600, 0o600));
    assert_eq!(mode(&folder(&home)), 0o700);
}

#[test]
fn two_at_once_agree_on_a_secret() {
    let home = Home::new();
    let make = |number: usize| {
        let secrets = secrets(&home, None);
        secrets.get_or_set(at("", "key"), || Ok(Secret::new(number.to_string()))).unwrap().expose().to_owned()
    };
    let make = &make;
    let got: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|number| scope.spawn(move || make(number))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(got.iter().all(|secret| *secret == got[0]), "{got:?}");
}

#[test]
fn changes_at_once_are_all_kept() {
    let home = Home::new();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let home = &home;
            scope.spawn(move || secrets(home, None).set(at("c", &format!("N{number}")), &"x".into()).unwrap());
        }
    });
    assert_eq!(secrets(&home, None).list("c").unwrap().len(), 8);
}

/// The keychain of whoever runs the tests stays out of it: the other process is told of a bus that does not exist.
#[cfg(target_os = "linux")]
#[test]
fn without_a_keychain_the_file_is_used() {
    let home = Home::new();
    let nowhere = OsStr::new("unix:path=/nonexistent/bus");
    home.run("secrets::tests::finds_no_keychain_as_another_process", &[("DBUS_SESSION_BUS_ADDRESS", nowhere)]);
}

/// The work of the process of the test above.
#[test]
fn finds_no_keychain_as_another_process() {
    let Some(store) = store_of_other_process() else { return };
    let secrets = SecretStore::new(store.folders().secrets.clone(), true, None);
    secrets.set(at("c", "NAME"), &CANARY.into()).unwrap();
    assert_eq!(secrets.keeping().unwrap(), Some(Keeping::KeyFile));

    // Once settled, a keychain that fell silent is an error and not a second store.
    let settled = r#"{"version":1,"kept_in":"keychain","secrets":{"c":{"NAME":null}}}"#;
    let path = store.folders().secrets.join("secrets.json");
    put(&path, settled);
    for error in [
        secrets.get(at("c", "NAME")).unwrap_err(),
        secrets.set(at("c", "NAME"), &CANARY.into()).unwrap_err(),
        secrets.delete(at("c", "NAME")).unwrap_err(),
    ] {
        assert!(matches!(error, SecretError::KeychainSilent { .. }), "{error}");
        assert!(error.hint().is_some());
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), settled);
    assert_eq!(secrets.list("c").unwrap(), ["NAME"]);
}
