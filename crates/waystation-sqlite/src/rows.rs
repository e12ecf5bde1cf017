//! Rows of the database ↔ the types of the store.

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Row, named_params};
use waystation_store::users::{KeyChange, RecordChange};
use waystation_store::{
    Access, Account, ApiClient, ApiKey, AuditEntry, AuditKind, FirstStep, Id, Mail, MailKind, NewUser,
    Permissions, Role, Session, StoreError, User, Via,
};

/// The columns of a [`User`], in the order of [`user`].
pub(crate) const USER_COLUMNS: &str = "id, first_name, last_name, email, role, default_worker_tag, schedules_jobs, \
     prioritizes_jobs, assigns_jobs, creates_collections, manages_dcm, shares_dcm_for_execution, \
     shares_dcm_for_collaboration, manages_dcm_vaults, is_api_enabled, default_credential_id, is_account_locked, \
     is_active, is_validated, last_login_at, time_zone, language, created_at";

/// The columns of an [`Access`], in the order of [`access`].
pub(crate) const ACCESS_COLUMNS: &str = "role, is_active AND is_api_enabled AND NOT is_account_locked, key_generation";

/// The columns of an [`Account`] behind those of its user, in the order of [`account`].
pub(crate) const ACCOUNT_COLUMNS: &str =
    "version, first_step, password_hash, password_set_at, api_key, sealed_secret, key_made_at, last_token_at";

/// The columns of a [`Session`], in the order of [`session`].
pub(crate) const SESSION_COLUMNS: &str = "hash, user_id, made_at, seen_at, address, agent";

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
        last_login_at: moment(row, 19)?,
        time_zone: row.get(20)?,
        language: row.get(21)?,
        created_at: timestamp(row.get(22)?, 22)?,
    })
}

pub(crate) fn access(row: &Row<'_>) -> rusqlite::Result<Access> {
    let key_generation = u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
    Ok(Access { role: role_at(row, 0)?, is_open: row.get(1)?, key_generation })
}

/// Reads [`ACCESS_COLUMNS`] followed by `id, sealed_secret, last_token_at`.
pub(crate) fn api_client(row: &Row<'_>) -> rusqlite::Result<ApiClient> {
    Ok(ApiClient {
        access: access(row)?,
        user_id: id_at(row, 3)?,
        sealed_secret: row.get(4)?,
        last_token_at: moment(row, 5)?,
    })
}

/// Reads [`USER_COLUMNS`] followed by [`ACCOUNT_COLUMNS`].
pub(crate) fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let key: Option<String> = row.get(27)?;
    let sealed_secret: Option<Vec<u8>> = row.get(28)?;
    Ok(Account {
        user: user(row)?,
        version: count(row, 23)?,
        first_step: first_step(row, 24)?,
        password_hash: row.get(25)?,
        password_set_at: moment(row, 26)?,
        api_key: key.zip(sealed_secret).map(|(key, sealed_secret)| ApiKey { key, sealed_secret }),
        key_made_at: moment(row, 29)?,
        last_token_at: moment(row, 30)?,
    })
}

/// Reads [`SESSION_COLUMNS`].
pub(crate) fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    let address: String = row.get(4)?;
    Ok(Session {
        hash: row.get(0)?,
        user_id: id_at(row, 1)?,
        made_at: timestamp(row.get(2)?, 2)?,
        seen_at: timestamp(row.get(3)?, 3)?,
        address: address.parse().map_err(|_| unreadable(4, format!("no address: `{address}`")))?,
        agent: row.get(5)?,
    })
}

