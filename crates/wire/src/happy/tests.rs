//! Order of addresses and what is said when none answers.

use super::*;

fn order(found: &str) -> String {
    let found = found.split(' ').map(|address| address.parse().unwrap()).collect();
    interleaved(found).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn families_take_turns() {
    assert_eq!(order("[::1]:1 [::2]:1 1.1.1.1:1 2.2.2.2:1 3.3.3.3:1"), "[::1]:1 1.1.1.1:1 [::2]:1 2.2.2.2:1 3.3.3.3:1");
    assert_eq!(order("1.1.1.1:1 1.1.1.1:1 [::1]:1"), "1.1.1.1:1 [::1]:1");
}

#[test]
fn every_address_tried_is_named() {
    let errors = [
        ("[::1]:80".parse().unwrap(), io::Error::from(io::ErrorKind::ConnectionRefused)),
        ("127.0.0.1:80".parse().unwrap(), io::Error::from(io::ErrorKind::TimedOut)),
    ];
    let failure = no_connection("h.test", 80, &errors);
    assert_eq!(failure.kind, FailureKind::Refused);
    assert_eq!(failure.message, "no connection to `h.test:80`: [::1]:80 refused it, 127.0.0.1:80 did not answer");
}
