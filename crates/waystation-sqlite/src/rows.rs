//! Rows of the database ↔ the types of the store.

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Row, named_params};
use waystation_store::edit::KeyChange;
use waystation_store::{
    Access, ApiClient, ApiKey, Edited, Id, Mail, MailKind, NewUser, Permissions, Role, StoreError, User,
};

/// The columns of a [`User`], in the order of [`user`].
pub(crate) const USER_COLUMNS: &str = "id, first_name, last_name, email, role, default_worker_tag, schedules_jobs, \
     prioritizes_jobs, assigns_jobs, creates_collections, manages_dcm, shares_dcm_for_execution, \
     shares_dcm_for_collaboration, manages_dcm_vaults, is_api_enabled, default_credential_id, is_account_locked, \
     is_active, is_validated, last_login_at, time_zone, language, created_at";

/// The columns of an [`Access`], in the order of [`access`].
pub(crate) const ACCESS_COLUMNS: &str = "role, is_active AND is_api_enabled AND NOT is_account_locked, key_generation";

/// Wraps an error of SQLite with what was being done.
pub(crate) fn failed(doing: &'static str, error: rusqlite::Error) -> StoreError {
    StoreError::Database { doing, source: Box::new(error) }
}

/// Text for comparing without regard to case.
pub(crate) fn folded(text: &str) -> String {
    text.to_lowercase()
}

pub(crate) fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: id_at(row, 0)?,
        first_name: row.get(1)?,
        last_name: row.get(2)?,
        email: row.get(3)?,
        role: role_at(row, 4)?,
        default_worker_tag: row.get(5)?,
        permissions: Permissions {
            schedules_jobs: row.get(6)?,
            prioritizes_jobs: row.get(7)?,
            assigns_jobs: row.get(8)?,
            creates_collections: row.get(9)?,
            manages_dcm: row.get(10)?,
            shares_dcm_for_execution: row.get(11)?,
            shares_dcm_for_collaboration: row.get(12)?,
            manages_dcm_vaults: row.get(13)?,
        },
        is_api_enabled: row.get(14)?,
        default_credential_id: row.get(15)?,
        is_account_locked: row.get(16)?,
        is_active: row.get(17)?,
        is_validated: row.get(18)?,
        last_login_at: row.get::<_, Option<i64>>(19)?.map(|at| timestamp(at, 19)).transpose()?,
        time_zone: row.get(20)?,
        language: row.get(21)?,
        created_at: timestamp(row.get(22)?, 22)?,
    })
}

pub(crate) fn access(row: &Row<'_>) -> rusqlite::Result<Access> {
    let key_generation = u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
    Ok(Access { role: role_at(row, 0)?, is_open: row.get(1)?, key_generation })
}

/// Reads [`ACCESS_COLUMNS`] followed by `id, sealed_secret`.
pub(crate) fn api_client(row: &Row<'_>) -> rusqlite::Result<ApiClient> {
    Ok(ApiClient { access: access(row)?, user_id: id_at(row, 3)?, sealed_secret: row.get(4)? })
}

/// Reads `id, user_id, kind, created_at`.
pub(crate) fn mail(row: &Row<'_>) -> rusqlite::Result<Mail> {
    let kind: String = row.get(2)?;
    Ok(Mail {
        id: id_at(row, 0)?,
        user_id: id_at(row, 1)?,
        kind: MailKind::from_name(&kind).ok_or_else(|| unreadable(2, format!("no kind of mail: `{kind}`")))?,
        created_at: timestamp(row.get(3)?, 3)?,
    })
}

pub(crate) fn insert_user(connection: &rusqlite::Connection, new_user: &NewUser) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO users (id, first_name, first_name_folded, last_name, last_name_folded, email, \
             email_folded, role, default_worker_tag, schedules_jobs, prioritizes_jobs, assigns_jobs, \
             creates_collections, manages_dcm, shares_dcm_for_execution, shares_dcm_for_collaboration, \
             manages_dcm_vaults, is_api_enabled, default_credential_id, is_account_locked, is_active, \
             is_validated, last_login_at, time_zone, language, created_at, api_key, sealed_secret, \
             password_hash) VALUES (:id, :first_name, :first_name_folded, :last_name, :last_name_folded, \
             :email, :email_folded, :role, :default_worker_tag, :schedules_jobs, :prioritizes_jobs, \
             :assigns_jobs, :creates_collections, :manages_dcm, :shares_dcm_for_execution, \
             :shares_dcm_for_collaboration, :manages_dcm_vaults, :is_api_enabled, :default_credential_id, \
             :is_account_locked, :is_active, :is_validated, :last_login_at, :time_zone, :language, \
             :created_at, :api_key, :sealed_secret, :password_hash)",
        )?
        .execute(named_params! {
            ":id": new_user.user.id.to_string(),
            ":first_name": new_user.user.first_name,
            ":first_name_folded": folded(&new_user.user.first_name),
            ":last_name": new_user.user.last_name,
            ":last_name_folded": folded(&new_user.user.last_name),
            ":email": new_user.user.email,
            ":email_folded": folded(&new_user.user.email),
            ":role": new_user.user.role.name(),
            ":default_worker_tag": new_user.user.default_worker_tag,
            ":schedules_jobs": new_user.user.permissions.schedules_jobs,
            ":prioritizes_jobs": new_user.user.permissions.prioritizes_jobs,
            ":assigns_jobs": new_user.user.permissions.assigns_jobs,
            ":creates_collections": new_user.user.permissions.creates_collections,
            ":manages_dcm": new_user.user.permissions.manages_dcm,
            ":shares_dcm_for_execution": new_user.user.permissions.shares_dcm_for_execution,
            ":shares_dcm_for_collaboration": new_user.user.permissions.shares_dcm_for_collaboration,
            ":manages_dcm_vaults": new_user.user.permissions.manages_dcm_vaults,
            ":is_api_enabled": new_user.user.is_api_enabled,
            ":default_credential_id": new_user.user.default_credential_id,
            ":is_account_locked": new_user.user.is_account_locked,
            ":is_active": new_user.user.is_active,
            ":is_validated": new_user.user.is_validated,
            ":last_login_at": new_user.user.last_login_at.map(Timestamp::as_millisecond),
            ":time_zone": new_user.user.time_zone,
            ":language": new_user.user.language,
            ":created_at": new_user.user.created_at.as_millisecond(),
            ":api_key": new_user.api_key.as_ref().map(|pair| &pair.key),
            ":sealed_secret": new_user.api_key.as_ref().map(|pair| &pair.sealed_secret),
            ":password_hash": new_user.password_hash,
        })?;
    Ok(())
}

