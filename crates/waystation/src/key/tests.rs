use tempfile::TempDir;

use super::{Existing, KeyError, ServerKey, write_for_owner};

#[test]
fn a_secret_opens_with_its_key_and_its_owner_only() {
    let (key, other) = (ServerKey::from_bytes(&[1; 32]), ServerKey::from_bytes(&[2; 32]));
    let sealed = key.seal_secret("secret", "owner").unwrap();
    assert_eq!(key.open_secret(&sealed, "owner").unwrap().as_str(), "secret");
    assert!(key.open_secret(&sealed, "other owner").is_none());
    assert!(other.open_secret(&sealed, "owner").is_none());
    assert!(key.open_ticket(&sealed).is_none(), "tickets have a key of their own");
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert!(key.open_secret(&changed, "owner").is_none(), "byte {place}");
        assert!(key.open_secret(&sealed[..place], "owner").is_none(), "cut at {place}");
    }
    assert_ne!(key.seal_secret("secret", "owner").unwrap(), sealed, "each sealing is another");
}

#[test]
fn the_key_file_is_made_once_and_read_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("server.key");
    let sealed = ServerKey::read_or_create(&path).unwrap().seal_secret("secret", "owner").unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!((text.len(), text.ends_with('\n')), (65, true));
    assert!(ServerKey::read_or_create(&path).unwrap().open_secret(&sealed, "owner").is_some());
    for broken in ["", "zz", &text[2..], &format!("{}\u{e9}", &text[..62])] {
        write_for_owner(&path, broken.as_bytes(), Existing::Replace).unwrap();
        assert!(matches!(ServerKey::read_or_create(&path), Err(KeyError::NoKey { .. })), "{broken:?}");
    }
    assert!(write_for_owner(&path, b"", Existing::Keep).is_err(), "an existing file is kept");
}
