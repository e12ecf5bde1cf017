//! Data table: the models of the operations on users, each with its type and its conversion.

use serde::{Deserialize, Serialize};
use waystation_store::{Role, User, words};

use crate::model::definition::api_model;
use crate::moment::Moment;
use crate::spelling::Spelled;

words! {
    /// How much a list of users says of each.
    pub enum ListView {
        /// Reduced records.
        Default = "Default",
        /// Whole ones.
        Full = "Full",
    }
}

words! {
    /// What users own.
    pub enum AssetType {
        /// Everything.
        All = "All",
        /// Workflows.
        Workflows = "Workflows",
        /// Schedules.
        Schedules = "Schedules",
        /// Collections.
        Collections = "Collections",
    }
}

api_model! {
    /// Query of `Users_GetUsers`.
    #[derive(Deserialize)]
    pub(crate) struct ListUsers {
        /// Default: reduced records. Full: whole ones.
        optional view: Option<Spelled<ListView>>,
        /// Only active, or only inactive users.
        optional active: Option<bool>,
        /// The whole address, in any letter case.
        optional email: Option<String>,
        /// The stored role.
        optional role: Option<Spelled<Role>>,
        /// The whole first name, in any letter case.
        optional first_name: Option<String>,
        /// The whole last name, in any letter case.
        optional last_name: Option<String>,
        /// Created at this time or later.
        optional created_after: Option<Moment>,
        /// Created at this time or earlier.
        optional created_before: Option<Moment>,
    }
}

api_model! {
    /// Query of `Users_GetUsersAssets`.
    #[derive(Deserialize)]
    #[expect(dead_code, reason = "a kind that is left out and a kind nobody owns both give an empty list")]
    pub(crate) struct UsersAssets {
        /// Which kinds to list; all when left out.
        optional asset_type: Option<Spelled<AssetType>>,
    }
}

api_model! {
    /// A user in a list.
    #[derive(Serialize)]
    pub(crate) struct ReducedUserView<'a> {
        required id: String,
        required first_name: &'a str,
        required last_name: &'a str,
        required email: &'a str,
        required is_active: bool,
        required role: Spelled<Role>,
        required date_created: Moment,
    }
}

api_model! {
    /// A user, whole.
    #[derive(Serialize)]
    pub(crate) struct UserView<'a> {
        required id: String,
        required first_name: &'a str,
        required last_name: &'a str,
        required email: &'a str,
        /// As stored. Evaluated: groups or the server's default decide.
        required role: Spelled<Role>,
        /// Empty when unset.
        required default_worker_tag: &'a str,
        required can_schedule_jobs: bool,
        required can_prioritize_jobs: bool,
        required can_assign_jobs: bool,
        required can_create_collections: bool,
        required is_api_enabled: bool,
        /// Empty when unset.
        optional default_credential_id: &'a str,
        /// Locked after too many failed sign-ins.
        required is_account_locked: bool,
        required is_active: bool,
        /// Null until the first sign-in.
        optional last_login_date_time: Option<Moment>,
        /// Whether the e-mail address is confirmed.
        required is_validated: bool,
        optional shared_credential_ids: Vec<&'a str>,
        optional data_connection_ids: Vec<&'a str>,
        /// IANA name, or empty.
        optional time_zone: &'a str,
        optional language: &'a str,
        required can_create_and_update_dcm: bool,
        required can_share_for_execution_dcm: bool,
        required can_share_for_collaboration_dcm: bool,
        required can_manage_generic_vaults_dcm: bool,
    }
}

api_model! {
    /// Body of `Users_UpdateUser`: what replaces the editable part of a user.
    #[derive(Clone, Deserialize)]
    #[expect(dead_code, reason = "its `id` is read and ignored")]
    pub(crate) struct UpdateUserContract {
        /// Ignored: the address says who is meant.
        optional id: Option<String>,
        /// Must not be left out or empty.
        #[length(0, 255)]
        optional first_name: Option<String>,
        /// Must not be left out or empty.
        #[length(0, 255)]
        optional last_name: Option<String>,
        required email: String,
        required role: Spelled<Role>,
        required default_worker_tag: String,
        required can_schedule_jobs: bool,
        required can_prioritize_jobs: bool,
        required can_assign_jobs: bool,
        required can_create_collections: bool,
        /// Switching it on makes a key pair, switching it off ends it.
        required is_api_enabled: bool,
        required default_credential_id: String,
        required is_account_locked: bool,
        required is_active: bool,
        required is_validated: bool,
        /// IANA name, or empty.
        required time_zone: String,
        /// One of de-de, en-us, es-es, fr-fr, it-it, ja-jp, pt-br, zh-cn, or empty.
        required language: String,
        /// Left out: stays as it is.
        optional can_create_and_update_dcm: Option<bool>,
        /// Left out: stays as it is.
        optional can_share_for_execution_dcm: Option<bool>,
        /// Left out: stays as it is.
        optional can_share_for_collaboration_dcm: Option<bool>,
        /// Left out: stays as it is.
        optional can_manage_generic_vaults_dcm: Option<bool>,
    }
}