/// Reads the columns of the audit list.
pub(crate) fn audit_entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    let (via, kind): (String, String) = (row.get(4)?, row.get(6)?);
    let maybe_id = |column: usize| match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => id_at(row, column).map(Some),
    };
    Ok(AuditEntry {
        id: row.get(0)?,
        at: timestamp(row.get(1)?, 1)?,
        who_id: maybe_id(2)?,
        who: row.get(3)?,
        via: Via::from_name(&via).ok_or_else(|| unreadable(4, format!("no way: `{via}`")))?,
        address: row.get(5)?,
        kind: AuditKind::from_name(&kind).ok_or_else(|| unreadable(6, format!("no kind of entry: `{kind}`")))?,
        subject_id: maybe_id(7)?,
        subject: row.get(8)?,
        field: row.get(9)?,
        from: row.get(10)?,
        to: row.get(11)?,
    })
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
             password_hash, first_step, key_made_at, password_set_at) VALUES (:id, :first_name, :first_name_folded, :last_name, :last_name_folded, \
             :email, :email_folded, :role, :default_worker_tag, :schedules_jobs, :prioritizes_jobs, \
             :assigns_jobs, :creates_collections, :manages_dcm, :shares_dcm_for_execution, \
             :shares_dcm_for_collaboration, :manages_dcm_vaults, :is_api_enabled, :default_credential_id, \
             :is_account_locked, :is_active, :is_validated, :last_login_at, :time_zone, :language, \
             :created_at, :api_key, :sealed_secret, :password_hash, :first_step, :key_made_at, :password_set_at)",
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
            ":first_step": new_user.first_step.name(),
            ":key_made_at": new_user.api_key.as_ref().map(|_| new_user.entered_at.as_millisecond()),
            ":password_set_at": new_user.password_hash.as_ref().map(|_| new_user.entered_at.as_millisecond()),
        })?;
    Ok(())
}

/// Writes a changed record over the stored one.
pub(crate) fn update_user(connection: &rusqlite::Connection, change: &RecordChange, at: Timestamp) -> rusqlite::Result<()> {
    let RecordChange { user, key, ends_tokens } = change;
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
             :language, key_generation = key_generation + :ends_tokens, version = version + 1 WHERE id = :id",
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
        KeyChange::Remove => put_key(connection, user.id, None, at),
        KeyChange::Put(pair) => put_key(connection, user.id, Some(pair), at),
    }
}

/// Stores a pair that was made `at` a moment, or takes the stored one away.
fn put_key(
    connection: &rusqlite::Connection,
    id: Id,
    pair: Option<&ApiKey>,
    at: Timestamp,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE users SET api_key = :api_key, sealed_secret = :sealed_secret, key_made_at = :key_made_at, \
             last_token_at = NULL WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":api_key": pair.map(|pair| &pair.key),
            ":sealed_secret": pair.map(|pair| &pair.sealed_secret),
            ":key_made_at": pair.map(|_| at.as_millisecond()),
        })?;
    Ok(())
}

fn unreadable(column: usize, reason: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, reason.into())
}

pub(crate) fn id_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| unreadable(column, format!("no id: `{text}`")))
}

fn role_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Role> {
    let text: String = row.get(column)?;
    Role::from_name(&text).ok_or_else(|| unreadable(column, format!("no role: `{text}`")))
}

pub(crate) fn first_step(row: &Row<'_>, column: usize) -> rusqlite::Result<FirstStep> {
    let text: String = row.get(column)?;
    FirstStep::from_name(&text).ok_or_else(|| unreadable(column, format!("no first step: `{text}`")))
}

/// A number that is never negative.
pub(crate) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

/// A number of rows as SQLite takes it.
pub(crate) fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(|at| timestamp(at, column)).transpose()
}

/// Milliseconds, rounded down; stored times have no finer part.
pub(crate) fn floor_ms(at: Timestamp) -> i64 {
    let ms = at.as_nanosecond().div_euclid(1_000_000);
    i64::try_from(ms).unwrap_or(i64::MAX)
}

/// The same, rounded up.
pub(crate) fn ceiling_ms(at: Timestamp) -> i64 {
    let whole = at.as_nanosecond().rem_euclid(1_000_000) == 0;
    floor_ms(at) + i64::from(!whole)
}

pub(crate) fn timestamp(millisecond: i64, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(millisecond).map_err(|error| unreadable(column, error.to_string()))
}
