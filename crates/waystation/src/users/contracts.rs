//! What clients send, as types. The models are the truth; a test compares the fields.

use serde::Deserialize;

/// Query of `Users_GetUsers`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListUsers {
    pub(crate) view: Option<String>,
    pub(crate) active: Option<bool>,
    pub(crate) email: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) created_after: Option<String>,
    pub(crate) created_before: Option<String>,
}

/// Query of `Users_GetUsersAssets`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UsersAssets {
    #[expect(dead_code, reason = "a kind that is left out and a kind nobody owns both give an empty list")]
    pub(crate) asset_type: Option<String>,
}

/// Body of `Users_UpdateUser`.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpdateUserContract {
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) email: String,
    pub(crate) role: String,
    pub(crate) default_worker_tag: String,
    pub(crate) can_schedule_jobs: bool,
    pub(crate) can_prioritize_jobs: bool,
    pub(crate) can_assign_jobs: bool,
    pub(crate) can_create_collections: bool,
    pub(crate) is_api_enabled: bool,
    pub(crate) default_credential_id: String,
    pub(crate) is_account_locked: bool,
    pub(crate) is_active: bool,
    pub(crate) is_validated: bool,
    pub(crate) time_zone: String,
    pub(crate) language: String,
    pub(crate) can_create_and_update_dcm: Option<bool>,
    pub(crate) can_share_for_execution_dcm: Option<bool>,
    pub(crate) can_share_for_collaboration_dcm: Option<bool>,
    pub(crate) can_manage_generic_vaults_dcm: Option<bool>,
}

/// Body of `Users_CreateUser`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreateUserContract {
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
    pub(crate) role: Option<String>,
    pub(crate) default_worker_tag: Option<String>,
    pub(crate) can_schedule_jobs: Option<bool>,
    pub(crate) can_prioritize_jobs: Option<bool>,
    pub(crate) can_assign_jobs: Option<bool>,
    pub(crate) can_create_collections: Option<bool>,
    pub(crate) is_api_enabled: Option<bool>,
    pub(crate) default_credential_id: Option<String>,
    pub(crate) is_active: Option<bool>,
    pub(crate) time_zone: Option<String>,
    pub(crate) can_create_and_update_dcm: Option<bool>,
    pub(crate) can_share_for_execution_dcm: Option<bool>,
    pub(crate) can_share_for_collaboration_dcm: Option<bool>,
    pub(crate) can_manage_generic_vaults_dcm: Option<bool>,
}

/// Body of `Users_TransferAssets`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TransferUserAssetsContract {
    pub(crate) owner_id: String,
    pub(crate) transfer_workflows: bool,
    pub(crate) transfer_schedules: bool,
    pub(crate) transfer_collections: bool,
}
