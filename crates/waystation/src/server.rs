//! What all requests share.

use jiff::{SignedDuration, Timestamp};
use waystation_store::users::NoKeyPair;
use waystation_store::{Account, AccountName, ApiKey, Id, IdGenerator, Role, Store, StoreError};

use crate::api_key::ApiKeyPair;
use crate::clock::Clock;
use crate::key::{NoRandomness, ServerKey, random};
use crate::password::Hashing;
use crate::proofs::FailedProofs;
use crate::settings::Settings;

/// The parts of a running server. Made once, shared by all requests.
pub struct Server {
    /// Where everything is kept.
    pub store: Store,
    /// Seals tickets and secrets.
    pub key: ServerKey,
    /// Tells the time.
    pub clock: Clock,
    /// How long a token is good, if a flag says so; otherwise the settings do.
    pub token_life_flag: Option<SignedDuration>,
    /// Whether `X-Forwarded-For`, `-Proto` and `-Host` are believed: only behind a proxy that sets them.
    pub is_behind_proxy: bool,
    ids: IdGenerator,
    pub(crate) failed_proofs: FailedProofs,
    pub(crate) hashing: Hashing,
}

impl Server {
    /// Puts the parts together.
    pub fn new(
        store: Store,
        key: ServerKey,
        clock: Clock,
        token_life_flag: Option<SignedDuration>,
    ) -> Result<Self, NoRandomness> {
        let [x, y, z] = random()?;
        let ids = IdGenerator::new(random()?, u32::from_be_bytes([0, x, y, z]));
        Ok(Self {
            store,
            key,
            clock,
            token_life_flag,
            is_behind_proxy: false,
            ids,
            failed_proofs: FailedProofs::default(),
            hashing: Hashing::default(),
        })
    }

    /// An id for something created `now`.
    pub(crate) fn new_id(&self, now: Timestamp) -> Id {
        self.ids.next(now)
    }

    /// A key pair as it is kept. Costs randomness and encryption, so it is made only for somebody who gets it.
    pub(crate) fn new_key(&self, now: Timestamp) -> Result<ApiKey, NoRandomness> {
        ApiKeyPair::generate(now)?.sealed(&self.key)
    }

    /// The same for an update of a record, which asks for it only if it needs one.
    pub(crate) fn key_for_update(&self, now: Timestamp) -> Result<ApiKey, NoKeyPair> {
        self.new_key(now).map_err(|error| NoKeyPair(error.into()))
    }

    /// One user with what lets them in.
    pub(crate) async fn account(&self, name: AccountName) -> Result<Option<Account>, StoreError> {
        self.store.read(move |rows| rows.users().account(&name)).await
    }

    /// The settings of this moment.
    pub(crate) async fn settings(&self) -> Result<Settings, StoreError> {
        Settings::read(&self.store, self.token_life_flag).await
    }

    /// The role that counts. Only a role left open costs a look at the settings.
    pub(crate) async fn effective_role(&self, stored: Role) -> Result<Role, StoreError> {
        if stored == Role::Evaluated { Ok(self.settings().await?.default_role()) } else { Ok(stored) }
    }
}
