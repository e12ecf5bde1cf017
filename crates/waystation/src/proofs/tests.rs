use std::net::{IpAddr, Ipv4Addr};

use jiff::{SignedDuration, Timestamp};

use super::{Claimant, FAILURES_MAX, FailedProofs};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn at(ms: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_millis(ms)
}

#[test]
fn the_window_slides() {
    let (proofs, claimant) = (FailedProofs::default(), Claimant::new("key", HERE));
    for second in 0..20 {
        assert_eq!(proofs.wait_seconds(&claimant, at(second * 1000)), None, "after {second} failures");
        proofs.failed(claimant.clone(), at(second * 1000));
    }
    assert_eq!(proofs.wait_seconds(&claimant, at(19_500)), Some(41), "rounded up");
    assert_eq!(proofs.wait_seconds(&claimant, at(59_999)), Some(1));
    assert_eq!(proofs.wait_seconds(&claimant, at(60_000)), None, "the first failure is a minute old");
    proofs.failed(claimant.clone(), at(60_000));
    assert_eq!(proofs.wait_seconds(&claimant, at(60_000)), Some(1), "the second is not yet");
}

#[test]
fn a_flood_of_names_is_forgotten_and_does_not_grow() {
    let proofs = FailedProofs::default();
    let names = (0..60_000).map(|number| Claimant::new(&number.to_string(), HERE));
    names.for_each(|claimant| proofs.failed(claimant, at(0)));
    assert!(proofs.0.lock().unwrap().len() <= 50_000);
    assert_eq!(FAILURES_MAX, 20);
}

#[test]
fn a_try_counts_from_its_beginning_and_a_right_one_is_forgiven() {
    let proofs = FailedProofs::default();
    let claimant = Claimant::new("key", HERE);
    for left in (0..FAILURES_MAX).rev() {
        assert_eq!(proofs.begin(&claimant, at(0)), Ok(left));
    }
    assert_eq!(proofs.begin(&claimant, at(1)), Err(60));
    proofs.forgive(&claimant, at(0));
    assert_eq!(proofs.begin(&claimant, at(2)), Ok(0));
    assert_eq!(proofs.begin(&claimant, at(60_000)), Ok(18), "the others have left the window");
}
