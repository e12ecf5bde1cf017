//! Sealed values open with the same key at the same place, and only there.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn what_is_sealed_opens_again(plain: Vec<u8>, owner: String, name: String) {
        let key = SealingKey::generate().unwrap();
        let sealed = key.seal(&plain, &[&owner, &name]).unwrap();
        prop_assert_eq!(&*key.open(&sealed, &[&owner, &name]).unwrap(), &plain);
    }

    #[test]
    fn a_changed_byte_is_noticed(plain: Vec<u8>, at: prop::sample::Index, bit in 0_u8..8) {
        let key = SealingKey::generate().unwrap();
        let mut sealed = key.seal(&plain, &["owner", "name"]).unwrap();
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert!(key.open(&sealed, &["owner", "name"]).is_none());
    }

    #[test]
    fn arbitrary_bytes_open_to_nothing(bytes: Vec<u8>) {
        prop_assert!(SealingKey::generate().unwrap().open(&bytes, &["owner", "name"]).is_none());
    }

    #[test]
    fn a_key_survives_being_written_as_text(bytes: [u8; 32]) {
        let key = SealingKey::from_bytes(Zeroizing::new(bytes));
        prop_assert_eq!(&*SealingKey::from_text(&key.to_text()).unwrap().0, &bytes);
    }
}

#[test]
fn another_place_or_another_key_opens_nothing() {
    let key = SealingKey::generate().unwrap();
    let sealed = key.seal(b"value", &["ab", "c"]).unwrap();
    assert!(key.open(&sealed, &["a", "bc"]).is_none());
    assert!(key.open(&sealed, &["ab", "c", ""]).is_none());
    assert!(SealingKey::generate().unwrap().open(&sealed, &["ab", "c"]).is_none());
}

#[test]
fn equal_values_look_different() {
    let key = SealingKey::generate().unwrap();
    assert_ne!(key.seal(b"value", &["a"]).unwrap(), key.seal(b"value", &["a"]).unwrap());
}
