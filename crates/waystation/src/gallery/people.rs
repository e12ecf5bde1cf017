//! What Curators see and do of all people.

use std::sync::Arc;

use http::StatusCode;
use waystation_store::users::{self, CreateUserError, Update, UpdateUserError, UpdateVersionError};
use waystation_store::{
    Account, AccountName, FirstStep, Id, NewPassword, NewUser, Permissions, Role, User, UserFilter, UserOrder,
    UserSearch, VersionedUser,
};

use super::forms::{ChangeUser, NewUserForm, UsersQuery};
use super::refusal::{Refusal, unless_complaints};
use super::sign_in::check_password;
use super::views::{CreatedUser, PasswordView, PersonName, UserDetails, UserRow, UsersView};
use super::visit::{Reply, Visit};
use crate::users::rules::{self, Complaints};
use crate::{dates, password};

/// A piece of a list unless it says otherwise.
pub(super) const PIECE: u64 = 50;

/// The longest piece of a list.
pub(super) const PIECE_MAX: u64 = 200;

/// This many characters of a key identify it; the rest, with the secret, lets somebody in.
const KEY_START: usize = 15;

/// GET users
pub(crate) async fn list(visit: Visit) -> Result<Reply, Refusal> {
    let (search, store) = (search(visit.query()?)?, &visit.server.store);
    let counting = search.clone();
    let (users, total, sums) = tokio::try_join!(
        store.scan(move |rows| rows.users().page(&search)),
        store.scan(move |rows| rows.users().count(&counting)),
        store.scan(|rows| rows.users().sums()),
    )?;
    Reply::json(&UsersView {
        users: users.into_iter().map(row).collect(),
        total,
        count: sums.count,
        active_count: sums.active_count,
        api_count: sums.api_count,
    })
}

fn search(query: UsersQuery) -> Result<UserSearch, Refusal> {
    let mut complaints = Complaints::default();
    let role = query.role.as_deref().map(|role| complaints.role(role));
    unless_complaints(complaints)?;
    let date = |member: &str, text: Option<String>| {
        let unreadable = || Refusal::invalid(member, "It is not an ISO 8601 date.");
        text.map(|text| dates::parse(&text).ok_or_else(unreadable)).transpose()
    };
    let order = match query.sort.as_deref() {
        None | Some("name") => UserOrder::Name,
        Some("email") => UserOrder::Email,
        Some("role") => UserOrder::Role,
        Some("last_login") => UserOrder::LastLogin,
        Some("created") => UserOrder::Created,
        Some("status") => UserOrder::Status,
        Some(_) => return Err(Refusal::invalid("sort", "The list is not sorted by this.")),
    };
    Ok(UserSearch {
        text: query.search.map(|text| text.trim().to_owned()),
        filter: UserFilter {
            is_active: query.active,
            email: query.email,
            role,
            first_name: query.first_name,
            last_name: query.last_name,
            created_from: date("created_after", query.created_after)?,
            created_to: date("created_before", query.created_before)?,
        },
        is_api_enabled: query.api_access,
        is_account_locked: None,
        order,
        is_descending: query.descending.unwrap_or(false),
        offset: query.offset.unwrap_or(0),
        limit: query.limit.unwrap_or(PIECE).clamp(1, PIECE_MAX),
    })
}

fn row(VersionedUser { user, version }: VersionedUser) -> UserRow {
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
    visit.server.account(AccountName::Id(id)).await?.ok_or(Refusal::UnknownUser)
}

