//! One user: the record, the key pair, and what decides about tokens.

use jiff::Timestamp;

use crate::id::Id;
use crate::words;

words! {
    /// What somebody must do after the next sign-in before anything else.
    pub enum FirstStep {
        /// Nothing.
        None = "none",
        /// Choose a password of their own.
        Password = "password",
        /// The same, and say their name and address: the Curator of the first start.
        Introduction = "introduction",
    }
}

words! {
    /// A role as stored; [`Role::Evaluated`] is not a role of its own but means "best of the groups, else the server's default".
    pub enum Role {
        /// May do nothing.
        NoAccess = "NoAccess",
        /// May read what is shared with them.
        Viewer = "Viewer",
        /// May also run what is shared with them.
        Member = "Member",
        /// May upload and own things.
        Artisan = "Artisan",
        /// May do everything.
        Curator = "Curator",
        /// Decided by groups or by the server's default role.
        Evaluated = "Evaluated",
    }
}

/// Defines the switches once: the members, their names, and both as lists for the database and the audit list.
macro_rules! switches {
    ($(#[$about:meta])* pub struct $Name:ident { $( $(#[$means:meta])* $member:ident, )+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $Name {
            $( $(#[$means])* pub $member: bool, )+
        }

        impl $Name {
            /// The names of the members, in their order.
            pub const NAMES: [&'static str; [$( stringify!($member), )+].len()] = [$( stringify!($member), )+];

            /// The members in the order of [`Self::NAMES`].
            pub fn values(self) -> [bool; Self::NAMES.len()] {
                [$( self.$member, )+]
            }

            /// The opposite of [`Self::values`].
            pub fn of_values(values: [bool; Self::NAMES.len()]) -> Self {
                let [$( $member, )+] = values;
                Self { $( $member, )+ }
            }
        }
    };
}

switches! {
    /// What one user may do beyond the role, switch by switch.
    pub struct Permissions {
        /// May schedule jobs.
        schedules_jobs,
        /// May give jobs a priority.
        prioritizes_jobs,
        /// May send jobs to certain workers.
        assigns_jobs,
        /// May create collections.
        creates_collections,
        /// May create and change data connections.
        manages_dcm,
        /// May share data connections for running.
        shares_dcm_for_execution,
        /// May share data connections for working together.
        shares_dcm_for_collaboration,
        /// May manage vaults.
        manages_dcm_vaults,
    }
}

/// One person with an account. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Never changes.
    pub id: Id,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// Unique, whatever the case of its letters.
    pub email: String,
    /// As stored, see [`Role::Evaluated`].
    pub role: Role,
    /// Workers which run this person's jobs; empty when unset.
    pub default_worker_tag: String,
    /// The single switches.
    pub permissions: Permissions,
    /// Whether the person has a key pair.
    pub is_api_enabled: bool,
    /// Empty when unset.
    pub default_credential_id: String,
    /// Locked after failed sign-ins.
    pub is_account_locked: bool,
    /// Switched-off people keep their record but can do nothing.
    pub is_active: bool,
    /// Whether the e-mail address was confirmed.
    pub is_validated: bool,
    /// Absent until the first sign-in.
    pub last_login_at: Option<Timestamp>,
    /// IANA name; empty when unset.
    pub time_zone: String,
    /// One of the languages of the API; empty when unset.
    pub language: String,
    /// When the record was made, whole milliseconds.
    pub created_at: Timestamp,
}

impl User {
    /// Whether this user keeps the server governable: an active, unlocked Curator.
    pub fn is_acting_curator(&self) -> bool {
        self.role == Role::Curator && self.is_active && !self.is_account_locked
    }
}

/// A key pair. The secret is sealed under the server key before it comes here; a store never sees it in clear.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// The public half, unique.
    pub key: String,
    /// The secret half, sealed.
    pub sealed_secret: Vec<u8>,
}

/// A user to be added, with what lets them in.
#[derive(Clone, PartialEq, Eq)]
pub struct NewUser {
    /// The record. `is_api_enabled` must agree with `api_key`.
    pub user: User,
    /// Present when the user may call the API.
    pub api_key: Option<ApiKey>,
    /// PHC string of Argon2id; absent until a password is set.
    pub password_hash: Option<String>,
    /// When key pair and password were made.
    pub entered_at: Timestamp,
    /// What must be done after the first sign-in.
    pub first_step: FirstStep,
}

/// What decides whether a token still holds, small enough to be remembered for every user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// As stored.
    pub role: Role,
    /// Active, not locked, API access on.
    pub is_open: bool,
    /// Rises whenever earlier tokens must die; a token is valid only for the generation it was issued under.
    pub key_generation: u64,
}

/// The owner of an API key, as the token endpoint needs it.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiClient {
    /// The owner.
    pub user_id: Id,
    /// The secret, sealed under the server key.
    pub sealed_secret: Vec<u8>,
    /// The owner's access.
    pub access: Access,
    /// When a token was last noted.
    pub last_token_at: Option<Timestamp>,
}
