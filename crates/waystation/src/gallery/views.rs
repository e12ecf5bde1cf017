//! Data table: what the pages of the Server UI get, as types. `web/src/server/types` is made of them.

use serde::Serialize;
use ts_rs::TS;
use waystation_store::{AuditKind, FirstStep, Permissions, Role, Via};

use crate::spelling::Spelled;

/// Every response that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ErrorView {
    /// What a program reacts to.
    pub code: &'static str,
    /// The same for a person.
    pub message: String,
    /// What is wrong with which member of the body or the query; only with `invalid`.
    #[ts(optional, type = "Record<string, string>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<serde_json::Map<String, serde_json::Value>>,
    /// Tries before a pause; only with `wrong_credentials` and `wrong_password`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<usize>,
    /// As in `Retry-After`; only with `too_many_tries`.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_s: Option<i64>,
    /// Who has the address; only with `email_taken`, and only for Curators.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<PersonName>,
}

/// `GET session`: who is at the page.
#[derive(Debug, Serialize, TS)]
pub struct SessionView {
    /// To be sent as `X-CSRF-Token` with every request other than `GET`. Another one after sign-in and sign-out.
    pub csrf_token: String,
    /// Absent for somebody who has not signed in.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<SignedInUser>,
    /// Whether anybody may make an account.
    pub users_can_register: bool,
    /// Host and port as addressed.
    pub host: String,
}

/// Who has signed in.
#[derive(Debug, Serialize, TS)]
pub struct SignedInUser {
    /// The id.
    pub id: String,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The sign-in name.
    pub email: String,
    /// The role that counts; never `Evaluated`.
    pub role: Spelled<Role>,
    /// Whether the person may call the API.
    pub is_api_enabled: bool,
    /// What must be done before anything else.
    pub first_step: Spelled<FirstStep>,
    /// The session ends after this time without a call.
    pub idle_limit_s: i64,
    /// The session ends at this time in any case, milliseconds since 1970 UTC.
    pub ends_at_ms: i64,
}

/// `GET server`: what everybody who has signed in may know of the server.
#[derive(Debug, Serialize, TS)]
pub struct ServerView {
    /// The program's version.
    pub version: &'static str,
    /// The role of people whose role is `Evaluated`.
    pub default_role: Spelled<Role>,
    /// How long an access token lives.
    pub token_life_s: i64,
    /// The token endpoint as addressed.
    pub token_url: String,
    /// The API document as addressed.
    pub documentation_url: String,
    /// The page that shows it, as a path.
    pub documentation_page: &'static str,
    /// The languages that can be chosen.
    pub languages: &'static [&'static str],
    /// Whom to ask for a role or for API access: at most five Curators who can act, by name.
    pub curators: Vec<PersonName>,
}

/// One person, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonName {
    /// The id; absent where the reader may not open the person's page.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The address.
    pub email: String,
}

/// `GET profile`: the caller's own record.
#[derive(Debug, Serialize, TS)]
pub struct ProfileView {
    /// The id.
    pub id: String,
    /// Rises with every change; goes back with a change.
    pub version: u64,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The sign-in name; only a Curator changes it.
    pub email: String,
    /// As stored.
    pub role: Spelled<Role>,
    /// The role that counts; never `Evaluated`.
    pub effective_role: Spelled<Role>,
    /// IANA name; empty when unset.
    pub time_zone: String,
    /// Empty when unset.
    pub language: String,
    /// When the record was made, milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// When the password was set; absent when that was before the server noted it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_set_at_ms: Option<i64>,
}

/// `GET profile/keys`: the caller's own key pair, without the secret.
#[derive(Debug, Serialize, TS)]
pub struct KeysView {
    /// Whether API access is on. Off, there is no pair.
    pub is_api_enabled: bool,
    /// The API Access Key.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key: Option<String>,
    /// When the pair was made; absent when that was before the server noted it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_at_ms: Option<i64>,
    /// When a token was last given for it, to the minute; absent when none was, or before the server noted it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_token_at_ms: Option<i64>,
}

