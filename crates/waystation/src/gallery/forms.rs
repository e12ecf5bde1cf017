//! Data table: what the pages of the Server UI send, as types. `web/src/server/types` is made of them.

use serde::Deserialize;
use ts_rs::TS;
use zeroize::Zeroizing;

/// `POST sign-in`.
#[derive(Deserialize, TS)]
pub struct SignIn {
    /// The address, in any letter case.
    pub email: String,
    /// The password.
    #[ts(as = "String")]
    pub password: Zeroizing<String>,
}

/// `POST sign-up`.
#[derive(Deserialize, TS)]
pub struct SignUp {
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The address.
    pub email: String,
    /// See the rules of passwords.
    #[ts(as = "String")]
    pub password: Zeroizing<String>,
}

/// `POST first-sign-in`.
#[derive(Deserialize, TS)]
pub struct FirstSignIn {
    /// Needed for `introduction`, ignored otherwise.
    #[ts(optional)]
    pub first_name: Option<String>,
    /// Needed for `introduction`, ignored otherwise.
    #[ts(optional)]
    pub last_name: Option<String>,
    /// Needed for `introduction`, ignored otherwise.
    #[ts(optional)]
    pub email: Option<String>,
    /// The new one.
    #[ts(as = "String")]
    pub password: Zeroizing<String>,
}

/// `PATCH profile`: what is absent stays.
#[derive(Deserialize, TS)]
pub struct ChangeProfile {
    /// The `version` that was edited.
    pub if_version: u64,
    /// At most 255 characters.
    #[ts(optional)]
    pub first_name: Option<String>,
    /// At most 255 characters.
    #[ts(optional)]
    pub last_name: Option<String>,
    /// IANA name; empty for none.
    #[ts(optional)]
    pub time_zone: Option<String>,
    /// One of the server's; empty for none.
    #[ts(optional)]
    pub language: Option<String>,
}

/// `POST profile/password`.
#[derive(Deserialize, TS)]
pub struct ChangePassword {
    /// The one that holds.
    #[ts(as = "String")]
    pub current_password: Zeroizing<String>,
    /// The one that takes its place.
    #[ts(as = "String")]
    pub new_password: Zeroizing<String>,
}

/// `POST profile/sessions/end`.
#[derive(Deserialize, TS)]
pub struct EndSessions {
    /// Whether the one that asks ends, too.
    pub includes_this: bool,
}

/// Query of `GET users`: all that is given must hold.
#[derive(Deserialize, TS, Default)]
#[serde(default)]
pub struct UsersQuery {
    /// A part of "first name last name" or of the address, in any letter case.
    #[ts(optional)]
    pub search: Option<String>,
    /// A `RoleName`.
    #[ts(optional)]
    pub role: Option<String>,
    /// Only active, or only inactive people.
    #[ts(optional)]
    pub active: Option<bool>,
    /// Only people with, or without API access.
    #[ts(optional)]
    pub api_access: Option<bool>,
    /// The whole address.
    #[ts(optional)]
    pub email: Option<String>,
    /// The whole first name.
    #[ts(optional)]
    pub first_name: Option<String>,
    /// The whole last name.
    #[ts(optional)]
    pub last_name: Option<String>,
    /// ISO 8601, inclusive.
    #[ts(optional)]
    pub created_after: Option<String>,
    /// ISO 8601, inclusive.
    #[ts(optional)]
    pub created_before: Option<String>,
    /// `name` (the default), `email`, `role`, `last_login`, `created` or `status`.
    #[ts(optional)]
    pub sort: Option<String>,
    /// Whether the order is turned round.
    #[ts(optional)]
    pub descending: Option<bool>,
    /// How many to pass over.
    #[ts(optional)]
    pub offset: Option<u64>,
    /// How many at most: 1 to 200, 50 when absent.
    #[ts(optional)]
    pub limit: Option<u64>,
}

