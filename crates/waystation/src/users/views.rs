//! What clients get, as types: members in the order of the models. A test compares the two.

use serde::Serialize;
use waystation_store::User;

/// A user in a list.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReducedUserView<'a> {
    id: String,
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
    is_active: bool,
    role: &'static str,
    date_created: String,
}

impl<'a> ReducedUserView<'a> {
    pub(crate) fn of(user: &'a User) -> Self {
        Self {
            id: user.id.to_string(),
            first_name: &user.first_name,
            last_name: &user.last_name,
            email: &user.email,
            is_active: user.is_active,
            role: user.role.name(),
            date_created: user.created_at.to_string(),
        }
    }
}

/// A user, whole.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserView<'a> {
    id: String,
    first_name: &'a str,
    last_name: &'a str,
    email: &'a str,
    role: &'static str,
    default_worker_tag: &'a str,
    can_schedule_jobs: bool,
    can_prioritize_jobs: bool,
    can_assign_jobs: bool,
    can_create_collections: bool,
    is_api_enabled: bool,
    default_credential_id: &'a str,
    is_account_locked: bool,
    is_active: bool,
    last_login_date_time: Option<String>,
    is_validated: bool,
    shared_credential_ids: [&'a str; 0],
    data_connection_ids: [&'a str; 0],
    time_zone: &'a str,
    language: &'a str,
    can_create_and_update_dcm: bool,
    can_share_for_execution_dcm: bool,
    can_share_for_collaboration_dcm: bool,
    can_manage_generic_vaults_dcm: bool,
}

impl<'a> UserView<'a> {
    pub(crate) fn of(user: &'a User) -> Self {
        Self {
            id: user.id.to_string(),
            first_name: &user.first_name,
            last_name: &user.last_name,
            email: &user.email,
            role: user.role.name(),
            default_worker_tag: &user.default_worker_tag,
            can_schedule_jobs: user.permissions.schedules_jobs,
            can_prioritize_jobs: user.permissions.prioritizes_jobs,
            can_assign_jobs: user.permissions.assigns_jobs,
            can_create_collections: user.permissions.creates_collections,
            is_api_enabled: user.is_api_enabled,
            default_credential_id: &user.default_credential_id,
            is_account_locked: user.is_account_locked,
            is_active: user.is_active,
            last_login_date_time: user.last_login_at.map(|at| at.to_string()),
            is_validated: user.is_validated,
            shared_credential_ids: [],
            data_connection_ids: [],
            time_zone: &user.time_zone,
            language: &user.language,
            can_create_and_update_dcm: user.permissions.manages_dcm,
            can_share_for_execution_dcm: user.permissions.shares_dcm_for_execution,
            can_share_for_collaboration_dcm: user.permissions.shares_dcm_for_collaboration,
            can_manage_generic_vaults_dcm: user.permissions.manages_dcm_vaults,
        }
    }
}

/// What a user owns; always all three lists.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssetsView {
    workflows: [(); 0],
    schedules: [(); 0],
    collections: [(); 0],
}
