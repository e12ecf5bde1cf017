//! Settings that a Curator changes while the server runs: what they mean, and what holds without them.
//!
//! They are read from the store whenever one is asked for, which costs microseconds: so a change holds with the next call,
//! on every node that shares the store. Flags beat what is stored.

use jiff::SignedDuration;
use waystation_store::{Role, Store, StoreError, StoredSetting};

/// Names in the store, which are those of `SettingsView`.
pub(crate) const DEFAULT_ROLE: &str = "default_role";
pub(crate) const USERS_CAN_REGISTER: &str = "users_can_register";

/// The flag that fixes how long tokens live.
pub(crate) const TOKEN_LIFE_FLAG: &str = "--token-lifetime";

/// The role of people whose role is `Evaluated`, out of the box.
pub(crate) const INITIAL_ROLE: Role = Role::Viewer;

/// Roles that can be the default. Not Curator: anybody who registers would govern the server.
pub(crate) const DEFAULT_ROLES: [Role; 4] = [Role::NoAccess, Role::Viewer, Role::Member, Role::Artisan];

/// A setting that is a time, in whole seconds.
pub(crate) struct TimeSetting {
    /// Its name.
    pub(crate) name: &'static str,
    /// What holds out of the box.
    pub(crate) initial_s: i64,
    /// Bounds of what can be set.
    pub(crate) least_s: i64,
    pub(crate) greatest_s: i64,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long an access token lives.
pub(crate) const TOKEN_LIFE: TimeSetting =
    TimeSetting { name: "token_life_s", initial_s: HOUR, least_s: MINUTE, greatest_s: 30 * DAY };

/// A session of the pages ends after this time without a call.
pub(crate) const IDLE_LIMIT: TimeSetting =
    TimeSetting { name: "idle_limit_s", initial_s: 30 * MINUTE, least_s: MINUTE, greatest_s: DAY };

/// A session of the pages ends after this time in any case.
pub(crate) const ABSOLUTE_LIMIT: TimeSetting =
    TimeSetting { name: "absolute_limit_s", initial_s: 12 * HOUR, least_s: 5 * MINUTE, greatest_s: 30 * DAY };

/// The settings of one moment.
pub(crate) struct Settings {
    stored: Vec<StoredSetting>,
    token_life_flag: Option<SignedDuration>,
}

impl Settings {
    /// Asks the store.
    pub(crate) async fn read(store: &Store, token_life_flag: Option<SignedDuration>) -> Result<Self, StoreError> {
        Ok(Self { stored: store.read(|rows| rows.settings().list()).await?, token_life_flag })
    }

    /// What was stored under this name.
    pub(crate) fn stored(&self, name: &str) -> Option<&StoredSetting> {
        self.stored.iter().find(|setting| setting.name == name)
    }

    pub(crate) fn default_role(&self) -> Role {
        let stored = self.stored(DEFAULT_ROLE).and_then(|setting| Role::from_name(&setting.value));
        stored.filter(|role| DEFAULT_ROLES.contains(role)).unwrap_or(INITIAL_ROLE)
    }

    pub(crate) fn users_can_register(&self) -> bool {
        self.stored(USERS_CAN_REGISTER).is_some_and(|setting| setting.value == "true")
    }

    /// The flag, else what was set.
    pub(crate) fn token_life(&self) -> SignedDuration {
        self.token_life_flag.unwrap_or_else(|| self.time(&TOKEN_LIFE))
    }

    pub(crate) fn time(&self, setting: &TimeSetting) -> SignedDuration {
        let stored = self.stored(setting.name).and_then(|stored| stored.value.parse().ok());
        let seconds = stored.unwrap_or(setting.initial_s).clamp(setting.least_s, setting.greatest_s);
        SignedDuration::from_secs(seconds)
    }

    /// The role that counts: groups do not exist yet, so a role left open is the default one.
    pub(crate) fn effective_role(&self, stored: Role) -> Role {
        match stored {
            Role::Evaluated => self.default_role(),
            role => role,
        }
    }
}