/// `POST profile/keys/reveal`.
#[derive(Serialize, TS)]
pub struct SecretView {
    /// The API Access Secret in clear.
    pub api_secret: String,
}

/// `GET profile/sessions`: where the caller has signed in, latest first.
#[derive(Debug, Serialize, TS)]
pub struct OwnSessionView {
    /// When it began, milliseconds since 1970 UTC.
    pub made_at_ms: i64,
    /// When it was last used, to the minute.
    pub seen_at_ms: i64,
    /// From which address it began.
    pub address: String,
    /// What the browser called itself; may be empty.
    pub agent: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// `GET users`: a piece of the list.
#[derive(Debug, Serialize, TS)]
pub struct UsersView {
    /// The piece.
    pub users: Vec<UserRow>,
    /// How many match search and filters.
    pub total: u64,
    /// How many there are.
    pub count: u64,
    /// How many of them are active.
    pub active_count: u64,
    /// How many of them may call the API.
    pub api_count: u64,
}

/// A user in a list.
#[derive(Debug, Serialize, TS)]
pub struct UserRow {
    /// The id.
    pub id: String,
    /// Rises with every change; goes back with a change.
    pub version: u64,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The address.
    pub email: String,
    /// As stored.
    pub role: Spelled<Role>,
    /// Whether the person may call the API.
    pub is_api_enabled: bool,
    /// May schedule jobs.
    pub schedules_jobs: bool,
    /// May give jobs a priority.
    pub prioritizes_jobs: bool,
    /// May send jobs to certain workers.
    pub assigns_jobs: bool,
    /// Switched-off people keep their record but can do nothing.
    pub is_active: bool,
    /// Locked people cannot sign in or call.
    pub is_account_locked: bool,
    /// Absent until the first sign-in.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_login_at_ms: Option<i64>,
    /// When the record was made.
    pub created_at_ms: i64,
}

/// `GET users/{id}`: one person, whole, for Curators.
#[derive(Debug, Serialize, TS)]
pub struct UserDetails {
    /// The id.
    pub id: String,
    /// Rises with every change; goes back with a change.
    pub version: u64,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// The address, which is the sign-in name.
    pub email: String,
    /// Whether the address was confirmed.
    pub is_validated: bool,
    /// As stored.
    pub role: Spelled<Role>,
    /// The role that counts; never `Evaluated`.
    pub effective_role: Spelled<Role>,
    /// Workers which run this person's jobs; empty when unset.
    pub default_worker_tag: String,
    /// Empty when unset.
    pub default_credential_id: String,
    /// The single switches.
    pub permissions: PermissionsView,
    /// Whether the person may call the API.
    pub is_api_enabled: bool,
    /// Locked people cannot sign in or call.
    pub is_account_locked: bool,
    /// Switched-off people keep their record but can do nothing.
    pub is_active: bool,
    /// IANA name; empty when unset.
    pub time_zone: String,
    /// Empty when unset.
    pub language: String,
    /// When the record was made, milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// Absent until the first sign-in.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_login_at_ms: Option<i64>,
    /// Whether a password was ever set: without one nobody can sign in.
    pub has_password: bool,
    /// What the person must do at the next sign-in.
    pub first_step: Spelled<FirstStep>,
    /// The first fifteen characters of the API Access Key; absent while API access is off.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key_start: Option<String>,
    /// When the pair was made; absent when that was before the server noted it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_made_at_ms: Option<i64>,
    /// When a token was last given for it, to the minute.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_token_at_ms: Option<i64>,
    /// Whether it is the caller: one's own account cannot be deactivated or deleted.
    pub is_own: bool,
    /// Whether nobody else could govern: then role, activity, lock and record must stay.
    pub is_last_curator: bool,
}

/// The single switches of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct PermissionsView {
    /// May schedule jobs.
    pub schedules_jobs: bool,
    /// May give jobs a priority.
    pub prioritizes_jobs: bool,
    /// May send jobs to certain workers.
    pub assigns_jobs: bool,
    /// May create collections.
    pub creates_collections: bool,
    /// May create and change data connections.
    pub manages_dcm: bool,
    /// May share data connections for running.
    pub shares_dcm_for_execution: bool,
    /// May share data connections for working together.
    pub shares_dcm_for_collaboration: bool,
    /// May manage vaults.
    pub manages_dcm_vaults: bool,
}

