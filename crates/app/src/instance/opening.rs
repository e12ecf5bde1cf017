//! Addresses for a command that opens a browser.
//!
//! Whatever stands in a command can be read by everybody on the machine, so it cannot be the address with the session
//! token. These lead there once and for a minute; who knows the session token can make them.

use exchange::Secret;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// So long such an address works.
const LIFE_MS: i64 = 60_000;

/// An address that leads once to the app at `address`. `None` when that is no address of an app.
pub fn opening_address(address: &Secret, now_ms: i64, random: u64) -> Option<String> {
    let (base, fragment) = address.expose().split_once("#session=")?;
    let session = fragment.split('&').next().unwrap_or(fragment);
    let stamp = format!("{now_ms:x}-{random:016x}");
    Some(format!("{base}open/{stamp}-{}", proof(session, &stamp)))
}

/// Whether `name` was made by somebody who knows the session token, a moment ago.
pub(crate) fn is_valid(name: &str, session: &Secret, now_ms: i64) -> bool {
    let Some((stamp, given)) = name.rsplit_once('-') else { return false };
    let made_at = stamp.split('-').next().and_then(|at| i64::from_str_radix(at, 16).ok());
    let is_proven = bool::from(proof(session.expose(), stamp).as_bytes().ct_eq(given.as_bytes()));
    is_proven && made_at.is_some_and(|at| (0..LIFE_MS).contains(&(now_ms - at)))
}

fn proof(session: &str, stamp: &str) -> String {
    let mut proof = String::new();
    for byte in Sha256::digest(format!("postrider opening {session} {stamp}")) {
        proof.push_str(&format!("{byte:02x}"));
    }
    proof
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_knows_the_session_makes_one_and_only_for_a_minute() {
        let session = Secret::new("0123");
        let address = Secret::new("http://127.0.0.1:9/#session=0123&theme=dark");
        let opening = opening_address(&address, 1_000_000, 7).unwrap();
        let name = opening.strip_prefix("http://127.0.0.1:9/open/").unwrap();
        assert!(is_valid(name, &session, 1_000_000));
        assert!(is_valid(name, &session, 1_059_999));
        assert!(!is_valid(name, &session, 1_060_000));
        assert!(!is_valid(name, &session, 999_999));
        assert!(!is_valid(name, &Secret::new("0124"), 1_000_000));
        assert!(!is_valid(&name.replacen("-0", "-1", 1), &session, 1_000_000));
        assert!(!is_valid("", &session, 0));
        assert!(!name.contains("0123-"));
        assert!(opening_address(&Secret::new("http://127.0.0.1:9/"), 0, 0).is_none());
    }
}
