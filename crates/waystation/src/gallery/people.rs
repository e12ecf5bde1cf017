//! What Curators see and do of all people.

use http::StatusCode;
use waystation_store::edit::PermissionsEdit;
use waystation_store::{
    Account, AccountName, ChangeUserError, CreateUserError, FirstStep, FoundUser, Id, NewPassword, NewUser,
    Permissions, Role, User, UserEdit, UserFilter, UserOrder, UserSearch,
};

use super::forms::{ChangeUser, NewUserForm, UsersWanted};
use super::refusal::{Refusal, unless_complaints};
use super::sign_in::check_password;
use super::views::{CreatedUser, PasswordView, PermissionsView, PersonName, UserDetails, UserRow, UsersView};
use super::visit::{Reply, Visit};
use crate::api_key::ApiKeyPair;
use crate::users::rules::{self, Complaints};
use crate::{dates, password};

/// A piece of a list unless it says otherwise.
pub(super) const PIECE: u64 = 50;

/// The longest piece of a list.
pub(super) const PIECE_MAX: u64 = 200;

/// So much of a key tells which one it is; the rest lets in whoever has the secret.
const KEY_START: usize = 15;

/// GET users
pub(crate) async fn list(visit: Visit) -> Result<Reply, Refusal> {
    let (search, store) = (search(visit.query()?)?, &visit.server.store);
    let (users, total, sums) =
        tokio::try_join!(store.find_users(search.clone()), store.count_users(search), store.sum_users())?;
    Reply::json(&UsersView {
        users: users.into_iter().map(row).collect(),
        total,
        count: sums.count,
        active_count: sums.active_count,
        api_count: sums.api_count,
    })
}

fn search(wanted: UsersWanted) -> Result<UserSearch, Refusal> {
    let mut complaints = Complaints::default();
    let role = wanted.role.as_deref().map(|role| complaints.role(role));
    unless_complaints(complaints)?;
    let date = |member: &str, text: Option<String>| {
        let unreadable = || Refusal::invalid(member, "It is no date of ISO 8601.");
        text.map(|text| dates::parse(&text).ok_or_else(unreadable)).transpose()
    };
    let order = match wanted.sort.as_deref() {
        None | Some("name") => UserOrder::Name,
        Some("email") => UserOrder::Email,
        Some("role") => UserOrder::Role,
        Some("last_login") => UserOrder::LastLogin,
        Some("created") => UserOrder::Created,
        Some("status") => UserOrder::Status,
        Some(_) => return Err(Refusal::invalid("sort", "The list is not sorted by this.")),
    };
    Ok(UserSearch {
        text: wanted.search.map(|text| text.trim().to_owned()),
        filter: UserFilter {
            is_active: wanted.active,
            email: wanted.email,
            role,
            first_name: wanted.first_name,
            last_name: wanted.last_name,
            created_from: date("created_after", wanted.created_after)?,
            created_to: date("created_before", wanted.created_before)?,
        },
        is_api_enabled: wanted.api_access,
        is_account_locked: None,
        order,
        is_descending: wanted.descending.unwrap_or(false),
        offset: wanted.offset.unwrap_or(0),
        limit: wanted.limit.unwrap_or(PIECE).clamp(1, PIECE_MAX),
    })
}

fn row(FoundUser { user, version }: FoundUser) -> UserRow {
    UserRow {
        id: user.id.to_string(),
        version,
        role: user.role.into(),
        is_api_enabled: user.is_api_enabled,
        schedules_jobs: user.permissions.schedules_jobs,
        prioritizes_jobs: user.permissions.prioritizes_jobs,
        assigns_jobs: user.permissions.assigns_jobs,
        is_active: user.is_active,
        is_account_locked: user.is_account_locked,
        last_login_at_ms: user.last_login_at.map(jiff::Timestamp::as_millisecond),
        created_at_ms: user.created_at.as_millisecond(),
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
    }
}

/// GET users/{id}
pub(crate) async fn get(visit: Visit) -> Result<Reply, Refusal> {
    Reply::json(&details(&visit, visit.id()?).await?)
}

async fn find(visit: &Visit, id: Id) -> Result<Account, Refusal> {
    visit.server.store.account(AccountName::Id(id)).await?.ok_or(Refusal::UnknownUser)
}