impl From<Permissions> for PermissionsView {
    fn from(may: Permissions) -> Self {
        Self {
            schedules_jobs: may.schedules_jobs,
            prioritizes_jobs: may.prioritizes_jobs,
            assigns_jobs: may.assigns_jobs,
            creates_collections: may.creates_collections,
            manages_dcm: may.manages_dcm,
            shares_dcm_for_execution: may.shares_dcm_for_execution,
            shares_dcm_for_collaboration: may.shares_dcm_for_collaboration,
            manages_dcm_vaults: may.manages_dcm_vaults,
        }
    }
}

/// `POST users`: who was made.
#[derive(Serialize, TS)]
pub struct CreatedUser {
    /// The record.
    pub user: UserDetails,
    /// The password that the server made, shown this once; absent when it was typed.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_password: Option<String>,
}

/// `POST users/{id}/password`.
#[derive(Serialize, TS)]
pub struct PasswordView {
    /// The password that the server made, shown this once. The person must change it at the next sign-in.
    pub one_time_password: String,
}

/// `GET settings`.
#[derive(Debug, Serialize, TS)]
pub struct SettingsView {
    /// The role of people whose role is `Evaluated`.
    pub default_role: SettingView<Spelled<Role>>,
    /// How many people that is.
    pub default_role_count: u64,
    /// Whether anybody who reaches the page may make an account.
    pub users_can_register: SettingView<bool>,
    /// How long an access token lives, in seconds.
    pub token_life_s: SettingView<i64>,
    /// A session ends after this many seconds without a call.
    pub idle_limit_s: SettingView<i64>,
    /// A session ends after this many seconds in any case.
    pub absolute_limit_s: SettingView<i64>,
    /// Failed proofs a minute for one key or account and address. Built in.
    pub failed_proofs_max: usize,
}

/// One setting.
#[derive(Debug, Serialize, TS)]
pub struct SettingView<T> {
    /// What holds.
    pub value: T,
    /// What holds when nobody sets it.
    pub initial: T,
    /// The smallest number that can be set.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// The greatest.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greatest: Option<i64>,
    /// The flag with which the server was started, as `--token-lifetime`: it beats what is set here.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed_by: Option<&'static str>,
    /// Who set it, by the name of that time; absent when nobody did.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by: Option<String>,
    /// When, milliseconds since 1970 UTC.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_at_ms: Option<i64>,
}

/// `GET audit`: a piece of the list, latest first.
#[derive(Debug, Serialize, TS)]
pub struct AuditView {
    /// The piece.
    pub entries: Vec<AuditEntryView>,
    /// How many match.
    pub total: u64,
    /// How many there are.
    pub count: u64,
    /// When the first was written, milliseconds since 1970 UTC; absent when there is none.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_ms: Option<i64>,
}

/// One thing that happened.
#[derive(Debug, Serialize, TS)]
pub struct AuditEntryView {
    /// Rises with every entry.
    pub id: i64,
    /// When, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Whose id; absent for the server itself and for somebody unknown.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who_id: Option<String>,
    /// The name at that time; empty for the server itself and for somebody unknown.
    pub who: String,
    /// By which way it came.
    pub via: Spelled<Via>,
    /// From which address; empty for the server itself.
    pub address: String,
    /// What happened.
    pub kind: Spelled<AuditKind>,
    /// On whom; absent where it is nobody, or nobody known.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<String>,
    /// The name at that time, or what was given as one; may be empty.
    pub subject: String,
    /// Which member of a user or which setting, as it is called in `UserDetails` and `SettingsView`; may be empty.
    pub field: String,
    /// The old value; may be empty.
    pub from: String,
    /// The new value; may be empty. Never a secret.
    pub to: String,
}