async fn details(visit: &Visit, id: Id) -> Result<UserDetails, Refusal> {
    let account = find(visit, id).await?;
    let user = account.user;
    let is_last_curator = user.is_acting_curator() && acting_curators(visit, 2).await?.len() == 1;
    let effective_role = visit.server.effective_role(user.role).await?;
    Ok(UserDetails {
        id: user.id.to_string(),
        version: account.version,
        is_validated: user.is_validated,
        role: user.role.into(),
        effective_role: effective_role.into(),
        permissions: user.permissions.into(),
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
    let found = visit.server.store.scan(move |rows| rows.users().page(&search)).await?;
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
    let api_key = if user.is_api_enabled { Some(visit.server.new_key(visit.now)?) } else { None };
    let (id, email, by) = (user.id, user.email.clone(), visit.by());
    let new_user = NewUser {
        user,
        api_key,
        password_hash: Some(visit.server.hashing.hash(password).await?),
        entered_at: visit.now,
        first_step: FirstStep::Password,
    };
    match visit.server.store.write(move |tx| users::create(tx, &new_user, None, by)).await {
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
    let account = visit.server.account(AccountName::Email(email)).await?;
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
    let (edited_version, email) = (form.if_version, form.email.as_ref().map(|email| email.trim().to_owned()));
    let edit = edit(form)?;
    let (by, now, server) = (visit.by(), visit.now, Arc::clone(&visit.server));
    let new_key = move || server.key_for_update(now);
    let updated = visit
        .server
        .store
        .write(move |tx| users::update_version(tx, edited_version, &Update { id, edit: &edit, new_key: &new_key }, by));
    match updated.await {
        Ok(_) => get(visit).await,
        Err(UpdateVersionError::Update(UpdateUserError::EmailTaken)) => {
            Err(taken(&visit, email.unwrap_or_default()).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The change that the form makes, as a function of the stored record. What is absent in the form stays.
fn edit(mut form: ChangeUser) -> Result<impl Fn(User) -> User + Send + 'static, Refusal> {
    for text in [&mut form.first_name, &mut form.last_name, &mut form.email].into_iter().flatten() {
        *text = text.trim().to_owned();
    }
    let mut complaints = Complaints::default();
    let role = form.role.as_deref().map(|role| complaints.role(role));
    form.language = form.language.map(|language| complaints.language(&language));
    form.first_name.iter().for_each(|name| complaints.name("first_name", name));
    form.last_name.iter().for_each(|name| complaints.name("last_name", name));
    form.email.iter().for_each(|email| complaints.email(email));
    form.default_worker_tag.iter().for_each(|tag| complaints.length("default_worker_tag", tag));
    form.default_credential_id.iter().for_each(|id| complaints.credential(id));
    form.time_zone.iter().for_each(|time_zone| complaints.time_zone(time_zone));
    unless_complaints(complaints)?;
    Ok(move |old: User| {
        let text = |new: &Option<String>, old: String| new.clone().unwrap_or(old);
        let may = old.permissions;
        User {
            first_name: text(&form.first_name, old.first_name),
            last_name: text(&form.last_name, old.last_name),
            email: text(&form.email, old.email),
            role: role.unwrap_or(old.role),
            default_worker_tag: text(&form.default_worker_tag, old.default_worker_tag),
            permissions: Permissions {
                schedules_jobs: form.schedules_jobs.unwrap_or(may.schedules_jobs),
                prioritizes_jobs: form.prioritizes_jobs.unwrap_or(may.prioritizes_jobs),
                assigns_jobs: form.assigns_jobs.unwrap_or(may.assigns_jobs),
                creates_collections: form.creates_collections.unwrap_or(may.creates_collections),
                manages_dcm: form.manages_dcm.unwrap_or(may.manages_dcm),
                shares_dcm_for_execution: form.shares_dcm_for_execution.unwrap_or(may.shares_dcm_for_execution),
                shares_dcm_for_collaboration: form
                    .shares_dcm_for_collaboration
                    .unwrap_or(may.shares_dcm_for_collaboration),
                manages_dcm_vaults: form.manages_dcm_vaults.unwrap_or(may.manages_dcm_vaults),
            },
            is_api_enabled: form.is_api_enabled.unwrap_or(old.is_api_enabled),
            default_credential_id: text(&form.default_credential_id, old.default_credential_id),
            is_account_locked: form.is_account_locked.unwrap_or(old.is_account_locked),
            is_validated: form.is_validated.unwrap_or(old.is_validated),
            time_zone: text(&form.time_zone, old.time_zone),
            language: text(&form.language, old.language),
            ..old
        }
    })
}

/// The id in the path, unless it is the caller's.
fn id_of_another(visit: &Visit) -> Result<Id, Refusal> {
    let id = visit.id()?;
    if visit.signed_in()?.user.id == id { Err(Refusal::OwnAccount) } else { Ok(id) }
}

/// DELETE users/{id}
pub(crate) async fn remove(visit: Visit) -> Result<Reply, Refusal> {
    let (id, by) = (id_of_another(&visit)?, visit.by());
    visit.server.store.write(move |tx| users::remove(tx, id, by)).await?;
    Ok(Reply::nothing())
}

/// POST users/{id}/deactivate
pub(crate) async fn deactivate(visit: Visit) -> Result<Reply, Refusal> {
    let (id, by) = (id_of_another(&visit)?, visit.by());
    visit.server.store.write(move |tx| users::deactivate(tx, id, by)).await?;
    get(visit).await
}

/// POST users/{id}/reactivate
pub(crate) async fn reactivate(visit: Visit) -> Result<Reply, Refusal> {
    let (id, by) = (visit.id()?, visit.by());
    visit.server.store.write(move |tx| users::reactivate(tx, id, by)).await?;
    get(visit).await
}

/// POST users/{id}/password
pub(crate) async fn reset_password(visit: Visit) -> Result<Reply, Refusal> {
    let id = id_of_another(&visit)?;
    let made = password::generate()?;
    let hash = visit.server.hashing.hash(made.clone()).await?;
    let password = NewPassword { hash, first_step: FirstStep::Password };
    let by = visit.by();
    visit.server.store.write(move |tx| users::set_password(tx, id, &password, by)).await?;
    Reply::json(&PasswordView { one_time_password: made.to_string() })
}

/// POST users/{id}/keys/roll
pub(crate) async fn roll_keys(visit: Visit) -> Result<Reply, Refusal> {
    let (id, by, pair) = (visit.id()?, visit.by(), visit.server.new_key(visit.now)?);
    visit.server.store.write(move |tx| users::roll_keys(tx, id, &pair, by)).await?;
    get(visit).await
}
