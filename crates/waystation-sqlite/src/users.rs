//! What each verb does inside a transaction.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use waystation_store::edit::KeyChange;
use waystation_store::{
    Access, Account, AccountName, Actor, ApiClient, ApiKey, AuditKind, ChangeUserError, CreateUserError, Deactivated,
    Edited, Id, Mail, NewPassword, NewUser, Note, RemoveUserError, RollKeysError, Seed, Seeded, StoreError, User,
    UserEdit, UserFilter,
};

use crate::rows::{self, ACCESS_COLUMNS, ACCOUNT_COLUMNS, USER_COLUMNS, failed, folded};
use crate::writing::Change;
use crate::{audit, sessions};

pub(crate) fn find(connection: &Connection, id: Id) -> rusqlite::Result<Option<User>> {
    connection
        .prepare_cached(&format!("SELECT {USER_COLUMNS} FROM users WHERE id = ?1"))?
        .query_row([id.to_string()], rows::user)
        .optional()
}

pub(crate) fn account(connection: &Connection, name: &AccountName) -> rusqlite::Result<Option<Account>> {
    let (condition, value) = match name {
        AccountName::Id(id) => ("id", id.to_string()),
        AccountName::Email(email) => ("email_folded", folded(email)),
    };
    connection
        .prepare_cached(&format!("SELECT {USER_COLUMNS}, {ACCOUNT_COLUMNS} FROM users WHERE {condition} = ?1"))?
        .query_row([value], rows::account)
        .optional()
}

pub(crate) fn list(connection: &Connection, filter: &UserFilter) -> rusqlite::Result<Vec<User>> {
    let mut conditions = vec!["1"];
    let mut values: Vec<Value> = Vec::new();
    let mut narrow = |condition: &'static str, value: Option<Value>| {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(value);
        }
    };
    narrow("is_active = ?", filter.is_active.map(|is_active| Value::from(i64::from(is_active))));
    narrow("email_folded = ?", filter.email.as_deref().map(|text| folded(text).into()));
    // A role holds for many people. The plus sign keeps its index out of the way of a better one.
    let is_narrow = filter.email.is_some() || filter.first_name.is_some() || filter.last_name.is_some();
    narrow(if is_narrow { "+role = ?" } else { "role = ?" }, filter.role.map(|role| role.name().to_owned().into()));
    narrow("first_name_folded = ?", filter.first_name.as_deref().map(|text| folded(text).into()));
    narrow("last_name_folded = ?", filter.last_name.as_deref().map(|text| folded(text).into()));
    narrow("created_at >= ?", filter.created_from.map(|at| rows::ceiling_ms(at).into()));
    narrow("created_at <= ?", filter.created_to.map(|at| rows::floor_ms(at).into()));
    let sql = format!("SELECT {USER_COLUMNS} FROM users WHERE {} ORDER BY id", conditions.join(" AND "));
    connection.prepare_cached(&sql)?.query_map(params_from_iter(values), rows::user)?.collect()
}

pub(crate) fn access(connection: &Connection, id: Id) -> rusqlite::Result<Option<Access>> {
    connection
        .prepare_cached(&format!("SELECT {ACCESS_COLUMNS} FROM users WHERE id = ?1"))?
        .query_row([id.to_string()], rows::access)
        .optional()
}

pub(crate) fn api_client(connection: &Connection, key: &str) -> rusqlite::Result<Option<ApiClient>> {
    connection
        .prepare_cached(&format!(
            "SELECT {ACCESS_COLUMNS}, id, sealed_secret, last_token_at FROM users WHERE api_key = ?1"
        ))?
        .query_row([key], rows::api_client)
        .optional()
}

pub(crate) fn outbox(connection: &Connection) -> rusqlite::Result<Vec<Mail>> {
    connection
        .prepare_cached("SELECT id, user_id, kind, created_at FROM outbox ORDER BY created_at, id")?
        .query_map([], rows::mail)?
        .collect()
}

pub(crate) fn fact(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection.prepare_cached("SELECT value FROM facts WHERE name = ?1")?.query_row([name], |row| row.get(0)).optional()
}

/// Another user with this address, whatever the case of its letters.
fn is_email_taken(connection: &Connection, email: &str, except: Option<Id>) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM users WHERE email_folded = ?1 AND id IS NOT ?2")?
        .exists(params![folded(email), except.map(|id| id.to_string())])
}