api_model! {
    /// Body of `Users_CreateUser`: what makes a user.
    #[derive(Deserialize)]
    pub(crate) struct CreateUserContract {
        #[length(1, 255)]
        required first_name: String,
        #[length(1, 255)]
        required last_name: String,
        required email: String,
        /// One of the six roles. Left out: Evaluated.
        optional role: Option<String>,
        optional default_worker_tag: Option<String>,
        optional can_schedule_jobs: Option<bool>,
        optional can_prioritize_jobs: Option<bool>,
        optional can_assign_jobs: Option<bool>,
        optional can_create_collections: Option<bool>,
        /// True makes a key pair.
        optional is_api_enabled: Option<bool>,
        optional default_credential_id: Option<String>,
        /// Left out: true.
        optional is_active: Option<bool>,
        /// IANA name.
        optional time_zone: Option<String>,
        optional can_create_and_update_dcm: Option<bool>,
        optional can_share_for_execution_dcm: Option<bool>,
        optional can_share_for_collaboration_dcm: Option<bool>,
        optional can_manage_generic_vaults_dcm: Option<bool>,
    }
}

api_model! {
    /// What a user owns; always all three lists.
    #[derive(Default, Serialize)]
    pub(crate) struct AssetsView {
        optional workflows: Vec<AssetDataView>,
        optional schedules: Vec<AssetDataView>,
        optional collections: Vec<AssetDataView>,
    }
}

api_model! {
    /// One thing a user owns.
    #[derive(Serialize)]
    pub(crate) struct AssetDataView {
        optional name: String,
        optional id: String,
    }
}

api_model! {
    /// Body of `Users_TransferAssets`: who gets what of a user's things.
    #[derive(Deserialize)]
    pub(crate) struct TransferUserAssetsContract {
        /// The user who receives.
        required owner_id: String,
        required transfer_workflows: bool,
        required transfer_schedules: bool,
        required transfer_collections: bool,
    }
}

api_model! {
    /// A schedule that a transfer leaves in trouble.
    #[derive(Serialize)]
    pub(crate) struct AffectedScheduleView {
        optional affected_schedule_id: String,
    }
}

api_model! {
    /// The filters of the list of users.
    #[derive(Deserialize)]
    #[expect(dead_code, reason = "the document defines it, no operation takes it")]
    pub(crate) struct SearchUserContract {
        optional active: Option<bool>,
        optional email: Option<String>,
        optional role: Option<Spelled<Role>>,
        optional first_name: Option<String>,
        optional last_name: Option<String>,
        optional created_after: Option<Moment>,
        optional created_before: Option<Moment>,
    }
}

impl<'a> ReducedUserView<'a> {
    pub(crate) fn of(user: &'a User) -> Self {
        Self {
            id: user.id.to_string(),
            first_name: &user.first_name,
            last_name: &user.last_name,
            email: &user.email,
            is_active: user.is_active,
            role: user.role.into(),
            date_created: user.created_at.into(),
        }
    }
}

impl<'a> UserView<'a> {
    pub(crate) fn of(user: &'a User) -> Self {
        Self {
            id: user.id.to_string(),
            first_name: &user.first_name,
            last_name: &user.last_name,
            email: &user.email,
            role: user.role.into(),
            default_worker_tag: &user.default_worker_tag,
            can_schedule_jobs: user.permissions.schedules_jobs,
            can_prioritize_jobs: user.permissions.prioritizes_jobs,
            can_assign_jobs: user.permissions.assigns_jobs,
            can_create_collections: user.permissions.creates_collections,
            is_api_enabled: user.is_api_enabled,
            default_credential_id: &user.default_credential_id,
            is_account_locked: user.is_account_locked,
            is_active: user.is_active,
            last_login_date_time: user.last_login_at.map(Moment::from),
            is_validated: user.is_validated,
            shared_credential_ids: Vec::new(),
            data_connection_ids: Vec::new(),
            time_zone: &user.time_zone,
            language: &user.language,
            can_create_and_update_dcm: user.permissions.manages_dcm,
            can_share_for_execution_dcm: user.permissions.shares_dcm_for_execution,
            can_share_for_collaboration_dcm: user.permissions.shares_dcm_for_collaboration,
            can_manage_generic_vaults_dcm: user.permissions.manages_dcm_vaults,
        }
    }
}