async fn details(visit: &Visit, id: Id) -> Result<UserDetails, Refusal> {
    let account = find(visit, id).await?;
    let user = account.user;
    let is_last_curator = user.is_acting_curator() && acting_curators(visit, 2).await?.len() == 1;
    let effective_role = visit.server.effective_role(user.role).await?;
    let Permissions {
        schedules_jobs,
        prioritizes_jobs,
        assigns_jobs,
        creates_collections,
        manages_dcm,
        shares_dcm_for_execution,
        shares_dcm_for_collaboration,
        manages_dcm_vaults,
    } = user.permissions;
    Ok(UserDetails {
        id: user.id.to_string(),
        version: account.version,
        is_validated: user.is_validated,
        role: user.role.into(),
        effective_role: effective_role.into(),
        permissions: PermissionsView {
            schedules_jobs,
            prioritizes_jobs,
            assigns_jobs,
            creates_collections,
            manages_dcm,
            shares_dcm_for_execution,
            shares_dcm_for_collaboration,
            manages_dcm_vaults,
        },
        is_api_enabled: user.is_api_enabled,
        is_account_locked: user.is_account_locked,
        is_active: user.is_active,
        created_at_ms: user.created_at.as_millisecond(),
        last_login_at_ms: user.last_login_at.map(jiff::Timestamp::as_millisecond),
        has_password: account.password_hash.is_some(),
        first_step: account.first_step.into(),
        api_key_start: account.api_key.map(|pair| pair.key.chars().take(KEY_START).collect()),
        key_made_at_ms: account.key_made_at.map(jiff::Timestamp::as_millisecond),
        last_token_at_ms: account.last_token_at.map(jiff::Timestamp::as_millisecond),
        is_own: visit.signed_in()?.user.id == id,
        is_last_curator,
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
        default_worker_tag: user.default_worker_tag,
        default_credential_id: user.default_credential_id,
        time_zone: user.time_zone,
        language: user.language,
    })
}

/// Some of those who can govern the server, by name.
pub(super) async fn acting_curators(visit: &Visit, limit: u64) -> Result<Vec<User>, Refusal> {
    let filter = UserFilter { role: Some(Role::Curator), is_active: Some(true), ..UserFilter::default() };
    let search = UserSearch { filter, is_account_locked: Some(false), limit, ..UserSearch::default() };
    let found = visit.server.store.find_users(search).await?;
    Ok(found.into_iter().map(|found| found.user).collect())
}

/// POST users
pub(crate) async fn create(visit: Visit) -> Result<Reply, Refusal> {
    let mut form: NewUserForm = visit.form()?;
    let typed = form.password.take();
    let user = new_user(&visit, &form)?;
    if let Some(password) = &typed {
        check_password(&visit.server, "password", password, &user).await?;
    }
    let made = if typed.is_none() { Some(password::generate()?) } else { None };
    let password = made.clone().or(typed).unwrap_or_default();
    let pair = ApiKeyPair::generate(visit.now)?.sealed(&visit.server.key)?;
    let (id, email) = (user.id, user.email.clone());
    let new_user = NewUser {
        api_key: user.is_api_enabled.then_some(pair),
        user,
        password_hash: Some(visit.server.hashing.hash(password).await?),
        entered_at: visit.now,
        first_step: FirstStep::Password,
    };
    match visit.server.store.create_user(new_user, None, visit.by()).await {
        Ok(()) => {}
        Err(CreateUserError::EmailTaken) => return Err(taken(&visit, email).await?),
        Err(CreateUserError::Store(error)) => return Err(error.into()),
    }
    let created =
        CreatedUser { user: details(&visit, id).await?, one_time_password: made.map(|password| password.to_string()) };
    Reply::with(StatusCode::CREATED, &created)
}

fn new_user(visit: &Visit, form: &NewUserForm) -> Result<User, Refusal> {
    let mut complaints = Complaints::default();
    let user = User {
        first_name: form.first_name.trim().to_owned(),
        last_name: form.last_name.trim().to_owned(),
        email: form.email.trim().to_owned(),
        role: complaints.role(&form.role),
        permissions: Permissions {
            schedules_jobs: form.schedules_jobs,
            prioritizes_jobs: form.prioritizes_jobs,
            assigns_jobs: form.assigns_jobs,
            creates_collections: form.creates_collections,
            ..Permissions::default()
        },
        is_api_enabled: form.is_api_enabled,
        ..rules::blank(visit.server.new_id(visit.now), visit.now)
    };
    complaints.name("first_name", &user.first_name);
    complaints.name("last_name", &user.last_name);
    complaints.email(&user.email);
    unless_complaints(complaints)?;
    Ok(user)
}

/// Says who has the address.
async fn taken(visit: &Visit, email: String) -> Result<Refusal, Refusal> {
    let account = visit.server.store.account(AccountName::Email(email)).await?;
    let by = account.map(|Account { user, .. }| PersonName {
        id: Some(user.id.to_string()),
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
    });
    Ok(Refusal::EmailTaken { by })
}

