//! Rows of people.
//!
//! Whatever a user's [`Access`] follows from is written here, so here stands who is touched.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, named_params, params, params_from_iter};
use waystation_store::transaction::UserRows;
use waystation_store::users::{KeyChange, RecordChange};
use waystation_store::{
    Access, Account, AccountName, ApiClient, ApiKey, Id, NewPassword, NewUser, StoreError, User, UserFilter,
    UserSearch, UserSums, VersionedUser,
};

use crate::rows::{self, ACCESS_COLUMNS, folded};
use crate::search;
use crate::transaction::SqliteTransaction;
use crate::user_columns::{self, COUNT};

/// The columns of an [`Account`] behind those of its user, in the order of [`account`].
const ACCOUNT_COLUMNS: &str =
    "version, first_step, password_hash, password_set_at, api_key, sealed_secret, key_made_at, last_token_at";

impl UserRows for SqliteTransaction<'_> {
    fn find(&self, id: Id) -> Result<Option<User>, StoreError> {
        let columns = user_columns::all();
        self.run("reading a user", |connection| {
            connection
                .prepare_cached(&format!("SELECT {columns} FROM users WHERE id = ?1"))?
                .query_row([id.to_string()], user_columns::user)
                .optional()
        })
    }

    fn account(&self, name: &AccountName) -> Result<Option<Account>, StoreError> {
        let (condition, value) = match name {
            AccountName::Id(id) => ("id", id.to_string()),
            AccountName::Email(email) => ("email_folded", folded(email)),
        };
        let columns = user_columns::all();
        let sql = format!("SELECT {columns}, {ACCOUNT_COLUMNS} FROM users WHERE {condition} = ?1");
        self.run("reading an account", |connection| {
            connection.prepare_cached(&sql)?.query_row([value], account).optional()
        })
    }

    fn owner_of_email(&self, email: &str) -> Result<Option<Id>, StoreError> {
        self.run("looking for an address", |connection| {
            connection
                .prepare_cached("SELECT id FROM users WHERE email_folded = ?1")?
                .query_row([folded(email)], |row| rows::id_at(row, 0))
                .optional()
        })
    }

    fn has_acting_curator_besides(&self, id: Id) -> Result<bool, StoreError> {
        self.run("looking for another Curator", |connection| {
            connection
                .prepare_cached(
                    "SELECT 1 FROM users WHERE role = 'Curator' AND is_active AND NOT is_account_locked AND id <> ?1 \
                     LIMIT 1",
                )?
                .exists([id.to_string()])
        })
    }

    fn list(&self, filter: &UserFilter) -> Result<Vec<User>, StoreError> {
        self.run("listing users", |connection| list(connection, filter))
    }

    fn page(&self, search: &UserSearch) -> Result<Vec<VersionedUser>, StoreError> {
        self.run("finding users", |connection| search::find(connection, search))
    }

    fn count(&self, search: &UserSearch) -> Result<u64, StoreError> {
        self.run("counting users", |connection| search::count(connection, search))
    }

    fn sums(&self) -> Result<UserSums, StoreError> {
        self.run("counting all users", search::sums)
    }

    fn access(&self, id: Id) -> Result<Option<Access>, StoreError> {
        self.run("reading access", |connection| {
            connection
                .prepare_cached(&format!("SELECT {ACCESS_COLUMNS} FROM users WHERE id = ?1"))?
                .query_row([id.to_string()], rows::access)
                .optional()
        })
    }

    fn api_client(&self, key: &str) -> Result<Option<ApiClient>, StoreError> {
        self.run("reading an API key", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {ACCESS_COLUMNS}, id, sealed_secret, last_token_at FROM users WHERE api_key = ?1"
                ))?
                .query_row([key], rows::api_client)
                .optional()
        })
    }

    fn insert(&mut self, new: &NewUser) -> Result<(), StoreError> {
        self.touches(new.user.id);
        self.run("adding a user", |connection| user_columns::insert(connection, new))
    }

    fn update(&mut self, change: &RecordChange, at: Timestamp) -> Result<(), StoreError> {
        self.touches(change.user.id);
        self.run("changing a user", |connection| {
            user_columns::update(connection, change)?;
            match &change.key {
                KeyChange::Keep => Ok(()),
                KeyChange::Remove => put_key(connection, change.user.id, None, at),
                KeyChange::Put(pair) => put_key(connection, change.user.id, Some(pair), at),
            }
        })
    }

    fn set_password(&mut self, id: Id, password: &NewPassword, at: Timestamp) -> Result<(), StoreError> {
        self.run("setting a password", |connection| {
            connection
                .prepare_cached(
                    "UPDATE users SET password_hash = ?2, first_step = ?3, password_set_at = ?4, \
                     version = version + 1 WHERE id = ?1",
                )?
                .execute(params![id.to_string(), password.hash, password.first_step.name(), at.as_millisecond()])
        })?;
        Ok(())
    }

    fn note_token(&mut self, id: Id, at: Timestamp) -> Result<(), StoreError> {
        self.run("noting a token", |connection| {
            connection
                .prepare_cached("UPDATE users SET last_token_at = ?2 WHERE id = ?1")?
                .execute(params![id.to_string(), at.as_millisecond()])
        })?;
        Ok(())
    }

    fn note_sign_in(&mut self, id: Id, at: Timestamp) -> Result<(), StoreError> {
        self.run("noting a sign-in", |connection| {
            connection
                .prepare_cached("UPDATE users SET last_login_at = ?2 WHERE id = ?1")?
                .execute(params![id.to_string(), at.as_millisecond()])
        })?;
        Ok(())
    }

    fn delete(&mut self, id: Id) -> Result<(), StoreError> {
        self.touches(id);
        self.run("removing a user", |connection| {
            connection.prepare_cached("DELETE FROM users WHERE id = ?1")?.execute([id.to_string()])
        })?;
        Ok(())
    }
}

/// Reads the columns of a user followed by [`ACCOUNT_COLUMNS`].
fn account(row: &rusqlite::Row<'_>) -> rusqlite::Result<Account> {
    let key: Option<String> = row.get(COUNT + 4)?;
    let sealed_secret: Option<Vec<u8>> = row.get(COUNT + 5)?;
    Ok(Account {
        user: user_columns::user(row)?,
        version: rows::count(row, COUNT)?,
        first_step: rows::word_at(row, COUNT + 1)?,
        password_hash: row.get(COUNT + 2)?,
        password_set_at: rows::moment(row, COUNT + 3)?,
        api_key: key.zip(sealed_secret).map(|(key, sealed_secret)| ApiKey { key, sealed_secret }),
        key_made_at: rows::moment(row, COUNT + 6)?,
        last_token_at: rows::moment(row, COUNT + 7)?,
    })
}

/// Stores a pair that was made `at` a moment, or takes the stored one away.
fn put_key(connection: &Connection, id: Id, pair: Option<&ApiKey>, at: Timestamp) -> rusqlite::Result<()> {
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

fn list(connection: &Connection, filter: &UserFilter) -> rusqlite::Result<Vec<User>> {
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
    let columns = user_columns::all();
    let sql = format!("SELECT {columns} FROM users WHERE {} ORDER BY id", conditions.join(" AND "));
    connection.prepare_cached(&sql)?.query_map(params_from_iter(values), user_columns::user)?.collect()
}
