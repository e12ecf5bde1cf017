//! Counts failed proofs: after twenty failures within a minute, a claimant waits for the rest of that minute.
//!
//! One counter for each pair of key (or account) and address, so that nobody can lock somebody else out from elsewhere.
//! The question "is it too many?" comes before the proof is looked at and counting after it, so that a right guess after
//! twenty wrong ones is refused as well. A token bucket would let a few more through, as it refills in between.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// At most this many failures are allowed.
pub(crate) const FAILURES_MAX: usize = 20;

/// The time in which they are counted.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);

/// At this many pairs, those without a recent failure are dropped; if that is not enough, all are.
const REMEMBERED_MAX: usize = 50_000;

/// Whose failures are counted together. The name is kept as a hash: it may be long, and is nobody's business.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Claimant([u8; 32], IpAddr);

impl Claimant {
    pub(crate) fn new(key_or_account: &str, address: IpAddr) -> Self {
        Self(Sha256::digest(key_or_account).into(), address)
    }
}

#[derive(Default)]
pub(crate) struct FailedProofs(Mutex<Failures>);

/// When each claimant failed, oldest first.
type Failures = HashMap<Claimant, VecDeque<Timestamp>>;

impl FailedProofs {
    /// How long this claimant must wait, in whole seconds of at least one; `None` if they may try.
    pub(crate) fn wait_seconds(&self, claimant: &Claimant, now: Timestamp) -> Option<i64> {
        wait_seconds(self.lock().get(claimant)?, now)
    }

    /// Counts a failure.
    pub(crate) fn failed(&self, claimant: Claimant, now: Timestamp) {
        count(&mut self.lock(), claimant, now);
    }

    /// Asks whether the claimant may try, and counts a failure before the proof is looked at; [`Self::forgive`] takes it
    /// back. For proofs that take long: of a hundred guesses at once, all would be let in before the first has failed.
    ///
    /// Gives how many tries are left after this one, or how many seconds to wait.
    pub(crate) fn begin(&self, claimant: &Claimant, now: Timestamp) -> Result<usize, i64> {
        let mut failures = self.lock();
        match failures.get(claimant).and_then(|times| wait_seconds(times, now)) {
            Some(wait_s) => Err(wait_s),
            None => Ok(FAILURES_MAX.saturating_sub(count(&mut failures, claimant.clone(), now))),
        }
    }

    /// The proof that began at this moment was right.
    pub(crate) fn forgive(&self, claimant: &Claimant, began: Timestamp) {
        let mut failures = self.lock();
        let Some(times) = failures.get_mut(claimant) else { return };
        if let Some(place) = times.iter().position(|at| *at == began) {
            times.remove(place);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Failures> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wait_seconds(times: &VecDeque<Timestamp>, now: Timestamp) -> Option<i64> {
    let oldest = times.get(times.len().checked_sub(FAILURES_MAX)?)?;
    let left = WINDOW - now.duration_since(*oldest);
    (left.is_positive()).then(|| (left.as_secs() + i64::from(left.subsec_nanos() > 0)).max(1))
}

/// Counts a failure and gives how many are recent.
fn count(failures: &mut Failures, claimant: Claimant, now: Timestamp) -> usize {
    if failures.len() >= REMEMBERED_MAX {
        failures.retain(|_, times| times.back().is_some_and(|at| now.duration_since(*at) < WINDOW));
    }
    if failures.len() >= REMEMBERED_MAX {
        failures.clear();
    }
    let times = failures.entry(claimant).or_default();
    if times.len() >= FAILURES_MAX {
        times.pop_front();
    }
    times.push_back(now);
    times.iter().filter(|at| now.duration_since(**at) < WINDOW).count()
}

#[cfg(test)]
mod tests;
