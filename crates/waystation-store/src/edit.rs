//! The change of a user's record, as a pure function: every backend applies it inside its own transaction.
//!
//! ```text
//! API access off ─▶ on    the spare key pair is taken
//! API access on ─▶ off    the key pair goes
//! any of: access switched, account locked, user switched off, role to NoAccess ─▶ generation + 1 (tokens die)
//! ```

use crate::user::{ApiKey, Permissions, Role, User};

/// The editable part of a user, whole: what is here replaces what is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct UserEdit {
    /// The version that was edited; `None` overwrites whatever there is.
    pub if_version: Option<u64>,
    /// At most 255 characters.
    pub first_name: String,
    /// At most 255 characters.
    pub last_name: String,
    /// Must not belong to somebody else.
    pub email: String,
    /// As stored.
    pub role: Role,
    /// Empty when unset.
    pub default_worker_tag: String,
    /// Switches without a value keep theirs.
    pub permissions: PermissionsEdit,
    /// Whether the person may call the API.
    pub is_api_enabled: bool,
    /// Taken if API access is switched on; otherwise forgotten.
    pub spare_api_key: ApiKey,
    /// Empty when unset.
    pub default_credential_id: String,
    /// Locked after failed sign-ins.
    pub is_account_locked: bool,
    /// Whether the person may do anything.
    pub is_active: bool,
    /// Whether the e-mail address was confirmed.
    pub is_validated: bool,
    /// IANA name; empty when unset.
    pub time_zone: String,
    /// Empty when unset.
    pub language: String,
}

/// The switches of an edit; the four of data connections may be left as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PermissionsEdit {
    /// May schedule jobs.
    pub schedules_jobs: bool,
    /// May give jobs a priority.
    pub prioritizes_jobs: bool,
    /// May send jobs to certain workers.
    pub assigns_jobs: bool,
    /// May create collections.
    pub creates_collections: bool,
    /// May create and change data connections.
    pub manages_dcm: Option<bool>,
    /// May share data connections for running.
    pub shares_dcm_for_execution: Option<bool>,
    /// May share data connections for working together.
    pub shares_dcm_for_collaboration: Option<bool>,
    /// May manage vaults.
    pub manages_dcm_vaults: Option<bool>,
}

impl PermissionsEdit {
    fn onto(self, old: Permissions) -> Permissions {
        Permissions {
            schedules_jobs: self.schedules_jobs,
            prioritizes_jobs: self.prioritizes_jobs,
            assigns_jobs: self.assigns_jobs,
            creates_collections: self.creates_collections,
            manages_dcm: self.manages_dcm.unwrap_or(old.manages_dcm),
            shares_dcm_for_execution: self.shares_dcm_for_execution.unwrap_or(old.shares_dcm_for_execution),
            shares_dcm_for_collaboration: self.shares_dcm_for_collaboration.unwrap_or(old.shares_dcm_for_collaboration),
            manages_dcm_vaults: self.manages_dcm_vaults.unwrap_or(old.manages_dcm_vaults),
        }
    }
}

/// What becomes of the stored key pair.
#[derive(Clone, PartialEq, Eq)]
pub enum KeyChange {
    /// The stored pair stays, or there is none.
    Keep,
    /// The stored pair goes.
    Remove,
    /// This pair is stored.
    Put(ApiKey),
}

/// A changed record, with what it means for the key pair and for tokens which are out.
#[derive(Clone, PartialEq, Eq)]
pub struct Edited {
    /// The record to store.
    pub user: User,
    /// What to do with the key pair.
    pub key: KeyChange,
    /// Whether the key generation rises, which ends all tokens.
    pub ends_tokens: bool,
}

impl UserEdit {
    /// The edit that changes nothing. `spare_api_key` is taken if API access is switched on in it.
    pub fn unchanged(user: &User, spare_api_key: ApiKey) -> Self {
        let permissions = user.permissions;
        Self {
            if_version: None,
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            email: user.email.clone(),
            role: user.role,
            default_worker_tag: user.default_worker_tag.clone(),
            permissions: PermissionsEdit {
                schedules_jobs: permissions.schedules_jobs,
                prioritizes_jobs: permissions.prioritizes_jobs,
                assigns_jobs: permissions.assigns_jobs,
                creates_collections: permissions.creates_collections,
                ..PermissionsEdit::default()
            },
            is_api_enabled: user.is_api_enabled,
            spare_api_key,
            default_credential_id: user.default_credential_id.clone(),
            is_account_locked: user.is_account_locked,
            is_active: user.is_active,
            is_validated: user.is_validated,
            time_zone: user.time_zone.clone(),
            language: user.language.clone(),
        }
    }

    /// The record after the edit. The edit's own id and date of creation do not exist: they stay.
    pub fn applied_to(self, old: &User) -> Edited {
        let user = User {
            id: old.id,
            permissions: self.permissions.onto(old.permissions),
            last_login_at: old.last_login_at,
            created_at: old.created_at,
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            role: self.role,
            default_worker_tag: self.default_worker_tag,
            is_api_enabled: self.is_api_enabled,
            default_credential_id: self.default_credential_id,
            is_account_locked: self.is_account_locked,
            is_active: self.is_active,
            is_validated: self.is_validated,
            time_zone: self.time_zone,
            language: self.language,
        };
        let key = match (old.is_api_enabled, user.is_api_enabled) {
            (false, true) => KeyChange::Put(self.spare_api_key),
            (true, false) => KeyChange::Remove,
            _ => KeyChange::Keep,
        };
        let ends_tokens = old.is_api_enabled != user.is_api_enabled
            || old.is_active && !user.is_active
            || !old.is_account_locked && user.is_account_locked
            || old.role != Role::NoAccess && user.role == Role::NoAccess;
        Edited { user, key, ends_tokens }
    }
}
