//! What all requests share.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use waystation_store::{Id, IdGenerator, Role, Store};

use crate::clock::Clock;
use crate::key::{NoRandomness, ServerKey, random};
use crate::proofs::FailedProofs;

/// The role of people whose role is "Evaluated" and who are in no group, until the settings page can change it.
const DEFAULT_ROLE: Role = Role::Viewer;

/// The parts of a running server. Made once, shared by all requests.
pub struct Server {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// Seals tickets and secrets.
    pub key: ServerKey,
    /// Tells the time.
    pub clock: Clock,
    /// How long a token is good.
    pub token_lifetime: SignedDuration,
    /// Whether `X-Forwarded-For`, `-Proto` and `-Host` are believed: only behind a proxy that sets them.
    pub is_behind_proxy: bool,
    ids: IdGenerator,
    pub(crate) failed_proofs: FailedProofs,
}

impl Server {
    /// Puts the parts together.
    pub fn new(
        store: Arc<dyn Store>,
        key: ServerKey,
        clock: Clock,
        token_lifetime: SignedDuration,
    ) -> Result<Self, NoRandomness> {
        let [x, y, z] = random()?;
        let ids = IdGenerator::new(random()?, u32::from_be_bytes([0, x, y, z]));
        Ok(Self {
            store,
            key,
            clock,
            token_lifetime,
            is_behind_proxy: false,
            ids,
            failed_proofs: FailedProofs::default(),
        })
    }

    /// An id for something created `now`.
    pub(crate) fn new_id(&self, now: Timestamp) -> Id {
        self.ids.next(now)
    }

    /// The role that counts: groups do not exist yet, so a role left open is the default one.
    pub(crate) fn effective_role(stored: Role) -> Role {
        match stored {
            Role::Evaluated => DEFAULT_ROLE,
            role => role,
        }
    }
}