/// Whether somebody but `id` may still do everything.
fn another_curator_acts(connection: &Connection, id: Id) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM users WHERE role = 'Curator' AND is_active AND NOT is_account_locked AND id <> ?1 LIMIT 1",
        )?
        .exists([id.to_string()])
}

const CREATING: &str = "adding a user";
const CHANGING: &str = "changing a user";
const REMOVING: &str = "removing a user";

pub(crate) fn create(
    change: &mut Change<'_>,
    new: &NewUser,
    mail: Option<&Mail>,
    by: Actor,
) -> Result<(), CreateUserError> {
    insert(change, new)?;
    if let Some(mail) = mail {
        insert_mail(change.connection, mail).map_err(|error| failed(CREATING, error))?;
    }
    let kind = if by.user_id == Some(new.user.id) { AuditKind::UserRegistered } else { AuditKind::UserCreated };
    let note = Note { to: new.user.role.name().to_owned(), field: "role", ..Note::on(kind, &new.user) };
    audit::note(change.connection, &note, by).map_err(|error| failed(CREATING, error))?;
    Ok(())
}

fn insert(change: &mut Change<'_>, new: &NewUser) -> Result<(), CreateUserError> {
    let connection = change.connection;
    if is_email_taken(connection, &new.user.email, None).map_err(|error| failed(CREATING, error))? {
        return Err(CreateUserError::EmailTaken);
    }
    rows::insert_user(connection, new).map_err(|error| failed(CREATING, error))?;
    change.touches(new.user.id);
    Ok(())
}

pub(crate) fn edit(change: &mut Change<'_>, id: Id, edit: UserEdit, by: Actor) -> Result<User, ChangeUserError> {
    let connection = change.connection;
    let broken = |error| failed(CHANGING, error);
    let Some(Account { user: old, version, .. }) = account(connection, &AccountName::Id(id)).map_err(broken)? else {
        return Err(ChangeUserError::UnknownUser);
    };
    if edit.if_version.is_some_and(|edited| edited != version) {
        return Err(ChangeUserError::Changed);
    }
    if is_email_taken(connection, &edit.email, Some(id)).map_err(broken)? {
        return Err(ChangeUserError::EmailTaken);
    }
    store_edited(change, &old, edit.applied_to(&old), by)
}

fn store_edited(change: &mut Change<'_>, old: &User, edited: Edited, by: Actor) -> Result<User, ChangeUserError> {
    let connection = change.connection;
    let broken = |error| failed(CHANGING, error);
    let resigns = old.is_acting_curator() && !edited.user.is_acting_curator();
    if resigns && !another_curator_acts(connection, old.id).map_err(broken)? {
        return Err(ChangeUserError::LastCurator);
    }
    rows::update_user(connection, &edited, by.at).map_err(broken)?;
    if !edited.user.is_active || edited.user.is_account_locked {
        sessions::forget(connection, old.id, None).map_err(broken)?;
    }
    for note in waystation_store::audit::notes(old, &edited.user) {
        audit::note(connection, &note, by).map_err(broken)?;
    }
    change.touches(old.id);
    Ok(edited.user)
}

pub(crate) fn deactivate(change: &mut Change<'_>, id: Id, by: Actor) -> Result<Deactivated, ChangeUserError> {
    let found = find(change.connection, id).map_err(|error| failed(CHANGING, error))?;
    let Some(old) = found else { return Err(ChangeUserError::UnknownUser) };
    if old.is_active {
        let user = User { is_active: false, ..old.clone() };
        store_edited(change, &old, Edited { user, key: KeyChange::Keep, ends_tokens: true }, by)?;
    }
    Ok(Deactivated::default())
}

pub(crate) fn remove(change: &mut Change<'_>, id: Id, by: Actor) -> Result<(), RemoveUserError> {
    let connection = change.connection;
    let broken = |error| failed(REMOVING, error);
    let Some(old) = find(connection, id).map_err(broken)? else { return Err(RemoveUserError::UnknownUser) };
    if old.is_acting_curator() && !another_curator_acts(connection, id).map_err(broken)? {
        return Err(RemoveUserError::LastCurator);
    }
    let note = Note { from: old.email.clone(), field: "email", ..Note::on(AuditKind::UserDeleted, &old) };
    audit::note(connection, &note, by).map_err(broken)?;
    connection
        .prepare_cached("DELETE FROM users WHERE id = ?1")
        .and_then(|mut delete| delete.execute([id.to_string()]))
        .map_err(broken)?;
    change.touches(id);
    Ok(())
}

