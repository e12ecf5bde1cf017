//! All that is remembered on one machine, in one value.

use std::sync::OnceLock;

use exchange::Secret;

use crate::folders::Folders;
use crate::seal::SealingKey;
use crate::state::State;
use crate::{
    Cookies, Deleted, Drafts, FetchLock, History, Remembered, SecretAddress, SecretError, SecretStore, Tokens,
};

/// Where the key of sealed state stands among the secrets; no collection has an empty id.
const STATE_KEY: SecretAddress<'static> = SecretAddress { collection_id: "", name: "state key" };

/// All that is remembered on one machine. Cheap to make; each part opens on first use. Share it in an `Arc`.
#[derive(Debug)]
pub struct Store {
    folders: Folders,
    state: State,
    secrets: SecretStore,
    key: OnceLock<SealingKey>,
}

impl Store {
    /// Touches nothing. `passphrase` is the value of `POSTRIDER_PASSPHRASE`.
    pub fn new(folders: Folders, passphrase: Option<Secret>) -> Self {
        let state = State::new(&folders.state);
        let secrets = SecretStore::new(&folders.secrets, folders.may_use_keychain, passphrase);
        Self { folders, state, secrets, key: OnceLock::new() }
    }

    /// The folders.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Secrets by collection and name.
    pub fn secrets(&self) -> &SecretStore {
        &self.secrets
    }

    /// What was sent.
    pub fn history(&self) -> History<'_> {
        History::new(&self.state)
    }

    /// Edits that were not saved yet.
    pub fn drafts(&self) -> Drafts<'_> {
        Drafts::new(&self.state)
    }

    /// Items that were deleted and can be brought back.
    pub fn deleted(&self) -> Deleted {
        Deleted::new(&self.folders.state)
    }

    /// Access tokens.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens::new(self)
    }

    /// Cookie jars.
    pub fn cookies(&self) -> Cookies<'_> {
        Cookies::new(self)
    }

    /// Settings, active environments, current values, chosen tokens, collections opened by path.
    pub fn remembered(&self) -> Remembered<'_> {
        Remembered::new(&self.state)
    }

    /// The lock that whoever fetches a token for this configuration holds.
    pub fn fetch_lock(&self, config_key: &str) -> FetchLock {
        FetchLock::new(&self.folders.state, config_key)
    }

    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// The key of what is sealed in the database. Made by the first who seals something.
    pub(crate) fn sealing_key(&self) -> Result<&SealingKey, SecretError> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let text = self.secrets.get_or_set(STATE_KEY, || {
            let key = SealingKey::generate().map_err(SecretError::Randomness)?;
            Ok(Secret::new(key.to_text().as_str()))
        })?;
        let damaged = || SecretError::SecretDamaged { name: STATE_KEY.name.to_owned() };
        let key = SealingKey::from_text(text.expose()).ok_or_else(damaged)?;
        Ok(self.key.get_or_init(|| key))
    }
}
