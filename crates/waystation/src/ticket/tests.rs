use jiff::{SignedDuration, Timestamp};
use waystation_store::Id;

use super::{Ticket, seconds_left};
use crate::key::ServerKey;

#[test]
fn a_ticket_opens_with_its_key_only_and_says_what_was_put_in() {
    let key = ServerKey::from_bytes(&[1; 32]);
    let ticket = Ticket {
        user_id: Id::from_parts(1, [2; 5], 3),
        key_generation: u64::MAX,
        expires_at: Timestamp::from_millisecond(1_700_000_000_589).unwrap(),
    };
    let token = ticket.seal(&key).unwrap();
    assert_eq!(token.len(), 92);
    assert_eq!(Ticket::open(&token, &key), Some(ticket));
    assert_eq!(Ticket::open(&token, &ServerKey::from_bytes(&[2; 32])), None);
    assert_ne!(ticket.seal(&key).unwrap(), token);
    for broken in ["", "a", "=", "\u{e9}", &token[..91], &format!("{token}A"), &token.to_lowercase()] {
        assert_eq!(Ticket::open(broken, &key), None, "{broken}");
    }
}

#[test]
fn seconds_left_are_rounded_down_and_never_negative() {
    for (ms, expected) in [(0, 0), (1, 0), (1000, 0), (1001, 1), (3_600_000, 3599)] {
        assert_eq!(seconds_left(SignedDuration::from_millis(ms)), expected, "{ms} ms");
    }
}