pub(crate) fn set_password(
    change: &mut Change<'_>,
    id: Id,
    password: &NewPassword,
    by: Actor,
) -> Result<(), ChangeUserError> {
    let connection = change.connection;
    let broken = |error| failed("setting a password", error);
    let Some(user) = find(connection, id).map_err(broken)? else { return Err(ChangeUserError::UnknownUser) };
    connection
        .prepare_cached(
            "UPDATE users SET password_hash = ?2, first_step = ?3, password_set_at = ?4, version = version + 1 \
             WHERE id = ?1",
        )
        .and_then(|mut update| {
            update.execute(params![id.to_string(), password.hash, password.first_step.name(), by.at.as_millisecond()])
        })
        .map_err(broken)?;
    sessions::forget(connection, id, None).map_err(broken)?;
    let kind = if by.user_id == Some(id) { AuditKind::PasswordChanged } else { AuditKind::PasswordReset };
    audit::note(connection, &Note::on(kind, &user), by).map_err(broken)?;
    Ok(())
}

pub(crate) fn roll_keys(change: &mut Change<'_>, id: Id, pair: &ApiKey, by: Actor) -> Result<(), RollKeysError> {
    let connection = change.connection;
    let broken = |error| failed("replacing a key pair", error);
    let Some(user) = find(connection, id).map_err(broken)? else { return Err(RollKeysError::UnknownUser) };
    if !user.is_api_enabled {
        return Err(RollKeysError::ApiAccessOff);
    }
    rows::put_key(connection, id, Some(pair), by.at).map_err(broken)?;
    connection
        .prepare_cached("UPDATE users SET key_generation = key_generation + 1, version = version + 1 WHERE id = ?1")
        .and_then(|mut update| update.execute([id.to_string()]))
        .map_err(broken)?;
    audit::note(connection, &Note::on(AuditKind::KeysRolled, &user), by).map_err(broken)?;
    change.touches(id);
    Ok(())
}

pub(crate) fn note_token(change: &mut Change<'_>, id: Id, at: jiff::Timestamp) -> Result<(), StoreError> {
    change
        .connection
        .prepare_cached("UPDATE users SET last_token_at = ?2 WHERE id = ?1")
        .and_then(|mut update| update.execute(params![id.to_string(), at.as_millisecond()]))
        .map_err(|error| failed("noting a token", error))?;
    Ok(())
}

pub(crate) fn queue(change: &mut Change<'_>, mail: &Mail, by: Actor) -> Result<(), StoreError> {
    let connection = change.connection;
    let broken = |error| failed("queueing a mail", error);
    insert_mail(connection, mail).map_err(broken)?;
    if let Some(user) = find(connection, mail.user_id).map_err(broken)? {
        audit::note(connection, &Note::on(AuditKind::PasswordMailQueued, &user), by).map_err(broken)?;
    }
    Ok(())
}

fn insert_mail(connection: &Connection, mail: &Mail) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO outbox (id, user_id, kind, created_at) VALUES (?1, ?2, ?3, ?4)")?.execute(
        params![mail.id.to_string(), mail.user_id.to_string(), mail.kind.name(), mail.created_at.as_millisecond(),],
    )?;
    Ok(())
}

pub(crate) fn seed(change: &mut Change<'_>, seed: &Seed) -> Result<Seeded, StoreError> {
    let connection = change.connection;
    let broken = |error| failed("putting in the first data", error);
    for noted in &seed.facts {
        if fact(connection, &noted.name).map_err(broken)?.is_some() {
            return Ok(Seeded::Already);
        }
    }
    for noted in &seed.facts {
        connection
            .execute("INSERT INTO facts (name, value) VALUES (?1, ?2)", [&noted.name, &noted.value])
            .map_err(broken)?;
    }
    let mut added = 0;
    for new in &seed.users {
        match insert(change, new) {
            Ok(()) => added += 1,
            Err(CreateUserError::EmailTaken) => {}
            Err(CreateUserError::Store(error)) => return Err(error),
        }
    }
    Ok(Seeded::Added(added))
}