/// Writes a changed record over the stored one.
pub(crate) fn update_user(connection: &rusqlite::Connection, edited: &Edited) -> rusqlite::Result<()> {
    let Edited { user, key, ends_tokens } = edited;
    connection
        .prepare_cached(
            "UPDATE users SET first_name = :first_name, first_name_folded = :first_name_folded, last_name = \
             :last_name, last_name_folded = :last_name_folded, email = :email, email_folded = :email_folded, \
             role = :role, default_worker_tag = :default_worker_tag, schedules_jobs = :schedules_jobs, \
             prioritizes_jobs = :prioritizes_jobs, assigns_jobs = :assigns_jobs, creates_collections = \
             :creates_collections, manages_dcm = :manages_dcm, shares_dcm_for_execution = \
             :shares_dcm_for_execution, shares_dcm_for_collaboration = :shares_dcm_for_collaboration, \
             manages_dcm_vaults = :manages_dcm_vaults, is_api_enabled = :is_api_enabled, \
             default_credential_id = :default_credential_id, is_account_locked = :is_account_locked, \
             is_active = :is_active, is_validated = :is_validated, time_zone = :time_zone, language = \
             :language, key_generation = key_generation + :ends_tokens WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": user.id.to_string(),
            ":first_name": user.first_name,
            ":first_name_folded": folded(&user.first_name),
            ":last_name": user.last_name,
            ":last_name_folded": folded(&user.last_name),
            ":email": user.email,
            ":email_folded": folded(&user.email),
            ":role": user.role.name(),
            ":default_worker_tag": user.default_worker_tag,
            ":schedules_jobs": user.permissions.schedules_jobs,
            ":prioritizes_jobs": user.permissions.prioritizes_jobs,
            ":assigns_jobs": user.permissions.assigns_jobs,
            ":creates_collections": user.permissions.creates_collections,
            ":manages_dcm": user.permissions.manages_dcm,
            ":shares_dcm_for_execution": user.permissions.shares_dcm_for_execution,
            ":shares_dcm_for_collaboration": user.permissions.shares_dcm_for_collaboration,
            ":manages_dcm_vaults": user.permissions.manages_dcm_vaults,
            ":is_api_enabled": user.is_api_enabled,
            ":default_credential_id": user.default_credential_id,
            ":is_account_locked": user.is_account_locked,
            ":is_active": user.is_active,
            ":is_validated": user.is_validated,
            ":time_zone": user.time_zone,
            ":language": user.language,
            ":ends_tokens": ends_tokens,
        })?;
    match key {
        KeyChange::Keep => Ok(()),
        KeyChange::Remove => put_key(connection, user.id, None),
        KeyChange::Put(pair) => put_key(connection, user.id, Some(pair)),
    }
}

fn put_key(connection: &rusqlite::Connection, id: Id, pair: Option<&ApiKey>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE users SET api_key = :api_key, sealed_secret = :sealed_secret WHERE id = :id")?
        .execute(named_params! {
            ":id": id.to_string(),
            ":api_key": pair.map(|pair| &pair.key),
            ":sealed_secret": pair.map(|pair| &pair.sealed_secret),
        })?;
    Ok(())
}

fn unreadable(column: usize, reason: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, reason.into())
}

fn id_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| unreadable(column, format!("no id: `{text}`")))
}

fn role_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Role> {
    let text: String = row.get(column)?;
    Role::from_name(&text).ok_or_else(|| unreadable(column, format!("no role: `{text}`")))
}

fn timestamp(millisecond: i64, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(millisecond).map_err(|error| unreadable(column, error.to_string()))
}