/// `POST users`.
#[derive(Deserialize, TS)]
pub struct NewUserForm {
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The address.
    pub email: String,
    /// A `RoleName`.
    pub role: String,
    /// The first password, to be changed at the first sign-in; absent: the server makes one.
    #[ts(optional, as = "Option<String>")]
    pub password: Option<Zeroizing<String>>,
    /// May schedule jobs.
    pub schedules_jobs: bool,
    /// May give jobs a priority.
    pub prioritizes_jobs: bool,
    /// May send jobs to certain workers.
    pub assigns_jobs: bool,
    /// May create collections.
    pub creates_collections: bool,
    /// Whether a key pair is made.
    pub is_api_enabled: bool,
}

/// `PATCH users/{id}`: what is absent stays.
#[derive(Deserialize, TS)]
pub struct ChangeUser {
    /// The `version` that was edited.
    pub if_version: u64,
    /// At most 255 characters.
    #[ts(optional)]
    pub first_name: Option<String>,
    /// At most 255 characters.
    #[ts(optional)]
    pub last_name: Option<String>,
    /// The address, which is the sign-in name.
    #[ts(optional)]
    pub email: Option<String>,
    /// Whether the address was confirmed.
    #[ts(optional)]
    pub is_validated: Option<bool>,
    /// A `RoleName`.
    #[ts(optional)]
    pub role: Option<String>,
    /// At most 255 characters; empty for none.
    #[ts(optional)]
    pub default_worker_tag: Option<String>,
    /// Empty for none. There are no shared credentials on this server yet, so nothing else is taken.
    #[ts(optional)]
    pub default_credential_id: Option<String>,
    /// May schedule jobs.
    #[ts(optional)]
    pub schedules_jobs: Option<bool>,
    /// May give jobs a priority.
    #[ts(optional)]
    pub prioritizes_jobs: Option<bool>,
    /// May send jobs to certain workers.
    #[ts(optional)]
    pub assigns_jobs: Option<bool>,
    /// May create collections.
    #[ts(optional)]
    pub creates_collections: Option<bool>,
    /// May create and change data connections.
    #[ts(optional)]
    pub manages_dcm: Option<bool>,
    /// May share data connections for running.
    #[ts(optional)]
    pub shares_dcm_for_execution: Option<bool>,
    /// May share data connections for working together.
    #[ts(optional)]
    pub shares_dcm_for_collaboration: Option<bool>,
    /// May manage vaults.
    #[ts(optional)]
    pub manages_dcm_vaults: Option<bool>,
    /// On makes a key pair; off ends it and its tokens.
    #[ts(optional)]
    pub is_api_enabled: Option<bool>,
    /// Locked people cannot sign in or call.
    #[ts(optional)]
    pub is_account_locked: Option<bool>,
    /// IANA name; empty for none.
    #[ts(optional)]
    pub time_zone: Option<String>,
    /// One of the server's; empty for none.
    #[ts(optional)]
    pub language: Option<String>,
}

/// `PATCH settings`: what is absent stays.
#[derive(Deserialize, TS)]
pub struct ChangeSettings {
    /// A `RoleName` other than `Evaluated` and `Curator`.
    #[ts(optional)]
    pub default_role: Option<String>,
    /// Whether anybody who reaches the page may make an account.
    #[ts(optional)]
    pub users_can_register: Option<bool>,
    /// How long an access token lives, in seconds.
    #[ts(optional)]
    pub token_life_s: Option<i64>,
    /// A session ends after this many seconds without a call.
    #[ts(optional)]
    pub idle_limit_s: Option<i64>,
    /// A session ends after this many seconds in any case.
    #[ts(optional)]
    pub absolute_limit_s: Option<i64>,
}

/// Query of `GET audit`: all that is given must hold.
#[derive(Deserialize, TS, Default)]
#[serde(default)]
pub struct AuditQuery {
    /// A part of a name, a value or an address, in any letter case.
    #[ts(optional)]
    pub search: Option<String>,
    /// An `AuditKindName`.
    #[ts(optional)]
    pub kind: Option<String>,
    /// The id of who did it.
    #[ts(optional)]
    pub who: Option<String>,
    /// The id of whom it was done to.
    #[ts(optional)]
    pub subject: Option<String>,
    /// At most this many days old.
    #[ts(optional)]
    pub days: Option<u32>,
    /// How many to pass over.
    #[ts(optional)]
    pub offset: Option<u64>,
    /// How many at most: 1 to 200, 50 when absent.
    #[ts(optional)]
    pub limit: Option<u64>,
}