/// PATCH users/{id}
pub(crate) async fn change(visit: Visit) -> Result<Reply, Refusal> {
    let form: ChangeUser = visit.form()?;
    let id = visit.id()?;
    let Account { user, .. } = find(&visit, id).await?;
    let spare = ApiKeyPair::generate(visit.now)?.sealed(&visit.server.key)?;
    let edit = edit(form, UserEdit::unchanged(&user, spare))?;
    let email = edit.email.clone();
    match visit.server.store.change_user(id, edit, visit.by()).await {
        Ok(_) => get(visit).await,
        Err(ChangeUserError::EmailTaken) => Err(taken(&visit, email).await?),
        Err(error) => Err(error.into()),
    }
}

/// What is absent in the form stays as it is.
fn edit(form: ChangeUser, old: UserEdit) -> Result<UserEdit, Refusal> {
    let trimmed = |new: Option<String>, old: String| new.map_or(old, |text| text.trim().to_owned());
    let mut complaints = Complaints::default();
    let language = form.language.unwrap_or(old.language);
    let edit = UserEdit {
        if_version: Some(form.if_version),
        first_name: trimmed(form.first_name, old.first_name),
        last_name: trimmed(form.last_name, old.last_name),
        email: trimmed(form.email, old.email),
        role: form.role.map_or(old.role, |role| complaints.role(&role)),
        default_worker_tag: form.default_worker_tag.unwrap_or(old.default_worker_tag),
        permissions: PermissionsEdit {
            schedules_jobs: form.schedules_jobs.unwrap_or(old.permissions.schedules_jobs),
            prioritizes_jobs: form.prioritizes_jobs.unwrap_or(old.permissions.prioritizes_jobs),
            assigns_jobs: form.assigns_jobs.unwrap_or(old.permissions.assigns_jobs),
            creates_collections: form.creates_collections.unwrap_or(old.permissions.creates_collections),
            manages_dcm: form.manages_dcm,
            shares_dcm_for_execution: form.shares_dcm_for_execution,
            shares_dcm_for_collaboration: form.shares_dcm_for_collaboration,
            manages_dcm_vaults: form.manages_dcm_vaults,
        },
        is_api_enabled: form.is_api_enabled.unwrap_or(old.is_api_enabled),
        spare_api_key: old.spare_api_key,
        default_credential_id: form.default_credential_id.unwrap_or(old.default_credential_id),
        is_account_locked: form.is_account_locked.unwrap_or(old.is_account_locked),
        is_active: old.is_active,
        is_validated: form.is_validated.unwrap_or(old.is_validated),
        time_zone: form.time_zone.unwrap_or(old.time_zone),
        language: complaints.language(&language),
    };
    complaints.name("first_name", &edit.first_name);
    complaints.name("last_name", &edit.last_name);
    complaints.email(&edit.email);
    complaints.length("default_worker_tag", &edit.default_worker_tag);
    complaints.credential(&edit.default_credential_id);
    complaints.time_zone(&edit.time_zone);
    unless_complaints(complaints)?;
    Ok(edit)
}

/// The id in the path, unless it is the caller's.
fn id_of_another(visit: &Visit) -> Result<Id, Refusal> {
    let id = visit.id()?;
    if visit.signed_in()?.user.id == id { Err(Refusal::OwnAccount) } else { Ok(id) }
}

/// DELETE users/{id}
pub(crate) async fn remove(visit: Visit) -> Result<Reply, Refusal> {
    visit.server.store.remove_user(id_of_another(&visit)?, visit.by()).await?;
    Ok(Reply::nothing())
}

/// POST users/{id}/deactivate
pub(crate) async fn deactivate(visit: Visit) -> Result<Reply, Refusal> {
    visit.server.store.deactivate_user(id_of_another(&visit)?, visit.by()).await?;
    get(visit).await
}

/// POST users/{id}/reactivate
pub(crate) async fn reactivate(visit: Visit) -> Result<Reply, Refusal> {
    let Account { user, version, .. } = find(&visit, visit.id()?).await?;
    let spare = ApiKeyPair::generate(visit.now)?.sealed(&visit.server.key)?;
    let edit = UserEdit { if_version: Some(version), is_active: true, ..UserEdit::unchanged(&user, spare) };
    visit.server.store.change_user(user.id, edit, visit.by()).await?;
    get(visit).await
}

/// POST users/{id}/password
pub(crate) async fn reset_password(visit: Visit) -> Result<Reply, Refusal> {
    let id = id_of_another(&visit)?;
    let made = password::generate()?;
    let hash = visit.server.hashing.hash(made.clone()).await?;
    let password = NewPassword { hash, first_step: FirstStep::Password };
    visit.server.store.set_password(id, password, visit.by()).await?;
    Reply::json(&PasswordView { one_time_password: made.to_string() })
}

/// POST users/{id}/keys/roll
pub(crate) async fn roll_keys(visit: Visit) -> Result<Reply, Refusal> {
    let pair = ApiKeyPair::generate(visit.now)?.sealed(&visit.server.key)?;
    visit.server.store.roll_keys(visit.id()?, pair, visit.by()).await?;
    get(visit).await
}
