use argon2::Argon2;
use argon2::password_hash::PasswordVerifier as _;
use argon2::password_hash::phc::PasswordHash;

use super::{NOBODY, generate, hash, is_right};

#[test]
fn passwords_are_long_readable_and_never_the_same() {
    let password = generate().unwrap();
    let groups: Vec<&str> = password.split('-').collect();
    assert!(groups.len() == 4 && groups.iter().all(|group| group.len() == 5), "{groups:?}");
    assert_ne!(*password, *generate().unwrap());
}

#[test]
fn the_hash_is_argon2id_and_fits_its_password_only() {
    let text = hash("correct horse");
    assert!(text.starts_with("$argon2id$v=19$"));
    let parsed = PasswordHash::new(&text).unwrap();
    assert!(Argon2::default().verify_password(b"correct horse", &parsed).is_ok());
    assert!(Argon2::default().verify_password(b"correct horse ", &parsed).is_err());
}

#[test]
fn user_enumeration_by_time_a_check_against_nobody_does_the_same_work() {
    let (nobody, somebody) = (PasswordHash::new(NOBODY).unwrap(), hash("correct horse"));
    let somebody = PasswordHash::new(&somebody).unwrap();
    assert_eq!((nobody.algorithm, nobody.version), (somebody.algorithm, somebody.version));
    assert_eq!(nobody.params, somebody.params);
    assert_eq!(nobody.hash.unwrap().as_bytes().len(), somebody.hash.unwrap().as_bytes().len());
    assert!(!is_right("nobody", NOBODY));
}
